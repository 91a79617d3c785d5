"""Faults and the one exception that carries them."""

import dataclasses
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results import DataError, Fault

COMPLETE = Fault(
    file="entry.csv",
    row=17,
    variable="heroin_days",
    value="45",
    rule="outside 0-30 days",
    hint="check the form, or the range in data/codebook.yaml",
    participant="S016",
)


def test_a_fault_says_where_what_which_value_at_whom_and_what_to_do():
    """Every part of the fault stands in its line, in the order of a sentence."""
    assert str(COMPLETE) == (
        "entry.csv, row 17, heroin_days: outside 0-30 days, got '45' at S016; "
        "check the form, or the range in data/codebook.yaml"
    )


def test_a_fault_leaves_out_the_parts_it_does_not_have():
    """Nothing is printed for a place, value, participant or hint that is not known."""
    assert str(Fault(rule="the file is missing")) == "the file is missing"
    assert str(Fault(file="a.csv", rule="is empty")) == "a.csv: is empty"
    assert str(Fault(row=3, rule="is blank", value="")) == "row 3: is blank"


def test_a_fault_shortens_a_long_value_in_its_line_only():
    """A line shows 59 characters and an ellipsis; the record keeps the whole value."""
    fault = Fault(rule="too long", value="x" * 61)
    assert str(fault) == f"too long, got '{'x' * 59}…'"
    assert fault.value == "x" * 61
    assert str(Fault(rule="r", value="x" * 60)) == f"r, got '{'x' * 60}'"


def test_a_fault_cannot_be_changed():
    """A fault is a frozen record."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        COMPLETE.row = 18  # type: ignore[misc]


def test_an_error_prints_its_faults_one_a_line():
    """Each fault stands on its own line, in the order given."""
    error = DataError([COMPLETE, Fault(rule="second")])
    assert str(error) == f"{COMPLETE}\nsecond"
    assert error.faults == (COMPLETE, Fault(rule="second"))


@given(st.integers(min_value=1, max_value=120))
def test_an_error_keeps_all_faults_and_prints_at_most_fifty(n):
    """Beyond 50 lines the message counts the rest; the record loses none."""
    error = DataError(Fault(row=i, rule="wrong") for i in range(n))
    lines = str(error).splitlines()
    assert len(error.faults) == n
    assert lines[:50] == [f"row {i}: wrong" for i in range(min(n, 50))]
    assert lines[50:] == ([f"and {n - 50} more"] if n > 50 else [])


def test_an_error_takes_a_plain_message_or_a_single_fault():
    """A message becomes one fault, so that `faults` can always be read."""
    assert str(DataError("mood: constant")) == "mood: constant"
    assert DataError("mood: constant").faults == (Fault(rule="mood: constant"),)
    assert DataError(COMPLETE).faults == (COMPLETE,)


def test_an_error_is_a_value_error_and_survives_pickling():
    """Errors cross process borders, as when a chapter runs in a kernel."""
    error = pickle.loads(pickle.dumps(DataError([COMPLETE])))
    assert isinstance(error, ValueError)
    assert error.faults == (COMPLETE,)
    assert str(error) == str(COMPLETE)


def test_an_error_without_a_fault_is_refused():
    """An error must say what is wrong."""
    with pytest.raises(
        ValueError, match=r"^faults: a DataError needs at least one; got"
    ):
        DataError([])
