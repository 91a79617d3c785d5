"""Figures of what a design can and cannot show, readable without colour."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.power.exact_power import power_of_means
from reported.figures.groups import LINES, MARKERS, PALETTE, noted
from results import Cell, DesignAnalysis, Measure

#: How the bias of each estimate is drawn, and how far from the middle of its row.
STYLES: dict[str, dict[str, Any]] = {
    "complete": {"label": "Complete cases", "fmt": "o", "color": PALETTE[0]},
    "weighted": {"label": "Weighted", "fmt": "s", "color": PALETTE[1], "mfc": "white"},
}
POINT = {"ms": 4, "lw": 1}
ASIDE = {"complete": -0.14, "weighted": 0.14}


def power_curve(result: DesignAnalysis, *, note: str) -> Figure:
    """Show the power of a test of two means against the true difference.

    Parameters
    ----------
    result : DesignAnalysis
        Of `analysis.power.detectable.smallest_effects`: one line for each pair of sizes
        in it, with the smallest difference that is detected marked.
    note : str
        What the numbers are; printed below the axes.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If the result holds no smallest difference of two means.
    """
    asked = {option.name: option.value for option in result.data.options}
    cells = [cell for cell in result.cells if cell.name.startswith("means-")]
    if result.data.function != "smallest_effects" or not cells:
        raise ValueError(
            "power_curve: not a result of smallest_effects, got "
            f"{result.data.function!r}; pass that result"
        )
    alpha, wanted = float(asked["alpha"]), float(asked["power"])
    smallest = [_value(cell, "cohen_d") for cell in cells]
    figure, axes = plt.subplots()
    effects = np.linspace(0, max(1.5, 1.25 * max(smallest)), 151)
    data: list[tuple[int, int, float, float]] = []
    for i, (cell, d) in enumerate(zip(cells, smallest, strict=True)):
        first, second = (int(n) for n in cell.name.split("-")[1:])
        power = [power_of_means(e, first, second, alpha=alpha) for e in effects]
        data += [(first, second, *at) for at in zip(effects, power, strict=True)]
        color, line = PALETTE[i % 4], LINES[i % 4]
        axes.plot(effects, power, color=color, ls=line, lw=1.2)
        axes.plot(
            [d],
            [wanted],
            MARKERS[i % 4],
            color=color,
            ls=line,
            ms=5,
            label=f"{first} and {second} people: {d:.2f}",
        )
    axes.axhline(wanted, color="0.6", lw=0.8, zorder=0)
    axes.set_xlim(0, effects[-1])
    axes.set_ylim(0, 1.02)
    axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.set_xlabel("True difference of two means (standard deviations)")
    axes.set_ylabel("Power")
    title = f"Smallest difference\nwith {100 * wanted:g}% power"
    axes.legend(title=title, loc="lower right", alignment="left")
    heads = ["people in one group", "in the other", "true difference (SD)", "power"]
    return noted(figure, note, pd.DataFrame(data, columns=heads))


def bias_plot(result: DesignAnalysis, *, note: str) -> Figure:
    """Show the bias of every proportion by the mechanism that people are lost by.

    Parameters
    ----------
    result : DesignAnalysis
        Of `attrition_bias`: one row for a cell, one panel for a group or difference.
    note : str
        What the numbers are; printed below the axes.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If the result is of another function.
    """
    if result.data.function != "attrition_bias":
        raise ValueError(
            "bias_plot: not a result of attrition_bias, got "
            f"{result.data.function!r}; pass that result"
        )
    start = "complete_bias_"
    parts = [m for m in result.cells[0].measures if m.name.startswith(start)]
    size = (6.3, 0.32 * len(result.cells) + 1.5)
    figure, panels = plt.subplots(
        1, len(parts), sharex=True, sharey=True, figsize=size, squeeze=False
    )
    rows = np.arange(len(result.cells))
    data = []
    for axes, part in zip(panels[0], parts, strict=True):
        code = part.name.removeprefix(start)
        axes.axvline(0, color="0.6", lw=0.8, zorder=0)
        for kind, style in STYLES.items():
            found = [_measure(cell, f"{kind}_bias_{code}") for cell in result.cells]
            data += [
                (cell.label, m.label, m.value, m.monte_carlo_error)
                for cell, m in zip(result.cells, found, strict=True)
            ]
            axes.errorbar(
                [100 * (m.value or 0) for m in found],
                rows + ASIDE[kind],
                xerr=[196 * (m.monte_carlo_error or 0) for m in found],
                **POINT,
                **style,
            )
        name = part.label.removeprefix("Bias: ").removesuffix(", complete cases")
        axes.set_title(name.replace(" - ", "\n\N{MINUS SIGN} "))
        axes.set_xlabel("Bias (points)")
    panels[0, 0].set_yticks(rows, [_wrapped(cell.label) for cell in result.cells])
    panels[0, 0].invert_yaxis()
    handles, labels = panels[0, 0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper right", ncols=2)
    about = "Bias in percentage points; bars: 95% Monte Carlo interval."
    heads = ["how people are lost", "what", "bias (proportion)", "Monte Carlo error"]
    return noted(figure, f"{about} {note}", pd.DataFrame(data, columns=heads))


def _wrapped(label: str) -> str:
    return label.replace(", odds ratio", ",\nodds ratio")


def _value(cell: Cell, name: str) -> float:
    value = _measure(cell, name).value
    if value is None:
        raise ValueError(f"{cell.name}: {name} has no value")
    return value


def _measure(cell: Cell, name: str) -> Measure:
    return next(measure for measure in cell.measures if measure.name == name)
