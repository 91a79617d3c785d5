"""Explain how soon an event happens by several variables at once.

Times, events and missing values are treated as `analysis.models.survival` says; what a
design is, as `analysis.models.designs` says, but without an intercept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from analysis.estimates.assumptions import assumption
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import Values, code_text, column_names
from analysis.estimates.sample import Sample
from analysis.models._event_times import times_and_events
from analysis.models._partial_likelihood import Fit, fit_hazards, without
from analysis.models._risk_sets import concordance, proportionality, runaway, score_test
from analysis.models.designs import Design, design_of, predictors_used, refuse
from analysis.models.means import Estimates, chi_square_test, numbers_of_fit, ratio_of
from results import Assumption, FitStatistic, Model, NotComputable, Term, TermTest

#: Weights of a combination of predictors that are smaller than this are none.
SMALL = 1e-8

TOO_FEW_TIMES = "the event happened at too few times to see a change"


@recorded("level", "conf_level")
def cox_model(
    sample: Sample,
    *,
    time: str,
    event: str,
    level: object,
    predictors: Sequence[str],
    conf_level: float = 0.95,
) -> Model:
    """Cox's proportional hazards model, tied events by Efron's method.

    Parameters
    ----------
    sample : Sample
        One row for a participant; NaN where a value is missing.
    time : str
        Column of times since entry, 0 or later.
    event, level : str and object
        Column of how it ended, and the category that is the event; a row with
        another category is censored at its time.
    predictors : sequence of str
        Numbers are taken as they are, per unit of their column; categories compare
        each level with the first.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    Model
        Of the rows without a missing value in any variable. Terms: log hazard ratios
        with Wald's z tests and intervals, and `hazard_ratio`. Tests: likelihood ratio
        χ² of every predictor beside the others, and of the `model` against none. Fit:
        log partial likelihood, `concordance` (Harrell's C; equal hazards count
        half), events per coefficient. Assumptions: score test of proportional hazards
        for every predictor and for the model, on the scale of the Kaplan-Meier curve.
        `data.variables` are the time, the event, then the predictors in their order.

    Raises
    ------
    DataError
        If a column is not there, a time is negative, nobody had the event, a
        predictor is constant or determined by the others, there are no more rows than
        coefficients, or a hazard ratio grows without bound, so that there is no
        estimate.
    ValueError
        If there is no predictor, or a column is named twice.

    References
    ----------
    Cox (1972), Regression models and life-tables. Efron (1977), The efficiency of Cox's
    likelihood function for censored data: of d tied events, the risk set of the k-th
    is all at risk less (k - 1) / d of the tied ones.
    R, survival 3.5: coxph(ties = "efron"), drop1(test = "Chisq"), concordance,
    cox.zph(transform = "km").

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {
    ...         "days": [3, 5, 8, 2, 4, 9.0],
    ...         "left": ["yes", "no", "yes", "yes", "yes", "no"],
    ...         "age": [30, 41, 25, 28, 35, 33.0],
    ...     }
    ... )
    >>> sample = Sample(frame, source="simulated")
    >>> found = cox_model(
    ...     sample, time="days", event="left", level="yes", predictors=["age"]
    ... )
    >>> found.n_events, round(found.terms[0].effect.estimate, 3)
    (4, 0.91)
    """
    predictors = column_names(predictors, parameter="predictors")
    if not predictors:
        raise ValueError("predictors: at least one, got none; or use kaplan_meier")
    where = f"{sample.source}, {time} until {event} is {code_text(level)}"
    names = (time, event, *predictors)
    kept, times, happened = times_and_events(sample, names, level=level, where=where)
    design = design_of(kept, predictors, where=where)
    fit = _fitted(design, times, happened, where)
    words = {name: sample.label(name) for name in predictors}
    words["model"] = "Whole model"
    return Model(
        method="Cox proportional hazards model (Efron)",
        outcome=sample.event(event, level),
        unit=sample.unit(time),
        n=len(times),
        n_missing=len(sample) - len(times),
        n_events=int(happened.sum()),
        n_people=None,
        terms=_terms(design, fit.best, conf_level),
        tests=_tests(fit, words),
        means=(),
        contrasts=(),
        fit=_fit_statistics(fit),
        assumptions=_assumptions(fit, words),
        data=predictors_used(sample, (time, event), predictors),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitted:
    matrix: Values  # (n_rows, n_terms), without an intercept
    parts: Mapping[str, list[int]]  # predictor, or `model`, to its columns
    times: Values
    happened: Values
    best: Fit
    where: str


def _fitted(design: Design, times: Values, happened: Values, where: str) -> _Fitted:
    _refuse_design(where, design, times, happened)
    matrix = design.matrix[:, 1:]
    parts = {name: [i - 1 for i in own] for name, own in design.parts.items()}
    return _Fitted(
        matrix=matrix,
        parts={**parts, "model": list(range(matrix.shape[1]))},
        times=times,
        happened=happened,
        best=fit_hazards(matrix, times, happened, where=where),
        where=where,
    )


def _refuse_design(where: str, design: Design, times: Values, happened: Values) -> None:
    # Everything for which there is no estimate.
    refuse(where, design.unsolvable())
    matrix = design.matrix[:, 1:]
    matrix = (matrix - matrix.mean(axis=0)) / matrix.std(axis=0)
    first = times[happened == 1].min()
    exposed = matrix[times >= first]
    if np.linalg.matrix_rank(exposed - exposed.mean(axis=0)) < matrix.shape[1]:
        raise NotComputable(
            f"{where}: the predictors do not tell apart those who were left when the "
            f"event first happened, got {len(exposed)} people at {first:g}; leave one "
            "out"
        )
    weights = runaway(matrix, times, happened)
    if weights is not None:
        used = [
            name
            for name, weight in zip(design.names[1:], weights, strict=True)
            if abs(weight) > SMALL
        ]
        raise NotComputable(
            f"{where}: an infinite hazard ratio fits best, got {used}, as where nobody "
            "of a level had the event; leave the predictor out, or join levels"
        )


def _terms(design: Design, best: Fit, conf_level: float) -> tuple[Term, ...]:
    estimates = Estimates(values=best.coefficients, covariance=best.covariance)
    wald = estimates.terms(design.names[1:], design.labels[1:], conf_level)
    return tuple(replace(term, effect=ratio_of(term, "hazard_ratio")) for term in wald)


def _tests(fit: _Fitted, words: Mapping[str, str]) -> tuple[TermTest, ...]:
    tests = []
    for name, columns in fit.parts.items():
        less = without(fit.matrix, columns, fit.times, fit.happened, fit.where)
        # Rounding can make nothing gained a loss.
        statistic = max(0.0, 2 * (fit.best.log_likelihood - less))
        dof = float(len(columns))
        tests.append(chi_square_test(name, words[name], statistic, dof))
    return tuple(tests)


def _fit_statistics(fit: _Fitted) -> tuple[FitStatistic, ...]:
    n_terms, logs = len(fit.best.coefficients), fit.matrix @ fit.best.coefficients
    each = float(fit.happened.sum() / n_terms)
    harrell = concordance(logs, fit.times, fit.happened)
    numbers = {
        "log_likelihood": ("Log partial likelihood", fit.best.log_likelihood),
        "concordance": ("Concordance (Harrell's C)", harrell),
        "events_per_coefficient": ("Events per coefficient", each),
    }
    return numbers_of_fit(numbers, "no two people can be compared")


def _assumptions(fit: _Fitted, words: Mapping[str, str]) -> tuple[Assumption, ...]:
    # Standardised predictors, as in the fit.
    sd = fit.matrix.std(axis=0)
    scaled = (fit.matrix - fit.matrix.mean(axis=0)) / sd
    weights = fit.best.coefficients * sd
    changing = proportionality(scaled, fit.times, fit.happened, weights)
    assumptions = []
    for name, columns in fit.parts.items():
        statistic, dof = score_test(changing, columns), float(len(columns))
        known = statistic is not None
        assumptions.append(
            assumption(
                f"proportional hazards, {words[name]}",
                "Score test on the Kaplan-Meier scale",
                "χ²",
                (statistic, stats.chi2.sf(statistic, dof)) if known else None,
                dof=(dof,),
                undefined="" if known else TOO_FEW_TIMES,
            )
        )
    return tuple(assumptions)
