"""Risk sets say what a likelihood by hand, or a count of all pairs, says."""

import numpy as np
import pytest
from example_hazards import HAPPENED, MATRIX, TIMES, efron, slope
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from analysis.models._risk_sets import (
    concordance,
    proportionality,
    runaway,
    score_test,
)

AT = np.array([-0.2, 0.4])


def time_scale():
    """1 less statsmodels' curve just before each event, about its mean over events."""
    curve = SurvfuncRight(TIMES, HAPPENED)
    before = {
        at: 1 - np.prod(1 - (curve.n_events / curve.n_risk)[curve.surv_times < at])
        for at in np.unique(TIMES[HAPPENED == 1])
    }
    mean = np.mean([before[at] for at in TIMES[HAPPENED == 1]])
    return {at: value - mean for at, value in before.items()}


def changing(both):
    """Log likelihood of constant coefficients, and others times the time scale."""
    scale = time_scale()
    return efron(lambda at: MATRIX @ (both[:2] + scale[at] * both[2:]), TIMES, HAPPENED)


def test_changing_coefficients_have_the_slope_and_curvature_of_their_likelihood():
    """By differences of the likelihood by hand; and the test is that of the score."""
    both = np.array([*AT, 0, 0])
    parts = proportionality(MATRIX, TIMES, HAPPENED, AT)
    score, plain, mixed, own = parts
    full = slope(changing, both)
    assert score == pytest.approx(full[2:], rel=1e-5)
    information = -slope(lambda b: slope(changing, b, 1e-3), both, 1e-3)
    assert plain == pytest.approx(information[:2, :2], rel=1e-3, abs=1e-3)
    assert mixed == pytest.approx(information[:2, 2:], rel=1e-3, abs=1e-3)
    assert own == pytest.approx(information[2:, 2:], rel=1e-3, abs=1e-3)
    # With no slope in the constant ones, as at their maximum
    whole = np.block([[plain, mixed], [mixed.T, own]])
    up = np.array([0, 0, *score])
    assert score_test(parts, [0, 1]) == pytest.approx(up @ np.linalg.inv(whole) @ up)
    without = np.delete(np.delete(whole, 2, 0), 2, 1)
    up = np.array([0, 0, score[1]])
    assert score_test(parts, [1]) == pytest.approx(up @ np.linalg.inv(without) @ up)


def test_events_at_one_time_have_no_test():
    """Nothing can change then."""
    times, happened = np.array([4.0, 4, 4, 9]), np.array([1.0, 1, 1, 0])
    matrix = np.array([[1.0], [2], [4], [3]])
    parts = proportionality(matrix, times, happened, np.array([-0.1]))
    assert score_test(parts, [0]) is None


ROWS = st.lists(
    st.tuples(st.integers(0, 6), st.booleans(), st.integers(-2, 2)),
    min_size=2,
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_concordance_counts_all_pairs(rows):
    """Of every two people: who went first, as far as it is known."""
    right = pairs = 0.0
    for i, (time, hit, odds) in enumerate(rows):
        for other, other_hit, other_odds in rows[i + 1 :]:
            first = (time, not hit) < (other, not other_hit)
            one, later = (odds, other_odds) if first else (other_odds, odds)
            known = hit if first else other_hit
            if not known or (time == other and hit == other_hit):
                continue
            pairs += 1
            right += 1 if one > later else 0.5 if one == later else 0
    times, happened, logs = np.array(rows, dtype=float).T
    found = concordance(logs, times, happened)
    assert found == (pytest.approx(right / pairs) if pairs else None)


@settings(max_examples=30, deadline=None)
@given(rows=ROWS.filter(lambda rows: any(hit for _, hit, _ in rows)))
def test_a_hazard_ratio_runs_away_if_the_event_takes_the_highest_each_time(rows):
    """Of one predictor: upwards, or downwards, and then its weight says so."""
    times, happened, x = np.array(rows, dtype=float).T
    risk = times >= times[happened == 1].min()
    if np.ptp(x[risk]) == 0:
        return

    def always_highest(values):
        return all(
            values[i] == values[times >= times[i]].max()
            for i in np.flatnonzero(happened == 1)
        )

    found = runaway(x[:, None], times, happened)
    up, down = always_highest(x), always_highest(-x)
    assert (found is not None) == (up or down)
    if found is not None:
        assert always_highest(np.sign(found[0]) * x)
