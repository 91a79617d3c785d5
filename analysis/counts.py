"""Proportions, and counts compared between groups by an exact test.

Rows, groups and missing values are treated as `analysis.samples` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp, lgamma, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from analysis.effect_sizes import cramers_v, tail_of
from analysis.errors import DataError
from analysis.results import CountComparison, GroupProportion, Proportion
from analysis.samples import column, data_used, group_order, label_of, refuse_groups

__all__ = ["exact_counts", "exact_p_value", "proportion", "wilson_interval"]

#: Tables that the exact test enumerates at most; about a second's work.
MOST_TABLES = 500_000

#: Relative error allowed when two tables' probabilities are compared, as in R.
RELATIVE_ERROR = 1e-7


def proportion(
    frame: pd.DataFrame,
    *,
    outcome: str,
    level: object,
    source: str,
    filter: str = "all rows",
    label: str | None = None,
    conf_level: float = 0.95,
) -> Proportion:
    """Proportion of the observed rows that have one level, with Wilson's interval.

    Parameters
    ----------
    frame : DataFrame, shape (n_participants, n_variables)
        NaN where a value is missing; those rows are left out and counted.
    outcome : str
        Column of categories.
    level : object
        The category that is counted.
    source, filter : str
        Where the rows come from, and which of them these are, in words.
    label : str, optional
        What the level means; the level itself if it is not given.
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
    """
    where = f"{source}, {outcome}"
    values = column(frame, outcome, where=where)
    observed = values.dropna()
    if not len(observed):
        raise DataError(f"{where}: no value was observed; check the filter")
    _need_level(values, level, where=where)
    hits = int((observed == level).sum())
    low, high = wilson_interval(hits, len(observed), conf_level=conf_level)
    return Proportion(
        label=label or str(level),
        count=hits,
        n=len(observed),
        n_missing=len(values) - len(observed),
        proportion=hits / len(observed),
        conf_low=low,
        conf_high=high,
        conf_level=conf_level,
        method="Wilson interval",
        data=data_used(
            frame,
            (outcome,),
            source=source,
            filter=filter,
            function="analysis.counts.proportion",
        ),
    )


def _need_level(values: Any, level: object, *, where: str) -> None:
    if isinstance(values.dtype, pd.CategoricalDtype):
        legal = list(values.cat.categories)
    elif pd.api.types.is_bool_dtype(values.dtype):
        legal = [True, False]
    else:
        legal = list(values.dropna().unique())
    if level not in legal:
        raise DataError(
            f"{where}: no such level, got {level!r}; use one of {legal[:5]}, "
            "or make the variable categorical if nobody happens to have it"
        )


def exact_counts(
    frame: pd.DataFrame,
    *,
    outcome: str,
    group: str,
    level: object,
    source: str,
    filter: str = "all rows",
    labels: Mapping[str, str] | None = None,
    outcome_label: str | None = None,
    level_label: str | None = None,
    conf_level: float = 0.95,
) -> CountComparison:
    """Fisher-Freeman-Halton exact test of a categorical outcome between groups.

    Parameters
    ----------
    frame : DataFrame, shape (n_participants, n_variables)
        NaN where a value is missing; those rows are left out and counted.
    outcome, group : str
        Column of categories and column of group codes.
    level : object
        The category whose proportion is given for each group; the test is of all.
    source, filter : str
        Where the rows come from, and which of them these are, in words.
    labels : mapping of str to str, optional
        Group code to label.
    outcome_label, level_label : str, optional
        What outcome and level are called.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    CountComparison
        Exact p value, `cramers_v`, and each group's proportion (Wilson interval).

    Raises
    ------
    DataError
        If a column is not there, a group has no observed value, nobody can have
        `level`, there is one group or one outcome only, or the table is too large.
    """
    where = f"{source}, {outcome} by {group}"
    values = column(frame, outcome, where=where)
    codes = column(frame, group, where=where)
    _need_level(values, level, where=where)
    keys = group_order(codes, labels)
    inside = [values[codes == key] for key in keys]
    refuse_groups(
        [str(k) for k, v in zip(keys, inside, strict=True) if not v.notna().any()],
        f"{where}: no value was observed",
        f"leave the group out with a filter, or check {outcome}",
    )
    table = _table(values, codes, keys, where=where)
    return CountComparison(
        method="Fisher-Freeman-Halton exact test",
        outcome=outcome_label or outcome,
        level=level_label or str(level),
        n=int(table.sum()),
        n_missing=len(frame) - int(table.sum()),
        p_value=exact_p_value(table, where=where),
        effect=cramers_v(table, conf_level=conf_level),
        groups=tuple(
            _group_proportion(str(key), label_of(key, labels), found, level, conf_level)
            for key, found in zip(keys, inside, strict=True)
        ),
        data=data_used(
            frame,
            (group, outcome),
            source=source,
            filter=filter,
            function="analysis.counts.exact_counts",
        ),
    )


def _table(
    values: Any, codes: Any, keys: Sequence[Any], *, where: str
) -> npt.NDArray[np.int64]:
    levels = [v for v in values.dropna().unique() if codes[values == v].notna().any()]
    if len(keys) < 2 or len(levels) < 2:
        what = "group" if len(keys) < 2 else "outcome"
        only = [str(key) for key in (keys if len(keys) < 2 else levels)]
        raise DataError(
            f"{where}: at least 2 groups and 2 outcomes are needed, "
            f"got {only} as the only {what}; report the proportion instead"
        )
    return np.array(
        [[int(((codes == k) & (values == v)).sum()) for v in levels] for k in keys]
    )


def _group_proportion(
    key: str, label: str, values: Any, level: object, conf_level: float
) -> GroupProportion:
    n = int(values.notna().sum())
    hits = int((values.dropna() == level).sum())
    low, high = wilson_interval(hits, n, conf_level=conf_level)
    return GroupProportion(
        group=key,
        label=label,
        count=hits,
        n=n,
        n_missing=len(values) - n,
        proportion=hits / n,
        conf_low=low,
        conf_high=high,
        conf_level=conf_level,
    )


def exact_p_value(table: npt.ArrayLike, *, where: str = "table") -> float:
    """Two-sided p value of an r x c table of counts, by complete enumeration.

    Parameters
    ----------
    table : array, shape (n_groups, n_levels)
        Counts; every row and column has at least one.
    where : str
        Opening of an error message.

    Returns
    -------
    float
        Sum of the probabilities of all tables with these margins that are no likelier
        than this one (within a relative error of 1e-7).

    Raises
    ------
    DataError
        If there are more than 500,000 such tables.

    References
    ----------
    The rule of R's fisher.test, with which it agrees.

    Examples
    --------
    >>> round(exact_p_value([[3, 0], [1, 5]]), 6)
    0.047619
    """
    counts = np.asarray(table, dtype=np.int64)
    if counts.shape[0] < counts.shape[1]:
        counts = counts.T  # fewer columns, fewer ways to fill a row
    rows, columns = counts.sum(axis=1).tolist(), counts.sum(axis=0).tolist()
    weights: list[float] = []
    for weight in _weights(rows, columns):
        weights.append(weight)
        if len(weights) > MOST_TABLES:
            raise DataError(
                f"{where}: more than {MOST_TABLES:,} tables have these margins, "
                f"got {list(counts.shape)} rows and columns with {counts.sum()} "
                "counts; merge rare levels, or choose a test that is not exact"
            )
    everything = sum(lgamma(total + 1) for total in [*rows, *columns])
    constant = everything - lgamma(int(counts.sum()) + 1)
    chances = np.exp(constant - np.array(weights))
    observed = exp(constant - sum(lgamma(k + 1) for k in counts.ravel().tolist()))
    return min(1.0, float(chances[chances <= observed * (1 + RELATIVE_ERROR)].sum()))


def _weights(rows: Sequence[int], columns: Sequence[int]) -> Iterator[float]:
    # Sum of log factorials of the cells, for every table with these margins.
    if len(rows) == 1:
        yield sum(lgamma(k + 1) for k in columns)
        return
    for cells in _fillings(rows[0], columns):
        here = sum(lgamma(k + 1) for k in cells)
        left = [total - k for total, k in zip(columns, cells, strict=True)]
        for rest in _weights(rows[1:], left):
            yield here + rest


def _fillings(total: int, columns: Sequence[int]) -> Iterator[tuple[int, ...]]:
    # Every way to spread a row total over cells that the columns can still hold.
    if len(columns) == 1:
        yield (total,)
        return
    room = sum(columns[1:])
    for first in range(max(0, total - room), min(total, columns[0]) + 1):
        for rest in _fillings(total - first, columns[1:]):
            yield (first, *rest)


def wilson_interval(
    hits: int, n: int, *, conf_level: float = 0.95
) -> tuple[float, float]:
    """Wilson's score interval of a proportion, without continuity correction.

    Examples
    --------
    >>> low, high = wilson_interval(31, 48)
    >>> round(low, 4), round(high, 4)
    (0.5044, 0.7657)
    """
    z2 = float(stats.norm.isf(tail_of(conf_level))) ** 2
    centre = (hits + z2 / 2) / (n + z2)
    margin = sqrt(z2 * (hits * (n - hits) / n + z2 / 4)) / (n + z2)
    return max(0.0, centre - margin), min(1.0, centre + margin)
