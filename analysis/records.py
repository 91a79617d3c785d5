"""The parts of a result: frozen records that several kinds of result share.

Nothing in a record is rounded. A number that does not exist is None; if it is missing
because it cannot be computed, `undefined` says why.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

__all__ = [
    "RANKS",
    "Addition",
    "AgreementRow",
    "Assumption",
    "BoundedProportion",
    "Cell",
    "CodePair",
    "Contrast",
    "Correlation",
    "DataUsed",
    "Effect",
    "EstimatedMean",
    "EstimatedProportion",
    "FamilyMember",
    "FitStatistic",
    "GroupCount",
    "GroupProportion",
    "GroupSummary",
    "ItemStatistics",
    "Measure",
    "Option",
    "ProportionDifference",
    "Quotation",
    "Record",
    "SaturationStep",
    "SurvivalGroup",
    "SurvivalStep",
    "Term",
    "TermTest",
    "ThemeRow",
    "TippingCell",
]


#: Unit of a difference in mean ranks.
RANKS = "ranks"


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

    source: str  # kind of data and table, such as "simulated/cohort" or "HELP/cohort"
    variables: tuple[str, ...]  # columns of the table, in the order of their roles
    filter: str  # which rows, in the form that `samples.selected` reads
    rows: int  # rows used, after leaving out missing values
    function: str = ""  # what computed the numbers, by its public name: proportion
    options: tuple[Option, ...] = ()


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
    """An effect size with its interval; the name says which one it is, in full."""

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
class ItemStatistics(Record):
    """One item of a scale, after reverse-keyed items were turned round."""

    item: str  # column
    label: str
    reverse_keyed: bool
    mean: float
    sd: float
    item_rest: float | None  # correlation with the sum of the other items
    alpha_without: float | None  # alpha of the other items
    loading: float | None  # standardised, on the one factor
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlation(Record):
    """The correlation of two variables."""

    first: str  # column
    second: str
    first_label: str
    second_label: str
    n: int
    estimate: float | None
    conf_low: float | None
    conf_high: float | None
    conf_level: float
    statistic_name: str
    statistic: float | None
    dof: float | None
    p_value: float | None
    p_adjusted: float | None
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMember(Record):
    """One test of a declared family, with its p value before and after adjustment."""

    name: str  # id of the published result
    label: str
    p_value: float
    p_adjusted: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Record):
    """One coefficient of a model."""

    name: str  # column, or column-level of a category
    label: str
    estimate: float
    std_error: float | None
    statistic_name: str  # t or z; "" where the p value has another source
    statistic: float | None
    dof: float | None
    p_value: float | None
    conf_low: float | None
    conf_high: float | None
    conf_level: float
    effect: Effect | None = None  # odds_ratio or hazard_ratio
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermTest(Record):
    """A joint test of one or more coefficients of a model."""

    name: str
    label: str
    statistic_name: str  # F or χ²
    statistic: float
    dof: float
    dof_resid: float | None
    p_value: float
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
    conf_level: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition(Record):
    """One variable offered to a model, and whether it improved the prediction."""

    name: str
    label: str
    n: int  # complete rows; both models are fitted to them
    n_events: int
    statistic_name: str
    statistic: float
    dof: float
    p_value: float
    p_adjusted: float
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalStep(Record):
    """A time at which somebody had the event or was censored."""

    time: float
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
    median: float | None
    median_low: float | None
    median_high: float | None
    restricted_mean: float
    restricted_mean_se: float | None
    restricted_mean_low: float | None
    restricted_mean_high: float | None
    conf_level: float
    steps: tuple[SurvivalStep, ...]
    undefined: str = ""


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
class GroupCount(Record):
    """In how many of a group's interviews something was coded."""

    group: str
    label: str
    count: int  # interviews with a coded excerpt
    n: int  # all interviews of the group
    participants: int  # people in whose interviews it was coded
    n_participants: int
    excerpts: int
    proportion: float | None  # count / n; None for a group without interviews
    conf_low: float | None  # Clopper and Pearson's exact limits
    conf_high: float | None
    conf_level: float
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRow(Record):
    """One theme, sub-theme or code of a coding frame."""

    theme: str  # its id in the coding frame
    label: str
    parent: str  # the theme that it belongs to; "" for one at the top
    level: str  # theme, sub-theme or code
    interviews: int  # an interview counts once
    n: int  # all interviews
    participants: int
    excerpts: int  # a passage counts once
    proportion: float | None  # of all interviews
    conf_low: float | None
    conf_high: float | None
    conf_level: float
    by_group: tuple[GroupCount, ...]
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow(Record):
    """How far two coders agree on one theme; the counts are of units."""

    theme: str
    label: str
    parent: str
    n_units: int
    both: int
    first_only: int
    second_only: int
    neither: int
    prevalence: float | None  # mean of the two coders' shares of units
    agreement: float | None  # share of units on which they agree
    kappa: Effect  # cohens_kappa
    pabak: Effect  # kappa adjusted for prevalence and bias
    alpha: Effect  # krippendorff_alpha
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaturationStep(Record):
    """What a further interview adds, over random orders and as it happened."""

    interviews: int
    new_mean: float  # codes that no earlier interview had
    new_low: float
    new_high: float
    total_mean: float  # codes in this and all earlier interviews
    total_low: float
    total_high: float
    observed_new: int  # in the order in which the interviews are listed
    observed_total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePair(Record):
    """How often two themes, or two codes, occur together."""

    first: str
    second: str
    first_label: str
    second_label: str
    both: int  # interviews that have the two
    either: int  # interviews that have at least one
    jaccard: float | None  # both / either
    overlaps: int  # pairs of excerpts that share a character
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Record):
    """One excerpt that was chosen to be printed."""

    name: str  # unique among the quotations of a result
    theme: str
    label: str  # of the theme
    code: str  # for which it was chosen; the text may have others of the theme
    code_label: str
    why: str  # typical, deviant, or the label of the group it stands for
    interview: str
    pseudonym: str
    group: str
    group_label: str
    start: int  # characters from the beginning of the transcript
    end: int
    text: str
