"""Made-up results that only tables show: scales, correlations, people lost, designs."""

from dataclasses import replace

from example_results import EXACT, LESS, PAIR, USED, effect

from results import (
    NO_DATA,
    AdjustedProportions,
    BoundedProportion,
    Bounds,
    Cell,
    Correlation,
    Correlations,
    DataUsed,
    DesignAnalysis,
    EstimatedProportion,
    Family,
    FamilyMember,
    FitStatistic,
    HypothesisTest,
    ItemStatistics,
    Measure,
    NamedTest,
    Reliability,
)


def lines(table):
    """Head and rows of a table, without its frame, and then the note.

    A no-break space is shown as a tilde.
    """
    found = str(table).replace("\u00a0", "~").splitlines()[3:]
    return [line for line in found if line and line != ":::" and ":--" not in line]


def item(number, reverse_keyed, item_rest):
    """Make the numbers of one item."""
    return ItemStatistics(
        item=f"mood_{number}",
        label=f"Item {number}",
        reverse_keyed=reverse_keyed,
        mean=2.345,
        sd=1.005,
        item_rest=item_rest,
        alpha_without=0.7149,
        loading=1.023,
    )


SCALE = Reliability(
    method="Cronbach's alpha and omega total",
    outcome="Mood",
    n=70,
    n_missing=2,
    n_items=3,
    alpha=effect("alpha", 0.8123, 0.7301, 0.8799),
    omega_total=effect("omega_total", 0.8211, 0.7512, 0.891),
    items=(item(1, False, 0.512), item(2, True, -0.12), item(3, False, 0.634)),
    data=USED,
)


def pair(first, second, estimate, n=70, undefined=""):
    """Make one correlation."""
    none = estimate is None
    return Correlation(
        first=first.lower(),
        second=second.lower(),
        first_label=first,
        second_label=second,
        n=n,
        estimate=estimate,
        conf_low=None if none else estimate - 0.2,
        conf_high=None if none else estimate + 0.1,
        conf_level=0.95,
        statistic_name="t",
        statistic=None if none else 2.345,
        dof=None if none else n - 2.0,
        p_value=None if none else 0.0219,
        p_adjusted=None if none else 0.0438,
        undefined=undefined,
    )


MATRIX = Correlations(
    method="Pearson correlation with Fisher's interval",
    n=70,
    n_missing=3,
    correction="Holm",
    pairs=(
        pair("Mood", "Hope", 0.4321),
        pair("Mood", "Age", -0.289, n=68),
        pair("Hope", "Age", None, n=68, undefined="every value of Age is the same"),
    ),
    data=USED,
)

FAMILY = Family(
    method="Holm's method",
    label="Outcomes at entry",
    members=(
        FamilyMember(name="a", label="Mood_x", p_value=0.0004, p_adjusted=0.0012),
        FamilyMember(name="b", label="Hope", p_value=0.3, p_adjusted=0.3),
    ),
    data=USED,
)


def share_of(code, label, proportion, error=None):
    """Make a group's proportion."""
    return EstimatedProportion(
        group=code,
        label=label,
        n=24,
        n_observed=17,
        proportion=proportion,
        std_error=0.1,
        conf_low=proportion - 0.2,
        conf_high=proportion + 0.15,
        conf_level=0.95,
        monte_carlo_error=error,
    )


GAP = replace(
    PAIR,
    estimate=0.285,
    conf_low=-0.004,
    conf_high=0.574,
    statistic_name="t",
    p_adjusted=0.0533,
    correction="Holm",
    interval_correction="Bonferroni",
    effect=None,
)

COMPLETE = replace(EXACT, n_missing=6, contrasts=(LESS,))

IMPUTED = AdjustedProportions(
    method="Multiple imputation by chained equations",
    outcome="Abstinent",
    n=52,
    n_observed=46,
    groups=(
        share_of("prison", "Prison", 0.625, 0.00123),
        share_of("inpatient", "Inpatient", 0.4, 0.00456),
    ),
    contrasts=(GAP,),
    fit=(
        FitStatistic(
            name="monte_carlo_error-prison-inpatient", label="Error", value=0.00512
        ),
        FitStatistic(name="n_missing", label="Rows left out", value=2.0),
    ),
    data=USED,
)

WEIGHTED = replace(
    IMPUTED,
    method="Weights",
    groups=(
        share_of("prison", "Prison", 0.61),
        replace(
            share_of("inpatient", "Inpatient", 1.0),
            conf_low=None,
            conf_high=None,
            undefined="a proportion of 0 or 1 has no standard error",
        ),
    ),
    contrasts=(),
    fit=(FitStatistic(name="n_missing", label="Rows left out", value=0.0),),
    undefined="prison and inpatient are not compared",
)

METHODS = [("Complete", COMPLETE), ("Imputed", IMPUTED), ("Weighted", WEIGHTED)]

BOUNDS = Bounds(
    method="Worst and best case of those lost",
    outcome="Abstinent",
    n=72,
    n_observed=48,
    groups=(
        BoundedProportion(
            group="prison",
            label="Prison",
            n=24,
            n_observed=17,
            count=7,
            lowest=7 / 24,
            observed=7 / 17,
            highest=14 / 24,
        ),
        BoundedProportion(
            group="inpatient",
            label="Inpatient",
            n=24,
            n_observed=0,
            count=0,
            lowest=0.0,
            observed=None,
            highest=1.0,
        ),
    ),
    p_lowest=0.0004,
    p_observed=None,
    p_highest=0.7654,
    data=USED,
    undefined="in a group nobody was observed",
)


def measure(name, value, error=None, undefined=""):
    """Make a measure that is called by its name."""
    return Measure(
        name=name,
        label=name.capitalize(),
        value=value,
        monte_carlo_error=error,
        undefined=undefined,
    )


def cell(name, label, *measures):
    """Make a set of conditions."""
    return Cell(name=name, label=label, conditions=(), measures=measures)


NONE = "no study was significant"

ERRORS = DesignAnalysis(
    method="Simulation of Welch's t test",
    label="Power",
    n_replications=10_000,
    cells=(
        cell(
            "n-24",
            "n = 24, A - B",
            measure("power", 0.8034, 0.00397),
            measure("size", 1.1, None, "one study has no error"),
        ),
        cell(
            "n-16",
            "n = 16",
            measure("power", 0.6, 0.0049),
            measure("size", None, None, NONE),
        ),
        cell(
            "n-15",
            "n = 15",
            measure("power", 0.55, 0.0049),
            measure("size", None, None, NONE),
            measure("sign", None, None, NONE),
        ),
    ),
    data=USED,
)

COUNTS = replace(EXACT, outcome="Outcome", contrasts=(LESS,))

NO_LIMITS = replace(effect("cohens_d", 0.651, None, None), undefined="no interval")
ONE_TEST = HypothesisTest(
    statistic_name="t",
    statistic=-1.4566,
    dof=18.0,
    p_value=0.1624,
    method="Student t test",
    outcome="Weight",
    by="Group",
    n=20,
    n_missing=1,
    alternative="two-sided",
    effects=(effect("mean_difference", 0.4749, -0.2111, 1.1609), NO_LIMITS),
    data=USED,
)
UNNAMED_TEST = replace(
    ONE_TEST,
    n=None,
    n_missing=None,
    data=DataUsed(
        source=NO_DATA, variables=(), filter="", rows=0, function="scipy.stats.x"
    ),
)
TESTS = replace(
    UNNAMED_TEST,
    statistic=None,
    p_value=None,
    effects=(),
    method="Games-Howell tests",
    tests=tuple(
        NamedTest(
            name=f"{a}-{b}",
            label=f"{a} less {b}",
            statistic_name="t",
            statistic=1.5,
            dof=12.25,
            p_adjusted=p,
            correction="Games-Howell",
            effects=(NO_LIMITS,),
        )
        for a, b, p in (("a", "b", 0.331), ("a", "c", 0.0002))
    ),
)
