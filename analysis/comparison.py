"""Compare groups of participants: summaries, tests, effect sizes, proportions.

Every function takes a data frame with one row for a participant, leaves it as it was,
drops the rows on which a variable of this analysis is missing, and counts them. Groups
come in the order of the categories of a categorical column, else of `labels`, else
sorted; a category without any row (a setting that recruited nobody) is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import exp, inf, lgamma, log, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pingouin
from scipy import optimize, stats

from analysis.errors import DataError
from analysis.results import (
    Comparison,
    Contrast,
    Count,
    CountComparison,
    DataUsed,
    Description,
    Effect,
    GroupProportion,
    GroupSummary,
    Proportion,
)

__all__ = [
    "count",
    "cramers_v",
    "describe",
    "exact_counts",
    "exact_p_value",
    "hedges_g",
    "kruskal_wallis",
    "omega_squared",
    "proportion",
    "rank_epsilon_squared",
    "summarise",
    "welch_anova",
    "welch_t",
    "wilson_interval",
]

Values = npt.NDArray[np.float64]

#: Tables that the exact test enumerates at most; about a second's work.
MOST_TABLES = 500_000

#: Relative error allowed when two tables' probabilities are compared, as in R.
RELATIVE_ERROR = 1e-7

#: Resamples of a bootstrap interval.
RESAMPLES = 5000


# --- the observed values, group by group ------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """One outcome's observed values in every group, in points of its own unit."""

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    values: tuple[Values, ...]
    missing: tuple[int, ...]
    n_missing: int  # also rows without a group
    where: str  # opening of an error message
    data: DataUsed

    @property
    def n(self) -> int:
        """Values used."""
        return sum(len(values) for values in self.values)

    @property
    def groups(self) -> tuple[GroupSummary, ...]:
        """The distribution in every group."""
        parts = zip(self.keys, self.labels, self.values, self.missing, strict=True)
        return tuple(summary(v, group=k, label=t, n_missing=m) for k, t, v, m in parts)


def samples(
    frame: pd.DataFrame,
    *,
    outcome: str,
    group: str,
    source: str,
    filter: str = "all rows",
    labels: Mapping[str, str] | None = None,
) -> Samples:
    """Split an outcome by group, and count what is missing.

    Parameters
    ----------
    frame : DataFrame, shape (n_participants, n_variables)
        NaN where a value is missing.
    outcome, group : str
        Column of numbers and column of group codes.
    source, filter : str
        Where the rows come from, and which of them these are, in words.
    labels : mapping of str to str, optional
        Group code to label; a code without a label is its own.

    Returns
    -------
    Samples
        Values of each group, without the missing ones.

    Raises
    ------
    DataError
        If a column is not there or not numeric, or a group has no observed value.
    """
    where = f"{source}, {outcome} by {group}"
    numbers = numeric(frame, outcome, where=where)
    codes = column(frame, group, where=where)
    keys = group_order(codes, labels)
    inside = [numbers[(codes == key).to_numpy()] for key in keys]
    found = Samples(
        keys=tuple(str(key) for key in keys),
        labels=tuple(label_of(key, labels) for key in keys),
        values=tuple(values[~np.isnan(values)] for values in inside),
        missing=tuple(int(np.isnan(values).sum()) for values in inside),
        n_missing=int((np.isnan(numbers) | codes.isna().to_numpy()).sum()),
        where=where,
        data=data_used(frame, (group, outcome), source=source, filter=filter),
    )
    _refuse(
        [k for k, v in zip(found.keys, found.values, strict=True) if not len(v)],
        f"{where}: no value was observed",
        f"leave the group out with a filter, or check {outcome}",
    )
    return found


def column(frame: pd.DataFrame, name: str, *, where: str) -> Any:
    """One column of a frame; DataError if it is not there."""
    if name not in frame.columns:
        raise DataError(
            f"{where}: no such variable, got {name!r}; "
            "use a name that stands in data/codebook.yaml"
        )
    return frame[name]


def numeric(frame: pd.DataFrame, name: str, *, where: str) -> Values:
    """One column as floats, NaN where missing; DataError if it is not numbers."""
    found = column(frame, name, where=where)
    if not pd.api.types.is_numeric_dtype(found.dtype):
        raise DataError(
            f"{where}: {name} is not numeric, got {found.dtype}; "
            "compare its categories with exact_counts"
        )
    values = np.asarray(found.to_numpy(dtype="float64", na_value=np.nan))
    infinite = np.isinf(values)
    if infinite.any():
        raise DataError(
            f"{where}: {name} is infinite {infinite.sum()} times, at rows "
            f"{list(frame.index[infinite][:5])}; check how it was computed"
        )
    return values


def group_order(codes: Any, labels: Mapping[str, str] | None) -> list[Any]:
    """Order the groups that have a row: by category, as in `labels`, or sorted."""
    present = list(codes.dropna().unique())
    if isinstance(codes.dtype, pd.CategoricalDtype):
        return [key for key in codes.cat.categories if key in present]
    order = [str(key) for key in labels or ()]
    last = len(order)
    return sorted(
        present, key=lambda k: (order.index(str(k)) if str(k) in order else last, k)
    )


def label_of(key: object, labels: Mapping[str, str] | None) -> str:
    """Label of a code, or the code itself."""
    return (labels or {}).get(str(key), str(key))


def data_used(
    frame: pd.DataFrame, names: Sequence[str], *, source: str, filter: str
) -> DataUsed:
    """Describe the rows on which none of the named variables is missing."""
    rows = int(frame[list(names)].notna().all(axis=1).sum())
    return DataUsed(source=source, variables=tuple(names), filter=filter, rows=rows)


def summary(
    values: Values, *, group: str, label: str, n_missing: int = 0
) -> GroupSummary:
    """Summarise observed values: SD with n - 1, quartiles of type 7."""
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


def _refuse(groups: Sequence[str], wrong: str, repair: str) -> None:
    if groups:
        many = "1 group" if len(groups) == 1 else f"{len(groups)} groups"
        raise DataError(f"{wrong} in {many}, got {list(groups[:5])}; {repair}")


def _need_groups(found: Samples, *, fewest: int, most: int | None = None) -> None:
    if len(found.keys) < fewest or (most and len(found.keys) > most):
        needed = f"exactly {fewest}" if most else f"at least {fewest}"
        raise DataError(
            f"{found.where}: {needed} groups are needed, got {list(found.keys)}; "
            "choose other rows or another test"
        )
    if np.ptp(np.concatenate(found.values)) == 0:
        raise DataError(
            f"{found.where}: every value is the same, got [{found.values[0][0]:g}]; "
            "there is nothing to compare"
        )


def _need_variance(found: Samples) -> None:
    pairs = list(zip(found.keys, found.values, strict=True))
    _refuse(
        [key for key, values in pairs if len(values) == 1],
        f"{found.where}: only one value, so no variance,",
        "leave the group out with a filter, or use kruskal_wallis",
    )
    _refuse(
        [key for key, values in pairs if np.ptp(values) == 0],
        f"{found.where}: every value is the same, so no variance,",
        "leave the group out with a filter, or use kruskal_wallis",
    )


# --- summaries --------------------------------------------------------------------


def summarise(
    frame: pd.DataFrame,
    *,
    outcome: str,
    group: str,
    source: str,
    filter: str = "all rows",
    labels: Mapping[str, str] | None = None,
) -> tuple[GroupSummary, ...]:
    """Summarise an outcome in every group.

    Parameters and errors are those of `samples`.

    Returns
    -------
    tuple of GroupSummary
        One for a group, in order; SD with n - 1, quartiles of type 7.

    Examples
    --------
    >>> frame = pd.DataFrame({"days": [3, 5.0, None], "ward": ["a", "a", "a"]})
    >>> found = summarise(frame, outcome="days", group="ward", source="simulated")
    >>> found[0].mean, found[0].n, found[0].n_missing
    (4.0, 2, 1)
    """
    return samples(
        frame, outcome=outcome, group=group, source=source, filter=filter, labels=labels
    ).groups


def describe(
    frame: pd.DataFrame,
    *,
    outcome: str,
    source: str,
    filter: str = "all rows",
    outcome_label: str | None = None,
    unit: str = "",
) -> Description:
    """Summarise an outcome in all rows together.

    Parameters are those of `samples`; `outcome_label` and `unit` are words.

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
    values = numeric(frame, outcome, where=where)
    observed = values[~np.isnan(values)]
    if not len(observed):
        raise DataError(f"{where}: no value was observed; check the filter")
    return Description(
        outcome=outcome_label or outcome,
        unit=unit,
        summary=summary(
            observed,
            group="all",
            label="All",
            n_missing=len(values) - len(observed),
        ),
        data=data_used(frame, (outcome,), source=source, filter=filter),
    )


def count(
    frame: pd.DataFrame, *, label: str, source: str, filter: str = "all rows"
) -> Count:
    """Count the rows of a frame, whether or not values are missing in them.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_variables)
        One row for each thing counted.
    label : str
        What the rows are, such as "men at treatment entry".
    source, filter : str
        Where the rows come from, and which of them these are, in words.

    Returns
    -------
    Count
        With the number of rows.
    """
    data = DataUsed(source=source, variables=(), filter=filter, rows=len(frame))
    return Count(label=label, count=len(frame), data=data)


# --- tests of a numeric outcome ---------------------------------------------------


def welch_anova(
    frame: pd.DataFrame,
    *,
    outcome: str,
    group: str,
    source: str,
    filter: str = "all rows",
    labels: Mapping[str, str] | None = None,
    outcome_label: str | None = None,
    unit: str = "",
    conf_level: float = 0.95,
) -> Comparison:
    """Welch's analysis of variance, with Games-Howell contrasts of every pair.

    Parameters are those of `samples`, with the words `outcome_label` and `unit`.

    Returns
    -------
    Comparison
        F, its degrees of freedom, `omega_squared`; one contrast for each pair of
        groups (earlier - later), its p value and interval adjusted for all pairs.

    Raises
    ------
    DataError
        As `samples`; and if there is one group only, or a group without variance.

    Notes
    -----
    A contrast's `hedges_g` uses the pooled SD of its two groups (see `hedges_g`), and
    its interval is not adjusted for the number of pairs.
    """
    found = samples(
        frame, outcome=outcome, group=group, source=source, filter=filter, labels=labels
    )
    _need_groups(found, fewest=2)
    _need_variance(found)
    # Numbered groups keep their order; pingouin sorts names.
    codes = np.repeat(np.arange(len(found.values)), [len(v) for v in found.values])
    tidy = pd.DataFrame({"value": np.concatenate(found.values), "group": codes})
    test = pingouin.welch_anova(data=tidy, dv="value", between="group").iloc[0]
    pairs = pingouin.pairwise_gameshowell(data=tidy, dv="value", between="group")
    f, dof, dof_resid = float(test["F"]), float(test["ddof1"]), float(test["ddof2"])
    return Comparison(
        method="Welch analysis of variance",
        outcome=outcome_label or outcome,
        unit=unit,
        n=found.n,
        n_missing=found.n_missing,
        statistic_name="F",
        statistic=f,
        dof=dof,
        dof_resid=dof_resid,
        p_value=float(test["p_unc"]),
        effect=omega_squared(f, dof, dof_resid, conf_level=conf_level),
        alternative="two-sided",
        correction="Games-Howell",
        groups=found.groups,
        contrasts=tuple(
            _games_howell(found, row, conf_level) for _, row in pairs.iterrows()
        ),
        data=found.data,
    )


def _games_howell(found: Samples, row: Any, conf_level: float) -> Contrast:
    first, second = int(row["A"]), int(row["B"])
    difference, error, dof = float(row["diff"]), float(row["se"]), float(row["df"])
    range_quantile = stats.studentized_range.ppf(conf_level, len(found.keys), dof)
    margin = float(range_quantile) * error / sqrt(2)
    return Contrast(
        first=found.keys[first],
        second=found.keys[second],
        estimate=difference,
        std_error=error,
        statistic=float(row["T"]),
        dof=dof,
        p_value=float(row["pval"]),
        conf_low=difference - margin,
        conf_high=difference + margin,
        conf_level=conf_level,
        effect=hedges_g(
            found.values[first], found.values[second], conf_level=conf_level
        ),
        correction="Games-Howell",
    )


def welch_t(
    frame: pd.DataFrame,
    *,
    outcome: str,
    group: str,
    source: str,
    filter: str = "all rows",
    labels: Mapping[str, str] | None = None,
    outcome_label: str | None = None,
    unit: str = "",
    conf_level: float = 0.95,
) -> Comparison:
    """Welch's t test of two groups.

    Parameters are those of `samples`, with the words `outcome_label` and `unit`.

    Returns
    -------
    Comparison
        t, its degrees of freedom, `hedges_g` (pooled SD); the difference in means
        (first - second group) with its interval is the one contrast.

    Raises
    ------
    DataError
        As `samples`; and if there are not two groups, or a group has no variance.
    """
    found = samples(
        frame, outcome=outcome, group=group, source=source, filter=filter, labels=labels
    )
    _need_groups(found, fewest=2, most=2)
    _need_variance(found)
    first, second = found.values
    test = stats.ttest_ind(first, second, equal_var=False)
    interval = test.confidence_interval(conf_level)
    estimate = float(first.mean() - second.mean())
    effect = hedges_g(first, second, conf_level=conf_level)
    contrast = Contrast(
        first=found.keys[0],
        second=found.keys[1],
        estimate=estimate,
        std_error=sqrt(sum(v.var(ddof=1) / len(v) for v in found.values)),
        statistic=float(test.statistic),
        dof=float(test.df),
        p_value=float(test.pvalue),
        conf_low=float(interval.low),
        conf_high=float(interval.high),
        conf_level=conf_level,
        effect=effect,
        correction="none",
    )
    return Comparison(
        method="Welch t test",
        outcome=outcome_label or outcome,
        unit=unit,
        n=found.n,
        n_missing=found.n_missing,
        statistic_name="t",
        statistic=contrast.statistic,
        dof=contrast.dof,
        dof_resid=None,
        p_value=contrast.p_value,
        effect=effect,
        alternative="two-sided",
        correction="none",
        groups=found.groups,
        contrasts=(contrast,),
        data=found.data,
    )


def kruskal_wallis(
    frame: pd.DataFrame,
    *,
    outcome: str,
    group: str,
    source: str,
    filter: str = "all rows",
    labels: Mapping[str, str] | None = None,
    outcome_label: str | None = None,
    unit: str = "",
    conf_level: float = 0.95,
    seed: int = 1,
) -> Comparison:
    """Kruskal-Wallis test by ranks, corrected for ties; without contrasts.

    Parameters are those of `samples`, with the words `outcome_label` and `unit`, and
    `seed` for the bootstrap interval of the effect.

    Returns
    -------
    Comparison
        H, its degrees of freedom, `rank_epsilon_squared`.

    Raises
    ------
    DataError
        As `samples`; and if there is one group only, or every value is the same.
    """
    found = samples(
        frame, outcome=outcome, group=group, source=source, filter=filter, labels=labels
    )
    _need_groups(found, fewest=2)
    test = stats.kruskal(*found.values)
    return Comparison(
        method="Kruskal-Wallis test",
        outcome=outcome_label or outcome,
        unit=unit,
        n=found.n,
        n_missing=found.n_missing,
        statistic_name="H",
        statistic=float(test.statistic),
        dof=float(len(found.keys) - 1),
        dof_resid=None,
        p_value=float(test.pvalue),
        effect=rank_epsilon_squared(found.values, conf_level=conf_level, seed=seed),
        alternative="two-sided",
        correction="none",
        groups=found.groups,
        contrasts=(),
        data=found.data,
    )


# --- counts -----------------------------------------------------------------------


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
        data=data_used(frame, (outcome,), source=source, filter=filter),
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
    _refuse(
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
        data=data_used(frame, (group, outcome), source=source, filter=filter),
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
    z2 = float(stats.norm.isf(_tail(conf_level))) ** 2
    centre = (hits + z2 / 2) / (n + z2)
    margin = sqrt(z2 * (hits * (n - hits) / n + z2 / 4)) / (n + z2)
    return max(0.0, centre - margin), min(1.0, centre + margin)


# --- effect sizes -----------------------------------------------------------------


def omega_squared(
    f: float, dof: float, dof_resid: float, *, conf_level: float = 0.95
) -> Effect:
    """Omega squared of an F statistic, 0 where the estimate would be negative.

    Parameters
    ----------
    f, dof, dof_resid : float
        The statistic with its degrees of freedom, which may be fractions.
    conf_level : float
        Coverage of the two-sided interval, between 0 and 1.

    Returns
    -------
    Effect
        Between 0 and 1; without an interval where the method would give one of no
        width (an effect at or near 0), and then `undefined` says so.

    References
    ----------
    R, effectsize 0.8.3, F_to_omega2(alternative = "two.sided"): the limits are those
    of the noncentral F distribution at the F that corresponds to the estimate.
    """
    estimate = max(0.0, (f - 1) * dof / (f * dof + dof_resid + 1))
    adjusted = (estimate / dof) / ((1 - estimate) / dof_resid)
    limits = _positive_limits(
        partial(stats.ncf.cdf, adjusted, dof, dof_resid), conf_level
    )
    if limits is not None:
        low, high = limits
        limits = low / (low + dof_resid), high / (high + dof_resid)
    return _effect("omega_squared", estimate, limits, conf_level)


def hedges_g(first: Values, second: Values, *, conf_level: float = 0.95) -> Effect:
    """Standardised difference of two means, first - second, corrected for bias.

    Parameters
    ----------
    first, second : array, shape (n_values,)
        Observed values without NaN, at least three in all.
    conf_level : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    Effect
        Difference over the pooled SD, times the exact correction
        J = gamma(m/2) / (sqrt(m/2) gamma((m-1)/2)) for m = n1 + n2 - 2 degrees of
        freedom; the interval is that of the noncentral t distribution, times J.

    Raises
    ------
    DataError
        If the values of both groups do not vary, or are fewer than three.

    References
    ----------
    R, effectsize 0.8.3, hedges_g(pooled_sd = TRUE).
    """
    m = len(first) + len(second) - 2
    squares = first.var() * len(first) + second.var() * len(second)
    if m < 1 or squares == 0:
        raise DataError(
            f"hedges_g: no variance within two groups of {len(first)} and "
            f"{len(second)} values; describe the groups instead"
        )
    scale = sqrt(1 / len(first) + 1 / len(second))
    t = float((first.mean() - second.mean()) / (sqrt(squares / m) * scale))
    return standardised("hedges_g", t, m, scale, conf_level=conf_level)


def standardised(
    name: str, t: float, dof: int, scale: float, *, conf_level: float
) -> Effect:
    """Bias-corrected standardised mean from a t statistic; t * scale is the raw one."""
    if dof < 2:
        return Effect(
            name=name,
            estimate=None,
            conf_low=None,
            conf_high=None,
            conf_level=conf_level,
            undefined="the correction for small samples needs more observations",
        )
    correction = exp(lgamma(dof / 2) - log(sqrt(dof / 2)) - lgamma((dof - 1) / 2))
    limits = _noncentral_t_limits(t, dof, conf_level)
    factor = scale * correction
    inside = None if limits is None else (limits[0] * factor, limits[1] * factor)
    return _effect(name, t * factor, inside, conf_level)


def rank_epsilon_squared(
    values: Sequence[Values], *, conf_level: float = 0.95, seed: int = 1
) -> Effect:
    """Epsilon squared of the ranks: H / ((n^2 - 1) / (n + 1)), H corrected for ties.

    Parameters
    ----------
    values : sequence of arrays
        Observed values of each group; not all the same.
    conf_level : float
        Coverage of the interval, between 0 and 1.
    seed : int
        Seed of the bootstrap: the same seed gives the same interval.

    Returns
    -------
    Effect
        Between 0 and 1, with the percentile interval of 5,000 resamples within groups.
    """
    rng = np.random.default_rng(seed)
    drawn = [rng.choice(v, size=(RESAMPLES, len(v))) for v in values]
    sizes = [len(v) for v in values]
    resampled = _rank_share(np.concatenate(drawn, axis=1), sizes)
    tail = _tail(conf_level)
    low, high = np.quantile(resampled, [tail, 1 - tail])
    estimate = _rank_share(np.concatenate(values)[None, :], sizes)[0]
    return _effect(
        "rank_epsilon_squared", float(estimate), (float(low), float(high)), conf_level
    )


def _rank_share(values: Values, sizes: Sequence[int]) -> Values:
    # H / (n - 1), tie-corrected, is the share of the ranks' variation between groups.
    ranks = stats.rankdata(values, axis=1)
    centred = ranks - ranks.mean(axis=1, keepdims=True)
    parts = np.split(centred, np.cumsum(sizes)[:-1], axis=1)
    between = sum(part.shape[1] * part.mean(axis=1) ** 2 for part in parts)
    total = (centred**2).sum(axis=1)
    # A resample in which every value is the same has nothing between its groups.
    nothing = np.zeros_like(total)
    shares: Values = np.divide(between, total, out=nothing, where=total > 0)
    return shares


def cramers_v(table: npt.ArrayLike, *, conf_level: float = 0.95) -> Effect:
    """Cramer's V of a table of counts, without correction for bias or continuity.

    Parameters
    ----------
    table : array, shape (n_groups, n_levels)
        Counts; every row and column has at least one.
    conf_level : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    Effect
        Between 0 and 1; the interval is that of the noncentral chi-square
        distribution, an approximation. None where it would have no width.

    References
    ----------
    R, effectsize 0.8.3, chisq_to_cramers_v(adjust = FALSE, alternative = "two.sided").
    """
    counts = np.asarray(table, dtype=np.float64)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    chi_square = float(((counts - expected) ** 2 / expected).sum())
    dof = (counts.shape[0] - 1) * (counts.shape[1] - 1)
    most = float(counts.sum()) * (min(counts.shape) - 1)
    limits = _positive_limits(partial(stats.ncx2.cdf, chi_square, dof), conf_level)
    if limits is not None:
        low, high = (min(1.0, sqrt(limit / most)) for limit in limits)
        limits = low, high
    return _effect("cramers_v", min(1.0, sqrt(chi_square / most)), limits, conf_level)


Cdf = Callable[[float], float]  # of a statistic, by its noncentrality; it falls


def _tail(conf_level: float) -> float:
    if not 0 < conf_level < 1:
        raise ValueError(f"conf_level: outside 0-1, got {conf_level}; use 0.95")
    return (1 - conf_level) / 2


def _positive_limits(cdf: Cdf, conf_level: float) -> tuple[float, float] | None:
    # Limits of a noncentrality that cannot be negative; None if both would be 0.
    tail = _tail(conf_level)
    at_zero = cdf(0.0)
    if at_zero <= tail:
        return None
    low = 0.0 if at_zero <= 1 - tail else _root(cdf, 1 - tail, start=0.0, low=0.0)
    high = _root(cdf, tail, start=0.0, low=0.0)
    return None if low is None or high is None else (low, high)


def _noncentral_t_limits(
    t: float, dof: int, conf_level: float
) -> tuple[float, float] | None:
    tail = _tail(conf_level)
    cdf = partial(stats.nct.cdf, t, dof)
    low = _root(cdf, 1 - tail, start=t, low=-inf)
    high = _root(cdf, tail, start=t, low=-inf)
    return None if low is None or high is None else (low, high)


def _root(cdf: Cdf, probability: float, *, start: float, low: float) -> float | None:
    # Noncentrality at which `cdf` is `probability`; None where cdf breaks down.
    width = 1.0
    for _ in range(50):
        left, right = max(low, start - width), start + width
        if cdf(left) >= probability >= cdf(right):
            break
        width *= 2
    try:
        return float(optimize.brentq(lambda x: cdf(x) - probability, left, right))
    except ValueError:  # no sign change, or not a number for so extreme a statistic
        return None


def _effect(
    name: str,
    estimate: float,
    limits: tuple[float, float] | None,
    conf_level: float,
) -> Effect:
    low, high = (None, None) if limits is None else limits
    return Effect(
        name=name,
        estimate=estimate,
        conf_low=low,
        conf_high=high,
        conf_level=conf_level,
        undefined=""
        if limits
        else "the method gives no interval for an effect of this size",
    )
