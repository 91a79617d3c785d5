"""Rows are counted, and an outcome is summarised."""

import statistics
from inspect import unwrap

import numpy as np
import pandas as pd
import pytest
from example_groups import FRAME
from example_samples import sampled
from hypothesis import given
from hypothesis import strategies as st

from analysis.estimates.descriptions import count, describe, summary
from analysis.estimates.sample import Described
from results import DataError


def test_describe_summarises_everybody_and_counts_missing_values():
    """Rows of all groups together, also of rows without a group."""
    mood = Described(label="Mood", unit="points")
    found = describe(sampled(FRAME, mood=mood), outcome="mood")
    observed = FRAME["mood"].dropna()
    assert (found.outcome, found.unit) == ("Mood", "points")
    assert (found.summary.n, found.summary.n_missing, found.data.rows) == (19, 2, 19)
    assert found.summary.mean == pytest.approx(observed.mean())
    assert found.summary.sd == pytest.approx(observed.std())
    assert found.data.variables == ("mood",)


def test_count_counts_rows_even_where_values_are_missing():
    """Recruitment is a number of people, not of answers."""
    found = count(sampled(FRAME), label="men")
    assert (found.label, found.count) == ("men", 21)
    assert (found.data.rows, found.data.filter) == (21, "all rows")
    some = count(sampled(FRAME, "setting is prison"), label="men")
    assert (some.count, some.data.filter) == (7, "setting is prison")


def test_a_description_of_nothing_observed_is_an_error():
    """An empty selection is noticed."""
    frame = pd.DataFrame({"mood": [np.nan, np.nan]})
    with pytest.raises(DataError) as caught:
        unwrap(describe)(sampled(frame), outcome="mood")
    assert str(caught.value) == (
        "simulated/cohort, mood: no value was observed; check the filter"
    )


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=20))
def test_a_summary_agrees_with_the_statistics_of_python(values):
    """Which knows the quartiles of type 7 as inclusive ones."""
    found = summary(np.array(values, dtype=float), group="all", label="All")
    quartiles = statistics.quantiles(values, n=4, method="inclusive")
    assert [found.q1, found.median, found.q3] == pytest.approx(quartiles)
    assert found.mean == pytest.approx(statistics.fmean(values))
    assert found.sd == pytest.approx(statistics.stdev(values), abs=1e-9)
    assert (found.minimum, found.maximum) == (min(values), max(values))
    assert (found.n, found.n_missing, found.undefined) == (len(values), 0, "")


def test_a_summary_of_nobody_has_no_number():
    """And says why, with those who are missing."""
    found = summary(np.array([]), group="a", label="A", n_missing=3)
    assert (found.group, found.label, found.n, found.n_missing) == ("a", "A", 0, 3)
    numbers = (found.mean, found.sd, found.q1, found.median, found.q3)
    assert numbers == (None,) * 5
    assert (found.minimum, found.maximum) == (None, None)
    assert found.undefined == "there is no value"
