"""Compare a numeric outcome between groups of participants, whose variances may differ.

Rows, groups and missing values are treated as `analysis.estimates.grouped` says.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import sqrt
from typing import Any, cast

import numpy as np
import pandas as pd
import pingouin
from scipy import stats

from analysis.comparison._studentized_range import range_quantile, range_tail
from analysis.estimates.assumptions import equal_variances, normal_residuals
from analysis.estimates.coverage import tail_of
from analysis.estimates.effect_sizes import hedges_g, omega_squared
from analysis.estimates.float_limits import all_alike, near_nought
from analysis.estimates.grouped import Split, refuse_groups, split_by_group
from analysis.estimates.recorded import recorded
from analysis.estimates.sample import Sample
from results import Comparison, Contrast, DataError, NotComputable

#: How the contrasts of `welch_anova` are corrected for their number.
GAMES_HOWELL = "Games-Howell"


@recorded("conf_level")
def welch_anova(
    sample: Sample, *, outcome: str, group: str, conf_level: float = 0.95
) -> Comparison:
    """Welch's analysis of variance, with Games-Howell contrasts of every pair.

    Parameters are those of `analysis.estimates.grouped.split_by_group`; besides,
    `conf_level`, the coverage of the intervals.

    Returns
    -------
    Comparison
        F, its degrees of freedom, `omega_squared`; one contrast for each pair of
        groups (earlier - later), its p value and interval adjusted for all pairs;
        beside them `normal_residuals` and `equal_variances`, which decide nothing.
        Of `data.variables`, the first is the group and the second the outcome.

    Raises
    ------
    DataError
        As `split_by_group`; and if there is one group only, or one without variance.

    Notes
    -----
    The interval of a contrast's `hedges_g` is not adjusted for the number of pairs.

    References
    ----------
    Welch (1951), On the comparison of several mean values: an alternative approach;
    each group weighs n / s². Games and Howell (1976), Pairwise multiple comparison
    procedures with unequal n's and/or variances: |t| √2 of the two groups against the
    studentized range of all groups, with Welch's (1947) degrees of freedom.
    R, oneway.test(var.equal = FALSE); rstatix, games_howell_test.
    """
    split, near = _varying(sample, outcome, group)
    # Numbered groups keep their order; pingouin sorts names.
    numbers = np.repeat(range(len(near.values)), list(map(len, near.values)))
    tidy = pd.DataFrame({"value": np.concatenate(near.values), "group": numbers})
    test = pingouin.welch_anova(data=tidy, dv="value", between="group").iloc[0]
    f, dof, dof_resid = float(test["F"]), float(test["ddof1"]), float(test["ddof2"])
    return comparison_of(
        split,
        outcome=sample.label(outcome),
        unit=sample.unit(outcome),
        method="Welch analysis of variance",
        statistic_name="F",
        statistic=f,
        dof=dof,
        dof_resid=dof_resid,
        p_value=float(test["p_unc"]),
        effect=omega_squared(f, dof, dof_resid, n=split.n, conf_level=conf_level),
        correction=GAMES_HOWELL,
        contrasts=tuple(
            _games_howell(near, first, second, conf_level)
            for first, second in combinations(range(len(split.keys)), 2)
        ),
        assumptions=(normal_residuals(near.values), equal_variances(near.values)),
    )


def comparison_of(split: Split, **parts: Any) -> Comparison:
    """Put the record of a comparison together, with what is the same of every kind."""
    return Comparison(
        n=split.n,
        n_missing=split.n_missing,
        alternative="two-sided",
        groups=split.groups,
        data=split.data,
        **parts,
    )


def _games_howell(split: Split, first: int, second: int, conf_level: float) -> Contrast:
    welch, n_groups = _difference(split, first, second, conf_level), len(split.keys)
    q, dof = abs(welch.statistic) * sqrt(2), cast(float, welch.dof)
    margin = range_quantile(1 - conf_level, n_groups, dof) * welch.std_error / sqrt(2)
    return replace(
        welch,
        p_adjusted=range_tail(q, n_groups, dof),
        conf_low=welch.estimate - margin,
        conf_high=welch.estimate + margin,
        correction=GAMES_HOWELL,
        interval_correction=GAMES_HOWELL,
    )


def _difference(split: Split, first: int, second: int, conf_level: float) -> Contrast:
    # Of two means, whose variances may differ; not adjusted for other pairs.
    one, other = split.values[first], split.values[second]
    test = stats.ttest_ind(one, other, equal_var=False)
    interval = test.confidence_interval(conf_level)
    p_value = float(test.pvalue)
    return Contrast(
        first=split.keys[first],
        second=split.keys[second],
        estimate=float(one.mean() - other.mean()),
        std_error=sqrt(one.var(ddof=1) / len(one) + other.var(ddof=1) / len(other)),
        statistic=float(test.statistic),
        dof=float(test.df),
        p_value=p_value,
        p_adjusted=p_value,
        conf_low=float(interval.low),
        conf_high=float(interval.high),
        conf_level=conf_level,
        effect=hedges_g(one, other, conf_level=conf_level),
        correction="none",
        interval_correction="none",
    )


@recorded("conf_level")
def welch_t(
    sample: Sample, *, outcome: str, group: str, conf_level: float = 0.95
) -> Comparison:
    """Welch's t test of two groups.

    Parameters are those of `analysis.estimates.grouped.split_by_group`; besides,
    `conf_level`, the coverage of the intervals.

    Returns
    -------
    Comparison
        t, its degrees of freedom, `hedges_g`; the difference in means
        (first - second group) with its interval is the one contrast. Variables and
        assumptions are those of `welch_anova`.

    Raises
    ------
    DataError
        As `split_by_group`; and if there are not two groups, or one has no variance.
    ValueError
        If `conf_level` is not between 0 and 1.

    References
    ----------
    Welch (1947), The generalization of "Student's" problem when several different
    population variances are involved: t with (s1²/n1 + s2²/n2)² / Σ (s²/n)² / (n - 1)
    degrees of freedom. R, t.test.
    """
    tail_of(conf_level)
    split, near = _varying(sample, outcome, group, most=2)
    difference = _difference(near, 0, 1, conf_level)
    return comparison_of(
        split,
        outcome=sample.label(outcome),
        unit=sample.unit(outcome),
        method="Welch t test",
        statistic_name="t",
        statistic=difference.statistic,
        dof=difference.dof,
        dof_resid=None,
        p_value=difference.p_value,
        effect=difference.effect,
        correction="none",
        contrasts=(difference,),
        assumptions=(normal_residuals(near.values), equal_variances(near.values)),
    )


def need_groups(split: Split, *, fewest: int, most: int | None = None) -> None:
    """Raise a DataError if groups are too few or too many, or all values the same."""
    if len(split.keys) < fewest or (most and len(split.keys) > most):
        needed = f"exactly {fewest}" if most else f"at least {fewest}"
        error = NotComputable if len(split.keys) < fewest else DataError
        raise error(
            f"{split.where}: {needed} groups are needed, got {list(split.keys)}; "
            "choose other rows or another test"
        )
    if all_alike(np.concatenate(split.values)):
        raise NotComputable(
            f"{split.where}: every value is the same, got [{split.values[0][0]:g}]; "
            "there is nothing to compare"
        )


def _varying(
    sample: Sample, outcome: str, group: str, most: int | None = None
) -> tuple[Split, Split]:
    # Groups that have means and variances, as they are and nearer to 0.
    split = split_by_group(sample, outcome=outcome, group=group)
    need_groups(split, fewest=2, most=most)
    groups = dict(zip(split.keys, split.values, strict=True))
    alone = [key for key, values in groups.items() if len(values) == 1]
    alike = [key for key, values in groups.items() if all_alike(values)]
    repair = "leave the group out with a filter, or use kruskal_wallis"
    for wrong, fault in ((alone, "only one value"), (alike, "every value is the same")):
        refuse_groups(wrong, f"{split.where}: {fault}, so no variance,", repair)
    return split, replace(split, values=near_nought(split.values))
