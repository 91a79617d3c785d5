"""Models of several variables, and survival."""

from __future__ import annotations

from dataclasses import dataclass, field

from results._comparisons import Assumption, Contrast, Effect
from results._record import COVERAGE, STATISTIC, WHOLE, DataUsed, P, Record, Result

#: Times that differ by no more than this, or this share of the time, are tied.
TIE = 2.0**-26  # square root of the resolution of floating-point numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Record):
    """One coefficient of a model."""

    name: str  # column, or column-level of a category
    label: str
    estimate: float
    std_error: float | None
    statistic_name: str  # t or z; "" where the p value has another source
    statistic: float | None = field(metadata=STATISTIC)
    dof: float | None = field(metadata=WHOLE)
    p_value: float | None = field(metadata=P)
    conf_low: float | None
    conf_high: float | None
    conf_level: float = field(metadata=COVERAGE)
    effect: Effect | None = None  # odds_ratio or hazard_ratio
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermTest(Record):
    """A joint test of one or more coefficients of a model."""

    name: str
    label: str
    statistic_name: str  # F or χ²
    statistic: float = field(metadata=STATISTIC)
    dof: float = field(metadata=WHOLE)
    dof_resid: float | None = field(metadata=WHOLE)
    p_value: float = field(metadata=P)
    effect: Effect | None = None
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitStatistic(Record):
    """One number that describes a whole model or a set of weights."""

    name: str
    label: str
    value: float | None
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimatedMean(Record):
    """A group's mean as a model estimates it, other predictors held at their means."""

    group: str
    label: str
    estimate: float
    std_error: float
    conf_low: float
    conf_high: float
    conf_level: float = field(metadata=COVERAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition(Record):
    """One variable offered to a model, and whether it improved the prediction."""

    name: str
    label: str
    n: int  # complete rows; both models are fitted to them
    n_events: int
    statistic_name: str
    statistic: float = field(metadata=STATISTIC)
    dof: float = field(metadata=WHOLE)
    p_value: float = field(metadata=P)
    p_adjusted: float = field(metadata=P)
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalStep(Record):
    """A time at which somebody had the event or was censored."""

    time: float = field(metadata=WHOLE)
    at_risk: int  # just before
    events: int
    censored: int
    survival: float  # just after
    std_error: float | None  # Greenwood
    conf_low: float | None
    conf_high: float | None
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalGroup(Record):
    """The course of one group until the last time anybody was observed."""

    group: str
    label: str
    n: int
    n_missing: int
    n_events: int
    median: float | None = field(metadata=WHOLE)
    median_low: float | None = field(metadata=WHOLE)
    median_high: float | None = field(metadata=WHOLE)
    restricted_mean: float
    restricted_mean_se: float | None
    restricted_mean_low: float | None
    restricted_mean_high: float | None
    conf_level: float = field(metadata=COVERAGE)
    steps: tuple[SurvivalStep, ...]
    undefined: str = ""

    def at_risk(self, time: float) -> int:
        """How many had neither had the event nor been censored before a time."""
        earliest = time - max(TIE, TIE * abs(time))
        later = [step.at_risk for step in self.steps if step.time >= earliest]
        return later[0] if later else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(Result):
    """An outcome explained by several variables at once."""

    method: str
    outcome: str
    unit: str
    n: int | None  # rows; None, as n_missing, where a library does not say how many
    n_missing: int | None
    n_events: int | None  # of an outcome that happens or not
    n_people: int | None  # where a person can have several rows
    terms: tuple[Term, ...]
    tests: tuple[TermTest, ...]
    means: tuple[EstimatedMean, ...]
    contrasts: tuple[Contrast, ...]
    fit: tuple[FitStatistic, ...]
    assumptions: tuple[Assumption, ...]
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement(Result):
    """Whether any further variable improves a prediction, each offered by itself."""

    method: str
    outcome: str
    base: str  # what the model had before
    n: int  # rows of the base model
    correction: str
    additions: tuple[Addition, ...]
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival(Result):
    """How long it took until an event, in several groups, with some not followed on."""

    method: str
    outcome: str
    unit: str
    n: int
    n_missing: int
    n_events: int
    statistic_name: str
    statistic: float = field(metadata=STATISTIC)
    dof: float = field(metadata=WHOLE)
    p_value: float = field(metadata=P)
    groups: tuple[SurvivalGroup, ...]
    contrasts: tuple[Contrast, ...]  # of the restricted means
    correction: str
    data: DataUsed
    undefined: str = ""
    restricted_to: float | None = None  # time up to which the restricted means go
