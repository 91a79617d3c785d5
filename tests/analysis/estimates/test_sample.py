"""A sample knows where its rows come from, and what its columns are called."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis.estimates.rows import selected
from analysis.estimates.sample import (
    Described,
    Sample,
    described,
    joint_label,
    need_sample,
)
from results import DataError

FRAME = pd.DataFrame(
    {
        "who": ["S1", "S2", "S3", "S4"],
        "ward": ["b", "a", None, "b"],
        "seen": pd.Categorical(["yes", "no", "yes", None], ["yes", "never", "no"]),
        "days": [3.0, None, 5, 8],
        "site": [2.0, 1.0, 2.0, None],
    }
)
WORDS = {
    "ward": Described(label="Ward", levels={"b": "Ward B", "c": "Ward C"}),
    "seen": Described(label="Seen again", levels={"no": "Lost", "yes": "Yes"}),
    "days": Described(label="Days in treatment", unit="days"),
}
SAMPLE = Sample(FRAME, source="simulated/cohort", variables=WORDS)
STRANGER = Sample(FRAME, source="my data")


def test_a_sample_is_a_name_of_the_package():
    """A chapter writes ``from analysis import Sample``."""
    assert (analysis.Sample, analysis.Described) == (Sample, Described)


def test_columns_have_labels_units_and_levels():
    """Levels come in the order of categories, else as they are described, or sorted."""
    assert (len(SAMPLE), SAMPLE.source, SAMPLE.filter) == (
        4,
        "simulated/cohort",
        "all rows",
    )
    assert (SAMPLE.label("days"), SAMPLE.unit("days")) == ("Days in treatment", "days")
    assert SAMPLE.unit("ward") == ""
    assert SAMPLE.levels("ward") == {"b": "Ward B", "a": "a"}
    assert SAMPLE.levels("seen") == {"yes": "Yes", "no": "Lost"}


def test_without_words_a_column_is_called_by_its_name():
    """And codes as they are written, in order."""
    assert (STRANGER.label("days"), STRANGER.unit("days")) == ("days", "")
    assert STRANGER.levels("ward") == {"a": "a", "b": "b"}
    assert STRANGER.levels("site") == {"1": "1", "2": "2"}
    assert STRANGER.codes("site") == [1.0, 2.0]


@pytest.mark.parametrize(
    ("name", "code", "counted", "event"),
    [
        ("seen", "yes", "Seen again", "Seen again"),
        ("seen", "no", "Lost", "Lost"),
        ("seen", "never", "Seen again: never", "Seen again: never"),
        ("ward", "b", "Ward B", "Ward B"),
        ("ward", "a", "Ward: a", "Ward: a"),
        ("site", 1.0, "site: 1", "site: 1"),
    ],
)
def test_a_code_has_a_name_that_stands_alone(name, code, counted, event):
    """What "yes" means is what the column is called."""
    assert (SAMPLE.counted(name, code), SAMPLE.event(name, code)) == (counted, event)


def test_yes_has_a_label_of_its_own_where_it_is_counted():
    """As an event it is called as its column is."""
    seen = Described(label="Seen again", levels={"yes": "Found"})
    sample = Sample(FRAME, source="x", variables={"seen": seen})
    assert sample.counted("seen", "yes") == "Found"
    assert sample.event("seen", "yes") == "Seen again"


def test_filters_are_joined_and_rows_kept_at_once():
    """The words stay, and so do the rows that were left out."""
    once = SAMPLE.where("seen is yes or no")
    twice = once.where("ward is b")
    assert (len(once), once.filter) == (3, "seen is yes or no")
    assert twice.filter == "seen is yes or no and ward is b"
    assert twice.frame["who"].tolist() == ["S1"]
    pd.testing.assert_frame_equal(
        twice.frame, selected(FRAME, twice.filter, where="simulated")
    )
    assert twice.unfiltered is once.unfiltered is SAMPLE.unfiltered is FRAME
    assert (twice.label("days"), twice.source) == ("Days in treatment", SAMPLE.source)
    assert SAMPLE.where("all rows") is SAMPLE
    assert SAMPLE.filter == "all rows"
    assert once.where("all rows").filter == once.filter


def test_a_filter_that_means_nothing_names_the_source_and_the_near_columns():
    """No codebook is spoken of: a stranger has none."""
    with pytest.raises(DataError) as caught:
        STRANGER.where("sean is yes")
    assert str(caught.value) == (
        "my data: no such variable, got 'sean'; did you mean 'seen'?"
    )
    with pytest.raises(DataError) as caught:
        STRANGER.codes("colour")
    assert str(caught.value) == (
        "my data: no such variable, got 'colour'; "
        "the columns are ['who', 'ward', 'seen', 'days', 'site']"
    )


@pytest.mark.parametrize("name", ["ward", "seen"])
def test_codes_can_be_put_in_another_order(name):
    """Also those of a category, which has an order of its own; words stay."""
    turned = list(SAMPLE.levels(name))[::-1]
    found = SAMPLE.ordered(name, *turned)
    assert list(found.levels(name)) == turned
    assert found.levels(name) == SAMPLE.levels(name)
    assert found.label(name) == SAMPLE.label(name)
    assert found.codes(name) == turned
    # one of the two orders is not that of the alphabet
    assert list(found.ordered(name, *turned[::-1]).levels(name)) == turned[::-1]
    with pytest.raises(DataError) as caught:
        SAMPLE.ordered(name, turned[0])
    assert str(caught.value) == (
        f"simulated/cohort: {name} has other codes, got {turned[:1]}; "
        f"name each of {turned[::-1]} once"
    )


PEOPLE = Sample(
    pd.DataFrame({"who": ["S4", "S1"], "age": [40, 30], "days": [0, 0]}),
    source="simulated/people",
    variables={"age": Described(label="Age"), "days": Described(label="Other days")},
)


def test_what_is_known_of_the_same_people_is_put_beside():
    """Columns that are there stay as they are; rows keep their order and filter."""
    found = SAMPLE.where("ward is b").joined(PEOPLE, on="who")
    assert found.frame[["who", "age", "days"]].to_numpy().tolist() == [
        ["S1", 30, 3],
        ["S4", 40, 8],
    ]
    assert (found.label("age"), found.label("days")) == ("Age", "Days in treatment")
    assert (found.source, found.filter) == ("simulated/cohort", "ward is b")
    assert found.unfiltered["age"].notna().tolist() == [True, False, False, True]
    everybody = SAMPLE.joined(PEOPLE, on="who")
    assert everybody.frame["age"].isna().tolist() == [False, True, True, False]
    assert everybody.where("age is 30").filter == "age is 30"


def test_what_stands_twice_cannot_be_put_beside():
    """Rows would be doubled."""
    twice = Sample(pd.concat([PEOPLE.frame, PEOPLE.frame[:1]]), source="people")
    with pytest.raises(DataError) as caught:
        SAMPLE.joined(twice, on="who")
    assert str(caught.value) == (
        "people: who has several rows, got ['S4']; keep one row of each"
    )
    with pytest.raises(DataError) as caught:
        PEOPLE.joined(SAMPLE, on="ward")
    assert str(caught.value) == (
        "simulated/cohort: ward has several rows, got ['b']; keep one row of each"
    )


def test_codes_without_an_order_are_an_error():
    """Words and numbers, unless their labels give an order."""
    mixed = pd.DataFrame({"ward": [1, "b", 1]})
    with pytest.raises(DataError, match="codes of 2 types have no order"):
        Sample(mixed, source="x").codes("ward")
    said = Described(label="Ward", levels={"b": "B", 1: "One"})
    found = Sample(mixed, source="x", variables={"ward": said})
    assert found.levels("ward") == {"b": "B", "1": "One"}


def test_words_for_a_column_that_is_not_there_are_refused():
    """A slip of the pen would leave the column without its label."""
    with pytest.raises(ValueError, match=r"^variables") as caught:
        Sample(FRAME, source="x", variables={"wards": Described(label="Ward")})
    assert str(caught.value) == (
        "variables: of no column, got 'wards'; did you mean 'ward'?"
    )


def test_what_is_no_frame_or_no_sample_is_refused():
    """With what to write."""
    with pytest.raises(TypeError) as caught:
        Sample([1, 2], source="x")
    assert str(caught.value) == (
        "frame: no data frame, got list; write Sample(frame, source=...)"
    )
    need_sample(SAMPLE, "sample")
    with pytest.raises(TypeError, match=r"^coding: a Sample is needed, got DataFrame"):
        need_sample(FRAME, "coding")


def test_words_are_taken_from_what_has_them():
    """As far as there are columns."""
    assert described(WORDS, ["ward", "age"]) == {"ward": WORDS["ward"]}


def test_two_columns_are_called_by_the_label_that_they_share():
    """Or from one to the other."""
    assert joint_label("Mood", "Mood") == "Mood"
    assert joint_label("Mood", "Sleep") == "Mood to sleep"
    assert joint_label("Mood", "CES-D") == "Mood to CES-D"


def test_a_sample_is_shown_by_its_source_and_filter():
    """And not by its rows."""
    assert repr(SAMPLE.where("ward is b")) == (
        "Sample(source='simulated/cohort', filter='ward is b')"
    )


@settings(max_examples=30, deadline=None)
@given(
    wards=st.lists(st.sampled_from("abcd"), min_size=1, max_size=12),
    keep=st.sets(st.sampled_from("abcd"), min_size=1),
)
def test_where_keeps_what_its_filter_says(wards, keep):
    """Whatever is written; and a filter can be read again from all rows."""
    frame = pd.DataFrame({"ward": pd.Categorical(wards, list("abcd"))})
    found = Sample(frame, source="x").where(f"ward is {' or '.join(sorted(keep))}")
    assert found.frame["ward"].tolist() == [one for one in wards if one in keep]
    again = selected(found.unfiltered, found.filter, where="x")
    pd.testing.assert_frame_equal(found.frame, again)
