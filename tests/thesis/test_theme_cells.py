"""What cells publish of themes, and what they ask for, read without running them."""

import pytest

from thesis._theme_cells import Cells, asked_in_prose

MADE = 'table = publish("a-themes", an.theme_table(coding, men, by="setting"))\n'


def said(*cells):
    """Return the texts of cells: those that are certain, and the others."""
    page = Cells()
    found = [one for code in cells for one in page.read(code)]
    certain = [one.text for one in found if one.certain]
    return certain, [one.text for one in found if not one.certain]


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ('table["law"].by_group["prison"].count', ["law"]),
        ('table["rows"]', []),
        ('an.spoke_of(coding, men, theme="law", coder="A")', ["law"]),
        ('excerpts_run(chosen, "law-prison", "I … me.")', ["law-prison"]),
        ('[one for one in rows if one.theme == "law"]', ["law"]),
        ('other["law"]', []),
        ("table[law]", []),
        ("an.spoke_of(coding, men, theme=law)", []),
        ('table["law"] = (', []),
    ],
)
def test_a_theme_is_named_for_certain_where_a_theme_is_asked_for(code, asked):
    """In the key of a table of themes, or given to a function that takes a theme."""
    assert said(MADE, code)[0] == asked


@pytest.mark.parametrize(
    "code",
    [
        'one, two = (publish(f"a-{w}", an.theme_table(coding)) for w in words)\n'
        'two["law"]',
        'two = publish("a-two", an.co_occurrence(coding))\ntwo["law"]',
        'two = an.coder_agreement(coding)\ntwo["law"]',
    ],
)
def test_a_table_of_themes_is_known_by_any_of_its_names(code):
    """Of several that are published, and of one that is not."""
    assert said(code)[0] == ["law"]


def test_other_words_of_a_cell_that_looks_at_themes_may_name_one():
    """Those of a filter one by one; no words of a cell that looks at none."""
    assert said('rated["law"]', 'names = ["law"]') == ([], [])
    alike = (
        'units = publish("a-{}", {u: an.coder_agreement(coding) for u in ("turn",)})'
    )
    _, likely = said(
        alike, 'units["turn"]["law"]\nwhere("code is law or me and a is 1")'
    )
    assert {"turn", "law", "me", "code", "a", "1"} <= set(likely)


def test_lines_are_those_of_the_cell():
    """Also of a text that stands below the beginning of its call."""
    page = Cells()
    (found,) = [s for s in page.read('an.spoke_of(\n    c, theme="law")') if s.certain]
    assert (found.line, found.text) == (2, "law")


@pytest.mark.parametrize(
    ("target", "asked"),
    [
        ("a-themes.rows.law.interviews", ("law.interviews", "theme_table")),
        ("a-themes.law.interviews", ("law.interviews", "theme_table")),
        ("a-themes.groups.prison.n", ("", "")),
        ("a-themes.n_interviews", ("", "")),
        ("a-themes", ("", "")),
        ("b-one-together.pairs.law-me.both", ("law-me.both", "co_occurrence")),
        ("c-turn.rows.law", ("law", "coder_agreement")),
        ("d-formal.rows.law", ("", "")),
        ("unknown.rows.law", ("", "")),
    ],
)
def test_a_reference_asks_for_a_theme_where_its_result_has_themes(target, asked):
    """Whatever way the ids are put together."""
    page = Cells()
    code = (
        MADE + 'publish(f"b-{word}-together", an.co_occurrence(coding))\n'
        'publish("c-{}", {u: an.coder_agreement(coding) for u in units})\n'
        'publish("d-formal", an.exact_counts(an.spoke_of(coding, theme="law")))\n'
    )
    list(page.read(code))
    assert asked_in_prose(target, page.published) == asked
