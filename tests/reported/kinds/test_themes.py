"""The qualitative strand: words, exact cells and notes."""

from dataclasses import replace

import pytest
from example_results import PRISON, THEMES, USED
from example_table_results import lines

from reported.kinds.themes import theme_counts_table, theme_outcome_table
from reported.words.paths import path_words
from reported.words.sentences import apa
from results import (
    CodePair,
    CoOccurrence,
    DataError,
    Quotation,
    Quotations,
    Saturation,
    SaturationStep,
)

SATURATION = Saturation(
    method="New codes",
    n_interviews=12,
    n_codes=1,
    n_frame_codes=30,
    n_orders=1000,
    conf_level=0.95,
    base_size=4,
    run_length=2,
    threshold=0.05,
    stopped_at=None,
    share_stopped=0.2,
    steps=(),
    data=USED,
)


PAIR = CodePair(
    first="formal",
    second="court",
    first_label="Formal",
    second_label="Court",
    both=5,
    either=8,
    jaccard=0.625,
    overlaps=3,
)


TOGETHER = CoOccurrence(method="Pairs", n_interviews=12, pairs=(PAIR,) * 3, data=USED)


EXCERPT = Quotation(
    name="formal-1",
    theme="formal",
    label="Formal",
    code="court",
    code_label="Court",
    why="typical",
    interview="I01",
    pseudonym="Adam",
    group="prison",
    group_label="Prison",
    start=0,
    end=9,
    text="I had to.",
)


CHOSEN = Quotations(
    method="Typical", n_interviews=12, n_excerpts=40, quotations=(EXCERPT,), data=USED
)


SENTENCES = [
    (SATURATION, "1 code of 30 in 12 interviews"),
    (replace(SATURATION, n_codes=29), "29 codes of 30 in 12 interviews"),
    (PAIR, "5 of 8 (63%) interviews"),
    (TOGETHER, "3 pairs"),
    (CHOSEN, "1 excerpt"),
    (EXCERPT, "Adam, Prison"),
    (replace(THEMES, n_excerpts=1), "1 theme, 1 excerpt in 4 interviews"),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_a_result_is_put_into_words(result, expected):
    """As a reader sees it."""
    assert apa(result) == expected


RULE = "Excerpts coded by A; an interview counts once for a theme, a passage once."


def test_theme_counts_stand_out_of_all_interviews_with_an_exact_interval():
    """Interviews with excerpts in brackets; codes behind a dash; links where given."""
    links = {"formal": "quote-formal"}
    found = theme_counts_table(THEMES, caption="C", name="t", links=links)
    assert lines(found) == [
        "| Theme | Prison (of 4) | All (of 4) | Share of interviews |",
        r"| [Formal](#quote-formal) | 2 (5) | 2 (5) | 50\%~[7\%, 93\%] |",
        r"| – Court | 2 (5) | 2 (5) | 50\%~[7\%, 93\%] |",
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


def test_steps_and_pairs_are_named_by_what_they_are_of():
    """By the interviews held, and by two labels."""
    step = SaturationStep(
        interviews=3,
        new_mean=1.5,
        new_low=0,
        new_high=4,
        total_mean=20.5,
        total_low=17,
        total_high=24,
        observed_new=2,
        observed_total=21,
    )
    assert path_words(replace(SATURATION, steps=(step,)), "3.new_mean") == (
        "New mean, after 3 interviews, n = 12"
    )
    assert path_words(replace(TOGETHER, pairs=(PAIR,)), "formal-court.both") == (
        "Number with both, Formal and Court, n = 12"
    )
