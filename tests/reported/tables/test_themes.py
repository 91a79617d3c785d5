"""Theme tables: counts out of interviews, and by outcome."""

from dataclasses import replace

import pytest
from example_results import PRISON, THEMES

from reported.tables.themes import theme_counts_table, theme_outcome_table
from results import DataError

RULE = "Excerpts coded by A; an interview counts once for a theme, a passage once."


def lines(table):
    """Rows of a table and its note, without rules and fences."""
    kept = ("|", "*Note")
    return [
        line
        for line in table.splitlines()
        if line.startswith(kept) and not line.startswith("| :")
    ]


def test_theme_counts_stand_out_of_all_interviews_with_an_exact_interval():
    """Interviews with excerpts in brackets; codes behind a dash; links where given."""
    links = {"formal": "quote-formal"}
    found = theme_counts_table(THEMES, caption="C", name="t", links=links)
    assert lines(found) == [
        "| Theme | Prison (of 4) | All (of 4) | Share of interviews |",
        "| [Formal](#quote-formal) | 2 (5) | 2 (5) | 50% [7%, 93%] |",
        "| – Court | 2 (5) | 2 (5) | 50% [7%, 93%] |",
        f"*Note.* {RULE} In each cell the interviews in which it was coded, then "
        "excerpts in brackets. Every participant was interviewed once. In the last "
        "column the share of all interviews with its exact 95% interval.",
    ]
    short = theme_counts_table(THEMES, caption="C", name="t", levels=("theme",))
    assert len(lines(short)) == 3


def test_participants_who_were_interviewed_twice_are_counted_in_the_note():
    """Four interviews of three people."""
    twice = replace(THEMES, n_participants=3)
    note = lines(theme_counts_table(twice, caption="C", name="t"))[-1]
    assert "The 4 interviews are those of 3 participants." in note


def test_a_theme_without_interviews_has_a_dash_for_its_share():
    """Undefined, not nought."""
    row = replace(THEMES.rows[0], proportion=None, conf_low=None, conf_high=None)
    empty = replace(THEMES, rows=(row,))
    found = lines(theme_counts_table(empty, caption="C", name="t"))
    assert found[1] == "| Formal | 2 (5) | 2 (5) | – |"


def test_themes_by_group_and_outcome_are_counts_out_of_interviews():
    """A group without an interview of that outcome has a dash, as an empty one."""
    none = replace(THEMES, rows=(replace(THEMES.rows[0], by_group=()),))
    empty = replace(PRISON, count=0, n=0)
    zero = replace(THEMES, rows=(replace(THEMES.rows[0], by_group=(empty,)),))
    found = theme_outcome_table(
        {"who stayed": THEMES, "who left": none, "the others": zero},
        outcome="completion",
        groups={"prison": "Prison"},
        caption="C",
        name="t",
    )
    assert lines(found) == [
        "| Theme | Prison |",
        "| Formal | 2 of 4; –; – |",
        "*Note.* Interviews in which the theme was coded, by setting and completion: "
        "in each cell who stayed, then who left, then the others. –: no such "
        "interview.",
    ]


def test_tables_of_other_themes_are_not_put_side_by_side():
    """A count would stand in the wrong row."""
    other = replace(THEMES, rows=(replace(THEMES.rows[0], theme="family"),))
    with pytest.raises(DataError) as caught:
        theme_outcome_table(
            {"yes": THEMES, "no": other}, outcome="o", groups={}, caption="C", name="t"
        )
    assert str(caught.value) == ("t: the tables have different themes; use one frame")
