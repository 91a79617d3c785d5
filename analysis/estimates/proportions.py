"""Proportions with Wilson's interval."""

from __future__ import annotations

from math import sqrt
from typing import Any

import pandas as pd

from analysis.estimates.coverage import normal_quantile
from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.rows import codes_of, column
from analysis.estimates.sample import Sample
from results import DataError, NotComputable, Proportion
from results.faults import as_python


@recorded("level", "conf_level")
def proportion(
    sample: Sample,
    *,
    outcome: str,
    level: object,
    label: str | None = None,
    conf_level: float = 0.95,
) -> Proportion:
    """Proportion of the observed rows that have one level, with Wilson's interval.

    Parameters
    ----------
    sample : Sample
        NaN where a value is missing; those rows are left out and counted.
    outcome : str
        Column of categories.
    level : object
        The category that is counted.
    label : str, optional
        What is counted; the label of the level if it is not given.
    conf_level : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    Proportion
        Between 0 and 1, with count and n.

    Raises
    ------
    DataError
        If the column is not there, nothing was observed, or nobody can have `level`.

    References
    ----------
    Wilson (1927); see `wilson_interval`.
    """
    where = f"{sample.source}, {outcome}"
    values = column(sample.frame, outcome, where=where)
    if not values.notna().any():
        raise NotComputable(f"{where}: no value was observed; check the filter")
    need_level(values, level, where=where)
    return Proportion(
        label=label or sample.counted(outcome, level),
        **share_with(values, level, conf_level=conf_level),
        method="Wilson interval",
        data=data_used(sample, (outcome,)),
    )


def share_with(values: Any, level: object, *, conf_level: float) -> dict[str, Any]:
    """Count a level among the observed values of a column; what records of it hold.

    Returns
    -------
    dict
        count, n, n_missing, proportion, conf_low, conf_high (Wilson) and conf_level.
    """
    observed = values.dropna()
    hits, n = int((observed == level).sum()), len(observed)
    low, high = wilson_interval(hits, n, conf_level=conf_level)
    return {
        "count": hits,
        "n": n,
        "n_missing": len(values) - n,
        "proportion": hits / n,
        "conf_low": low,
        "conf_high": high,
        "conf_level": conf_level,
    }


def need_level(values: Any, level: object, *, where: str) -> None:
    """Raise a DataError if no value of a column can be `level`."""
    is_bool = pd.api.types.is_bool_dtype(values.dtype)
    legal = [True, False] if is_bool else codes_of(values)
    if level not in legal:
        known = [as_python(one) for one in legal[:5]]
        raise DataError(
            f"{where}: no such level, got {as_python(level)!r}; use one of {known}, "
            "or make the variable categorical if nobody happens to have it"
        )


def wilson_interval(
    hits: int, n: int, *, conf_level: float = 0.95
) -> tuple[float, float]:
    """Wilson's score interval of a proportion, without continuity correction.

    Parameters
    ----------
    hits, n : int
        How many of how many, at least one.
    conf_level : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    (float, float)
        The limits p of (hits / n - p)² = z² p (1 - p) / n, 0 at least and 1 at most.

    Raises
    ------
    DataError
        If they are no whole numbers, n is 0, or hits are more than n.

    References
    ----------
    Wilson (1927), Probable inference, the law of succession, and statistical inference.
    R, prop.test(correct = FALSE).

    Examples
    --------
    >>> low, high = wilson_interval(31, 48)
    >>> round(low, 4), round(high, 4)
    (0.5044, 0.7657)
    """
    if not (n >= 1 and 0 <= hits <= n and hits % 1 == 0 and n % 1 == 0):
        raise DataError(
            "wilson_interval: a proportion is of at least one, a whole number of them, "
            f"got {hits} of {n}; check the counts"
        )
    # statsmodels' proportion_confint has 3e-17 and the like where a limit is 0 or 1.
    z2 = normal_quantile(conf_level) ** 2
    centre = (hits + z2 / 2) / (n + z2)
    margin = sqrt(z2 * (hits * (n - hits) / n + z2 / 4)) / (n + z2)
    return max(0.0, centre - margin), min(1.0, centre + margin)
