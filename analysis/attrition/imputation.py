"""Proportions in which the outcomes of lost participants are imputed many times.

Rows, groups and missing values are treated as `analysis.attrition._lost` says; the
draws are made in `analysis.attrition._chained_equations`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.attrition._chained_equations import Variable, completed
from analysis.attrition._estimated_proportions import contrasts
from analysis.attrition._lost import Followed, followed, need_apart
from analysis.attrition._pooling import pooled_group, pooled_pairs
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import Values, column
from analysis.estimates.sample import Sample
from analysis.models.means import Difference, numbers_of_fit
from results import AdjustedProportions, Fault, FitStatistic, NotComputable


@recorded("level", "imputations", "iterations", "seed", "conf_level")
def imputed_proportions(
    sample: Sample,
    *,
    outcome: str,
    level: object,
    group: str,
    predictors: Sequence[str],
    seed: int,
    imputations: int = 200,
    iterations: int = 10,
    conf_level: float = 0.95,
) -> AdjustedProportions:
    """Proportions by group after multiple imputation by chained equations.

    Parameters
    ----------
    sample : Sample
        NaN where a value is missing. A missing outcome or predictor is imputed; a row
        without a group is left out and counted in `fit`.
    outcome, group : str
        Column of categories and column of group codes.
    level : object
        The category whose proportion is given.
    predictors : sequence of str
        Columns: what may tell the outcome, or who was lost. Numbers, or
        categories of two levels; with more levels only if nobody's is missing.
    seed : int
        Of the random draws; the same seed gives the same numbers.
    imputations, iterations : int
        Completed data sets, and rounds of the chain in each.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    AdjustedProportions
        A proportion for each group, and the difference of every pair (t, p adjusted
        by Holm, interval by Bonferroni), each pooled by Rubin's rules. `fit` says how
        many values were imputed, and the Monte Carlo error of each difference. The
        variables are outcome, group and the predictors.

    Raises
    ------
    DataError
        If a column is not there, nobody can have `level`, nothing is missing in the
        outcome, a group has no observed outcome, all observed outcomes are the same,
        or the predictors do not vary, also not in those with an observed outcome, or
        say the same.
    ValueError
        If there are fewer than two imputations or no iteration, or the outcome or the
        group is among the predictors.

    Notes
    -----
    Every model has all other variables and the groups as predictors, with main effects
    only and no interactions. The coefficients of a logistic model are drawn from a
    normal approximation to their posterior. Artificial rows, those of White, Daniel and
    Royston (2010), give a finite answer where a category separates the outcomes; such
    an answer rests on them. See `analysis.attrition._chained_equations`.

    In one completed data set the variance is p (1 - p) / n in a group, and the sum of
    two in a difference; 0 where everybody of a group has the same outcome, which the
    rules can pool as long as data sets differ. Degrees of freedom are those of Barnard
    and Rubin, with n - 1 in a group and n - 2 in a pair as those of complete data. The
    interval of a proportion takes their t quantile and is made on the scale of the log
    odds. The share of missing information is that of small samples, a little above 0
    even where nothing is missing. The Monte Carlo error is the square root of the
    variance between the data sets over their number. statsmodels' MICE draws by
    predictive mean matching only, which is another method.

    References
    ----------
    R, mice 3.15: mice with methods logreg and norm, pooled as pool.scalar does.
    """
    people, data = draws(
        sample, outcome, level, group, predictors, seed, imputations, iterations
    )
    shares = [data[:, people.member == i].mean(axis=1) for i in range(len(people.keys))]
    pairs = pooled_pairs(people, shares)
    tested, undefined = contrasts([pair for pair, _ in pairs], conf_level=conf_level)
    return AdjustedProportions(
        method="Multiple imputation by chained equations",
        outcome=sample.event(outcome, level),
        n=len(people.success),
        n_observed=int((~np.isnan(people.success)).sum()),
        groups=tuple(
            pooled_group(people, i, share, conf_level) for i, share in enumerate(shares)
        ),
        contrasts=tested,
        fit=_fit(people, pairs, (outcome, *predictors)),
        data=people.described(predictors),
        undefined=undefined,
    )


def draws(
    sample: Sample,
    outcome: str,
    level: object,
    group: str,
    predictors: Sequence[str],
    seed: int,
    imputations: int,
    iterations: int,
) -> tuple[Followed, Values]:
    """Impute the outcomes that `imputed_proportions` pools.

    Parameters
    ----------
    sample, outcome, level, group, predictors, seed
        As for `imputed_proportions`.
    imputations, iterations
        As for `imputed_proportions`.

    Returns
    -------
    Followed
        Who is in which group, and the outcomes that are known.
    array, shape (n_imputations, n_people)
        1 if the outcome has the level and 0 if not, in each completed data set.

    Raises
    ------
    DataError, ValueError
        As `imputed_proportions`.
    """
    if imputations < 2:
        raise ValueError(f"imputations: fewer than 2, got {imputations}; use 200")
    if iterations < 1:
        raise ValueError(f"iterations: fewer than 1, got {iterations}; use 10")
    predictors = need_apart(outcome, group, predictors)
    people = followed(sample, outcome, level, group)
    _need_outcomes(people)
    variables = [
        Variable(name=people.outcome, values=people.success, binary=True),
        *_variables(people, predictors),
    ]
    dummies = [people.member == i for i in range(1, len(people.keys))]
    others = np.array(dummies, dtype=np.float64).reshape(len(dummies), -1).T
    data = completed(
        variables,
        others,
        imputations=imputations,
        iterations=iterations,
        seed=seed,
        where=people.where,
    )
    return people, data


def _need_outcomes(people: Followed) -> None:
    people.need_lost()
    observed = ~np.isnan(people.success)
    if np.unique(people.success[observed]).size < 2:
        raise NotComputable(
            f"{people.where}: all {observed.sum()} observed outcomes are the same, so "
            "that nothing tells those lost apart; report the bounds instead"
        )


def _variables(people: Followed, predictors: Sequence[str]) -> list[Variable]:
    design = people.predictor_design(predictors)
    many = []
    for name in predictors:
        values = column(people.sample.frame, name, where=people.where)
        category = not pd.api.types.is_numeric_dtype(values.dtype)
        if category and values.isna().any() and values.nunique() > 2:
            many.append(
                Fault(
                    rule=f"{people.where}: {name} has more than two levels and is "
                    f"missing {values.isna().sum()} times",
                    hint="merge levels, or leave it out of the predictors",
                )
            )
    if many:
        raise NotComputable(many)
    return [
        Variable(name=name, values=values, binary=name not in predictors)
        for name, values in zip(design.names[1:], design.matrix.T[1:], strict=True)
    ]


def _fit(
    people: Followed,
    pairs: Sequence[tuple[Difference, float]],
    variables: Sequence[str],
) -> tuple[FitStatistic, ...]:
    label = dict(zip(people.keys, people.labels, strict=True))
    numbers: dict[str, tuple[str, float | None]] = {}
    for name in variables:
        if count := int(people.sample.frame[name].isna().sum()):
            words = f"Values imputed, {people.sample.label(name)}"
            numbers[f"imputed-{name}"] = (words, float(count))
    for pair, error in pairs:
        name = f"monte_carlo_error-{pair.first}-{pair.second}"
        apart = f"{label[pair.first]} - {label[pair.second]}"
        numbers[name] = (f"Monte Carlo error of the difference, {apart}", error)
    return (*numbers_of_fit(numbers), people.missing_rows())
