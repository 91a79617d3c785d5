"""Figures of effects: a forest plot, a map of correlations, a grid of what might be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import seaborn as sns
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from reported.conditions import reasons
from reported.figures._plot import (
    CENTRED,
    PALETTE,
    Plot,
    cell,
    if_computed,
    ink,
    interval,
    noted,
    point,
    subplots,
)
from reported.parts import Part, published
from reported.words.rounding import apa_number
from results import Correlations, Record, TippingPoint


def forest(
    rows: Sequence[tuple[str, Part | Record]],
    *,
    axis: str,
    reference: float = 0,
    log: bool = False,
    note: str,
) -> Plot:
    """Draw estimates with their intervals, one below the other.

    Parameters
    ----------
    rows : sequence of (label, part of a result)
        In the order from top to bottom, in the unit of the axis; each part has an
        `estimate`, `conf_low` and `conf_high`, as an effect or a contrast has. Of
        published results, points and halves of intervals are links. A row without an
        estimate is left empty, and the note says why.
    axis : str
        What the numbers are, and which way they point.
    reference : float
        Where there is no effect: 0, or 1 of a ratio.
    log : bool
        Whether equal ratios are equally far apart.
    note : str
        What the data are; printed below the axes.

    Returns
    -------
    Plot
    """
    figure, axes = subplots(figsize=(6.3, 0.28 * len(rows) + 1.1))
    data: list[tuple[Any, ...]] = []
    lacks: list[tuple[str, str]] = []
    # seaborn's point plot would compute estimates and intervals itself
    for i, (label, given) in enumerate(rows):
        part = published(given)
        middle, limits = part.estimate, (part.conf_low, part.conf_high)
        data.append((label, middle.value, *(limit.value for limit in limits)))
        interval(axes, middle, limits, i, color=PALETTE[0], lw=1.5)
        if middle.value is None:
            lacks.append((label, middle.why))
        else:
            point(axes, middle.value, i, "s", middle, ms=5, color=PALETTE[0])
    axes.axvline(reference, color="0.4", lw=0.8, ls="--", zorder=0)
    axes.set_yticks(range(len(rows)), [label for label, _ in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    if log:
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.set_xlabel(axis)
    heads = ["what", axis, "interval, low", "interval, high"]
    note = ". ".join(filter(None, (reasons(lacks), note)))
    return noted(figure, note, data, heads)


@if_computed
def correlation_heatmap(result: Part | Correlations, *, note: str) -> Plot:
    """Draw the lower triangle of correlations, each with its number.

    Parameters
    ----------
    result : Correlations
        Of every pair of its variables; published, the cells are links.
    note : str
        What the data are; printed below the axes.

    Returns
    -------
    Plot
        Darker is stronger; a number tells the sign, so that colour is not needed.
    """
    pairs = list(published(result).pairs)
    labels: dict[str, str] = {}
    for pair in pairs:
        labels |= {pair.first: pair.first_label, pair.second: pair.second_label}
    place = {name: i for i, name in enumerate(labels)}
    grid = np.full((len(labels), len(labels)), np.nan)
    figure, axes = subplots(figsize=(6.3, 0.36 * len(labels) + 1.0))
    for pair in pairs:
        row, column = sorted((place[pair.first], place[pair.second]), reverse=True)
        if pair.estimate.value is not None:
            grid[row, column] = pair.estimate.value
            _correlation(axes, column, row, pair)
    names = list(labels.values())
    sns.heatmap(grid, cmap="PuOr_r", vmin=-1, vmax=1, cbar=False, ax=axes)
    middles = np.arange(len(names)) + 0.5
    axes.set_yticks(middles[1:], names[1:], fontsize=8, rotation=0)
    axes.set_ylim(len(names), 1)
    axes.set_xlim(0, len(names) - 1)
    axes.set_xticks(middles[:-1], names[:-1], fontsize=8, rotation=50, ha="right")
    axes.tick_params(length=0)
    data = [(p.first_label, p.second_label, p.estimate.value, p.n.value) for p in pairs]
    heads = ["first", "second", "correlation", "n"]
    return noted(figure, note, data, heads)


def _correlation(axes: Axes, column: int, row: int, pair: Part) -> None:
    """Print a correlation in its cell, and let the cell stand for it."""
    value = pair.estimate.value
    look: dict[str, Any] = {"color": ink(colormaps["PuOr_r"]((value + 1) / 2))}
    words = apa_number(value, bounded=True)
    axes.text(column + 0.5, row + 0.5, words, fontsize=7, **look, **CENTRED)
    cell(axes, column, row, pair.estimate)


@if_computed
def tipping_grid(result: Part | TippingPoint, *, note: str) -> Plot:
    """Show for which outcomes of those not seen a difference would remain.

    Parameters
    ----------
    result : TippingPoint
        With a cell for every pair of counts; published, the cells lead to their p.
    note : str
        What the data are; printed below the axes.

    Returns
    -------
    Plot
        A dark cell where the difference remains, a light one where it does not.
    """
    found = published(result)
    point_at: TippingPoint = found.result
    across = max(one.first_count for one in point_at.cells)
    up = max(one.second_count for one in point_at.cells)
    grid = np.zeros((up + 1, across + 1))
    figure, axes = subplots(figsize=(6.3, 3.6))
    sign = _sign(point_at)
    data: list[tuple[Any, ...]] = []
    for part in found.cells:
        one = part.result
        remains = one.p_value < point_at.alpha and one.estimate * sign > 0
        counts = (one.first_count, one.second_count)
        grid[counts[::-1]] = remains
        data.append((*counts, one.estimate, one.p_value, remains))
        cell(axes, *counts, part.p_value)
    shades = ListedColormap(["0.92", PALETTE[0]])
    look: dict[str, Any] = {"cbar": False, "linewidths": 1.5, "linecolor": "white"}
    sns.heatmap(grid, cmap=shades, vmin=0, vmax=1, ax=axes, **look)
    _count_up(axes, across, up)
    axes.set_xlabel(f"{point_at.first}: how many of those not seen had the outcome")
    axes.set_ylabel(f"{point_at.second}: how many of those not seen")
    below = f"{point_at.alpha:g}".removeprefix("0")
    pair = (point_at.first, point_at.second)
    heads = [
        *(f"{group}, not seen but with the outcome" for group in pair),
        f"difference, {point_at.first} less {point_at.second}",
        "p",
        "the difference remains",
    ]
    about = f"Dark: p below {below}, with the sign observed."
    return noted(figure, f"{about} {note}", data, heads)


def _count_up(axes: Axes, across: int, up: int) -> None:
    axes.invert_yaxis()  # nobody at the bottom
    axes.tick_params(length=0)
    for axis, most in ((axes.xaxis, across), (axes.yaxis, up)):
        marks = range(most + 1)
        axis.set_ticks([n + 0.5 for n in marks], [str(n) for n in marks], rotation=0)


def _sign(result: TippingPoint) -> int:
    # The sign that the remaining cells share; any if none remains.
    found = [cell for cell in result.cells if cell.p_value < result.alpha]
    positive = sum(cell.estimate > 0 for cell in found)
    return 1 if positive == result.n_remaining else -1
