"""Cells and notes that tables share: a dash for what there is not."""

import pytest
from example_results import WELCH, effect

from reported.tables._cells import (
    effect_cell,
    estimate_cell,
    fraction_cell,
    meanings_note,
    missing_note,
    percent_cell,
    points_cell,
    statistic_cell,
    undefined_note,
    worded,
)
from reported.words.phrases import EFFECTS, MEANINGS


def test_every_effect_size_has_a_symbol_and_a_meaning():
    """A table can always explain what it shows."""
    assert set(EFFECTS) == set(MEANINGS)
    found = meanings_note([effect("cramers_v", 0.1, 0, 1), None, WELCH.effect] * 2)
    assert found == "*V* is Cramér's V. ω² is omega squared."


@pytest.mark.parametrize(
    ("limits", "printed"),
    [
        ((-1.2, 0.2), "−0.50 [−1.20, 0.20]"),
        ((None, 0.2), "−0.50 [–, 0.20]"),
        ((-1.2, None), "−0.50 [−1.20, –]"),
        ((None, None), "−0.50 [–]"),
    ],
)
def test_an_interval_has_a_dash_for_a_limit_that_is_not_there(limits, printed):
    """And one dash where there is neither."""
    assert estimate_cell(-0.5, *limits) == printed


def test_a_number_beyond_1_is_printed_whole_where_others_have_no_zero():
    """As alpha below -1; a zero before the point is left out of the others."""
    assert estimate_cell(0.5, -1.2, 1, bounded=True) == ".50 [−1.20, 1.00]"
    assert fraction_cell(-1.023) == "−1.02"
    assert effect_cell(effect("alpha", 0.5, -1.2, 0.8)) == ".50 [−1.20, .80]"
    assert effect_cell(None) == "–"


def test_percentages_and_points_are_whole():
    """Halves go away from 0; what rounds to 0 has no sign."""
    assert percent_cell(0.625, 0.0, 1.0) == "63% [0%, 100%]"
    assert percent_cell(0.5, None, 1.0) == "50% [–]"
    assert points_cell(-0.285, -0.561, -0.004) == "−29 [−56, 0]"


def test_a_statistic_has_its_degrees_of_freedom_and_maybe_its_name():
    """Whole ones whole."""
    assert statistic_cell(WELCH) == "5.12 (2, 43.61)"
    assert statistic_cell(WELCH, named=True) == "*F* 5.12 (2, 43.61)"


def test_notes_escape_what_they_name():
    """Each reason once."""
    assert missing_note([("a_b", 2), ("c", 0)]) == r"Missing values: a\_b 2."
    assert missing_note([("c", 0)], what="pairs") == "No pairs are missing."
    reasons = [("a_b", "x*"), ("c", ""), ("a_b", "x*"), ("d", "y"), ("e", "x*")]
    assert undefined_note(reasons) == r"– not defined for a\_b, e: x\*; for d: y."
    assert undefined_note([("c", "")]) == ""
    assert worded("A_1 - B") == r"A\_1 − B"
