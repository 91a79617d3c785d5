"""Counts of a category compared between groups by an exact test.

Rows, groups and missing values are treated as `analysis.estimates.grouped` says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from statsmodels.stats.proportion import confint_proportions_2indep

from analysis.estimates.adjusted_p import BONFERRONI, holm_adjusted, joint_level
from analysis.estimates.coverage import tail_of
from analysis.estimates.effect_sizes import cramers_v, standardised_difference
from analysis.estimates.exact_tests import exact_p_value
from analysis.estimates.filters import ALL_ROWS
from analysis.estimates.grouped import group_order, in_group, label_of, refuse_groups
from analysis.estimates.proportions import need_level, share_with
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import code_text, column, data_used, selected
from results import (
    FISHER,
    FREEMAN_HALTON,
    CountComparison,
    DataError,
    GroupProportion,
    ProportionDifference,
)


@recorded("level", "conf_level")
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
        Kind of data and table; which rows, as `analysis.estimates.rows.selected` reads
        it.
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
    inside = {key: values[in_group(codes, key)] for key in keys}
    refuse_groups(
        [code_text(key) for key in keys if not inside[key].notna().any()],
        f"{where}: no value was observed",
        f"leave the group out with a filter, or check {outcome}",
    )
    table = _table(values, codes, keys, level, where=where)
    tested = table[:, table.any(axis=0)]
    groups = _shares(inside, labels, level, conf_level)
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
        data=data_used(frame, (group, outcome), source=source, filter=filter),
    )


def _shares(
    inside: Mapping[Any, Any],
    labels: Mapping[Any, str] | None,
    level: object,
    conf_level: float,
) -> tuple[GroupProportion, ...]:
    return tuple(
        GroupProportion(
            group=code_text(key),
            label=label_of(key, labels),
            **share_with(answers, level, conf_level=conf_level),
        )
        for key, answers in inside.items()
    )


def _table(
    values: Any, codes: Any, keys: Sequence[Any], level: object, *, where: str
) -> npt.NDArray[np.int64]:
    # The level asked for, whether or not somebody has it, and those that somebody has.
    levels = [
        held
        for held in group_order(values, None)
        if codes[in_group(values, held)].notna().any()
    ]
    if len(keys) < 2 or len(levels) < 2:
        what = "group" if len(keys) < 2 else "outcome"
        only = [code_text(key) for key in (keys if len(keys) < 2 else levels)]
        raise DataError(
            f"{where}: at least 2 groups and 2 outcomes are needed, "
            f"got {only} as the only {what}; report the proportion instead"
        )
    levels = [level, *(held for held in levels if held != level)]
    return np.array(
        [
            [int((in_group(codes, k) & in_group(values, v)).sum()) for v in levels]
            for k in keys
        ]
    )


def proportion_differences(
    table: npt.NDArray[np.int64],
    groups: Sequence[GroupProportion],
    *,
    where: str = "table",
) -> tuple[ProportionDifference, ...]:
    """Compare every pair of groups, earlier - later.

    Parameters
    ----------
    table : array, shape (n_groups, n_levels)
        Counts; the level whose proportion is given comes first.
    groups : sequence of GroupProportion
        The proportion in each row of the table.
    where : str
        Opening of an error message.

    Returns
    -------
    tuple of ProportionDifference
        Difference in the proportion of the first level with Newcombe's hybrid score
        interval, all of which hold together, by Bonferroni; the exact test of that
        level against all others, its p as it is and by Holm's method;
        `standardised_difference` over all levels.

    References
    ----------
    Newcombe (1998), Interval estimation for the difference between independent
    proportions, method 10: with Wilson's limits l and u of both shares, from
    d - √((p1 - l1)² + (u2 - p2)²) to d + √((u1 - p1)² + (p2 - l2)²).
    Holm (1979), A simple sequentially rejective multiple test procedure.
    R, fisher.test and p.adjust.
    """
    pairs = list(combinations(range(len(groups)), 2))
    has = np.column_stack([table[:, 0], table[:, 1:].sum(axis=1)])
    p_values = [exact_p_value(has[list(pair)], where=where) for pair in pairs]
    adjusted = holm_adjusted(p_values)
    tail = 2 * tail_of(joint_level(groups[0].conf_level, len(pairs)))
    differences = []
    for (i, j), p_value, p_adjusted in zip(pairs, p_values, adjusted, strict=True):
        one, other = groups[i], groups[j]
        counted = (one.count, one.n, other.count, other.n)
        low, high = confint_proportions_2indep(
            *counted, compare="diff", method="newcomb", alpha=tail
        )
        differences.append(
            ProportionDifference(
                first=one.group,
                second=other.group,
                estimate=one.proportion - other.proportion,
                conf_low=float(low),
                conf_high=float(high),
                conf_level=one.conf_level,
                p_value=p_value,
                p_adjusted=p_adjusted,
                correction="Holm",
                interval_correction=BONFERRONI,
                effect=standardised_difference(
                    table[i], table[j], conf_level=one.conf_level
                ),
            )
        )
    return tuple(differences)
