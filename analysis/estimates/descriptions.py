"""Count rows, and summarise an outcome."""

from __future__ import annotations

import numpy as np

from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.rows import Values, numeric
from analysis.estimates.sample import Sample
from results import Count, Description, GroupSummary, NotComputable

#: Of one value, what there is besides a standard deviation.
MEASURES = ("mean", "minimum", "q1", "median", "q3", "maximum")


def summary(
    values: Values, *, group: str, label: str, n_missing: int = 0
) -> GroupSummary:
    """Summarise observed values: SD with n - 1, quartiles of type 7."""
    n, undefined = len(values), "there is no value"
    measures: dict[str, float | None] = dict.fromkeys(("sd", *MEASURES))
    if n:
        quartiles = np.quantile(values, [0.25, 0.5, 0.75])
        numbers = (values.mean(), values.min(), *quartiles, values.max())
        measures |= zip(MEASURES, map(float, numbers), strict=True)
        undefined = "one value has no standard deviation"
    if n > 1:
        measures["sd"], undefined = float(values.std(ddof=1)), ""
    return GroupSummary(
        group=group,
        label=label,
        n=n,
        n_missing=n_missing,
        **measures,
        undefined=undefined,
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
        raise NotComputable(f"{where}: no value was observed; check the filter")
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
