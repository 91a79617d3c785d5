"""A prediction is tested by likelihoods that scipy and statsmodels give as well."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from example_samples import sampled
from scipy import stats

from analysis.models._predictions import events, predict
from results import DataError

#: Done of 4 in 9 without crack and 8 in 10 with it; age in years.
FRAME = pd.DataFrame(
    {
        "done": [*"yyyynnnnn", *"yyyyyyyynn"],
        "crack": ["no"] * 9 + ["yes"] * 10,
        "age": [20 + (7 * i) % 23 for i in range(19)],
    }
)


def test_events_are_1_and_all_else_0():
    """A level that nobody has is legal if it is a category."""
    found = events(FRAME, "done", "n", where="HELP")
    assert found.tolist() == [0.0] * 4 + [1.0] * 5 + [0.0] * 8 + [1.0] * 2
    three = FRAME.assign(done=pd.Categorical(FRAME["done"], list("yn?")))
    assert not events(three, "done", "?", where="HELP").any()
    with pytest.raises(DataError) as caught:
        events(FRAME, "done", "?", where="HELP")
    assert str(caught.value) == "HELP: no such level, got '?'; use one of ['n', 'y']"


# The ratio of likelihoods of a table is its G squared
def test_the_ratio_of_likelihoods_is_that_of_the_table():
    """Of one predictor with two levels."""
    found = predict(
        sampled(FRAME),
        "done",
        "y",
        ["crack"],
        penalised=False,
        where="HELP",
    )
    g = stats.chi2_contingency(
        [[4, 5], [8, 2]], correction=False, lambda_="log-likelihood"
    )
    assert found.ratio((1,)) == pytest.approx(g.statistic)


@pytest.mark.parametrize("upper", [False, True])
@pytest.mark.parametrize("term", [0, 1, 2])
def test_at_a_limit_the_deviance_is_higher_by_the_quantile(term, upper):
    """By statsmodels, in raw units, with the other coefficients estimated anew."""
    asked = ["age", "crack"]
    found = predict(sampled(FRAME), "done", "y", asked, penalised=False, where="HELP")
    limit = found.limit(term, 0.9, upper=upper)
    matrix = np.column_stack([np.ones(19), FRAME["age"], FRAME["crack"] == "yes"])
    matrix, done = matrix.astype(float), (FRAME["done"] == "y").to_numpy(float)
    best = sm.Logit(done, matrix).fit(disp=0, tol=1e-12)
    assert (limit > best.params[term]) == upper
    held = sm.GLM(
        done,
        np.delete(matrix, term, axis=1),
        family=sm.families.Binomial(),
        offset=matrix[:, term] * limit,
    ).fit(tol=1e-12)
    drop = 2 * (best.llf - held.llf)
    assert drop == pytest.approx(stats.chi2.ppf(0.9, 1), rel=1e-6)


def test_what_cannot_be_predicted_is_refused_at_once():
    """The whole message; and separated outcomes without the penalty."""
    frame = FRAME.assign(done="y", age=30)
    with pytest.raises(DataError) as caught:
        predict(sampled(frame), "done", "y", ["age"], where="HELP")
    assert str(caught.value) == (
        "HELP: done is y in 19 of 19 complete rows; there is nothing to predict\n"
        "HELP: age is the same in all 19 complete rows; leave it out"
    )
    frame = FRAME.assign(done=["y" if age > 33 else "n" for age in FRAME["age"]])
    asked = (sampled(frame), "done", "y", ["age"])
    with pytest.raises(DataError) as caught:
        predict(*asked, penalised=False, where="HELP")
    assert str(caught.value) == (
        "HELP: the predictors separate the 19 rows with and without the outcome, so "
        "maximum likelihood has no estimate; use firth_logistic"
    )
    assert predict(*asked, where="HELP").separated
