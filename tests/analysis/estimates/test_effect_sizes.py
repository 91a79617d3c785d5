"""Effect sizes agree with R, and say so where there is none."""

# Known answers: R 4.2.2, effectsize 0.8.3; those of Hedges' g and of ranks, and of
# the others as part of a test, stand in test_comparison.py and its neighbours

import numpy as np
import pytest
from example_groups import TABLES
from scipy import stats

from analysis.estimates.effect_sizes import (
    cramers_v,
    hedges_g,
    omega_squared,
    standardised,
    standardised_difference,
)
from results import DataError


# R: X <- chisq.test(m, correct = FALSE)$statistic; chisq_to_cramers_v(X, n, r, c,
#    adjust = FALSE, alternative = "two.sided"), limits solved again with uniroot on
#    pchisq(X, df, ncp); the third upper limit is cut at 1
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rows", (0.3448184070, 0.0690896265, 0.5599462350)),
        ("square", (0.4597945028, 0.0988148482, 0.6674950047)),
        ("two", (0.7905694150, 0.1178503769, 1.0)),
        ("rare", (0.3434608682, 0.0, 0.6939842379)),
    ],
)
def test_cramers_v_agrees_with_r(name, expected):
    """Without corrections, with a two-sided interval."""
    found = cramers_v(TABLES[name][0])
    assert (found.estimate, found.conf_low, found.conf_high) == pytest.approx(
        expected, abs=1e-7
    )
    assert (found.name, found.conf_level, found.undefined) == ("cramers_v", 0.95, "")


# R: F_to_omega2(F, 2, 43); uniroot on pf(F, 2, 43, ncp), ncp / (ncp + 46)
def test_omega_squared_of_nothing_has_an_upper_limit():
    """What could be there is asked most where nothing was found."""
    found = omega_squared(1.02, 2, 43, n=46)
    assert (found.estimate, found.conf_low, found.conf_high) == pytest.approx(
        (0.000868809730669, 0.0, 0.1788941908), abs=1e-9
    )
    found = omega_squared(0.5, 2, 43, n=46)
    assert (found.estimate, found.conf_low) == (0, 0)
    assert found.conf_high == pytest.approx(0.1319185582, abs=1e-9)


def test_omega_squared_of_an_f_far_below_one_has_no_interval():
    """Its limits would both be 0, which says nothing."""
    found = omega_squared(0.01, 2, 43, n=46)
    assert (found.estimate, found.conf_low, found.conf_high) == (0, None, None)
    assert found.undefined == "the method gives no interval for an effect of this size"


def test_hedges_g_leaves_out_nought_just_where_welch_finds_a_difference():
    """With spreads and sizes by which a pooled standard deviation would mislead."""
    few, many = np.array([-2.0, 0, 1, 2, 6]), np.linspace(-1, 1, 60)
    for shift in np.arange(-4, 4, 0.25):
        found = hedges_g(few + shift, many)
        test = stats.ttest_ind(few + shift, many, equal_var=False)
        inside = found.conf_low <= 0 <= found.conf_high
        assert inside == (test.pvalue >= 0.05)


def test_standardised_difference_of_two_pairs_is_undefined():
    """The exact correction is 0 with one degree of freedom."""
    found = standardised("hedges_g_z", 2.0, 1, 0.5, conf_level=0.95)
    assert (found.estimate, found.conf_low, found.conf_high) == (None, None, None)
    assert found.undefined == "the correction for small samples needs more observations"


# R: the shares without the last level as p and q, S the mean of diag(p) - p %o% p and
#    diag(q) - q %o% q; d = sqrt(mahalanobis(p, q, S)), with two levels (p - q) /
#    sqrt((p(1 - p) + q(1 - q)) / 2); d -+ qnorm(.975) *
#    sqrt((n1 + n2) / (n1 n2) + d^2 / (2 (n1 + n2))), not below 0 without a sign
@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([18, 6], [20, 4], (-0.206284249252, -0.773579888836, 0.361011390332)),
        ([20, 4], [11, 13], (0.852324702859, 0.261400931432, 1.44324847429)),
        ([5, 3, 0], [2, 6, 4], (1.3351436985, 0.349497023258, 2.32079037375)),
        ([5, 3, 0], [1, 2, 7], (2.2873202465, 1.09459122156, 3.48004927144)),
        ([2, 6, 4], [1, 2, 7], (0.799131124686, 0.0, 1.67092347861)),
    ],
)
def test_standardised_difference_agrees_with_r(first, second, expected):
    """With a sign for two levels, a distance for more."""
    found = standardised_difference(first, second)
    assert (found.estimate, found.conf_low, found.conf_high) == pytest.approx(
        expected, rel=1e-9
    )
    assert (found.name, found.undefined) == ("standardised_difference", "")
    turned = standardised_difference(second, first)
    sign = -1 if len(first) == 2 else 1
    assert turned.estimate == pytest.approx(sign * found.estimate)


def test_standardised_difference_ignores_levels_that_nobody_has():
    """And the order of the levels, if there are more than two."""
    found = standardised_difference([5, 3, 0], [2, 6, 4])
    other = standardised_difference([3, 0, 0, 5], [6, 0, 4, 2])
    assert other.estimate == pytest.approx(found.estimate)
    assert standardised_difference([5, 3, 0], [2, 6, 0]).estimate > 0


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ([3, 0], [0, 4], "the two groups have no level in common"),
        ([3, 2, 0], [0, 0, 4], "the two groups have no level in common"),
        ([3, 0], [4, 0], "everybody in both groups has the same level"),
    ],
)
def test_standardised_difference_without_variance_is_undefined(first, second, reason):
    """A variance of 0 would divide."""
    found = standardised_difference(first, second)
    assert (found.estimate, found.conf_low, found.conf_high) == (None, None, None)
    assert found.undefined == reason


def test_hedges_g_refuses_groups_without_variance():
    """A standard deviation of 0 would divide."""
    with pytest.raises(DataError) as caught:
        hedges_g(np.array([1.0, 1.0]), np.array([2.0, 2.0]))
    assert str(caught.value) == (
        "hedges_g: no variance within two groups of 2 and 2 values; "
        "describe the groups instead"
    )
