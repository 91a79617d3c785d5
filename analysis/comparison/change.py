"""Compare the same participants at two times."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from analysis.estimates.assumptions import normal_residuals
from analysis.estimates.coverage import tail_of
from analysis.estimates.descriptions import summary
from analysis.estimates.effect_sizes import effect_of, standardised
from analysis.estimates.filters import condition
from analysis.estimates.float_limits import all_alike
from analysis.estimates.recorded import data_used, known_levels, recorded
from analysis.estimates.rows import Values, column, numeric
from analysis.estimates.sample import Sample, joint_label
from results import Change, DataError


@recorded("conf_level")
def paired_change(
    sample: Sample, *, before: str, after: str, conf_level: float = 0.95
) -> Change:
    """Paired t test of the mean change, after - before.

    Parameters
    ----------
    sample : Sample
        One row for a participant; NaN where a value is missing.
    before, after : str
        Columns of numbers, in the same unit.
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
        With fewer than two pairs, or where every change is the same, there is no test,
        no interval and no effect, and `undefined` says why.

    Raises
    ------
    DataError
        If a column is not there or not numeric.
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
    >>> sample = Sample(frame, source="simulated")
    >>> found = paired_change(sample, before="entry", after="later")
    >>> found.n, found.n_missing, found.estimate
    (3, 1, -2.0)
    """
    where, times = f"{sample.source}, {before} to {after}", (before, after)
    return _change(
        sample, times, where=where, group="all", label="All", conf_level=conf_level
    )


@recorded("conf_level")
def change_by_group(
    sample: Sample, *, before: str, after: str, group: str, conf_level: float = 0.95
) -> dict[str, Change]:
    """Paired t test of the mean change in every group, by itself.

    Parameters are those of `paired_change`, with the column of group codes. A group of
    which a filter has kept nobody is there too.

    Returns
    -------
    dict of str to Change
        By group code, in the order of the groups; `before.label` and `after.label`
        are the group's label, and `data.filter` names the group. The others are as they
        would be without a group that has no test.

    Raises
    ------
    DataError
        If no row has a group, or a column is not there or not numeric.
    """
    where = f"{sample.source}, {before} to {after} by {group}"
    column(sample.frame, group, where=where)
    groups = known_levels(sample, group)
    if not groups:
        raise DataError(f"{where}: no row has a group; check the filter")
    return {
        code: _change(
            sample.where(condition(group, code)),
            (before, after),
            where=f"{sample.source}, {before} to {after} in {code}",
            group=code,
            label=label,
            conf_level=conf_level,
        )
        for code, label in groups.items()
    }


def _change(
    sample: Sample,
    times: tuple[str, str],
    *,
    where: str,
    group: str,
    label: str,
    conf_level: float,
) -> Change:
    # Of these rows; without a test where there can be none, and then it says why.
    tail_of(conf_level)
    start, end = complete_pairs(sample.frame, times, where)
    change = end - start
    why = _untestable(change, start, end)
    return Change(
        method="Paired t test",
        outcome=joint_label(*map(sample.label, times)),
        unit=sample.unit(times[0]),
        n=len(change),
        n_missing=len(sample) - len(change),
        before=summary(start, group=group, label=label),
        after=summary(end, group=group, label=label),
        estimate=float(change.mean()) if len(change) else None,
        statistic_name="t",
        conf_level=conf_level,
        alternative="two-sided",
        **(_untested(why, conf_level) if why else _tested(change, conf_level)),
        data=data_used(sample, times),
        undefined=why,
    )


def complete_pairs(
    frame: pd.DataFrame, times: tuple[str, str], where: str
) -> tuple[Values, Values]:
    """Return both values of everybody who has both."""
    start, end = (numeric(frame, name, where=where) for name in times)
    both = ~(np.isnan(start) | np.isnan(end))
    return start[both], end[both]


def _tested(change: Values, conf_level: float) -> dict[str, Any]:
    n = len(change)
    test = stats.ttest_1samp(change, 0.0)
    interval = test.confidence_interval(conf_level)
    t = float(test.statistic)
    return {
        "std_error": float(change.std(ddof=1) / sqrt(n)),
        "statistic": t,
        "dof": float(test.df),
        "p_value": float(test.pvalue),
        "conf_low": float(interval.low),
        "conf_high": float(interval.high),
        "effect": standardised(
            "hedges_g_z", t, n - 1, sqrt(1 / n), conf_level=conf_level
        ),
        "assumptions": (normal_residuals([change], name="normal changes"),),
    }


def _untested(why: str, conf_level: float) -> dict[str, Any]:
    numbers = ("std_error", "statistic", "dof", "p_value", "conf_low", "conf_high")
    effect = effect_of("hedges_g_z", None, None, conf_level, why)
    return dict.fromkeys(numbers) | {"effect": effect}


def _untestable(change: Values, start: Values, end: Values) -> str:
    # Why there is no test of these pairs; "" if there is one.
    if len(change) < 2:
        return f"at least 2 pairs are needed, got {len(change)}"
    # Differences that agree but for the last binary digit do not vary.
    if all_alike(change, of=[start, end]):
        return f"every change is the same, got [{change[0]:g}]"
    return ""
