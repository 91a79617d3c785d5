"""The c statistic and its bootstrap limits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.models import c_statistic as bootstrap
from analysis.models.c_statistic import c_statistic, c_statistic_limits

ODDS = np.array([-2.1, -1.3, -1.3, -0.4, 0.2, 0.2, 0.9, 1.4, 1.4, 2.2, -0.7, 0.5])
HAPPENED = np.array([0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1])


# R 4.2.2: wilcox.test(o[y == 1], o[y == 0], exact = FALSE)$statistic / 36
def test_c_statistic_agrees_with_r():
    """With ties between and within the two kinds of people."""
    assert c_statistic(ODDS, HAPPENED) == pytest.approx(0.763888888889, rel=1e-9)


# R 4.2.2, set.seed(1), 200,000 resamples of each kind by itself: quantile(draws,
#   c(.025, .975)) is 0.444444444444 and 1; c(.1, .9), 0.569444444444, 0.944444444444
@pytest.mark.parametrize(
    ("conf_level", "expected"),
    [(0.95, (0.444444444444, 1.0)), (0.8, (0.569444444444, 0.944444444444))],
)
def test_limits_agree_with_r(conf_level, expected):
    """Within a step of the few values that so small a group allows."""
    found = c_statistic_limits(ODDS, HAPPENED, conf_level=conf_level, seed=1)
    assert found == pytest.approx(expected, abs=1 / 72 + 1e-9)


def test_the_same_seed_gives_the_same_limits():
    """A build repeats itself; another seed moves them a little."""
    rng = np.random.default_rng(5)
    odds, happened = rng.normal(size=60), rng.random(60) < 0.4
    asked = {"conf_level": 0.95}
    first = c_statistic_limits(odds, happened, **asked, seed=7)
    assert c_statistic_limits(odds, happened, **asked, seed=7) == first
    other = c_statistic_limits(odds, happened, **asked, seed=8)
    assert other != first
    assert other == pytest.approx(first, abs=0.02)


def test_many_people_are_resampled_in_parts(monkeypatch):
    """All resamples are made, also where they are ranked a few at a time."""
    whole = c_statistic_limits(ODDS, HAPPENED, conf_level=0.8, seed=3)
    monkeypatch.setattr(bootstrap, "MOST_AT_ONCE", 7 * len(ODDS))
    parts = c_statistic_limits(ODDS, HAPPENED, conf_level=0.8, seed=3)
    assert parts == pytest.approx(whole, abs=1 / 72 + 1e-9)


@pytest.mark.parametrize(
    ("odds", "why"),
    [
        ([1.0, 2.0, 3.0], "the predictors separate those with and without the event"),
        ([3.0, 2.0, 1.0], "the predictors separate those with and without the event"),
        ([2.0, 2.0, 2.0], "everybody has the same odds"),
    ],
)
def test_where_every_resample_is_alike_there_are_no_limits(odds, why):
    """Limits of 1 and 1 would claim a certainty that three people cannot give."""
    asked = {"conf_level": 0.95, "seed": 1}
    found = c_statistic_limits(np.array(odds), np.array([0, 0, 1]), **asked)
    assert found == f"{why}, and so it is in every resample"


def test_a_level_outside_the_range_is_refused():
    """The message names the rule."""
    with pytest.raises(ValueError, match=r"^conf_level: outside 0-1, got 95; use "):
        c_statistic_limits(ODDS, HAPPENED, conf_level=95, seed=1)


@settings(max_examples=20, deadline=None)
@given(
    with_event=st.lists(st.integers(-3, 3), min_size=1, max_size=9),
    without=st.lists(st.integers(-3, 3), min_size=1, max_size=9),
)
def test_turning_the_odds_round_turns_everything_round(with_event, without):
    """Of c it leaves 1 - c; the limits hold nothing outside 0 and 1."""
    odds = np.array([*with_event, *without], dtype=float)
    happened = np.array([1] * len(with_event) + [0] * len(without))
    assert c_statistic(-odds, happened) == pytest.approx(
        1 - c_statistic(odds, happened)
    )
    limits = c_statistic_limits(odds, happened, conf_level=0.95, seed=1)
    if isinstance(limits, str):
        assert c_statistic(odds, happened) in (0, 0.5, 1)
    else:
        assert 0 <= limits[0] <= limits[1] <= 1
