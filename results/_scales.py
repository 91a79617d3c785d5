"""Items of a scale, correlations, and families of tests."""

from __future__ import annotations

from dataclasses import dataclass, field

from results._comparisons import Effect
from results._record import (
    BOUNDED,
    COVERAGE,
    STATISTIC,
    WHOLE,
    DataUsed,
    P,
    Record,
    Result,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStatistics(Record):
    """One item of a scale, after reverse-keyed items were turned round."""

    item: str  # column
    label: str
    reverse_keyed: bool
    mean: float
    sd: float
    # correlation with the sum of the other items
    item_rest: float | None = field(metadata=BOUNDED)
    alpha_without: float | None = field(metadata=BOUNDED)  # alpha of the other items
    loading: float | None = field(metadata=BOUNDED)  # standardised, on the one factor
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability(Result):
    """How well the items of one scale hang together."""

    method: str
    outcome: str  # label of the scale
    n: int  # complete answers
    n_missing: int
    n_items: int
    alpha: Effect
    omega_total: Effect
    items: tuple[ItemStatistics, ...]
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlation(Record):
    """The correlation of two variables."""

    first: str  # column
    second: str
    first_label: str
    second_label: str
    n: int
    estimate: float | None = field(metadata=BOUNDED)
    conf_low: float | None = field(metadata=BOUNDED)
    conf_high: float | None = field(metadata=BOUNDED)
    conf_level: float = field(metadata=COVERAGE)
    statistic_name: str
    statistic: float | None = field(metadata=STATISTIC)
    dof: float | None = field(metadata=WHOLE)
    p_value: float | None = field(metadata=P)
    p_adjusted: float | None = field(metadata=P)
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMember(Record):
    """One test of a declared family, with its p value before and after adjustment."""

    name: str  # id of the published result
    label: str
    p_value: float = field(metadata=P)
    p_adjusted: float = field(metadata=P)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlations(Result):
    """How each pair of several variables varies together."""

    method: str
    n: int  # the most that any pair has
    n_missing: int  # rows with any value missing
    correction: str  # of p_adjusted
    pairs: tuple[Correlation, ...]
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family(Result):
    """Tests that were declared to belong together, adjusted for their number."""

    method: str
    label: str
    members: tuple[FamilyMember, ...]  # in the order of their declaration
    data: DataUsed
    undefined: str = ""
