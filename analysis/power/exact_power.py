"""Power of two-sided tests, by their exact distributions under a true effect.

Groups of people are independent, and values are normal with the same standard
deviation. Each power rises with the effect from the level of the test, `alpha`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from math import asinh, atanh, cosh, exp, lgamma, log, pi, sqrt, tanh

import numpy as np
import numpy.typing as npt
from scipy import integrate, special, stats

from analysis.estimates.exact_tests import RELATIVE_ERROR
from analysis.estimates.rows import Values

#: A Fisher's z that no correlation of a study reaches.
FAR = 15.0


def power_of_means(d: float, first: int, second: int, *, alpha: float) -> float:
    """Power of Student's t test of two means that differ by `d` standard deviations.

    References
    ----------
    R 4.2.2, power.t.test(strict = TRUE) for groups of one size.

    Examples
    --------
    >>> round(power_of_means(0.8, 24, 24, alpha=0.05), 4)
    0.7743
    """
    return _power_of_t(d / sqrt(1 / first + 1 / second), first + second - 2, alpha)


def power_of_paired(d: float, n: int, *, alpha: float) -> float:
    """Power of the paired t test of a mean change of `d` standard deviations.

    References
    ----------
    R 4.2.2, power.t.test(type = "paired", strict = TRUE).
    """
    return _power_of_t(d * sqrt(n), n - 1, alpha)


def _power_of_t(noncentrality: float, dof: int, alpha: float) -> float:
    # Both tails of t at once: its square has a noncentral F distribution, whose tails
    # scipy computes where those of the noncentral t come out as NaN.
    critical = stats.f.isf(alpha, 1, dof)
    return _above(critical, 1, dof, noncentrality**2)


def power_of_anova(f: float, sizes: tuple[int, ...], *, alpha: float) -> float:
    """Power of the analysis of variance of groups of these sizes.

    `f` is the standard deviation of the groups' means, weighted by size, in standard
    deviations of the values.

    References
    ----------
    R 4.2.2, power.anova.test for groups of one size.
    """
    dof, dof_resid = len(sizes) - 1, sum(sizes) - len(sizes)
    critical = stats.f.isf(alpha, dof, dof_resid)
    return _above(critical, dof, dof_resid, sum(sizes) * f**2)


def _above(critical: float, dof: int, dof_resid: int, noncentrality: float) -> float:
    # P(F > critical); scipy's noncentral F is no number near it at 0.
    if noncentrality == 0:
        return float(stats.f.sf(critical, dof, dof_resid))
    return float(stats.ncf.sf(critical, dof, dof_resid, noncentrality))


def power_of_correlation(r: float, n: int, *, alpha: float) -> float:
    """Power of the t test of a correlation of two normal variables, n at least 4."""
    t = float(stats.t.isf(alpha / 2, n - 2))
    critical = asinh(t / sqrt(n - 2))  # in units of Fisher's z, atanh(r)
    everywhere = partial(mean_over_correlations, lambda z: 1.0, r, n)
    return everywhere(-FAR, -critical) + everywhere(critical, FAR)


def mean_over_correlations(
    value: Callable[[float], float],
    r: float,
    n: int,
    low: float = -FAR,
    high: float = FAR,
) -> float:
    """Integrate a function of Fisher's z over the exact distribution of z."""

    def weighted(z: float) -> float:
        return value(z) * correlation_density(tanh(z), r, n) / cosh(z) ** 2

    middle = min(max(atanh(r), low), high)
    return sum(
        float(integrate.quad(weighted, *ends, epsabs=1e-11, epsrel=1e-11, limit=200)[0])
        for ends in ((low, middle), (middle, high))
        if ends[0] < ends[1]
    )


def correlation_density(found: float, r: float, n: int) -> float:
    """Density of a sample's correlation where the true one of normal variables is `r`.

    References
    ----------
    The hypergeometric form of Hotelling (1953), stable for every n of at least 4.
    """
    logarithm = (
        log(n - 2)
        + lgamma(n - 1)
        - lgamma(n - 0.5)
        + (n - 1) / 2 * log(1 - r**2)
        - log(2 * pi) / 2
        + (n - 4) / 2 * log(1 - found**2)
        + (1.5 - n) * log(1 - r * found)
    )
    series = float(special.hyp2f1(0.5, 0.5, n - 0.5, (1 + r * found) / 2))
    return exp(logarithm) * series


def power_of_proportions(
    first: float, second: float, sizes: tuple[int, int], *, alpha: float
) -> float:
    """Power of Fisher's exact test of two true proportions, over all tables.

    References
    ----------
    R 4.2.2: fisher.test(x)$p.value < alpha, weighted by dbinom.
    """
    chances = [
        stats.binom.pmf(np.arange(n + 1), n, p)
        for n, p in zip(sizes, (first, second), strict=True)
    ]
    return float(chances[0] @ _rejected(*sizes, alpha) @ chances[1])


@cache
def _rejected(first: int, second: int, alpha: float) -> Values:
    # 1 for each table (hits in the first group, in the second) with p below alpha.
    p_values = np.ones((first + 1, second + 1))
    for hits in range(1, first + second):
        x: npt.NDArray[np.int64] = np.arange(
            max(0, hits - second), min(first, hits) + 1
        )
        chances = stats.hypergeom.pmf(x, first + second, hits, first)
        likelier = chances[None, :] > chances[:, None] * (1 + RELATIVE_ERROR)
        p_values[x, hits - x] = np.where(likelier, 0, chances[None, :]).sum(axis=1)
    return (p_values < alpha).astype(np.float64)
