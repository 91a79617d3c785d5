"""A fit of centred predictors is the same model as one in their own units."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.models.centred_designs import centred, coordinates, in_units
from analysis.models.firth import Likelihood, fit

X = np.array([[31, 2], [25, 4], [40, 1], [22, 3], [36, 5], [28, 2], [45, 6], [33, 1]])
Y = np.array([0, 1, 1, 0, 1, 1, 0, 0.0])
RAW = np.column_stack([np.ones(8), X]).astype(float)


def test_a_fit_in_raw_units_is_that_of_statsmodels():
    """Coefficients, covariance and likelihood."""
    scaled = centred(RAW)
    found = in_units(
        fit(Likelihood(scaled.matrix, Y, penalised=False)), scaled, penalised=False
    )
    known = sm.Logit(Y, RAW).fit(disp=0, tol=1e-12)
    assert found.coefficients == pytest.approx(known.params, rel=1e-6)
    assert found.covariance == pytest.approx(known.cov_params(), rel=1e-5)
    assert found.log_likelihood == pytest.approx(known.llf)


def test_the_penalty_is_that_of_raw_units():
    """As the penalised fit of the raw predictors has it."""
    scaled = centred(RAW)
    found = in_units(fit(Likelihood(scaled.matrix, Y)), scaled, penalised=True)
    raw = fit(Likelihood(RAW, Y))
    assert found.log_likelihood == pytest.approx(raw.log_likelihood)
    assert found.plain_log_likelihood == pytest.approx(raw.plain_log_likelihood)
    assert found.coefficients == pytest.approx(raw.coefficients, rel=1e-6)


@settings(max_examples=20, deadline=None)
@given(
    term=st.integers(0, 2),
    shift=st.integers(-3000, 3000),
    factor=st.sampled_from([-2.0, 0.1, 7.0]),
)
def test_every_coefficient_has_coordinates_of_its_own(term, shift, factor):
    """The model stays, and one coefficient is the raw one but for its unit."""
    matrix = np.column_stack([RAW[:, 0], RAW[:, 1] * factor + shift, RAW[:, 2]])
    scaled = centred(matrix)
    assert scaled.matrix[:, 1:].mean(axis=0) == pytest.approx([0, 0], abs=1e-9)
    assert scaled.matrix[:, 1:].std(axis=0) == pytest.approx([1, 1])
    best = fit(Likelihood(scaled.matrix, Y))
    raw = in_units(best, scaled, penalised=True)
    turned, here, unit = coordinates(scaled, best, term)
    odds = scaled.matrix @ best.coefficients
    assert turned @ here.coefficients == pytest.approx(odds, abs=1e-8)
    assert matrix @ raw.coefficients == pytest.approx(odds, abs=1e-6)
    assert here.coefficients[term] * unit == pytest.approx(raw.coefficients[term])
    assert here.covariance[term, term] * unit**2 == pytest.approx(
        raw.covariance[term, term]
    )
