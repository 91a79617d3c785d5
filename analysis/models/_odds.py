"""The parts of a logistic model: its event, odds ratios, tests and fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import chain

import numpy as np
import pandas as pd
from scipy import stats

from analysis.estimates.rows import Values, code_text, column
from analysis.models import firth
from analysis.models.c_statistic import c_statistic, c_statistic_limits
from analysis.models.designs import Design, unsolvable
from analysis.models.means import (
    Estimates,
    chi_square_test,
    numbers_of_fit,
    ratio_of,
    wald_terms,
)
from results import DataError, FitStatistic, Term, TermTest
from results.faults import as_python

#: Figures to which fitted log odds are compared for ties.
FIGURES = 9


def events(frame: pd.DataFrame, outcome: str, level: object, *, where: str) -> Values:
    """1 where the outcome has the level, else 0, of rows without a missing outcome."""
    values = column(frame, outcome, where=where)
    if isinstance(values.dtype, pd.CategoricalDtype):
        legal = list(values.cat.categories)
    else:
        legal = sorted(values.unique(), key=lambda one: (type(one).__name__, one))
    if level not in legal:
        raise DataError(
            f"{where}: no such level, got {as_python(level)!r}; "
            f"use one of {[as_python(one) for one in legal[:5]]}"
        )
    found: Values = (values == level).to_numpy().astype(np.float64)
    return found


def needed(y: Values, design: Design, outcome: str, level: object) -> list[str]:
    """Say everything for which an outcome cannot be predicted from a design."""
    happened = int(y.sum())
    if happened not in (0, len(y)):
        return unsolvable(design)
    return [
        f"{outcome} is {code_text(level)} in {happened} of {len(y)} complete rows; "
        "there is nothing to predict",
        *unsolvable(design),
    ]


def odds_terms(
    design: Design,
    best: firth.Fit,
    limit: Callable[[int, bool], float | None],
    ratio: Callable[[tuple[int, ...]], float] | None,
    conf_level: float,
) -> tuple[Term, ...]:
    """Coefficients with profile likelihood intervals, and odds ratios after the first.

    `limit` gives the lower or upper (True) limit of a term; `ratio` the likelihood
    ratio χ² without the given columns, in place of Wald's z if it is there.
    """
    wald = Estimates(values=best.coefficients, covariance=best.covariance)
    found = []
    for i, term in enumerate(wald_terms(design.names, design.labels, wald, conf_level)):
        low, high = limit(i, False), limit(i, True)
        bounded = low is not None and high is not None
        term = replace(
            term,
            conf_low=low if bounded else None,
            conf_high=high if bounded else None,
            undefined="" if bounded else "the profile likelihood has no such limits",
        )
        if ratio is not None:
            statistic = ratio((i,))
            term = replace(
                term,
                statistic_name="χ²",
                statistic=statistic,
                dof=1,
                p_value=float(stats.chi2.sf(statistic, 1)),
            )
        found.append(replace(term, effect=ratio_of(term, "odds_ratio") if i else None))
    return tuple(found)


def ratio_tests(
    design: Design,
    predictors: Mapping[str, str],
    ratio: Callable[[tuple[int, ...]], float],
) -> tuple[TermTest, ...]:
    """Likelihood ratio tests of every categorical predictor, and of the model."""
    parts = {name: design.parts[name] for name in design.categories}
    words = {**predictors, "model": "Whole model"}
    parts["model"] = tuple(chain.from_iterable(design.parts.values()))
    return tuple(
        chi_square_test(name, words[name], ratio(columns), len(columns))
        for name, columns in parts.items()
    )


def fit_statistics(
    best: firth.Fit,
    y: Values,
    log_odds: Values,
    *,
    penalised: bool,
    conf_level: float,
    seed: int,
) -> tuple[FitStatistic, ...]:
    """Likelihoods, outcomes for each coefficient, and how well the outcome is told."""
    happened = y == 1
    rarer = float(min(happened.sum(), (~happened).sum()))
    told = np.round(log_odds, FIGURES)
    limits = c_statistic_limits(told, y, conf_level=conf_level, seed=seed)
    why = limits if isinstance(limits, str) else ""
    low, high = (None, None) if isinstance(limits, str) else limits
    numbers: dict[str, tuple[str, float | None]] = {
        "log_likelihood": ("Log likelihood", best.plain_log_likelihood),
        "events_per_coefficient": (
            "Rarer outcomes per coefficient",
            rarer / (len(best.coefficients) - 1),
        ),
        "tjur_r_squared": (
            "Tjur's R²",
            float(best.fitted[happened].mean() - best.fitted[~happened].mean()),
        ),
        "c_statistic": ("c statistic", c_statistic(told, y)),
    }
    if penalised:
        words = "Log likelihood, penalised"
        numbers["penalised_log_likelihood"] = (words, best.log_likelihood)
    numbers["c_statistic_low"] = ("c statistic, lower limit", low)
    numbers["c_statistic_high"] = ("c statistic, upper limit", high)
    return numbers_of_fit(numbers, why)
