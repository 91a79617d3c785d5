"""Times until an event, and whether it happened or the time is censored.

Times that are computed, as days over 30.4375 or 0.1 + 0.2, can differ in their last
digits where they are the same. Every function of times until an event gets them from
here, where such times are made equal, and compares them exactly from then on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.estimates.rows import Values, code_text, numeric
from analysis.estimates.sample import Sample
from analysis.models._predictions import events
from analysis.models.designs import complete, refuse
from results import TIE, DataError, NotComputable


def with_ties(times: Values) -> Values:
    """Make times equal that differ by rounding alone.

    Parameters
    ----------
    times : array, shape (n_rows,)
        Finite times.

    Returns
    -------
    array, shape (n_rows,)
        Of neighbouring times that differ by no more than `TIE`, or `TIE` times the mean
        of all times that occur, each is the smallest.

    References
    ----------
    R, survival 3.5, aeqSurv, which survfit, survdiff and coxph call.

    Examples
    --------
    >>> with_ties(np.array([0.1 + 0.2, 0.5, 0.3])).tolist()
    [0.3, 0.5, 0.3]
    """
    own = np.unique(times)
    if len(own) < 2:
        return times
    apart = np.diff(own) > max(TIE, TIE * float(np.abs(own).mean()))
    first = own[np.concatenate([[True], apart])]
    tied: Values = first[np.searchsorted(first, times, side="right") - 1]
    return tied


def times_and_events(
    sample: Sample,
    names: Sequence[str],
    *,
    level: object,
    where: str,
    until: float | None = None,
) -> tuple[Sample, Values, Values]:
    """Return the complete rows, their times, and 1 where the event happened, else 0.

    Parameters
    ----------
    sample : Sample
        NaN where a value is missing.
    names : sequence of str
        Columns of this analysis: the time, how it ended, and others.
    level : object
        The category of how it ended that is the event.
    where : str
        Opening of an error message.
    until : float, optional
        Time at which following people ended.

    Returns
    -------
    (Sample, array, array)
        The times have shape (n_kept,) and are tied as `with_ties` says.

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
    kept = complete(sample, names, where=where)
    times = numeric(kept.frame, names[0], where=where)
    happened = events(kept.frame, names[1], level, where=where)
    last = np.inf if until is None else until
    late = times > last + max(TIE, TIE * last)
    wrong = [
        f"{names[0]} is {fault} {bad.sum()} times, got {times[bad][0]:g} first, at "
        f"rows {list(kept.frame.index[bad][:5])}; {repair}"
        for bad, fault, repair in (
            (times < -TIE, "negative", "check the dates"),
            (late, f"later than {last:g}", "check it, or give a later end"),
        )
        if bad.any()
    ]
    error = DataError if wrong else NotComputable
    if not happened.any():
        wrong.append(
            f"nobody had the event, got {names[1]} {code_text(level)} in none of "
            f"{len(kept)} complete rows; there is nothing to estimate"
        )
    refuse(where, wrong, error)
    return kept, with_ties(np.clip(times, 0, last)), happened
