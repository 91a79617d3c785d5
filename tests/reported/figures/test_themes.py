"""Figures of a coding frame and of co-occurrence: what they say, and legibly."""

from itertools import combinations, pairwise

import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from analysis.data.coding_frame import frame_nodes
from reported.figures.groups import STYLE
from reported.figures.themes import co_occurrence_map, frame_tree
from results import CodePair, CoOccurrence, DataUsed, ThemeRow, ThemeTable

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


def boxes(figure):
    """Return the text of the axes by where it is drawn, in points of the screen."""
    figure.canvas.draw()
    return {text: text.get_window_extent() for text in figure.axes[0].texts}


def legible(figure):
    """Say whether all text is at least 7 points, on the page, and apart."""
    inside = figure.bbox.padded(0.5)
    drawn = boxes(figure)
    for text, box in drawn.items():
        assert text.get_size() >= 7
        assert inside.contains(box.x0, box.y0), text.get_text()
        assert inside.contains(box.x1, box.y1), text.get_text()
    for one, other in combinations(drawn.values(), 2):
        assert not one.overlaps(other)
    return True


# --- tree -------------------------------------------------------------------------


def test_the_tree_names_every_part_with_its_interviews():
    """Themes in bold, three columns, the words whole, the number never alone."""
    figure = frame_tree(FRAME, table(FRAME, COUNTS), note=NOTE)
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
    figure = frame_tree(FRAME, table(FRAME, COUNTS), note=NOTE)
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
    figure = frame_tree(FRAME[1:], table(FRAME, COUNTS), note=NOTE)
    texts = figure.axes[0].texts
    assert [text.get_text() for text in texts][1].count("\n") == 1
    assert len({text.get_position()[0] for text in texts}) == 2


@pytest.mark.parametrize("codes", [1, 2, 3, 4])
def test_a_tree_of_nine_themes_is_legible_on_one_page(codes):
    """6.3 inches wide, at most 8.5 high, no word upon another."""
    frame, counts = large(9, codes)
    figure = frame_tree(frame, table(frame, counts), note=NOTE)
    width, height = figure.get_size_inches()
    assert width == 6.3
    assert height <= 8.5
    assert legible(figure)


def test_a_tree_that_cannot_be_drawn_says_why():
    """A part without a number, and more than a page holds."""
    with pytest.raises(ValueError, match=r"^frame_tree") as caught:
        frame_tree(FRAME, table(FRAME, {"tutor": 1, "load": 2}), note=NOTE)
    assert str(caught.value) == (
        "frame_tree: 5 of 7 parts of the frame are not in the table, got ['feedback', "
        "'praise', 'blame', 'advice', 'hours']; pass the table of the same frame"
    )
    frame, counts = large(9, 9)
    with pytest.raises(ValueError, match=r"^frame_tree") as caught:
        frame_tree(frame, table(frame, counts), note=NOTE)
    assert str(caught.value) == (
        "frame_tree: a tree of 90 parts is 15.7 inches high, and a page 8.5; draw some "
        "of its themes at a time"
    )


# --- map --------------------------------------------------------------------------


def together(count, both=lambda i, k: i * k, label="Name {}"):
    """Return the pairs of so many themes."""
    pairs = tuple(
        CodePair(
            first=f"t{i}",
            second=f"t{k}",
            first_label=label.format(i),
            second_label=label.format(k),
            both=both(i, k),
            either=20,
            jaccard=both(i, k) / 20,
            overlaps=0,
        )
        for i, k in combinations(range(count), 2)
    )
    return CoOccurrence(method="", n_interviews=20, pairs=pairs, data=DATA)


def test_the_map_prints_every_number_where_row_and_column_meet():
    """A name once, at the end of its row and above its column."""
    figure = co_occurrence_map(together(4), note=NOTE)
    axes = figure.axes[0]
    numbers = axes.texts[:6]
    names = dict(enumerate(axes.texts[6:]))
    assert [name.get_text() for name in names.values()] == [
        f"Name {i}" for i in range(4)
    ]
    for (i, k), number in zip(combinations(range(4), 2), numbers, strict=True):
        assert number.get_text() == str(i * k)
        assert number.get_position()[1] == pytest.approx(names[k].get_position()[1])
        left = names[i].get_position()[0] - 0.06
        assert left < number.get_position()[0] < left + 0.6
    assert figure.get_supxlabel() == (
        "Interviews, of 20, in which both were coded; a name stands at the end of its "
        "row and above its column.\nWritten for this test."
    )
    assert legible(figure)


def luminance(colour):
    """Return the relative luminance of a colour, after the rule of WCAG 2."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_more_interviews_are_darker_and_every_number_stands_out():
    """In grey too: lightness falls, and contrast is at least 4.5 to 1."""
    counts = dict(zip(combinations(range(8), 2), range(28), strict=True))
    result = together(8, both=lambda i, k: counts[i, k])
    axes = co_occurrence_map(result, note=NOTE).axes[0]
    cells = [p.get_facecolor() for p in axes.patches if isinstance(p, Rectangle)]
    light = [luminance(cell) for cell in cells]
    assert all(second < first for first, second in pairwise(light))
    assert light[0] == pytest.approx(1)
    for shade, number in zip(light, axes.texts, strict=False):
        pair = sorted([shade, luminance(number.get_color())])
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5


@pytest.mark.parametrize("count", [2, 9, 15, 25])
def test_a_map_is_legible_on_one_page(count):
    """Two-figure numbers in narrow cells, and long names."""
    label = "Support and pressure at once, number {}"
    result = together(count, both=lambda i, k: 19, label=label)
    figure = co_occurrence_map(result, note=NOTE)
    width, height = figure.get_size_inches()
    assert width == 6.3
    assert height <= 8.5
    assert legible(figure)


def test_nothing_in_common_is_drawn_without_shade():
    """All cells are white, and none is divided by zero."""
    axes = co_occurrence_map(together(3, both=lambda i, k: 0), note=NOTE).axes[0]
    assert {patch.get_facecolor() for patch in axes.patches} == {(1.0, 1.0, 1.0, 1.0)}


@pytest.mark.parametrize("count", [1, 40])
def test_a_map_that_cannot_be_drawn_says_why(count):
    """No pair, and more than a page holds."""
    with pytest.raises(ValueError, match=r"^co_occurrence_map") as caught:
        co_occurrence_map(together(count), note=NOTE)
    names = {1: 0, 40: 40}[count]
    assert str(caught.value) == (
        f"co_occurrence_map: {names} names do not fit on a page, where 2 to 28 can "
        "stand; use another level, or shorter names"
    )
