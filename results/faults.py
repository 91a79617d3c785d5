"""Faults in the data, and the one exception that reports them all at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

#: A person reads the first lines and starts again; more of them would only scroll.
MOST_LINES = 50

#: Up to so many faults of one rule in one column stand apart, each with its value.
MOST_APART = 3
MOST_VALUES = 5  # different ones, of a rule that many rows break
MOST_RUNS = 4  # of rows that follow one another

#: Long free text in a cell must not bury the message about it.
MOST_CHARACTERS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One contradiction between the data and the codebook or the design.

    Examples
    --------
    >>> print(
    ...     Fault(
    ...         file="entry.csv",
    ...         row=17,
    ...         variable="heroin_days",
    ...         value="45",
    ...         rule="outside 0-30 days",
    ...         hint="check the form",
    ...         participant="S016",
    ...     )
    ... )
    entry.csv, row 17, heroin_days: outside 0-30 days, got '45' at S016; check the form
    """

    file: str = ""  # as it is named in its folder; "" if the data are in memory
    row: int | None = None  # as a person counts in the file: the header is row 1
    variable: str = ""
    value: str | None = None  # as written in the file; None if there is no one value
    rule: str  # what is wrong
    hint: str = ""  # what to do about it
    participant: str = ""

    def __str__(self) -> str:
        """One line: where, what is wrong, the value, at whom; what to do."""
        row = "" if self.row is None else f"row {self.row}"
        where = ", ".join(part for part in (self.file, row, self.variable) if part)
        got = f", got {_shortened(self.value)!r}" if self.value else ""
        at = f" at {self.participant}" if self.participant else ""
        start = f"{where}: " if where else ""
        repair = f"; {self.hint}" if self.hint else ""
        return f"{start}{self.rule}{got}{at}{repair}"


class DataError(ValueError):
    """Data that contradict the codebook or the design.

    Parameters
    ----------
    faults : str, Fault or iterable of Fault
        Everything that was found, in reading order; at least one. A whole message
        may be given instead, when no file is at fault.

    Attributes
    ----------
    faults : tuple of Fault
        All of them, also those that the message leaves out.

    Raises
    ------
    ValueError
        If `faults` is empty: an error must say what is wrong.

    Examples
    --------
    >>> print(DataError(Fault(variable="swls_3", rule="not scored", hint="see below")))
    swls_3: not scored; see below
    >>> DataError("mood: every value is the same").faults[0].rule
    'mood: every value is the same'
    """

    faults: tuple[Fault, ...]

    def __init__(self, faults: str | Fault | Iterable[Fault]) -> None:
        """Keep the faults, and make the message from them."""
        if isinstance(faults, str):
            faults = Fault(rule=faults)
        self.faults = (faults,) if isinstance(faults, Fault) else tuple(faults)
        if not self.faults:
            raise ValueError("faults: a DataError needs at least one; got none")
        super().__init__(self.faults)

    def __str__(self) -> str:
        """Write a line for each fault, or for one rule in many rows; up to 50 lines."""
        groups = _alike(self.faults)
        lines = [_line(group) for group in groups[:MOST_LINES]]
        left = sum(map(len, groups[MOST_LINES:]))
        if left:
            lines.append(f"and {left} more")
        if len(groups) < len(self.faults):
            lines.append(f"{len(self.faults)} faults in all")
        return "\n".join(lines)


class NotComputable(DataError):
    """Data that do not allow what was asked of them, though they contradict nothing.

    A group with a single value, or a scale on which everybody answered alike; not a
    column or a level that does not exist, which is a wrong call.
    """


def _alike(faults: tuple[Fault, ...]) -> list[list[Fault]]:
    """Put together what is wrong in many rows of one file, by one rule and column."""
    groups: dict[object, list[Fault]] = {}
    for number, fault in enumerate(faults):
        same = (fault.file, fault.variable, fault.rule, fault.hint)
        alone = fault.row is None or not fault.file
        groups.setdefault(number if alone else same, []).append(fault)
    together = []
    for group in groups.values():
        few = len(group) <= MOST_APART
        together += [[fault] for fault in group] if few else [group]
    # As they came, a group where its first stands.
    place = {id(fault): number for number, fault in enumerate(faults)}
    return sorted(together, key=lambda group: place[id(group[0])])


def _line(group: list[Fault]) -> str:
    """Write one fault, or one rule with its rows and the first of its values."""
    if len(group) == 1:
        return str(group[0])
    values = list(dict.fromkeys(fault.value for fault in group if fault.value))
    shown = ", ".join(repr(_shortened(value)) for value in values[:MOST_VALUES])
    more = f" and {len(values) - MOST_VALUES} others" * (len(values) > MOST_VALUES)
    rows = listed_rows([fault.row for fault in group if fault.row is not None])
    one = replace(group[0], row=None, value=None, participant="", hint="")
    got = f", got {shown}{more}" if values else ""
    repair = f"; {group[0].hint}" if group[0].hint else ""
    return f"{one} in {len(group)} rows ({rows}){got}{repair}"


def listed_rows(rows: Sequence[int]) -> str:
    """Write numbers of rows shortly, those that follow one another by their ends.

    Examples
    --------
    >>> listed_rows([2, 3, 4, 9, 11, 12, 20, 30, 40, 50])
    '2-4, 9, 11, 12, 20 and 3 more'
    """
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    written, left = [], len(set(rows))
    for run in runs[:MOST_RUNS]:
        short = f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run))
        written.append(short)
        left -= len(run)
    return ", ".join(written) + (f" and {left} more" if left else "")


def as_python(value: object) -> object:
    """Return a value of NumPy as one of Python, which is shown as a person writes it.

    Examples
    --------
    >>> import numpy as np
    >>> [as_python(value) for value in (np.False_, np.int64(1), "yes")]
    [False, 1, 'yes']
    """
    return value.item() if isinstance(value, np.generic) else value


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
