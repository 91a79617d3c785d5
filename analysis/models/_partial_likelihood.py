"""Maximise the partial likelihood of a Cox model, tied events by Efron's method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from statsmodels.duration.hazard_regression import PHReg

from analysis.estimates.rows import Values
from results import NotComputable

#: The last step of the search may move a coefficient by this share, and no more.
LAST_STEP = 1e-8

MOST_STEPS = 50
MOST_HALVINGS = 30

#: Share of a likelihood that its rounding can change.
NOISE = 1e-13


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A Cox model at the maximum of its likelihood, in the units of its predictors."""

    coefficients: Values
    covariance: Values
    log_likelihood: float


def fit_hazards(matrix: Values, times: Values, happened: Values, *, where: str) -> Fit:
    """Fit a Cox model.

    Parameters
    ----------
    matrix : array, shape (n_rows, n_terms)
        Predictors, without an intercept.
    times, happened : array, shape (n_rows,)
        Times, and 1 for an event, else 0.
    where : str
        Opening of an error message.

    Raises
    ------
    DataError
        If the highest point of the likelihood was not reached.

    References
    ----------
    Cox (1972); Efron (1977). R, survival 3.5, coxph(ties = "efron").
    """
    # Standardised predictors, so that the search does not depend on their units.
    sd = matrix.std(axis=0)
    scaled = (matrix - matrix.mean(axis=0)) / sd
    model = PHReg(times, scaled, status=happened, ties="efron")
    at = _highest(model, len(sd))
    if at is None:
        raise NotComputable(
            f"{where}: the likelihood has no highest point that could be reached, "
            f"got {len(sd)} coefficients from {int(happened.sum())} events; use fewer "
            "predictors"
        )
    covariance = np.linalg.inv(-model.hessian(at))
    return Fit(
        coefficients=at / sd,
        covariance=covariance / np.outer(sd, sd),
        log_likelihood=float(model.loglike(at)),
    )


def _highest(model: PHReg, n_terms: int) -> Values | None:
    # Newton's method; a step that does not go up is halved, which statsmodels' own
    # search does not do. None if the last step was not small.
    at: Values = np.zeros(n_terms)
    height = model.loglike(at)
    for _ in range(MOST_STEPS):
        step = _newton(model, at)
        if step is None:
            return None
        done = (np.abs(step) <= LAST_STEP * (1 + np.abs(at))).all()
        if done:
            place: Values = at + step
            return place
        for _ in range(MOST_HALVINGS):
            with np.errstate(all="ignore"):  # a step too far: the logarithm of 0
                above = model.loglike(at + step)
            if np.isfinite(above) and above >= height - NOISE * abs(height):
                break
            step = step / 2
        else:
            return None
        at, height = at + step, above
    return None


def _newton(model: PHReg, at: Values) -> Values | None:
    # A step of Newton's method; None where the hazards of all at risk are so small
    # beside that of others that a computer cannot hold their shares.
    with np.errstate(all="ignore"):
        information, slope = -model.hessian(at), model.score(at)
    if not (np.isfinite(information).all() and np.isfinite(slope).all()):
        return None
    step: Values = np.linalg.solve(information, slope)
    return step


def without(
    matrix: Values, columns: Sequence[int], times: Values, happened: Values, where: str
) -> float:
    """Log likelihood of the model without some columns of its predictors."""
    others = np.delete(matrix, columns, axis=1)
    if others.shape[1]:
        return fit_hazards(others, times, happened, where=where).log_likelihood
    model = PHReg(times, matrix, status=happened, ties="efron")
    return float(model.loglike(np.zeros(matrix.shape[1])))
