"""One factor behind several items, fitted by maximum likelihood.

factor_analyzer 0.5.1 fails on today's scikit-learn, and has no error of omega.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg, optimize

from analysis.estimates.float_limits import all_alike
from analysis.estimates.rows import Values

#: Smallest share of an item's variance that may be its own. Below it the likelihood has
#: no maximum among proper solutions, or none that can be told from the limit.
LEAST_OWN = 1e-4

#: Largest derivative of the discrepancy, by the log of an own variance, at a solution.
FLAT = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFactor:
    """A fitted factor, and omega total of the items' sum."""

    loadings: tuple[float, ...]  # standardised; their sum in points is positive
    omega: float
    omega_error: float  # standard error by the delta method


def one_factor(values: Values) -> OneFactor | str:
    """Fit one factor to items, or say why there is none.

    Parameters
    ----------
    values : array, shape (n_rows, n_items)
        Complete answers in points, at least three items.

    Returns
    -------
    OneFactor or str
        The solution with the greatest likelihood, or the reason why there is no
        proper one.

    Notes
    -----
    The loadings that belong to given own variances are the leading eigenvector of the
    scaled correlation matrix (Jöreskog), so that only own variances are searched.
    The error of omega is that of expected information for n rows.

    References
    ----------
    R, lavaan 0.6-14, cfa(std.lv = TRUE); stats, factanal(factors = 1).
    """
    n, n_items = values.shape
    if any(map(all_alike, values.T)):
        return "everybody answered an item alike"
    correlations: Values = np.asarray(np.corrcoef(values, rowvar=False))
    if float(linalg.eigvalsh(correlations)[0]) < LEAST_OWN / n_items:
        return "some items can be computed from the others, or too few people answered"
    own = _own_variances(correlations)
    if own is None:
        return "the search for the factor did not end"
    if own.min() <= LEAST_OWN * 1.001:
        return (
            "the best factor would leave an item no variance of its own (Heywood case)"
        )
    spread = values.std(axis=0, ddof=1)
    standardised, _ = _factor(own, correlations)
    loadings, uniqueness = standardised * spread, own * spread**2
    if loadings.sum() < 0:
        standardised, loadings = -standardised, -loadings
    omega = float(loadings.sum() ** 2 / (loadings.sum() ** 2 + uniqueness.sum()))
    error = _omega_error(loadings, uniqueness, n)
    if error is None:
        return "the answers do not determine the factor"
    return OneFactor(
        loadings=tuple(float(loading) for loading in standardised),
        omega=omega,
        omega_error=error,
    )


def _own_variances(correlations: Values) -> Values | None:
    # The best of several searches, each begun with another item as the factor.
    n_items = len(correlations)
    squared = 1 / np.diag(linalg.inv(correlations))
    starts = [(1 - 0.5 / n_items) * squared]
    for item in range(n_items):
        starts.append(np.clip(1 - correlations[item] ** 2, 0.05, 0.95))
        starts[-1][item] = 0.05
    searches = [
        optimize.minimize(
            _height_and_slope,
            np.log(np.clip(start, 2 * LEAST_OWN, 1.0)),
            args=(correlations,),
            jac=True,
            method="L-BFGS-B",
            bounds=[(np.log(LEAST_OWN), 0.0)] * n_items,
            options={"ftol": 1e-15, "gtol": FLAT, "maxiter": 5000},
        )
        for start in starts
    ]
    best: Values = min(searches, key=lambda search: float(search.fun)).x
    if np.exp(best.min()) <= LEAST_OWN * 1.001:
        return np.exp(best)
    exact = optimize.root(_slope, best, args=(correlations,), tol=1e-14).x
    flat = np.abs(_slope(exact, correlations)).max() < FLAT
    return np.exp(exact) if flat and np.abs(exact - best).max() < 0.01 else None


def _factor(own: Values, correlations: Values) -> tuple[Values, Values]:
    # The loadings that belong to own variances, and what the factor leaves.
    root = np.sqrt(own)
    sizes, vectors = linalg.eigh(correlations / np.outer(root, root))
    loadings: Values = root * vectors[:, -1] * np.sqrt(max(sizes[-1] - 1.0, 0.0))
    return loadings, sizes[:-1]


def _height_and_slope(logs: Values, correlations: Values) -> tuple[float, Values]:
    # The discrepancy, and its derivative, from one decomposition.
    own = np.exp(logs)
    loadings, others = _factor(own, correlations)
    slope: Values = (loadings**2 + own - 1) / own
    return float((others - np.log(others) - 1).sum()), slope


def _slope(logs: Values, correlations: Values) -> Values:
    return _height_and_slope(logs, correlations)[1]


def _omega_error(loadings: Values, uniqueness: Values, n: int) -> float | None:
    # Standard error of omega by the delta method, from the expected information.
    n_items, total = len(loadings), float(loadings.sum())
    inverse = linalg.inv(np.outer(loadings, loadings) + np.diag(uniqueness))
    unit = np.eye(n_items)
    by_loading = [np.outer(e, loadings) + np.outer(loadings, e) for e in unit]
    by_own = [np.outer(e, e) for e in unit]
    parts = np.array([inverse @ change for change in by_loading + by_own])
    information = n / 2 * np.einsum("aij,bji->ab", parts, parts)
    # Scaled, so that the unit of an item is of no account.
    scale = np.sqrt(np.diag(information))
    if scale.min() <= 0:
        return None
    shares = information / np.outer(scale, scale)
    if float(linalg.eigvalsh(shares)[0]) < 1e-10:
        return None
    variance = total**2 + uniqueness.sum()
    ends = 2 * total * uniqueness.sum() / variance**2, -(total**2) / variance**2
    gradient = np.repeat(ends, n_items)
    step = gradient / scale
    return float(np.sqrt(step @ linalg.solve(shares, step)))
