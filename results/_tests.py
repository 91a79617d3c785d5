"""Tests of hypotheses as a library of statistics reports them."""

from __future__ import annotations

from dataclasses import dataclass, field

from results._comparisons import Effect, GroupSummary
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
class OneTest(Record):
    """The numbers of a test; what the library does not hold is None."""

    statistic_name: str  # "" of an exact test, which has none
    statistic: float | None = field(default=None, metadata=STATISTIC)
    dof: float | None = field(default=None, metadata=WHOLE)
    dof_resid: float | None = field(default=None, metadata=WHOLE)
    p_value: float | None = field(default=None, metadata=P)
    p_adjusted: float | None = field(default=None, metadata=P)
    correction: str = "none"  # what adjusted p
    # of a correlation, which is its own statistic
    conf_low: float | None = field(default=None, metadata=BOUNDED)
    conf_high: float | None = field(default=None, metadata=BOUNDED)
    conf_level: float = field(default=0.95, metadata=COVERAGE)
    effects: tuple[Effect, ...] = ()
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTest(OneTest):
    """One of several tests of a table: of a pair of groups, or of a term."""

    name: str  # "a-b" of a pair
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesisTest(OneTest, Result):
    """A test, or a table of them, from pingouin, statsmodels or scipy."""

    method: str
    outcome: str = ""  # labels, where they were named
    by: str = ""  # what it is compared by, or goes together with
    n: int | None = None
    n_missing: int | None = None
    alternative: str = ""
    groups: tuple[GroupSummary, ...] = ()
    tests: tuple[NamedTest, ...] = ()
    data: DataUsed
