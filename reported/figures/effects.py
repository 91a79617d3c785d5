"""Figures of effects: a forest plot, a map of correlations, a grid of what might be."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from reported.figures.groups import PALETTE, noted
from reported.words.rounding import apa_number
from results import Correlations, TippingPoint


def forest(
    rows: Sequence[tuple[str, float, float, float]],
    *,
    axis: str,
    reference: float = 0,
    log: bool = False,
    note: str,
) -> Figure:
    """Draw estimates with their intervals, one below the other.

    Parameters
    ----------
    rows : sequence of (label, estimate, low, high)
        In the order from top to bottom, in the unit of the axis.
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
    Figure
    """
    figure, axes = plt.subplots(figsize=(6.3, 0.28 * len(rows) + 1.1))
    for i, (_, estimate, low, high) in enumerate(rows):
        axes.plot([low, high], [i, i], color=PALETTE[0], lw=1.5)
        axes.plot(estimate, i, "s", ms=5, color=PALETTE[0])
    axes.axvline(reference, color="0.4", lw=0.8, ls="--")
    axes.set_yticks(range(len(rows)), [row[0] for row in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    if log:
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.set_xlabel(axis)
    heads = ["what", axis, "interval, low", "interval, high"]
    return noted(figure, note, pd.DataFrame(rows, columns=heads))


def correlation_heatmap(result: Correlations, *, note: str) -> Figure:
    """Draw the lower triangle of correlations, each with its number.

    Parameters
    ----------
    result : Correlations
        Of every pair of its variables.
    note : str
        What the data are; printed below the axes.

    Returns
    -------
    Figure
        Darker is stronger; a number tells the sign, so that colour is not needed.
    """
    labels: dict[str, str] = {}
    for pair in result.pairs:
        labels |= {pair.first: pair.first_label, pair.second: pair.second_label}
    place = {name: i for i, name in enumerate(labels)}
    grid = np.full((len(labels), len(labels)), np.nan)
    figure, axes = plt.subplots(figsize=(6.3, 0.36 * len(labels) + 1.0))
    for pair in result.pairs:
        row, column = sorted((place[pair.first], place[pair.second]), reverse=True)
        if pair.estimate is not None:
            grid[row, column] = pair.estimate
            strong = abs(pair.estimate) > 0.55
            axes.text(
                column,
                row,
                apa_number(pair.estimate, bounded=True),
                ha="center",
                va="center",
                fontsize=7,
                color="white" if strong else "black",
            )
    axes.imshow(grid, cmap="PuOr_r", vmin=-1, vmax=1, aspect="auto")
    names = list(labels.values())
    axes.set_yticks(range(1, len(names)), names[1:], fontsize=8)
    axes.set_ylim(len(names) - 0.5, 0.5)
    axes.set_xlim(-0.5, len(names) - 1.5)
    axes.set_xticks(
        range(len(names) - 1), names[:-1], fontsize=8, rotation=50, ha="right"
    )
    axes.tick_params(length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    data = [(p.first_label, p.second_label, p.estimate, p.n) for p in result.pairs]
    heads = ["first", "second", "correlation", "n"]
    return noted(figure, note, pd.DataFrame(data, columns=heads))


def tipping_grid(result: TippingPoint, *, note: str) -> Figure:
    """Show for which outcomes of those not seen a difference would remain.

    Parameters
    ----------
    result : TippingPoint
        With a cell for every pair of counts.
    note : str
        What the data are; printed below the axes.

    Returns
    -------
    Figure
        A dark cell where the difference remains, a light one where it does not.
    """
    across = max(cell.first_count for cell in result.cells)
    up = max(cell.second_count for cell in result.cells)
    grid = np.zeros((up + 1, across + 1))
    sign = _sign(result)
    data = []
    for cell in result.cells:
        remains = cell.p_value < result.alpha and cell.estimate * sign > 0
        grid[cell.second_count, cell.first_count] = remains
        counts = (cell.first_count, cell.second_count)
        data.append((*counts, cell.estimate, cell.p_value, remains))
    figure, axes = plt.subplots(figsize=(6.3, 3.6))
    axes.imshow(
        grid,
        cmap=ListedColormap(["0.92", PALETTE[0]]),
        vmin=0,
        vmax=1,
        origin="lower",
        aspect="auto",
    )
    axes.set_xticks(np.arange(-0.5, across + 1), minor=True)
    axes.set_yticks(np.arange(-0.5, up + 1), minor=True)
    axes.grid(which="minor", color="white", lw=1.5)
    axes.tick_params(which="both", length=0)
    axes.set_xticks(range(across + 1))
    axes.set_yticks(range(up + 1))
    axes.set_xlabel(f"{result.first}: how many of those not seen had the outcome")
    axes.set_ylabel(f"{result.second}: how many of those not seen")
    below = f"{result.alpha:g}".removeprefix("0")
    pair = (result.first, result.second)
    heads = [
        *(f"{group}, not seen but with the outcome" for group in pair),
        f"difference, {result.first} less {result.second}",
        "p",
        "the difference remains",
    ]
    about = f"Dark: p below {below}, with the sign observed."
    return noted(figure, f"{about} {note}", pd.DataFrame(data, columns=heads))


def _sign(result: TippingPoint) -> int:
    # The sign that the remaining cells share; any if none remains.
    found = [cell for cell in result.cells if cell.p_value < result.alpha]
    positive = sum(cell.estimate > 0 for cell in found)
    return 1 if positive == result.n_remaining else -1
