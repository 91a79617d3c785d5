"""What a logistic model is reported by: odds ratios, tests, and how well it fits."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import numpy as np
from scipy import stats

from analysis.estimates.sample import Sample
from analysis.models._predictions import Prediction
from analysis.models.c_statistic import c_statistic, c_statistic_limits
from analysis.models.means import Estimates, chi_square_test, numbers_of_fit, ratio_of
from results import FitStatistic, Term, TermTest

#: Figures to which fitted log odds are compared for ties.
FIGURES = 9


def odds_terms(model: Prediction, conf_level: float) -> tuple[Term, ...]:
    """Coefficients with profile likelihood intervals, and odds ratios after the first.

    Tests are those of the likelihood ratio if the likelihood has the penalty, else
    Wald's.
    """
    design = model.design
    best = model.in_units
    wald = Estimates(values=best.coefficients, covariance=best.covariance)
    terms = []
    for i, term in enumerate(wald.terms(design.names, design.labels, conf_level)):
        low, high = (model.limit(i, conf_level, upper=up) for up in (False, True))
        why = ""
        if low is None or high is None:
            low, high, why = None, None, "the profile likelihood has no such limits"
        term = replace(term, conf_low=low, conf_high=high, undefined=why)
        if model.likelihood.penalised:
            statistic = model.ratio((i,))
            term = replace(
                term,
                statistic_name="χ²",
                statistic=statistic,
                dof=1,
                p_value=float(stats.chi2.sf(statistic, 1)),
            )
        terms.append(replace(term, effect=ratio_of(term, "odds_ratio") if i else None))
    return tuple(terms)


def ratio_tests(model: Prediction, sample: Sample) -> tuple[TermTest, ...]:
    """Likelihood ratio tests of every categorical predictor, and of the model."""
    design = model.design
    parts = {name: design.parts[name] for name in design.categories}
    words = {**{name: sample.label(name) for name in parts}, "model": "Whole model"}
    parts["model"] = tuple(chain.from_iterable(design.parts.values()))
    return tuple(
        chi_square_test(name, words[name], model.ratio(columns), len(columns))
        for name, columns in parts.items()
    )


def fit_statistics(
    model: Prediction, *, conf_level: float, seed: int
) -> tuple[FitStatistic, ...]:
    """Likelihoods, outcomes for each coefficient, and how well the outcome is told."""
    best = model.in_units
    happened = model.y == 1
    rarer = float(min(happened.sum(), (~happened).sum()))
    told = np.round(model.scaled.matrix @ model.best.coefficients, FIGURES)
    limits = c_statistic_limits(told, model.y, conf_level=conf_level, seed=seed)
    why = limits if isinstance(limits, str) else ""
    low, high = (None, None) if isinstance(limits, str) else limits
    each = rarer / (len(best.coefficients) - 1)
    tjur = float(best.fitted[happened].mean() - best.fitted[~happened].mean())
    numbers: dict[str, tuple[str, float | None]] = {
        "log_likelihood": ("Log likelihood", best.plain_log_likelihood),
        "events_per_coefficient": ("Rarer outcomes per coefficient", each),
        "tjur_r_squared": ("Tjur's R²", tjur),
        "c_statistic": ("c statistic", c_statistic(told, model.y)),
    }
    if model.likelihood.penalised:
        words = "Log likelihood, penalised"
        numbers["penalised_log_likelihood"] = (words, best.log_likelihood)
    numbers["c_statistic_low"] = ("c statistic, lower limit", low)
    numbers["c_statistic_high"] = ("c statistic, upper limit", high)
    return numbers_of_fit(numbers, why)
