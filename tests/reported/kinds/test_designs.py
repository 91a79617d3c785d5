"""Designs: words, exact cells and notes."""

from dataclasses import replace

import example_words as words
import pytest
from example_results import USED
from example_table_results import ERRORS, cell, lines, measure

from reported.kinds.designs import design_table
from reported.words.sentences import apa, plain
from results import DesignAnalysis

SENTENCES = [
    (words.DESIGN, "1 set of conditions, 10,000 replications each"),
    (words.DESIGN.cells[0], "power 0.40"),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_a_result_is_put_into_words(result, expected):
    """As a reader sees it."""
    assert apa(result) == expected


FIELDS = [
    (words.DESIGN, "cells.d50.power", "0.40"),
    (words.DESIGN, "cells.d50.power.value", "0.40"),
    (words.DESIGN, "n_replications", "10,000"),
]


@pytest.mark.parametrize(("result", "path", "expected"), FIELDS)
def test_a_field_is_printed_by_its_kind(result, path, expected):
    """Shares as percentages, what cannot exceed 1 without a 0."""
    assert plain(result, path) == expected


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
