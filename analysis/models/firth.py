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

from analysis.estimates.rows import Values
from results import NotComputable

#: Steps of Newton's method, and halvings of one step, before it has failed.
MOST_STEPS, MOST_HALVINGS = 200, 60

#: The farthest that one step moves any log odds.
FARTHEST = 4.0

#: Share of the largest curvature below which there is none.
FLATTEST = 1e-4

#: Square of the last step, in standard errors, at which a maximum is reached.
REACHED = 1e-22

#: Margin by which a linear programme must tell the two outcomes apart.
SEPARATED = 1e-7

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


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What a logistic model is fitted to, and whether with Firth's penalty.

    Without it, for maximum likelihood, the outcomes must not be separated.
    """

    design: Values  # (n_rows, n_terms), the intercept in it, of full rank, without NaN
    outcome: Values  # (n_rows,), 1 for an event, 0 for none
    penalised: bool = True
    where: str = "logistic model"  # opening of an error message


@dataclass(frozen=True, slots=True)
class _Place:
    """The likelihood at some coefficients, and what its slopes are made of."""

    coefficients: Values
    log_odds: Values
    weights: Values  # p (1 - p)
    basis: Values  # orthogonal columns of the weighted design
    triangle: Values  # which turns them back into it
    height: float  # the log likelihood; minus infinity where information vanishes


def fit(
    model: Likelihood,
    fixed: Mapping[int, float] | None = None,
    start: Values | None = None,
) -> Fit:
    """Maximise the likelihood by Newton's method, its steps halved where too long.

    Parameters
    ----------
    model : Likelihood
        Of which the maximum is looked for.
    fixed : mapping of int to float, optional
        Columns whose coefficients are not estimated but given. The penalty is still
        that of the whole design.
    start : array, shape (n_terms,), optional
        Where to begin; 0 if not given.

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
    >>> found = fit(Likelihood(np.ones((4, 1)), np.array([1.0, 1, 1, 0])))
    >>> round(float(found.fitted[0]), 3)  # 3.5 of 5
    0.7
    """
    given = dict(fixed or {})
    n_terms = model.design.shape[1]
    free = [j for j in range(n_terms) if j not in given]
    beta = np.zeros(n_terms) if start is None else start.copy()
    for j, value in given.items():
        beta[j] = value
    turned, back = np.linalg.qr(model.design[:, free])
    here = _place(model, beta)
    for _ in range(MOST_STEPS):
        if not np.isfinite(here.height):
            break
        step, left = _step(model, here, turned)
        if left <= REACHED:
            return _fit(model.outcome, here)
        lowest = here.height - ROUNDING * (1 + abs(here.height))
        move = np.zeros(n_terms)
        move[free] = np.linalg.solve(back, step)
        for _ in range(MOST_HALVINGS):
            there = _place(model, here.coefficients + move)
            if there.height >= lowest:
                break
            move = move / 2
        else:
            break
        here = there
    raise NotComputable(
        f"{model.where}: no maximum of the likelihood was reached in {MOST_STEPS} "
        "steps; use fewer predictors, or others"
    )


def _place(model: Likelihood, beta: Values) -> _Place:
    log_odds = model.design @ beta
    # also where p is nearer to 1 than rounding
    weights: Values = special.expit(log_odds) * special.expit(-log_odds)
    basis, triangle = np.linalg.qr(np.sqrt(weights)[:, None] * model.design)
    height = _plain(model.outcome, log_odds)
    if model.penalised:
        diagonal = np.abs(np.diag(triangle))
        height += float(np.log(diagonal).sum()) if diagonal.min() > 0 else -inf
    return _Place(beta, log_odds, weights, basis, triangle, height)


def _plain(outcome: Values, log_odds: Values) -> float:
    return float(outcome @ log_odds - np.logaddexp(0, log_odds).sum())


def _step(model: Likelihood, here: _Place, turned: Values) -> tuple[Values, float]:
    # A step of Newton's method for the free columns, turned into orthogonal ones, and
    # its squared length in standard errors. Where the likelihood is not concave, it
    # climbs along the curvature's axes, and has not arrived.
    if not turned.shape[1]:
        return np.zeros(0), 0.0
    happened, log_odds = model.outcome == 1, here.log_odds
    left = np.where(happened, special.expit(-log_odds), -special.expit(log_odds))
    curvature = (turned * here.weights[:, None]).T @ turned
    if model.penalised:
        bend, leverage, tilt = _bend(here, turned)
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


def _bend(here: _Place, turned: Values) -> tuple[Values, Values, Values]:
    # Twice the curvature of the penalty, with the leverage and the tilt of each row.
    # Products of columns stand for the squared hat matrix, which has n by n entries.
    q = here.basis
    leverage, tilt = (q**2).sum(axis=1), -np.tanh(here.log_odds / 2)
    products = (q[:, :, None] * q[:, None, :]).reshape(len(q), -1)
    crossed = products.T @ (turned * tilt[:, None])
    own = leverage * (tilt**2 - 2 * here.weights)
    bend: Values = (turned * own[:, None]).T @ turned - crossed.T @ crossed
    return bend, leverage, tilt


def _fit(outcome: Values, here: _Place) -> Fit:
    inverse = np.linalg.inv(here.triangle)
    return Fit(
        coefficients=here.coefficients,
        covariance=inverse @ inverse.T,
        fitted=special.expit(here.log_odds),
        log_likelihood=here.height,
        plain_log_likelihood=_plain(outcome, here.log_odds),
    )


def separated(design: Values, outcome: Values) -> bool:
    """Whether some combination of predictors separates the outcomes, if not wholly.

    Maximum likelihood then has no finite estimate.

    Parameters
    ----------
    design, outcome
        As for `Likelihood`.

    Examples
    --------
    >>> ages = np.column_stack([np.ones(4), [20, 30, 40, 50]])
    >>> separated(ages, np.array([0, 0, 1, 1.0]))
    True
    >>> separated(ages, np.array([0, 1, 0, 1.0]))
    False
    """
    lengths = np.abs(design).max(axis=0)
    scaled = design / np.where(lengths > 0, lengths, 1)
    return separation(scaled, outcome) is not None


def separation(design: Values, outcome: Values) -> Values | None:
    """Find the direction that separates the outcomes farthest; None if none does.

    In it no fitted probability moves away from its outcome, and one moves towards it,
    as Albert and Anderson (1984) define it. Found by linear programming.

    Parameters
    ----------
    design, outcome
        As for `Likelihood`; predictors of one scale.

    Returns
    -------
    array of shape (n_terms,) or None
        Coefficients of the direction, at most 1 in size.
    """
    towards = (2 * outcome - 1)[:, None] * design
    programme = optimize.linprog(
        -towards.sum(axis=0),
        A_ub=-towards,
        b_ub=np.zeros(len(towards)),
        bounds=(-1, 1),
        method="highs",
    )
    way: Values = programme.x
    return way if -programme.fun > SEPARATED else None
