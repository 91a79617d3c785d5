"""Tables as objects: cells that refer to results, and that of every table function."""

import re
from dataclasses import replace

import pytest
from example_coders import agree
from example_model_results import (
    EXTRA,
    FORSYTHE,
    LINEAR,
    ODDS,
    PAIRED,
    SHAPIRO,
    SURVIVAL,
)
from example_results import CHANGE, EXACT, RANKS, THEMES, WELCH, WELCH_T
from example_table_results import (
    BOUNDS,
    COUNTS,
    ERRORS,
    FAMILY,
    MATRIX,
    METHODS,
    SCALE,
    TESTS,
    lines,
)

from reported import tables
from reported.numbers import Number
from reported.parts import Part, published
from reported.tables._builder import (
    Column,
    part_table,
    result_table,
    table,
    written,
)
from reported.words.sentences import plain
from results import CountComparison, Record

LOOKED_AT = replace(WELCH, assumptions=(SHAPIRO, FORSYTHE))
BY_ONE = replace(EXACT, contrasts=COUNTS.contrasts)

#: What each function is called with, beside caption and name.
CALLS = {
    "adjusted_differences_table": [(METHODS[:2],)],
    "adjusted_table": [(METHODS,)],
    "agreement_table": [([agree(unit=u) for u in ("turn", "document")],)],
    "assumption_table": [([LOOKED_AT, replace(CHANGE, assumptions=(SHAPIRO,))],)],
    "bounds_table": [(BOUNDS,)],
    "change_table": [([CHANGE, replace(CHANGE, outcome="Mood")],)],
    "count_table": [([EXACT, replace(EXACT, outcome="Seen")],)],
    "design_table": [([ERRORS],)],
    "difference_table": [([COUNTS],), ([COUNTS, BY_ONE],)],
    "family_table": [(FAMILY,)],
    "group_table": [([WELCH, replace(WELCH, unit="days")],), ([RANKS],), ([WELCH_T],)],
    "hypothesis_table": [(TESTS,)],
    "improvement_table": [(EXTRA,)],
    "means_table": [(LINEAR,)],
    "model_table": [(LINEAR,), (ODDS,)],
    "pair_table": [(MATRIX,)],
    "paired_counts_table": [([PAIRED],)],
    "reliability_table": [([SCALE, replace(SCALE, outcome="Hope")],)],
    "standardised_table": [([WELCH, COUNTS],)],
    "survival_table": [(SURVIVAL,)],
    "theme_counts_table": [(THEMES,)],
    "theme_outcome_table": [({"stayed": THEMES, "left": THEMES},)],
}
OPTIONS = {
    "theme_outcome_table": {"outcome": "completion", "groups": {"prison": "Prison"}}
}


def publish_all(given, published):
    """Give every record its own id, whatever it stands in, and keep it by that."""
    if isinstance(given, Record):
        name = f"some-id-{len(published)}"
        published[name] = given
        return Part(name, given)
    if isinstance(given, dict):
        return {key: publish_all(one, published) for key, one in given.items()}
    if isinstance(given, list | tuple):
        return type(given)(publish_all(one, published) for one in given)
    return given


def printed(cell, published):
    """Write a cell as a page does, which looks its references up."""
    found = ""
    for piece in cell:
        if not isinstance(piece, Number):
            found += "–" if piece is None else piece
        elif piece.value is None:
            found += "–"
        elif not piece.target:
            found += piece.printed
        else:
            name, _, path = piece.target.partition(".")
            found += plain(published[name], path)
    return found


def test_a_table_of_results_has_the_columns_that_are_asked_for():
    """Words and numbers of each, however the results are nested."""
    mood, hope = Part("mood", WELCH), Part("hope", replace(WELCH, outcome="Hope"))
    columns = {"Outcome": "{outcome}", "*F*": "{statistic} ({dof})"}
    shown = {"caption": "C", "name": "t", "note": "N."}
    found = result_table([mood, {"hope": [hope]}], columns, **shown)
    assert found.head == ("Outcome", "*F*")
    assert [row[0] for row in found.rows] == [("Mood",), ("Hope",)]
    assert [number.target for number in found.numbers] == [
        "mood.statistic",
        "mood.dof",
        "hope.statistic",
        "hope.dof",
    ]
    assert str(found) == str(table([*found.head], found.rows, **shown))
    with pytest.raises(KeyError, match="no field"):
        result_table(mood, {"Outcome": "{age}"}, **shown)


def test_every_table_function_is_tried():
    """Those of kinds of results; the one of any parts has tests of its own."""
    names = {name for name in dir(tables) if name.endswith("_table")}
    assert set(CALLS) == names - {"part_table", "result_table"}
    with pytest.raises(AttributeError, match="has no name 'a_table'"):
        tables.a_table  # noqa: B018 - the look-up is what is tested


@pytest.mark.parametrize(
    ("name", "given"),
    [(name, given) for name, several in CALLS.items() for given in several],
)
def test_numbers_of_a_table_refer_to_the_results_that_have_them(name, given):
    """A table of published results shows what one of bare records prints."""
    shown = {"caption": "C", "name": "t", **OPTIONS.get(name, {})}
    published = {}
    function = getattr(tables, name)
    found = function(*publish_all(given, published), **shown)
    bare = function(*given, **shown)
    assert {number.target.partition(".")[0] for number in found.numbers} == set(
        published
    )
    assert (found.head, found.note) == (bare.head, bare.note)
    for row, same in zip(found.rows, bare.rows, strict=True):
        assert [printed(cell, published) for cell in row] == [
            printed(cell, {}) for cell in same
        ]
        typed = [p for cell in row[1:] for p in cell if isinstance(p, str)]
        assert not [words for words in typed if re.search(r"\d", words)]
    references = re.findall(r"\{stat\}`([^`]+)`", str(found))
    assert references == [
        number.target for number in found.numbers if number.value is not None
    ]
    assert "{stat}" not in str(bare)


def test_a_table_has_numbers_with_words_between_them():
    """References, or what they print where nothing is published; None is a dash."""
    people = Part("retention-completion", EXACT).groups["prison"]
    row = ["Prison", [people.count, " of ", people.n], None, people.proportion.tenths]
    made = table(["Group", "a|b", "c", "d"], [row], caption="C", name="t", note="N.")
    path = "retention-completion.groups.prison"
    assert lines(made) == [
        r"| Group | a\|b | c | d |",
        f"| Prison | {{stat}}`{path}.count` of {{stat}}`{path}.n` | – "
        f"| {{stat}}`{path}.proportion.tenths` |",
        "*Note.* N.",
    ]
    assert [number.target for number in made.numbers] == [
        f"{path}.count",
        f"{path}.n",
        f"{path}.proportion.tenths",
    ]
    bare = published(EXACT).groups["prison"]
    row = ["Prison", [bare.count, " of ", bare.n], "", bare.proportion.tenths]
    made = table(["Group", "a", "b", "c"], [row], caption="C", name="t", align="lrrr")
    assert lines(made)[1] == r"| Prison | 18 of 24 |  | 75.0\% |"


def test_a_number_that_does_not_exist_is_a_dash():
    """Published or not; nothing can be referred to."""
    none = replace(WELCH, effect=replace(WELCH.effect, conf_low=None))
    for part in (published(none), Part("entry-mood", none)):
        made = table(["a"], [[part.effect.conf_low]], caption="C", name="t")
        assert lines(made)[1] == "| – |"


COUNT = published(EXACT).groups["prison"].count


@pytest.mark.parametrize(
    ("cell", "got"),
    [
        (14.25, "14.25"),
        (3, "3"),
        (True, "True"),
        (["n = ", 3], "3"),
        (published(WELCH), "<not published: Comparison>"),
        (COUNT + 1, None),
    ],
)
def test_a_plain_number_in_a_cell_is_refused(cell, got):
    """Nobody could say whence it came; nor of one that was calculated on the way."""
    with pytest.raises(TypeError) as caught:
        table(["a"], [[cell]], caption="C", name="entry-tab-a")
    assert str(caught.value) == (
        "entry-tab-a: a cell holds text and numbers of results, got "
        f"{got or repr(cell)}; publish the result that it belongs to and refer to that"
    )


def test_a_table_of_the_wrong_form_is_refused_when_it_is_made():
    """Not when it is shown."""
    with pytest.raises(ValueError, match=r"^t: 2 columns, but align is 'lr' and 1 of"):
        table(["a", "b"], [["one"]], caption="C", name="t")


def test_numbers_stand_among_words():
    """Each as its path asks; a dash for one, and for all without the first."""
    group = published(RANKS).groups["prison"]
    quartiles = written(group, "{median.tenths} [{q1.tenths}, {q3}] *days*")
    made = table(["a"], [[quartiles]], caption="C", name="t")
    assert lines(made)[1] == "| 13.5 [12.8, 15.25] *days* |"
    one = replace(CHANGE, before=replace(CHANGE.before, sd=None))
    nobody = replace(CHANGE, before=replace(CHANGE.before, mean=None))
    for change, printed in ((one, "26.75 (–)"), (nobody, "–")):
        cell = written(published(change).before, "{mean} ({sd})")
        made = table(["a"], [[cell]], caption="C", name="t")
        assert lines(made)[1] == f"| {printed} |"


def test_a_table_of_parts_has_a_column_for_a_path_or_a_function():
    """Of the part itself or of what is in it; empty in rows of another kind."""
    mood, ended = Part("mood", WELCH), Part("ended", EXACT)
    columns = [
        Column("n", "n"),
        Column("Prison", "groups.prison", "*n* {n}"),
        Column("Name", cell=lambda part: part.outcome),
        Column("p", "p_value", only=CountComparison),
    ]
    made = part_table(
        "Result",
        [("Mood", mood), ("Ended", ended)],
        columns,
        caption="C",
        name="t",
        note=["One.", "", "Two."],
    )
    assert lines(made) == [
        "| Result | n | Prison | Name | p |",
        "| Mood | {stat}`mood.n` | *n* {stat}`mood.groups.prison.n` | Mood |  |",
        "| Ended | {stat}`ended.n` | *n* {stat}`ended.groups.prison.n` "
        r"| Completed \| ended | {stat}`ended.p_value` |",
        "*Note.* One. Two.",
    ]
    with pytest.raises(KeyError, match="no field to show under this name, got 'm'"):
        part_table("R", [("Mood", mood)], [Column("m", "m")], caption="C", name="t")
