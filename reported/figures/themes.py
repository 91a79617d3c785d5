"""Figures of a coding frame and of what occurs together, readable without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.data.coding_frame import Frame, Node, frame_nodes
from reported.figures._typeset import (
    AIR,
    BELOW,
    LINE,
    POINTS,
    TALLEST,
    WIDTH,
    page,
    width_of,
    wrapped,
    write,
)
from reported.figures.groups import PALETTE, noted
from results import CoOccurrence, ThemeTable

SIZES = (8.0, 7.5, 7.0)  # points; the first that fits is used

# The tree: lines of text between two branches of one theme, and between themes;
# inches between two columns.
BETWEEN, APART = 0.45, 0.9
GUTTER = 0.36

# The map: the least height and width of a cell, a width from which its type is not the
# smallest, the most of its width, and the width for the last name, in inches.
LOWEST, NARROWEST, ROOMY, WIDEST, NAME = 0.24, 0.17, 0.3, 0.6, 1.6
SHADES = LinearSegmentedColormap.from_list("interviews", ["#ffffff", PALETTE[0]])


# --- tree -------------------------------------------------------------------------


@dataclass(slots=True)
class _Branch:
    """A part of the frame with its words, and its place from the top left."""

    level: str
    left: float  # inches
    lines: list[str]
    below: list[_Branch] = field(default_factory=list)
    top: float = 0.0  # lines
    height: float = 0.0  # lines, with all below it

    @property
    def middle(self) -> float:
        """Lines from the top."""
        return self.top + self.height / 2


def frame_tree(frame: Frame, table: ThemeTable, *, note: str) -> Figure:
    """Draw a coding frame from left to right, with the interviews that have each part.

    Parameters
    ----------
    frame : sequence of mappings
        The themes in order; see `analysis.data.coding_frame.load_coding_frame`.
    table : ThemeTable
        With a row for each theme, sub-theme and code of the frame.
    note : str
        What the data are; printed below the tree.

    Returns
    -------
    Figure
        As high as it has to be. The type is of 8 points, or smaller, but not below 7,
        where the tree would not fit on a page otherwise.

    Raises
    ------
    ValueError
        If the table lacks a part of the frame, or the tree does not fit on a page.
    """
    nodes = frame_nodes(frame)
    counts = {row.theme: row.interviews for row in table.rows}
    lacking = [node.name for node in nodes if node.name not in counts]
    if lacking or not nodes:
        raise ValueError(
            f"frame_tree: {len(lacking)} of {len(nodes)} parts of the frame are not in "
            f"the table, got {lacking[:5]}; pass the table of the same frame"
        )
    for size in SIZES:
        themes = _branches(nodes, counts, size)
        last = themes[-1]
        high = (last.top + last.height) * size * LINE / POINTS
        if high + BELOW <= TALLEST:
            break
    else:
        raise ValueError(
            f"frame_tree: a tree of {len(nodes)} parts is {high + BELOW:.1f} inches "
            f"high, and a page {TALLEST}; draw some of its themes at a time"
        )
    figure, axes = page(high, last.top + last.height)
    for theme in themes:
        _draw(axes, theme, size)
    about = f"In brackets: interviews, of {table.n_interviews}, in which it was coded."
    data = [(n.level, n.name, n.label, n.parent, counts[n.name]) for n in nodes]
    heads = ["level", "name", "label", "part of", "interviews"]
    return noted(figure, f"{about} {note}", pd.DataFrame(data, columns=heads))


def _branches(
    nodes: Sequence[Node], counts: dict[str, int], size: float
) -> list[_Branch]:
    """Return the themes with all below them, in their places."""
    columns = 2 + max(node.depth for node in nodes if node.level != "code")
    step = (WIDTH - 2 * AIR + GUTTER) / columns
    made: dict[str, _Branch] = {}
    themes: list[_Branch] = []
    for node in nodes:
        column = columns - 1 if node.level == "code" else node.depth
        # the number never stands on a line by itself
        text = f"{node.label}\u00a0({counts[node.name]})"
        lines = wrapped(text, step - GUTTER, size, bold=node.level == "theme")
        made[node.name] = _Branch(node.level, column * step, lines)
        (made[node.parent].below if node.parent else themes).append(made[node.name])
    top = 0.0
    for theme in themes:
        _place(theme, top)
        top += theme.height + APART
    return themes


def _place(branch: _Branch, top: float) -> None:
    branch.top, at = top, top
    for inner in branch.below:
        _place(inner, at)
        at += inner.height + BETWEEN
    inside = at - BETWEEN - top if branch.below else 0.0
    branch.height = max(inside, float(len(branch.lines)))
    # Below a name that is higher than all it holds, that stands at its middle.
    if branch.below and branch.height > inside:
        for inner in branch.below:
            _shift(inner, (branch.height - inside) / 2)


def _shift(branch: _Branch, down: float) -> None:
    branch.top += down
    for inner in branch.below:
        _shift(inner, down)


def _draw(axes: Axes, branch: _Branch, size: float) -> None:
    bold = branch.level == "theme"
    write(axes, (branch.left, branch.middle), branch.lines, size, bold=bold)
    if not branch.below:
        return
    right = branch.left + max(width_of(line, size, bold=bold) for line in branch.lines)
    bend = min(inner.left for inner in branch.below) - GUTTER / 2
    ends = [branch.middle, *(inner.middle for inner in branch.below)]
    axes.hlines(branch.middle, right + AIR, bend, color="0.45", lw=0.8)
    axes.vlines(bend, min(ends), max(ends), color="0.45", lw=0.8)
    for inner in branch.below:
        axes.hlines(inner.middle, bend, inner.left - AIR, color="0.45", lw=0.8)
        _draw(axes, inner, size)


# --- map --------------------------------------------------------------------------


def co_occurrence_map(result: CoOccurrence, *, note: str) -> Figure:
    """Show in how many interviews each two themes, or codes, occur together.

    Parameters
    ----------
    result : CoOccurrence
        Of `co_occurrence.co_occurrence`.
    note : str
        What the data are; printed below the map.

    Returns
    -------
    Figure
        A cell for each pair, with its number, darker for more interviews. A name
        stands at the end of its row and above its column.

    Raises
    ------
    ValueError
        If there is no pair, or the map does not fit on a page.
    """
    labels = {pair.first: pair.first_label for pair in result.pairs}
    labels |= {pair.second: pair.second_label for pair in result.pairs}
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
    most = max(1, max(pair.both for pair in result.pairs))
    for pair in result.pairs:
        corner = order[pair.first] * wide, order[pair.second] * high
        _cell(axes, corner, (wide, high), pair.both, SHADES(pair.both / most), size)
    for i, words in enumerate(names):
        write(axes, (i * wide + AIR, (i + 0.5) * high), words, size)
    about = (
        f"Interviews, of {result.n_interviews}, in which both were coded; a name "
        "stands at the end of its row and above its column."
    )
    data = [(p.first_label, p.second_label, p.both) for p in result.pairs]
    heads = ["first", "second", "interviews in which both were coded"]
    return noted(figure, f"{about}\n{note}", pd.DataFrame(data, columns=heads))


def _cell(
    axes: Axes,
    corner: tuple[float, float],
    sides: tuple[float, float],
    number: int,
    shade: tuple[float, ...],
    size: float,
) -> None:
    box = Rectangle(corner, *sides, fc=shade, ec="0.6", lw=0.5, clip_on=False)
    axes.add_patch(box)
    axes.text(
        corner[0] + sides[0] / 2,
        corner[1] + sides[1] / 2,
        str(number),
        size=size,
        color=_ink(shade),
        ha="center",
        va="center",
    )


def _ink(shade: tuple[float, ...]) -> str:
    """Return the colour of type, black or white, that has more contrast."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shade]
    luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return "black" if (luminance + 0.05) ** 2 > 1.05 * 0.05 else "white"
