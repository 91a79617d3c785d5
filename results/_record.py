"""What holds of every record, and where its numbers came from.

Nothing in a record is rounded. A number that does not exist is None; if it is missing
because it cannot be computed, `undefined` says why.
"""

from __future__ import annotations

import math
from dataclasses import Field, dataclass, fields
from types import MappingProxyType
from typing import Any, ClassVar

#: How a number is printed, as the metadata of its field; two decimals without any.
SHARE = MappingProxyType({"printed": "share"})  # of 1: a percentage
POINTS = MappingProxyType({"printed": "points"})  # of shares: percentage points
P = MappingProxyType({"printed": "p"})  # three decimals, no 0 before the point
BOUNDED = MappingProxyType({"printed": "bounded"})  # cannot exceed 1: no 0 either
WHOLE = MappingProxyType({"printed": "whole"})  # without decimals where it has none
STATISTIC = MappingProxyType({"printed": "statistic"})  # of a test
SMALL = MappingProxyType({"printed": "small"})  # two digits at least
COVERAGE = MappingProxyType({"printed": "coverage"})  # of an interval

#: In place of the source, where nobody named the data of a library's result.
NO_DATA = "not recomputed: no data named"

#: Every kind of record by its name, as JSON has it.
KINDS: dict[str, type[Record]] = {}


class Record:
    """What every record has in common: no number in it is NaN or infinite."""

    __slots__ = ()

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]  # every kind is a dataclass

    def __init_subclass__(cls) -> None:
        """Make the kind known by its name."""
        KINDS[cls.__name__] = cls

    def __post_init__(self) -> None:
        """Refuse a number that a reader could not be shown.

        Raises
        ------
        ValueError
            If a field is NaN or infinite; it should be None, with the reason.
        """
        for field in fields(self):
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
    rows: int  # used, after leaving out missing values; 0 of `NO_DATA`
    function: str = ""  # what computed the numbers, by its public name: proportion
    options: tuple[Option, ...] = ()


class Result(Record):
    """A whole record, as a chapter publishes it; other records are parts of one."""

    __slots__ = ()

    data: DataUsed
    undefined: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotComputed(Result):
    """What stands where a result would that the data do not allow."""

    kind: str  # of the record that would stand here: Comparison
    outcome: str
    data: DataUsed
    undefined: str  # why
