"""p values adjusted for their number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from analysis.estimates.adjusted_p import holm_adjusted


def test_holm_agrees_with_r():
    """Ties, an order that is not theirs, and values that would pass 1."""
    # p.adjust(c(.04, .001, .3, .012, .04, .9), "holm")
    assert holm_adjusted([0.04, 0.001, 0.3, 0.012, 0.04, 0.9]) == pytest.approx(
        [0.16, 0.006, 0.6, 0.06, 0.16, 0.9], rel=1e-12
    )
    # p.adjust(c(.6, .7, .02), "holm")
    assert holm_adjusted([0.6, 0.7, 0.02]) == pytest.approx([1, 1, 0.06], rel=1e-12)


def test_no_p_value_needs_no_adjustment():
    """None in, none out; one stays as it is."""
    assert holm_adjusted([]) == []
    assert holm_adjusted([0.03]) == [0.03]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_agrees_with_statsmodels(p_values):
    """To the last digit, for any number of tests."""
    with pytest.MonkeyPatch.context() as patched:  # it collects garbage at each call
        patched.setattr("gc.collect", lambda *_: 0)
        expected = multipletests(p_values, method="holm")[1]
    assert holm_adjusted(p_values) == list(expected)
