"""Behind a printed cell its numbers stand in full, each in a column of its own."""

import pytest
from example_results import WELCH

from reported.number_columns import FullNumber, safe, with_numbers
from results.parts import place


def full(what, value):
    """Return a number of a cell."""
    return FullNumber(what, value)


def test_a_column_of_two_numbers_becomes_three():
    """A cell that lacks one of them leaves that column empty."""
    rows = [["Group", "M (SD)"], ["A", "2.00 (0.33)"], ["B", "3.00 (\u2013)"]]
    spread = [full("mean", 2), full("standard deviation", 1 / 3)]
    found = [[[], []], [[], spread], [[], [full("mean", 3.0)]]]
    assert with_numbers(rows, found, 1) == [
        ["Group", "M (SD)", "M (SD): mean", "M (SD): standard deviation"],
        ["A", "2.00 (0.33)", "2", "0.3333333333333333"],
        ["B", "3.00 (\u2013)", "3.0", ""],
    ]


def test_two_numbers_of_one_kind_in_a_cell_are_counted():
    """As where a cell has two groups; a second row of heads names nothing."""
    rows = [["Theme", "n"], ["", ""], ["A", "3; 4"]]
    found = [[[], []], [[], []], [[], [full("count", 3), full("count", 4)]]]
    assert with_numbers(rows, found, 2) == [
        ["Theme", "n", "n: count", "n: count 2"],
        ["", "", "", ""],
        ["A", "3; 4", "3", "4"],
    ]
    assert with_numbers(rows, [[[], []]] * 3, 2) == rows


def test_a_number_says_what_it_is_and_words_are_none():
    """As the card does, within a sentence."""
    assert FullNumber.at(place(WELCH, "groups.prison.sd")).what == "standard deviation"
    assert FullNumber.at(place(WELCH, "n")) == full("number with a value", 14)
    assert FullNumber.at(place(WELCH, "method")) is None
    assert FullNumber.at(place(WELCH, "groups.prison")) is None


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        *(
            (cell, cell)
            for cell in ("", "text", "-4.5", "+.5", "-1,205", "-12%", "-1e-9")
        ),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+44 161", "'+44 161"),
        ("\t=1", "'\t=1"),
        ("-2+3", "\N{MINUS SIGN}2+3"),
        ("-0.14 [-5.75, 5.47]", "\N{MINUS SIGN}0.14 [-5.75, 5.47]"),
        ("- none", "\N{MINUS SIGN} none"),
    ],
)
def test_no_spreadsheet_runs_what_a_cell_says(cell, written):
    """Numbers stay numbers."""
    assert safe(cell) == written
