"""Effect sizes agree with R, and say so where there is none."""

# Known answers: R 4.2.2, effectsize 0.8.3; those of Hedges' g, and of the others as
# part of a test, stand in test_comparison.py and test_change.py

import numpy as np
import pytest
from example_groups import TABLES

from analysis.effect_sizes import (
    cramers_v,
    hedges_g,
    omega_squared,
    rank_epsilon_squared,
    standardised,
    tail_of,
)
from analysis.errors import DataError


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


def test_epsilon_squared_has_the_same_interval_for_the_same_seed():
    """A build repeats itself; another seed moves the limits a little."""
    # Enough different values that two unseeded draws would not agree by chance.
    values = [np.arange(20) ** 1.5, np.arange(25) * 2.3, np.arange(30) * 3.1]
    first = rank_epsilon_squared(values, seed=7)
    assert rank_epsilon_squared(values, seed=7) == first
    assert rank_epsilon_squared(values, seed=8) != first


def test_omega_squared_near_zero_has_no_interval():
    """R gives an interval from 0 to 0 here, which says nothing."""
    # F_to_omega2(0.5, 2, 43) is 0; F_to_omega2(1.02, 2, 43) is 0.000868809730669
    assert omega_squared(0.5, 2, 43).estimate == 0
    found = omega_squared(1.02, 2, 43)
    assert found.estimate == pytest.approx(0.000868809730669)
    assert (found.conf_low, found.conf_high) == (None, None)
    assert found.undefined == "the method gives no interval for an effect of this size"


def test_standardised_difference_of_two_pairs_is_undefined():
    """The exact correction is 0 with one degree of freedom."""
    found = standardised("hedges_g_z", 2.0, 1, 0.5, conf_level=0.95)
    assert (found.estimate, found.conf_low, found.conf_high) == (None, None, None)
    assert found.undefined == "the correction for small samples needs more observations"


def test_hedges_g_refuses_groups_without_variance():
    """A standard deviation of 0 would divide."""
    with pytest.raises(DataError) as caught:
        hedges_g(np.array([1.0, 1.0]), np.array([2.0, 2.0]))
    assert str(caught.value) == (
        "hedges_g: no variance within two groups of 2 and 2 values; "
        "describe the groups instead"
    )


@pytest.mark.parametrize("conf_level", [0, 1, 95])
def test_a_level_of_confidence_outside_0_to_1_is_refused(conf_level):
    """95 is not 0.95."""
    with pytest.raises(ValueError, match=r"^conf_level") as caught:
        tail_of(conf_level)
    assert str(caught.value) == f"conf_level: outside 0-1, got {conf_level}; use 0.95"
