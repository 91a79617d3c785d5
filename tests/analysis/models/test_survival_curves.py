"""A curve is that of statsmodels; without censoring, what it gives is a plain share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from analysis.models._survival_curves import (
    common_time,
    curve_of,
)

TIMES = np.array([5.0, 8, 8, 12, 20, 20, 31, 3, 3, 9, 14, 40])
HAPPENED = np.array([1.0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1])

SOME = st.lists(st.integers(1, 12), min_size=2, max_size=15)


def test_a_curve_is_that_of_statsmodels():
    """At every event, with Greenwood's error; 0 has none."""
    known = SurvfuncRight(TIMES, HAPPENED)
    curve = curve_of(TIMES, HAPPENED)
    at = np.isin(curve.times, known.surv_times)
    assert curve.survival[at] == pytest.approx(known.surv_prob)
    assert curve.at_risk[at].tolist() == known.n_risk.tolist()
    assert curve.events[at].tolist() == known.n_events.tolist()
    error = curve.survival * np.sqrt(curve.variance)
    assert error[at][:-1] == pytest.approx(known.surv_prob_se[:-1])
    assert (curve.survival[-1], np.isnan(curve.variance[-1])) == (0, True)
    assert curve.events.sum() + curve.censored.sum() == 12


def test_steps_have_limits_about_the_log_of_the_log():
    """As far from the curve above as below; none at 1 and at 0, with the reason."""
    curve = curve_of(np.array([1.0, *TIMES]), np.array([0.0, *HAPPENED]))
    steps = curve.steps(0.95)
    for step in steps[1:-1]:
        low, middle, high = (
            np.log(-np.log(p)) for p in (step.conf_low, step.survival, step.conf_high)
        )
        error = step.std_error / (step.survival * -np.log(step.survival))
        assert low - middle == pytest.approx(1.959963984540 * error)
        assert middle - high == pytest.approx(1.959963984540 * error)
    assert (steps[0].std_error, steps[-1].std_error) == (0, None)
    for step in (steps[0], steps[-1]):
        assert (step.conf_low, step.conf_high) == (None, None)
    assert steps[0].undefined == "nobody had the event yet, so there is no interval"
    assert steps[-1].undefined == (
        "everybody at risk had the event, so there is no error and no interval"
    )


@given(times=SOME)
def test_without_censoring_the_median_and_mean_are_those_of_numpy(times):
    """And the error of the mean divides its variance by n."""
    times = np.array(times, dtype=float)
    curve = curve_of(times, np.ones(len(times)))
    assert curve.half_times(0.95)[0] == np.median(times)
    mean, error = curve.restricted_mean(times.max())
    assert mean == pytest.approx(times.mean())
    assert error == pytest.approx(times.std() / len(times) ** 0.5, abs=1e-12)
    for horizon in (0.0, 0.5, float(times.min()), float(np.median(times))):
        mean, error = curve.restricted_mean(horizon)
        held = np.minimum(times, horizon)
        assert mean == pytest.approx(held.mean())
        assert error == pytest.approx(held.std() / len(times) ** 0.5, abs=1e-12)


def test_a_curve_above_one_half_has_no_median():
    """Along one half, the middle of the stretch; to the last time, if it ends there."""

    def median(times, happened):
        return curve_of(np.array(times), np.array(happened)).half_times(0.95)[0]

    assert median([1.0, 2, 3, 4], [1.0, 0, 0, 0]) is None
    assert median([1.0, 2, 3, 9], [1.0, 1, 0, 0]) == 5.5
    assert median([1.0, 2, 5, 9], [1.0, 1, 1, 0]) == 3.5


def test_curves_are_known_in_common_until_the_first_that_breaks_off():
    """One that has come down to 0 is known for ever."""
    whole = curve_of(np.array([2.0, 3]), np.ones(2))
    broken = curve_of(np.array([2.0, 7]), np.array([1.0, 0]))
    assert common_time([whole], 40) == 40
    assert common_time([whole, broken], 40) == 7
    assert common_time([whole, broken], 5) == 5
