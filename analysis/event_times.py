"""Times until an event, and whether it happened or the time is censored."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.designs import complete, refuse
from analysis.odds import events
from analysis.samples import Values, numeric

__all__ = ["times_and_events"]


def times_and_events(
    frame: pd.DataFrame,
    names: Sequence[str],
    *,
    level: object,
    where: str,
    until: float | None = None,
) -> tuple[pd.DataFrame, Values, Values]:
    """Return the complete rows, their times, and 1 where the event happened, else 0.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_variables)
        NaN where a value is missing.
    names : sequence of str
        Columns of this analysis: the time, how it ended, and others.
    level : object
        The category of how it ended that is the event.
    where : str
        Opening of an error message.
    until : float, optional
        Time at which following people ended.

    Raises
    ------
    DataError
        If a column is not there, no row is complete, nobody can have the level or has
        it, or a time is no number, negative or later than `until`.
    ValueError
        If a column is named twice, or `until` is no finite time above 0.
    """
    if until is not None and not 0 < until < np.inf:
        raise ValueError(
            f"until: no finite time above 0, got {until:g}; use the unit of the times"
        )
    kept = complete(frame, names, where=where)
    times = numeric(kept, names[0], where=where)
    happened = events(kept, names[1], level, where=where)
    last = np.inf if until is None else until
    wrong = [
        f"{names[0]} is {fault} {bad.sum()} times, got {times[bad][0]:g} first, at "
        f"rows {list(kept.index[bad][:5])}; {repair}"
        for bad, fault, repair in (
            (times < 0, "negative", "check the dates"),
            (times > last, f"later than {last:g}", "check it, or give a later end"),
        )
        if bad.any()
    ]
    if not happened.any():
        wrong.append(
            f"nobody had the event, got {names[1]} {level!s} in none of {len(kept)} "
            "complete rows; there is nothing to estimate"
        )
    refuse(where, wrong)
    return kept, times, happened
