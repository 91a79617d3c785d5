"""The chance of being observed: a logistic regression of who was not lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import exp

import numpy as np
import numpy.typing as npt
from scipy import optimize

from analysis.attrition._lost import Followed, Predictors, predictor_columns
from analysis.estimates.effect_sizes import effect_of, undefined_effect
from analysis.models.centred_designs import centred, in_units
from analysis.models.firth import Fit, fit
from analysis.models.means import Estimates, wald_terms
from results import DataError, Effect, Term

Flags = npt.NDArray[np.bool_]

#: Margin by which a linear programme must tell the observed from the lost.
SEPARATED = 1e-7

#: A combination of centred predictors counts as none below this share of the largest.
DEPENDENT = 1e-8

#: Log odds beyond which an odds ratio is too large a number to be written.
LARGEST = 700.0


def modelled(used: Followed, group_predicts: bool) -> tuple[Followed, Flags]:
    """Keep those whose chance of being observed has to be modelled.

    Where the chance may differ between groups, it is 1 in a group of whom nobody was
    lost: a model with that group tends to this without end.

    Parameters
    ----------
    used : Followed
        Everybody; somebody was lost.
    group_predicts : bool
        Whether the chance may differ between groups.

    Returns
    -------
    kept : Followed
        The people of groups with loss, or everybody if the groups share one chance.
    inside : array of bool, shape (n_people,)
        Who they are.
    """
    inside = np.ones(len(used.member), dtype=bool)
    lost = np.isnan(used.success)
    groups = [i for i in range(len(used.keys)) if lost[used.member == i].any()]
    if not group_predicts or len(groups) == len(used.keys):
        return used, inside
    inside = np.isin(used.member, groups)
    keys = tuple(used.keys[i] for i in groups)
    kept = replace(
        used,
        keys=keys,
        labels=tuple(used.labels[i] for i in groups),
        member=np.searchsorted(groups, used.member[inside]).astype(np.float64),
        success=used.success[inside],
        frame=used.frame[inside],
        where=f"{used.where}, in {' and '.join(keys)}",
    )
    return kept, inside


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


def chance_model(design: Predictors, observed: Flags, where: str) -> Fit:
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
    Fit
        In the units of the design; the fitted values are the chances.

    Raises
    ------
    DataError
        If predictors are linearly dependent, or tell without error who was observed.

    References
    ----------
    R: glm(family = binomial). Separation is looked for as Albert and Anderson (1984)
    define it.
    """
    scaled = centred(design.values)
    if np.linalg.matrix_rank(scaled.matrix, rtol=DEPENDENT) < len(design.names):
        raise DataError(
            f"{where}: some predictors can be computed from others, got "
            f"{list(design.names[1:])} for {len(observed)} people; leave one of "
            "them out"
        )
    _refuse_separated(design, observed, where)
    best = fit(scaled.matrix, observed.astype(np.float64), penalised=False, where=where)
    return in_units(best, scaled, penalised=False)


def _refuse_separated(design: Predictors, observed: Flags, where: str) -> None:
    # A combination of predictors never negative for those observed and never positive
    # for those lost, but not 0 for everybody, means that estimates grow for ever. With
    # all from 0 to 1, a predictor that is not needed takes no part in it.
    values = design.values[:, 1:]
    inside = (values - values.min(axis=0)) / np.ptp(values, axis=0)
    x = np.column_stack([np.ones(len(inside)), inside])
    side = np.where(observed, x.T, -x.T).T
    way = optimize.linprog(
        -side.sum(axis=0), A_ub=-side, b_ub=np.zeros(len(x)), bounds=(-1, 1)
    )
    if -way.fun > SEPARATED:
        part = [
            name
            for name, size in zip(design.names[1:], way.x[1:], strict=True)
            if abs(size) > SEPARATED
        ]
        raise DataError(
            f"{where}: who was observed is told without error, for some people at "
            f"least, by {part}; leave such a predictor out, or the group by "
            "group_predicts=False"
        )


def chance_terms(model: Fit, design: Predictors, conf_level: float) -> tuple[Term, ...]:
    """Coefficients of the model: log odds with Wald's z and interval, odds ratios."""
    found = Estimates(values=model.coefficients, covariance=model.covariance)
    terms = wald_terms(design.names, design.labels, found, conf_level)
    return tuple(replace(term, effect=_odds_ratio(term)) for term in terms)


def _odds_ratio(term: Term) -> Effect:
    logs = (term.estimate, term.conf_low or 0.0, term.conf_high or 0.0)
    if logs[2] > LARGEST:
        why = "the upper limit is too large a number to be written"
        return undefined_effect("odds_ratio", why, term.conf_level)
    ratio, low, high = map(exp, logs)
    return effect_of("odds_ratio", ratio, (low, high), term.conf_level)
