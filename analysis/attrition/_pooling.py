"""One number estimated in many completed data sets, pooled by Rubin's rules."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from analysis.estimates.rows import Values

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
