"""Limits of a noncentrality are where the statistic is just not surprising."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.estimates.noncentrality import noncentral_t_limits, positive_limits


@settings(max_examples=25, deadline=None)
@given(
    t=st.floats(-8, 8), dof=st.integers(2, 60), level=st.sampled_from([0.8, 0.95, 0.99])
)
def test_limits_of_t_have_their_tails(t, dof, level):
    """From the lower limit t is as rarely exceeded as it is undercut from the upper."""
    low, high = noncentral_t_limits(t, dof, level, float)
    tail = (1 - level) / 2
    assert stats.nct.sf(t, dof, low) == pytest.approx(tail, rel=1e-6)
    assert stats.nct.cdf(t, dof, high) == pytest.approx(tail, rel=1e-6)
    turned = noncentral_t_limits(-t, dof, level, float)
    assert turned == pytest.approx((-high, -low), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("t", [20001.0, -20001.0])
def test_a_t_too_large_to_compute_with_has_no_limits(t):
    """None, at once."""
    assert noncentral_t_limits(t, 10, 0.95, float) is None


def test_limits_of_chi_squared_have_their_tails():
    """Both, only the upper one, or none at all."""
    low, high = positive_limits(partial(stats.ncx2.cdf, 12.0, 2), 0.95, float)
    assert stats.ncx2.sf(12.0, 2, low) == pytest.approx(0.025)
    assert stats.ncx2.cdf(12.0, 2, high) == pytest.approx(0.025)
    low, high = positive_limits(partial(stats.ncx2.cdf, 3.0, 2), 0.95, float)
    assert low == 0
    assert stats.ncx2.cdf(3.0, 2, high) == pytest.approx(0.025)
    # of a chi-squared with 2 degrees of freedom, 1 - exp(-x / 2) is below x
    assert positive_limits(partial(stats.ncx2.cdf, 0.05, 2), 0.95, float) is None
    assert positive_limits(partial(stats.ncx2.cdf, 0.051, 2), 0.95, float) is not None
