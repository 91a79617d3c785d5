"""The design of a model: its predictors as numbers, and what is wrong with them.

A design has an intercept first; a category has one column for each level after the
first, in the order of `analysis.estimates.sample.Sample.codes`. Rows with a missing
value in any variable of a model are left out of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.estimates.float_limits import all_alike
from analysis.estimates.recorded import data_used
from analysis.estimates.rows import Values, code_text, column, is_numeric, numeric
from analysis.estimates.sample import Described, Sample
from results import DataError, DataUsed, Fault, NotComputable

INTERCEPT = "intercept"

#: A column counts as a combination of the others below this share of its length.
TOLERANCE = 1e-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """The predictors of a model as numbers, in the units of their columns."""

    matrix: Values  # (n_rows, n_terms), the intercept first
    names: tuple[str, ...]
    labels: tuple[str, ...]
    parts: Mapping[str, tuple[int, ...]]  # predictor to its columns of the matrix
    categories: tuple[str, ...]  # the predictors that are categories

    def unsolvable(self) -> list[str]:
        """Say everything for which the coefficients of a design cannot be estimated."""
        rows, terms = self.matrix.shape
        reasons = []
        for name, parts in self.parts.items():
            if all(map(all_alike, self.matrix[:, parts].T)):
                reasons.append(
                    f"{name} is the same in all {rows} complete rows; leave it out"
                )
        if reasons:
            return reasons
        if rows <= terms:
            return [
                f"{terms} coefficients need more rows than that, got {rows} complete "
                "rows; use fewer predictors"
            ]
        centred = self.matrix - self.matrix.mean(axis=0)
        centred[:, 0] = 1
        lengths = np.linalg.norm(centred, axis=0)
        lengths[lengths == 0] = 1  # a level that everybody has
        left = np.abs(np.diag(np.linalg.qr(centred / lengths, mode="r")))
        doubled = [n for n, v in zip(self.names, left, strict=True) if v < TOLERANCE]
        if doubled:
            reasons.append(
                f"the other predictors determine {doubled}, so its coefficient has no "
                "one value; leave it out"
            )
        return reasons


def complete(sample: Sample, names: Sequence[str], *, where: str) -> Sample:
    """Rows on which none of the named columns is missing; DataError if none is left.

    Raises ValueError if a column is named twice.
    """
    twice = [name for i, name in enumerate(names) if name in names[:i]]
    if twice:
        raise ValueError(
            f"{where}: one column for two things, got {twice} twice; name another"
        )
    for name in names:
        column(sample.frame, name, where=where)
    kept = sample.frame[sample.frame[list(names)].notna().all(axis=1)]
    if kept.empty:
        raise NotComputable(
            f"{where}: every row has a missing value, got {len(sample)} rows; "
            "check the filter, or leave a variable out"
        )
    return replace(sample, frame=kept)


def design_of(
    sample: Sample, predictors: Sequence[str], *, where: str, against: bool = True
) -> Design:
    """Build the design of a model.

    Parameters
    ----------
    sample : Sample
        NaN where a predictor is missing, and so in its columns.
    predictors : sequence of str
        Numbers stay as they are, categories become one column for each level after
        the first, named `column-level`.
    where : str
        Opening of an error message.
    against : bool
        Whether the label of a level says which level it is held against.

    Returns
    -------
    Design
        With `n_terms` columns; a level without rows has none.

    Raises
    ------
    DataError
        If a column is not there or holds an infinite number.
    """
    columns = [(INTERCEPT, "Intercept", np.ones(len(sample)))]
    parts, categories = {}, []
    for name in predictors:
        values, label = column(sample.frame, name, where=where), sample.label(name)
        start = len(columns)
        if is_numeric(values):
            columns.append((name, label, numeric(sample.frame, name, where=where)))
        else:
            reference, *others = sample.codes(name)
            categories.append(name)
            other = f", against {sample.level(name, reference)}" if against else ""
            for level in others:
                text = f"{label}: {sample.level(name, level)}{other}"
                has = (values == level).to_numpy(dtype=np.float64, na_value=np.nan)
                has = np.where(values.isna(), np.nan, has)
                columns.append((f"{name}-{code_text(level)}", text, has))
        parts[name] = tuple(range(start, len(columns)))
    names, labels, matrix = zip(*columns, strict=True)
    return Design(
        matrix=np.column_stack(matrix),
        names=names,
        labels=labels,
        parts=parts,
        categories=tuple(categories),
    )


def as_category(sample: Sample, name: str) -> Sample:
    """Write the codes of a column as text, so that numbers are no quantity either."""
    texts = sample.frame[name].astype(object).map(code_text, na_action="ignore")
    frame = sample.frame.assign(**{name: texts})
    said = Described(label=sample.label(name), levels=sample.levels(name))
    return replace(sample, frame=frame, variables={**sample.variables, name: said})


def predictors_used(
    sample: Sample,
    outcomes: Sequence[str],
    predictors: Sequence[str],
    **options: str | float | bool,
) -> DataUsed:
    """Describe the data of a model, and the order that was asked for.

    Returns
    -------
    DataUsed
        As `data_used` describes outcomes and predictors. The option ``order``, such as
        ``sex: male, female; jail: no, yes``, is there if a category has no order of
        its own. The first level is what the others are held against.
    """
    asked = [
        f"{name}: {', '.join(map(code_text, sample.variables[name].levels))}"
        for name in predictors
        if name in sample.variables
        and sample.variables[name].levels
        and not isinstance(sample.frame[name].dtype, pd.CategoricalDtype)
    ]
    names = (*outcomes, *predictors)
    if asked:
        options["order"] = "; ".join(asked)
    return data_used(sample, names, **options)


def refuse(
    where: str, wrong: Sequence[str], error: type[DataError] = NotComputable
) -> None:
    """Raise one error with everything that is wrong, if anything is."""
    if wrong:
        raise error(Fault(rule=f"{where}: {text}") for text in wrong)
