"""Distributions, effects and comparisons of groups."""

from __future__ import annotations

from dataclasses import dataclass

from results._record import DataUsed, Record

#: Unit of a difference in mean ranks.
RANKS = "ranks"

#: What the exact test of a table of two rows and two columns is called, and of others.
FISHER = "Fisher's exact test"
FREEMAN_HALTON = "Fisher-Freeman-Halton exact test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption(Record):
    """What was looked at beside a test; it never decides which test is reported."""

    name: str  # such as "normal residuals"
    method: str  # such as "Shapiro-Wilk test"
    statistic_name: str
    statistic: float | None
    dof: float | None
    dof_resid: float | None
    p_value: float | None
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSummary(Record):
    """The distribution of one outcome in one group, in the unit of the outcome."""

    group: str  # code
    label: str
    n: int
    n_missing: int
    mean: float | None  # None, as all below, where n is 0
    sd: float | None  # with n - 1; None for a group of one
    median: float | None
    q1: float | None  # quartiles of type 7
    q3: float | None
    minimum: float | None
    maximum: float | None
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect(Record):
    """An effect size or coefficient with its interval; its name says which, in full."""

    name: str
    estimate: float | None
    conf_low: float | None
    conf_high: float | None
    conf_level: float
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast(Record):
    """The difference of two groups, first - second: of means, or of mean ranks."""

    first: str
    second: str
    unit: str = ""  # "ranks" of a difference in mean ranks; else that of the result
    estimate: float
    std_error: float
    statistic_name: str = "t"  # t, or z of a difference in mean ranks
    statistic: float
    dof: float | None
    p_value: float  # of this test by itself
    p_adjusted: float  # by `correction`, for all pairs; p_value where that is "none"
    conf_low: float
    conf_high: float
    conf_level: float
    effect: Effect | None  # its interval is never adjusted
    correction: str  # what adjusted p: "none" or the name of the method
    interval_correction: str  # what adjusted the interval, likewise
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
class ProportionDifference(Record):
    """The difference of two groups' proportions, first - second, between -1 and 1."""

    first: str
    second: str
    estimate: float
    conf_low: float  # Newcombe's hybrid score interval
    conf_high: float
    conf_level: float
    p_value: float  # exact test of the two groups, all levels of the outcome
    p_adjusted: float
    correction: str  # of p
    interval_correction: str
    effect: Effect  # standardised_difference, over all levels of the outcome
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
    assumptions: tuple[Assumption, ...] = ()
    data: DataUsed
    undefined: str = ""


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
    contrasts: tuple[ProportionDifference, ...] = ()
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
    estimate: float | None  # mean of after - before; None where there is no pair
    std_error: float | None  # None, as the test, of one pair or of the same changes
    statistic_name: str
    statistic: float | None
    dof: float | None
    p_value: float | None
    conf_low: float | None
    conf_high: float | None
    conf_level: float
    effect: Effect
    alternative: str
    assumptions: tuple[Assumption, ...] = ()
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedCounts(Record):
    """A property that the same participants have or have not at two times."""

    method: str
    outcome: str  # what the property is
    n: int  # pairs
    n_missing: int
    both: int
    before_only: int
    after_only: int
    neither: int
    before: float  # proportion, 0 to 1
    after: float
    estimate: float  # after - before
    conf_low: float
    conf_high: float
    conf_level: float
    p_value: float
    effect: Effect  # odds_ratio of the discordant pairs, after over before
    data: DataUsed
    undefined: str = ""
