"""Proportions and Wilson's interval agree with R, and say where there is none."""

# Known answers: R 4.2.2

from inspect import unwrap

import numpy as np
import pandas as pd
import pytest
from example_groups import completed
from example_samples import sampled
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.estimates.proportions import need_level, proportion, wilson_interval
from results import DataError


# R: prop.test(x, n, correct = FALSE)$conf.int
@pytest.mark.parametrize(
    ("hits", "n", "expected"),
    [
        (18, 24, (0.551005559948, 0.880006337714)),
        (20, 24, (0.641469293503, 0.933213236714)),
        (11, 24, (0.278913337312, 0.649251346411)),
        (0, 10, (0.0, 0.277532799863)),
        (31, 48, (0.504390570103, 0.765663558744)),
        (5, 7, (0.358934451833, 0.917781075996)),
    ],
)
def test_wilson_interval_agrees_with_r(hits, n, expected):
    """Also for nobody at all."""
    assert wilson_interval(hits, n) == pytest.approx(expected, abs=1e-9)


def test_proportion_counts_and_leaves_out_missing_values():
    """31 of the 48 known, two unknown."""
    frame = completed((31, 17, 2))
    found = proportion(
        sampled(frame), outcome="completed", level="yes", label="completed"
    )
    assert (found.count, found.n, found.n_missing, found.data.rows) == (31, 48, 2, 48)
    assert (found.label, found.method) == ("completed", "Wilson interval")
    assert found.proportion == pytest.approx(31 / 48)
    assert (found.conf_low, found.conf_high) == wilson_interval(31, 48)
    assert found.conf_level == 0.95


def test_proportion_of_nobody_is_allowed_where_the_level_is_a_category():
    """Nobody need have a legal level."""
    frame = pd.DataFrame(
        {"drug": pd.Categorical(["no"] * 10, categories=["yes", "no"])}
    )
    found = proportion(sampled(frame), outcome="drug", level="yes")
    assert (found.count, found.proportion, found.conf_low) == (0, 0.0, 0.0)
    assert found.conf_high == pytest.approx(0.277532799863)


def test_a_proportion_of_nothing_observed_is_an_error():
    """An empty selection is noticed."""
    frame = pd.DataFrame({"mood": [np.nan, np.nan]})
    with pytest.raises(DataError) as caught:
        unwrap(proportion)(sampled(frame), outcome="mood", level=1)
    assert str(caught.value) == (
        "simulated/cohort, mood: no value was observed; check the filter"
    )


@settings(max_examples=50, deadline=None)
@given(n=st.integers(1, 500), data=st.data())
def test_wilson_interval_contains_the_proportion(n, data):
    """And stays between 0 and 1."""
    hits = data.draw(st.integers(0, n))
    low, high = wilson_interval(hits, n)
    assert 0 <= low <= hits / n + 1e-12
    assert hits / n - 1e-12 <= high <= 1


@pytest.mark.parametrize(
    ("values", "level", "legal"),
    [
        (pd.Series(pd.Categorical(["a"], ["b", "a"])), "c", "['b', 'a']"),
        (pd.Series([True, True]), 2, "[True, False]"),
        (pd.Series(["b", None, "a"]), 2, "['b', 'a']"),
    ],
)
def test_a_level_that_nobody_can_have_is_refused(values, level, legal):
    """With those that can be had, of which nobody need be."""
    with pytest.raises(DataError) as caught:
        need_level(values, level, where="simulated")
    assert str(caught.value) == (
        f"simulated: no such level, got {level!r}; use one of {legal}, "
        "or make the variable categorical if nobody happens to have it"
    )
    need_level(pd.Series([True, True]), False, where="simulated")
    need_level(pd.Series(pd.Categorical(["a"], ["b", "a"])), "b", where="simulated")
