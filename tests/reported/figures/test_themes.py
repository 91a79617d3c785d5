"""Figures of themes: what they say of groups and of pairs, and legibly."""

from itertools import combinations, pairwise

import matplotlib.pyplot as plt
import pytest
from example_coders import CODING, FRAME, INTERVIEWS
from example_drawings import legible
from example_samples import coding_of, interviews_of
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from analysis.themes.counts import theme_table
from reported.figures._plot import STYLE
from reported.figures.themes import co_occurrence_map, theme_bars
from results import CodePair, CoOccurrence, DataUsed

DATA = DataUsed(source="simulated/coding", variables=(), filter="all rows", rows=1)
NOTE = "Written for this test."


@pytest.fixture(autouse=True)
def _styled():
    with plt.rc_context(STYLE):
        yield
    plt.close("all")


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
    figure = co_occurrence_map(together(4), note=NOTE).figure
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
    axes = co_occurrence_map(result, note=NOTE).figure.axes[0]
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
    figure = co_occurrence_map(result, note=NOTE).figure
    width, height = figure.get_size_inches()
    assert width == 6.3
    assert height <= 8.5
    assert legible(figure)


def test_nothing_in_common_is_drawn_without_shade():
    """All cells are white, and none is divided by zero."""
    nothing = together(3, both=lambda i, k: 0)
    axes = co_occurrence_map(nothing, note=NOTE).figure.axes[0]
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


def test_the_map_keeps_every_pair():
    """By the names of both."""
    kept = co_occurrence_map(together(3), note=NOTE).drawn
    assert kept.to_numpy().tolist() == [
        ["Name 0", "Name 1", 0],
        ["Name 0", "Name 2", 0],
        ["Name 1", "Name 2", 2],
    ]


# --- bars -------------------------------------------------------------------------


def test_bars_of_themes_show_and_keep_the_count_of_each_group():
    """A mark at the end of each bar; codes below a theme are left out."""
    excerpts = CODING.assign(excerpt=[f"E{i}" for i in range(len(CODING))])
    coded = {"coder": "A", "coding_frame": FRAME}
    samples = coding_of(excerpts), interviews_of(INTERVIEWS)
    table = theme_table(*samples, by="setting", **coded)
    themes = [row for row in table.rows if row.level == "theme"]
    plot = theme_bars(table, note=NOTE)
    wanted = [
        [row.label, group.label, count.count, group.n]
        for row in themes
        for group, count in zip(table.groups, row.by_group, strict=True)
    ]
    assert plot.drawn.to_numpy().tolist() == wanted
    (axes,) = plot.figure.axes
    marks = [line for line in axes.lines if len(line.get_xdata()) == 1]
    by_group = [row.by_group[i].count for i in range(2) for row in themes]
    assert [mark.get_xdata()[0] for mark in marks] == by_group
    ends = [tuple(bar[-1]) for bars in axes.collections for bar in bars.get_segments()]
    assert ends == [(m.get_xdata()[0], m.get_ydata()[0]) for m in marks]
    assert len({mark.get_marker() for mark in marks}) == 2
    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert legend == [f"{group.label} (of {group.n})" for group in table.groups]


def test_names_of_any_length_and_kind_stand_beside_the_bars_as_they_are(recwarn):
    """Of several lines, broken within a word that is longer, and never as a formula."""
    names = ["L'été & co: 90 $x_1$", "W" * 90, "very " * 40 + "much"]
    frame = [theme | {"label": name} for theme, name in zip(FRAME, names, strict=False)]
    excerpts = CODING.assign(excerpt=[f"E{i}" for i in range(len(CODING))])
    samples = coding_of(excerpts), interviews_of(INTERVIEWS)
    coded = {"coder": "A", "coding_frame": [*frame, *FRAME[len(names) :]]}
    plot = theme_bars(theme_table(*samples, by="setting", **coded), note=NOTE)
    plot.figure.canvas.draw()
    assert not recwarn.list
    labels = plot.figure.axes[0].get_yticklabels()[: len(names)]
    for label, name in zip(labels, names, strict=True):
        text = label.get_text()
        assert text.replace("\n", "").replace(" ", "") == name.replace(" ", "")
        assert not label.get_parse_math()
        edges = label.get_window_extent()
        assert edges.x0 >= 0
        assert edges.width <= 2.6 * plot.figure.dpi
