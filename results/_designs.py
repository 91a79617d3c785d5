"""People who were lost, and what a design can show."""

from __future__ import annotations

from dataclasses import dataclass

from results._comparisons import Contrast
from results._models import FitStatistic, Term
from results._record import DataUsed, Option, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimatedProportion(Record):
    """A group's proportion, with allowance for those whose outcome is not known."""

    group: str
    label: str
    n: int  # everybody of the group
    n_observed: int
    proportion: float
    std_error: float | None
    conf_low: float | None
    conf_high: float | None
    conf_level: float
    missing_information: float | None = None  # of multiple imputation, 0 to 1
    monte_carlo_error: float | None = None  # of the proportion
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundedProportion(Record):
    """The smallest and largest proportion that the unknown outcomes allow."""

    group: str
    label: str
    n: int
    n_observed: int
    count: int  # of those observed
    lowest: float
    observed: float | None
    highest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TippingCell(Record):
    """What would be found if so many of those not observed had the outcome."""

    first_count: int  # of those not observed in the first group
    second_count: int
    estimate: float  # difference of the proportions, first - second
    p_value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedProportions(Record):
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
class Bounds(Record):
    """Proportions if everybody, or nobody, of those not observed had the outcome."""

    method: str
    outcome: str
    n: int
    n_observed: int
    groups: tuple[BoundedProportion, ...]
    p_lowest: float  # smallest p of the exact test over all ways to fill the gaps
    p_observed: float | None
    p_highest: float
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TippingPoint(Record):
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
    monte_carlo_error: float | None = None
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Record):
    """One set of conditions of a design, and what follows from it."""

    name: str
    label: str
    conditions: tuple[Option, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignAnalysis(Record):
    """What a design can and cannot show, under conditions that are stated."""

    method: str
    label: str
    n_replications: int | None  # None where nothing was simulated
    cells: tuple[Cell, ...]
    data: DataUsed
    undefined: str = ""
