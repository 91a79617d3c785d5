"""Whether an outcome happened, and the logistic model that predicts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.estimates.rows import Values, code_text, codes_of, column
from analysis.estimates.sample import Sample
from analysis.models._maxima import best_fit, constrained
from analysis.models._profiles import profile_limit
from analysis.models.centred_designs import Centred, centred, coordinates, in_units
from analysis.models.designs import Design, complete, design_of, refuse
from analysis.models.firth import Fit, Likelihood, separated
from results import DataError, NotComputable
from results.faults import as_python


def events(frame: pd.DataFrame, outcome: str, level: object, *, where: str) -> Values:
    """1 where the outcome has the level, else 0, of rows without a missing outcome."""
    values = column(frame, outcome, where=where)
    legal = codes_of(values)
    if level not in legal:
        raise DataError(
            f"{where}: no such level, got {as_python(level)!r}; "
            f"use one of {[as_python(one) for one in sorted(legal, key=str)[:5]]}"
        )
    happened: Values = (values == level).to_numpy().astype(np.float64)
    return happened


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A logistic model at its maximum, and what its tests and intervals need."""

    design: Design
    scaled: Centred
    likelihood: Likelihood  # of the scaled design
    best: Fit  # its maximum
    separated: bool  # whether predictors tell the outcomes apart without error

    @property
    def y(self) -> Values:
        """1 where the outcome happened, else 0; shape (n_rows,)."""
        return self.likelihood.outcome

    @property
    def in_units(self) -> Fit:
        """The maximum in the units of the predictors."""
        penalised = self.likelihood.penalised
        return in_units(self.best, self.scaled, penalised=penalised)

    def ratio(self, columns: Sequence[int]) -> float:
        """Twice the log likelihood that is lost without these columns."""
        matrix, here, _ = coordinates(self.scaled, self.best, columns[0])
        turned = replace(self.likelihood, design=matrix)
        less = constrained(turned, here, dict.fromkeys(columns, 0.0))
        return max(0.0, 2 * (self.best.log_likelihood - less.log_likelihood))

    def limit(self, term: int, conf_level: float, *, upper: bool) -> float | None:
        """Limit of the profile likelihood interval of a coefficient, in its unit."""
        matrix, here, unit = coordinates(self.scaled, self.best, term)
        turned = replace(self.likelihood, design=matrix)
        above = upper == (unit > 0)
        place = profile_limit(turned, here, term, upper=above, conf_level=conf_level)
        return None if place is None else place * unit


def predict(
    sample: Sample,
    outcome: str,
    level: object,
    predictors: Sequence[str],
    *,
    penalised: bool = True,
    where: str,
) -> Prediction:
    """Fit the model to the complete rows, or say in a DataError all that forbids it.

    Parameters are those of `logistic_model`; `penalised` is for Firth's likelihood.
    """
    rows = complete(sample, (outcome, *predictors), where=where)
    y = events(rows.frame, outcome, level, where=where)
    design = design_of(rows, predictors, where=where)
    wrong = design.unsolvable()
    if y.all() or not y.any():
        wrong.insert(
            0,
            f"{outcome} is {code_text(level)} in {int(y.sum())} of {len(y)} complete "
            "rows; there is nothing to predict",
        )
    refuse(where, wrong)
    scaled = centred(design.matrix)
    apart = separated(scaled.matrix, y)
    if apart and not penalised:
        raise NotComputable(
            f"{where}: the predictors separate the {len(y)} rows with and without "
            "the outcome, so maximum likelihood has no estimate; use firth_logistic"
        )
    likelihood = Likelihood(scaled.matrix, y, penalised, where)
    return Prediction(
        design=design,
        scaled=scaled,
        likelihood=likelihood,
        best=best_fit(likelihood),
        separated=apart,
    )
