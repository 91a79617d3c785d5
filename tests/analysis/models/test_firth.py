"""The penalised likelihood: its maximum, and when it is needed."""

import time
import tracemalloc

import numpy as np
import pandas as pd
import pytest
from example_events import EVENTS, GROUPS
from example_samples import sampled
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.models.firth import Likelihood, fit, separated
from analysis.models.logistic import firth_logistic
from results import DataError


# By hand: with one group per column, Firth's estimate adds 1/2 to every count
def test_a_saturated_model_adds_a_half_to_every_count():
    """Log odds of 1.5 to 3.5, and of 3.5 to 0.5; information n p (1 - p)."""
    found = fit(Likelihood(GROUPS, EVENTS))
    first, second = np.log(1.5 / 3.5), np.log(3.5 / 0.5)
    assert found.coefficients == pytest.approx([first, second - first], rel=1e-9)
    one, other = 1 / (4 * 0.3 * 0.7), 1 / (3 * 0.875 * 0.125)
    assert found.covariance == pytest.approx(
        np.array([[one, -one], [-one, one + other]]), rel=1e-9
    )
    assert found.fitted == pytest.approx([0.3] * 4 + [0.875] * 3)
    plain = np.log(0.3) + 3 * np.log(0.7) + 3 * np.log(0.875)
    assert found.plain_log_likelihood == pytest.approx(plain)
    penalty = np.log(4 * 0.3 * 0.7 * 3 * 0.875 * 0.125) / 2
    assert found.log_likelihood == pytest.approx(plain + penalty)


def test_the_penalty_stays_that_of_the_whole_design():
    """With the second coefficient at 0, both groups share p; log |I| is 2 log(p q)."""
    found = fit(Likelihood(GROUPS, EVENTS), {1: 0.0})
    # d/db: 4 - 7 p + 2 (1/2 - p) = 0
    assert found.fitted == pytest.approx([5 / 9] * 7)
    plain = 4 * np.log(5 / 9) + 3 * np.log(4 / 9)
    penalty = np.log(12 * (20 / 81) ** 2) / 2
    assert found.log_likelihood == pytest.approx(plain + penalty)
    assert found.coefficients[1] == 0


def test_without_the_penalty_it_is_maximum_likelihood():
    """Shares as they are."""
    outcome = np.array([1, 0, 0, 0, 1, 1, 0.0])
    found = fit(Likelihood(GROUPS, outcome, penalised=False))
    assert found.fitted == pytest.approx([0.25] * 4 + [2 / 3] * 3)
    assert found.log_likelihood == found.plain_log_likelihood


def test_where_everything_is_fixed_nothing_is_estimated():
    """The likelihood at the given values."""
    found = fit(Likelihood(GROUPS, EVENTS, penalised=False), {0: 0.0, 1: 0.0})
    assert found.log_likelihood == pytest.approx(7 * np.log(0.5))


def test_separated_outcomes_have_no_maximum_likelihood():
    """It is refused, and never a large number."""
    with pytest.raises(DataError) as caught:
        fit(Likelihood(GROUPS, EVENTS, penalised=False, where="HELP"))
    assert str(caught.value) == (
        "HELP: no maximum of the likelihood was reached in 200 steps; "
        "use fewer predictors, or others"
    )


def test_a_start_without_curvature_is_refused():
    """All chances are 1 to the last digit; no division by 0 comes to the reader."""
    model = Likelihood(GROUPS, EVENTS, penalised=False, where="HELP")
    with pytest.raises(DataError) as caught:
        fit(model, start=np.array([900.0, 0]))
    assert str(caught.value) == (
        "HELP: no maximum of the likelihood was reached in 200 steps; "
        "use fewer predictors, or others"
    )


@pytest.mark.parametrize(
    ("numbers", "outcome", "expected"),
    [
        ([1, 2, 3, 4], [0, 0, 1, 1], True),
        ([1, 2, 2, 4], [0, 0, 1, 1], True),  # all but a tie
        ([1, 3, 2, 4], [0, 0, 1, 1], False),
        ([0, 0, 1, 1], [0, 1, 1, 1], True),  # one group has events only
        ([1e-9, 2e-9, 3e-9, 4e-9], [0, 0, 1, 1], True),
        ([1e9, 3e9, 2e9, 4e9], [0, 0, 1, 1], False),
    ],
)
def test_separation_is_found(numbers, outcome, expected):
    """Whole or all but ties, in any unit."""
    design = np.column_stack([np.ones(4), numbers])
    assert separated(design, np.array(outcome, dtype=float)) is expected


def test_many_people_take_neither_long_nor_much_memory():
    """2,000 people with two predictors; no table of everybody by everybody is made."""
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(rng.standard_normal((2000, 2)), columns=["age", "mood"])
    chance = 1 / (1 + np.exp(-frame["age"] / 2))
    outcome = (rng.random(2000) < chance).astype(float)
    began = time.process_time()
    firth_logistic(
        sampled(frame.assign(done=np.where(outcome == 1, "yes", "no"))),
        outcome="done",
        level="yes",
        predictors=["age", "mood"],
    )
    assert time.process_time() - began < 10
    design = np.column_stack([np.ones(2000), frame])
    tracemalloc.start()
    fit(Likelihood(design, outcome))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 2000 * 2000 * 8 / 10


@settings(max_examples=20, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 1), st.integers(0, 1)),
        min_size=6,
        max_size=20,
    )
)
def test_the_slope_is_0_at_the_maximum(rows):
    """Whatever the counts, the penalised likelihood has a finite maximum."""
    table = np.array(rows, dtype=float)
    design = np.column_stack([np.ones(len(table)), table[:, :2]])
    if np.linalg.matrix_rank(design) < 3:
        return
    model = Likelihood(design, table[:, 2])
    best = fit(model)
    assert np.isfinite(best.coefficients).all()
    for j in range(3):
        for shift in (-1e-3, 1e-3):
            moved = fit(model, {j: best.coefficients[j] + shift})
            assert moved.log_likelihood < best.log_likelihood
