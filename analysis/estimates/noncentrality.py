"""Limits of a noncentrality: how far from no effect a statistic may have come.

An interval of an effect size starts from one of these.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import inf

from scipy import optimize, stats

from analysis.estimates.coverage import tail_of

#: Beyond this the noncentral t distribution breaks down, or takes minutes to.
LARGEST_T = 2e4

Cdf = Callable[[float], float]  # of a statistic, by its noncentrality; it falls
Effect = Callable[[float], float]  # of a noncentrality


def positive_limits(
    cdf: Cdf, conf_level: float, effect: Effect
) -> tuple[float, float] | None:
    """Effects at the limits of what cannot be negative; None if both would be 0."""
    if cdf(0.0) <= tail_of(conf_level):
        return None
    return _limits(cdf, conf_level, effect, start=0.0, lowest=0.0)


def noncentral_t_limits(
    t: float, dof: float, conf_level: float, effect: Effect
) -> tuple[float, float] | None:
    """Effects at the limits of t's noncentrality; None where there are no limits."""
    if abs(t) > LARGEST_T:
        return None
    cdf = partial(stats.nct.cdf, t, dof)
    return _limits(cdf, conf_level, effect, start=t, lowest=-inf)


def _limits(
    cdf: Cdf, conf_level: float, effect: Effect, *, start: float, lowest: float
) -> tuple[float, float] | None:
    tail = tail_of(conf_level)
    try:
        low, high = (_root(cdf, p, start, lowest) for p in (1 - tail, tail))
    except ValueError:  # no sign change, or not a number for so extreme a statistic
        return None
    return effect(low), effect(high)


def _root(cdf: Cdf, probability: float, start: float, lowest: float) -> float:
    # Noncentrality at which `cdf` is `probability`, or the lowest there is.
    if lowest == 0 and cdf(0.0) <= probability:
        return 0.0
    width = 1.0
    for _ in range(50):
        left, right = max(lowest, start - width), start + width
        if cdf(left) >= probability >= cdf(right):
            break
        width *= 2
    return float(optimize.brentq(lambda x: cdf(x) - probability, left, right))
