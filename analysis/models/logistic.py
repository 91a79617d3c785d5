"""Predict whether an outcome happens, from several variables at once.

Rows and missing values are treated as `analysis.estimates.grouped` says; what a design
is, as `analysis.models.designs` says.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.estimates.coverage import tail_of
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import column_names
from analysis.estimates.sample import Sample
from analysis.models._odds import fit_statistics, odds_terms, ratio_tests
from analysis.models._predictions import predict
from analysis.models.c_statistic import RESAMPLES
from analysis.models.designs import predictors_used
from results import Model

#: By whether the likelihood has Firth's penalty.
LIKELIHOODS = {True: "Firth's penalised likelihood", False: "maximum likelihood"}

SEPARATED = (
    "the predictors separate those with and without the outcome: "
    "maximum likelihood has no estimate, and these rest on the penalty"
)


@recorded("level", "conf_level", "seed")
def logistic_model(
    sample: Sample,
    *,
    outcome: str,
    level: object,
    predictors: Sequence[str],
    conf_level: float = 0.95,
    seed: int = 1,
) -> Model:
    """Logistic regression by maximum likelihood, for samples that are not small.

    Parameters
    ----------
    sample : Sample
        One row for a participant; NaN where a value is missing.
    outcome, level : str and object
        Column of categories, and the one that counts as the event.
    predictors : sequence of str
        Numbers are taken as they are, per unit of their column; categories compare
        each level with the first.
    conf_level : float
        Coverage of the intervals, between 0 and 1.
    seed : int
        Of the bootstrap: the same seed gives the same limits of the c statistic.

    Returns
    -------
    Model
        Of the rows without a missing value in any variable. Terms: Wald z tests, but
        profile likelihood intervals, also of the `odds_ratio`; the two can disagree at
        the margin. Tests: likelihood ratio χ² of every categorical predictor beside
        the others, and of the `model` against none. Fit: log likelihood,
        events (of the rarer outcome) per coefficient without the intercept, Tjur's R²,
        and the c statistic (area under the ROC curve) with its bootstrap limits, which
        do not allow for the model having been fitted to the same people.
        `data.variables` are the outcome, then the predictors in their order.

    Raises
    ------
    DataError
        If a column is not there, the outcome always or never happens, a predictor is
        constant or determined by the others, there are no more rows than
        coefficients, or the outcomes are separated, so that no estimate exists.

    References
    ----------
    R: glm(family = binomial), anova(test = "LRT").

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {"age": [20, 30, 40, 50, 60, 70.0], "left": list("nynyny")}
    ... )
    >>> found = logistic_model(
    ...     Sample(frame, source="HELP"), outcome="left", level="y", predictors=["age"]
    ... )
    >>> found.n_events, round(found.terms[1].effect.estimate, 3)
    (3, 1.037)
    """
    return _model(sample, outcome, level, predictors, conf_level, seed, False)


@recorded("level", "conf_level", "seed")
def firth_logistic(
    sample: Sample,
    *,
    outcome: str,
    level: object,
    predictors: Sequence[str],
    conf_level: float = 0.95,
    seed: int = 1,
) -> Model:
    """Logistic regression by Firth's penalised likelihood, for small samples.

    Parameters are those of `logistic_model`. It also has an estimate where predictors
    separate the outcomes.

    Returns
    -------
    Model
        As of `logistic_model`, but every test and interval is of the penalised
        likelihood: a term's χ² has one degree of freedom, and `std_error`, from the
        information at the estimate, takes no part in it. A test sets its coefficients
        to 0 and maximises over the others, while the penalty stays that of the whole
        design. Fit has both log likelihoods, with the penalty (which depends on the
        units of the predictors) and without. Where the outcomes are separated,
        `undefined` says so: the penalised likelihood can then have several maxima
        away from the estimate, and limits are those of the highest that were found.

    Raises
    ------
    DataError
        As `logistic_model`, except that separated outcomes are no fault; and if no
        maximum is reached.

    References
    ----------
    Firth (1993), Bias reduction of maximum likelihood estimates: the log likelihood
    plus half the log determinant of the information is maximised.
    R: brglm2, glm(method = brglm_fit, type = "MPL_Jeffreys"). Tests and intervals are
    those that Heinze and Schemper (2002) describe.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {"age": [20, 30, 40, 50, 60, 70.0], "left": list("nnnyyy")}
    ... )
    >>> found = firth_logistic(
    ...     Sample(frame, source="HELP"), outcome="left", level="y", predictors=["age"]
    ... )
    >>> found.n_events, round(found.terms[1].effect.estimate, 3)
    (3, 1.12)
    """
    return _model(sample, outcome, level, predictors, conf_level, seed, True)


def _model(
    sample: Sample,
    outcome: str,
    level: object,
    predictors: Sequence[str],
    conf_level: float,
    seed: int,
    penalised: bool,
) -> Model:
    tail_of(conf_level)
    names = column_names(predictors, parameter="predictors")
    where = _opening(outcome, names, sample.source)
    model = predict(sample, outcome, level, names, penalised=penalised, where=where)
    return Model(
        method=f"Logistic regression by {LIKELIHOODS[penalised]}",
        outcome=sample.event(outcome, level),
        unit="",
        n=len(model.y),
        n_missing=len(sample) - len(model.y),
        n_events=int(model.y.sum()),
        n_people=None,
        terms=odds_terms(model, conf_level),
        tests=ratio_tests(model, sample),
        means=(),
        contrasts=(),
        fit=fit_statistics(model, conf_level=conf_level, seed=seed),
        assumptions=(),
        data=predictors_used(sample, (outcome,), names, resamples=RESAMPLES),
        undefined=SEPARATED if model.separated else "",
    )


def _opening(outcome: str, predictors: Sequence[str], source: str) -> str:
    # Of messages about the model; a model without predictors is refused.
    if not predictors or outcome in predictors:
        raise ValueError(
            f"predictors: at least one besides {outcome!r}, got {list(predictors)}"
        )
    return f"{source}, {outcome} by {', '.join(predictors)}"
