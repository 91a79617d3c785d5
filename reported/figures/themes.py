"""Figures of themes: in how many interviews of a group, and which ones together."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from reported.figures._plot import (
    CENTRED,
    MARKERS,
    PALETTE,
    Plot,
    if_computed,
    ink,
    noted,
    point,
    stands_for,
    subplots,
)
from reported.figures._typeset import (
    AIR,
    BELOW,
    LINE,
    POINTS,
    SIZES,
    TALLEST,
    WIDTH,
    page,
    wrapped,
    write,
)
from reported.numbers import Number
from reported.parts import Part, published
from results import CoOccurrence, ThemeTable

# The map: the least height and width of a cell, a width from which its type is not the
# smallest, the most of its width, and the width for the last name, in inches.
LOWEST, NARROWEST, ROOMY, WIDEST, NAME = 0.24, 0.17, 0.3, 0.6, 1.6
# Beside the bars: the longest line of a name, in inches, and its type, in points.
LONGEST, TYPE = 2.5, 9.0
SHADES = LinearSegmentedColormap.from_list("interviews", ["#ffffff", PALETTE[0]])


@if_computed
def theme_bars(table: Part | ThemeTable, *, note: str) -> Plot:
    """Show in how many interviews of each group each theme was coded.

    Parameters
    ----------
    table : ThemeTable
        Counts of interviews by theme and group; codes below a theme are left out.
        Published, its counts are links.
    note : str
        What the data are; printed below the axes.

    Returns
    -------
    Plot
    """
    counted = published(table)
    themes = [row for row in counted.rows if row.level == "theme"]
    groups = list(counted.groups)
    names = [wrapped(row.label, LONGEST, TYPE) for row in themes]
    lines = max(map(len, names), default=1)
    high = max(0.5, lines * TYPE * LINE / POINTS + AIR) * len(themes)
    figure, axes = subplots(figsize=(WIDTH, min(high, TALLEST - 0.9) + 0.9))
    step = 0.8 / len(groups)
    for i, group in enumerate(groups):
        at = np.arange(len(themes)) + (i - (len(groups) - 1) / 2) * step
        counts = [row.by_group[i].count for row in themes]
        axes.hlines(at, 0, [n.value for n in counts], color=PALETTE[i], lw=1.5)
        for y, number in zip(at, counts, strict=True):
            point(axes, number.value, y, MARKERS[i], number, color=PALETTE[i])
        label = f"{group.label} (of {group.n.value})"
        axes.plot([], [], MARKERS[i], color=PALETTE[i], label=label)
    labels = ["\n".join(name) for name in names]
    axes.set_yticks(range(len(themes)), labels, parse_math=False)
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.locator_params(axis="x", integer=True)
    axes.set_xlabel("Interviews in which the theme was coded")
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    data = [
        (row.label, group.label, row.by_group[i].count.value, group.n.value)
        for row in themes
        for i, group in enumerate(groups)
    ]
    heads = ["theme", "group", "interviews with the theme", "interviews"]
    return noted(figure, note, data, heads)


@if_computed
def co_occurrence_map(result: Part | CoOccurrence, *, note: str) -> Plot:
    """Show in how many interviews each two themes, or codes, occur together.

    Parameters
    ----------
    result : CoOccurrence
        Of `co_occurrence`; published, the cells are links.
    note : str
        What the data are; printed below the map.

    Returns
    -------
    Plot
        A cell for each pair, with its number, darker for more interviews. A name
        stands at the end of its row and above its column.

    Raises
    ------
    ValueError
        If there is no pair, or the map does not fit on a page.
    """
    found = published(result)
    pairs = list(found.pairs)
    labels = {pair.first: pair.first_label for pair in pairs}
    labels |= {pair.second: pair.second_label for pair in pairs}
    wide = min(WIDEST, (WIDTH - NAME) / max(1, len(labels) - 1))
    size = SIZES[0] if wide > ROOMY else SIZES[-1]
    names = [
        wrapped(label, WIDTH - wide * i - 4 * AIR, size)
        for i, label in enumerate(labels.values())
    ]
    lines = max(map(len, names), default=1)
    high = max(LOWEST, lines * size * LINE / POINTS + AIR)
    total = len(names) * high
    if not names or wide < NARROWEST or total + BELOW > TALLEST:
        raise ValueError(
            f"co_occurrence_map: {len(names)} names do not fit on a page, where 2 to "
            f"{1 + int((WIDTH - NAME) / NARROWEST)} can stand; use another level, or "
            "shorter names"
        )
    figure, axes = page(total, total)
    order = {name: i for i, name in enumerate(labels)}
    most = max(1, max(pair.both.value for pair in pairs))
    for pair in pairs:
        corner = order[pair.first] * wide, order[pair.second] * high
        shade = SHADES(pair.both.value / most)
        _cell(axes, corner, (wide, high), pair.both, shade, size)
    for i, words in enumerate(names):
        write(axes, (i * wide + AIR, (i + 0.5) * high), words, size)
    about = (
        f"Interviews, of {found.n_interviews.value}, in which both were coded; a "
        "name stands at the end of its row and above its column."
    )
    data = [(p.first_label, p.second_label, p.both.value) for p in pairs]
    heads = ["first", "second", "interviews in which both were coded"]
    return noted(figure, f"{about}\n{note}", data, heads)


def _cell(
    axes: Axes,
    corner: tuple[float, float],
    sides: tuple[float, float],
    number: Number,
    shade: tuple[float, ...],
    size: float,
) -> None:
    """Draw one cell; seaborn's heat map has no place for names at the ends of rows."""
    box = Rectangle(corner, *sides, fc=shade, ec="0.6", lw=0.5, clip_on=False)
    axes.add_patch(box)
    stands_for(box, number)
    (left, top), (wide, high) = corner, sides
    words = str(number.value)
    look: dict[str, Any] = {"size": size, "color": ink(shade)}
    axes.text(left + wide / 2, top + high / 2, words, **look, **CENTRED)
