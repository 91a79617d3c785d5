"""The language of the project: what an analysis found, or what is wrong with the data.

A record is made once, by the function that computed it, and shown many times. Nothing
in it is rounded. A number that does not exist is None; if it is missing because it
cannot be computed, `undefined` says why. `results.record_json` keeps a record as JSON
and rebuilds it. A `Fault` says where data are wrong, what rule they break and what to
do; a `DataError` holds all that were found at once. A `Result` is a whole record, which
a chapter publishes; other records are parts of one. `results.strict_yaml` reads files
of a declared shape and says in faults what is wrong. Nothing of ours is imported here.
"""

from results._comparisons import (
    FISHER,
    FREEMAN_HALTON,
    RANKS,
    Assumption,
    Change,
    Comparison,
    Contrast,
    Count,
    CountComparison,
    Description,
    Effect,
    GroupProportion,
    GroupSummary,
    PairedCounts,
    Proportion,
    ProportionDifference,
)
from results._designs import (
    AdjustedProportions,
    BoundedProportion,
    Bounds,
    Cell,
    DesignAnalysis,
    EstimatedProportion,
    Measure,
    TippingCell,
    TippingPoint,
)
from results._models import (
    TIE,
    Addition,
    EstimatedMean,
    FitStatistic,
    Improvement,
    Model,
    Survival,
    SurvivalGroup,
    SurvivalStep,
    Term,
    TermTest,
)
from results._record import DataUsed, Option, Record
from results._scales import (
    Correlation,
    Correlations,
    Family,
    FamilyMember,
    ItemStatistics,
    Reliability,
)
from results._themes import (
    AgreementRow,
    CodePair,
    CoderAgreement,
    CoOccurrence,
    GroupCount,
    Quotation,
    Quotations,
    Saturation,
    SaturationStep,
    ThemeRow,
    ThemeTable,
)
from results.faults import DataError, Fault

__all__ = [
    "FISHER",
    "FREEMAN_HALTON",
    "RANKS",
    "TIE",
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
    "DataError",
    "DataUsed",
    "Description",
    "DesignAnalysis",
    "Effect",
    "EstimatedMean",
    "EstimatedProportion",
    "Family",
    "FamilyMember",
    "Fault",
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

#: Every kind of whole result, as a chapter publishes it.
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
