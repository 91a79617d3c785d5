"""Fit a binary outcome by Firth's penalised likelihood, or by plain likelihood.

The penalised log likelihood is l(b) + log |I(b)| / 2 with the Fisher information I of
the whole design, also where some coefficients are fixed. It has a finite maximum even
if a predictor separates the two outcomes, and its estimates have less bias in small
samples.

References
----------
D. Firth (1993), Bias reduction of maximum likelihood estimates, Biometrika 80, 27-38;
G. Heinze and M. Schemper (2002), A solution to the problem of separation in logistic
regression, Statistics in Medicine 21, 2409-2419.
R: brglm2, brglm_fit(type = "MPL_Jeffreys"); without the penalty, glm(binomial).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

import numpy as np
from scipy import optimize, special

from analysis.errors import DataError
from analysis.samples import Values

__all__ = ["Fit", "fit", "separated"]

#: Steps of Newton's method, and halvings of one step, before it has failed.
MOST_STEPS, MOST_HALVINGS = 200, 60

#: The farthest that one step moves any log odds.
FARTHEST = 4.0

#: Share of the largest curvature below which there is none.
FLATTEST = 1e-4

#: Square of the last step, in standard errors, at which a maximum is reached.
REACHED = 1e-22

#: Relative rounding error of a log likelihood.
ROUNDING = 1e-13


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A logistic model at the maximum of its likelihood."""

    coefficients: Values  # (n_terms,), log odds
    covariance: Values  # (n_terms, n_terms), the inverse Fisher information
    fitted: Values  # (n_rows,), probabilities
    log_likelihood: float  # with the penalty, if there is one
    plain_log_likelihood: float


def fit(
    design: Values,
    outcome: Values,
    *,
    fixed: Mapping[int, float] | None = None,
    start: Values | None = None,
    penalised: bool = True,
    where: str = "logistic model",
) -> Fit:
    """Maximise the likelihood by Newton's method, its steps halved where too long.

    Parameters
    ----------
    design : array, shape (n_rows, n_terms)
        Predictors with the intercept among them, of full rank, without NaN.
    outcome : array, shape (n_rows,)
        1 for an event, 0 for none.
    fixed : mapping of int to float, optional
        Columns whose coefficients are not estimated but given. The penalty is still
        that of the whole design.
    start : array, shape (n_terms,), optional
        Where to begin; 0 if not given.
    penalised : bool
        Firth's penalty; without it, maximum likelihood, for which the outcomes must
        not be separated.
    where : str
        Opening of an error message.

    Returns
    -------
    Fit
        Coefficients exact to about 1e-10 of a standard error.

    Raises
    ------
    DataError
        If no maximum is reached.

    Examples
    --------
    >>> found = fit(np.ones((4, 1)), np.array([1.0, 1, 1, 0]))
    >>> round(float(found.fitted[0]), 3)  # 3.5 of 5
    0.7
    """
    given = dict(fixed or {})
    free = [j for j in range(design.shape[1]) if j not in given]
    beta = np.zeros(design.shape[1]) if start is None else start.copy()
    for j, value in given.items():
        beta[j] = value
    turned, back = np.linalg.qr(design[:, free])
    height = _height(design, outcome, beta, penalised)
    for _ in range(MOST_STEPS):
        if not np.isfinite(height):
            break
        step, left = _step(design, outcome, beta, turned, penalised)
        if left <= REACHED:
            return _fit(design, outcome, beta, height)
        for _ in range(MOST_HALVINGS):
            moved = beta.copy()
            moved[free] += np.linalg.solve(back, step)
            beyond = _height(design, outcome, moved, penalised)
            if beyond >= height - ROUNDING * (1 + abs(height)):
                break
            step = step / 2
        else:
            break
        beta, height = moved, beyond
    raise DataError(
        f"{where}: no maximum of the likelihood was reached in {MOST_STEPS} steps; "
        "use fewer predictors, or others"
    )


def _step(
    design: Values, outcome: Values, beta: Values, turned: Values, penalised: bool
) -> tuple[Values, float]:
    # A step of Newton's method for the free columns, turned into orthogonal ones, and
    # its squared length in standard errors. Where the likelihood is not concave, it
    # climbs along the curvature's axes, and has not arrived.
    if not turned.shape[1]:
        return np.zeros(0), 0.0
    log_odds = design @ beta
    weights = _weights(log_odds)
    left = np.where(outcome == 1, special.expit(-log_odds), -special.expit(log_odds))
    curvature = (turned * weights[:, None]).T @ turned
    if penalised:
        bend, leverage, tilt = _bend(design, weights, log_odds, turned)
        left = left + leverage * tilt / 2
        curvature = curvature - bend / 2
    lengths, axes = np.linalg.eigh(curvature)
    slopes = axes.T @ (turned.T @ left)
    concave = bool(lengths[0] > 0)
    if not lengths.any():  # every fitted probability is 0 or 1 to the last digit
        return np.zeros(len(lengths)), inf
    if not concave:
        lengths = np.maximum(np.abs(lengths), FLATTEST * np.abs(lengths).max())
    step = axes @ (slopes / lengths)
    farthest = float(np.abs(turned @ step).max())
    square = float((slopes**2 / lengths).sum()) if concave else inf
    return step * min(1.0, FARTHEST / farthest) if farthest > 0 else step, square


def _bend(
    design: Values, weights: Values, log_odds: Values, turned: Values
) -> tuple[Values, Values, Values]:
    # Twice the curvature of the penalty, with the leverage and the tilt of each row.
    # Products of columns stand for the squared hat matrix, which has n by n entries.
    q = np.linalg.qr(np.sqrt(weights)[:, None] * design)[0]
    leverage, tilt = (q**2).sum(axis=1), -np.tanh(log_odds / 2)
    products = (q[:, :, None] * q[:, None, :]).reshape(len(q), -1)
    crossed = products.T @ (turned * tilt[:, None])
    own = leverage * (tilt**2 - 2 * weights)
    found: Values = (turned * own[:, None]).T @ turned - crossed.T @ crossed
    return found, leverage, tilt


def _weights(log_odds: Values) -> Values:
    # p (1 - p), also where p is nearer to 1 than rounding.
    found: Values = special.expit(log_odds) * special.expit(-log_odds)
    return found


def _height(design: Values, outcome: Values, beta: Values, penalised: bool) -> float:
    # The log likelihood; minus infinity where the information vanishes.
    found = _plain(design, outcome, beta)
    if penalised:
        weighted = np.sqrt(_weights(design @ beta))[:, None] * design
        diagonal = np.abs(np.diag(np.linalg.qr(weighted, mode="r")))
        found += float(np.log(diagonal).sum()) if diagonal.min() > 0 else -inf
    return found


def _plain(design: Values, outcome: Values, beta: Values) -> float:
    log_odds = design @ beta
    return float(outcome @ log_odds - np.logaddexp(0, log_odds).sum())


def _fit(design: Values, outcome: Values, beta: Values, height: float) -> Fit:
    weighted = np.sqrt(_weights(design @ beta))[:, None] * design
    inverse = np.linalg.inv(np.linalg.qr(weighted, mode="r"))
    return Fit(
        coefficients=beta,
        covariance=inverse @ inverse.T,
        fitted=special.expit(design @ beta),
        log_likelihood=height,
        plain_log_likelihood=_plain(design, outcome, beta),
    )


def separated(design: Values, outcome: Values) -> bool:
    """Whether some combination of predictors separates the outcomes, if not wholly.

    Maximum likelihood then has no finite estimate. Found by linear programming: a
    direction in which no fitted probability moves away from its outcome, and one moves
    towards it.

    Parameters
    ----------
    design, outcome
        As for `fit`.

    Examples
    --------
    >>> ages = np.column_stack([np.ones(4), [20, 30, 40, 50]])
    >>> separated(ages, np.array([0, 0, 1, 1.0]))
    True
    >>> separated(ages, np.array([0, 1, 0, 1.0]))
    False
    """
    lengths = np.abs(design).max(axis=0)
    towards = (2 * outcome - 1)[:, None] * design / np.where(lengths > 0, lengths, 1)
    found = optimize.linprog(
        -towards.sum(axis=0),
        A_ub=-towards,
        b_ub=np.zeros(len(towards)),
        bounds=(-1, 1),
        method="highs",
    )
    return bool(-found.fun > 1e-7)
