"""Columns are read as numbers, rows kept by a filter, and codes written in one way."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from analysis.estimates.rows import (
    code_text,
    column,
    is_numeric,
    numbers,
    numeric,
    selected,
)
from results import DataError


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


def test_a_filter_tells_long_numbers_apart():
    """Six figures are not enough for a day."""
    frame = pd.DataFrame({"day": [20240101.0, 20240102.0, np.nan, 1 / 3]})
    for words, kept in (("20240101", [0]), ("20240102", [1]), (repr(1 / 3), [3])):
        found = selected(frame, f"day is {words}", where="simulated")
        assert found.index.tolist() == kept


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
            "no such variable, got 'wave'; the columns are ['seen', 'month', 'ward']",
        ),
    ],
)
def test_a_filter_that_means_nothing_is_an_error(filter, message):
    """Never an empty selection because of a slip of the pen."""
    with pytest.raises(DataError) as caught:
        selected(FILTERED, filter, where="simulated")
    assert str(caught.value) == f"simulated: {message}"


def test_numbers_of_every_type_are_read_as_floats():
    """What is missing is NaN, whatever it was before."""
    frame = pd.DataFrame(
        {
            "whole": pd.array([1, None, 3], "Int64"),
            "held": pd.Series([1, None, Decimal("2.5")], dtype=object),
            "parts": pd.Series([Fraction(1, 4), 2, np.nan], dtype=object),
        }
    )
    expected = {"whole": [1, np.nan, 3], "held": [1, np.nan, 2.5]}
    expected["parts"] = [0.25, 2, np.nan]
    found = numbers(frame, expected, where="simulated")
    assert list(found) == list(expected)
    for name, values in expected.items():
        assert found[name].dtype == np.float64
        assert found[name] == pytest.approx(values, nan_ok=True)


@pytest.mark.parametrize(
    "values",
    [
        pd.Series([True, 1], dtype=object),
        pd.Series([1j, 2]),
        pd.Series(["1", "2"]),
        pd.Series([None, None], dtype=object),
        pd.Series(pd.Categorical([1, 2])),
    ],
)
def test_what_only_looks_like_numbers_is_none(values):
    """Yes and no, words, nothing at all, and codes of categories."""
    assert not is_numeric(values)


FAULTY = pd.DataFrame(
    {
        "words": ["few", "many"],
        "text": ["1", "2"],
        "none": pd.Series([None, None], dtype=object),
        "endless": [np.inf, 1.0],
        "large": [1e71, 1.0],
        "sound": [1.0, 2.0],
    },
    index=[7, 8],
)
FAULTS = {
    "words": "simulated: words is not numeric, got str; "
    "compare its categories with exact_counts",
    "text": "simulated: text is not numeric, got str '1'; "
    "convert it by pandas.to_numeric",
    "none": "simulated: none is not numeric, got object without a value; "
    "check the filter",
    "endless": "simulated: endless is infinite 1 times, at rows [7]; "
    "check how it was computed",
    "large": "simulated: large has numbers beyond 1e+70, got 1e+71; "
    "use a larger or smaller unit",
    "absent": "simulated: no such variable, got 'absent'; "
    "the columns are ['words', 'text', 'none', 'endless', 'large'] and more",
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_column_that_is_not_numbers_says_what_it_is(name):
    """And what to do about it."""
    with pytest.raises(DataError) as caught:
        numeric(FAULTY, name, where="simulated")
    assert str(caught.value) == FAULTS[name]


def test_all_faulty_columns_are_told_together():
    """In the order that was asked for, without the sound ones."""
    with pytest.raises(DataError) as caught:
        numbers(FAULTY, ["sound", *FAULTS], where="simulated")
    assert str(caught.value) == "\n".join(FAULTS.values())


def test_a_column_stands_there_once():
    """As it is; of two with one name nobody can tell which was meant."""
    frame = pd.DataFrame([[1, 2, 3]], columns=["a", "b", "a"])
    assert column(frame, "b", where="simulated").tolist() == [2]
    with pytest.raises(DataError) as caught:
        column(frame, "a", where="simulated")
    assert str(caught.value) == (
        "simulated: 2 columns have one name, got 'a'; rename or drop all but one"
    )
