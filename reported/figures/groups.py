"""Figures of groups of people: every observation shown, readable without colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from reported.figures._plot import (
    MARKERS,
    PALETTE,
    Plot,
    axis_label,
    if_computed,
    interval,
    noted,
    point,
    subplots,
)
from reported.parts import Part, published
from results import Change, Comparison, DataError


@if_computed
def strip_by_group(
    frame: pd.DataFrame,
    comparison: Part | Comparison,
    outcome: str,
    group: str,
    *,
    note: str,
) -> Plot:
    """Show every participant's value by group, with each group's mean and quartiles.

    Parameters
    ----------
    frame : DataFrame, shape (n_participants, at least 2)
        The data that were compared, in the unit of the outcome; rows with a missing
        value are left out, as they were in the comparison.
    comparison : Comparison
        The result whose groups are shown, in its order; published, its means and
        quartiles are links.
    outcome, group : str
        Columns of `frame`.
    note : str
        What the data are; printed below the axes.

    Returns
    -------
    Plot

    Raises
    ------
    DataError
        If a group of the comparison has no value in `frame`.
    """
    compared = published(comparison)
    figure, axes = subplots()
    rng = np.random.default_rng(0)  # spreads the points sideways, nothing else
    axis = axis_label(compared.outcome, compared.unit)
    data: list[tuple[str, float]] = []
    for i, part in enumerate(compared.groups):
        values = frame.loc[frame[group] == part.group, outcome].dropna()
        if values.empty:
            raise DataError(
                f"{outcome}: no value in group {part.group!r}; pass the data that "
                "were compared"
            )
        data += [(part.label, value) for value in sorted(values)]
        _strip(axes, i, values, i + rng.uniform(-0.16, 0.16, len(values)))
        _summary(axes, i, part)
    axes.set_xticks(
        range(len(compared.groups)),
        [f"{part.label}\n(n = {part.n.value})" for part in compared.groups],
    )
    axes.set_xlim(-0.3, len(compared.groups) - 0.55)
    axes.set_ylabel(axis)
    about = "Bar: middle half; line: mean."
    return noted(figure, f"{about} {note}", data, ["group", axis])


def _strip(axes: Axes, i: int, values: pd.Series, aside: Any) -> None:
    """Draw the dots of a group; seaborn itself would spread them by a global state."""
    look: dict[str, Any] = {
        "marker": MARKERS[i],
        "color": PALETTE[i],
        "size": 4,
        "alpha": 0.6,
    }
    look |= {"native_scale": True, "jitter": False, "linewidth": 0, "zorder": 2}
    sns.stripplot(x=np.full(len(values), i), y=values.to_numpy(), ax=axes, **look)
    axes.collections[-1].set_offsets(np.column_stack([aside, values]))


def _summary(axes: Axes, i: int, part: Part) -> None:
    """Draw quartiles and mean beside the dots, in a group that has any value."""
    if part.n.value == 0:
        return
    x, bar = i + 0.28, {"color": PALETTE[i], "lw": 4, "alpha": 0.5}
    interval(axes, part.median, (part.q1, part.q3), x, upright=True, **bar)
    point(axes, x, part.mean.value, "_", part.mean, ms=14, mew=2, color="black")


def change_lines(
    frame: pd.DataFrame,
    changes: Mapping[str, Part | Change],
    before: str,
    after: str,
    group: str,
    *,
    times: tuple[str, str],
    note: str,
) -> Plot:
    """Show each participant's two values joined by a line, one panel per group.

    Parameters
    ----------
    frame : DataFrame, shape (n_participants, at least 3)
        Both values, in the unit of the outcome; incomplete pairs are left out.
    changes : mapping of str to Change
        The result of each group, by the group's code, in the order of the panels;
        published, its means are links.
    before, after, group : str
        Columns of `frame`.
    times : tuple of str
        What the two times are called.
    note : str
        What the data are; printed below the axes.

    Returns
    -------
    Plot
    """
    figure, panels = subplots(1, len(changes), sharey=True, squeeze=False)
    data: list[tuple[Any, ...]] = []
    found = {code: published(change) for code, change in changes.items()}
    for i, (code, change) in enumerate(found.items()):
        axes: Axes = panels[0, i]
        pairs = frame.loc[frame[group] == code, [before, after]].dropna()
        label = change.before.label
        data += [(label, *pair) for pair in sorted(pairs.itertuples(index=False))]
        axes.plot([0, 1], pairs.to_numpy().T, color=PALETTE[i], alpha=0.35, lw=1)
        means = [change.before.mean, change.after.mean]
        if None not in [mean.value for mean in means]:
            axes.plot([0, 1], [mean.value for mean in means], "-", color="black", lw=2)
            for x, mean in enumerate(means):
                point(axes, x, mean.value, "o", mean, color="black", ms=5)
        axes.set_xticks([0, 1], times)
        axes.set_xlim(-0.25, 1.25)
        axes.set_title(f"{label} (n = {change.n.value})")
    first = next(iter(found.values()))
    axis = axis_label(first.outcome, first.unit)
    panels[0, 0].set_ylabel(axis)
    heads = ["group", *(f"{axis}, {time}" for time in times)]
    return noted(figure, f"Black: mean. {note}", data, heads)
