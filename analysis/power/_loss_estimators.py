"""Proportions of many simulated studies at once, from those who were seen again.

Arrays have the shape (studies, groups, people); `seen` says who was seen again. Each
estimator returns the proportions of the groups with their limits, then the differences
of the first group and the last with theirs. NaN, inside this part of the work only, is
a limit that does not exist.
"""

from __future__ import annotations

import numpy as np
from scipy import special, stats

from analysis.estimates.rows import Flags, Values

#: Estimate, lower and upper limit.
Estimates = tuple[Values, Values, Values]

#: Newton steps of a logistic regression at most.
ROUNDS = 30


def complete_cases(outcome: Flags, seen: Flags, z: float) -> tuple[Estimates, ...]:
    """Proportions of those seen, with Wilson's interval and Newcombe's of a difference.

    Parameters
    ----------
    outcome, seen : array of bool, shape (studies, groups, people)
        Somebody of every group was seen.
    z : float
        Quantile of the normal distribution that goes with the level of confidence.
    """
    n = seen.sum(axis=2)
    p = (outcome & seen).sum(axis=2) / n
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    margin = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    # At 0 and 1 the limit is the estimate itself, but for rounding.
    low = np.where(p == 0, 0, centre - margin)
    high = np.where(p == 1, 1, centre + margin)
    apart = p[:, 0] - p[:, -1]
    below = np.hypot(p[:, 0] - low[:, 0], high[:, -1] - p[:, -1])
    above = np.hypot(high[:, 0] - p[:, 0], p[:, -1] - low[:, -1])
    return (p, low, high), (apart, apart - below, apart + above)


def weighted_cases(
    outcome: Flags, seen: Flags, weights: Values, tail: float
) -> tuple[Estimates, ...]:
    """Weighted proportions, with the intervals of `weighted_proportions`.

    Where all of a group's outcomes are the same, or one person was seen, neither the
    group nor the difference has an interval.

    Parameters
    ----------
    outcome, seen
        As for `complete_cases`.
    weights : array of the same shape
    tail : float
        Chance that the interval leaves out at either side, such as 0.025.

    References
    ----------
    R 4.2.2, qt.
    """
    w = np.where(seen, weights, 0)
    n = seen.sum(axis=2)
    total = w.sum(axis=2)
    hits = (outcome & seen).sum(axis=2)
    certain = (hits == 0) | (hits == n) | (n == 1)
    p = (w * outcome).sum(axis=2) / total
    squares = ((w * (outcome - p[:, :, None])) ** 2).sum(axis=2) / total**2
    error = np.sqrt(n / np.maximum(n - 1, 1) * squares)
    error[certain] = np.nan
    inside = np.where(certain, 0.5, p)
    # Quantiles of t by degrees of freedom; with none there is no interval.
    quantiles = stats.t.isf(tail, np.arange(2 * seen.shape[2] - 1))
    margin = quantiles[n - 1] * error / (inside * (1 - inside))
    centre = special.logit(inside)
    apart = p[:, 0] - p[:, -1]
    aside = quantiles[n[:, 0] + n[:, -1] - 2] * np.hypot(error[:, 0], error[:, -1])
    return (
        (p, special.expit(centre - margin), special.expit(centre + margin)),
        (apart, apart - aside, apart + aside),
    )


def inverse_chances(x: Values, seen: Flags) -> tuple[Values, Flags]:
    """Weights 1 / chance of being seen, by logistic regression on group and x.

    Parameters
    ----------
    x : array, shape (studies, groups, people)
        The entry variable.
    seen : array of bool, of the same shape

    Returns
    -------
    weights : array of the same shape
    solved : array of bool, shape (studies,)
        Whether the regression of a study was solved within 30 steps; as in R's glm,
        it is once the deviance settles, also where everybody of a group was seen
        (their weights are 1).

    References
    ----------
    R 4.2.2, glm.fit(family = binomial()).
    """
    count, _, people = x.shape
    wanted = seen.sum(axis=2)
    starts, slope = special.logit((wanted + 0.5) / (people + 1)), np.zeros(count)
    fit = np.full(count, -np.inf)
    solved = np.zeros(count, dtype=bool)
    # A regression that breaks down is not solved, and its study is left out by name.
    with np.errstate(all="ignore"):
        for _ in range(ROUNDS):
            at = np.flatnonzero(~solved)
            odds = starts[at][:, :, None] + slope[at][:, None, None] * x[at]
            signed = np.where(seen[at], odds, -odds)
            now = special.log_expit(signed).sum(axis=(1, 2))
            settled = np.abs(now - fit[at]) < 1e-10 * (np.abs(now) + 0.1)
            fit[at], solved[at[settled]] = now, True
            step, slope_step = _newton(x[at], seen[at], special.expit(odds))
            starts[at[~settled]] += step[~settled]
            slope[at[~settled]] += slope_step[~settled]
        odds = starts[:, :, None] + slope[:, None, None] * x
        return 1 + np.exp(-odds), solved


def _newton(x: Values, seen: Flags, p: Values) -> tuple[Values, Values]:
    # The groups' part of the information is diagonal, so it can be solved by hand.
    spread = p * (1 - p)
    own, mixed = spread.sum(axis=2), (spread * x).sum(axis=2)
    surplus = (seen - p).sum(axis=2)
    tilt = ((seen - p) * x).sum(axis=(1, 2)) - (mixed / own * surplus).sum(axis=1)
    information = (spread * x**2).sum(axis=(1, 2)) - (mixed**2 / own).sum(axis=1)
    slope = tilt / information
    return (surplus - mixed * slope[:, None]) / own, slope
