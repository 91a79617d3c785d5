"""The partial likelihood is at its maximum, and is what it is event by event."""

from math import lgamma

import numpy as np
import pytest
from example_hazards import HAPPENED, MATRIX, TIMES, efron, slope
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.models._partial_likelihood import fit_hazards, without
from results import DataError


def height(matrix):
    """Log likelihood of coefficients, by hand."""
    return lambda b: efron(lambda at: matrix @ b, TIMES, HAPPENED)


@pytest.mark.parametrize("factor", [1, 1e-5, 1e6])
def test_the_maximum_is_that_of_the_likelihood_by_hand(factor):
    """No slope there; the covariance is the inverse of the curvature; in any unit."""
    found = fit_hazards(MATRIX * [factor, 1], TIMES, HAPPENED, where="HELP")
    unit = np.array([factor, 1])
    at = found.coefficients * unit
    by_hand = height(MATRIX)
    assert found.log_likelihood == pytest.approx(by_hand(at))
    assert slope(by_hand, at) == pytest.approx([0, 0], abs=1e-5)
    curvature = slope(lambda b: slope(by_hand, b), at)
    assert found.covariance * np.outer(unit, unit) == pytest.approx(
        np.linalg.inv(-curvature), rel=1e-4
    )


def test_without_a_predictor_it_is_the_model_of_the_others():
    """At its own maximum, which is lower."""
    left = without(MATRIX, [0], TIMES, HAPPENED, "HELP")
    alone = fit_hazards(MATRIX[:, 1:], TIMES, HAPPENED, where="HELP")
    assert left == pytest.approx(height(MATRIX[:, 1:])(alone.coefficients))
    assert left < fit_hazards(MATRIX, TIMES, HAPPENED, where="HELP").log_likelihood


# Of n at risk, d have the event in any order: 1 / (n (n - 1) ... (n - d + 1))
@settings(max_examples=20, deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(1, 6), st.booleans()), min_size=3, max_size=20)
)
def test_without_all_predictors_everybody_is_alike(rows):
    """A likelihood of falling factorials, by Efron's method only."""
    times = np.array([time for time, _ in rows], dtype=float)
    happened = np.array([1.0, *(hit for _, hit in rows[1:])])
    matrix = np.column_stack([np.arange(len(rows)), np.arange(len(rows)) ** 2.0])
    expected = 0.0
    for at in set(times[happened == 1]):
        n, d = (times >= at).sum(), ((times == at) & (happened == 1)).sum()
        expected -= lgamma(n + 1) - lgamma(n - d + 1)
    found = without(matrix, [0, 1], times, happened, "HELP")
    assert found == pytest.approx(expected)


# Data of test_cox.py, on which R's coxph runs out of iterations
def test_a_likelihood_without_a_highest_point_is_refused():
    """The whole message, and no warning of a division by 0 on the way."""
    times = np.array([3.0, 2, 5, 3, 4, 3, 6, 6, 7])
    happened = np.array([0.0, 0, 1, 0, 1, 0, 0, 1, 1])
    matrix = [
        [363.2, -0.033, -0.01, 0, 0.085, 3.91, -0.002, 0, -93.07],
        [-0.03, -41.6, 0.015, -0.008, -0.032, 0, -0.003, -0.233, -59.98],
    ]
    with pytest.raises(DataError) as caught:
        fit_hazards(np.array(matrix).T, times, happened, where="HELP")
    assert str(caught.value) == (
        "HELP: the likelihood has no highest point that could be reached, got 2 "
        "coefficients from 4 events; use fewer predictors"
    )
