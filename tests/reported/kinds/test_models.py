"""Models: words, exact cells and notes."""

from dataclasses import replace

import example_words as words
import pytest
from example_model_results import LINEAR, ODDS, SHAPIRO, mean
from example_results import PAIR
from example_table_results import lines

from reported.kinds.models import means_table, model_table
from reported.words.sentences import apa, plain

SENTENCES = [
    (words.TERM, "OR = 2.00, 95% CI [1.22, 3.40], *χ²*(1) = 6.20, *p* = .013"),
    (words.MODEL, "*χ²*(1) = 6.20, *p* = .013"),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_a_result_is_put_into_words(result, expected):
    """As a reader sees it."""
    assert apa(result) == expected


FIELDS = [
    (words.MODEL, "terms.completion_efficacy_entry.odds_ratio", "2.00"),
    (words.MODEL, "tests.model.p_value", ".013"),
    (words.MODEL, "fit.auc", "0.71"),
    (words.MODEL, "n_events", "23"),
]


@pytest.mark.parametrize(("result", "path", "expected"), FIELDS)
def test_a_field_is_printed_by_its_kind(result, path, expected):
    """Shares as percentages, what cannot exceed 1 without a 0."""
    assert plain(result, path) == expected


MIXED = replace(
    LINEAR,
    method="Linear mixed model",
    n=90,
    n_people=49,
    n_missing=8,
    means=(
        mean("prison", "Prison, follow-up - entry", -2.0),
        mean("inpatient", "Inpatient, follow-up - entry", 4.1667),
    ),
    contrasts=(
        replace(
            PAIR,
            statistic_name="z",
            dof=None,
            effect=None,
            correction="none",
            interval_correction="none",
        ),
    ),
)


def test_model_table_shows_coefficients_with_their_intervals():
    """Joint tests, fit and assumptions are in the note."""
    assert lines(model_table(LINEAR, caption="C", name="t", note="More.")) == [
        "| Term | *b* [95% CI] | *SE* | *t* (*df*) | *p* |",
        "| Intercept | 1.01~[0.01, 2.02] | 0.51 | 2.35 (45) | .023 |",
        "| Age − 40 | −0.25~[−1.25, 0.76] | 0.51 | 2.35 (45) | .023 |",
        "*Note.* Analysis of covariance; outcome: Mood (points); *n* = 49. Rows left "
        "out for missing values: 3. Joint tests: Setting, *F*(2, 45) = 5.12, *p* = "
        ".010, ω²p = .15, 95% CI [.01, .31]. Fit: R² = 0.52. Assumptions looked at: "
        "normal residuals, Shapiro-Wilk test, *W* = 0.98, *p* = .412. More.",
    ]


def test_model_table_shows_ratios_beside_coefficients():
    """None for an intercept; a joint test that repeats a coefficient's is left out."""
    assert lines(model_table(ODDS, caption="C", name="t")) == [
        "| Term | *b* | OR [95% CI] | *SE* of *b* | *z* | *p* |",
        "| Intercept | −1.50 |  | 0.51 | 2.35 | .023 |",
        "| Age | 0.70 | 2.01~[0.74, 5.47] | 0.51 | 2.35 | .023 |",
        "*Note.* Logistic regression by maximum likelihood; outcome: Completed; *n* = "
        "49, 21 events. No row was left out for missing values. OR is the odds ratio. "
        "Joint tests: Setting, *χ²*(2) = 5.12, *p* = .010. Fit: R² = 0.52.",
    ]


def test_model_table_has_a_dash_and_a_reason_for_what_is_undefined():
    """Of a coefficient, a ratio, the fit, an assumption and the model."""
    bare = replace(
        ODDS.terms[1],
        std_error=None,
        statistic=None,
        p_value=None,
        undefined="no error",
        effect=replace(
            ODDS.terms[1].effect, estimate=2.0, conf_high=None, undefined="too large"
        ),
    )
    model = replace(
        ODDS,
        terms=(bare,),
        fit=(replace(LINEAR.fit[0], value=None, undefined="nobody to compare"),),
        assumptions=(replace(SHAPIRO, statistic=None, undefined="too few"),),
        tests=(),
        undefined="separated",
    )
    assert lines(model_table(model, caption="C", name="t")) == [
        "| Term | *b* | OR [95% CI] | *SE* of *b* | *p* |",
        "| Age | 0.70 | 2.00~[0.74, –] | – | – |",
        "*Note.* Logistic regression by maximum likelihood; outcome: Completed; *n* = "
        "49, 21 events. No row was left out for missing values. OR is the odds ratio. "
        "– not defined for Age: no error; for Age: too large; for R²: nobody to "
        "compare; for normal residuals: too few; for Logistic regression by maximum "
        "likelihood: separated.",
    ]


def test_model_table_names_statistics_that_differ():
    """In each cell, as the head cannot."""
    model = replace(LINEAR, terms=(LINEAR.terms[0], replace(ODDS.terms[0], name="age")))
    head, first, second, _ = lines(model_table(model, caption="C", name="t"))
    assert "| Statistic (*df*) |" in head
    assert "| *t* 2.35 (45) |" in first
    assert "| *z* 2.35 |" in second


def test_means_table_shows_means_and_then_differences():
    """Groups by their labels, with the effect sizes of the differences."""
    assert lines(means_table(LINEAR, caption="C", name="t")) == [
        "| Group | Estimate [95% CI] | *SE* | *t* (*df*) | Adjusted *p* "
        "| *g* [95% CI] |",
        "| Prison | 14.10~[12.70, 15.50] | 0.70 |  |  |  |",
        "| Inpatient | 20.27~[18.87, 21.67] | 0.70 |  |  |  |",
        "| Prison less Inpatient | −6.17~[−9.86, −2.47] | 1.37 | −4.49 (45) | .002 "
        "| −0.80~[−1.40, −0.20] |",
        "*Note.* Analysis of covariance; outcome: Mood (points); *n* = 49. Rows left "
        "out for missing values: 3. *p* is adjusted for all pairs (Holm), and so are "
        "intervals of differences (Bonferroni); those of effect sizes are not. *g* "
        "is the adjusted difference over the residual standard "
        "deviation, corrected for small samples.",
    ]


def test_means_table_says_once_what_all_labels_end_with():
    """With a true minus; no column for effect sizes where there are none."""
    assert lines(means_table(MIXED, caption="C", name="t")) == [
        "| Group | Estimate [95% CI] | *SE* | *z* | *p* |",
        "| Prison | −2.00~[−3.40, −0.60] | 0.70 |  |  |",
        "| Inpatient | 4.17~[2.77, 5.57] | 0.70 |  |  |",
        "| Prison less Inpatient | −6.17~[−9.86, −2.47] | 1.37 | −4.49 | .002 |",
        "*Note.* Linear mixed model; outcome: Mood (points); *n* = 90 values of 49 "
        "people. Missing values: 8. Estimates: follow-up − entry.",
    ]


def test_means_table_without_differences_shows_means():
    """A column is not there for nothing."""
    alone = replace(LINEAR, contrasts=())
    head, row, *_ = lines(means_table(alone, caption="C", name="t"))
    assert head == "| Group | Estimate [95% CI] | *SE* |"
    assert row == "| Prison | 14.10~[12.70, 15.50] | 0.70 |"


@pytest.mark.parametrize(
    ("table", "model", "message"),
    [
        (model_table, replace(LINEAR, terms=()), "no coefficients to show"),
        (means_table, replace(LINEAR, means=()), "no means to show"),
    ],
)
def test_a_table_refuses_nothing(table, model, message):
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        table(model, caption="C", name="t")
    assert str(caught.value) == f"t: Analysis of covariance has {message}"


def test_a_small_odds_ratio_is_not_printed_as_nothing():
    """In a table as in a sentence."""
    tiny = replace(ODDS.terms[1].effect, estimate=0.0412, conf_low=0.0021)
    model = replace(ODDS, terms=(replace(ODDS.terms[1], effect=tiny),))
    row = lines(model_table(model, caption="C", name="t"))[1]
    assert "| 0.041~[0.0021, 5.47] |" in row
