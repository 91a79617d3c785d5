"""Figures of a design show the numbers of its result, and only of that kind."""

import re
from functools import partial

import matplotlib.pyplot as plt
import pytest

from analysis.power import power_of_means
from analysis.power.detectable import precision, smallest_effects
from analysis.power.loss import attrition_bias
from reported.figures.designs import bias_plot, power_curve


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def test_power_curve_passes_through_what_is_marked():
    """One line and one mark for each pair of sizes, told apart without colour."""
    plot = power_curve(smallest_effects(), power_of_means, note="No data.")
    axes = plot.figure.axes[0]
    lines = [line for line in axes.lines if len(line.get_xdata()) > 2]
    marks = [line for line in axes.lines if len(line.get_xdata()) == 1]
    assert len(lines) == len(marks) == 4
    for line, mark in zip(lines, marks, strict=True):
        x, y = line.get_data()
        assert y[0] == pytest.approx(0.05)
        assert (y[1:] > y[:-1]).all()
        after = (x > mark.get_xdata()[0]).argmax()
        assert y[after - 1] <= mark.get_ydata()[0] == 0.8 <= y[after]
    told = axes.get_legend().legend_handles
    assert len({(m.get_marker(), m.get_linestyle()) for m in told}) == 4
    assert [m.get_marker() for m in told] == [m.get_marker() for m in marks]
    words = [text.get_text() for text in axes.get_legend().get_texts()]
    assert words[0] == "24 and 24 people: 0.83"
    assert plot.figure.get_supxlabel() == "No data."
    table = plot.drawn
    first = table[(table.iloc[:, 0] == 24) & (table.iloc[:, 1] == 24)]
    assert list(first["power"]) == list(lines[0].get_ydata())


def test_bias_plot_has_a_panel_for_each_part_and_a_row_for_each_cell():
    """Both estimators, in percentage points."""
    result = attrition_bias(
        abstinent={"a": 0.3, "b": 0.6}, followed_up=(16, 15), replications=20
    )
    plot = bias_plot(result, note="Simulated.")
    figure = plot.figure
    titles = [axes.get_title() for axes in figure.axes]
    assert titles == ["a", "b", "a\n\N{MINUS SIGN} b"]
    for axes, part in zip(figure.axes, ("a", "b", "a-b"), strict=True):
        points = [line for line in axes.lines if len(line.get_xdata()) == 1]
        bars = [line for line in axes.lines if len(line.get_xdata()) == 2]
        for marker, kind in (("o", "complete"), ("s", "weighted")):
            wanted = [
                m
                for cell in result.cells
                for m in cell.measures
                if m.name == f"{kind}_bias_{part}"
            ]
            drawn = [line for line in points if line.get_marker() == marker]
            assert [line.get_xdata()[0] for line in drawn] == [
                100 * m.value for m in wanted
            ]
            for line, m in zip(drawn, wanted, strict=True):
                half = 196 * m.monte_carlo_error
                assert [100 * m.value - half, 100 * m.value + half] in [
                    list(bar.get_xdata())
                    for bar in bars
                    if bar.get_ydata()[0] == line.get_ydata()[0]
                ]
    rows = [text.get_text() for text in figure.axes[0].get_yticklabels()]
    assert rows[:2] == ["At random", "By the entry variable,\nodds ratio 2"]
    assert figure.get_supxlabel().endswith("Simulated.")
    assert len(plot.drawn) == 6 * len(result.cells)  # two groups, a pair, two ways
    cell = result.cells[0]
    measure = next(m for m in cell.measures if m.name == "complete_bias_a")
    assert plot.drawn.iloc[0].tolist() == [
        cell.label,
        measure.label,
        measure.value,
        measure.monte_carlo_error,
    ]
    legend = figure.legends[0]
    words = [text.get_text() for text in legend.get_texts()]
    assert words == ["Complete cases", "Weighted"]


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (
            partial(power_curve, power=power_of_means),
            "power_curve: not a result of smallest_effects, got ",
        ),
        (bias_plot, "bias_plot: not a result of attrition_bias, got "),
    ],
)
def test_a_figure_of_another_result_is_refused(draw, message):
    """The whole message."""
    message += "'precision'; pass that result"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        draw(precision(), note="")
