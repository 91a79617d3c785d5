"""Compare how many of the same participants have a property at two times."""

from __future__ import annotations

from math import sqrt
from typing import Any

import pandas as pd
from scipy import stats

from analysis.estimates.effect_sizes import effect_of
from analysis.estimates.filters import ALL_ROWS
from analysis.estimates.proportions import need_level, wilson_interval
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import code_text, column, data_used, selected
from results import DataError, Effect, PairedCounts


@recorded("level", "conf_level")
def mcnemar(
    frame: pd.DataFrame,
    *,
    before: str,
    after: str,
    level: object,
    source: str,
    filter: str = ALL_ROWS,
    outcome_label: str | None = None,
    conf_level: float = 0.95,
) -> PairedCounts:
    """McNemar's exact test of a property at two times.

    Parameters
    ----------
    frame : DataFrame, shape (n_participants, n_variables)
        One row for a participant; NaN where a value is missing.
    before, after : str
        Columns of the same categories.
    level : object
        The category that is the property.
    source, filter : str
        Kind of data and table; which rows, as `analysis.estimates.rows.selected` reads
        it.
    outcome_label : str, optional
        What the property is; the level itself if it is not given.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    PairedCounts
        Of the rows with both values; the others are counted in `n_missing`. The p
        value is that of the binomial distribution, given how many changed; the
        difference, after - before, has Newcombe's score interval for pairs. The
        effect is `odds_ratio`: those with the property after only, over those with it
        before only, with the exact binomial interval. `data.variables` are before
        and after.

    Raises
    ------
    DataError
        If a column is not there, nobody can have `level`, or there is no pair.

    References
    ----------
    McNemar (1947), Note on the sampling error of the difference between correlated
    proportions or percentages; in its exact form, those who changed one way are
    binomial with a chance of one half. Newcombe (1998), Improved confidence intervals
    for the difference between binomial proportions based on paired data, method 10.
    R, binom.test of those who changed.

    Examples
    --------
    >>> frame = pd.DataFrame({"entry": ["yes", "yes", "no"], "later": ["no"] * 3})
    >>> frame = frame.astype(pd.CategoricalDtype(["yes", "no"]))
    >>> asked = {"before": "entry", "after": "later", "source": "simulated/cohort"}
    >>> found = mcnemar(frame, **asked, level="yes")
    >>> found.before_only, found.p_value, round(found.estimate, 4)
    (2, 0.5, -0.6667)
    """
    where = f"{source}, {before} to {after}"
    frame = selected(frame, filter, where=where)
    counts = _crossed(*_properties(frame, (before, after), level, source, where))
    low, high = _difference_interval(**counts, conf_level=conf_level)
    before_only, after_only = counts["before_only"], counts["after_only"]
    n = sum(counts.values())
    changed = before_only + after_only
    return PairedCounts(
        method="McNemar exact test",
        outcome=outcome_label or code_text(level),
        n=n,
        n_missing=len(frame) - n,
        **counts,
        before=(counts["both"] + before_only) / n,
        after=(counts["both"] + after_only) / n,
        estimate=(after_only - before_only) / n,
        conf_low=low,
        conf_high=high,
        conf_level=conf_level,
        # If nobody changed, nothing speaks against equal chances.
        p_value=float(stats.binomtest(after_only, changed).pvalue) if changed else 1.0,
        effect=_odds_ratio(after_only, before_only, conf_level=conf_level),
        data=data_used(frame, (before, after), source=source, filter=filter),
    )


def _properties(
    frame: pd.DataFrame, times: tuple[str, str], level: object, source: str, where: str
) -> tuple[Any, Any]:
    # Who of those with both values had the property before, and who after.
    start, end = (column(frame, name, where=where) for name in times)
    known = (start.notna() & end.notna()).to_numpy()
    if not known.any():
        raise DataError(
            f"{where}: at least 1 pair is needed, got 0; "
            "choose other rows, or report the two proportions instead"
        )
    for name, values in zip(times, (start, end), strict=True):
        need_level(values, level, where=f"{source}, {name}")
    return start[known] == level, end[known] == level


def _crossed(had: Any, has: Any) -> dict[str, Any]:
    # How many had the property at both times, once, and never.
    return {
        "both": int((had & has).sum()),
        "before_only": int((had & ~has).sum()),
        "after_only": int((~had & has).sum()),
        "neither": int((~had & ~has).sum()),
    }


def _difference_interval(
    both: int, before_only: int, after_only: int, neither: int, *, conf_level: float
) -> tuple[float, float]:
    # Wilson's limits of the two proportions, joined as their correlation phi says.
    n = both + before_only + after_only + neither
    first, second = both + before_only, both + after_only
    low1, high1 = wilson_interval(first, n, conf_level=conf_level)
    low2, high2 = wilson_interval(second, n, conf_level=conf_level)
    p1, p2 = first / n, second / n
    cross = float(both * neither - before_only * after_only)
    if cross > 0:
        cross = max(0.0, cross - n / 2)  # correction for continuity
    margins = first * (n - first) * second * (n - second)
    phi = cross / sqrt(margins) if margins else 0.0

    def joined(one: float, other: float) -> float:
        return sqrt(max(0.0, one**2 - 2 * phi * one * other + other**2))

    estimate = (after_only - before_only) / n
    return (
        estimate - joined(p2 - low2, high1 - p1),
        estimate + joined(high2 - p2, p1 - low1),
    )


def _odds_ratio(after_only: int, before_only: int, *, conf_level: float) -> Effect:
    changed = after_only + before_only
    estimate = low = high = None
    undefined = "nobody changed"
    if changed:
        limits = stats.binomtest(after_only, changed).proportion_ci(conf_level)
        low = float(limits.low / (1 - limits.low))
        undefined = "nobody had it before only, so the ratio has no upper limit"
    if before_only:
        estimate = after_only / before_only
        high = float(limits.high / (1 - limits.high))
        undefined = ""
    return effect_of("odds_ratio", estimate, (low, high), conf_level, undefined)
