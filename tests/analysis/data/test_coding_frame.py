"""A coding frame is a tree in which every code has one theme, or it is refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.data.coding_frame import (
    code_rows,
    frame_nodes,
    load_coding_frame,
    meant,
    theme_of_codes,
)
from analysis.data.loading import load_study
from results import DataError

SIMULATED = Path(__file__).parents[3] / "data" / "simulated"
STUDY = load_study(SIMULATED)


def trees(inner):
    """Return themes with codes, and with themes such as these."""
    return st.fixed_dictionaries(
        {
            "themes": st.lists(inner, max_size=3),
            "codes": st.lists(st.just("code"), max_size=3),
        }
    )


SHAPES = st.lists(
    st.recursive(
        st.fixed_dictionaries({"codes": st.lists(st.just("code"), max_size=3)}), trees
    ),
    max_size=3,
)


def frame_of(shapes, above="t"):
    """Name every theme and code of a tree by its way from the top."""
    return [
        {
            "theme": (name := f"{above}/{i}"),
            "themes": frame_of(shape.get("themes", ()), name),
            "codes": [{"code": f"{name}/c{k}"} for k in range(len(shape["codes"]))],
        }
        for i, shape in enumerate(shapes)
    ]


@given(SHAPES)
def test_nodes_are_those_of_the_tree_from_the_top(shapes):
    """Parents, depths and codes follow from names that say the way to each."""
    nodes = frame_nodes(frame_of(shapes))
    place = {node.name: i for i, node in enumerate(nodes)}
    assert len(place) == len(nodes)
    codes = {node.name for node in nodes if "/c" in node.name}
    for node in nodes:
        above = node.name.rpartition("/")[0]
        assert node.parent == ("" if above == "t" else above)
        assert node.depth == node.name.count("/") - 1
        below = {code for code in codes if code.startswith(f"{node.name}/")}
        if node.name in codes:
            assert (node.level, node.codes) == ("code", {node.name})
        else:
            assert node.level == ("sub-theme" if node.depth else "theme")
            assert node.codes == below
        if node.parent:
            assert place[node.parent] < place[node.name]
        assert (node.label, node.description) == (node.name, "")
    assert theme_of_codes(frame_of(shapes)) == {
        code: "/".join(code.split("/")[:2]) for code in codes
    }


def test_codes_are_listed_with_the_labels_above_them():
    """A code straight below its theme has no sub-theme."""
    frame = [
        {
            "theme": "a",
            "label": "A",
            "themes": [
                {
                    "theme": "b",
                    "label": "B",
                    "codes": [{"code": "c", "label": "C", "description": "When c."}],
                }
            ],
            "codes": [{"code": "d", "label": "D", "description": "When d."}],
        },
        {"theme": "e", "label": "E", "codes": [{"code": "f"}]},
    ]
    assert code_rows(frame) == [
        ["A", "B", "C", "When c."],
        ["A", "", "D", "When d."],
        ["E", "", "f", ""],
    ]


def test_every_fault_of_a_frame_is_told_at_once(tmp_path):
    """Names that stand twice, and themes without a code."""
    words = "label: L, description: D"
    (tmp_path / "coding_frame.yaml").write_text(
        "themes:\n"
        f"  - {{theme: a, {words}, codes: [{{code: c, {words}}}]}}\n"
        f"  - {{theme: b, {words}, themes: [{{theme: c, {words}}}]}}\n"
        f"  - {{theme: b, {words}, codes: [{{code: d, {words}}}]}}\n"
    )
    with pytest.raises(DataError) as caught:
        load_coding_frame(tmp_path)
    twice = "names two things, got {!r}; give every theme and code a name of its own"
    empty = "has no code below it, got {!r}; add its codes, or leave the theme out"
    assert str(caught.value).splitlines() == [
        f"coding_frame.yaml: {fault}"
        for fault in (
            twice.format("c"),
            twice.format("b"),
            empty.format("b"),
            empty.format("c"),
        )
    ]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("formal_coercion", "; did you mean 'law' or 'informal'?"),
        ("Law", "; did you mean 'law'?"),
        ("ete", '; did you mean "L\'été"?'),
        ("quite_another_thing", ""),
    ],
)
def test_a_name_that_is_not_there_is_held_against_names_and_labels(name, near):
    """Of any part of the frame, whatever its name is made of."""
    frame = [
        {"theme": "law", "label": "Formal coercion", "codes": [{"code": "L'été"}]},
        {"theme": "informal", "label": "Informal coercion", "codes": []},
    ]
    assert meant(name, frame_nodes(frame)) == near
