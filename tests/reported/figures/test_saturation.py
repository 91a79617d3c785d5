"""The saturation curve shows what was computed, and nothing else."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from example_coders import CODING, FRAME, INTERVIEWS
from example_samples import coding_of, interviews_of

from analysis.themes.new_codes import saturation
from reported.figures.saturation import saturation_curve

ASKED = {"coder": "A", "coding_frame": FRAME}
FOUND = saturation(coding_of(CODING), interviews_of(INTERVIEWS), base_size=2, **ASKED)


@pytest.fixture
def plot():
    """Draw the curve of the small study, whose rule is met after four interviews."""
    yield saturation_curve(FOUND, note="Simulated.")
    plt.close("all")


@pytest.fixture
def figure(plot):
    """Return the drawing alone."""
    return plot.figure


def test_lines_and_bars_are_the_steps_of_the_result(figure):
    """The order observed with points, the mean dashed, the band, the new codes."""
    above, below = figure.axes
    lines = {line.get_label(): line for line in above.lines}
    told, mean = lines["As observed"], lines["Mean of all orders"]
    assert (told.get_marker(), told.get_linestyle()) == ("o", "-")
    points = [line for line in above.lines if len(line.get_xdata()) == 1]
    (observed,) = (
        line
        for line in above.lines
        if len(line.get_xdata()) == 6 and line.get_linestyle() == "-"
    )
    assert {line.get_color() for line in points} == {observed.get_color()}
    assert observed.get_color() == told.get_color()
    assert [line.get_xdata()[0] for line in points] == [1, 2, 3, 4, 5, 6]
    assert [line.get_ydata()[0] for line in points] == list(observed.get_ydata())
    assert list(observed.get_xdata()) == list(mean.get_xdata()) == [1, 2, 3, 4, 5, 6]
    assert list(observed.get_ydata()) == [s.observed_total for s in FOUND.steps]
    assert list(mean.get_ydata()) == [s.total_mean for s in FOUND.steps]
    assert mean.get_linestyle() == "--"
    corners = above.collections[0].get_paths()[0].vertices
    for step in FOUND.steps:
        heights = corners[np.isclose(corners[:, 0], step.interviews), 1]
        assert (heights.min(), heights.max()) == (step.total_low, step.total_high)
    assert [bar.get_height() for bar in below.patches] == [3, 1, 0, 0, 0, 1]
    (means,) = (line for line in below.lines if line.get_linestyle() == "--")
    assert list(means.get_ydata()) == [s.new_mean for s in FOUND.steps]


def test_axes_are_in_words_and_the_note_says_what_the_band_is(figure):
    """Interviews below, codes at the side."""
    above, below = figure.axes
    assert above.get_ylabel() == "Codes found"
    assert (below.get_xlabel(), below.get_ylabel()) == ("Interviews", "New codes")
    assert figure.get_supxlabel() == "Band: 95% of random orders. Simulated."


def test_the_stopping_point_is_marked_in_both_panels(figure):
    """And named once."""
    for axes in figure.axes:
        marks = [line for line in axes.lines if line.get_linestyle() == ":"]
        assert [list(line.get_xdata()) for line in marks] == [[4, 4]]
    words = [text.get_text() for text in figure.axes[0].texts]
    assert words == ["Stopping rule met after 4 interviews"]
    assert figure.axes[0].texts[0].get_ha() == "right"  # 4 is beyond the middle of 6


def test_where_the_rule_is_never_met_the_note_says_so():
    """With the reason, and no mark; themes are called themes."""
    few = interviews_of(INTERVIEWS, "setting is prison")
    found = saturation(coding_of(CODING), few, level="theme", **ASKED)
    drawn = saturation_curve(found, note="S.").figure
    assert not drawn.axes[0].texts
    assert drawn.axes[0].get_ylabel() == "Themes found"
    assert drawn.axes[1].get_ylabel() == "New themes"
    assert drawn.get_supxlabel() == (
        "Band: 95% of random orders. The stopping rule needs 6 interviews, and there "
        "are 3. S."
    )
    plt.close(drawn)


def test_the_curve_keeps_its_steps(plot):
    """One row for each further interview, with the names of the record."""
    table = plot.drawn
    assert list(table["interviews"]) == [1, 2, 3, 4, 5, 6]
    assert list(table["observed_new"]) == [s.observed_new for s in FOUND.steps]
    assert list(table["total_high"]) == [s.total_high for s in FOUND.steps]
