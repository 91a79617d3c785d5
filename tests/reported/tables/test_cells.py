"""Cells, columns and notes that tables share: a dash for what there is not."""

from dataclasses import replace

import pytest
from example_results import CHANGE, LESS, PAIR, PROPORTION, RANKS, WELCH, effect
from example_table_results import SCALE

from reported.parts import Part, published
from reported.tables._builder import table
from reported.tables.cells import (
    interval_cell,
    meanings_note,
    missing_note,
    p_column,
    sizes_note,
    statistic_cell,
    statistic_columns,
    undefined_note,
    worded,
)
from reported.words.phrases import EFFECTS, MEANINGS


def text(cell):
    """Write a cell as a page has it, with a tilde for a no-break space."""
    row = str(table(["h"], [[cell]], caption="C", name="t")).splitlines()[5]
    return row.removeprefix("| ").removesuffix(" |").replace("\u00a0", "~")


def pair(**changed):
    """Make a contrast of two groups."""
    return published(replace(PAIR, **changed))


def test_every_effect_size_has_a_symbol_and_a_meaning():
    """A table can always explain what it shows."""
    assert set(EFFECTS) == set(MEANINGS)
    found = meanings_note([effect("cramers_v", 0.1, 0, 1), None, WELCH.effect] * 2)
    assert found == "*V* is Cramér's V. ω² is omega squared."


@pytest.mark.parametrize(
    ("limits", "printed"),
    [
        ((-1.2, 0.2), "−0.50~[−1.20, 0.20]"),
        ((None, 0.2), "−0.50~[–, 0.20]"),
        ((-1.2, None), "−0.50~[−1.20, –]"),
        ((None, None), "−0.50~[–]"),
    ],
)
def test_an_interval_has_a_dash_for_a_limit_that_is_not_there(limits, printed):
    """And one dash where there is neither; it stays beside its estimate."""
    low, high = limits
    change = replace(CHANGE, estimate=-0.5, conf_low=low, conf_high=high)
    assert text(interval_cell(published(change))) == printed


def test_an_estimate_that_is_not_there_is_a_dash():
    """Of itself, or of the effect size that a pair does not have."""
    none = published(
        replace(CHANGE, estimate=None, effect=replace(CHANGE.effect, estimate=None))
    )
    assert text(interval_cell(none)) == text(interval_cell(none, "effect")) == "–"
    assert text(interval_cell(pair(effect=None), "effect")) == "–"


def test_a_number_beyond_1_is_printed_whole_where_others_have_no_zero():
    """As alpha below -1; a zero before the point is left out of the others."""
    scale = published(replace(SCALE, alpha=effect("alpha", 0.5, -1.2, 0.8)))
    assert text(interval_cell(scale, "alpha")) == ".50~[−1.20, .80]"


def test_percentages_and_points_are_whole():
    """Halves go away from 0; what rounds to 0 has no sign."""
    share = published(
        replace(PROPORTION, proportion=0.625, conf_low=0.0, conf_high=1.0)
    )
    limits = ("proportion", "conf_low", "conf_high")
    assert text(interval_cell(share, names=limits)) == r"63\%~[0\%, 100\%]"
    less = replace(LESS, estimate=-0.285, conf_low=-0.561, conf_high=-0.004)
    assert text(interval_cell(published(less))) == "−29~[−56, 0]"


def test_a_statistic_has_its_degrees_of_freedom_and_maybe_its_name():
    """Whole ones whole; a dash for what is none."""
    part = published(WELCH)
    assert text(statistic_cell(part)) == "5.12 (2, 43.61)"
    assert text(statistic_cell(part, named=True)) == "*F* 5.12 (2, 43.61)"
    assert text(statistic_cell(published(RANKS))) == "10.46 (2)"
    assert text(statistic_cell(pair(statistic_name="z", dof=None))) == "−4.49"
    assert text(statistic_cell(published(replace(CHANGE, statistic=None)))) == "–"


def test_cells_of_a_published_result_are_references():
    """Every number of them, with the paths to them in full."""
    found = Part("entry-mood", WELCH)["prison-inpatient"]
    assert text(interval_cell(found, "effect")) == (
        "{stat}`entry-mood.contrasts.prison-inpatient.effect.estimate`~["
        "{stat}`entry-mood.contrasts.prison-inpatient.effect.conf_low`, "
        "{stat}`entry-mood.contrasts.prison-inpatient.effect.conf_high`]"
    )


def test_statistics_that_differ_are_named_in_their_cells():
    """None has no column."""
    (column,) = statistic_columns([PAIR])
    assert (column.head, text(column.of(pair()))) == ("*t* (*df*)", "−4.49 (11.24)")
    others = [PAIR, replace(PAIR, statistic_name="z", dof=None)]
    (column,) = statistic_columns(others)
    assert (column.head, text(column.of(pair()))) == (
        "Statistic (*df*)",
        "*t* −4.49 (11.24)",
    )
    assert statistic_columns([]) == []


def test_the_head_of_p_says_whether_it_is_adjusted():
    """In words that fit what stands there."""
    heads = [p_column(how, words="Exact *p*").head for how in ("none", "Holm")]
    assert heads == ["Exact *p*", "Adjusted exact *p*"]


def test_notes_escape_what_they_name():
    """Each reason once."""
    assert missing_note([("a_b", 2), ("c", 0)]) == r"Missing values: a\_b 2."
    assert missing_note([("c", 0)], what="pairs") == "No pairs are missing."
    why = [("a_b", "x*"), ("c", ""), ("a_b", "x*"), ("d", "y"), ("e", "x*")]
    assert undefined_note(why) == r"– not defined for a\_b, e: x\*; for d: y."
    assert undefined_note([("c", "")]) == ""
    assert worded("A_1 - B") == r"A\_1 − B"


def test_sizes_reach_from_the_fewest_to_the_most_of_each_group():
    """Groups stay in order; two that share a label are not taken for one."""
    one = replace(WELCH.groups[0], group="a", label="a_b", n=9)
    other = replace(one, group="b")
    rows = [one, other, replace(one, n=12), replace(one, n=10), replace(other, n=9)]
    assert sizes_note(rows) == r"*n*: a\_b 9 to 12, a\_b 9."
