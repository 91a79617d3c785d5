"""What an analysis found: one frozen record for one result.

A record is made once, by the function that computed it, and shown many times. Nothing
in it is rounded. A number that does not exist for a result is None; if it is missing
because it cannot be computed, `undefined` says why.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

__all__ = [
    "Change",
    "Comparison",
    "Contrast",
    "Count",
    "CountComparison",
    "DataUsed",
    "Description",
    "Effect",
    "GroupCount",
    "GroupProportion",
    "GroupSummary",
    "Proportion",
    "Record",
    "Result",
    "ThemeRow",
    "ThemeTable",
]


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
class DataUsed(Record):
    """Where the numbers came from."""

    source: str  # such as "simulated/entry" or "HELP"
    variables: tuple[str, ...]  # names in the codebook
    filter: str  # in words
    rows: int  # rows used, after leaving out missing values
    function: str = ""  # what computed the numbers, such as analysis.counts.proportion


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSummary(Record):
    """The distribution of one outcome in one group, in the unit of the outcome."""

    group: str  # code
    label: str
    n: int
    n_missing: int
    mean: float
    sd: float | None  # with n - 1; None for a group of one
    median: float
    q1: float  # quartiles of type 7
    q3: float
    minimum: float
    maximum: float
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect(Record):
    """An effect size with its interval; the name says which one it is, in full."""

    name: str
    estimate: float | None
    conf_low: float | None
    conf_high: float | None
    conf_level: float
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast(Record):
    """The difference of two groups' means, first - second, in the outcome's unit."""

    first: str
    second: str
    estimate: float
    std_error: float
    statistic: float  # t
    dof: float
    p_value: float
    conf_low: float
    conf_high: float
    conf_level: float
    effect: Effect
    correction: str  # "none" or the name of the method
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Record):
    """A numeric outcome compared between groups of participants."""

    method: str
    outcome: str  # label
    unit: str
    n: int
    n_missing: int
    statistic_name: str  # F, t or H
    statistic: float
    dof: float
    dof_resid: float | None  # of F only
    p_value: float
    effect: Effect
    alternative: str
    correction: str  # of the contrasts
    groups: tuple[GroupSummary, ...]
    contrasts: tuple[Contrast, ...]
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Record):
    """A numeric outcome measured twice on the same participants."""

    method: str
    outcome: str
    unit: str
    n: int  # pairs
    n_missing: int  # rows with either value missing
    before: GroupSummary
    after: GroupSummary
    estimate: float  # mean of after - before
    std_error: float
    statistic_name: str
    statistic: float
    dof: float
    p_value: float
    conf_low: float
    conf_high: float
    conf_level: float
    effect: Effect
    alternative: str
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportion(Record):
    """How many of those observed have a property."""

    label: str
    count: int
    n: int
    n_missing: int
    proportion: float  # 0 to 1
    conf_low: float
    conf_high: float
    conf_level: float
    method: str
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupProportion(Record):
    """A proportion in one group of a comparison."""

    group: str
    label: str
    count: int
    n: int
    n_missing: int
    proportion: float
    conf_low: float
    conf_high: float
    conf_level: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CountComparison(Record):
    """A categorical outcome compared between groups."""

    method: str
    outcome: str
    level: str  # label of the level that the proportions count
    n: int
    n_missing: int
    p_value: float
    effect: Effect
    groups: tuple[GroupProportion, ...]
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Record):
    """A number of rows, with what they are."""

    label: str
    count: int
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description(Record):
    """The distribution of one outcome in everybody."""

    outcome: str
    unit: str
    summary: GroupSummary
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCount(Record):
    """How many of a group's interviews; n is all interviews of the group."""

    group: str
    label: str
    count: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRow(Record):
    """One theme, or one code below it."""

    theme: str  # the theme's id, or the code's
    label: str
    parent: str  # the theme a code belongs to; "" for a theme
    interviews: int  # an interview counts once
    excerpts: int
    by_group: tuple[GroupCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeTable(Record):
    """How often each theme was coded, and in how many interviews of each group."""

    method: str
    groups: tuple[GroupCount, ...]  # count: interviews with any excerpt
    rows: tuple[ThemeRow, ...]
    n_interviews: int
    n_excerpts: int
    data: DataUsed
    undefined: str = ""


Result = (
    Comparison
    | Change
    | Proportion
    | CountComparison
    | Count
    | Description
    | ThemeTable
)
