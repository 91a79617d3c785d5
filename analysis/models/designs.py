"""The design of a model: its predictors as numbers, and what is wrong with them.

A design has an intercept first; a category has one column for each level after the
first, in the order that `analysis.estimates.grouped` gives its groups. Rows with a
missing value in any variable of a model are left out of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.estimates.float_limits import all_alike
from analysis.estimates.grouped import group_order, label_of
from analysis.estimates.rows import (
    Values,
    code_text,
    column,
    data_used,
    is_numeric,
    numeric,
)
from results import DataError, DataUsed, Fault

INTERCEPT = "intercept"

#: A column counts as a combination of the others below this share of its length.
TOLERANCE = 1e-8

Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """The predictors of a model as numbers, in the units of their columns."""

    matrix: Values  # (n_rows, n_terms), the intercept first
    names: tuple[str, ...]
    labels: tuple[str, ...]
    parts: Mapping[str, tuple[int, ...]]  # predictor to its columns of the matrix
    categories: tuple[str, ...]  # the predictors that are categories


def complete(frame: pd.DataFrame, names: Sequence[str], *, where: str) -> pd.DataFrame:
    """Rows on which none of the named columns is missing; DataError if none is left.

    Raises ValueError if a column is named twice.
    """
    twice = [name for i, name in enumerate(names) if name in names[:i]]
    if twice:
        raise ValueError(
            f"{where}: one column for two things, got {twice} twice; name another"
        )
    for name in names:
        column(frame, name, where=where)
    kept = frame[list(names)].dropna()
    if kept.empty:
        raise DataError(
            f"{where}: every row has a missing value, got {len(frame)} rows; "
            "check the filter, or leave a variable out"
        )
    return kept


def design_of(
    frame: pd.DataFrame,
    predictors: Mapping[str, str],
    labels: Labels | None = None,
    *,
    where: str,
    against: bool = True,
) -> Design:
    """Build the design of a model.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_variables)
        NaN where a predictor is missing, and so in its columns.
    predictors : mapping of str to str
        Column to label; numbers stay as they are, categories become one column for
        each level after the first, named `column-level`.
    labels : mapping of str to mapping, optional
        Column to the labels of its levels, which also give the order of levels.
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
    names, texts, parts = [INTERCEPT], ["Intercept"], {}
    matrix = [np.ones(len(frame))]
    categories = []
    for name, label in predictors.items():
        values = column(frame, name, where=where)
        start = len(names)
        if is_numeric(values):
            names.append(name)
            texts.append(label)
            matrix.append(numeric(frame, name, where=where))
        else:
            own = (labels or {}).get(name)
            reference, *others = group_order(values, own)
            categories.append(name)
            other = f", against {label_of(reference, own)}" if against else ""
            for level in others:
                names.append(f"{name}-{code_text(level)}")
                texts.append(f"{label}: {label_of(level, own)}{other}")
                has = (values == level).to_numpy(dtype=np.float64, na_value=np.nan)
                matrix.append(np.where(values.isna(), np.nan, has))
        parts[name] = tuple(range(start, len(names)))
    return Design(
        matrix=np.column_stack(matrix),
        names=tuple(names),
        labels=tuple(texts),
        parts=parts,
        categories=tuple(categories),
    )


def as_category(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Write the codes of a column as text, so that numbers are no quantity either."""
    return frame.assign(**{name: frame[name].astype(object).map(code_text)})


def predictors_used(
    frame: pd.DataFrame,
    outcomes: Sequence[str],
    predictors: Mapping[str, str],
    labels: Labels | None,
    source: str,
    filter: str,
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
        f"{name}: {', '.join(code_text(code) for code in labels[name])}"
        for name in predictors
        if labels
        and name in labels
        and not isinstance(frame[name].dtype, pd.CategoricalDtype)
    ]
    names = (*outcomes, *predictors)
    if asked:
        options["order"] = "; ".join(asked)
    return data_used(frame, names, source=source, filter=filter, **options)


def unsolvable(design: Design) -> list[str]:
    """Say everything for which the coefficients of a design cannot be estimated."""
    rows, terms = design.matrix.shape
    reasons = []
    for name, parts in design.parts.items():
        if all(map(all_alike, design.matrix[:, parts].T)):
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
    centred = design.matrix - design.matrix.mean(axis=0)
    centred[:, 0] = 1
    lengths = np.linalg.norm(centred, axis=0)
    lengths[lengths == 0] = 1  # a level that everybody has
    left = np.abs(np.diag(np.linalg.qr(centred / lengths, mode="r")))
    doubled = [n for n, v in zip(design.names, left, strict=True) if v < TOLERANCE]
    if doubled:
        reasons.append(
            f"the other predictors determine {doubled}, so its coefficient has no "
            "one value; leave it out"
        )
    return reasons


def refuse(where: str, wrong: Sequence[str]) -> None:
    """Raise one DataError with everything that is wrong, if anything is."""
    if wrong:
        raise DataError(Fault(rule=f"{where}: {text}") for text in wrong)
