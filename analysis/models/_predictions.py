"""Whether an outcome happened, and the logistic model that predicts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.estimates.rows import Values, code_text, codes_of, column
from analysis.estimates.sample import Sample
from analysis.models._maxima import best_fit, constrained
from analysis.models._profiles import profile_limit
from analysis.models.centred_designs import Centred, centred, coordinates
from analysis.models.designs import Design, complete, design_of, refuse, unsolvable
from analysis.models.firth import Fit, separated
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

    y: Values  # (n_rows,), 1 where the outcome happened
    design: Design
    scaled: Centred
    best: Fit  # of the scaled design
    penalised: bool
    separated: bool  # whether predictors tell the outcomes apart without error
    where: str

    def ratio(self, columns: Sequence[int]) -> float:
        """Twice the log likelihood that is lost without these columns."""
        matrix, here, _ = coordinates(self.scaled, self.best, columns[0])
        less = constrained(
            matrix,
            self.y,
            here,
            dict.fromkeys(columns, 0.0),
            penalised=self.penalised,
            where=self.where,
        )
        return max(0.0, 2 * (self.best.log_likelihood - less.log_likelihood))

    def limit(self, term: int, conf_level: float, *, upper: bool) -> float | None:
        """Limit of the profile likelihood interval of a coefficient, in its unit."""
        matrix, here, unit = coordinates(self.scaled, self.best, term)
        place = profile_limit(
            matrix,
            self.y,
            here,
            term,
            upper=upper == (unit > 0),
            conf_level=conf_level,
            penalised=self.penalised,
            where=self.where,
        )
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
    wrong = unsolvable(design)
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
    return Prediction(
        y=y,
        design=design,
        scaled=scaled,
        best=best_fit(scaled.matrix, y, penalised=penalised, where=where),
        penalised=penalised,
        separated=apart,
        where=where,
    )
