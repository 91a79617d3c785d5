"""What a table of two by two says by hand is what its logistic model is reported by."""

from math import exp, log, sqrt

import pandas as pd
import pytest
from example_samples import sampled
from scipy import stats

from analysis.models._odds import fit_statistics, odds_terms, ratio_tests
from analysis.models._predictions import predict

#: Done of 4 in 9 without crack, and of 8 in 10 with it.
FRAME = pd.DataFrame(
    {"done": [*"yyyynnnnn", *"yyyyyyyynn"], "crack": ["no"] * 9 + ["yes"] * 10}
)


def model(penalised):
    """Predict done by crack."""
    return predict(
        sampled(FRAME),
        "done",
        "y",
        ["crack"],
        penalised=penalised,
        where="HELP",
    )


def test_an_odds_ratio_is_that_of_the_table():
    """With Woolf's error and test; the interval is that of the profile."""
    prediction = model(penalised=False)
    first, term = odds_terms(prediction, 0.9)
    assert first.effect is None
    assert first.estimate == pytest.approx(log(4 / 5))
    ratio, error = 8 * 5 / (2 * 4), sqrt(1 / 4 + 1 / 5 + 1 / 8 + 1 / 2)
    assert (term.name, term.effect.name) == ("crack-yes", "odds_ratio")
    assert term.effect.estimate == pytest.approx(ratio)
    assert term.std_error == pytest.approx(error)
    assert (term.statistic_name, term.dof) == ("z", None)
    assert term.p_value == pytest.approx(2 * stats.norm.sf(log(ratio) / error))
    limits = [prediction.limit(1, 0.9, upper=upper) for upper in (False, True)]
    assert [term.conf_low, term.conf_high] == limits
    assert [term.effect.conf_low, term.effect.conf_high] == [exp(x) for x in limits]


# With one group per column, Firth's estimate adds 1/2 to every count
def test_with_the_penalty_every_count_has_a_half_more():
    """And the test of a coefficient is that of the ratio of likelihoods."""
    prediction = model(penalised=True)
    term = odds_terms(prediction, 0.95)[1]
    assert term.effect.estimate == pytest.approx(8.5 * 5.5 / (2.5 * 4.5))
    assert (term.statistic_name, term.dof) == ("χ²", 1)
    assert term.statistic == prediction.ratio((1,))
    assert term.p_value == pytest.approx(stats.chi2.sf(term.statistic, 1))


def test_categories_and_the_whole_model_are_tested():
    """A predictor of numbers has its term, and no test beside it."""
    frame = FRAME.assign(age=[20 + (7 * i) % 19 for i in range(19)])
    sample = sampled(frame, crack="Crack")
    prediction = predict(
        sample, "done", "y", ["age", "crack"], penalised=False, where="HELP"
    )
    crack, whole = ratio_tests(prediction, sample)
    assert [(test.name, test.label, test.dof) for test in (crack, whole)] == [
        ("crack", "Crack", 1),
        ("model", "Whole model", 2),
    ]
    assert whole.p_value == pytest.approx(exp(-whole.statistic / 2))
    (only,) = ratio_tests(model(penalised=False), sample)[1:]
    g = stats.chi2_contingency(
        [[4, 5], [8, 2]], correction=False, lambda_="log-likelihood"
    )
    assert only.statistic == pytest.approx(g.statistic)


# Tjur's R squared of a table of two by two is the square of its phi; c is the mean of
# sensitivity, 8/12, and specificity, 5/7
def test_fit_is_that_of_the_table():
    """Likelihood, the rarer outcomes, Tjur's R squared and c."""
    fit = fit_statistics(model(penalised=False), conf_level=0.95, seed=1)
    found = {one.name: one.value for one in fit}
    likelihood = 4 * log(4 / 9) + 5 * log(5 / 9) + 8 * log(8 / 10) + 2 * log(2 / 10)
    assert found["log_likelihood"] == pytest.approx(likelihood)
    assert found["events_per_coefficient"] == 7
    phi = stats.chi2_contingency([[4, 5], [8, 2]], correction=False).statistic / 19
    assert found["tjur_r_squared"] == pytest.approx(phi)
    assert found["c_statistic"] == pytest.approx((8 / 12 + 5 / 7) / 2)
    assert found["c_statistic_low"] < found["c_statistic"] < found["c_statistic_high"]
    assert "penalised_log_likelihood" not in found
    more = fit_statistics(model(penalised=True), conf_level=0.95, seed=1)
    assert "penalised_log_likelihood" in {one.name for one in more}
