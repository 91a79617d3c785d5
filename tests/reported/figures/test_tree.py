"""The tree of a coding frame: what it says, and legibly."""

import re

import matplotlib.pyplot as plt
import pytest
from example_drawings import legible

from analysis.data.coding_frame import frame_nodes
from reported.figures._plot import STYLE
from reported.figures.tree import frame_tree
from results import DataUsed, ThemeRow, ThemeTable

DATA = DataUsed(source="simulated/coding", variables=(), filter="all rows", rows=1)
NOTE = "Written for this test."


def code(name, label):
    """Return a code of a frame."""
    return {"code": name, "label": label}


FRAME = [
    {
        "theme": "tutor",
        "label": "Help from a tutor that was asked for",
        "themes": [
            {
                "theme": "feedback",
                "label": "Feedback",
                "codes": [code("praise", "Praise"), code("blame", "Blame")],
            }
        ],
        "codes": [code("advice", "Advice worth $5 or $6")],
    },
    {
        "theme": "load",
        "label": "Workload",
        "codes": [code("hours", "Hours of work that nobody had been told of before")],
    },
]
COUNTS = {"tutor": 7, "feedback": 5, "praise": 4, "blame": 2, "advice": 3}
COUNTS |= {"load": 0, "hours": 0}


@pytest.fixture(autouse=True)
def _styled():
    with plt.rc_context(STYLE):
        yield
    plt.close("all")


def table(frame, counts):
    """Return a table of themes in which only the interviews are of use."""
    unused = {"participants": 0, "excerpts": 0, "proportion": None, "conf_low": None}
    unused |= {"conf_high": None, "conf_level": 0.95, "by_group": ()}
    rows = [
        ThemeRow(
            theme=node.name,
            label=node.label,
            parent=node.parent,
            level=node.level,
            interviews=counts[node.name],
            n=9,
            **unused,
        )
        for node in frame_nodes(frame)
        if node.name in counts
    ]
    return ThemeTable(
        method="",
        groups=(),
        rows=tuple(rows),
        n_interviews=9,
        n_participants=9,
        n_excerpts=0,
        data=DATA,
    )


def large(themes, codes):
    """Return a frame of so many themes with so many codes each, and its counts."""
    label = "Something that was spoken of often"
    frame = [
        {
            "theme": f"t{i}",
            "label": f"A theme that has number {i}",
            "codes": [code(f"c{i}-{k}", label) for k in range(codes)],
        }
        for i in range(themes)
    ]
    return frame, {node.name: 12 for node in frame_nodes(frame)}


def test_the_tree_names_every_part_with_its_interviews():
    """Themes in bold, three columns, the words whole, the number never alone."""
    figure = frame_tree(table(FRAME, COUNTS), note=NOTE).figure
    texts = figure.axes[0].texts
    said = {" ".join(text.get_text().split("\n")): text.get_weight() for text in texts}
    assert said == {
        "Help from a tutor that was asked for\u00a0(7)": "bold",
        "Feedback\u00a0(5)": "normal",
        "Praise\u00a0(4)": "normal",
        "Blame\u00a0(2)": "normal",
        "Advice worth $5 or $6\u00a0(3)": "normal",
        "Workload\u00a0(0)": "bold",
        "Hours of work that nobody had been told of before\u00a0(0)": "normal",
    }
    columns = sorted({text.get_position()[0] for text in texts})
    assert [text.get_position()[0] for text in texts] == [
        columns[at] for at in (0, 1, 2, 2, 2, 0, 2)
    ]
    assert figure.get_supxlabel() == (
        "In brackets: interviews, of 9, in which it was coded. Written for this test."
    )
    assert legible(figure)


def test_a_branch_stands_between_the_first_and_the_last_of_what_it_holds():
    """And its lines lead from it to each of them."""
    figure = frame_tree(table(FRAME, COUNTS), note=NOTE).figure
    at = {
        text.get_text().split("\u00a0")[0]: text.get_position()[1]
        for text in figure.axes[0].texts
    }
    assert at["Praise"] < at["Feedback"] < at["Blame"] < at["Advice worth $5 or $6"]
    assert at["Feedback"] == pytest.approx((at["Praise"] + at["Blame"]) / 2)
    ends = [
        tuple(line[-1])
        for collection in figure.axes[0].collections
        for line in collection.get_segments()
    ]
    for text in figure.axes[0].texts:
        x, y = text.get_position()
        if x > 0:
            assert any(
                end[0] == pytest.approx(x - 0.06) and end[1] == pytest.approx(y)
                for end in ends
            )


def test_a_frame_without_sub_themes_has_two_columns():
    """Codes then have more room for their words."""
    figure = frame_tree(table(FRAME[1:], COUNTS), note=NOTE).figure
    texts = figure.axes[0].texts
    assert [text.get_text() for text in texts][1].count("\n") == 1
    assert len({text.get_position()[0] for text in texts}) == 2


@pytest.mark.parametrize("codes", [1, 2, 3, 4])
def test_a_tree_of_nine_themes_is_legible_on_one_page(codes):
    """6.3 inches wide, at most 8.5 high, no word upon another."""
    frame, counts = large(9, codes)
    figure = frame_tree(table(frame, counts), note=NOTE).figure
    width, height = figure.get_size_inches()
    assert width == 6.3
    assert height <= 8.5
    assert legible(figure)


def test_a_tree_that_cannot_be_drawn_says_why():
    """A part without what it belongs to, no part, and more than a page holds."""
    with pytest.raises(ValueError, match=r"^frame_tree") as caught:
        frame_tree(table(FRAME, {"tutor": 1, "blame": 2, "hours": 2}), note=NOTE)
    assert str(caught.value) == (
        "frame_tree: 2 of 3 parts of the frame belong to none before them, got "
        "['blame', 'hours']; pass the table of a whole frame"
    )
    with pytest.raises(ValueError, match="0 of 0 parts of the frame belong to none"):
        frame_tree(table([], {}), note=NOTE)
    frame, counts = large(90, 1)
    with pytest.raises(ValueError, match=r"^frame_tree") as caught:
        frame_tree(table(frame, counts), note=NOTE)
    assert re.fullmatch(
        r"frame_tree: a tree of 90 themes and sub-themes is \d\d\.\d inches high, and "
        r"a page 8\.5; draw some of them at a time",
        str(caught.value),
    )


def test_a_tree_too_high_for_a_page_leaves_its_codes_out():
    """Every theme stands there, and the note says how many codes do not."""
    frame, counts = large(9, 9)
    drawn = frame_tree(table(frame, counts), note=NOTE)
    assert drawn.kept["name"].tolist() == [theme["theme"] for theme in frame]
    assert "coded. 81 codes do not fit on a page and are left out. Written" in (
        drawn.figure.get_supxlabel()
    )
    assert legible(drawn.figure)


def test_the_tree_keeps_every_part_with_its_interviews():
    """In the order of the table."""
    kept = frame_tree(table(FRAME, COUNTS), note=NOTE).drawn
    assert kept.columns.tolist() == ["level", "name", "label", "part of", "interviews"]
    assert kept.iloc[2].tolist() == ["code", "praise", "Praise", "feedback", 4]
    assert dict(zip(kept["name"], kept["interviews"], strict=True)) == COUNTS
