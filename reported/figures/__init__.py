"""Figures of results: every observation or interval shown, readable without colour.

Each function draws a figure and returns a `Plot`, which `reported.show` puts on the
page. Functions take published results, whose numbers are then links in the figure, or
the bare records of `results`.
"""

from reported.figures._plot import Plot
from reported.figures.designs import bias_plot, power_curve
from reported.figures.effects import correlation_heatmap, forest, tipping_grid
from reported.figures.flow import participant_flow
from reported.figures.groups import change_lines, strip_by_group
from reported.figures.saturation import saturation_curve
from reported.figures.survival import kaplan_meier_curves
from reported.figures.themes import co_occurrence_map, theme_bars
from reported.figures.tree import frame_tree

__all__ = [
    "Plot",
    "bias_plot",
    "change_lines",
    "co_occurrence_map",
    "correlation_heatmap",
    "forest",
    "frame_tree",
    "kaplan_meier_curves",
    "participant_flow",
    "power_curve",
    "saturation_curve",
    "strip_by_group",
    "theme_bars",
    "tipping_grid",
]
