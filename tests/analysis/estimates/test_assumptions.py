"""What is looked at beside a test agrees with R, or says why it is not there."""

# Known answers: R 4.2.2, car 3.1, with the data of example_groups.py and test_change.py

import numpy as np
import pytest
from example_groups import ASKED, FRAME, sampled
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.groups import welch_anova, welch_t
from analysis.comparison.ranks import kruskal_wallis
from analysis.estimates.assumptions import (
    equal_variances,
    normal_residuals,
    normality,
)
from analysis.estimates.grouped import split_by_group

VALUES = split_by_group(sampled(FRAME), outcome="mood", group="setting").values


# R: shapiro.test(y - ave(y, g))
def test_normal_residuals_agrees_with_r():
    """W and p of the distances from the group means, without missing values."""
    found = normal_residuals(VALUES)
    assert (found.name, found.method) == ("normal residuals", "Shapiro-Wilk test")
    assert found.statistic_name == "W"
    assert found.statistic == pytest.approx(0.965897117422, rel=1e-8)
    assert found.p_value == pytest.approx(0.692453163502, rel=1e-8)
    assert (found.dof, found.dof_resid, found.undefined) == (None, None, "")


def test_values_that_are_all_the_same_have_no_test_of_normality():
    """As random intercepts that do not vary."""
    found = normality(np.full(9, 0.1 + 0.2), "normal intercepts")
    assert (found.name, found.statistic, found.p_value) == (
        "normal intercepts",
        None,
        None,
    )
    assert found.undefined == "every value is the same"


# R: car::leveneTest(y ~ g, d, center = median)
def test_equal_variances_agrees_with_r():
    """F, both degrees of freedom and p."""
    found = equal_variances(VALUES)
    assert (found.name, found.method) == ("equal variances", "Brown-Forsythe test")
    assert (found.statistic_name, found.undefined) == ("F", "")
    assert found.statistic == pytest.approx(0.0609418282548, rel=1e-9)
    assert (found.dof, found.dof_resid) == (2.0, 16.0)
    assert found.p_value == pytest.approx(0.941095288766, rel=1e-9)


# R: as above, without outpatients
def test_both_stand_beside_the_tests_of_means_and_not_of_ranks():
    """Of the groups that were compared."""
    found = welch_t(
        sampled(FRAME[FRAME["setting"] != "outpatient"]), **ASKED
    ).assumptions
    assert [part.statistic for part in found] == pytest.approx(
        [0.923932110911, 0.038961038961], rel=1e-8
    )
    assert [part.p_value for part in found] == pytest.approx(
        [0.25037085881, 0.846829778074], rel=1e-8
    )
    assert welch_anova(sampled(FRAME), **ASKED).assumptions == (
        normal_residuals(VALUES),
        equal_variances(VALUES),
    )
    assert kruskal_wallis(sampled(FRAME), **ASKED).assumptions == ()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([[1.0, 2.0]], "the test needs at least 3 values"),
        ([np.arange(5001.0)], "the test is made for at most 5,000 values"),
        ([[2.0, 2.0], [5.0, 5.0]], "every value is the mean of its group"),
        ([[0.1 + 0.2, 0.3, 0.3]], "every value is the mean of its group"),
    ],
)
def test_normal_residuals_that_cannot_be_tested_say_why(values, reason):
    """No statistic, no p, and the reason."""
    found = normal_residuals([np.asarray(group) for group in values])
    assert (found.statistic, found.p_value, found.undefined) == (None, None, reason)


@pytest.mark.parametrize(
    "values",
    [[[1.0, 3.0], [2.0, 6.0]], [[4.0], [2.0, 6.0]], [[2.0, 2.0, 2.0], [5.0, 5.0]]],
)
def test_equal_variances_that_cannot_be_tested_say_why(values):
    """Two values are always as far from their median as each other."""
    found = equal_variances([np.asarray(group) for group in values])
    assert (found.statistic, found.dof, found.dof_resid) == (None, None, None)
    assert found.p_value is None
    assert found.undefined == (
        "within every group, all values are equally far from the median"
    )


GROUP = st.lists(st.integers(0, 40), min_size=3, max_size=8).filter(
    lambda values: len(set(values)) > 2
)


@settings(max_examples=15, deadline=None)
@given(first=GROUP, second=GROUP, shift=st.integers(-50, 50))
def test_shifting_one_group_changes_neither(first, second, shift):
    """Both look within the groups only."""
    one = [np.array(first, dtype=float), np.array(second, dtype=float)]
    other = [one[0] + shift, one[1]]
    for test in (normal_residuals, equal_variances):
        before, after = test(one), test(other)
        assert after.undefined == before.undefined
        if not before.undefined:
            assert after.p_value == pytest.approx(before.p_value, rel=1e-6)
