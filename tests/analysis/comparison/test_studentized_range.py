"""The studentized range: probabilities beyond a value, and the values themselves."""

# Known answers: R 4.2.2, with the call beside them; scipy; and the distribution of t.

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.comparison._studentized_range import range_quantile, range_tail

TAILS = (1e-10, 1e-6, 0.001, 0.05, 0.5, 0.99, 0.9999)
GROUPS = (2, 3, 5, 10)
DEGREES = (2, 2.5, 11.08, 45.2, 1000.3, 1e5)


@pytest.mark.parametrize(
    ("q", "n_groups", "dof", "expected"),
    # sprintf("%.12g", ptukey(q, n_groups, dof, lower.tail = FALSE)); with fewer degrees
    # of freedom, and with more than 25,000, R itself is right to four digits only
    [
        (3.5, 2, 45.2, 0.0171442842532),
        (3.5, 2, 11.08, 0.0307118560928),
        (3.5, 3, 11.08, 0.0729444872137),
        (3.5, 5, 45.2, 0.114583387002),
        (6.0, 5, 11.08, 0.00953567832164),
        (3.5, 5, 1000, 0.0971774903290),
    ],
)
def test_tail_agrees_with_r(q, n_groups, dof, expected):
    """Where R is exact, to nine figures."""
    assert range_tail(q, n_groups, dof) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("n_groups", "dof", "expected"),
    # sprintf("%.10g", qtukey(.05, n_groups, dof, lower.tail = FALSE)), which R
    # promises to about four decimals
    [
        (2, 45.2, 2.848024507),
        (3, 11.08, 3.815510009),
        (3, 45.2, 3.426993156),
        (5, 45.2, 4.017686671),
        (10, 45.2, 4.70391528),
        (10, 1000, 4.484302446),
    ],
)
def test_quantile_agrees_with_r(n_groups, dof, expected):
    """To the digits of R."""
    assert range_quantile(0.05, n_groups, dof) == pytest.approx(expected, abs=2e-6)


@pytest.mark.parametrize(
    ("q", "dof", "expected"),
    # two nested quadratures, over the smallest of three means instead of the greatest,
    # each with epsabs = 0 (scipy.integrate.quad, epsrel = 1e-12); ptukey and scipy
    # subtract from 1, and have four digits here at best
    [
        (13.347677016027124, 44.39451987514386, 1.05513729478696e-11),
        (14.337251266877447, 45.72908906336542, 8.4194502310511e-13),
        (6.292053589887643, 338.42121516386936, 3.4800646004741e-05),
    ],
)
def test_far_tails_agree_with_another_quadrature(q, dof, expected):
    """Small probabilities are as exact as large ones."""
    assert range_tail(q, 3, dof) == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("dof", [1, *DEGREES])
def test_two_groups_are_a_t_test(tail, dof):
    """The range of two means is the size of t, by the square root of two."""
    q = math.sqrt(2) * stats.t.isf(tail / 2, dof)
    assert range_tail(q, 2, dof) == pytest.approx(tail, rel=1e-11)
    assert range_quantile(tail, 2, dof) == pytest.approx(q, rel=1e-11)


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("dof", DEGREES)
@pytest.mark.parametrize("n_groups", GROUPS)
def test_quantile_has_its_tail(tail, dof, n_groups):
    """From one probability to its value and back, also far out."""
    q = range_quantile(tail, n_groups, dof)
    assert range_tail(q, n_groups, dof) == pytest.approx(tail, rel=1e-10)


@pytest.mark.parametrize("tail", [1e-6, 0.05, 0.99])
@pytest.mark.parametrize("dof", [2, 11.08, 300, 5e4])
@pytest.mark.parametrize("n_groups", [3, 10])
def test_tail_agrees_with_scipy(tail, dof, n_groups):
    """To the accuracy of scipy's quadrature."""
    q = range_quantile(tail, n_groups, dof)
    expected = stats.studentized_range.sf(q, n_groups, dof)
    assert range_tail(q, n_groups, dof) == pytest.approx(expected, abs=1e-10)


def test_quantile_agrees_with_scipy():
    """One of them, since scipy is slow."""
    expected = stats.studentized_range.ppf(0.95, 3, 41.465)
    assert range_quantile(0.05, 3, 41.465) == pytest.approx(expected, rel=1e-10)


def test_nothing_is_smaller_than_no_range():
    """The whole probability lies beyond 0, and none of it beyond everything."""
    assert range_tail(0, 3, 20) == 1
    assert range_tail(1e-9, 3, 20) == pytest.approx(1, abs=1e-15)
    assert range_tail(1e9, 3, 20) == pytest.approx(0, abs=1e-99)


@given(
    q=st.floats(0.01, 30),
    n_groups=st.integers(2, 10),
    dof=st.floats(1, 500),
)
def test_tail_falls_with_the_value_and_grows_with_the_groups(q, n_groups, dof):
    """More means lie farther apart; every value is a probability."""
    found = range_tail(q, n_groups, dof)
    assert 0 < found <= 1
    assert range_tail(q * 1.1, n_groups, dof) <= found * (1 + 1e-12)
    assert range_tail(q, n_groups + 1, dof) >= found * (1 - 1e-12)
