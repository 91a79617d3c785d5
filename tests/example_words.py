"""Records of many kinds with the numbers that tests of words expect."""

from example_associations import LEVEL, USED
from example_results import effect

from results import (
    Addition,
    AdjustedProportions,
    Assumption,
    BoundedProportion,
    Bounds,
    Cell,
    DesignAnalysis,
    EstimatedProportion,
    Family,
    FamilyMember,
    FitStatistic,
    Improvement,
    ItemStatistics,
    Measure,
    Model,
    Option,
    PairedCounts,
    Reliability,
    Survival,
    SurvivalGroup,
    Term,
    TermTest,
)

RELIABILITY = Reliability(
    method="Cronbach's alpha and McDonald's omega",
    outcome="Mood",
    n=70,
    n_missing=2,
    n_items=20,
    alpha=effect("alpha", 0.853, 0.8, 0.9),
    omega_total=effect("omega_total", 0.86, 0.81, 0.91),
    items=(
        ItemStatistics(
            item="cesd_01",
            label="item 1",
            reverse_keyed=False,
            mean=1.25,
            sd=0.8,
            item_rest=0.456,
            alpha_without=0.849,
            loading=0.5,
        ),
    ),
    data=USED,
)
FAMILY = Family(
    method="Holm's method",
    label="primary comparisons",
    members=(
        FamilyMember(name="entry-mood", label="Mood", p_value=0.3, p_adjusted=0.6),
        FamilyMember(name="entry-age", label="Age", p_value=1e-5, p_adjusted=2e-5),
    ),
    data=USED,
)
TERM = Term(
    name="completion_efficacy_entry",
    label="Self-efficacy",
    estimate=0.69,
    std_error=0.3,
    statistic_name="χ²",
    statistic=6.2,
    dof=1,
    p_value=0.0128,
    conf_low=0.2,
    conf_high=0.6,
    conf_level=0.95,
    effect=effect("odds_ratio", 2.0, 1.22, 3.4),
)
MODEL = Model(
    method="Firth logistic regression",
    outcome="Abstinent",
    unit="",
    n=47,
    n_missing=1,
    n_events=23,
    n_people=None,
    terms=(TERM,),
    tests=(
        TermTest(
            name="model",
            label="Whole model",
            statistic_name="χ²",
            statistic=6.2,
            dof=1,
            dof_resid=None,
            p_value=0.0128,
        ),
    ),
    means=(),
    contrasts=(),
    fit=(FitStatistic(name="auc", label="Area", value=0.71),),
    assumptions=(
        Assumption(
            name="normal residuals",
            method="Shapiro-Wilk test",
            statistic_name="W",
            statistic=0.97,
            dof=None,
            dof_resid=None,
            p_value=0.2,
        ),
    ),
    data=USED,
)
IMPROVEMENT = Improvement(
    method="Penalised likelihood ratio tests",
    outcome="Abstinent",
    base="self-efficacy",
    n=47,
    correction="Holm",
    additions=(
        Addition(
            name="age",
            label="Age",
            n=47,
            n_events=23,
            statistic_name="χ²",
            statistic=1.5,
            dof=1,
            p_value=0.22,
            p_adjusted=0.9,
        ),
    ),
    data=USED,
)
PAIRED = PairedCounts(
    method="McNemar exact test",
    outcome="Low mood",
    n=48,
    n_missing=0,
    both=20,
    before_only=15,
    after_only=3,
    neither=10,
    before=35 / 48,
    after=23 / 48,
    estimate=-0.25,
    conf_low=-0.4,
    conf_high=-0.08,
    conf_level=0.95,
    p_value=0.0075,
    effect=effect("odds_ratio", 0.2, 0.04, 0.7),
    data=USED,
)
SURVIVAL = Survival(
    method="Kaplan-Meier estimates, log-rank test",
    outcome="Leaving treatment",
    unit="days",
    n=72,
    n_missing=0,
    n_events=28,
    statistic_name="χ²",
    statistic=8.1,
    dof=2,
    p_value=0.0174,
    groups=(
        SurvivalGroup(
            group="prison",
            label="Prison",
            n=24,
            n_missing=0,
            n_events=7,
            median=None,
            median_low=None,
            median_high=None,
            restricted_mean=140.25,
            restricted_mean_se=9.0,
            restricted_mean_low=122.0,
            restricted_mean_high=158.0,
            conf_level=0.95,
            steps=(),
            undefined="more than half were still in treatment",
        ),
    ),
    contrasts=(),
    correction="Holm",
    data=USED,
)
ADJUSTED = AdjustedProportions(
    method="Multiple imputation",
    outcome="Abstinent",
    n=72,
    n_observed=48,
    groups=(
        EstimatedProportion(
            group="prison",
            label="Prison",
            n=24,
            n_observed=17,
            proportion=0.62,
            std_error=0.1,
            **LEVEL,
        ),
    ),
    contrasts=(),
    fit=(),
    data=USED,
)
BOUNDS = Bounds(
    method="Worst and best case",
    outcome="Abstinent",
    n=72,
    n_observed=48,
    groups=(
        BoundedProportion(
            group="prison",
            label="Prison",
            n=24,
            n_observed=17,
            count=11,
            lowest=11 / 24,
            observed=11 / 17,
            highest=18 / 24,
        ),
    ),
    p_lowest=0.00001,
    p_observed=0.03,
    p_highest=1.0,
    data=USED,
)
DESIGN = DesignAnalysis(
    method="Type S and M errors by simulation",
    label="What two groups of 24 can show",
    n_replications=10_000,
    cells=(
        Cell(
            name="d50",
            label="d = 0.5",
            conditions=(Option(name="d", value=0.5),),
            measures=(
                Measure(
                    name="power", label="power", value=0.3956, monte_carlo_error=0.005
                ),
            ),
        ),
    ),
    data=USED,
)
MEASURE = DESIGN.cells[0].measures[0]
