"""Figures of effects hold every number that they were given."""

import matplotlib.pyplot as plt
import pytest
from example_associations import CORRELATIONS, TIPPING

from reported.figures.effects import correlation_heatmap, forest, tipping_grid

NOTE = "Simulated data"
ROWS = [("Mood", -0.3, -0.8, 0.2), ("Confidence", 0.9, 0.3, 1.5)]


@pytest.fixture(autouse=True)
def headless():
    """Draw without a screen, and close what was drawn."""
    plt.switch_backend("agg")
    yield
    plt.close("all")


def words(figure) -> list[str]:
    """Return every text of a figure."""
    return [text.get_text() for text in figure.findobj(plt.Text) if text.get_text()]


def test_a_forest_plot_draws_each_row_with_its_interval_from_the_top():
    """Estimates, limits, labels, the line of no effect."""
    figure = forest(ROWS, axis="Difference in SD", note=NOTE)
    (axes,) = figure.axes
    lines = [(list(line.get_xdata()), list(line.get_ydata())) for line in axes.lines]
    for i, (_, estimate, low, high) in enumerate(ROWS):
        assert ([low, high], [i, i]) in lines
        assert ([estimate], [i]) in lines
    assert ([0, 0], [0, 1]) in lines  # of the whole height
    bottom, top = axes.get_ylim()
    assert bottom > top
    assert {"Mood", "Confidence", "Difference in SD", NOTE} <= set(words(figure))


def test_a_forest_plot_of_ratios_has_one_as_no_effect():
    """Equal ratios are equally far apart."""
    figure = forest([("Age", 2.0, 0.5, 8.0)], axis="OR", reference=1, log=True, note="")
    (axes,) = figure.axes
    assert axes.get_xscale() == "log"
    assert any(list(line.get_xdata()) == [1, 1] for line in axes.lines)


def test_a_heat_map_prints_each_correlation():
    """So that colour is not needed to read it."""
    figure = correlation_heatmap(CORRELATIONS, note=NOTE)
    assert {"−.25", "Mood", "Age", NOTE} <= set(words(figure))


def test_a_tipping_grid_is_dark_where_the_difference_remains():
    """One cell of two: below alpha, with the observed sign."""
    figure = tipping_grid(TIPPING, note=NOTE)
    (image,) = figure.axes[0].images
    assert image.get_array().tolist() == [[1.0], [0.0]]
    assert f"Dark: p below .05, with the sign observed. {NOTE}" in words(figure)
