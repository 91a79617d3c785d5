"""Numbers estimated in many completed data sets, pooled by Rubin's rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

import numpy as np
from scipy import stats

from analysis.attrition._estimated_proportions import CERTAIN, logit_interval
from analysis.attrition._lost import Followed
from analysis.estimates.coverage import tail_of
from analysis.estimates.rows import Values
from analysis.models.means import Difference
from results import EstimatedProportion

#: Why a proportion, or a difference, has no interval.
TOO_FEW = "fewer than one degree of freedom is left"

#: Share of the variance between imputations below which R's mice sets it to this.
LEAST_SHARE = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """One number estimated in every imputed data set, pooled by Rubin's rules."""

    estimate: float
    std_error: float
    dof: float
    missing_information: float
    monte_carlo_error: float


def pool(estimates: Values, variances: Values, dof_complete: int) -> Pooled:
    """Pool one number by Rubin's rules, for a sample that is not large.

    Parameters
    ----------
    estimates, variances : array, shape (n_imputations,)
        The number in every completed data set, and the square of its standard error
        there; at least two.
    dof_complete : int
        Degrees of freedom that complete data would have.

    Returns
    -------
    Pooled
        Degrees of freedom after Barnard and Rubin (1999).

    References
    ----------
    Rubin (1987), Multiple imputation for nonresponse in surveys: the variance is
    W + (1 + 1/m) B, the mean of the m variances and the variance of the m estimates.
    Barnard and Rubin (1999), for the degrees of freedom. R, mice 3.15: pool.scalar.

    Examples
    --------
    >>> import numpy as np
    >>> found = pool(np.array([0.2, 0.3]), np.array([0.01, 0.01]), 20)
    >>> round(found.std_error, 6), round(found.dof, 6)
    (0.132288, 3.57773)
    """
    m = len(estimates)
    within = float(variances.mean())
    # Equal numbers do not vary, whatever the rounding of their mean.
    same = estimates.min() == estimates.max()
    between = 0.0 if same else float(estimates.var(ddof=1))
    total = within + (1 + 1 / m) * between
    share = (1 + 1 / m) * between / total if total else 0.0
    held = max(share, LEAST_SHARE)
    many = (m - 1) / held**2
    few = (dof_complete + 1) / (dof_complete + 3) * dof_complete * (1 - held)
    dof = many * few / (many + few)
    return Pooled(
        estimate=float(estimates.mean()),
        std_error=sqrt(total),
        dof=dof,
        missing_information=share + (1 - share) * 2 / (dof + 3),
        monte_carlo_error=sqrt(between / m),
    )


def pooled_group(
    people: Followed, index: int, shares: Values, conf_level: float
) -> EstimatedProportion:
    """Pool the proportion of one group, given its share in every data set."""
    inside = people.member == index
    n = int(inside.sum())
    pooled = pool(shares, shares * (1 - shares) / n, n - 1)
    undefined = TOO_FEW if pooled.dof < 1 else ""
    certain = not 0 < pooled.estimate < 1
    low = high = None
    if not (undefined or certain):
        quantile = float(stats.t.isf(tail_of(conf_level), pooled.dof))
        low, high = logit_interval(pooled.estimate, pooled.std_error, quantile)
    return EstimatedProportion(
        group=people.keys[index],
        label=people.labels[index],
        n=n,
        n_observed=int((~np.isnan(people.success[inside])).sum()),
        proportion=pooled.estimate,
        std_error=None if certain else pooled.std_error,
        conf_low=low,
        conf_high=high,
        conf_level=conf_level,
        missing_information=None if certain else pooled.missing_information,
        monte_carlo_error=pooled.monte_carlo_error,
        undefined=CERTAIN if certain else undefined,
    )


def pooled_pairs(
    people: Followed, shares: Sequence[Values]
) -> list[tuple[Difference, float]]:
    """Pool the difference of every two groups; with its Monte Carlo error."""
    sizes = [int((people.member == i).sum()) for i in range(len(shares))]
    pairs = []
    for i, j in combinations(range(len(sizes)), 2):
        one, other = (shares[k] * (1 - shares[k]) / sizes[k] for k in (i, j))
        pooled = pool(shares[i] - shares[j], one + other, sizes[i] + sizes[j] - 2)
        certain = any(not 0 < shares[k].mean() < 1 for k in (i, j))
        reason = TOO_FEW if pooled.dof < 1 else ""
        difference = Difference(
            first=people.keys[i],
            second=people.keys[j],
            estimate=pooled.estimate,
            std_error=pooled.std_error,
            dof=pooled.dof,
            undefined=CERTAIN if certain else reason,
        )
        pairs.append((difference, pooled.monte_carlo_error))
    return pairs
