"""A table as an object: cells that refer to results, printed in more than one way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any, NamedTuple

from reported.markdown import Markdown, escaped, markdown_table
from reported.numbers import Number
from reported.parts import Part
from reported.quantities import Quantity
from reported.tables.rows import Results, flat
from reported.words.rounding import DASH
from results import Record

#: What stands in a cell: words, a number of a result, or several of them in a row.
Piece = str | Number | None
Cell = Piece | list[Piece] | tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A numbered table with caption, label and note.

    Its text form is MyST Markdown in which a number of a published result is a
    reference to it (`{stat}`), so that the page, paper, the register and the file of
    its numbers all have it from the result itself. A number that does not exist is a
    dash.
    """

    name: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    note: str = ""
    align: str = ""

    def __str__(self) -> str:
        """Return MyST Markdown, with references."""
        return markdown_table(
            self.head,
            [
                [Markdown("".join(map(_referred, cell))) for cell in row]
                for row in self.rows
            ],
            caption=self.caption,
            name=self.name,
            align=self.align or None,
            note=self.note,
        )

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Return every number of a result that it shows."""
        pieces = [piece for row in self.rows for cell in row for piece in cell]
        return tuple(piece for piece in pieces if isinstance(piece, Number))


class Column(NamedTuple):
    """A column of a table of parts: its head, and what it shows of each part."""

    head: str
    path: str = ""  # from the part of the row; "" is that part itself
    cell: str | Callable[[Any], Cell] = ""  # words for `written`, or what makes a cell
    only: type[Record] | None = None  # the kind that has it; other cells are empty

    def of(self, part: Any) -> Cell:
        """Make the cell of a row."""
        if self.only is not None and not isinstance(part.result, self.only):
            return ""
        what = part[self.path] if self.path else part
        if isinstance(self.cell, str):
            return written(what, self.cell) if self.cell else what
        return self.cell(what)


def written(part: Part, words: str) -> list[Piece]:
    """Show numbers of a part among words, such as "{count} of {n}".

    Parameters
    ----------
    part : Part
        That has them.
    words : str
        Markdown, with the path to a number in braces.

    Returns
    -------
    list of str and Number
        A cell; a dash where there is not the first number.
    """
    pieces: list[Piece] = []
    for text, path, *_ in Formatter().parse(words):
        pieces += [Markdown(text)] if text else []
        pieces += [part[path]] if path else []
    numbers = [piece for piece in pieces if isinstance(piece, Number)]
    if numbers and numbers[0].value is None:
        return [numbers[0]]
    return pieces


def part_table(
    head: str,
    rows: Sequence[tuple[str, Any]],
    columns: Sequence[Column],
    *,
    caption: str,
    name: str,
    note: Iterable[str] = (),
) -> Table:
    """Make a table with a row for each part.

    Parameters
    ----------
    head : str
        What stands above the names of the rows.
    rows : sequence of (str, Part)
        What each row is called, and whose numbers it has.
    columns : sequence of Column
        What is shown of each.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : iterable of str
        Its sentences; what is empty is left out.

    Raises
    ------
    TypeError, ValueError
        As `table`.
    """
    return table(
        [head, *(column.head for column in columns)],
        [[words, *(column.of(part) for column in columns)] for words, part in rows],
        caption=caption,
        name=name,
        note=" ".join(filter(None, note)),
    )


def result_table(
    results: Results,
    columns: Mapping[str, str],
    *,
    caption: str,
    name: str,
    align: str = "",
    note: str = "",
) -> Table:
    """Make a table with a row for each result, of columns that one chooses.

    Parameters
    ----------
    results : Part, or several
        In lists and mappings of any nesting; a row for each.
    columns : mapping of str to str
        What stands above a column, in Markdown, and what it shows of each result, as
        for `written`: ``{"*n*": "{summary.n}"}``.
    caption, name, align, note : str
        As for `reported.markdown.markdown_table`.

    Raises
    ------
    KeyError
        If a result has no such number.
    TypeError, ValueError
        As `table`.
    """
    return table(
        [Markdown(head) for head in columns],
        [
            [written(part, words) for words in columns.values()]
            for part in flat(results)
        ],
        caption=caption,
        name=name,
        align=align,
        note=note,
    )


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    caption: str,
    name: str,
    align: str = "",
    note: str = "",
) -> Table:
    """Make a table; its note says why a number could not be computed.

    Parameters
    ----------
    head : sequence of str
        One cell for a column.
    rows : sequence of sequences of cells
        As many cells as the head in each. A cell is text, or `Markdown`, or a number
        of a result, or a list of these; None is a dash.
    caption, name, align, note : str
        As for `reported.markdown.markdown_table`.

    Raises
    ------
    TypeError
        If a cell holds something else, such as a plain number, of which nobody could
        say whence it came.
    ValueError
        As `reported.markdown.markdown_table`.
    """
    cells = tuple(tuple(_pieces(cell, name) for cell in row) for row in rows)
    made = Table(
        name=name,
        caption=caption,
        head=tuple(head),
        rows=cells,
        note=f"{note} {undefined_note(_lacking(rows))}".strip(),
        align=align,
    )
    str(made)  # refuses a table of the wrong form
    return made


def undefined_note(reasons: Iterable[tuple[str, str]]) -> str:
    """Say why there is a dash: each reason once, after all that it holds for."""
    found: dict[str, dict[str, None]] = {}
    for name, why in reasons:
        if why:
            found.setdefault(escaped(why), {})[escaped(name)] = None
    given = [f"for {', '.join(names)}: {why}" for why, names in found.items()]
    return f"{DASH} not defined {'; '.join(given)}." if given else ""


def _lacking(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[str, str]]:
    """Yield the name of a row with each reason why a number of it was not computed."""
    for row in rows:
        for piece in [piece for cell in row for piece in _apart(cell)]:
            if _not_there(piece):
                yield str(row[0]), piece.why


def _not_there(piece: Any) -> bool:
    other = isinstance(piece, Quantity) and not isinstance(piece, Number)
    return other and piece.value is None


def _apart(cell: Cell) -> tuple[Any, ...]:
    return tuple(cell) if isinstance(cell, list | tuple) else (cell,)


def _pieces(cell: Cell, name: str) -> tuple[Piece, ...]:
    pieces = _apart(cell)
    # what could not be computed takes the words around it with it
    if any(_not_there(piece) for piece in pieces):
        pieces = (None,)
    for piece in pieces:
        if not isinstance(piece, str | Number | None):
            raise TypeError(
                f"{name}: a cell holds text and numbers of results, got {piece!r}; "
                "publish the result that it belongs to and refer to that"
            )
    return pieces


def _referred(piece: Piece) -> str:
    """Write a piece as Markdown, a published number as a reference."""
    if isinstance(piece, str):
        return escaped(piece)
    if piece is None or piece.value is None:
        return DASH
    return f"{{stat}}`{piece.target}`" if piece.target else escaped(piece.printed)
