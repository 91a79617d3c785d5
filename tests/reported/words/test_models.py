"""New kinds of result are put into words, by the whole and by the part."""

import json
from dataclasses import replace

import pytest
from example_associations import CORRELATIONS, LEVEL, PAIR, TIPPING, USED
from example_results import effect

from reported.words.cards import card_lines, description, method, sample_size
from reported.words.sentences import apa, plain
from results import (
    Addition,
    AdjustedProportions,
    Assumption,
    BoundedProportion,
    Bounds,
    Cell,
    Contrast,
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
from results.record_json import from_json, to_json

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

SENTENCES = [
    (RELIABILITY, "α = .85, 95% CI [.80, .90], ωt = .86, 95% CI [.81, .91]"),
    (PAIR, "*r*(68) = −.25, *p* = .036, 95% CI [−.46, −.02]"),
    (CORRELATIONS, "1 correlation, up to 70 participants"),
    (FAMILY, "1 of 2 Holm-adjusted *p* below .05"),
    (FAMILY.members[0], "Holm-adjusted *p* = .600"),
    (FAMILY.members[1], "Holm-adjusted *p* < .001"),
    (TERM, "OR = 2.00, 95% CI [1.22, 3.40], *χ²*(1) = 6.20, *p* = .013"),
    (MODEL, "*χ²*(1) = 6.20, *p* = .013"),
    (MODEL.assumptions[0], "Shapiro-Wilk test, *W* = 0.97, *p* = .200"),
    (IMPROVEMENT, "0 of 1 further variables improved it"),
    (IMPROVEMENT.additions[0], "*χ²*(1) = 1.50, Holm-adjusted *p* = .900"),
    (
        PAIRED,
        "35 of 48 (73%) before and 23 of 48 (48%) after, change = −25 percentage "
        "points, 95% CI [−40, −8], exact *p* = .008",
    ),
    (SURVIVAL, "*χ²*(2) = 8.10, *p* = .017"),
    (SURVIVAL.groups[0], "restricted mean = 140.25"),
    (ADJUSTED, "Prison 62%, 95% CI [20%, 60%]"),
    (BOUNDS, "exact *p* < .001 to > .999"),
    (BOUNDS.groups[0], "46% to 75%"),
    (TIPPING, "1 of 2 (50%) of the possible outcomes"),
    (DESIGN, "1 set of conditions, 10,000 replications each"),
    (DESIGN.cells[0], "power 0.40"),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_a_result_is_put_into_words(result, expected):
    """As a reader sees it."""
    assert apa(result) == expected


FIELDS = [
    (RELIABILITY, "alpha", ".85"),
    (RELIABILITY, "omega_total.conf_high", ".91"),
    (RELIABILITY, "items.cesd_01.item_rest", ".46"),
    (RELIABILITY, "items.cesd_01.mean", "1.25"),
    (CORRELATIONS, "pairs.mood-age.estimate", "−.25"),
    (CORRELATIONS, "pairs.mood-age.statistic", "−2.14"),
    (FAMILY, "members.entry-mood.p_adjusted", ".600"),
    (MODEL, "terms.completion_efficacy_entry.odds_ratio", "2.00"),
    (MODEL, "tests.model.p_value", ".013"),
    (MODEL, "fit.auc", "0.71"),
    (MODEL, "n_events", "23"),
    (PAIRED, "estimate", "−25"),
    (PAIRED, "odds_ratio", "0.20"),
    (SURVIVAL, "groups.prison.restricted_mean", "140.25"),
    (ADJUSTED, "groups.prison.proportion", "62%"),
    (BOUNDS, "groups.prison.highest", "75%"),
    (BOUNDS, "p_observed", ".030"),
    (TIPPING, "cells.0-1.p_value", ".100"),
    (DESIGN, "cells.d50.power", "0.40"),
    (DESIGN, "cells.d50.power.value", "0.40"),
    (DESIGN, "n_replications", "10,000"),
]


@pytest.mark.parametrize(("result", "path", "expected"), FIELDS)
def test_a_field_is_printed_by_its_kind(result, path, expected):
    """Shares as percentages, what cannot exceed 1 without a 0."""
    assert plain(result, path) == expected


WHOLE = [
    RELIABILITY,
    CORRELATIONS,
    FAMILY,
    MODEL,
    IMPROVEMENT,
    PAIRED,
    SURVIVAL,
    ADJUSTED,
    BOUNDS,
    TIPPING,
    DESIGN,
]


@pytest.mark.parametrize("result", WHOLE, ids=lambda result: type(result).__name__)
def test_a_whole_result_stands_in_the_register(result):
    """It has a description, a method and a card, and comes back from JSON."""
    assert from_json(json.loads(json.dumps(to_json(result)))) == result
    assert description(result)[:1].isupper()
    assert method(result) == result.method
    assert sample_size(result) == getattr(result, "n", 48)
    found = dict(card_lines(result))
    assert found["Rows"] == "48, seen_again is yes"
    assert found["Options"] == "conf level 0.95, seed 1"


CONTRAST = Contrast(
    first="prison",
    second="inpatient",
    estimate=-0.2549,
    std_error=0.14,
    statistic_name="z",
    statistic=-1.82,
    dof=None,
    p_value=0.069,
    p_adjusted=0.206,
    conf_low=-0.53,
    conf_high=0.02,
    conf_level=0.95,
    effect=None,
    correction="Holm",
    interval_correction="Bonferroni",
)
WEIGHTED = replace(ADJUSTED, contrasts=(CONTRAST,))
OF_SHARES = "contrasts.prison-inpatient"


def test_a_difference_of_adjusted_proportions_is_in_percentage_points():
    """The contrast does not know of what it is; the result around it does."""
    assert plain(WEIGHTED, OF_SHARES) == (
        "difference = −25 percentage points, Bonferroni-adjusted 95% CI [−53, 2], "
        "*z* = −1.82, Holm-adjusted *p* = .206"
    )
    assert plain(WEIGHTED, f"{OF_SHARES}.estimate") == "−25"
    assert plain(WEIGHTED, f"{OF_SHARES}.conf_high") == "2"
    assert plain(WEIGHTED, f"{OF_SHARES}.statistic") == "−1.82"
    assert plain(replace(MODEL, contrasts=(CONTRAST,)), f"{OF_SHARES}.estimate") == (
        "−0.25"
    )


def test_a_part_without_words_is_never_a_hole_in_a_sentence():
    """The reason is said instead."""
    none = {
        name: None
        for name in ("estimate", "conf_low", "conf_high", "statistic", "p_value")
    }
    pair = replace(PAIR, **none, undefined="every value of Age is the same")
    measure = replace(MEASURE, value=None, undefined="nothing was significant")
    cell = replace(DESIGN.cells[0], measures=(measure,))
    for result, path, why in (
        (replace(CORRELATIONS, pairs=(pair,)), "pairs.mood-age", pair.undefined),
        (replace(DESIGN, cells=(cell,)), "cells.d50.power", measure.undefined),
    ):
        with pytest.raises(ValueError, match=why):
            plain(result, path)


def test_a_scale_without_coefficients_says_why():
    """Its entry in the register is not empty."""
    none = {"estimate": None, "conf_low": None, "conf_high": None}
    alone = {
        name: replace(getattr(RELIABILITY, name), **none, undefined="one item alone")
        for name in ("alpha", "omega_total")
    }
    assert apa(replace(RELIABILITY, **alone)) == "no coefficient: one item alone"


def test_an_adjusted_correlation_shows_both_p_values():
    """Nobody takes the one for the other."""
    assert apa(replace(PAIR, p_adjusted=0.108)) == (
        "*r*(68) = −.25, *p* = .036, Holm-adjusted *p* = .108, 95% CI [−.46, −.02]"
    )
    assert apa(replace(PAIR, p_adjusted=0.036)) == apa(PAIR)


def test_a_correlation_without_a_test_gives_its_size_and_its_people():
    """Degrees of freedom stand for a test."""
    tested = ("conf_low", "conf_high", "statistic", "dof", "p_value", "p_adjusted")
    bare = replace(PAIR, **dict.fromkeys(tested), undefined="it is perfect")
    assert apa(replace(bare, estimate=1.0)) == "*r* = 1.00, *n* = 70"


def test_a_small_number_that_is_not_0_is_not_printed_as_0():
    """Odds ratios, errors of simulation, and bias."""
    small = replace(TERM, effect=effect("odds_ratio", 0.0412, 0.0031, 1.2))
    assert apa(small).startswith("OR = 0.041, 95% CI [0.0031, 1.20], ")
    found = replace(MODEL, terms=(small,))
    path = "terms.completion_efficacy_entry.odds_ratio"
    assert plain(found, path) == "0.041"
    assert plain(found, f"{path}.conf_low") == "0.0031"
    assert plain(DESIGN, "cells.d50.power.monte_carlo_error") == "0.0050"
    imputed = replace(ADJUSTED.groups[0], monte_carlo_error=0.0042)
    assert (
        plain(replace(ADJUSTED, groups=(imputed,)), "groups.prison.monte_carlo_error")
        == "0.0042"
    )
    assert apa(replace(MEASURE, name="complete_bias", value=0.0042)) == "0.004"


def test_numbers_that_leave_their_usual_range_are_printed_whole():
    """Alpha has no lower limit, and a loading can exceed 1."""
    item = replace(RELIABILITY.items[0], alpha_without=-1.5, loading=1.02)
    odd = replace(RELIABILITY, items=(item,), alpha=effect("alpha", -1.2, -2, 0.3))
    assert plain(odd, "items.cesd_01.alpha_without") == "−1.50"
    assert plain(odd, "items.cesd_01.loading") == "1.02"
    assert plain(odd, "items.cesd_01.reverse_keyed") == "no"
    assert plain(odd, "alpha") == "−1.20"
    assert plain(odd, "alpha.conf_high") == ".30"


def test_two_parts_of_one_name_are_refused():
    """Else the last would be shown for the first."""
    twice = replace(MODEL, assumptions=MODEL.assumptions * 2)
    with pytest.raises(KeyError, match="2 parts are named 'normal residuals'"):
        plain(twice, "assumptions.normal residuals.p_value")
    assert plain(MODEL, "assumptions.normal residuals.p_value") == ".200"


def test_details_hold_the_remark_of_a_result():
    """Such as that an estimate rests on a penalty; a design has no participants."""
    told = replace(MODEL, undefined="the predictors separate the outcomes")
    assert dict(card_lines(told))["Remark"] == "the predictors separate the outcomes"
    assert "Participants" not in dict(card_lines(DESIGN))


def test_details_name_the_correction_and_what_was_looked_at():
    """For a family, for models with assumptions, for correlations."""
    assert dict(card_lines(FAMILY))["Correction"] == "Holm's method, for 2 tests"
    assert dict(card_lines(IMPROVEMENT))["Correction"] == "Holm"
    looked = dict(card_lines(MODEL))["Looked at"]
    assert looked == ("normal residuals: Shapiro-Wilk test, *W* = 0.97, *p* = .200")


def test_a_median_that_is_undefined_says_why():
    """Not a hole in a sentence."""
    with pytest.raises(ValueError, match="more than half were still in treatment"):
        plain(SURVIVAL, "groups.prison.median")
