"""An outcome is split by group, summarised, and what is missing is counted."""

# Known answers: R 4.2.2, with the data of example_groups.py as d

import pandas as pd
import pytest
from example_groups import FRAME, LABELS, frame_of, near
from example_samples import sampled

from analysis.estimates.grouped import split_by_group
from results import DataError


def summaries(sample, **asked):
    """Return the distribution of every group."""
    return split_by_group(sample, **asked).groups


# R: mean(x), sd(x), quantile(x, c(.5, .25, .75)), range(x) of each group, na.rm = TRUE
def test_summaries_agree_with_r():
    """Every number of every group, with missing values counted in their group."""
    found = summaries(sampled(FRAME, setting=LABELS), outcome="mood", group="setting")
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


def test_a_summary_gives_a_group_of_one_no_standard_deviation():
    """A number that does not exist is None, with the reason."""
    (found,) = summaries(sampled(frame_of(a=[4])), outcome="mood", group="setting")
    assert (found.mean, found.median, found.q1, found.n) == (4.0, 4.0, 4.0, 1)
    assert found.sd is None
    assert found.undefined == "one value has no standard deviation"


def test_groups_come_in_the_order_of_the_labels_when_there_are_no_categories():
    """Codes without a label come last, sorted."""
    frame = frame_of(z=[1, 2], b=[3, 4], a=[5, 6], y=[7, 8])
    sample = sampled(frame, setting={"y": "Y", "b": "B"})
    found = summaries(sample, outcome="mood", group="setting")
    assert [(s.group, s.label) for s in found] == [
        ("y", "Y"),
        ("b", "B"),
        ("a", "a"),
        ("z", "z"),
    ]


@pytest.mark.parametrize("labels", [{"2": "Two", "1": "One"}, {2: "Two", 1: "One"}])
def test_labels_reach_whole_numbers_of_which_one_is_missing(labels):
    """A missing value turns 1 into 1.0; label and declared order stay."""
    frame = pd.DataFrame({"mood": [3.0, 5, 4, 6], "ward": [1, 2, None, 1]})
    found = summaries(sampled(frame, ward=labels), outcome="mood", group="ward")
    assert [(s.group, s.label, s.n) for s in found] == [
        ("2", "Two", 1),
        ("1", "One", 2),
    ]


def test_a_label_that_belongs_to_no_group_is_no_error():
    """A setting may be planned and recruit nobody."""
    labels = {"z": "Planned", "b": "B", "a": "A"}
    found = summaries(
        sampled(frame_of(a=[1, 2], b=[3, 4]), setting=labels),
        outcome="mood",
        group="setting",
    )
    assert [s.label for s in found] == ["B", "A"]


def test_two_columns_of_one_name_are_an_error():
    """Nobody can tell which of them was meant."""
    frame = pd.DataFrame([[1.0, 2.0, "a"]], columns=["mood", "mood", "ward"])
    with pytest.raises(DataError) as caught:
        summaries(sampled(frame), outcome="mood", group="ward")
    assert str(caught.value) == (
        "simulated/cohort, mood by ward: 2 columns have one name, got 'mood'; "
        "rename or drop all but one"
    )


def test_codes_that_have_no_order_are_an_error():
    """Words and numbers, unless their labels give an order."""
    frame = pd.DataFrame({"mood": [1.0, 2, 3], "ward": [1, "b", 1]})
    asked = {
        "outcome": "mood",
        "group": "ward",
    }
    with pytest.raises(DataError) as caught:
        summaries(sampled(frame), **asked)
    assert str(caught.value) == (
        "ward: codes of 2 types have no order, got [1, 'b'] of ['int', 'str']; "
        "write all of them as text, or label each"
    )
    found = summaries(sampled(frame, ward={"b": "B", 1: "One"}), **asked)
    assert [s.label for s in found] == ["B", "One"]
