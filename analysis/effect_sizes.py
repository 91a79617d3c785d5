"""Effect sizes with their intervals: how large a difference is, apart from its p value.

Each agrees with the function of R, or the publication, named under References.
"""

from __future__ import annotations

from functools import partial
from math import copysign, exp, lgamma, log, sqrt

import numpy as np
import numpy.typing as npt
from scipy import stats

from analysis.errors import DataError
from analysis.noncentrality import noncentral_t_limits, positive_limits, tail_of
from analysis.results import Effect
from analysis.samples import Values

__all__ = [
    "cramers_v",
    "effect_of",
    "hedges_g",
    "omega_squared",
    "standardised",
    "standardised_difference",
    "tail_of",
]


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
    limits = positive_limits(
        partial(stats.ncf.cdf, adjusted, dof, dof_resid), conf_level
    )
    if limits is not None:
        low, high = limits
        limits = low / (low + dof_resid), high / (high + dof_resid)
    return effect_of("omega_squared", estimate, limits, conf_level)


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
    limits = noncentral_t_limits(t, dof, conf_level)
    factor = scale * correction
    inside = None if limits is None else (limits[0] * factor, limits[1] * factor)
    return effect_of(name, t * factor, inside, conf_level)


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
    limits = positive_limits(partial(stats.ncx2.cdf, chi_square, dof), conf_level)
    if limits is not None:
        low, high = (min(1.0, sqrt(limit / most)) for limit in limits)
        limits = low, high
    return effect_of("cramers_v", min(1.0, sqrt(chi_square / most)), limits, conf_level)


def standardised_difference(
    first: npt.ArrayLike, second: npt.ArrayLike, *, conf_level: float = 0.95
) -> Effect:
    """Standardised difference of two groups in the shares of several levels.

    Parameters
    ----------
    first, second : array, shape (n_levels,)
        Counts of the same levels, in the same order; a level may be empty.
    conf_level : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    Effect
        Of two levels, p1 - p2 of the one given first over the root of the mean of the
        variances p(1 - p); of more, the Mahalanobis distance of the two sets of
        shares with the mean of their covariance matrices, which has no sign. The
        interval is normal; that of a distance ends at 0. Undefined if the groups
        have no level in common, or both have the same single one.

    References
    ----------
    Yang and Dalton (2012), A unified approach to measuring the effect size between
    two groups using SAS; the standard error is that of R's package stddiff.

    Examples
    --------
    >>> found = standardised_difference([3, 7], [5, 5])
    >>> round(found.estimate, 4)
    -0.417
    """
    counts = np.array([first, second], dtype=np.float64)
    n1, n2 = counts.sum(axis=1)
    present = (counts > 0).any(axis=0)
    shared = (counts > 0).all(axis=0).any()
    if present.sum() < 2 or not shared:
        return Effect(
            name="standardised_difference",
            estimate=None,
            conf_low=None,
            conf_high=None,
            conf_level=conf_level,
            undefined="the two groups have no level in common"
            if present.sum() > 1
            else "everybody in both groups has the same level",
        )
    shares = (counts / [[n1], [n2]])[:, present][:, :-1]  # the last is what is left
    gap = shares[0] - shares[1]
    spread = sum(np.diag(p) - np.outer(p, p) for p in shares) / 2
    distance = sqrt(max(0.0, float(gap @ np.linalg.solve(spread, gap))))
    signed = counts.shape[1] == 2
    estimate = copysign(distance, gap[0]) if signed else distance
    error = sqrt((n1 + n2) / (n1 * n2) + distance**2 / (2 * (n1 + n2)))
    margin = float(stats.norm.isf(tail_of(conf_level))) * error
    low = estimate - margin if signed else max(0.0, estimate - margin)
    limits = low, estimate + margin
    return effect_of("standardised_difference", estimate, limits, conf_level)


def effect_of(
    name: str,
    estimate: float,
    limits: tuple[float, float] | None,
    conf_level: float,
) -> Effect:
    """Make an effect size, which says so if the method gave no limits."""
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
