"""What unknown outcomes allow: words, exact cells and notes."""

from dataclasses import replace

import example_words as words
import pytest
from example_associations import TIPPING
from example_table_results import BOUNDS, lines

from reported.kinds.bounds import bounds_table
from reported.words.paths import path_words
from reported.words.sentences import apa, plain

SENTENCES = [
    (words.BOUNDS, "exact *p* < .001 to > .999"),
    (words.BOUNDS.groups[0], "46% to 75%"),
    (TIPPING, "1 of 2 (50%) of the possible outcomes"),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_a_result_is_put_into_words(result, expected):
    """As a reader sees it."""
    assert apa(result) == expected


FIELDS = [
    (words.BOUNDS, "groups.prison.highest", "75%"),
    (words.BOUNDS, "p_observed", ".030"),
    (TIPPING, "cells.0-1.p_value", ".100"),
]


@pytest.mark.parametrize(("result", "path", "expected"), FIELDS)
def test_a_field_is_printed_by_its_kind(result, path, expected):
    """Shares as percentages, what cannot exceed 1 without a 0."""
    assert plain(result, path) == expected


def test_bounds_table_shows_what_is_possible():
    """Of those observed there is no percentage where there was nobody."""
    assert lines(bounds_table(BOUNDS, caption="C", name="t", note="More.")) == [
        "| Group | Observed | Not observed | Lowest | Highest |",
        r"| Prison | 7 of 17 (41\%) | 7 | 29\% | 58\% |",
        r"| Inpatient | – | 24 | 0\% | 100\% |",
        "*Note.* Worst and best case of those lost; outcome: Abstinent. Lowest and "
        "highest: if none, or all, of those not observed had it. Exact *p* over all "
        "ways to fill the gaps: from < .001 to .765. – not defined for exact *p* of "
        "those observed: in a group nobody was observed. More.",
    ]


def test_bounds_table_has_the_test_of_those_observed():
    """Where there is one."""
    found = replace(BOUNDS, p_observed=0.0312, undefined="")
    assert lines(bounds_table(found, caption="C", name="t"))[-1].endswith(
        "had it. Those observed: exact *p* = .031. Exact *p* over all ways to fill the "
        "gaps: from < .001 to .765."
    )


@pytest.mark.parametrize(
    ("result", "path", "expected"),
    [
        (words.BOUNDS, "p_highest", "Highest p of abstinent, n = 72"),
        (
            words.BOUNDS,
            "prison.n_not_observed",
            "Number not observed: abstinent, Prison, n = 24",
        ),
        (
            TIPPING,
            "n_remaining",
            "Number of cells in which the difference remains of abstinent, n = 48",
        ),
        (
            TIPPING,
            "0-1.estimate",
            "Difference of the proportions of abstinent, 0 in Inpatient, 1 in "
            "Outpatient, n = 48",
        ),
    ],
)
def test_a_number_says_what_it_is_and_of_which_outcomes(result, path, expected):
    """In words that no other kind needs."""
    assert path_words(result, path) == expected
