"""An outcome is split by group, summarised, and what is missing is counted."""

# Known answers: R 4.2.2, with the data of example_groups.py as d

import numpy as np
import pandas as pd
import pytest
from example_groups import FRAME, LABELS, frame_of, near

from analysis.estimates.descriptions import count, describe
from analysis.estimates.grouped import samples
from analysis.estimates.rows import code_text, selected
from results import DataError


def summaries(frame, **asked):
    """Return the distribution of every group."""
    return samples(frame, **asked).groups


# R: mean(x), sd(x), quantile(x, c(.5, .25, .75)), range(x) of each group, na.rm = TRUE
def test_summaries_agree_with_r():
    """Every number of every group, with missing values counted in their group."""
    found = summaries(
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


def test_a_summary_gives_a_group_of_one_no_standard_deviation():
    """A number that does not exist is None, with the reason."""
    (found,) = summaries(frame_of(a=[4]), outcome="mood", group="setting", source="x")
    assert (found.mean, found.median, found.q1, found.n) == (4.0, 4.0, 4.0, 1)
    assert found.sd is None
    assert found.undefined == "one value has no standard deviation"


def test_groups_come_in_the_order_of_the_labels_when_there_are_no_categories():
    """Codes without a label come last, sorted."""
    frame = frame_of(z=[1, 2], b=[3, 4], a=[5, 6], y=[7, 8])
    found = summaries(
        frame, outcome="mood", group="setting", source="x", labels={"y": "Y", "b": "B"}
    )
    assert [(s.group, s.label) for s in found] == [
        ("y", "Y"),
        ("b", "B"),
        ("a", "a"),
        ("z", "z"),
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (1, "1"),
        (1.0, "1"),
        (np.float64(20240101), "20240101"),
        (np.int64(7), "7"),
        (0.1 + 0.2, "0.30000000000000004"),
        (True, "True"),
        (np.bool_(False), "False"),
        ("1.0", "1.0"),
    ],
)
def test_a_code_is_written_in_one_way(code, text):
    """Whole numbers without decimals, others with every figure, words as they are."""
    assert code_text(code) == text


@pytest.mark.parametrize("labels", [{"2": "Two", "1": "One"}, {2: "Two", 1: "One"}])
def test_labels_reach_whole_numbers_of_which_one_is_missing(labels):
    """A missing value turns 1 into 1.0; label and declared order stay."""
    frame = pd.DataFrame({"mood": [3.0, 5, 4, 6], "ward": [1, 2, None, 1]})
    found = summaries(frame, outcome="mood", group="ward", source="x", labels=labels)
    assert [(s.group, s.label, s.n) for s in found] == [
        ("2", "Two", 1),
        ("1", "One", 2),
    ]


def test_a_label_that_belongs_to_no_group_is_no_error():
    """A setting may be planned and recruit nobody."""
    labels = {"z": "Planned", "b": "B", "a": "A"}
    found = summaries(
        frame_of(a=[1, 2], b=[3, 4]),
        outcome="mood",
        group="setting",
        source="x",
        labels=labels,
    )
    assert [s.label for s in found] == ["B", "A"]


def test_a_filter_tells_long_numbers_apart():
    """Six figures are not enough for a day."""
    frame = pd.DataFrame({"day": [20240101.0, 20240102.0, np.nan, 1 / 3]})
    for words, kept in (("20240101", [0]), ("20240102", [1]), (repr(1 / 3), [3])):
        found = selected(frame, f"day is {words}", where="simulated")
        assert found.index.tolist() == kept


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
    found = count(FRAME, label="men", source="simulated")
    assert (found.label, found.count) == ("men", 21)
    assert (found.data.rows, found.data.filter) == (21, "all rows")
    some = count(FRAME, label="men", source="simulated", filter="setting is prison")
    assert (some.count, some.data.filter) == (7, "setting is prison")


FILTERED = pd.DataFrame(
    {
        "seen": pd.Categorical(["yes", "no", None, "yes"], categories=["no", "yes"]),
        "month": [0.0, 6.0, 6.0, np.nan],
        "ward": ["a", "b", "a", None],
    },
    index=[3, 1, 2, 0],
)


@pytest.mark.parametrize(
    ("filter", "kept"),
    [
        ("all rows", [3, 1, 2, 0]),
        ("seen is yes", [3, 0]),
        ("seen is no or yes", [3, 1, 0]),
        ("month is 6", [1, 2]),
        ("month is 6 and ward is a", [2]),
        ("seen is no and ward is a", []),
    ],
)
def test_a_filter_keeps_the_rows_that_fulfil_every_condition(filter, kept):
    """A missing value fulfils none, order and labels stay, and twice is as once."""
    found = selected(FILTERED, filter, where="simulated")
    assert found.index.tolist() == kept
    if kept:
        again = selected(found, filter, where="simulated")
        pd.testing.assert_frame_equal(again, found)


@pytest.mark.parametrize(
    ("filter", "message"),
    [
        (
            "those seen again",
            "filter not understood, got 'those seen again'; write it like "
            "'setting is prison or inpatient and wave is entry'",
        ),
        (
            "seen is Yes or no",
            "seen has no such value, got ['Yes'] in the filter; "
            "use one of ['no', 'yes']",
        ),
        (
            "month is 12",
            "month has no such value, got ['12'] in the filter; use one of ['0', '6']",
        ),
        (
            "seen is yes and wave is entry",
            "no such variable, got 'wave'; "
            "use a name that stands in data/codebook.yaml",
        ),
    ],
)
def test_a_filter_that_means_nothing_is_an_error(filter, message):
    """Never an empty selection because of a slip of the pen."""
    with pytest.raises(DataError) as caught:
        selected(FILTERED, filter, where="simulated")
    assert str(caught.value) == f"simulated: {message}"


def test_two_columns_of_one_name_are_an_error():
    """Nobody can tell which of them was meant."""
    frame = pd.DataFrame([[1.0, 2.0, "a"]], columns=["mood", "mood", "ward"])
    with pytest.raises(DataError) as caught:
        summaries(frame, outcome="mood", group="ward", source="simulated")
    assert str(caught.value) == (
        "simulated, mood by ward: 2 columns have one name, got 'mood'; "
        "rename or drop all but one"
    )


def test_codes_that_have_no_order_are_an_error():
    """Words and numbers, unless their labels give an order."""
    frame = pd.DataFrame({"mood": [1.0, 2, 3], "ward": [1, "b", 1]})
    asked = {"outcome": "mood", "group": "ward", "source": "simulated"}
    with pytest.raises(DataError) as caught:
        summaries(frame, **asked)
    assert str(caught.value) == (
        "ward: codes of 2 types have no order, got [1, 'b'] of ['int', 'str']; "
        "write all of them as text, or label each"
    )
    found = summaries(frame, **asked, labels={"b": "B", 1: "One"})
    assert [s.label for s in found] == ["B", "One"]


def test_a_description_of_nothing_observed_is_an_error():
    """An empty selection is noticed."""
    frame = pd.DataFrame({"mood": [np.nan, np.nan]})
    with pytest.raises(DataError) as caught:
        describe(frame, outcome="mood", source="simulated")
    assert str(caught.value) == (
        "simulated, mood: no value was observed; check the filter"
    )
