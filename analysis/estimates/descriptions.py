"""Count rows, and summarise an outcome."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.estimates.filters import ALL_ROWS
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import Values, data_used, numeric, selected
from results import Count, DataError, DataUsed, Description, GroupSummary


def summary(
    values: Values, *, group: str, label: str, n_missing: int = 0
) -> GroupSummary:
    """Summarise observed values: SD with n - 1, quartiles of type 7."""
    if not len(values):
        return GroupSummary(
            group=group,
            label=label,
            n=0,
            n_missing=n_missing,
            mean=None,
            sd=None,
            median=None,
            q1=None,
            q3=None,
            minimum=None,
            maximum=None,
            undefined="there is no value",
        )
    q1, median, q3 = np.quantile(values, [0.25, 0.5, 0.75])
    alone = len(values) == 1
    return GroupSummary(
        group=group,
        label=label,
        n=len(values),
        n_missing=n_missing,
        mean=float(values.mean()),
        sd=None if alone else float(values.std(ddof=1)),
        median=float(median),
        q1=float(q1),
        q3=float(q3),
        minimum=float(values.min()),
        maximum=float(values.max()),
        undefined="one value has no standard deviation" if alone else "",
    )


@recorded()
def describe(
    frame: pd.DataFrame,
    *,
    outcome: str,
    source: str,
    filter: str = ALL_ROWS,
    outcome_label: str | None = None,
    unit: str = "",
) -> Description:
    """Summarise an outcome in all rows together.

    Parameters are those of `analysis.estimates.grouped.samples`, but for groups;
    `outcome_label` and `unit` are words.

    Returns
    -------
    Description
        With one summary; missing values are left out and counted.

    Raises
    ------
    DataError
        If the column is not there, not numeric, or has no observed value.
    """
    where = f"{source}, {outcome}"
    frame = selected(frame, filter, where=where)
    values = numeric(frame, outcome, where=where)
    observed = values[~np.isnan(values)]
    if not len(observed):
        raise DataError(f"{where}: no value was observed; check the filter")
    return Description(
        outcome=outcome_label or outcome,
        unit=unit,
        summary=summary(
            observed, group="all", label="All", n_missing=len(values) - len(observed)
        ),
        data=data_used(frame, (outcome,), source=source, filter=filter),
    )


@recorded()
def count(
    frame: pd.DataFrame, *, label: str, source: str, filter: str = ALL_ROWS
) -> Count:
    """Count the rows of a frame, whether or not values are missing in them.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_variables)
        One row for each thing counted.
    label : str
        What the rows are, such as "men at treatment entry".
    source, filter : str
        As for `analysis.estimates.grouped.samples`.

    Returns
    -------
    Count
        With the number of rows.
    """
    frame = selected(frame, filter, where=source)
    data = DataUsed(source=source, variables=(), filter=filter, rows=len(frame))
    return Count(label=label, count=len(frame), data=data)
