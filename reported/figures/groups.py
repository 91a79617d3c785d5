"""Figures of the thesis: every observation shown, readable without colour.

Each function draws on new axes and returns the figure. What the data are stands below
the axes of every figure, so that a picture that is copied out still says so. What a
figure draws is kept with it as a table (`drawn`), for whoever wants the numbers.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from results import Change, Comparison, DataError, ThemeTable

DRAWN = "_thesis_drawn"  # where a figure keeps the table of what it draws
PALETTE = ("#0b5394", "#b45f06", "#38761d", "#741b47")
MARKERS = ("o", "s", "^", "D")
LINES = ("-", "--", ":", "-.")
STYLE: Any = {
    "figure.figsize": (6.3, 3.6),  # inches; the text block of the printed page
    "figure.constrained_layout.use": True,
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 9,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "thesis",  # the same figure gives the same file
}


def strip_by_group(
    frame: pd.DataFrame, comparison: Comparison, outcome: str, group: str, *, note: str
) -> Figure:
    """Show every participant's value by group, with each group's mean and quartiles.

    Parameters
    ----------
    frame : DataFrame, shape (n_participants, at least 2)
        The data that were compared, in the unit of the outcome; rows with a missing
        value are left out, as they were in the comparison.
    comparison : Comparison
        The result whose groups are shown, in its order.
    outcome, group : str
        Columns of `frame`.
    note : str
        What the data are; printed below the axes.

    Returns
    -------
    Figure

    Raises
    ------
    DataError
        If a group of the comparison has no value in `frame`.
    """
    figure, axes = plt.subplots()
    rng = np.random.default_rng(0)  # spreads the points sideways, nothing else
    axis = _axis(comparison.outcome, comparison.unit)
    data = []
    for i, summary in enumerate(comparison.groups):
        values = frame.loc[frame[group] == summary.group, outcome].dropna()
        if values.empty:
            raise DataError(
                f"{outcome}: no value in group {summary.group!r}; pass the data that "
                "were compared"
            )
        data += [(summary.label, value) for value in sorted(values)]
        aside = i + rng.uniform(-0.16, 0.16, len(values))
        axes.plot(aside, values, MARKERS[i], ms=4, alpha=0.6, color=PALETTE[i], mew=0)
        if summary.mean is None or summary.q1 is None or summary.q3 is None:
            continue
        axes.vlines(i + 0.28, summary.q1, summary.q3, color=PALETTE[i], lw=4, alpha=0.5)
        axes.plot(i + 0.28, summary.mean, "_", ms=14, mew=2, color="black")
    axes.set_xticks(
        range(len(comparison.groups)),
        [f"{s.label}\n(n = {s.n})" for s in comparison.groups],
    )
    axes.set_ylabel(axis)
    table = pd.DataFrame(data, columns=["group", axis])
    return noted(figure, f"Bar: middle half; line: mean. {note}", table)


def change_lines(
    frame: pd.DataFrame,
    changes: Mapping[str, Change],
    before: str,
    after: str,
    group: str,
    *,
    times: tuple[str, str],
    note: str,
) -> Figure:
    """Show each participant's two values joined by a line, one panel per group.

    Parameters
    ----------
    frame : DataFrame, shape (n_participants, at least 3)
        Both values, in the unit of the outcome; incomplete pairs are left out.
    changes : mapping of str to Change
        The result of each group, by the group's code, in the order of the panels.
    before, after, group : str
        Columns of `frame`.
    times : tuple of str
        What the two times are called.
    note : str
        What the data are; printed below the axes.

    Returns
    -------
    Figure
    """
    figure, panels = plt.subplots(1, len(changes), sharey=True)
    data = []
    for i, (code, change) in enumerate(changes.items()):
        axes: Axes = np.atleast_1d(panels)[i]
        pairs = frame.loc[frame[group] == code, [before, after]].dropna()
        label = change.before.label
        data += [(label, *pair) for pair in sorted(pairs.itertuples(index=False))]
        axes.plot([0, 1], pairs.to_numpy().T, color=PALETTE[i], alpha=0.35, lw=1)
        if change.before.mean is not None and change.after.mean is not None:
            means = [change.before.mean, change.after.mean]
            axes.plot([0, 1], means, "-o", color="black", lw=2, ms=5)
        axes.set_xticks([0, 1], times)
        axes.set_xlim(-0.25, 1.25)
        axes.set_title(f"{change.before.label} (n = {change.n})")
    first = next(iter(changes.values()))
    axis = _axis(first.outcome, first.unit)
    np.atleast_1d(panels)[0].set_ylabel(axis)
    heads = ["group", *(f"{axis}, {time}" for time in times)]
    return noted(figure, f"Black: mean. {note}", pd.DataFrame(data, columns=heads))


def theme_bars(table: ThemeTable, *, note: str) -> Figure:
    """Show in how many interviews of each group each theme was coded.

    Parameters
    ----------
    table : ThemeTable
        Counts of interviews by theme and group; codes below a theme are left out.
    note : str
        What the data are; printed below the axes.

    Returns
    -------
    Figure
    """
    themes = [row for row in table.rows if row.level == "theme"]
    figure, axes = plt.subplots(figsize=(6.3, 0.5 * len(themes) + 0.9))
    step = 0.8 / len(table.groups)
    for i, group in enumerate(table.groups):
        counts = [row.by_group[i].count for row in themes]
        at = np.arange(len(themes)) + (i - (len(table.groups) - 1) / 2) * step
        axes.hlines(at, 0, counts, color=PALETTE[i], lw=1.5)
        axes.plot(
            counts,
            at,
            MARKERS[i],
            color=PALETTE[i],
            label=f"{group.label} (of {group.n})",
        )
    axes.set_yticks(range(len(themes)), [row.label for row in themes])
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.locator_params(axis="x", integer=True)
    axes.set_xlabel("Interviews in which the theme was coded")
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    data = [
        (row.label, group.label, row.by_group[i].count, group.n)
        for row in themes
        for i, group in enumerate(table.groups)
    ]
    heads = ["theme", "group", "interviews with the theme", "interviews"]
    return noted(figure, note, pd.DataFrame(data, columns=heads))


def participant_flow(
    settings: Sequence[tuple[str, int, int]], planned_only: Sequence[str], *, note: str
) -> Figure:
    """Draw who was recruited and who was seen again, setting by setting.

    Parameters
    ----------
    settings : sequence of (label, recruited, followed up)
        One entry per setting that recruited, counts of participants.
    planned_only : sequence of str
        Labels of settings that were planned and recruited nobody.
    note : str
        What the data are; printed below the drawing.

    Returns
    -------
    Figure
    """
    columns = [*settings, *((label, 0, 0) for label in planned_only)]
    figure, axes = plt.subplots(figsize=(6.3, 3.2))
    axes.set_axis_off()
    axes.set_xlim(-0.6, len(columns) - 0.4)
    axes.set_ylim(-0.45, 3.4)
    middle = (len(columns) - 1) / 2
    recruited, again = sum(c[1] for c in columns), sum(c[2] for c in columns)
    _box(axes, middle, 3.0, f"Recruited at treatment entry: {recruited}")
    for x, (label, n, seen) in enumerate(columns):
        _arrow(axes, (middle, 2.78), (x, 2.24))
        _box(
            axes, x, 2.0, f"{label}\n{n} recruited" if n else f"{label}\nplanned, none"
        )
        if n:
            _arrow(axes, (x, 1.72), (x, 1.28))
            _box(axes, x, 1.0, f"{seen} seen again\n{n - seen} not")
            _arrow(axes, (x, 0.72), (middle, 0.22))
    _box(axes, middle, 0.0, f"Seen again at six months: {again} of {recruited}")
    heads = ["setting", "recruited", "seen again at six months"]
    return noted(figure, note, pd.DataFrame(columns, columns=heads))


def _box(axes: Axes, x: float, y: float, text: str) -> None:
    frame = {"boxstyle": "round,pad=0.45", "fc": "white", "ec": "black", "lw": 0.8}
    axes.text(x, y, text, ha="center", va="center", bbox=frame)


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    axes.annotate(
        "", end, start, arrowprops={"arrowstyle": "-|>", "lw": 0.8, "color": "0.4"}
    )


def _axis(label: str, unit: str) -> str:
    return f"{label} ({unit})" if unit else label


def noted(figure: Figure, note: str, data: pd.DataFrame) -> Figure:
    """Print what the data are below the axes, keep what is drawn, return the figure."""
    figure.supxlabel(note, fontsize=7, color="0.35", x=0.995, ha="right")
    setattr(figure, DRAWN, data)
    return figure


def drawn(figure: Figure) -> pd.DataFrame:
    """Return the table of what a figure draws.

    Parameters
    ----------
    figure : Figure
        As a function of this project returned it.

    Returns
    -------
    DataFrame
        One row for each thing drawn, one column for each of its numbers and names, in
        the units of the axes. Values of people are in the order of their size, which
        tells nothing of whose they are.

    Raises
    ------
    DataError
        If the figure keeps no such table.
    """
    data = getattr(figure, DRAWN, None)
    if not isinstance(data, pd.DataFrame):
        raise DataError(
            "figure: it keeps no table of what it draws; return it through "
            "reported.figures.groups.noted"
        )
    return data.copy()
