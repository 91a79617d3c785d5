"""Columns of full numbers beside the printed cells of a table, for its file.

A printed cell such as ``22.19 (8.73)`` shows two numbers of a result. The file has the
cell as it is printed, and behind it a column for each number, in full precision:
"Prison, M (SD): mean" and "Prison, M (SD): standard deviation".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reported.words.paths import what_of
from results.parts import Place


@dataclass(frozen=True, slots=True)
class FullNumber:
    """A number that a cell shows, in full, with what it is."""

    what: str
    value: float

    @classmethod
    def at(cls, place: Place) -> FullNumber | None:
        """Take the number to which a path leads; None if it leads to none."""
        value = place.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        what = what_of(place)
        return cls(what if what[1:2].isupper() else what[:1].lower() + what[1:], value)


#: What a formula of a spreadsheet begins with.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?(\d+([.,]\d+)*|\.\d+)([eE][+-]?\d+)?%?")

Slot = tuple[str, int]  # what a number is, and which of these in its cell


def safe(cell: str) -> str:
    """Write a cell of a CSV file so that a spreadsheet does not run it as a formula.

    Text behind a minus has the sign of print, other text that begins like a formula an
    apostrophe before it. Numbers stay as they are.

    Examples
    --------
    >>> safe("-4.5"), safe("-4.5 [-6, -3]"), safe("=1+1"), safe("+44 and more")
    ('-4.5', '−4.5 [-6, -3]', "'=1+1", "'+44 and more")
    """
    if cell[:1] not in FORMULA or NUMBER.fullmatch(cell):
        return cell
    if cell[0] == "-":
        return f"\N{MINUS SIGN}{cell[1:]}"
    return f"'{cell}"


def with_numbers(
    rows: Sequence[Sequence[str]],
    found: Sequence[Sequence[Sequence[FullNumber]]],
    n_heads: int,
) -> list[list[str]]:
    """Put columns of full numbers behind the printed ones.

    Parameters
    ----------
    rows : sequence of sequences of str, shape (n_rows, n_columns)
        The printed cells, rows of heads first.
    found : the same shape, of sequences of FullNumber
        The numbers that each cell shows.
    n_heads : int
        How many rows are heads.

    Returns
    -------
    list of lists of str
        Heads name the number; a cell without it is empty.
    """
    width = max((len(row) for row in rows), default=0)
    slots = [
        _slots(row[column] for row in found if column < len(row))
        for column in range(width)
    ]
    wide = []
    for number, (row, numbers) in enumerate(zip(rows, found, strict=True)):
        cells: list[str] = []
        for cell, here, of_column in zip(row, numbers, slots, strict=False):
            have = dict(_numbered(here))
            named = number == 0 < n_heads
            full = [
                _head(cell, slot) if named else _written(have.get(slot))
                for slot in of_column
            ]
            cells += [cell, *full]
        wide.append(cells)
    return wide


def _slots(cells: Iterator[Sequence[FullNumber]]) -> list[Slot]:
    return list(dict.fromkeys(slot for cell in cells for slot, _ in _numbered(cell)))


def _numbered(cell: Sequence[FullNumber]) -> Iterator[tuple[Slot, float]]:
    seen: Counter[str] = Counter()
    for number in cell:
        yield (number.what, seen[number.what]), number.value
        seen[number.what] += 1


def _head(cell: str, slot: Slot) -> str:
    what, again = slot
    return f"{cell}: {what}{f' {again + 1}' if again else ''}"


def _written(value: float | None) -> str:
    return "" if value is None else repr(value)
