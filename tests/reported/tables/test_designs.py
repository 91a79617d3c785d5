"""Tables of designs: exact cells and notes."""

from dataclasses import replace

import pytest
from example_results import USED

from reported.tables.designs import design_table
from results import Cell, DesignAnalysis, Measure


def lines(table):
    """Head and rows of a table, without its frame, and then the note."""
    found = table.splitlines()
    return [line for line in found[3:] if line and line != ":::" and ":--" not in line]


def measure(name, value, error=None, undefined=""):
    """Make a measure that is called by its name."""
    return Measure(
        name=name,
        label=name.capitalize(),
        value=value,
        monte_carlo_error=error,
        undefined=undefined,
    )


def cell(name, label, *measures):
    """Make a set of conditions."""
    return Cell(name=name, label=label, conditions=(), measures=measures)


NONE = "no study was significant"
ERRORS = DesignAnalysis(
    method="Simulation of Welch's t test",
    label="Power",
    n_replications=10_000,
    cells=(
        cell(
            "n-24",
            "n = 24, A - B",
            measure("power", 0.8034, 0.00397),
            measure("size", 1.1, None, "one study has no error"),
        ),
        cell(
            "n-16",
            "n = 16",
            measure("power", 0.6, 0.0049),
            measure("size", None, None, NONE),
        ),
        cell(
            "n-15",
            "n = 15",
            measure("power", 0.55, 0.0049),
            measure("size", None, None, NONE),
            measure("sign", None, None, NONE),
        ),
    ),
    data=USED,
)
WIDTHS = DesignAnalysis(
    method="Expected width",
    label="Half the width of 95% intervals",
    n_replications=None,
    cells=(
        cell("means-24", "Two means", measure("width", 0.5849)),
        cell("share-24", "A share", measure("width", 0.1751)),
    ),
    data=USED,
)


def test_design_table_shows_simulated_numbers_with_their_errors():
    """Three decimals; each reason for a dash once."""
    assert lines(design_table([ERRORS], caption="C", name="t", note="More.")) == [
        "| Conditions | Power | Size | Sign |",
        "| n = 24, A − B | 0.803 (0.004) | 1.10 |  |",
        "| n = 16 | 0.600 (0.005) | – |  |",
        "| n = 15 | 0.550 (0.005) | – | – |",
        "*Note.* Power: Simulation of Welch's t test, 10,000 replications each. Monte "
        "Carlo errors in brackets. – not defined for n = 24, A - B: one study has no "
        "error; for n = 16, n = 15: no study was significant. More.",
    ]


def test_design_table_shows_chosen_measures_in_their_order():
    """A reason for what is not shown is not given."""
    found = design_table([ERRORS], caption="C", name="t", measures=["sign", "power"])
    assert lines(found) == [
        "| Conditions | Sign | Power |",
        "| n = 24, A − B |  | 0.803 (0.004) |",
        "| n = 16 |  | 0.600 (0.005) |",
        "| n = 15 | – | 0.550 (0.005) |",
        "*Note.* Power: Simulation of Welch's t test, 10,000 replications each. Monte "
        "Carlo errors in brackets. – not defined for n = 15: no study was significant.",
    ]


def test_design_table_shows_chosen_conditions_of_several_designs():
    """Exact numbers have two decimals and no error."""
    other = replace(WIDTHS, method="Other")
    table = design_table([WIDTHS, other], caption="C", name="t", cells="means")
    assert lines(table) == [
        "| Conditions | Width |",
        "| Two means | 0.58 |",
        "| Two means | 0.58 |",
        r"*Note.* Half the width of 95\% intervals: Expected width. Half the width of "
        r"95\% intervals: Other.",
    ]


SEVEN = cell("many", "Many", *(measure(letter, 1.0) for letter in "abcdefg"))
TWO = cell("n-9", "n = 9", replace(measure("power", 0.5), label="Strength"))


@pytest.mark.parametrize(
    ("designs", "options", "message"),
    [
        (
            [],
            {},
            "nothing to show, got 0 designs and no set of conditions that begins with "
            "''",
        ),
        (
            [WIDTHS],
            {"cells": "x"},
            "nothing to show, got 1 designs and no set of conditions that begins with "
            "'x'",
        ),
        (
            [ERRORS],
            {"measures": ["power", "bias"]},
            "no such measures, got ['bias']; use some of ['power', 'size', 'sign']",
        ),
        (
            [replace(ERRORS, cells=(SEVEN,))],
            {},
            "a page holds 6 measures, got 7; choose some of ['a', 'b', 'c', 'd', 'e', "
            "'f', 'g'] with `measures`",
        ),
        (
            [ERRORS, replace(ERRORS, cells=(TWO,))],
            {},
            "power has two labels, got 'Power' and 'Strength'; make a table for each",
        ),
    ],
)
def test_design_table_refuses(designs, options, message):
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        design_table(designs, caption="C", name="t", **options)
    assert str(caught.value) == f"t: {message}"
