"""An outcome is split by group, summarised, and what is missing is counted."""

# Known answers: R 4.2.2, with the data of example_groups.py as d

import numpy as np
import pandas as pd
import pytest
from example_groups import FRAME, LABELS, frame_of, near

from analysis.errors import DataError
from analysis.samples import count, describe, summarise


# R: mean(x), sd(x), quantile(x, c(.5, .25, .75)), range(x) of each group, na.rm = TRUE
def test_summarise_agrees_with_r():
    """Every number of every group, with missing values counted in their group."""
    found = summarise(
        FRAME, outcome="mood", group="setting", source="simulated", labels=LABELS
    )
    assert [(s.group, s.label, s.n, s.n_missing) for s in found] == [
        ("prison", "Prison", 6, 1),
        ("inpatient", "Inpatient", 8, 1),
        ("outpatient", "Outpatient", 5, 0),
    ]
    assert [s.mean for s in found] == near(13.8333333333, 20.0, 14.8)
    assert [s.sd for s in found] == near(2.48327740429, 2.61861468283, 3.27108544676)
    assert [s.median for s in found] == [13.5, 19.5, 15.0]
    assert [(s.q1, s.q3) for s in found] == [
        (12.25, 14.75),
        (18.0, 21.25),
        (14.0, 16.0),
    ]
    assert [(s.minimum, s.maximum) for s in found] == [(11, 18), (17, 25), (10, 19)]
    assert [s.undefined for s in found] == ["", "", ""]


def test_summarise_gives_a_group_of_one_no_standard_deviation():
    """A number that does not exist is None, with the reason."""
    (found,) = summarise(frame_of(a=[4]), outcome="mood", group="setting", source="x")
    assert (found.mean, found.median, found.q1, found.n) == (4.0, 4.0, 4.0, 1)
    assert found.sd is None
    assert found.undefined == "one value has no standard deviation"


def test_groups_come_in_the_order_of_the_labels_when_there_are_no_categories():
    """Codes without a label come last, sorted."""
    frame = frame_of(z=[1, 2], b=[3, 4], a=[5, 6], y=[7, 8])
    found = summarise(
        frame, outcome="mood", group="setting", source="x", labels={"y": "Y", "b": "B"}
    )
    assert [(s.group, s.label) for s in found] == [
        ("y", "Y"),
        ("b", "B"),
        ("a", "a"),
        ("z", "z"),
    ]


def test_describe_summarises_everybody_and_counts_missing_values():
    """Rows of all groups together, also of rows without a group."""
    found = describe(
        FRAME, outcome="mood", source="simulated", outcome_label="Mood", unit="points"
    )
    observed = FRAME["mood"].dropna()
    assert (found.outcome, found.unit) == ("Mood", "points")
    assert (found.summary.n, found.summary.n_missing, found.data.rows) == (19, 2, 19)
    assert found.summary.mean == pytest.approx(observed.mean())
    assert found.summary.sd == pytest.approx(observed.std())
    assert found.data.variables == ("mood",)


def test_count_counts_rows_even_where_values_are_missing():
    """Recruitment is a number of people, not of answers."""
    found = count(FRAME, label="men", source="simulated", filter="at entry")
    assert (found.label, found.count) == ("men", 21)
    assert (found.data.rows, found.data.filter) == (21, "at entry")


def test_a_description_of_nothing_observed_is_an_error():
    """An empty selection is noticed."""
    frame = pd.DataFrame({"mood": [np.nan, np.nan]})
    with pytest.raises(DataError) as caught:
        describe(frame, outcome="mood", source="simulated")
    assert str(caught.value) == (
        "simulated, mood: no value was observed; check the filter"
    )
