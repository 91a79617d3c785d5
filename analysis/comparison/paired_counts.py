"""Compare how many of the same participants have a property at two times."""

from __future__ import annotations

from math import sqrt
from typing import Any

from scipy import stats

from analysis.estimates.effect_sizes import effect_of
from analysis.estimates.proportions import need_level, wilson_interval
from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.rows import column
from analysis.estimates.sample import Sample, joint_label
from results import Effect, NotComputable, PairedCounts


@recorded("level", "conf_level")
def mcnemar(
    sample: Sample, *, before: str, after: str, level: object, conf_level: float = 0.95
) -> PairedCounts:
    """McNemar's exact test of a property at two times.

    Parameters
    ----------
    sample : Sample
        One row for a participant; NaN where a value is missing.
    before, after : str
        Columns of the same categories.
    level : object
        The category that is the property.
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
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"entry": ["yes", "yes", "no"], "later": ["no"] * 3})
    >>> frame = frame.astype(pd.CategoricalDtype(["yes", "no"]))
    >>> sample = Sample(frame, source="simulated/cohort")
    >>> found = mcnemar(sample, before="entry", after="later", level="yes")
    >>> found.before_only, found.p_value, round(found.estimate, 4)
    (2, 0.5, -0.6667)
    """
    had, has = _properties(sample, (before, after), level)
    counts: dict[str, Any] = {
        "both": int((had & has).sum()),
        "before_only": int((had & ~has).sum()),
        "after_only": int((~had & has).sum()),
        "neither": int((~had & ~has).sum()),
    }
    low, high = _difference_interval(**counts, conf_level=conf_level)
    before_only, after_only = counts["before_only"], counts["after_only"]
    n = sum(counts.values())
    changed = before_only + after_only
    return PairedCounts(
        method="McNemar exact test",
        outcome=joint_label(*(sample.event(name, level) for name in (before, after))),
        n=n,
        n_missing=len(sample) - n,
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
        data=data_used(sample, (before, after)),
    )


def _properties(
    sample: Sample, times: tuple[str, str], level: object
) -> tuple[Any, Any]:
    # Who of those with both values had the property before, and who after.
    where = f"{sample.source}, {times[0]} to {times[1]}"
    start, end = (column(sample.frame, name, where=where) for name in times)
    known = (start.notna() & end.notna()).to_numpy()
    if not known.any():
        raise NotComputable(
            f"{where}: at least 1 pair is needed, got 0; "
            "choose other rows, or report the two proportions instead"
        )
    for name, values in zip(times, (start, end), strict=True):
        need_level(values, level, where=f"{sample.source}, {name}")
    return start[known] == level, end[known] == level


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
