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


def positive_limits(cdf: Cdf, conf_level: float) -> tuple[float, float] | None:
    """Limits of a noncentrality that cannot be negative; None if both would be 0."""
    tail = tail_of(conf_level)
    at_zero = cdf(0.0)
    if at_zero <= tail:
        return None
    low = 0.0 if at_zero <= 1 - tail else _root(cdf, 1 - tail, start=0.0, low=0.0)
    high = _root(cdf, tail, start=0.0, low=0.0)
    return None if low is None or high is None else (low, high)


def noncentral_t_limits(
    t: float, dof: float, conf_level: float
) -> tuple[float, float] | None:
    """Limits of the noncentrality of t; None where its distribution breaks down."""
    tail = tail_of(conf_level)
    if abs(t) > LARGEST_T:
        return None
    cdf = partial(stats.nct.cdf, t, dof)
    low = _root(cdf, 1 - tail, start=t, low=-inf)
    high = _root(cdf, tail, start=t, low=-inf)
    return None if low is None or high is None else (low, high)


def _root(cdf: Cdf, probability: float, *, start: float, low: float) -> float | None:
    # Noncentrality at which `cdf` is `probability`; None where cdf breaks down.
    width = 1.0
    for _ in range(50):
        left, right = max(low, start - width), start + width
        if cdf(left) >= probability >= cdf(right):
            break
        width *= 2
    try:
        return float(optimize.brentq(lambda x: cdf(x) - probability, left, right))
    except ValueError:  # no sign change, or not a number for so extreme a statistic
        return None
