"""Counts of a category compared between groups by an exact test.

Rows, groups and missing values are treated as `analysis.estimates.grouped` says.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
from statsmodels.stats.proportion import confint_proportions_2indep

from analysis.estimates.adjusted_p import BONFERRONI, holm_adjusted, joint_level
from analysis.estimates.coverage import tail_of
from analysis.estimates.effect_sizes import cramers_v, standardised_difference
from analysis.estimates.exact_tests import exact_p_value
from analysis.estimates.grouped import in_group, refuse_groups
from analysis.estimates.proportions import need_level, share_with
from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.rows import code_text, column
from analysis.estimates.sample import Sample
from results import (
    FISHER,
    FREEMAN_HALTON,
    CountComparison,
    GroupProportion,
    NotComputable,
    ProportionDifference,
)


@recorded("level", "conf_level")
def exact_counts(
    sample: Sample, *, outcome: str, group: str, level: object, conf_level: float = 0.95
) -> CountComparison:
    """Fisher-Freeman-Halton exact test of a categorical outcome between groups.

    Parameters
    ----------
    sample : Sample
        NaN where a value is missing; those rows are left out and counted.
    outcome, group : str
        Column of categories and column of group codes.
    level : object
        The category whose proportion is given for each group; the test is of all.
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
    where = f"{sample.source}, {outcome} by {group}"
    values, codes = (column(sample.frame, n, where=where) for n in (outcome, group))
    need_level(values, level, where=where)
    keys = sample.codes(group)
    inside = {key: values[in_group(codes, key)] for key in keys}
    refuse_groups(
        [code_text(key) for key in keys if not inside[key].notna().any()],
        f"{where}: no value was observed",
        f"leave the group out with a filter, or check {outcome}",
    )
    table = _table(sample, (outcome, group), level, where=where)
    tested, n = table[:, table.any(axis=0)], int(table.sum())
    groups = tuple(
        GroupProportion(
            group=code_text(key),
            label=sample.level(group, key),
            **share_with(answers, level, conf_level=conf_level),
        )
        for key, answers in inside.items()
    )
    return CountComparison(
        method=FISHER if tested.shape == (2, 2) else FREEMAN_HALTON,
        outcome=sample.event(outcome, level),
        level=sample.counted(outcome, level),
        n=n,
        n_missing=len(sample) - n,
        p_value=exact_p_value(tested, where=where),
        effect=cramers_v(tested, conf_level=conf_level),
        groups=groups,
        contrasts=_differences(table, groups, where),
        data=data_used(sample, (group, outcome)),
    )


def _table(
    sample: Sample, names: tuple[str, str], level: object, *, where: str
) -> npt.NDArray[np.int64]:
    # The level asked for, whether or not somebody has it, and those that somebody has.
    outcome, group = names
    keys = sample.codes(group)
    levels = [level, *(held for held in sample.codes(outcome) if held != level)]
    values, codes = sample.frame[outcome], sample.frame[group]
    has = [in_group(values, held) for held in levels]
    table = np.array([[(in_group(codes, k) & v).sum() for v in has] for k in keys])
    present = np.asarray(table.any(axis=0))
    if len(keys) < 2 or present.sum() < 2:
        held = [one for one, there in zip(levels, present, strict=True) if there]
        what, only = ("group", keys) if len(keys) < 2 else ("outcome", held)
        raise NotComputable(
            f"{where}: at least 2 groups and 2 outcomes are needed, got "
            f"{[code_text(one) for one in only]} as the only {what}; report the "
            "proportion instead"
        )
    present[0] = True
    return table[:, present]


def _differences(
    table: npt.NDArray[np.int64], groups: Sequence[GroupProportion], where: str
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
        one, other, level = groups[i], groups[j], groups[i].conf_level
        low, high = confint_proportions_2indep(
            *(one.count, one.n, other.count, other.n),
            compare="diff",
            method="newcomb",
            alpha=tail,
        )
        differences.append(
            ProportionDifference(
                first=one.group,
                second=other.group,
                estimate=one.proportion - other.proportion,
                conf_low=float(low),
                conf_high=float(high),
                conf_level=level,
                p_value=p_value,
                p_adjusted=p_adjusted,
                correction="Holm",
                interval_correction=BONFERRONI,
                effect=standardised_difference(table[i], table[j], conf_level=level),
            )
        )
    return tuple(differences)
