"""People who were lost, and what a design can show."""

from __future__ import annotations

from dataclasses import dataclass, field

from results._comparisons import Contrast
from results._models import FitStatistic, Term
from results._record import COVERAGE, SHARE, SMALL, DataUsed, Option, P, Record, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimatedProportion(Record):
    """A group's proportion, with allowance for those whose outcome is not known."""

    group: str
    label: str
    n: int  # everybody of the group
    n_observed: int
    proportion: float = field(metadata=SHARE)
    std_error: float | None = field(metadata=SHARE)
    conf_low: float | None = field(metadata=SHARE)
    conf_high: float | None = field(metadata=SHARE)
    conf_level: float = field(metadata=COVERAGE)
    missing_information: float | None = None  # of multiple imputation, 0 to 1
    # of the proportion
    monte_carlo_error: float | None = field(default=None, metadata=SMALL)
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundedProportion(Record):
    """The smallest and largest proportion that the unknown outcomes allow."""

    group: str
    label: str
    n: int
    n_observed: int
    count: int  # of those observed
    lowest: float = field(metadata=SHARE)
    observed: float | None = field(metadata=SHARE)
    highest: float = field(metadata=SHARE)

    @property
    def n_not_observed(self) -> int:
        """Count those of the group whose outcome is not known."""
        return self.n - self.n_observed


@dataclass(frozen=True, slots=True, kw_only=True)
class TippingCell(Record):
    """What would be found if so many of those not observed had the outcome."""

    first_count: int  # of those not observed in the first group
    second_count: int
    estimate: float  # difference of the proportions, first - second
    p_value: float = field(metadata=P)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedProportions(Result):
    """Proportions by group, with allowance for those whose outcome is not known."""

    method: str
    outcome: str
    n: int  # everybody
    n_observed: int
    groups: tuple[EstimatedProportion, ...]
    contrasts: tuple[Contrast, ...]  # of the proportions
    fit: tuple[FitStatistic, ...]  # of the weights or of the imputations
    terms: tuple[Term, ...] = ()  # of the model of who was observed
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds(Result):
    """Proportions if everybody, or nobody, of those not observed had the outcome."""

    method: str
    outcome: str
    n: int
    n_observed: int
    groups: tuple[BoundedProportion, ...]
    # smallest p of the exact test over all ways to fill the gaps
    p_lowest: float = field(metadata=P)
    p_observed: float | None = field(metadata=P)
    p_highest: float = field(metadata=P)
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TippingPoint(Result):
    """For which outcomes of those not observed a difference would remain."""

    method: str
    outcome: str
    first: str  # label of the group
    second: str
    n: int
    n_observed: int
    n_cells: int
    n_remaining: int  # cells with p below alpha and the sign of the observed difference
    alpha: float
    cells: tuple[TippingCell, ...]
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """One number about a design, with its Monte Carlo error if it was simulated."""

    name: str
    label: str
    value: float | None
    monte_carlo_error: float | None = field(default=None, metadata=SMALL)
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Record):
    """One set of conditions of a design, and what follows from it."""

    name: str
    label: str
    conditions: tuple[Option, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignAnalysis(Result):
    """What a design can and cannot show, under conditions that are stated."""

    method: str
    label: str
    n_replications: int | None  # None where nothing was simulated
    cells: tuple[Cell, ...]
    data: DataUsed
    undefined: str = ""
