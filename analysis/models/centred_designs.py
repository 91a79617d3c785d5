"""A design with its predictors centred and scaled, and the way back to their units.

A predictor whose mean is large beside its standard deviation, such as a year or a date,
says nearly the same as the intercept, so that a likelihood in its raw units cannot be
maximised. About their means and in standard deviations all predictors are alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from analysis.estimates.rows import Values
from analysis.models.firth import Fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Centred:
    """The columns of a design about their means, in standard deviations."""

    matrix: Values  # (n_rows, n_terms), the intercept first and as it was
    mean: Values  # (n_terms,), in the units of the columns; 0 for the intercept
    sd: Values  # (n_terms,), in the units of the columns; 1 for the intercept


def centred(matrix: Values) -> Centred:
    """Centre and scale a design whose first column is an intercept.

    Examples
    --------
    >>> years = np.column_stack([np.ones(3), [2001.0, 2002.0, 2003.0]])
    >>> centred(years).matrix[:, 1].round(3).tolist()
    [-1.225, 0.0, 1.225]
    """
    mean, sd = matrix.mean(axis=0), matrix.std(axis=0)
    mean[0], sd[0] = 0.0, 1.0
    return Centred(matrix=(matrix - mean) / sd, mean=mean, sd=sd)


def in_units(best: Fit, design: Centred, *, penalised: bool) -> Fit:
    """Give a fit of a centred design in the units and from the origins of its columns.

    Parameters
    ----------
    best : Fit
        Of `design.matrix`.
    design : Centred
        With every predictor's mean and standard deviation.
    penalised : bool
        Whether the likelihood has Firth's penalty, which depends on the units.
    """
    back = np.diag(1 / design.sd)
    back[0] = _origin(design)
    penalty = float(np.log(design.sd).sum()) if penalised else 0.0
    return replace(
        best,
        coefficients=back @ best.coefficients,
        covariance=back @ best.covariance @ back.T,
        log_likelihood=best.log_likelihood + penalty,
    )


def _origin(design: Centred) -> Values:
    # Weights that make the intercept where all predictors are 0 of the coefficients.
    origin: Values = -design.mean / design.sd
    origin[0] = 1.0
    return origin


def coordinates(design: Centred, best: Fit, term: int) -> tuple[Values, Fit, float]:
    """Return a design, with its fit, of which one coefficient is that in raw units.

    Parameters
    ----------
    design, best
        As for `in_units`.
    term : int
        Column of the coefficient.

    Returns
    -------
    matrix : array, shape (n_rows, n_terms)
        The centred design itself for a slope; for the intercept the same one turned,
        so that its first coefficient is proportional to the intercept in raw units.
    best : Fit
        Of this matrix.
    unit : float
        By which the coefficient is multiplied to be in raw units.
    """
    if term:
        return design.matrix, best, float(1 / design.sd[term])
    origin = _origin(design)
    turn = np.linalg.qr(origin[:, None], mode="complete")[0]
    turned = replace(
        best,
        coefficients=turn.T @ best.coefficients,
        covariance=turn.T @ best.covariance @ turn,
    )
    return design.matrix @ turn, turned, float(turn[:, 0] @ origin)
