"""The chance of being observed: a logistic regression of who was not lost."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from typing import Any

import numpy as np
import numpy.typing as npt
import statsmodels.api as sm
from scipy import optimize

from analysis.attrition import Followed, Predictors, predictor_columns
from analysis.effect_sizes import tail_of
from analysis.errors import DataError
from analysis.results import Effect, Term

__all__ = ["chance_design", "chance_model", "chance_terms"]

#: Margin by which a linear programme must tell the observed from the lost.
SEPARATED = 1e-7

#: Log odds beyond which an odds ratio is too large a number to be written.
LARGEST = 700.0


def chance_design(
    used: Followed, predictors: Mapping[str, str], label: str, group_predicts: bool
) -> Predictors:
    """Columns of the model: intercept, groups but the first, other predictors.

    Raises
    ------
    DataError
        If a predictor is not there or does not vary.
    """
    found = predictor_columns(used.frame, predictors, where=used.where)
    later = range(1, len(used.keys) if group_predicts else 1)
    names = [f"{used.group}-{used.keys[i]}" for i in later]
    words = [f"{label}: {used.labels[i]}" for i in later]
    ones = np.ones(len(used.member))
    columns = [ones, *(np.where(used.member == i, 1.0, 0.0) for i in later)]
    return Predictors(
        names=("intercept", *names, *found.names),
        labels=("Intercept", *words, *found.labels),
        values=np.column_stack([*columns, found.values]),
    )


def chance_model(
    design: Predictors, observed: npt.NDArray[np.bool_], where: str
) -> Any:
    """Fit the model by maximum likelihood, if it has finite estimates.

    Parameters
    ----------
    design : Predictors, n_people rows
        With an intercept as the first column.
    observed : array of bool, shape (n_people,)
        Who was not lost; both happen.
    where : str
        Opening of an error message.

    Returns
    -------
    statsmodels results
        Their fitted values are the chances, between 0 and 1.

    Raises
    ------
    DataError
        If predictors are linearly dependent, or tell without error who was observed.

    References
    ----------
    R: glm(family = binomial). Separation is looked for as Albert and Anderson (1984)
    define it.
    """
    x = design.values / np.abs(design.values).max(axis=0)
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise DataError(
            f"{where}: some predictors can be computed from others, got "
            f"{list(design.names[1:])} for {len(x)} people; leave one of them out"
        )
    # A combination of predictors never negative for those observed and never positive
    # for those lost, but not 0 for everybody, means that estimates grow for ever.
    side = np.where(observed, x.T, -x.T).T
    best = optimize.linprog(
        -side.sum(axis=0), A_ub=-side, b_ub=np.zeros(len(x)), bounds=(-1, 1)
    )
    if -best.fun > SEPARATED:
        part = [
            name
            for name, size in zip(design.names[1:], best.x[1:], strict=True)
            if abs(size) > SEPARATED
        ]
        raise DataError(
            f"{where}: who was observed is told without error, for some people at "
            f"least, by {part}; leave such a predictor out, or the group by "
            "group_predicts=False"
        )
    return sm.GLM(
        observed.astype(np.float64), design.values, family=sm.families.Binomial()
    ).fit(maxiter=100, tol=1e-13, tol_criterion="params")


def chance_terms(model: Any, design: Predictors, conf_level: float) -> tuple[Term, ...]:
    """Coefficients of the model: log odds with Wald's z and interval, odds ratios."""
    limits = model.conf_int(alpha=2 * tail_of(conf_level))
    numbers = np.column_stack(
        [model.params, model.bse, model.tvalues, model.pvalues, limits]
    )
    return tuple(
        Term(
            name=name,
            label=label,
            estimate=b,
            std_error=error,
            statistic_name="z",
            statistic=z,
            dof=None,
            p_value=p,
            conf_low=low,
            conf_high=high,
            conf_level=conf_level,
            effect=_odds_ratio(b, low, high, conf_level),
        )
        for name, label, (b, error, z, p, low, high) in zip(
            design.names, design.labels, numbers.tolist(), strict=True
        )
    )


def _odds_ratio(b: float, low: float, high: float, conf_level: float) -> Effect:
    vast = high > LARGEST
    return Effect(
        name="odds_ratio",
        estimate=None if vast else exp(b),
        conf_low=None if vast else exp(low),
        conf_high=None if vast else exp(high),
        conf_level=conf_level,
        undefined="the upper limit is too large a number to be written" if vast else "",
    )
