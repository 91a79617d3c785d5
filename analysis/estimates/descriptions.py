"""Count rows, and summarise an outcome."""

from __future__ import annotations

import numpy as np

from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.rows import Values, numeric
from analysis.estimates.sample import Sample
from results import Count, DataError, Description, GroupSummary


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
def describe(sample: Sample, *, outcome: str) -> Description:
    """Summarise an outcome, a column of numbers, in all rows together.

    Returns
    -------
    Description
        With one summary; missing values are left out and counted.

    Raises
    ------
    DataError
        If the column is not there, not numeric, or has no observed value.
    """
    where = f"{sample.source}, {outcome}"
    values = numeric(sample.frame, outcome, where=where)
    observed = values[~np.isnan(values)]
    if not len(observed):
        raise DataError(f"{where}: no value was observed; check the filter")
    return Description(
        outcome=sample.label(outcome),
        unit=sample.unit(outcome),
        summary=summary(
            observed, group="all", label="All", n_missing=len(values) - len(observed)
        ),
        data=data_used(sample, (outcome,)),
    )


@recorded()
def count(sample: Sample, *, label: str) -> Count:
    """Count the rows of a sample, whether or not values are missing in them.

    `label` says what the rows are, such as "men at treatment entry".
    """
    return Count(label=label, count=len(sample), data=data_used(sample, ()))
