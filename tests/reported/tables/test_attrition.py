"""Tables of proportions when people are lost: exact cells and notes."""

from dataclasses import replace

import pytest
from example_results import EXACT, LESS, PAIR, USED

from reported.tables.attrition import (
    adjusted_differences_table,
    adjusted_table,
    bounds_table,
)
from results import (
    AdjustedProportions,
    BoundedProportion,
    Bounds,
    EstimatedProportion,
    FitStatistic,
)


def lines(table):
    """Head and rows of a table, without its frame, and then the note."""
    found = table.splitlines()
    return [line for line in found[3:] if line and line != ":::" and ":--" not in line]


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


def test_adjusted_table_shows_every_method_and_group():
    """With what is undefined, left out, or uncertain from simulation."""
    assert lines(adjusted_table(METHODS, caption="C", name="t", note="More.")) == [
        "| Method | Observed | Prison [95% CI] | Inpatient [95% CI] |",
        "| Complete | 48 of 54 | 75% [55%, 88%] | 46% [55%, 88%] |",
        "| Imputed | 46 of 52 | 63% [43%, 78%] | 40% [20%, 55%] |",
        "| Weighted | 46 of 52 | 61% [41%, 76%] | 100% [–] |",
        "*Note.* Complete: Fisher-Freeman-Halton exact test; Imputed: Multiple "
        "imputation by chained equations; Weighted: Weights. Monte Carlo error of "
        "imputed percentages: at most 0.46 percentage points. Rows left out for "
        "missing values: Imputed 2. – not defined for Weighted, Inpatient: a "
        "proportion "
        "of 0 or 1 has no standard error. More.",
    ]


def test_adjusted_table_of_one_method_without_simulation():
    """Nothing is said of errors of simulation."""
    found = lines(adjusted_table(METHODS[:1], caption="C", name="t"))
    assert found[2] == (
        "*Note.* Complete: Fisher-Freeman-Halton exact test. No row was left out for "
        "missing values."
    )


def test_adjusted_differences_table_shows_every_method_and_pair():
    """In percentage points; a method that compares nobody is explained."""
    found = adjusted_differences_table(METHODS, caption="C", name="t", note="More.")
    assert lines(found) == [
        "| Method and groups | Difference [95% CI] | Adjusted *p* |",
        "| Complete: Prison less Inpatient | 29 [0, 52] | .147 |",
        "| Imputed: Prison less Inpatient | 29 [0, 57] | .053 |",
        "*Note.* Complete: Fisher-Freeman-Halton exact test; Imputed: Multiple "
        "imputation by chained equations; Weighted: Weights. Differences in percentage "
        "points. *p* is adjusted for all pairs (Holm), and so are intervals of "
        "differences (Bonferroni). Monte Carlo "
        "error of imputed differences: at most 0.51 percentage points. Rows left out "
        "for missing values: Imputed 2. – not defined for Weighted: prison and "
        "inpatient are not compared. More.",
    ]


MANY = replace(IMPUTED, groups=IMPUTED.groups * 3)
PLAIN = replace(
    IMPUTED, contrasts=(replace(GAP, correction="none", interval_correction="none"),)
)
TWICE = "got 2 different; make a table for each"


@pytest.mark.parametrize(
    ("table", "methods", "message"),
    [
        (
            adjusted_table,
            [],
            "there is nothing to show; give at least one result",
        ),
        (
            adjusted_table,
            [*METHODS, ("Fewer", replace(IMPUTED, groups=IMPUTED.groups[:1]))],
            f"one table shows the same groups at one coverage, {TWICE}",
        ),
        (adjusted_table, [("Many", MANY)], "a page holds 5 groups, got 6; show fewer"),
        (
            adjusted_differences_table,
            [("Weighted", WEIGHTED)],
            "no method compares two groups; nothing to show",
        ),
        (
            adjusted_differences_table,
            [("One", IMPUTED), ("Two", PLAIN)],
            f"one table shows p values adjusted one way, {TWICE}",
        ),
    ],
)
def test_a_table_refuses(table, methods, message):
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        table(methods, caption="C", name="t")
    assert str(caught.value) == f"t: {message}"


def test_bounds_table_shows_what_is_possible():
    """Of those observed there is no percentage where there was nobody."""
    assert lines(bounds_table(BOUNDS, caption="C", name="t", note="More.")) == [
        "| Group | Observed | Not observed | Lowest | Highest |",
        r"| Prison | 7 of 17 (41\%) | 7 | 29\% | 58\% |",
        r"| Inpatient | – | 24 | 0\% | 100\% |",
        "*Note.* Worst and best case of those lost; outcome: Abstinent. Lowest and "
        "highest: if none, or all, of those not observed had it. Exact *p* over all "
        "ways to fill the gaps: from < .001 to .765. – not defined for exact *p* of "
        "those observed: in a group nobody was observed. More.",
    ]


def test_bounds_table_has_the_test_of_those_observed():
    """Where there is one."""
    found = replace(BOUNDS, p_observed=0.0312, undefined="")
    assert lines(bounds_table(found, caption="C", name="t"))[-1].endswith(
        "had it. Those observed: exact *p* = .031. Exact *p* over all ways to fill the "
        "gaps: from < .001 to .765."
    )
