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


def test_one_rule_in_many_rows_is_one_line():
    """How many, which rows, the first values, what to do; then how many in all."""
    many = [
        dataclasses.replace(COMPLETE, row=row, value=f"{row}.0")
        for row in (2, 3, 4, 5, 9, 11, 12, 20, 30, 31)
    ]
    error = DataError([Fault(rule="first"), many[0], Fault(rule="last"), *many[1:]])
    assert str(error).splitlines() == [
        "first",
        "entry.csv, heroin_days: outside 0-30 days in 10 rows (2-5, 9, 11, 12, 20 and "
        "2 more), got '2.0', '3.0', '4.0', '5.0', '9.0' and 5 others; check the form, "
        "or the range in data/codebook.yaml",
        "last",
        "12 faults in all",
    ]
    assert len(error.faults) == 12


def test_a_rule_in_few_rows_is_a_line_each():
    """Up to three; so is another rule or column, and a file that is not named."""
    rows = [dataclasses.replace(COMPLETE, row=row) for row in (2, 3, 4)]
    other = [dataclasses.replace(each, variable="x") for each in rows]
    unnamed = [Fault(row=row, rule="blank") for row in range(5)]
    faults = [*rows, *other, *unnamed]
    assert str(DataError(faults)) == "\n".join(map(str, faults))


def test_lines_that_are_left_out_are_counted_by_their_faults():
    """Sixty columns with four bad rows each are fifty lines, and forty faults more."""
    faults = [
        Fault(file="a.csv", row=row, variable=f"x{column}", rule="bad")
        for column in range(60)
        for row in range(2, 6)
    ]
    assert str(DataError(faults)).splitlines()[49:] == [
        "a.csv, x49: bad in 4 rows (2-5)",
        "and 40 more",
        "240 faults in all",
    ]


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
