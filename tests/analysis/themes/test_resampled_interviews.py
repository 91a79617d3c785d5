"""Resamples of whole interviews, and the limits that come of them."""

import numpy as np
import pytest

from analysis.themes.resampled_interviews import check_resamples, draws, resampled

VARIES = np.array([False, False, False])


def test_every_resample_has_as_many_interviews():
    """Each as often as any other, in the long run, and again by the same seed."""
    drawn = draws(4, 20_000, 3)
    assert drawn.shape == (20_000, 4)
    assert (drawn.sum(axis=1) == 4).all()
    assert drawn.mean(axis=0) == pytest.approx(1, abs=0.03)
    assert (draws(4, 20_000, 3) == drawn).all()
    assert (draws(4, 20_000, 4) != drawn).any()


@pytest.mark.parametrize(
    ("nowhere", "everywhere", "alike", "undefined"),
    [
        ([0, 0, 0], [0, 0, 0], False, ""),
        ([0, 0, 0], [1, 0, 0], False, ""),  # 1 of 27
        ([0, 0, 0], [0, 0, 0], True, "the coders agree on every unit, and so"),
        ([1, 1, 0], [0, 0, 0], True, "it is undefined in 30% of resamples"),
        ([1, 0, 0], [0, 1, 0], False, "it is undefined in 7% of resamples"),
        ([0], [0], False, "a single interview cannot be resampled"),
    ],
)
def test_limits_are_given_where_they_say_something(
    nowhere, everywhere, alike, undefined
):
    """Percentiles of the resamples in which there is a coefficient."""
    found = resampled(
        "krippendorff_alpha",
        0.5,
        np.array([*np.linspace(0, 1, 101), np.nan]),
        0.9,
        constant=(np.array(nowhere) > 0, np.array(everywhere) > 0),
        alike=alike,
        why="why",
    )
    assert found.undefined.startswith(undefined)
    limits = (None, None) if undefined else pytest.approx((0.05, 0.95))
    assert (found.conf_low, found.conf_high) == limits
    assert found.estimate == 0.5


def test_what_is_not_defined_says_why():
    """Then there are no limits either."""
    found = resampled(
        "pabak", np.nan, np.zeros(3), 0.95, constant=(VARIES,) * 2, alike=True, why="w"
    )
    assert (found.estimate, found.conf_low, found.undefined) == (None, None, "w")


def test_few_resamples_are_refused():
    """There would be no limits to speak of."""
    check_resamples(100)
    with pytest.raises(ValueError, match=r"^n_resamples: fewer than 100, got 99"):
        check_resamples(99)
