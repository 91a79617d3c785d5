"""Figure of a coding frame as a tree, with the interviews that have each part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from matplotlib.axes import Axes

from reported.figures._plot import Plot, if_computed, noted, stands_for
from reported.figures._typeset import (
    AIR,
    BELOW,
    LINE,
    POINTS,
    SIZES,
    TALLEST,
    WIDTH,
    page,
    width_of,
    wrapped,
    write,
)
from reported.numbers import Number
from reported.parts import Part, published
from results import ThemeTable

# Lines of text between two branches of one theme, and between themes; inches between
# two columns.
BETWEEN, APART = 0.45, 0.9
GUTTER = 0.36


@dataclass(slots=True)
class _Branch:
    """A part of the frame with its words, and its place from the top left."""

    level: str
    left: float  # inches
    lines: list[str]
    number: Number  # the interviews that have it
    below: list[_Branch] = field(default_factory=list)
    top: float = 0.0  # lines
    height: float = 0.0  # lines, with all below it

    @property
    def middle(self) -> float:
        """Lines from the top."""
        return self.top + self.height / 2


@if_computed
def frame_tree(table: Part | ThemeTable, *, note: str) -> Plot:
    """Draw a coding frame from left to right, with the interviews that have each part.

    Parameters
    ----------
    table : ThemeTable
        With a row for each theme, sub-theme and code of the frame, each after the one
        that it belongs to; published, the names lead to the counts behind them.
    note : str
        What the data are; printed below the tree.

    Returns
    -------
    Plot
        As high as it has to be. The type is of 8 points, or smaller, but not below 7,
        where the tree would not fit on a page otherwise; where it does not fit even so,
        codes are left out, and the note says so.

    Raises
    ------
    ValueError
        If the table has no row, or one that belongs to none before it, or the themes
        alone do not fit on a page.
    """
    counted = published(table)
    whole = list(counted.rows)
    depths = _depths(whole)
    above = [row for row in whole if row.level != "code"]
    for rows, size in product((whole, above), SIZES):
        themes = _branches(rows, depths, size)
        last = themes[-1]
        high = (last.top + last.height) * size * LINE / POINTS
        if high + BELOW <= TALLEST:
            break
    else:
        raise ValueError(
            f"frame_tree: a tree of {len(rows)} themes and sub-themes is "
            f"{high + BELOW:.1f} inches high, and a page {TALLEST}; draw some of them "
            "at a time"
        )
    figure, axes = page(high, last.top + last.height)
    for theme in themes:
        _draw(axes, theme, size)
    about = (
        f"In brackets: interviews, of {counted.n_interviews.value}, in which it was "
        "coded."
    )
    left_out = len(whole) - len(rows)
    if left_out:
        about = f"{about} {left_out} codes do not fit on a page and are left out."
    data = [(r.level, r.theme, r.label, r.parent, r.interviews.value) for r in rows]
    heads = ["level", "name", "label", "part of", "interviews"]
    return noted(figure, f"{about} {note}", data, heads)


def _depths(rows: Sequence[Part]) -> dict[str, int]:
    """Return how far below the top each part of the frame stands."""
    depths: dict[str, int] = {}
    loose = []
    for row in rows:
        if row.parent and row.parent not in depths:
            loose.append(row.theme)
        depths[row.theme] = depths.get(row.parent, -1) + 1
    if loose or not rows:
        raise ValueError(
            f"frame_tree: {len(loose)} of {len(rows)} parts of the frame belong to "
            f"none before them, got {loose[:5]}; pass the table of a whole frame"
        )
    return depths


def _branches(
    rows: Sequence[Part], depths: dict[str, int], size: float
) -> list[_Branch]:
    """Return the themes with all below them, in their places."""
    deepest = max(depths[row.theme] for row in rows if row.level != "code")
    columns = 1 + deepest + any(row.level == "code" for row in rows)
    step = (WIDTH - 2 * AIR + GUTTER) / columns
    made: dict[str, _Branch] = {}
    themes: list[_Branch] = []
    for row in rows:
        column = columns - 1 if row.level == "code" else depths[row.theme]
        # the number never stands on a line by itself
        text = f"{row.label}\u00a0({row.interviews.value})"
        lines = wrapped(text, step - GUTTER, size, bold=row.level == "theme")
        branch = _Branch(row.level, column * step, lines, row.interviews)
        made[row.theme] = branch
        (made[row.parent].below if row.parent else themes).append(branch)
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
    name = write(axes, (branch.left, branch.middle), branch.lines, size, bold=bold)
    stands_for(name, branch.number)
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
