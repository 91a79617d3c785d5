"""Figures of what a design can and cannot show, readable without colour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from reported.figures._plot import LINES, MARKERS, PALETTE, Plot, noted, point, subplots
from reported.numbers import Number
from reported.parts import Part, published
from results import DesignAnalysis

#: How the bias of each estimate is drawn, and how far from the middle of its row.
STYLES: dict[str, tuple[str, dict[str, Any]]] = {
    "complete": ("o", {"color": PALETTE[0]}),
    "weighted": ("s", {"color": PALETTE[1], "mfc": "white"}),
}
NAMES = {"complete": "Complete cases", "weighted": "Weighted"}
ASIDE = {"complete": -0.14, "weighted": 0.14}


def power_curve(
    result: Part | DesignAnalysis, power: Callable[..., float], *, note: str
) -> Plot:
    """Show the power of a test of two means against the true difference.

    Parameters
    ----------
    result : DesignAnalysis
        Of `smallest_effects`: one line for each pair of sizes in it, with the smallest
        difference that is detected marked; published, the marks are links.
    power : function
        Returns the power of the test by which the result was found from a true
        difference in standard deviations, the sizes of both groups and `alpha`.
    note : str
        What the numbers are; printed below the axes.

    Returns
    -------
    Plot

    Raises
    ------
    ValueError
        If the result holds no smallest difference of two means.
    """
    found = published(result)
    asked = {option.name: option.value for option in found.data.result.options}
    cells = [cell for cell in found.cells if cell.name.startswith("means-")]
    if found.data.function != "smallest_effects" or not cells:
        raise ValueError(
            "power_curve: not a result of smallest_effects, got "
            f"{found.data.function!r}; pass that result"
        )
    wanted = float(asked["power"])
    smallest = [cell.measures["cohen_d"].value for cell in cells]
    figure, axes = subplots()
    effects = np.linspace(0, max(1.5, 1.25 * max(map(float, smallest))), 151)
    data: list[tuple[int, int, float, float]] = []
    for i, (cell, d) in enumerate(zip(cells, smallest, strict=True)):
        first, second = (int(n) for n in cell.name.split("-")[1:])
        curve = [power(e, first, second, alpha=float(asked["alpha"])) for e in effects]
        data += [(first, second, *at) for at in zip(effects, curve, strict=True)]
        look: dict[str, Any] = {"color": PALETTE[i % 4], "ls": LINES[i % 4]}
        axes.plot(effects, curve, lw=1.2, **look)
        label = f"{first} and {second} people: {d.value:.2f}"
        point(axes, d.value, wanted, MARKERS[i % 4], d, color=look["color"], ms=5)
        axes.plot([], [], MARKERS[i % 4], ms=5, label=label, **look)
    axes.axhline(wanted, color="0.6", lw=0.8, zorder=0)
    axes.set_xlim(0, effects[-1])
    axes.set_ylim(0, 1.02)
    axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.set_xlabel("True difference of two means (standard deviations)")
    axes.set_ylabel("Power")
    title = f"Smallest difference\nwith {100 * wanted:g}% power"
    axes.legend(title=title, loc="lower right", alignment="left")
    heads = ["people in one group", "in the other", "true difference (SD)", "power"]
    return noted(figure, note, data, heads)


def bias_plot(result: Part | DesignAnalysis, *, note: str) -> Plot:
    """Show the bias of every proportion by the mechanism that people are lost by.

    Parameters
    ----------
    result : DesignAnalysis
        Of `attrition_bias`: one row for a cell, one panel for a group or difference.
        Published, its points are links; the ends of the bars are no numbers of it.
    note : str
        What the numbers are; printed below the axes.

    Returns
    -------
    Plot

    Raises
    ------
    ValueError
        If the result is of another function.
    """
    lost = published(result)
    if lost.data.function != "attrition_bias":
        raise ValueError(
            "bias_plot: not a result of attrition_bias, got "
            f"{lost.data.function!r}; pass that result"
        )
    start = "complete_bias_"
    cells = list(lost.cells)
    parts = [m for m in cells[0].measures if m.name.startswith(start)]
    size = (6.3, 0.32 * len(cells) + 1.5)
    figure, panels = subplots(
        1, len(parts), sharex=True, sharey=True, figsize=size, squeeze=False
    )
    data: list[tuple[Any, ...]] = []
    for axes, part in zip(panels[0], parts, strict=True):
        code = part.name.removeprefix(start)
        axes.axvline(0, color="0.6", lw=0.8, zorder=0)
        for kind in STYLES:
            for row, cell in enumerate(cells):
                measure = cell.measures[f"{kind}_bias_{code}"]
                bias, error = measure.value, measure.monte_carlo_error
                data.append((cell.label, measure.label, bias.value, error.value))
                _biased(axes, row, kind, bias, error)
        name = part.label.removeprefix("Bias: ").removesuffix(", complete cases")
        axes.set_title(name.replace(" - ", "\n\N{MINUS SIGN} "))
        axes.set_xlabel("Bias (points)")
    panels[0, 0].set_yticks(range(len(cells)), [_wrapped(cell.label) for cell in cells])
    panels[0, 0].invert_yaxis()
    handles = [_handle(panels[0, 0], kind) for kind in STYLES]
    figure.legend(handles=handles, loc="outside upper right", ncols=2)
    about = "Bias in percentage points; bars: 95% Monte Carlo interval."
    heads = ["how people are lost", "what", "bias (proportion)", "Monte Carlo error"]
    return noted(figure, f"{about} {note}", data, heads)


def _biased(axes: Axes, row: int, kind: str, bias: Number, error: Number) -> None:
    """Draw a bias in percentage points, and its interval."""
    marker, look = STYLES[kind]
    y, middle = row + ASIDE[kind], 100 * (bias.value or 0)
    half = 196 * (error.value or 0)
    ends = [middle - half, middle + half]
    axes.plot(ends, [y, y], lw=1, solid_capstyle="butt", **look)
    point(axes, middle, y, marker, bias, ms=4, **look)


def _handle(axes: Axes, kind: str) -> Any:
    """Return what the legend shows of an estimate."""
    marker, look = STYLES[kind]
    return axes.plot([], [], f"-{marker}", lw=1, ms=4, label=NAMES[kind], **look)[0]


def _wrapped(label: str) -> str:
    return label.replace(", odds ratio", ",\nodds ratio")
