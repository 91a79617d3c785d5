"""Numbers of imputed data sets are pooled as R's mice pools them."""

import numpy as np
import pytest
from example_groups import near
from example_lost import ASKED, sampled, wards
from scipy import stats

from analysis.attrition._lost import followed
from analysis.attrition._pooling import pool, pooled_group, pooled_pairs


# R: pool.scalar(c(.25, .375, .5, .25, .375), q * (1 - q) / 8, n = 8, k = 1)
#    pool.scalar(rep(.25, 3), rep(.0234375, 3), n = 8, k = 1)
@pytest.mark.parametrize(
    ("estimates", "total", "numbers"),
    [
        (
            [0.25, 0.375, 0.5, 0.25, 0.375],
            0.040468750000,
            (0.35, 3.441366060367, 0.534116989217, (0.010937500000 / 5) ** 0.5),
        ),
        ([0.25] * 3, 0.0234375, (0.25, 5.599439843231, 0.232573288082, 0.0)),
    ],
)
def test_pooling_agrees_with_r(estimates, total, numbers):
    """Estimate, error, degrees of freedom, missing information, Monte Carlo error."""
    q = np.array(estimates)
    found = pool(q, q * (1 - q) / 8, 7)
    assert found.std_error == pytest.approx(total**0.5)
    assert (
        found.estimate,
        found.dof,
        found.missing_information,
        found.monte_carlo_error,
    ) == near(*numbers)


def test_pooling_without_variance_within_leaves_no_degrees_of_freedom():
    """All the information is missing."""
    found = pool(np.array([0.0, 1.0]), np.zeros(2), 7)
    assert (found.dof, found.missing_information) == (0.0, 1.0)
    assert found.std_error == pytest.approx(0.75**0.5)
    assert pool(np.zeros(3), np.zeros(3), 7).std_error == 0.0


def people():
    """Find who was lost of two wards of five and eight people."""
    return followed(sampled(wards(a="yynyn", b="yn.y.nny")), **ASKED)


# R: pool.scalar(rep(.6, 20), rep(.048, 20), n = 5, k = 1); t on its df as in
#    plogis(qlogis(.6) + c(-1, 1) * qt(.95, df) * sqrt(.048) / .24)
def test_a_share_that_no_imputation_moves_has_the_error_of_its_sample():
    """As test_imputation.py has it; the interval is one of the log odds."""
    found = pooled_group(people(), 0, np.full(20, 0.6), 0.9)
    assert (found.group, found.label, found.n, found.n_observed) == (
        "a",
        "Ward A",
        5,
        5,
    )
    assert found.std_error == pytest.approx((0.6 * 0.4 / 5) ** 0.5)
    assert found.missing_information == pytest.approx(0.341480072449, rel=1e-6)
    low, high = (np.log(p / (1 - p)) for p in (found.conf_low, found.conf_high))
    assert low + high == pytest.approx(2 * np.log(0.6 / 0.4))
    dof = 5 / 7 * 4 * (1 - 1e-4)  # of complete data, but for the least share
    margin = float(stats.t.isf(0.05, dof * (19e8 / (19e8 + dof))))
    assert high - low == pytest.approx(2 * margin * 0.048**0.5 / 0.24)


def test_a_difference_is_pooled_from_the_variances_of_both():
    """By Rubin's rules by hand, in the order of the groups."""
    one, other = np.array([0.4, 0.6, 0.8]), np.array([0.25, 0.5, 0.375])
    ((found, error),) = pooled_pairs(people(), [one, other])
    assert (found.first, found.second, found.undefined) == ("a", "b", "")
    assert found.estimate == pytest.approx(0.6 - 0.375)
    within = np.mean(one * (1 - one) / 5 + other * (1 - other) / 8)
    between = np.var(one - other, ddof=1)
    assert found.std_error == pytest.approx((within + 4 / 3 * between) ** 0.5)
    assert error == pytest.approx((between / 3) ** 0.5)
    assert found.dof < 11


def test_what_is_certain_or_rests_on_nothing_has_no_interval():
    """The reason stands with the group and with the pair."""
    certain = "a proportion of 0 or 1 has no standard error by this method"
    found = pooled_group(people(), 0, np.ones(4), 0.95)
    assert (found.std_error, found.conf_low, found.undefined) == (None, None, certain)
    ((pair, _),) = pooled_pairs(people(), [np.ones(4), np.full(4, 0.5)])
    assert pair.undefined == certain
    apart = np.array([0.0, 1.0])
    found = pooled_group(people(), 0, apart, 0.95)
    assert (found.conf_low, found.conf_high) == (None, None)
    assert found.undefined == "fewer than one degree of freedom is left"
    ((pair, _),) = pooled_pairs(people(), [apart, 1 - apart])
    assert pair.undefined == "fewer than one degree of freedom is left"
