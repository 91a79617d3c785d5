"""Effect sizes with their intervals: how large a difference is, apart from its p value.

Each agrees with a function of R's package effectsize, named under References.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import exp, inf, lgamma, log, sqrt

import numpy as np
import numpy.typing as npt
from scipy import optimize, stats

from analysis.errors import DataError
from analysis.results import Effect
from analysis.samples import Values

__all__ = [
    "cramers_v",
    "hedges_g",
    "omega_squared",
    "rank_epsilon_squared",
    "standardised",
    "tail_of",
]

#: Resamples of a bootstrap interval.
RESAMPLES = 5000

Cdf = Callable[[float], float]  # of a statistic, by its noncentrality; it falls


def omega_squared(
    f: float, dof: float, dof_resid: float, *, conf_level: float = 0.95
) -> Effect:
    """Omega squared of an F statistic, 0 where the estimate would be negative.

    Parameters
    ----------
    f, dof, dof_resid : float
        The statistic with its degrees of freedom, which may be fractions.
    conf_level : float
        Coverage of the two-sided interval, between 0 and 1.

    Returns
    -------
    Effect
        Between 0 and 1; without an interval where the method would give one of no
        width (an effect at or near 0), and then `undefined` says so.

    References
    ----------
    R, effectsize 0.8.3, F_to_omega2(alternative = "two.sided"): the limits are those
    of the noncentral F distribution at the F that corresponds to the estimate.
    """
    estimate = max(0.0, (f - 1) * dof / (f * dof + dof_resid + 1))
    adjusted = (estimate / dof) / ((1 - estimate) / dof_resid)
    limits = _positive_limits(
        partial(stats.ncf.cdf, adjusted, dof, dof_resid), conf_level
    )
    if limits is not None:
        low, high = limits
        limits = low / (low + dof_resid), high / (high + dof_resid)
    return _effect("omega_squared", estimate, limits, conf_level)


def hedges_g(first: Values, second: Values, *, conf_level: float = 0.95) -> Effect:
    """Standardised difference of two means, first - second, corrected for bias.

    Parameters
    ----------
    first, second : array, shape (n_values,)
        Observed values without NaN, at least three in all.
    conf_level : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    Effect
        Difference over the pooled SD, times the exact correction
        J = gamma(m/2) / (sqrt(m/2) gamma((m-1)/2)) for m = n1 + n2 - 2 degrees of
        freedom; the interval is that of the noncentral t distribution, times J.

    Raises
    ------
    DataError
        If the values of both groups do not vary, or are fewer than three.

    References
    ----------
    R, effectsize 0.8.3, hedges_g(pooled_sd = TRUE).
    """
    m = len(first) + len(second) - 2
    squares = first.var() * len(first) + second.var() * len(second)
    if m < 1 or squares == 0:
        raise DataError(
            f"hedges_g: no variance within two groups of {len(first)} and "
            f"{len(second)} values; describe the groups instead"
        )
    scale = sqrt(1 / len(first) + 1 / len(second))
    t = float((first.mean() - second.mean()) / (sqrt(squares / m) * scale))
    return standardised("hedges_g", t, m, scale, conf_level=conf_level)


def standardised(
    name: str, t: float, dof: int, scale: float, *, conf_level: float
) -> Effect:
    """Bias-corrected standardised mean from a t statistic; t * scale is the raw one."""
    if dof < 2:
        return Effect(
            name=name,
            estimate=None,
            conf_low=None,
            conf_high=None,
            conf_level=conf_level,
            undefined="the correction for small samples needs more observations",
        )
    correction = exp(lgamma(dof / 2) - log(sqrt(dof / 2)) - lgamma((dof - 1) / 2))
    limits = _noncentral_t_limits(t, dof, conf_level)
    factor = scale * correction
    inside = None if limits is None else (limits[0] * factor, limits[1] * factor)
    return _effect(name, t * factor, inside, conf_level)


def rank_epsilon_squared(
    values: Sequence[Values], *, conf_level: float = 0.95, seed: int = 1
) -> Effect:
    """Epsilon squared of the ranks: H / ((n^2 - 1) / (n + 1)), H corrected for ties.

    Parameters
    ----------
    values : sequence of arrays
        Observed values of each group; not all the same.
    conf_level : float
        Coverage of the interval, between 0 and 1.
    seed : int
        Seed of the bootstrap: the same seed gives the same interval.

    Returns
    -------
    Effect
        Between 0 and 1, with the percentile interval of 5,000 resamples within groups.
    """
    rng = np.random.default_rng(seed)
    drawn = [rng.choice(v, size=(RESAMPLES, len(v))) for v in values]
    sizes = [len(v) for v in values]
    resampled = _rank_share(np.concatenate(drawn, axis=1), sizes)
    tail = tail_of(conf_level)
    low, high = np.quantile(resampled, [tail, 1 - tail])
    estimate = _rank_share(np.concatenate(values)[None, :], sizes)[0]
    return _effect(
        "rank_epsilon_squared", float(estimate), (float(low), float(high)), conf_level
    )


def _rank_share(values: Values, sizes: Sequence[int]) -> Values:
    # H / (n - 1), tie-corrected, is the share of the ranks' variation between groups.
    ranks = stats.rankdata(values, axis=1)
    centred = ranks - ranks.mean(axis=1, keepdims=True)
    parts = np.split(centred, np.cumsum(sizes)[:-1], axis=1)
    between = sum(part.shape[1] * part.mean(axis=1) ** 2 for part in parts)
    total = (centred**2).sum(axis=1)
    # A resample in which every value is the same has nothing between its groups.
    nothing = np.zeros_like(total)
    shares: Values = np.divide(between, total, out=nothing, where=total > 0)
    return shares


def cramers_v(table: npt.ArrayLike, *, conf_level: float = 0.95) -> Effect:
    """Cramer's V of a table of counts, without correction for bias or continuity.

    Parameters
    ----------
    table : array, shape (n_groups, n_levels)
        Counts; every row and column has at least one.
    conf_level : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    Effect
        Between 0 and 1; the interval is that of the noncentral chi-square
        distribution, an approximation. None where it would have no width.

    References
    ----------
    R, effectsize 0.8.3, chisq_to_cramers_v(adjust = FALSE, alternative = "two.sided").
    """
    counts = np.asarray(table, dtype=np.float64)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    chi_square = float(((counts - expected) ** 2 / expected).sum())
    dof = (counts.shape[0] - 1) * (counts.shape[1] - 1)
    most = float(counts.sum()) * (min(counts.shape) - 1)
    limits = _positive_limits(partial(stats.ncx2.cdf, chi_square, dof), conf_level)
    if limits is not None:
        low, high = (min(1.0, sqrt(limit / most)) for limit in limits)
        limits = low, high
    return _effect("cramers_v", min(1.0, sqrt(chi_square / most)), limits, conf_level)


def tail_of(conf_level: float) -> float:
    """Probability beyond either limit of an interval; ValueError outside 0-1."""
    if not 0 < conf_level < 1:
        raise ValueError(f"conf_level: outside 0-1, got {conf_level}; use 0.95")
    return (1 - conf_level) / 2


def _positive_limits(cdf: Cdf, conf_level: float) -> tuple[float, float] | None:
    # Limits of a noncentrality that cannot be negative; None if both would be 0.
    tail = tail_of(conf_level)
    at_zero = cdf(0.0)
    if at_zero <= tail:
        return None
    low = 0.0 if at_zero <= 1 - tail else _root(cdf, 1 - tail, start=0.0, low=0.0)
    high = _root(cdf, tail, start=0.0, low=0.0)
    return None if low is None or high is None else (low, high)


def _noncentral_t_limits(
    t: float, dof: int, conf_level: float
) -> tuple[float, float] | None:
    tail = tail_of(conf_level)
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


def _effect(
    name: str,
    estimate: float,
    limits: tuple[float, float] | None,
    conf_level: float,
) -> Effect:
    low, high = (None, None) if limits is None else limits
    return Effect(
        name=name,
        estimate=estimate,
        conf_low=low,
        conf_high=high,
        conf_level=conf_level,
        undefined=""
        if limits
        else "the method gives no interval for an effect of this size",
    )
