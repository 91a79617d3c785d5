"""Figures of effects hold every number that they were given."""

from dataclasses import replace

import matplotlib.pyplot as plt
import pytest
from example_associations import CORRELATIONS, TIPPING

from reported.figures.effects import correlation_heatmap, forest, tipping_grid
from results import Effect

NOTE = "Simulated data"


def effect(estimate, low, high):
    """Return an effect with its interval."""
    ends = {"conf_low": low, "conf_high": high, "conf_level": 0.95}
    return Effect(name="hedges_g", estimate=estimate, **ends)


ROWS = [("Mood", effect(-0.3, -0.8, 0.2)), ("Confidence", effect(0.9, 0.3, 1.5))]


@pytest.fixture(autouse=True)
def headless():
    """Draw without a screen, and close what was drawn."""
    plt.switch_backend("agg")
    yield
    plt.close("all")


def words(plot) -> list[str]:
    """Return every text of a figure."""
    texts = plot.figure.findobj(plt.Text)
    return [text.get_text() for text in texts if text.get_text()]


def test_a_forest_plot_draws_each_row_with_its_interval_from_the_top():
    """Estimates, limits, labels, the line of no effect."""
    plot = forest(ROWS, axis="Difference in SD", note=NOTE)
    (axes,) = plot.figure.axes
    lines = [(list(line.get_xdata()), list(line.get_ydata())) for line in axes.lines]
    for i, (_, one) in enumerate(ROWS):
        for limit in (one.conf_low, one.conf_high):
            assert ([one.estimate, limit], [i, i]) in lines
        assert ([one.estimate], [i]) in lines
    assert ([0, 0], [0, 1]) in lines  # of the whole height
    bottom, top = axes.get_ylim()
    assert bottom > top
    assert {"Mood", "Confidence", "Difference in SD", NOTE} <= set(words(plot))
    assert plot.drawn.to_numpy().tolist() == [
        ["Mood", -0.3, -0.8, 0.2],
        ["Confidence", 0.9, 0.3, 1.5],
    ]
    heads = ["what", "Difference in SD", "interval, low", "interval, high"]
    assert plot.drawn.columns.tolist() == heads


def test_a_forest_plot_of_ratios_has_one_as_no_effect():
    """Equal ratios are equally far apart."""
    ratio = [("Age", effect(2.0, 0.5, 8.0))]
    plot = forest(ratio, axis="OR", reference=1, log=True, note="")
    (axes,) = plot.figure.axes
    assert axes.get_xscale() == "log"
    assert any(list(line.get_xdata()) == [1, 1] for line in axes.lines)


def test_a_heat_map_prints_each_correlation():
    """So that colour is not needed to read it."""
    plot = correlation_heatmap(CORRELATIONS, note=NOTE)
    assert {"−.25", "Mood", "Age", NOTE} <= set(words(plot))
    (pair,) = CORRELATIONS.pairs
    assert plot.drawn.to_numpy().tolist() == [
        [pair.first_label, pair.second_label, pair.estimate, pair.n]
    ]


def test_a_heat_map_is_coloured_where_its_numbers_stand():
    """Below the diagonal, one column to the left of the row's own."""
    names = ("mood", "age", "use")
    pairs = tuple(
        replace(
            CORRELATIONS.pairs[0],
            first=names[i],
            second=names[k],
            first_label=names[i],
            second_label=names[k],
            estimate=estimate,
        )
        for i, k, estimate in ((0, 1, 0.9), (0, 2, -0.5), (1, 2, 0.1))
    )
    plot = correlation_heatmap(replace(CORRELATIONS, pairs=pairs), note=NOTE)
    (axes,) = plot.figure.axes
    grid = axes.collections[0].get_array()
    assert grid.shape == (3, 3)
    shown = {text.get_position(): text.get_text() for text in axes.texts}
    assert shown == {(0.5, 1.5): ".90", (0.5, 2.5): "−.50", (1.5, 2.5): ".10"}
    assert [grid[1, 0], grid[2, 0], grid[2, 1]] == [0.9, -0.5, 0.1]
    assert grid.mask.sum() == 6
    assert axes.get_ylim() == (3, 1)  # the first row is above


def test_the_numbers_of_a_heat_map_stand_out():
    """White upon the darkest cells alone."""
    pairs = tuple(replace(CORRELATIONS.pairs[0], estimate=r) for r in (0.95, 0.2))
    colours = [
        correlation_heatmap(replace(CORRELATIONS, pairs=(pair,)), note=NOTE)
        .figure.axes[0]
        .texts[0]
        .get_color()
        for pair in pairs
    ]
    assert colours == ["white", "black"]


def test_a_tipping_grid_is_dark_where_the_difference_remains():
    """One cell of two: below alpha, with the observed sign."""
    plot = tipping_grid(TIPPING, note=NOTE)
    (mesh,) = plot.figure.axes[0].collections
    assert mesh.get_array().tolist() == [[1.0], [0.0]]
    assert f"Dark: p below .05, with the sign observed. {NOTE}" in words(plot)
    assert plot.drawn.columns.tolist() == [
        "Inpatient, not seen but with the outcome",
        "Outpatient, not seen but with the outcome",
        "difference, Inpatient less Outpatient",
        "p",
        "the difference remains",
    ]
    assert plot.drawn.to_numpy().tolist() == [
        [0, 0, 0.3, 0.04, True],
        [0, 1, 0.2, 0.1, False],
    ]
