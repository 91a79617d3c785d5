"""Figures of whether further interviews still brought new codes."""

from __future__ import annotations

from dataclasses import asdict

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from reported.figures.groups import PALETTE, noted
from reported.words.rounding import coverage
from results import Saturation


def saturation_curve(result: Saturation, *, note: str) -> Figure:
    """Show the codes found with each further interview, and below how many were new.

    Parameters
    ----------
    result : Saturation
        The band and the mean are over random orders, the line with points and the bars
        are the order observed. An upright line stands where the stopping rule was met.
    note : str
        What the data are; printed below the axes.

    Returns
    -------
    Figure
    """
    figure, (above, below) = plt.subplots(
        2, sharex=True, figsize=(6.3, 4.4), height_ratios=(3, 1.2)
    )
    thing = _thing(result)
    _totals(above, result)
    _new(below, result)
    above.set_ylabel(f"{thing}s found")
    below.set_ylabel(f"New {thing.lower()}s")
    below.set_xlabel("Interviews")
    below.xaxis.set_major_locator(MaxNLocator(integer=True))
    below.set_xlim(0.4, result.n_interviews + 0.6)
    if result.stopped_at is not None:
        for axes in (above, below):
            axes.axvline(result.stopped_at, color="0.35", ls=":", lw=1.2, zorder=0)
        late = result.stopped_at > result.n_interviews / 2
        above.annotate(
            f"Stopping rule met after {result.stopped_at} interviews",
            (result.stopped_at, 0.04),
            xycoords=("data", "axes fraction"),
            xytext=(-4 if late else 4, 0),
            textcoords="offset points",
            ha="right" if late else "left",
        )
    above.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3)
    band = f"Band: {coverage(result.conf_level)} of random orders."
    parts = (band, _rule(result), note)
    data = pd.DataFrame([asdict(step) for step in result.steps])
    return noted(figure, " ".join(part for part in parts if part), data)


def _thing(result: Saturation) -> str:
    level = {option.name: option.value for option in result.data.options}.get("level")
    return "Theme" if level == "theme" else "Code"


def _totals(axes: Axes, result: Saturation) -> None:
    steps = result.steps
    at = [step.interviews for step in steps]
    axes.fill_between(
        at,
        [step.total_low for step in steps],
        [step.total_high for step in steps],
        color="0.85",
        lw=0,
        label="Random orders",
    )
    axes.plot(
        at,
        [step.total_mean for step in steps],
        color="0.35",
        ls="--",
        lw=1.2,
        label="Mean of all orders",
    )
    axes.plot(
        at,
        [step.observed_total for step in steps],
        "-o",
        color=PALETTE[0],
        ms=4,
        lw=1.2,
        label="As observed",
    )
    axes.set_ylim(0, 1.05 * result.n_codes)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))


def _new(axes: Axes, result: Saturation) -> None:
    at = [step.interviews for step in result.steps]
    axes.bar(
        at, [step.observed_new for step in result.steps], color=PALETTE[0], width=0.7
    )
    means = [step.new_mean for step in result.steps]
    axes.plot(at, means, color="0.35", ls="--", lw=1.2)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylim(bottom=0)


def _rule(result: Saturation) -> str:
    if result.stopped_at is not None:
        return ""
    why = result.undefined
    return f"{why[:1].upper()}{why[1:]}."
