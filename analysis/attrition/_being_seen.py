"""The chance of being observed: a logistic regression of who was not lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analysis.attrition._lost import Followed
from analysis.estimates.rows import Flags
from analysis.models.centred_designs import centred, in_units
from analysis.models.designs import Design
from analysis.models.firth import SEPARATED, Fit, Likelihood, fit, separation
from analysis.models.means import Estimates, ratio_of
from results import NotComputable, Term

#: A combination of centred predictors counts as none below this share of the largest.
DEPENDENT = 1e-8


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
        sample=replace(used.sample, frame=used.sample.frame[inside]),
        where=f"{used.where}, in {' and '.join(keys)}",
    )
    return kept, inside


def chance_model(design: Design, observed: Flags, where: str) -> Fit:
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
    scaled = centred(design.matrix)
    if np.linalg.matrix_rank(scaled.matrix, rtol=DEPENDENT) < len(design.names):
        raise NotComputable(
            f"{where}: some predictors can be computed from others, got "
            f"{list(design.names[1:])} for {len(observed)} people; leave one of "
            "them out"
        )
    _refuse_separated(design, observed, where)
    seen = observed.astype(np.float64)
    best = fit(Likelihood(scaled.matrix, seen, penalised=False, where=where))
    return in_units(best, scaled, penalised=False)


def _refuse_separated(design: Design, observed: Flags, where: str) -> None:
    # With all predictors from 0 to 1, one that is not needed takes no part in it.
    values = design.matrix[:, 1:]
    inside = (values - values.min(axis=0)) / np.ptp(values, axis=0)
    x = np.column_stack([np.ones(len(inside)), inside])
    way = separation(x, observed.astype(np.float64))
    if way is not None:
        part = [
            name
            for name, size in zip(design.names[1:], way[1:], strict=True)
            if abs(size) > SEPARATED
        ]
        raise NotComputable(
            f"{where}: who was observed is told without error, for some people at "
            f"least, by {part}; leave such a predictor out, or the group by "
            "group_predicts=False"
        )


def chance_terms(model: Fit, design: Design, conf_level: float) -> tuple[Term, ...]:
    """Coefficients of the model: log odds with Wald's z and interval, odds ratios."""
    estimates = Estimates(values=model.coefficients, covariance=model.covariance)
    terms = estimates.terms(design.names, design.labels, conf_level)
    return tuple(replace(term, effect=ratio_of(term, "odds_ratio")) for term in terms)
