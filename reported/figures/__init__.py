"""Figures of results: every observation or interval shown, readable without colour."""

from reported.figures.designs import bias_plot, power_curve
from reported.figures.effects import correlation_heatmap, forest, tipping_grid
from reported.figures.groups import (
    change_lines,
    participant_flow,
    strip_by_group,
    theme_bars,
)
from reported.figures.saturation import saturation_curve
from reported.figures.survival import kaplan_meier_curves
from reported.figures.themes import co_occurrence_map, frame_tree

__all__ = [
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
