"""Multiple imputation by chained equations, with Bayesian regressions.

What is missing is first filled with values drawn from those observed. Then, in every
round, each incomplete variable is drawn anew from a regression on all others, fitted
to the rows on which it was observed, with coefficients drawn from their posterior. A
variable of numbers takes a linear regression (mice.impute.norm in R's package mice),
one of 0 and 1 a logistic regression (mice.impute.logreg) with the artificial rows of
White, Daniel and Royston (2010), so that it has finite estimates where a predictor
tells the outcome without error. mice leaves these rows out where only one value is
missing; here they are always added. All data sets are computed side by side, as arrays
of shape (n_imputations, n_people, n_columns).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, xlogy

from analysis.estimates.rows import Values
from results import Fault, NotComputable

#: Rounds of iteratively reweighted least squares at most, as in R's glm, and the
#: relative change of the deviance at which they end.
MOST_ROUNDS = 25
CHANGE = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A column whose missing values are imputed: numbers, or 0 and 1."""

    name: str
    values: Values  # shape (n_people,), NaN where missing
    binary: bool


def completed(
    variables: Sequence[Variable],
    others: Values,
    *,
    imputations: int,
    iterations: int,
    seed: int,
    where: str,
) -> Values:
    """Impute all variables, and give back the first.

    Parameters
    ----------
    variables : sequence of Variable
        In the order in which they are drawn.
    others : array, shape (n_people, n_others)
        Further predictors without missing values, such as the groups.
    imputations, iterations : int
        Data sets, and rounds of the chain.
    seed : int
        Of the draws.
    where : str
        Opening of an error message.

    Returns
    -------
    array, shape (n_imputations, n_people)
        The first variable in each completed data set; one of numbers has its unit and
        origin changed, so that those observed have mean 0 and standard deviation 1.

    Raises
    ------
    DataError
        If a variable does not vary in those in whom the first was observed, can be
        computed from others, or was observed too rarely.
    """
    _need_variation(variables, where)
    random = np.random.default_rng(seed)
    start = np.column_stack([_standardised(v) for v in variables])
    _need_rank(start[:, 1:], others, [v.name for v in variables[1:]], where)
    lost = np.isnan(start)
    data = np.repeat(start[None], imputations, axis=0)
    incomplete = [j for j in range(len(variables)) if lost[:, j].any()]
    for j in incomplete:
        known = start[~lost[:, j], j]
        data[:, lost[:, j], j] = random.choice(known, (imputations, lost[:, j].sum()))
    fixed = np.repeat(others[None], imputations, axis=0)
    for _ in range(iterations):
        for j in incomplete:
            x = np.concatenate([np.delete(data, j, axis=2), fixed], axis=2)
            draw = _logistic_draw if variables[j].binary else _linear_draw
            name = f"{where}, {variables[j].name}"
            data[:, lost[:, j], j] = draw(x, start[:, j], random, name)
    return np.asarray(data[:, :, 0])


def _standardised(variable: Variable) -> Values:
    # The draws are the same for any unit; large numbers would cost precision.
    values = variable.values
    if variable.binary:
        return values
    return np.asarray((values - np.nanmean(values)) / np.nanstd(values))


def _need_variation(variables: Sequence[Variable], where: str) -> None:
    # What is the same in all who teach the model of the first variable cannot tell it.
    first, *others = variables
    seen = ~np.isnan(first.values)
    faults = []
    for one in others:
        there = one.values[seen & ~np.isnan(one.values)]
        only = [f"{value:g}" for value in np.unique(there)]
        if len(only) < 2:
            rule = (
                f"{where}: {one.name} does not vary in the {seen.sum()} people in "
                f"whom {first.name} was observed, got {only}"
            )
            hint = "leave it out of the predictors, or merge levels"
            faults.append(Fault(rule=rule, hint=hint))
    if faults:
        raise NotComputable(faults)


def _need_rank(
    values: Values, others: Values, names: Sequence[str], where: str
) -> None:
    complete = ~np.isnan(values).any(axis=1)
    x = np.column_stack([np.ones(complete.sum()), values[complete], others[complete]])
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise NotComputable(
            f"{where}: some predictors can be computed from others, got {list(names)} "
            f"for {len(x)} people with all of them; leave one of them out"
        )


def _logistic_draw(
    x: Values, y: Values, random: np.random.Generator, name: str
) -> Values:
    # Chances from drawn coefficients, then 0 or 1 with these chances.
    lost = np.isnan(y)
    more, answers, weight = artificial_rows(x)
    design = _with_intercept(np.concatenate([x[:, ~lost], more], axis=1))
    y = np.concatenate([y[~lost], answers])
    weights = np.concatenate([np.ones((~lost).sum()), np.full(len(answers), weight)])
    estimate, covariance = logistic_fit(design, y, weights, name)
    drawn = _around(estimate, covariance, random)
    chances = expit(np.einsum("mnp,mp->mn", _with_intercept(x[:, lost]), drawn))
    return np.asarray(random.random(chances.shape) <= chances, dtype=np.float64)


def artificial_rows(x: Values) -> tuple[Values, Values, float]:
    """Rows that keep the estimates of a logistic regression finite.

    Parameters
    ----------
    x : array, shape (n_imputations, n_people, n_predictors)
        Without missing values and without an intercept.

    Returns
    -------
    rows : array, shape (n_imputations, 4 * n_predictors, n_predictors)
        For every predictor half a standard deviation above and below its mean, but
        within its range, once for an outcome of 0 and once of 1; others at their mean.
    outcomes : array, shape (4 * n_predictors,)
        0 or 1.
    weight : float
        Of each row; all together weigh as much as there are coefficients.

    References
    ----------
    R, mice 3.15: mice:::augment.
    """
    p = x.shape[2]
    mean, step = x.mean(axis=1), x.std(axis=1, ddof=1) / 2
    sides = np.kron(np.eye(p), [[1.0], [-1.0], [1.0], [-1.0]])
    rows = mean[:, None, :] + sides * step[:, None, :]
    rows = np.clip(rows, x.min(axis=1)[:, None, :], x.max(axis=1)[:, None, :])
    answers = np.tile([0.0, 0.0, 1.0, 1.0], p)
    return rows, answers, (p + 1) / (4 * p) if p else 0.0


def logistic_fit(
    x: Values, y: Values, weights: Values, name: str
) -> tuple[Values, Values]:
    """Fit weighted logistic regressions by maximum likelihood, side by side.

    Parameters
    ----------
    x : array, shape (n_imputations, n_rows, n_coefficients)
        With an intercept.
    y, weights : array, shape (n_rows,)
        0 or 1; how much a row counts.
    name : str
        Opening of an error message.

    Returns
    -------
    estimate : array, shape (n_imputations, n_coefficients)
        In log odds.
    covariance : array, shape (n_imputations, n_coefficients, n_coefficients)
        Inverse of the information.

    Raises
    ------
    DataError
        If the estimates do not converge.

    References
    ----------
    R: glm.fit(family = quasibinomial()), summary.glm()$cov.unscaled.
    """
    start = (weights * y + 0.5) / (weights + 1)
    eta = np.repeat(np.log(start / (1 - start))[None], len(x), axis=0)
    deviance = np.full(len(x), np.inf)
    for _ in range(MOST_ROUNDS):
        chance = expit(eta)
        spread = chance * (1 - chance)
        working = eta + (y - chance) / spread
        information = np.einsum(
            "mnp,mn,mnq->mpq", x, weights * spread, x, optimize=True
        )
        score = np.einsum("mnp,mn->mp", x, weights * spread * working)
        estimate = np.linalg.solve(information, score[..., None])[..., 0]
        eta = np.einsum("mnp,mp->mn", x, estimate)
        chance = expit(eta)
        fit = xlogy(y, chance) + xlogy(1 - y, 1 - chance)
        last, deviance = deviance, -2 * (weights * fit).sum(axis=1)
        if (np.abs(deviance - last) < CHANGE * (np.abs(deviance) + 0.1)).all():
            return estimate, np.linalg.inv(information)
    raise NotComputable(
        f"{name} cannot be imputed: its model did not converge, got {MOST_ROUNDS} "
        "rounds without an end; use fewer predictors"
    )


def _linear_draw(
    x: Values, y: Values, random: np.random.Generator, name: str
) -> Values:
    # Residual variance and coefficients are drawn, then values around the prediction.
    lost = np.isnan(y)
    design = _with_intercept(x[:, ~lost])
    n, p = design.shape[1:]
    if n <= p or (np.linalg.matrix_rank(design) < p).any():
        raise NotComputable(
            f"{name} cannot be imputed: too few people in whom it was observed, or too "
            f"much alike, got {n} for {p} coefficients; use fewer predictors"
        )
    inverse = np.linalg.inv(np.einsum("mnp,mnq->mpq", design, design))
    estimate = np.einsum("mpq,mnq,n->mp", inverse, design, y[~lost], optimize=True)
    residuals = y[~lost] - np.einsum("mnp,mp->mn", design, estimate)
    sd = np.sqrt((residuals**2).sum(axis=1) / random.chisquare(n - p, len(x)))
    drawn = _around(estimate, inverse * sd[:, None, None] ** 2, random)
    predicted = np.einsum("mnp,mp->mn", _with_intercept(x[:, lost]), drawn)
    noise = random.standard_normal(predicted.shape) * sd[:, None]
    return np.asarray(predicted + noise)


def _with_intercept(x: Values) -> Values:
    return np.concatenate([np.ones((*x.shape[:2], 1)), x], axis=2)


def _around(
    estimate: Values, covariance: Values, random: np.random.Generator
) -> Values:
    root = np.linalg.cholesky(covariance)
    noise = random.standard_normal(estimate.shape)
    return np.asarray(estimate + np.einsum("mpq,mq->mp", root, noise))
