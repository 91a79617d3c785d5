"""What holds of every record, and where its numbers came from.

Nothing in a record is rounded. A number that does not exist is None; if it is missing
because it cannot be computed, `undefined` says why.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields


class Record:
    """What every record has in common: no number in it is NaN or infinite."""

    __slots__ = ()

    def __post_init__(self) -> None:
        """Refuse a number that a reader could not be shown.

        Raises
        ------
        ValueError
            If a field is NaN or infinite; it should be None, with the reason.
        """
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if isinstance(value, float) and not math.isfinite(value):
                raise ValueError(
                    f"{type(self).__name__}.{field.name}: not a finite number, "
                    f"got {value}; use None and say why in `undefined`"
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Record):
    """One choice with which a function was called."""

    name: str  # of the parameter, such as conf_level or seed
    value: str | float | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DataUsed(Record):
    """Where the numbers came from, and how: what a stranger needs to repeat them."""

    #: Kind of data and table, as f"{study.kind}/cohort"; or "HELP/cohort", "design".
    source: str
    variables: tuple[str, ...]  # columns of the table, in the order of their roles
    filter: str  # which rows, in the form that `analysis.estimates.filters` reads
    rows: int  # rows used, after leaving out missing values
    function: str = ""  # what computed the numbers, by its public name: proportion
    options: tuple[Option, ...] = ()
