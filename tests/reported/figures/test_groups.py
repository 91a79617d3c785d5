"""Figures of groups show every observation, and keep the numbers that they draw."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from example_groups import ASKED, FRAME, INPATIENT, OUTPATIENT, PRISON, sampled
from example_samples import sampled as plain

from analysis.comparison.change import paired_change
from analysis.comparison.groups import welch_anova
from analysis.estimates.sample import Described
from reported.figures.groups import change_lines, strip_by_group
from results import DataError

NOTE = "Simulated."
PAIRS = pd.DataFrame(
    {"before": [9.0, 4.0, None, 7.0], "after": [5.0, 4.0, 1.0, 8.0], "at": "prison"}
)


@pytest.fixture(autouse=True)
def _close():
    plt.switch_backend("agg")
    yield
    plt.close("all")


def rows(plot) -> list[list[object]]:
    """Return head and rows of what a figure keeps."""
    return [list(plot.drawn.columns), *plot.drawn.to_numpy().tolist()]


def compared():
    """Return the comparison of the small groups."""
    return welch_anova(sampled(FRAME), **ASKED)


def test_a_strip_plot_shows_every_value_and_keeps_them_by_size():
    """In no order of people; those without a value are left out, as in the test."""
    plot = strip_by_group(FRAME, compared(), "mood", "setting", note=NOTE)
    groups = {"Prison": PRISON, "Inpatient": INPATIENT, "Outpatient": OUTPATIENT}
    values = {name: [v for v in g if v is not None] for name, g in groups.items()}
    (axes,) = plot.figure.axes
    points = [strip.get_offsets() for strip in axes.collections]
    assert [dots[:, 1].tolist() for dots in points] == list(values.values())
    for i, dots in enumerate(points):
        assert (abs(dots[:, 0] - i) <= 0.16).all()
        assert len(set(dots[:, 0])) == len(dots)
        low, high = axes.get_xlim()
        assert low < dots[:, 0].min()
        assert dots[:, 0].max() < high
    assert rows(plot)[1:] == [
        [name, value] for name, group in values.items() for value in sorted(group)
    ]
    assert rows(plot)[0] == ["group", axes.get_ylabel()] == ["group", "Mood (points)"]


def test_groups_of_a_strip_plot_are_told_apart_without_colour():
    """By the shape of their dots, and their names below."""
    plot = strip_by_group(FRAME, compared(), "mood", "setting", note=NOTE)
    (axes,) = plot.figure.axes
    shapes = {tuple(dots.get_paths()[0].codes) for dots in axes.collections}
    assert len(shapes) > 1
    sizes = {len(dots.get_paths()[0].vertices) for dots in axes.collections}
    assert len(sizes) == 3
    names = [label.get_text() for label in axes.get_xticklabels()]
    assert names == ["Prison\n(n = 6)", "Inpatient\n(n = 8)", "Outpatient\n(n = 5)"]
    assert plot.figure.get_supxlabel() == f"Bar: middle half; line: mean. {NOTE}"


def test_a_strip_plot_of_other_data_is_refused():
    """A group that the comparison has and the data have not."""
    some = FRAME[FRAME["setting"] != "prison"]
    with pytest.raises(DataError) as error:
        strip_by_group(some, compared(), "mood", "setting", note=NOTE)
    assert str(error.value) == (
        "mood: no value in group 'prison'; pass the data that were compared"
    )


def test_lines_of_change_join_the_two_values_of_everybody():
    """Who was seen once is left out; the black line is the mean of each time."""
    use = Described(label="Use", unit="days")
    sample = plain(PAIRS, before=use, after=use)
    change = paired_change(sample, before="before", after="after")
    times = ("Entry", "Six months")
    plot = change_lines(
        PAIRS, {"prison": change}, "before", "after", "at", times=times, note=NOTE
    )
    *people, mean, before, after = plot.figure.axes[0].lines
    drawn_pairs = [list(line.get_ydata()) for line in people]
    assert drawn_pairs == [[9, 5], [4, 4], [7, 8]]
    assert list(mean.get_ydata()) == pytest.approx([20 / 3, 17 / 3])
    for line, x in ((before, 0), (after, 1)):
        assert (line.get_xdata()[0], line.get_ydata()[0]) == (x, mean.get_ydata()[x])
    head, *body = rows(plot)
    assert head == ["group", "Use (days), Entry", "Use (days), Six months"]
    assert body == [[change.before.label, *pair] for pair in sorted(drawn_pairs)]
