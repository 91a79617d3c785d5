"""What is said of several things at once counts all and names the first five."""

import pytest

from exchange.coding._several import faults_of, refuse, remarks_of, repeated
from results import DataError, Fault


def test_all_are_counted_and_the_first_five_are_named():
    """Whatever gives them, which may be asked only once."""
    numbers = (number for number in range(7))
    assert remarks_of(numbers, "are odd") == ["7 are odd, got [0, 1, 2, 3, 4]."]


def test_a_fault_says_where_it_is_and_nothing_is_none():
    """The words that are listed may end with a point of their own."""
    found = faults_of(["a."], "hold it", "mend it", file="a.csv", variable="code")
    assert [str(each) for each in found] == [
        "a.csv, code: 1 hold it, got ['a.']; mend it"
    ]
    assert faults_of([], "hold it", "mend it") == []


def test_all_faults_are_raised_at_once_and_none_is_no_error():
    """Whatever gives them."""
    with pytest.raises(DataError) as caught:
        refuse(Fault(rule=rule) for rule in ("first", "second"))
    assert str(caught.value) == "first\nsecond"
    refuse(iter(()))


def test_names_that_stand_twice_or_more_are_given_once_and_in_order():
    """Others are left out."""
    assert repeated(["b", "c", "a", "b", "a", "b"]) == ["a", "b"]
