"""Intervals of the log odds, and differences that hold together, by hand."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.attrition._estimated_proportions import contrasts, logit_interval
from analysis.models.means import Difference


@given(
    share=st.floats(0.01, 0.99),
    error=st.floats(0.001, 0.3),
    quantile=st.floats(0.1, 4),
)
def test_an_interval_is_symmetrical_in_the_log_odds(share, error, quantile):
    """By the delta method: the error there is that of the share over p (1 - p)."""
    low, high = logit_interval(share, error, quantile)
    assert 0 <= low < share < high <= 1
    if low > 1e-9 and high < 1 - 1e-9:
        below, middle, above = (log(p / (1 - p)) for p in (low, share, high))
        margin = quantile * error / (share * (1 - share))
        assert middle - below == pytest.approx(margin, rel=1e-4)
        assert above - middle == pytest.approx(margin, rel=1e-4)


def difference(first, second, estimate, dof, undefined=""):
    """Make a difference with an error of 0.1."""
    return Difference(
        first=first,
        second=second,
        estimate=estimate,
        std_error=0.0 if undefined else 0.1,
        dof=dof,
        undefined=undefined,
    )


# p of two: Holm's doubles the smaller; Bonferroni's interval leaves out 5% / 2
def test_differences_without_an_error_are_left_out_and_named():
    """T where there are degrees of freedom, z where not; those left count for two."""
    asked = [
        difference("a", "b", 0.3, 9.5),
        difference("a", "c", 0.1, None, "nobody was seen"),
        difference("b", "c", -0.1, None),
        difference("c", "d", 0.2, 4, "one was seen"),
    ]
    (one, other), left = contrasts(asked, conf_level=0.95)
    assert left == (
        "a and c are not compared: nobody was seen; "
        "c and d are not compared: one was seen"
    )
    assert (one.statistic_name, other.statistic_name) == ("t", "z")
    assert (one.statistic, other.statistic) == (pytest.approx(3), pytest.approx(-1))
    raw = 2 * stats.t.cdf(-3, 9.5), 2 * stats.norm.cdf(-1)
    assert (one.p_value, other.p_value) == pytest.approx(raw)
    assert (one.p_adjusted, other.p_adjusted) == pytest.approx((2 * raw[0], raw[1]))
    assert one.conf_high == pytest.approx(0.3 + 0.1 * stats.t.ppf(1 - 0.0125, 9.5))
    assert other.conf_low == pytest.approx(-0.1 - 0.1 * stats.norm.ppf(1 - 0.0125))


def test_without_a_difference_nothing_is_tested():
    """And nothing is said to be left out."""
    assert contrasts([], conf_level=0.95) == ((), "")
