"""The restricted likelihood is that of the matrices of all values, written in full."""

import numpy as np
import pytest

from analysis.models._restricted_likelihood import at_ratio, reml
from analysis.models._waves import long_waves
from results import DataError

NAN = np.nan
ENTRY = np.array([12, 15, 11, NAN, 17, 19, 22, 18, 20])
LATER = np.array([10, 14, NAN, 15, 11, 18, 19, NAN, 21])
FIRST = np.arange(9) < 4
VALUES = long_waves([ENTRY, LATER], [FIRST, ~FIRST])


def in_full(ratio):
    """Estimates, covariance, variance and log likelihood by the full covariance."""
    y, x = VALUES.y, VALUES.matrix
    same = VALUES.person[:, None] == VALUES.person
    v = np.eye(len(y)) + ratio * same
    weight = np.linalg.inv(v)
    information = x.T @ weight @ x
    estimates = np.linalg.inv(information) @ x.T @ weight @ y
    left = y - x @ estimates
    dof = len(y) - x.shape[1]
    variance = left @ weight @ left / dof
    terms = np.linalg.slogdet(variance * v)[1]
    terms += np.linalg.slogdet(information / variance)[1]
    height = -(dof * np.log(2 * np.pi) + terms + dof) / 2
    return estimates, np.linalg.inv(information) * variance, variance, height


@pytest.mark.parametrize("ratio", [0.0, 0.4, 3.0, 250.0])
def test_everything_at_a_ratio_is_as_in_full(ratio):
    """Estimates, covariance, variance, likelihood, and its slope by differences."""
    found = at_ratio(VALUES, ratio)
    estimates, covariance, variance, height = in_full(ratio)
    assert found.estimates == pytest.approx(estimates)
    assert found.covariance == pytest.approx(covariance)
    assert found.residuals == pytest.approx(VALUES.y - VALUES.matrix @ estimates)
    assert (found.variance, found.log_likelihood) == pytest.approx((variance, height))
    step = 1e-5 * (1 + ratio)
    slope = (in_full(ratio + step)[3] - in_full(ratio - step)[3]) / (2 * step)
    assert found.score == pytest.approx(-2 * slope, rel=1e-5, abs=1e-7)


def test_the_maximum_is_higher_than_all_around():
    """By the likelihood in full."""
    found = reml(VALUES, "HELP")
    assert found.ratio > 0
    assert found.score == pytest.approx(0, abs=1e-9)
    ratios = found.ratio * np.geomspace(0.01, 100, 81)
    assert found.log_likelihood >= max(in_full(r)[3] for r in ratios) - 1e-9


# Of complete pairs in one group: half the variance of the differences, and twice that
# of persons' means, as mean squares within and between
def test_complete_pairs_have_the_variances_of_their_mean_squares():
    """And on the boundary, where persons do not differ beyond that, a ratio of 0."""
    one, other = np.array([12, 15, 11, 18, 13.0]), np.array([10, 14, 12, 15, 13.0])
    found = reml(long_waves([one, other], [np.ones(5, dtype=bool)]), "HELP")
    within = (other - one).var(ddof=1) / 2
    between = 2 * ((one + other) / 2).var(ddof=1)
    assert found.variance == pytest.approx(within)
    assert found.ratio == pytest.approx((between - within) / (2 * within))
    opposed = reml(long_waves([one, 30 - one], [np.ones(5, dtype=bool)]), "HELP")
    assert (opposed.ratio, opposed.score > 0) == (0.0, True)


def test_persons_who_differ_beyond_all_ratios_are_refused():
    """The whole message."""
    one = np.array([1.0, 2, 3, 4, 5])
    other = one + np.array([1, -1, 1, -1, 1]) * 1e-6
    with pytest.raises(DataError) as caught:
        reml(long_waves([one, other], [np.ones(5, dtype=bool)]), "HELP")
    assert str(caught.value) == (
        "HELP: the variance between persons cannot be told from that within, got a "
        "ratio above 8.91251e+07; compare the changes of the groups instead"
    )
