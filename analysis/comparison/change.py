"""Compare the same participants at two times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import sqrt
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from analysis.estimates.assumptions import normal_residuals
from analysis.estimates.coverage import tail_of
from analysis.estimates.descriptions import summary
from analysis.estimates.effect_sizes import standardised, undefined_effect
from analysis.estimates.filters import ALL_ROWS, condition
from analysis.estimates.float_limits import all_alike
from analysis.estimates.grouped import group_order, in_group, label_of
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import (
    Values,
    code_text,
    column,
    data_used,
    numeric,
    selected,
)
from results import Change, DataError, DataUsed


@recorded("conf_level")
def paired_change(
    frame: pd.DataFrame,
    *,
    before: str,
    after: str,
    source: str,
    filter: str = ALL_ROWS,
    outcome_label: str | None = None,
    unit: str = "",
    conf_level: float = 0.95,
) -> Change:
    """Paired t test of the mean change, after - before.

    Parameters
    ----------
    frame : DataFrame, shape (n_participants, n_variables)
        One row for a participant; NaN where a value is missing.
    before, after : str
        Columns of numbers, in the same unit.
    source, filter : str
        Kind of data and table; which rows, as `analysis.estimates.rows.selected` reads
        it.
    outcome_label, unit : str
        What was measured, and in which unit; the name of `before` if not given.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    Change
        Of the rows with both values; the others are counted in `n_missing`. The
        effect is `hedges_g_z`: the mean change over the SD of the changes, times the
        exact correction for small samples with n - 1 degrees of freedom, with the
        interval of the noncentral t distribution. Beside it stands `normal_residuals`
        of the changes, which decides nothing. `data.variables` are before and after.

    Raises
    ------
    DataError
        If a column is not there or not numeric, there are fewer than two pairs, or
        every change is the same.
    ValueError
        If `conf_level` is not between 0 and 1.

    References
    ----------
    Hedges (1981), Distribution theory for Glass's estimator of effect size and related
    estimators, for the correction. R, t.test(paired = TRUE); effectsize 0.8.3,
    hedges_g(paired = TRUE).

    Examples
    --------
    >>> frame = pd.DataFrame({"entry": [9, 8, 7.0, 6], "later": [5, 6, None, 6]})
    >>> found = paired_change(frame, before="entry", after="later", source="simulated")
    >>> found.n, found.n_missing, found.estimate
    (3, 1, -2.0)
    """
    where = f"{source}, {before} to {after}"
    frame, times = selected(frame, filter, where=where), (before, after)
    change = _change(
        frame,
        times,
        where=where,
        group="all",
        label="All",
        data=data_used(frame, times, source=source, filter=filter),
        outcome=outcome_label or before,
        unit=unit,
        conf_level=conf_level,
    )
    if change.undefined:
        raise DataError(
            f"{where}: {change.undefined}; choose other rows, or describe the two "
            "times instead"
        )
    return change


@recorded("conf_level")
def change_by_group(
    frame: pd.DataFrame,
    *,
    before: str,
    after: str,
    group: str,
    source: str,
    filter: str = ALL_ROWS,
    labels: Mapping[Any, str] | None = None,
    outcome_label: str | None = None,
    unit: str = "",
    conf_level: float = 0.95,
) -> dict[str, Change]:
    """Paired t test of the mean change in every group, by itself.

    Parameters are those of `paired_change`, with the column of group codes and their
    `labels`. A category without any row is left out.

    Returns
    -------
    dict of str to Change
        By group code, in the order of the groups; `before.label` and `after.label`
        are the group's label, and `data.filter` names the group. A group with fewer
        than two pairs, or in which every change is the same, has no test, no interval
        and no effect, and `undefined` says why; the others are as they would be
        without it.

    Raises
    ------
    DataError
        If no row has a group, or a column is not there or not numeric.
    """
    where = f"{source}, {before} to {after} by {group}"
    frame = selected(frame, filter, where=where)
    codes = column(frame, group, where=where)
    keys = group_order(codes, labels)
    if not keys:
        raise DataError(f"{where}: no row has a group; check the filter")
    changes = {}
    for key in keys:
        code = code_text(key)
        inside = condition(group, code)
        words = inside if filter == ALL_ROWS else f"{filter} and {inside}"
        rows, times = frame[in_group(codes, key)], (before, after)
        changes[code] = _change(
            rows,
            times,
            where=f"{source}, {before} to {after} in {code}",
            group=code,
            label=label_of(key, labels),
            data=data_used(rows, times, source=source, filter=words),
            outcome=outcome_label or before,
            unit=unit,
            conf_level=conf_level,
        )
    return changes


def _change(
    frame: pd.DataFrame,
    times: tuple[str, str],
    *,
    where: str,
    group: str,
    label: str,
    data: DataUsed,
    outcome: str,
    unit: str,
    conf_level: float,
) -> Change:
    # Of these rows; without a test where there can be none, and then it says why.
    tail_of(conf_level)
    start, end = _pairs(frame, times, where)
    change = end - start
    why = _untestable(change, start, end)
    untested = Change(
        method="Paired t test",
        outcome=outcome,
        unit=unit,
        n=len(change),
        n_missing=len(frame) - len(change),
        before=summary(start, group=group, label=label),
        after=summary(end, group=group, label=label),
        estimate=float(change.mean()) if len(change) else None,
        std_error=None,
        statistic_name="t",
        statistic=None,
        dof=None,
        p_value=None,
        conf_low=None,
        conf_high=None,
        conf_level=conf_level,
        effect=undefined_effect("hedges_g_z", why, conf_level),
        alternative="two-sided",
        data=data,
        undefined=why,
    )
    return untested if why else _tested(untested, change)


def _pairs(
    frame: pd.DataFrame, times: tuple[str, str], where: str
) -> tuple[Values, Values]:
    # Both values of everybody who has both.
    start, end = (numeric(frame, name, where=where) for name in times)
    both = ~(np.isnan(start) | np.isnan(end))
    return start[both], end[both]


def _tested(untested: Change, change: Values) -> Change:
    n, conf_level = untested.n, untested.conf_level
    test = stats.ttest_1samp(change, 0.0)
    interval = test.confidence_interval(conf_level)
    t = float(test.statistic)
    return replace(
        untested,
        std_error=float(change.std(ddof=1) / sqrt(n)),
        statistic=t,
        dof=float(test.df),
        p_value=float(test.pvalue),
        conf_low=float(interval.low),
        conf_high=float(interval.high),
        effect=standardised("hedges_g_z", t, n - 1, sqrt(1 / n), conf_level=conf_level),
        assumptions=(normal_residuals([change], name="normal changes"),),
    )


def _untestable(change: Values, start: Values, end: Values) -> str:
    # Why there is no test of these pairs; "" if there is one.
    if len(change) < 2:
        return f"at least 2 pairs are needed, got {len(change)}"
    # Differences that agree but for the last binary digit do not vary.
    if all_alike(change, of=[start, end]):
        return f"every change is the same, got [{change[0]:g}]"
    return ""
