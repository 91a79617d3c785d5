"""How far two groups' proportions are apart: contrasts of every pair of groups."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
from statsmodels.stats.proportion import confint_proportions_2indep

from analysis.estimates.adjusted_p import BONFERRONI, holm_adjusted, joint_level
from analysis.estimates.effect_sizes import standardised_difference
from analysis.estimates.exact_tests import exact_p_value
from analysis.estimates.noncentrality import tail_of
from results import GroupProportion, ProportionDifference


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
    found = []
    for (i, j), p_value, p_adjusted in zip(pairs, p_values, adjusted, strict=True):
        one, other = groups[i], groups[j]
        low, high = confint_proportions_2indep(
            one.count,
            one.n,
            other.count,
            other.n,
            compare="diff",
            method="newcomb",
            alpha=tail,
        )
        found.append(
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
    return tuple(found)
