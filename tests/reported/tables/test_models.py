"""Tables of models: exact cells and notes."""

from dataclasses import replace

import pytest
from example_results import PAIR, USED, effect

from reported.tables._cells import effect_cell
from reported.tables.models import improvement_table, means_table, model_table
from results import (
    Addition,
    Assumption,
    Effect,
    EstimatedMean,
    FitStatistic,
    Improvement,
    Model,
    Term,
    TermTest,
)


def lines(table):
    """Head and rows of a table, without its frame, and then the note."""
    found = table.splitlines()
    return [line for line in found[3:] if line and line != ":::" and ":--" not in line]


def term(name, label, estimate, dof=45.0):
    """Make a coefficient."""
    return Term(
        name=name,
        label=label,
        estimate=estimate,
        std_error=0.5123,
        statistic_name="t" if dof else "z",
        statistic=2.345,
        dof=dof,
        p_value=0.0234,
        conf_low=estimate - 1,
        conf_high=estimate + 1.006,
        conf_level=0.95,
    )


def mean(code, label, estimate):
    """Make an estimated mean."""
    return EstimatedMean(
        group=code,
        label=label,
        estimate=estimate,
        std_error=0.7,
        conf_low=estimate - 1.4,
        conf_high=estimate + 1.4,
        conf_level=0.95,
    )


SHAPIRO = Assumption(
    name="normal residuals",
    method="Shapiro-Wilk test",
    statistic_name="W",
    statistic=0.9812,
    dof=None,
    dof_resid=None,
    p_value=0.4123,
)
JOINT = TermTest(
    name="setting",
    label="Setting",
    statistic_name="F",
    statistic=5.1234,
    dof=2.0,
    dof_resid=45.0,
    p_value=0.0098,
    effect=effect("partial_omega_squared", 0.1512, 0.0104, 0.3105),
)
LINEAR = Model(
    method="Analysis of covariance",
    outcome="Mood",
    unit="points",
    n=49,
    n_missing=3,
    n_events=None,
    n_people=None,
    terms=(term("intercept", "Intercept", 1.01), term("age", "Age - 40", -0.25)),
    tests=(JOINT,),
    means=(mean("prison", "Prison", 14.1), mean("inpatient", "Inpatient", 20.2667)),
    contrasts=(
        replace(
            PAIR,
            dof=45.0,
            correction="Holm",
            interval_correction="Bonferroni",
            effect=effect("adjusted_hedges_g", -0.8, -1.4, -0.2),
        ),
    ),
    fit=(FitStatistic(name="r_squared", label="R²", value=0.5249),),
    assumptions=(SHAPIRO,),
    data=USED,
)
ODDS = replace(
    LINEAR,
    method="Logistic regression by maximum likelihood",
    outcome="Completed",
    unit="",
    n_missing=0,
    n_events=21,
    terms=(
        term("intercept", "Intercept", -1.5, dof=None),
        replace(
            term("age", "Age", 0.7, dof=None),
            effect=effect("odds_ratio", 2.0138, 0.7408, 5.474),
        ),
    ),
    tests=(
        replace(JOINT, statistic_name="χ²", dof_resid=None, effect=None),
        replace(JOINT, name="age", statistic_name="z", statistic=2.345),
    ),
    means=(),
    contrasts=(),
    assumptions=(),
)
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
EXTRA = Improvement(
    method="Penalised likelihood ratio tests",
    outcome="Completed",
    base="Age, Setting",
    n=68,
    correction="Holm",
    additions=tuple(
        Addition(
            name=name,
            label=name.title(),
            n=n,
            n_events=31,
            statistic_name="χ²",
            statistic=3.456,
            dof=1.0,
            p_value=0.0634,
            p_adjusted=0.1268,
        )
        for name, n in [("mood", 66), ("hope", 68)]
    ),
    data=USED,
)


def test_model_table_shows_coefficients_with_their_intervals():
    """Joint tests, fit and assumptions are in the note."""
    assert lines(model_table(LINEAR, caption="C", name="t", note="More.")) == [
        "| Term | *b* [95% CI] | *SE* | *t* (*df*) | *p* |",
        "| Intercept | 1.01 [0.01, 2.02] | 0.51 | 2.35 (45) | .023 |",
        "| Age − 40 | −0.25 [−1.25, 0.76] | 0.51 | 2.35 (45) | .023 |",
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
        "| Age | 0.70 | 2.01 [0.74, 5.47] | 0.51 | 2.35 | .023 |",
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
        "| Age | 0.70 | 2.00 [0.74, –] | – | – |",
        "*Note.* Logistic regression by maximum likelihood; outcome: Completed; *n* = "
        "49, 21 events. No row was left out for missing values. OR is the odds ratio. "
        "– not defined for Age: no error; for Age: too large; for R²: nobody to "
        "compare; for normal residuals: too few; for Logistic regression by maximum "
        "likelihood: separated.",
    ]


def test_model_table_names_statistics_that_differ():
    """In each cell, as the head cannot."""
    model = replace(LINEAR, terms=(LINEAR.terms[0], ODDS.terms[0]))
    head, first, second, _ = lines(model_table(model, caption="C", name="t"))
    assert "| Statistic (*df*) |" in head
    assert "| *t* 2.35 (45) |" in first
    assert "| *z* 2.35 |" in second


def test_means_table_shows_means_and_then_differences():
    """Groups by their labels, with the effect sizes of the differences."""
    assert lines(means_table(LINEAR, caption="C", name="t")) == [
        "| Group | Estimate [95% CI] | *SE* | *t* (*df*) | Adjusted *p* "
        "| *g* [95% CI] |",
        "| Prison | 14.10 [12.70, 15.50] | 0.70 |  |  |  |",
        "| Inpatient | 20.27 [18.87, 21.67] | 0.70 |  |  |  |",
        "| Prison less Inpatient | −6.17 [−9.86, −2.47] | 1.37 | −4.49 (45) | .002 "
        "| −0.80 [−1.40, −0.20] |",
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
        "| Prison | −2.00 [−3.40, −0.60] | 0.70 |  |  |",
        "| Inpatient | 4.17 [2.77, 5.57] | 0.70 |  |  |",
        "| Prison less Inpatient | −6.17 [−9.86, −2.47] | 1.37 | −4.49 | .002 |",
        "*Note.* Linear mixed model; outcome: Mood (points); *n* = 90 values of 49 "
        "people. Missing values: 8. Estimates: follow-up − entry.",
    ]


def test_means_table_without_differences_shows_means():
    """A column is not there for nothing."""
    alone = replace(LINEAR, contrasts=())
    head, row, *_ = lines(means_table(alone, caption="C", name="t"))
    assert head == "| Group | Estimate [95% CI] | *SE* |"
    assert row == "| Prison | 14.10 [12.70, 15.50] | 0.70 |"


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


def test_improvement_table_shows_every_variable_offered():
    """With the rows that it has."""
    assert lines(improvement_table(EXTRA, caption="C", name="t")) == [
        "| Variable | *n* | Events | *χ²* (*df*) | *p* | Adjusted *p* |",
        "| Mood | 66 | 31 | 3.46 (1) | .063 | .127 |",
        "| Hope | 68 | 31 | 3.46 (1) | .063 | .127 |",
        "*Note.* Penalised likelihood ratio tests; outcome: Completed. Each variable "
        "is added by itself to a model of Age, Setting, *n* = 68; both models are "
        "fitted to the rows that have it. *p* adjusted for 2 variables (Holm).",
    ]
    plain = replace(EXTRA, correction="none", undefined="few")
    head, row, _, note = lines(improvement_table(plain, caption="C", name="t"))
    assert head == "| Variable | *n* | Events | *χ²* (*df*) | *p* |"
    assert row == "| Mood | 66 | 31 | 3.46 (1) | .063 |"
    assert note.endswith(
        "rows that have it. – not defined for Penalised likelihood ratio tests: few."
    )


def test_a_small_odds_ratio_is_not_printed_as_nothing():
    """In a table as in a sentence."""
    tiny = Effect(
        name="odds_ratio",
        estimate=0.0412,
        conf_low=0.0021,
        conf_high=0.8,
        conf_level=0.95,
    )
    assert effect_cell(tiny) == "0.041 [0.0021, 0.80]"
