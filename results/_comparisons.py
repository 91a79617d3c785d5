"""Distributions, effects and comparisons of groups."""

from __future__ import annotations

from dataclasses import dataclass, field

from results._record import (
    COVERAGE,
    POINTS,
    SHARE,
    STATISTIC,
    WHOLE,
    DataUsed,
    P,
    Record,
    Result,
)

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
    statistic: float | None = field(metadata=STATISTIC)
    dof: float | None = field(metadata=WHOLE)
    dof_resid: float | None = field(metadata=WHOLE)
    p_value: float | None = field(metadata=P)
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
    median: float | None = field(metadata=WHOLE)
    q1: float | None  # quartiles of type 7
    q3: float | None
    minimum: float | None = field(metadata=WHOLE)
    maximum: float | None = field(metadata=WHOLE)
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect(Record):
    """An effect size or coefficient with its interval; its name says which, in full."""

    name: str
    estimate: float | None
    conf_low: float | None
    conf_high: float | None
    conf_level: float = field(metadata=COVERAGE)
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
    statistic: float = field(metadata=STATISTIC)
    dof: float | None = field(metadata=WHOLE)
    p_value: float = field(metadata=P)  # of this test by itself
    # by `correction`, for all pairs; p_value where that is "none"
    p_adjusted: float = field(metadata=P)
    conf_low: float
    conf_high: float
    conf_level: float = field(metadata=COVERAGE)
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
    proportion: float = field(metadata=SHARE)
    conf_low: float = field(metadata=SHARE)
    conf_high: float = field(metadata=SHARE)
    conf_level: float = field(metadata=COVERAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProportionDifference(Record):
    """The difference of two groups' proportions, first - second, between -1 and 1."""

    first: str
    second: str
    estimate: float = field(metadata=POINTS)
    conf_low: float = field(metadata=POINTS)  # Newcombe's hybrid score interval
    conf_high: float = field(metadata=POINTS)
    conf_level: float = field(metadata=COVERAGE)
    # exact test of the two groups, all levels of the outcome
    p_value: float = field(metadata=P)
    p_adjusted: float = field(metadata=P)
    correction: str  # of p
    interval_correction: str
    effect: Effect  # standardised_difference, over all levels of the outcome
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Result):
    """A number of rows, with what they are."""

    label: str
    count: int
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description(Result):
    """The distribution of one outcome in everybody."""

    outcome: str
    unit: str
    summary: GroupSummary
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportion(Result):
    """How many of those observed have a property."""

    label: str
    count: int
    n: int
    n_missing: int
    proportion: float = field(metadata=SHARE)  # 0 to 1
    conf_low: float = field(metadata=SHARE)
    conf_high: float = field(metadata=SHARE)
    conf_level: float = field(metadata=COVERAGE)
    method: str
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Result):
    """A numeric outcome compared between groups of participants."""

    method: str
    outcome: str  # label
    unit: str
    n: int
    n_missing: int
    statistic_name: str  # F, t or H
    statistic: float = field(metadata=STATISTIC)
    dof: float = field(metadata=WHOLE)
    dof_resid: float | None = field(metadata=WHOLE)  # of F only
    p_value: float = field(metadata=P)
    effect: Effect
    alternative: str
    correction: str  # of the contrasts
    groups: tuple[GroupSummary, ...]
    contrasts: tuple[Contrast, ...]
    assumptions: tuple[Assumption, ...] = ()
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountComparison(Result):
    """A categorical outcome compared between groups."""

    method: str
    outcome: str
    level: str  # label of the level that the proportions count
    n: int
    n_missing: int
    p_value: float = field(metadata=P)
    effect: Effect
    groups: tuple[GroupProportion, ...]
    contrasts: tuple[ProportionDifference, ...] = ()
    data: DataUsed
    undefined: str = ""

    @property
    def n_total(self) -> int:
        """Count everybody, those without a value included."""
        return self.n + self.n_missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Result):
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
    statistic: float | None = field(metadata=STATISTIC)
    dof: float | None = field(metadata=WHOLE)
    p_value: float | None = field(metadata=P)
    conf_low: float | None
    conf_high: float | None
    conf_level: float = field(metadata=COVERAGE)
    effect: Effect
    alternative: str
    assumptions: tuple[Assumption, ...] = ()
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRanks(Result):
    """A numeric outcome measured twice, its changes compared by their ranks."""

    method: str
    outcome: str
    unit: str
    n: int  # pairs
    n_missing: int  # rows with either value missing
    n_higher: int  # pairs whose second value is the larger,
    n_same: int  # or the same,
    n_lower: int  # or the smaller
    before: GroupSummary
    after: GroupSummary
    estimate: float  # median of the means of all pairs of changes, after - before
    statistic_name: str  # V, the sum of the ranks of rises
    statistic: float = field(metadata=WHOLE)
    p_value: float = field(metadata=P)
    effect: Effect  # rank_biserial
    alternative: str
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedCounts(Result):
    """A property that the same participants have or have not at two times."""

    method: str
    outcome: str  # what the property is
    n: int  # pairs
    n_missing: int
    both: int
    before_only: int
    after_only: int
    neither: int
    before: float = field(metadata=SHARE)  # proportion, 0 to 1
    after: float = field(metadata=SHARE)
    estimate: float = field(metadata=POINTS)  # after - before
    conf_low: float = field(metadata=POINTS)
    conf_high: float = field(metadata=POINTS)
    conf_level: float = field(metadata=COVERAGE)
    p_value: float = field(metadata=P)
    effect: Effect  # odds_ratio of the discordant pairs, after over before
    data: DataUsed
    undefined: str = ""

    @property
    def before_count(self) -> int:
        """Count those who had the property at the first time."""
        return self.both + self.before_only

    @property
    def after_count(self) -> int:
        """Count those who had the property at the second time."""
        return self.both + self.after_only
