"""Proportions, and counts compared between groups by an exact test.

Rows, groups and missing values are treated as `analysis.estimates.grouped` says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.comparison._count_contrasts import proportion_differences
from analysis.estimates.effect_sizes import cramers_v
from analysis.estimates.exact_tests import exact_p_value
from analysis.estimates.filters import ALL_ROWS
from analysis.estimates.grouped import group_order, in_group, label_of, refuse_groups
from analysis.estimates.proportions import need_level, wilson_interval
from analysis.estimates.rows import code_text, column, data_used, selected
from results import (
    FISHER,
    FREEMAN_HALTON,
    CountComparison,
    DataError,
    GroupProportion,
)


def exact_counts(
    frame: pd.DataFrame,
    *,
    outcome: str,
    group: str,
    level: object,
    source: str,
    filter: str = ALL_ROWS,
    labels: Mapping[Any, str] | None = None,
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
        Kind of data and table; which rows, as `samples.selected` reads it.
    labels : mapping of str to str, optional
        Group code to label.
    outcome_label, level_label : str, optional
        What outcome and level are called.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    CountComparison
        Exact p value (of Fisher's test, if there are two groups and two levels, else of
        its extension), `cramers_v`, and each group's proportion (Wilson interval).
        One contrast for each pair of groups (earlier - later): the difference in the
        proportion of `level`, with Newcombe's hybrid score interval, adjusted by
        Bonferroni; the exact test of that proportion, its p value as it is and adjusted
        by Holm's method; `standardised_difference` over all levels, with the sign of
        the difference if somebody has `level` and there is one other. Of
        `data.variables`, the first is the group and the second the outcome.

    Raises
    ------
    DataError
        If a column is not there, a group has no observed value, nobody can have
        `level`, there is one group or one outcome only, or the table is too large.

    References
    ----------
    Freeman and Halton (1951), Note on an exact treatment of contingency, goodness of
    fit and other problems of significance. Holm (1979), A simple sequentially rejective
    multiple test procedure. Newcombe (1998), Interval estimation for the difference
    between independent proportions, method 10. R, fisher.test, p.adjust.
    """
    where = f"{source}, {outcome} by {group}"
    frame = selected(frame, filter, where=where)
    values = column(frame, outcome, where=where)
    codes = column(frame, group, where=where)
    need_level(values, level, where=where)
    keys = group_order(codes, labels)
    inside = [values[in_group(codes, key)] for key in keys]
    pairs = list(zip(keys, inside, strict=True))
    refuse_groups(
        [code_text(key) for key, found in pairs if not found.notna().any()],
        f"{where}: no value was observed",
        f"leave the group out with a filter, or check {outcome}",
    )
    table = _table(values, codes, keys, level, where=where)
    tested = table[:, table.any(axis=0)]
    groups = tuple(
        _group_proportion(
            code_text(key), label_of(key, labels), found, level, conf_level
        )
        for key, found in pairs
    )
    return CountComparison(
        method=FISHER if tested.shape == (2, 2) else FREEMAN_HALTON,
        outcome=outcome_label or outcome,
        level=level_label or code_text(level),
        n=int(table.sum()),
        n_missing=len(frame) - int(table.sum()),
        p_value=exact_p_value(tested, where=where),
        effect=cramers_v(tested, conf_level=conf_level),
        groups=groups,
        contrasts=proportion_differences(table, groups, where=where),
        data=data_used(
            frame,
            (group, outcome),
            source=source,
            filter=filter,
            function="exact_counts",
            level=code_text(level),
            conf_level=conf_level,
        ),
    )


def _table(
    values: Any, codes: Any, keys: Sequence[Any], level: object, *, where: str
) -> npt.NDArray[np.int64]:
    # The level asked for, whether or not somebody has it, and those that somebody has.
    levels = [
        found
        for found in group_order(values, None)
        if codes[in_group(values, found)].notna().any()
    ]
    if len(keys) < 2 or len(levels) < 2:
        what = "group" if len(keys) < 2 else "outcome"
        only = [code_text(key) for key in (keys if len(keys) < 2 else levels)]
        raise DataError(
            f"{where}: at least 2 groups and 2 outcomes are needed, "
            f"got {only} as the only {what}; report the proportion instead"
        )
    levels = [level, *(found for found in levels if found != level)]
    return np.array(
        [
            [int((in_group(codes, k) & in_group(values, v)).sum()) for v in levels]
            for k in keys
        ]
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
