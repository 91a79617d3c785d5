"""Figures of whether further interviews still brought new codes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from reported.figures._plot import (
    PALETTE,
    Plot,
    if_computed,
    noted,
    point,
    stands_for,
    subplots,
)
from reported.parts import Part, published
from reported.words.rounding import coverage
from results import Saturation

#: How the mean of all orders is drawn.
MEAN: dict[str, Any] = {"color": "0.35", "ls": "--", "lw": 1.2}


@if_computed
def saturation_curve(result: Part | Saturation, *, note: str) -> Plot:
    """Show the codes found with each further interview, and below how many were new.

    Parameters
    ----------
    result : Saturation
        The band and the mean are over random orders, the line with points and the bars
        are the order observed. An upright line stands where the stopping rule was met.
        Published, points, bars and that line are links.
    note : str
        What the data are; printed below the axes.

    Returns
    -------
    Plot
    """
    found = published(result)
    enough: Saturation = found.result
    figure, (above, below) = subplots(
        2, sharex=True, figsize=(6.3, 4.4), height_ratios=(3, 1.2)
    )
    thing = _thing(enough)
    _stopped(above, below, found)
    _totals(above, found)
    _new(below, found)
    above.set_ylabel(f"{thing}s found")
    below.set_ylabel(f"New {thing.lower()}s")
    below.set_xlabel("Interviews")
    below.xaxis.set_major_locator(MaxNLocator(integer=True))
    below.set_xlim(0.4, enough.n_interviews + 0.6)
    above.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3)
    band = f"Band: {coverage(enough.conf_level)} of random orders."
    parts = (band, _rule(enough), note)
    data = [asdict(step) for step in enough.steps]
    return noted(figure, " ".join(part for part in parts if part), data)


def _thing(result: Saturation) -> str:
    level = {option.name: option.value for option in result.data.options}.get("level")
    return "Theme" if level == "theme" else "Code"


def _stopped(above: Axes, below: Axes, found: Part) -> None:
    """Draw where the stopping rule was met, if it was; the points stand before it."""
    stopped: int | None = found.stopped_at.value
    if stopped is None:
        return
    for axes in (above, below):
        line = axes.axvline(stopped, color="0.35", ls=":", lw=1.2, zorder=0)
        if axes is above:
            stands_for(line, found.stopped_at)
    late = stopped > found.n_interviews.value / 2
    above.annotate(
        f"Stopping rule met after {stopped} interviews",
        (stopped, 0.04),
        xycoords=("data", "axes fraction"),
        xytext=(-4 if late else 4, 0),
        textcoords="offset points",
        ha="right" if late else "left",
    )


def _totals(axes: Axes, found: Part) -> None:
    steps = found.result.steps
    at = [step.interviews for step in steps]
    ends = [step.total_low for step in steps], [step.total_high for step in steps]
    axes.fill_between(at, *ends, color="0.85", lw=0, label="Random orders")
    means = [step.total_mean for step in steps]
    axes.plot(at, means, **MEAN, label="Mean of all orders")
    axes.plot(at, [step.observed_total for step in steps], color=PALETTE[0], lw=1.2)
    look: dict[str, Any] = {"color": PALETTE[0], "ms": 4}
    for step in found.steps:
        number = step.observed_total
        point(axes, step.interviews.value, number.value, "o", number, **look)
    axes.plot([], [], "-o", lw=1.2, label="As observed", **look)
    axes.set_ylim(0, 1.05 * found.n_codes.value)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))


def _new(axes: Axes, found: Part) -> None:
    steps = found.result.steps
    at = [step.interviews for step in steps]
    new = [step.observed_new for step in steps]
    bars = axes.bar(at, new, color=PALETTE[0], width=0.7)
    for bar, step in zip(bars, found.steps, strict=True):
        stands_for(bar, step.observed_new)
    means = [step.new_mean for step in steps]
    axes.plot(at, means, **MEAN)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylim(bottom=0)


def _rule(result: Saturation) -> str:
    if result.stopped_at is not None:
        return ""
    why = result.undefined
    return f"{why[:1].upper()}{why[1:]}."
