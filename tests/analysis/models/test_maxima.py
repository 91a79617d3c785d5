"""The highest likelihood is found, also with coefficients fixed, or refused."""

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from example_events import EVENTS, GROUPS
from hypothesis import given
from hypothesis import strategies as st

from analysis.models._maxima import along, best_fit, constrained, highest
from analysis.models.firth import Likelihood, fit
from results import DataError


def test_a_second_maximum_is_refused():
    """What was taken for the best fit cannot be lower than a constrained one."""
    model = Likelihood(GROUPS, EVENTS, where="HELP")
    best = replace(fit(model), log_likelihood=-99.0)
    with pytest.raises(DataError) as caught:
        constrained(model, best, {1: 0.0})
    assert str(caught.value) == (
        "HELP: the likelihood has more than one maximum; use fewer predictors"
    )


X = np.array([0.3, 1.2, -0.5, 2.1, 0.9, -1.4, 0.2, 1.7, -0.8, 0.6])
Y = np.array([0, 1, 0, 1, 0, 0, 1, 0, 1, 1.0])
DESIGN = np.column_stack([np.ones(10), X, X**2])


def test_without_the_penalty_the_maxima_are_those_of_statsmodels():
    """All coefficients estimated, and one of them held at a value."""
    model = Likelihood(DESIGN, Y, penalised=False)
    best = best_fit(model)
    known = sm.Logit(Y, DESIGN).fit(disp=0, tol=1e-12)
    assert best.coefficients == pytest.approx(known.params, rel=1e-6)
    assert best.log_likelihood == pytest.approx(known.llf)
    held = sm.GLM(
        Y, DESIGN[:, [0, 2]], family=sm.families.Binomial(), offset=0.7 * X
    ).fit()
    found = constrained(model, best, {1: 0.7})
    assert found.coefficients == pytest.approx([held.params[0], 0.7, held.params[1]])
    assert found.log_likelihood == pytest.approx(held.llf)


def test_with_the_penalty_a_fixed_coefficient_has_the_maximum_of_a_fine_grid():
    """Of the penalised likelihood by hand, with both groups' information."""

    def height(a, b):
        p = 1 / (1 + np.exp(-(GROUPS @ [a, b])))
        plain = np.log(np.where(EVENTS == 1, p, 1 - p)).sum()
        information = (GROUPS * (p * (1 - p))[:, None]).T @ GROUPS
        return plain + np.log(np.linalg.det(information)) / 2

    model = Likelihood(GROUPS, EVENTS)
    found = constrained(model, best_fit(model), {1: 1.5})
    grid = np.linspace(-3, 3, 6001)
    heights = [height(a, 1.5) for a in grid]
    assert found.log_likelihood == pytest.approx(max(heights), abs=1e-6)
    assert found.coefficients[0] == pytest.approx(grid[np.argmax(heights)], abs=1e-3)


@given(values=st.tuples(st.floats(-5, 5), st.floats(-5, 5)))
def test_free_coefficients_go_where_a_quadratic_likelihood_is_highest(values):
    """It has no slope there in what is free."""
    best = fit(Likelihood(DESIGN, Y))
    moved = along(best, {0: values[0], 2: values[1]})
    assert moved[[0, 2]] == pytest.approx(values)
    slope = np.linalg.solve(best.covariance, moved - best.coefficients)
    assert slope[1] == pytest.approx(0, abs=1e-8)


def test_a_start_that_leads_nowhere_is_left_out_unless_there_is_no_other():
    """With the slope at 0 everybody has the chance 4/7."""
    model = Likelihood(GROUPS, EVENTS, penalised=False, where="HELP")
    best = fit(Likelihood(GROUPS, EVENTS))
    nowhere, zero = np.array([900.0, 0]), np.zeros(2)
    found = highest(model, best, {1: 0.0}, (nowhere, zero), wide=False)
    assert found.fitted == pytest.approx([4 / 7] * 7)
    with pytest.raises(DataError) as caught:
        highest(model, best, {1: 0.0}, (nowhere,), wide=False)
    assert str(caught.value) == (
        "HELP: no maximum of the likelihood was reached in 200 steps; "
        "use fewer predictors, or others"
    )


# Data of test_profiles.py, whose profile along the third coefficient leaps at -9.84
def test_of_several_maxima_the_highest_is_taken():
    """Of those that the starts lead to one by one, wherever it stands among them."""
    rng = np.random.default_rng(57)
    design = np.column_stack([np.ones(40), rng.normal(size=(40, 2))])
    outcome = (design @ rng.normal(size=3) > 0).astype(float)
    model = Likelihood(design, outcome)
    best = best_fit(model)
    reached = {}
    for start in rng.normal(size=(20, 3)) * rng.choice([1, 5, 20], size=(20, 1)):
        try:
            there = fit(model, {2: -9.84}, start)
        except DataError:  # led nowhere
            continue
        reached[round(there.log_likelihood, 6)] = start
    heights = sorted(reached)
    assert len(heights) > 1
    for order in (heights, heights[::-1]):
        starts = tuple(reached[one] for one in order)
        found = highest(model, best, {2: -9.84}, starts, wide=False)
        assert found.log_likelihood == pytest.approx(heights[-1], abs=1e-6)
        assert found.coefficients[2] == -9.84
