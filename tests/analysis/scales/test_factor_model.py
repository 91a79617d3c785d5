"""One factor is the one that its items have, or it is said why there is none."""

# Known answers: of three items the factor can be computed by hand. The products of the
# loadings are the correlations, so that each loading is sqrt(r12 r13 / r23).

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import linalg

from analysis.scales._factor_model import one_factor


def answers(covariance, n=40, seed=1):
    """Make answers with exactly these variances and covariances."""
    rng = np.random.default_rng(seed)
    free = rng.standard_normal((n, len(covariance)))
    free -= free.mean(axis=0)
    free = free @ linalg.inv(linalg.cholesky(np.cov(free, rowvar=False)))
    return 3 + free @ linalg.cholesky(np.asarray(covariance))


def implied(loadings, own):
    """Return the covariances that a factor gives its items."""
    return np.outer(loadings, loadings) + np.diag(own)


def omega_of_three(covariance):
    """Omega of three items by hand."""
    a, b, c = covariance[0, 1], covariance[0, 2], covariance[1, 2]
    total = np.sqrt(a * b / c) + np.sqrt(a * c / b) + np.sqrt(b * c / a)
    return total**2 / covariance.sum()


LOADINGS = st.lists(st.floats(0.3, 3), min_size=3, max_size=7)


@settings(max_examples=25, deadline=None)
@given(loadings=LOADINGS, data=st.data())
def test_the_factor_behind_the_answers_is_found(loadings, data):
    """Exactly, where the answers have the covariances of one factor."""
    shape = {"min_size": len(loadings), "max_size": len(loadings)}
    own = np.array(data.draw(st.lists(st.floats(0.5, 2), **shape)))
    loadings = np.array(loadings)
    found = one_factor(answers(implied(loadings, own)))
    assert found.loadings == pytest.approx(
        loadings / np.sqrt(loadings**2 + own), rel=1e-5
    )
    assert found.omega == pytest.approx(
        loadings.sum() ** 2 / (loadings.sum() ** 2 + own.sum()), rel=1e-5
    )


COVARIANCE = implied(np.array([0.9, 1.4, 0.5]), np.array([0.6, 1.1, 0.8]))


# Var(s_ij, s_kl) = (s_ik s_jl + s_il s_jk) / n of normal answers; a factor of three
# items has as many parameters as there are covariances, so nothing else is needed
def test_the_error_of_omega_is_that_of_the_covariances():
    """By the derivative of omega by each covariance, with a small step."""
    n, step = 40, 1e-5
    pairs = [(i, j) for i in range(3) for j in range(i, 3)]
    slopes = []
    for i, j in pairs:
        change = np.zeros((3, 3))
        change[i, j] = change[j, i] = step
        up, down = (omega_of_three(COVARIANCE + s * change) for s in (1, -1))
        slopes.append((up - down) / (2 * step))
    s = COVARIANCE
    variance = np.array(
        [
            [(s[i, k] * s[j, m] + s[i, m] * s[j, k]) / n for k, m in pairs]
            for i, j in pairs
        ]
    )
    found = one_factor(answers(COVARIANCE, n))
    assert found.omega == pytest.approx(omega_of_three(COVARIANCE), rel=1e-7)
    expected = np.sqrt(np.array(slopes) @ variance @ np.array(slopes))
    assert found.omega_error == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("turned", range(4))
def test_a_factor_points_to_where_most_points_are(turned):
    """An item that is keyed the other way round has a negative loading, not most."""
    loadings = np.array([0.9, 1.4, 0.5, 1.1])
    loadings[turned] *= -0.5
    found = one_factor(answers(implied(loadings, np.ones(4))))
    assert np.sign(found.loadings).tolist() == np.sign(loadings).tolist()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (
            np.array([[1.0, 2, 3], [2, 2, 1], [3, 2, 4]]),
            "everybody answered an item alike",
        ),
        (
            np.array([[1.0, 2, 3], [2, 5, 7], [3, 1, 4], [6, 4, 10], [2, 2, 4]]),
            "some items can be computed from the others, or too few people answered",
        ),
        # r12 r13 / r23 = 1.25: a loading beyond 1
        (
            answers([[1, 0.5, 0.5], [0.5, 1, 0.2], [0.5, 0.2, 1]]),
            "the best factor would leave an item no variance of its own (Heywood case)",
        ),
    ],
)
def test_where_there_is_no_factor_the_reason_is_said(values, reason):
    """In place of a solution that is none."""
    assert one_factor(values) == reason
