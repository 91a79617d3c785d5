"""Figures of how long it took until an event; readable without colour."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from reported.figures._plot import (
    LINES,
    PALETTE,
    Plot,
    if_computed,
    noted,
    point,
    subplots,
)
from reported.parts import Part, published
from reported.words.rounding import coverage
from results import Survival, SurvivalGroup

#: Days between the columns of numbers at risk.
DAYS = 30


@if_computed
def kaplan_meier_curves(result: Part | Survival, *, note: str) -> Plot:
    """Show the curve of each group with its interval, and below it the numbers at risk.

    Parameters
    ----------
    result : Survival
        At most four groups. Each curve ends where the last of its group was observed;
        an upright tick stands where somebody was censored. Published, the step that
        each event makes is a link: a dot at the share without the event just after it.
    note : str
        What the data are; printed below the table.

    Returns
    -------
    Plot
    """
    found = published(result)
    followed: Survival = found.result
    until = next(o.value for o in followed.data.options if o.name == "until")
    figure, (axes, table) = subplots(
        2,
        sharex=True,
        figsize=(6.3, 3.4 + 0.2 * len(followed.groups)),
        height_ratios=(3, 0.2 * (len(followed.groups) + 1)),
    )
    for i, group in enumerate(found.groups):
        _curve(axes, group, i)
    axes.set_ylim(0, 1.03)
    axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.set_ylabel(f"Without the event:\n{followed.outcome}")
    axes.tick_params(labelbottom=True)
    axes.set_xlabel(f"Time ({followed.unit})" if followed.unit else "Time")
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2, columnspacing=3)
    _numbers_at_risk(table, followed, _ticks(float(until), followed.unit))
    axes.set_xlim(0, float(until))
    level = coverage(followed.groups[0].conf_level)
    about = f"Band: {level} interval; tick: censored."
    heads = {
        "time": f"time ({followed.unit})" if followed.unit else "time",
        "at_risk": "at risk",
        "events": "events",
        "censored": "censored",
        "survival": "without the event",
        "conf_low": "interval, low",
        "conf_high": "interval, high",
    }
    data = [
        [group.label, *(getattr(step, name) for name in heads)]
        for group in followed.groups
        for step in group.steps
    ]
    return noted(figure, f"{about} {note}", data, ["group", *heads.values()])


def _ticks(until: float, unit: str) -> list[float]:
    if unit == "days" and until <= 12 * DAYS:
        return list(np.arange(0, until + 1e-9, DAYS))
    return [t for t in MaxNLocator(8).tick_values(0, until) if 0 <= t <= until]


def _curve(axes: Axes, part: Part, i: int) -> None:
    group: SurvivalGroup = part.result
    steps = group.steps
    at = [0.0, *(step.time for step in steps)]
    share = [1.0, *(step.survival for step in steps)]
    # where there is no interval the band has no width
    low = [1.0, *(s.survival if s.conf_low is None else s.conf_low for s in steps)]
    high = [1.0, *(s.survival if s.conf_high is None else s.conf_high for s in steps)]
    axes.fill_between(at, low, high, step="post", color=PALETTE[i], alpha=0.1, lw=0)
    look: dict[str, Any] = {"where": "post", "color": PALETTE[i], "ls": LINES[i]}
    for limit in (low, high):
        axes.step(at, limit, lw=0.5, **look)
    label = f"{group.label} (event in {group.n_events} of {group.n})"
    axes.step(at, share, label=label, **look)
    censored = [step for step in steps if step.censored]
    ticks = [step.time for step in censored], [step.survival for step in censored]
    axes.plot(*ticks, "|", ms=6, color=PALETTE[i], clip_on=False)
    for step in part.steps:
        if step.events.value:
            dot = {"ms": 3, "mew": 0, "color": PALETTE[i], "clip_on": False}
            point(axes, step.time.value, step.survival.value, "o", step.survival, **dot)


def _numbers_at_risk(axes: Axes, result: Survival, ticks: list[float]) -> None:
    axes.spines[:].set_visible(False)
    axes.set_ylim(len(result.groups) - 0.5, -1)
    names = [group.label for group in result.groups]
    axes.set_yticks(range(len(names)), names, va="center_baseline")
    axes.tick_params(axis="y", pad=12)
    axes.set_xticks(ticks)
    axes.tick_params(length=0, labelbottom=False)
    axes.text(0, -0.9, "Still at risk", va="center_baseline", ha="center")
    for row, group in enumerate(result.groups):
        for tick in ticks:
            count = str(group.at_risk(tick))
            axes.text(tick, row, count, ha="center", va="center_baseline")
