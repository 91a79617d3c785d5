"""Restricted maximum likelihood with one intercept for each person.

References
----------
D. Bates and others (2015), Fitting linear mixed-effects models using lme4, Journal of
Statistical Software 67(1). R: lme4::lmer(REML = TRUE).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, pi

import numpy as np
from scipy import optimize

from analysis.estimates.rows import Values
from analysis.models._waves import Waves, sums_of
from results import NotComputable

#: Where the ratio of the two variances is looked for first.
RATIOS = np.concatenate([[0.0], np.logspace(-6, 8, 281)])


@dataclass(frozen=True, slots=True, kw_only=True)
class RemlFit:
    """REML at one ratio of the variances, between persons over within."""

    ratio: float
    estimates: Values  # (n_terms,)
    covariance: Values  # (n_terms, n_terms)
    residuals: Values  # (n_values,), outcome less fixed effects
    variance: float  # within persons
    log_likelihood: float
    score: float  # slope of -2 log likelihood in the ratio


def reml(values: Waves, where: str) -> RemlFit:
    """Maximise the restricted likelihood over the ratio of the variances.

    The best ratio of a wide grid, then the root of the slope beside it: exact to the
    last figures. A ratio of 0 is a maximum on the boundary.

    Raises
    ------
    DataError
        If the likelihood has no maximum at a finite ratio.
    """
    heights = [at_ratio(values, ratio).log_likelihood for ratio in RATIOS]
    best = int(np.argmax(heights))
    low = float(RATIOS[max(best - 1, 0)])
    high = float(RATIOS[min(best + 1, len(RATIOS) - 1)])
    if best == 0 and at_ratio(values, 0.0).score >= 0:
        return at_ratio(values, 0.0)
    if not at_ratio(values, low).score < 0 < at_ratio(values, high).score:
        raise NotComputable(
            f"{where}: the variance between persons cannot be told from that within, "
            f"got a ratio above {low:g}; compare the changes of the groups instead"
        )
    ratio = optimize.brentq(
        lambda r: at_ratio(values, r).score, low, high, xtol=1e-14 * high, rtol=1e-14
    )
    return at_ratio(values, float(ratio))


def at_ratio(values: Waves, ratio: float) -> RemlFit:
    """Estimate everything else at a given ratio, by generalised least squares.

    A person with m values shares of each sum ratio / (1 + ratio m).
    """
    y, x, m = values.y, values.matrix, values.counts
    shrink = ratio / (1 + ratio * m)
    sum_x, sum_y = sums_of(values, x), sums_of(values, y[:, None])[:, 0]
    information = x.T @ x - (sum_x * shrink[:, None]).T @ sum_x
    estimates = np.linalg.solve(information, x.T @ y - sum_x.T @ (shrink * sum_y))
    residuals = y - x @ estimates
    sums = sum_y - sum_x @ estimates
    squares = float(residuals @ residuals - (shrink * sums**2).sum())
    dof = len(y) - len(estimates)
    variance = squares / dof
    inverse = np.linalg.inv(information)
    scaled = sum_x / (1 + ratio * m)[:, None]
    trace = float((m / (1 + ratio * m)).sum() - np.trace(inverse @ scaled.T @ scaled))
    pulled = float(((sums / (1 + ratio * m)) ** 2).sum())
    deviance = (
        dof * (1 + log(2 * pi * variance))
        + float(np.log1p(ratio * m).sum())
        + float(np.linalg.slogdet(information)[1])
    )
    return RemlFit(
        ratio=ratio,
        estimates=np.asarray(estimates, dtype=np.float64),
        covariance=np.asarray(inverse * variance, dtype=np.float64),
        residuals=residuals,
        variance=variance,
        log_likelihood=-deviance / 2,
        score=trace - pulled / variance,
    )
