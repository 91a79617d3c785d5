"""Families of tests: words, exact cells and notes."""

from dataclasses import replace

import example_words as words
import pytest
from example_table_results import FAMILY, lines

from reported.kinds.families import family_table
from reported.words.sentences import apa, plain

SENTENCES = [
    (words.FAMILY, "1 of 2 Holm-adjusted *p* below .05"),
    (words.FAMILY.members[0], "Holm-adjusted *p* = .600"),
    (words.FAMILY.members[1], "Holm-adjusted *p* < .001"),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_a_result_is_put_into_words(result, expected):
    """As a reader sees it."""
    assert apa(result) == expected


FIELDS = [
    (words.FAMILY, "members.entry-mood.p_adjusted", ".600"),
]


@pytest.mark.parametrize(("result", "path", "expected"), FIELDS)
def test_a_field_is_printed_by_its_kind(result, path, expected):
    """Shares as percentages, what cannot exceed 1 without a 0."""
    assert plain(result, path) == expected


def test_family_table_shows_every_test():
    """In the order of declaration, before and after adjustment."""
    assert lines(family_table(FAMILY, caption="C", name="t")) == [
        "| Test | *p* | Adjusted *p* |",
        r"| Mood\_x | \< .001 | .001 |",
        "| Hope | .300 | .300 |",
        "*Note.* Outcomes at entry: Holm's method, for 2 tests.",
    ]
    with pytest.raises(ValueError, match=r"^t:"):
        family_table(replace(FAMILY, members=()), caption="C", name="t")
