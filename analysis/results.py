"""What an analysis found: one frozen record for one result.

A record is made once, by the function that computed it, and shown many times. Its parts
are in `analysis.records`, which says what holds of every record.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.records import (
    Addition,
    AgreementRow,
    Assumption,
    BoundedProportion,
    Cell,
    CodePair,
    Contrast,
    Correlation,
    DataUsed,
    Effect,
    EstimatedMean,
    EstimatedProportion,
    FamilyMember,
    FitStatistic,
    GroupCount,
    GroupProportion,
    GroupSummary,
    ItemStatistics,
    Measure,
    Option,
    ProportionDifference,
    Quotation,
    Record,
    SaturationStep,
    SurvivalGroup,
    SurvivalStep,
    Term,
    TermTest,
    ThemeRow,
    TippingCell,
)

__all__ = [
    "Addition",
    "AdjustedProportions",
    "AgreementRow",
    "Assumption",
    "BoundedProportion",
    "Bounds",
    "Cell",
    "Change",
    "CoOccurrence",
    "CodePair",
    "CoderAgreement",
    "Comparison",
    "Contrast",
    "Correlation",
    "Correlations",
    "Count",
    "CountComparison",
    "DataUsed",
    "Description",
    "DesignAnalysis",
    "Effect",
    "EstimatedMean",
    "EstimatedProportion",
    "Family",
    "FamilyMember",
    "FitStatistic",
    "GroupCount",
    "GroupProportion",
    "GroupSummary",
    "Improvement",
    "ItemStatistics",
    "Measure",
    "Model",
    "Option",
    "PairedCounts",
    "Proportion",
    "ProportionDifference",
    "Quotation",
    "Quotations",
    "Record",
    "Reliability",
    "Result",
    "Saturation",
    "SaturationStep",
    "Survival",
    "SurvivalGroup",
    "SurvivalStep",
    "Term",
    "TermTest",
    "ThemeRow",
    "ThemeTable",
    "TippingCell",
    "TippingPoint",
]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability(Record):
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
class Correlations(Record):
    """How each pair of several variables varies together."""

    method: str
    n: int  # the most that any pair has
    n_missing: int  # rows with any value missing
    correction: str  # of p_adjusted
    pairs: tuple[Correlation, ...]
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family(Record):
    """Tests that were declared to belong together, adjusted for their number."""

    method: str
    label: str
    members: tuple[FamilyMember, ...]  # in the order of their declaration
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(Record):
    """An outcome explained by several variables at once."""

    method: str
    outcome: str
    unit: str
    n: int  # rows
    n_missing: int
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
class Improvement(Record):
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
class Survival(Record):
    """How long it took until an event, in several groups, with some not followed on."""

    method: str
    outcome: str
    unit: str
    n: int
    n_missing: int
    n_events: int
    statistic_name: str
    statistic: float
    dof: float
    p_value: float
    groups: tuple[SurvivalGroup, ...]
    contrasts: tuple[Contrast, ...]  # of the restricted means
    correction: str
    data: DataUsed
    undefined: str = ""
    restricted_to: float | None = None  # time up to which the restricted means go


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
class DesignAnalysis(Record):
    """What a design can and cannot show, under conditions that are stated."""

    method: str
    label: str
    n_replications: int | None  # None where nothing was simulated
    cells: tuple[Cell, ...]
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeTable(Record):
    """How often each theme was coded, and in how many interviews of each group."""

    method: str
    groups: tuple[GroupCount, ...]  # count: interviews with any excerpt
    rows: tuple[ThemeRow, ...]
    n_interviews: int
    n_participants: int
    n_excerpts: int
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderAgreement(Record):
    """How far two coders gave the same codes to the same interviews."""

    method: str
    unit: str  # character, turn or document
    first: str  # the coders
    second: str
    n_interviews: int
    n_units: int
    n_resamples: int  # of whole interviews, for the intervals
    rows: tuple[AgreementRow, ...]
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saturation(Record):
    """Whether further interviews still brought new codes."""

    method: str
    n_interviews: int
    n_codes: int  # that occur at all
    n_frame_codes: int  # that the coding frame has
    n_orders: int  # random orders, for the bands
    conf_level: float  # coverage of the bands
    base_size: int  # of the stopping rule: interviews that give the base,
    run_length: int  # interviews looked at together after it,
    threshold: float  # and the share of the base that they may add at most
    stopped_at: int | None  # interviews held when the rule was first met
    share_stopped: float  # of random orders in which it is met
    steps: tuple[SaturationStep, ...]
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoOccurrence(Record):
    """Which themes, or codes, occur together."""

    method: str
    n_interviews: int
    pairs: tuple[CodePair, ...]  # first before second, in the order of the frame
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations(Record):
    """Excerpts that were chosen by a stated rule."""

    method: str  # the rule, in words
    n_interviews: int
    n_excerpts: int  # from which they were chosen
    quotations: tuple[Quotation, ...]
    data: DataUsed
    undefined: str = ""


Result = (
    AdjustedProportions
    | Bounds
    | Change
    | CoOccurrence
    | CoderAgreement
    | Comparison
    | Correlations
    | Count
    | CountComparison
    | Description
    | DesignAnalysis
    | Family
    | Improvement
    | Model
    | PairedCounts
    | Proportion
    | Quotations
    | Reliability
    | Saturation
    | Survival
    | ThemeTable
    | TippingPoint
)
