"""What is reported of a group is read from its curve, with a reason where it is not."""

import numpy as np
import pytest
from scipy import stats

from analysis.models._survival_curves import curve_of
from analysis.models._survival_groups import mean_contrasts, survival_group


def group(name, times, happened, horizon=10.0, size=None):
    """Report one group at 90%."""
    curve = curve_of(np.array(times, dtype=float), np.array(happened, dtype=float))
    n = len(times) if size is None else size
    return survival_group((name, name.upper()), curve, n, horizon, 0.9)


DAYS = [2, 3, 4, 5, 6, 7, 7.5, 8, 8.5, 9]
ONE = group("a", DAYS, [1] * 10, size=12)
OTHER = group("b", [1, 2, 3, 7], [1, 1, 1, 1])


# Without censoring before the horizon: the mean, and its SD over the root of n
def test_a_group_is_counted_and_has_a_mean_with_its_interval():
    """By numpy, as everybody had the event."""
    times = np.array(DAYS)
    assert (ONE.group, ONE.label, ONE.undefined) == ("a", "A", "")
    assert (ONE.n, ONE.n_missing, ONE.n_events, ONE.median) == (10, 2, 10, 6.5)
    error = times.std() / 10**0.5
    limits = stats.norm.interval(0.9, times.mean(), error)
    assert ONE.restricted_mean == pytest.approx(times.mean())
    assert ONE.restricted_mean_se == pytest.approx(error)
    found = ONE.restricted_mean_low, ONE.restricted_mean_high
    assert found == pytest.approx(limits)
    assert [step.at_risk for step in ONE.steps] == list(range(10, 0, -1))


MEDIAN = "no median, as the curve does not come down to one half"
LIMITS = (
    "no {} limit of the median, as the interval of the curve does not come down to one "
    "half"
)


@pytest.mark.parametrize(
    ("times", "happened", "horizon", "reasons"),
    [
        (
            [3, 12],
            [0, 0],
            12.0,
            [
                MEDIAN,
                LIMITS.format("lower and upper"),
                "no error of the restricted mean, as nobody had the event before 12",
            ],
        ),
        (
            [4, 4],
            [1, 1],
            9.0,
            [
                LIMITS.format("lower and upper"),
                "no error of the restricted mean, as everybody had the event at the "
                "same time",
            ],
        ),
        (
            [0, 1, 1],
            [1, 0, 0],
            0.0,
            [
                MEDIAN,
                LIMITS.format("upper"),
                "no restricted mean, as a group was not followed beyond 0",
            ],
        ),
    ],
)
def test_what_a_group_has_not_got_is_said(times, happened, horizon, reasons):
    """The whole of it; an error of 0 is never shown."""
    found = group("c", times, happened, horizon)
    assert found.undefined == "; ".join(reasons)
    assert (found.restricted_mean_se, found.restricted_mean_low) == (None, None)


def test_restricted_means_are_compared_by_z():
    """By hand; groups without an error are named and left out."""
    none = group("c", [4, 4], [1, 1])
    (found,), left = mean_contrasts([ONE, none, OTHER], 0.9)
    assert left == ("no contrasts with C, for want of an error of the restricted mean")
    assert (found.first, found.second, found.dof) == ("a", "b", None)
    error = np.hypot(np.std(DAYS) / 10**0.5, np.std([1, 2, 3, 7]) / 2)
    assert (found.estimate, found.std_error) == pytest.approx((6 - 3.25, error))
    assert found.p_value == pytest.approx(2 * stats.norm.sf(2.75 / error))
    assert found.conf_low == pytest.approx(2.75 - stats.norm.ppf(0.95) * error)
    assert mean_contrasts([ONE, none], 0.9) == ((), left)
    assert mean_contrasts([ONE, OTHER], 0.9)[1] == ""
