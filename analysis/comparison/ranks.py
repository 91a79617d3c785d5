"""Compare the ranks of a numeric outcome between groups.

Rows, groups and missing values are treated as `analysis.estimates.grouped` says.
"""

from __future__ import annotations

from functools import partial
from itertools import combinations
from math import sqrt

import numpy as np
from scipy import stats

from analysis.comparison.groups import comparison_of, need_groups
from analysis.estimates.adjusted_p import BONFERRONI, holm_adjusted, joint_level
from analysis.estimates.coverage import normal_quantile
from analysis.estimates.effect_sizes import effect_of, ranks_effect
from analysis.estimates.grouped import Split, split_by_group
from analysis.estimates.noncentrality import positive_limits
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import Values
from analysis.estimates.sample import Sample
from results import RANKS, Comparison, Contrast, Effect

#: How the contrasts are corrected for their number.
DUNN = "Dunn, Holm adjusted"


@recorded("conf_level")
def kruskal_wallis(
    sample: Sample, *, outcome: str, group: str, conf_level: float = 0.95
) -> Comparison:
    """Kruskal-Wallis test by ranks, with Dunn's contrasts of every pair.

    Parameters are those of `analysis.estimates.grouped.split_by_group`; besides,
    `conf_level`, the coverage of the intervals.

    Returns
    -------
    Comparison
        H corrected for ties, its degrees of freedom, `rank_epsilon_squared`; the
        contrasts are those of `dunn_contrasts`: p values adjusted for all pairs by
        Holm's method, intervals by Bonferroni. Of `data.variables`, the first is the
        group and the second the outcome.

    Raises
    ------
    DataError
        As `split_by_group`; and if there is one group only, or every value is the same.

    References
    ----------
    Kruskal and Wallis (1952), Use of ranks in one-criterion variance analysis:
    H = 12 / (N (N + 1)) Σ R² / n - 3 (N + 1), with R the sum of a group's ranks,
    divided by 1 - Σ (t³ - t) / (N³ - N) for t values tied at one. R, kruskal.test.
    """
    split = split_by_group(sample, outcome=outcome, group=group)
    need_groups(split, fewest=2)
    test = stats.kruskal(*split.values)
    h, dof = float(test.statistic), len(split.keys) - 1
    return comparison_of(
        split,
        outcome=sample.label(outcome),
        unit=sample.unit(outcome),
        method="Kruskal-Wallis test",
        statistic_name="H",
        statistic=h,
        dof=float(dof),
        dof_resid=None,
        p_value=float(test.pvalue),
        effect=rank_epsilon_squared(h, dof, split.n, conf_level=conf_level),
        correction=DUNN,
        contrasts=dunn_contrasts(split, conf_level=conf_level),
    )


def dunn_contrasts(split: Split, *, conf_level: float = 0.95) -> tuple[Contrast, ...]:
    """Difference in mean rank of every pair of groups, ranked all together.

    Parameters
    ----------
    split : Split
        At least two groups; not every value is the same.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    tuple of Contrast
        One for each pair, earlier - later, in ranks: z with the standard error
        corrected for ties, p adjusted by Holm's method for all pairs. The intervals
        of the differences (normal) hold together, by Bonferroni; those of
        `rank_biserial` are not adjusted.

    References
    ----------
    Dunn (1964), Multiple comparisons using rank sums: z, with the variance of all ranks
    times 1 / n1 + 1 / n2. R, rstatix 0.7.2, dunn_test(p.adjust.method = "holm"), which
    subtracts the other way round; effectsize 0.8.3, rank_biserial.
    """
    sizes = [len(values) for values in split.values]
    ranks = stats.rankdata(np.concatenate(split.values))
    means = [part.mean() for part in np.split(ranks, np.cumsum(sizes)[:-1])]
    variance = float(ranks.var(ddof=1))  # n (n + 1) / 12 without ties
    pairs = list(combinations(range(len(sizes)), 2))
    joint = joint_level(conf_level, len(pairs))
    quantile = normal_quantile(joint)
    gaps = np.array([means[i] - means[j] for i, j in pairs])
    errors = np.sqrt([variance * (1 / sizes[i] + 1 / sizes[j]) for i, j in pairs])
    raw = 2 * stats.norm.sf(np.abs(gaps / errors))
    numbers = (gaps.tolist(), errors.tolist(), raw.tolist(), holm_adjusted(raw))
    return tuple(
        Contrast(
            first=split.keys[i],
            second=split.keys[j],
            unit=RANKS,
            estimate=gap,
            std_error=error,
            statistic_name="z",
            statistic=gap / error,
            dof=None,
            p_value=p,
            p_adjusted=q,
            conf_low=gap - quantile * error,
            conf_high=gap + quantile * error,
            conf_level=conf_level,
            effect=rank_biserial(
                split.values[i], split.values[j], conf_level=conf_level
            ),
            correction=DUNN,
            interval_correction=BONFERRONI,
        )
        for (i, j), gap, error, p, q in zip(pairs, *numbers, strict=True)
    )


def rank_biserial(first: Values, second: Values, *, conf_level: float = 0.95) -> Effect:
    """Rank-biserial correlation of two groups, which is also Cliff's delta.

    Parameters
    ----------
    first, second : array, shape (n_values,)
        Observed values without NaN, at least one in each.
    conf_level : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    Effect
        Share of the pairs of one value from each group in which the first group's is
        larger, less the share in which it is smaller: between -1 and 1. The interval
        is normal on the scale of Fisher's z, so there is none at -1 and 1.

    References
    ----------
    R, effectsize 0.8.3, rank_biserial(paired = FALSE).

    Examples
    --------
    >>> rank_biserial(np.array([1.0, 4.0]), np.array([2.0, 3.0, 1.0])).estimate
    0.16666666666666674
    """
    n1, n2 = len(first), len(second)
    wins = float(stats.mannwhitneyu(first, second, method="asymptotic").statistic)
    estimate = 2 * wins / (n1 * n2) - 1
    error = sqrt((n1 + n2 + 1) / (3 * n1 * n2))
    return ranks_effect(estimate, error, conf_level)


def rank_epsilon_squared(h: float, dof: int, n: int, *, conf_level: float) -> Effect:
    """Epsilon squared of the ranks: H / (n - 1), with H corrected for ties.

    Parameters
    ----------
    h, dof, n : float and int
        Statistic of the Kruskal-Wallis test, its degrees of freedom, and the values.
    conf_level : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    Effect
        The share of the ranks' variation that lies between groups, 0 to 1. The limits
        are those of the noncentrality l of the chi-square distribution of H, as
        l / (n - 1), and 1 at most. Where both would be 0, as for an H far below its
        degrees of freedom, there is no interval, and `undefined` says so.

    Notes
    -----
    In simulated groups of 8 to 40, with and without ties, the interval held the truth
    in 95 per cent of studies or more. A bootstrap's cannot hold 0, since resamples
    always differ in their ranks.

    References
    ----------
    R, effectsize 0.8.3, rank_epsilon_squared for the estimate; uniroot and pchisq.
    """
    cdf = partial(stats.ncx2.cdf, h, dof)
    limits = positive_limits(cdf, conf_level, lambda far: min(1.0, far / (n - 1)))
    return effect_of("rank_epsilon_squared", h / (n - 1), limits, conf_level)
