"""Figures of a design show the numbers of its result, and only of that kind."""

import re

import matplotlib.pyplot as plt
import pytest

from analysis.power.detectable import precision, smallest_effects
from analysis.power.loss import attrition_bias
from reported.figures.designs import bias_plot, power_curve


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def test_power_curve_passes_through_what_is_marked():
    """One line and one mark for each pair of sizes, told apart without colour."""
    figure = power_curve(smallest_effects(), note="No data.")
    axes = figure.axes[0]
    lines = [line for line in axes.lines if len(line.get_xdata()) > 2]
    marks = [line for line in axes.lines if len(line.get_xdata()) == 1]
    assert len(lines) == len(marks) == 4
    for line, mark in zip(lines, marks, strict=True):
        x, y = line.get_data()
        assert y[0] == pytest.approx(0.05)
        assert (y[1:] > y[:-1]).all()
        after = (x > mark.get_xdata()[0]).argmax()
        assert y[after - 1] <= mark.get_ydata()[0] == 0.8 <= y[after]
    assert len({(m.get_marker(), m.get_linestyle()) for m in marks}) == 4
    words = [text.get_text() for text in axes.get_legend().get_texts()]
    assert words[0] == "24 and 24 people: 0.83"
    assert figure.get_supxlabel() == "No data."


def test_bias_plot_has_a_panel_for_each_part_and_a_row_for_each_cell():
    """Both estimators, in percentage points."""
    result = attrition_bias(
        abstinent={"a": 0.3, "b": 0.6}, followed_up=(16, 15), replications=20
    )
    figure = bias_plot(result, note="Simulated.")
    titles = [axes.get_title() for axes in figure.axes]
    assert titles == ["a", "b", "a\n\N{MINUS SIGN} b"]
    for axes, part in zip(figure.axes, ("a", "b", "a-b"), strict=True):
        for bars, kind in zip(axes.containers, ("complete", "weighted"), strict=True):
            wanted = [
                100 * m.value
                for cell in result.cells
                for m in cell.measures
                if m.name == f"{kind}_bias_{part}"
            ]
            assert list(bars.lines[0].get_xdata()) == wanted
    rows = [text.get_text() for text in figure.axes[0].get_yticklabels()]
    assert rows[:2] == ["At random", "By the entry variable,\nodds ratio 2"]
    assert figure.get_supxlabel().endswith("Simulated.")


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (power_curve, "power_curve: not a result of smallest_effects, got "),
        (bias_plot, "bias_plot: not a result of attrition_bias, got "),
    ],
)
def test_a_figure_of_another_result_is_refused(draw, message):
    """The whole message."""
    message += "'precision'; pass that result"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        draw(precision(), note="")
