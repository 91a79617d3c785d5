"""Proportions in which those observed stand for those like them who were lost.

Rows, groups and missing values are treated as `analysis.attrition._lost` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from math import hypot, sqrt

import numpy as np
from scipy import stats

from analysis.attrition._being_seen import chance_model, chance_terms, modelled
from analysis.attrition._estimated_proportions import CERTAIN, contrasts, logit_interval
from analysis.attrition._lost import Followed, followed, need_apart
from analysis.estimates.coverage import tail_of
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import Flags, Values, column
from analysis.estimates.sample import Sample
from analysis.models.means import Difference, numbers_of_fit
from results import AdjustedProportions, EstimatedProportion, FitStatistic, Term


@recorded("level", "group_predicts", "conf_level")
def weighted_proportions(
    sample: Sample,
    *,
    outcome: str,
    level: object,
    group: str,
    predictors: Sequence[str],
    group_predicts: bool = True,
    conf_level: float = 0.95,
) -> AdjustedProportions:
    """Proportions by group, weighted by the inverse chance of being observed.

    Parameters
    ----------
    sample : Sample
        NaN in the outcome of those not observed. A row without its group or one of
        the predictors can have no weight: it is left out and counted in `fit`.
    outcome, group : str
        Column of categories and column of group codes.
    level : object
        The category whose proportion is given.
    predictors : sequence of str
        Columns: what is known of everybody and may tell who is observed.
    group_predicts : bool
        Whether the chance of being observed may differ between groups as well. It is
        then 1 in a group of whom nobody was lost, and `terms` hold the other groups.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    AdjustedProportions
        A proportion for each group, the difference of every pair (t, p adjusted by
        Holm, interval by Bonferroni), the model of who was observed, and what the
        weights are like, with the largest share of a group's total that one person
        carries. The variables are outcome, group and the predictors.

    Raises
    ------
    DataError
        If a column is not there, nobody can have `level`, nobody was lost, a group
        has no observed outcome, predictors do not vary or say the same, or they tell
        without error who is observed, so that the model has no finite estimates.
    ValueError
        If the outcome or the group is among the predictors.

    Notes
    -----
    The chance of being observed comes from a logistic regression. Each observed
    person's weight is the inverse of it, neither stabilised nor cut; a group's
    proportion is the weighted mean. In a group without loss the weight is 1, and the
    regression is that of the other groups, the first of them as the reference: what a
    regression with all groups tends to, without having finite estimates.

    The variance of a proportion is that of a linearised ratio, n / (n - 1) times the
    sum over the group's n observed people of
    (weight * (value - proportion) / sum of weights) squared. It takes the weights as
    known, which in large samples makes it too large rather than too small; with few
    people and large weights it is too small. Hence Student's t, with n - 1 degrees of
    freedom in a group and the sum of two in a pair, which makes up for a part of this
    only. The interval of a proportion is made on the scale of the log odds. Effective
    n is (sum of weights) squared over
    the sum of squared weights.

    References
    ----------
    R: glm(family = binomial), and weighted sums; the variance is that of survey's
    svyby(svymean) with the groups as strata; qt and pt.
    """
    predictors = need_apart(outcome, group, predictors)
    people = followed(sample, outcome, level, group)
    used = _complete(people, predictors)
    observed = ~np.isnan(used.success)
    used.need_lost()
    weights, terms = _weights(used, predictors, group_predicts, conf_level)
    groups = tuple(_group(used, i, weights, conf_level) for i in range(len(used.keys)))
    pairs, undefined = contrasts(_differences(groups), conf_level=conf_level)
    return AdjustedProportions(
        method="Proportions weighted by the inverse chance of being observed",
        outcome=sample.event(outcome, level),
        n=len(observed),
        n_observed=int(observed.sum()),
        groups=groups,
        contrasts=pairs,
        fit=_fit(used, weights),
        terms=terms,
        data=used.described(predictors),
        undefined=undefined,
    )


def _weights(
    used: Followed, predictors: Sequence[str], group_predicts: bool, conf_level: float
) -> tuple[Values, tuple[Term, ...]]:
    # Of everybody, and the model they come from.
    kept, inside = modelled(used, group_predicts)
    design = kept.predictor_design(predictors, with_group=group_predicts)
    model = chance_model(design, ~np.isnan(kept.success), kept.where)
    weights = np.ones(len(inside))
    weights[inside] = 1 / model.fitted
    return weights, chance_terms(model, design, conf_level)


def _complete(people: Followed, predictors: Iterable[str]) -> Followed:
    # Everybody who can have a weight.
    frame = people.sample.frame
    there = np.ones(len(frame), dtype=bool)
    for name in predictors:
        values = column(frame, name, where=people.where)
        there &= values.notna().to_numpy(dtype=bool)
    return replace(
        people,
        member=people.member[there],
        success=people.success[there],
        sample=replace(people.sample, frame=frame[there]),
        n_missing=people.n_missing + int((~there).sum()),
    )


def _seen(used: Followed, index: int) -> Flags:
    # Who of a group was observed.
    seen: Flags = (used.member == index) & ~np.isnan(used.success)
    return seen


def _group(
    used: Followed, index: int, weights: Values, conf_level: float
) -> EstimatedProportion:
    # The weighted mean of one group, with the variance of a linearised ratio.
    rows = _seen(used, index)
    values, weights = used.success[rows], weights[rows]
    n, total = len(values), weights.sum()
    estimate = min(1.0, float((weights * values).sum() / total))
    undefined = CERTAIN if values.min() == values.max() else ""
    if n == 1:
        undefined = "one observed person has no standard error"
    error = low = high = None
    if not undefined:
        squares = (weights * (values - estimate) / total) ** 2
        error = sqrt(n / (n - 1) * float(squares.sum()))
        quantile = float(stats.t.isf(tail_of(conf_level), n - 1))
        low, high = logit_interval(estimate, error, quantile)
    return EstimatedProportion(
        group=used.keys[index],
        label=used.labels[index],
        n=int((used.member == index).sum()),
        n_observed=n,
        proportion=estimate,
        std_error=error,
        conf_low=low,
        conf_high=high,
        conf_level=conf_level,
        undefined=undefined,
    )


def _differences(groups: Sequence[EstimatedProportion]) -> list[Difference]:
    return [
        Difference(
            first=one.group,
            second=other.group,
            estimate=one.proportion - other.proportion,
            std_error=hypot(one.std_error or 0, other.std_error or 0),
            dof=float(one.n_observed + other.n_observed - 2),
            undefined=one.undefined or other.undefined,
        )
        for one, other in combinations(groups, 2)
    ]


def _fit(used: Followed, weights: Values) -> tuple[FitStatistic, ...]:
    def effective(some: Values) -> float:
        return float(some.sum() ** 2 / (some**2).sum())

    parts = [weights[_seen(used, i)] for i in range(len(used.keys))]
    weights = weights[~np.isnan(used.success)]
    facts: dict[str, tuple[str, float | None]] = {
        "weight_smallest": ("Smallest weight", float(weights.min())),
        "weight_mean": ("Mean weight", float(weights.mean())),
        "weight_largest": ("Largest weight", float(weights.max())),
        "effective_n": ("Effective n", effective(weights)),
    }
    for key, label, some in zip(used.keys, used.labels, parts, strict=True):
        facts[f"effective_n-{key}"] = (f"Effective n, {label}", effective(some))
    for key, label, some in zip(used.keys, used.labels, parts, strict=True):
        words = f"Largest share of the weight carried by one person, {label}"
        facts[f"largest_share-{key}"] = (words, float(some.max() / some.sum()))
    return (*numbers_of_fit(facts), used.missing_rows())
