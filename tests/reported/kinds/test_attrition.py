"""Proportions when people are lost: words, exact cells and notes."""

from dataclasses import replace

import example_words as words
import pytest
from example_table_results import GAP, IMPUTED, METHODS, WEIGHTED, lines

from reported.kinds.attrition import adjusted_differences_table, adjusted_table
from reported.words.sentences import apa, plain
from results import Contrast

SENTENCES = [
    (words.ADJUSTED, "Prison 62%, 95% CI [20%, 60%]"),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_a_result_is_put_into_words(result, expected):
    """As a reader sees it."""
    assert apa(result) == expected


FIELDS = [
    (words.ADJUSTED, "groups.prison.proportion", "62%"),
]


@pytest.mark.parametrize(("result", "path", "expected"), FIELDS)
def test_a_field_is_printed_by_its_kind(result, path, expected):
    """Shares as percentages, what cannot exceed 1 without a 0."""
    assert plain(result, path) == expected


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


COMPARED = replace(words.ADJUSTED, contrasts=(CONTRAST,))


OF_SHARES = "contrasts.prison-inpatient"


def test_a_difference_of_adjusted_proportions_is_in_percentage_points():
    """The contrast does not know of what it is; the result around it does."""
    assert plain(COMPARED, OF_SHARES) == (
        "difference = −25 percentage points, Bonferroni-adjusted 95% CI [−53, 2], "
        "*z* = −1.82, Holm-adjusted *p* = .206"
    )
    assert plain(COMPARED, f"{OF_SHARES}.estimate") == "−25"
    assert plain(COMPARED, f"{OF_SHARES}.conf_high") == "2"
    assert plain(COMPARED, f"{OF_SHARES}.statistic") == "−1.82"
    assert plain(
        replace(words.MODEL, contrasts=(CONTRAST,)), f"{OF_SHARES}.estimate"
    ) == ("−0.25")


def test_adjusted_table_shows_every_method_and_group():
    """With what is undefined, left out, or uncertain from simulation."""
    assert lines(adjusted_table(METHODS, caption="C", name="t", note="More.")) == [
        "| Method | Observed | Prison [95% CI] | Inpatient [95% CI] |",
        r"| Complete | 48 of 54 | 75\%~[55\%, 88\%] | 46\%~[55\%, 88\%] |",
        r"| Imputed | 46 of 52 | 63\%~[43\%, 78\%] | 40\%~[20\%, 55\%] |",
        r"| Weighted | 46 of 52 | 61\%~[41\%, 76\%] | 100\%~[–] |",
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
        "| Complete: Prison less Inpatient | 29~[0, 52] | .147 |",
        "| Imputed: Prison less Inpatient | 29~[0, 57] | .053 |",
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
