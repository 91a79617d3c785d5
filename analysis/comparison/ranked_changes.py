"""Compare the same participants at two times by the ranks of their changes."""

from __future__ import annotations

from math import sqrt

import numpy as np
from scipy import stats

from analysis.comparison.change import complete_pairs
from analysis.estimates.coverage import tail_of
from analysis.estimates.descriptions import summary
from analysis.estimates.effect_sizes import ranks_effect
from analysis.estimates.float_limits import resolution
from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.rows import Values
from analysis.estimates.sample import Sample, joint_label
from results import Effect, NotComputable, SignedRanks


@recorded("conf_level")
def signed_ranks(
    sample: Sample, *, before: str, after: str, conf_level: float = 0.95
) -> SignedRanks:
    """Wilcoxon signed-rank test of the changes, after - before.

    Parameters are those of `analysis.comparison.change.paired_change`; `conf_level` is
    the coverage of the effect's interval.

    Returns
    -------
    SignedRanks
        Of the rows with both values; the others are counted in `n_missing`. V is the
        sum of the ranks of rises among all changes that are not 0, ranked by their
        size; p is from the normal distribution, corrected for ties and continuity.
        Changes that differ only by rounding are tied, and 0 if that is all they are.
        The estimate is the median of the means of all pairs of changes, each also
        with itself, those of 0 among them. `data.variables` are before and after.

    Raises
    ------
    DataError
        If a column is not there or not numeric, or nobody's value changed.
    ValueError
        If `conf_level` is not between 0 and 1.

    References
    ----------
    Wilcoxon (1945), Individual comparisons by ranking methods; changes of 0 are left
    out of the ranks. Hodges and Lehmann (1963), Estimates of location based on rank
    tests. R, wilcox.test(paired = TRUE, exact = FALSE, correct = TRUE).

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"entry": [9, 8, 7.0, 6], "later": [5, 6, None, 6]})
    >>> sample = Sample(frame, source="simulated")
    >>> found = signed_ranks(sample, before="entry", after="later")
    >>> found.n, found.n_same, found.statistic, found.estimate
    (3, 1, 0.0, -2.0)
    """
    tail_of(conf_level)
    where, times = f"{sample.source}, {before} to {after}", (before, after)
    start, end = complete_pairs(sample.frame, times, where)
    change = _without_rounding(end - start, resolution([start, end]))
    changed = change[change != 0]
    if not len(changed):
        raise NotComputable(
            f"{where}: of {len(change)} pairs none changed; describe the two times "
            "instead"
        )
    # Twice, since of two tails scipy gives the smaller of the two sums of ranks.
    rises = stats.wilcoxon(changed, alternative="greater", method="asymptotic")
    test = stats.wilcoxon(changed, correction=True, method="asymptotic")
    return SignedRanks(
        method="Wilcoxon signed-rank test",
        outcome=joint_label(*map(sample.label, times)),
        unit=sample.unit(before),
        n=len(change),
        n_missing=len(sample) - len(change),
        n_higher=int((change > 0).sum()),
        n_same=len(change) - len(changed),
        n_lower=int((change < 0).sum()),
        before=summary(start, group="all", label="All"),
        after=summary(end, group="all", label="All"),
        estimate=_pseudomedian(change),
        statistic_name="V",
        statistic=float(rises.statistic),
        p_value=float(test.pvalue),
        effect=_effect(float(rises.statistic), len(changed), conf_level),
        alternative="two-sided",
        data=data_used(sample, times),
    )


def _without_rounding(change: Values, least: float) -> Values:
    """Give changes whose sizes differ by rounding alone one size, and nought if so."""
    size = np.abs(change)
    order = np.argsort(size, kind="stable")
    apart = np.diff(size[order], prepend=0.0) > least
    same = np.empty(len(change))
    same[order] = np.append(0.0, size[order][apart])[np.cumsum(apart)]
    return np.sign(change) * same


def _pseudomedian(change: Values) -> float:
    rows, columns = np.triu_indices(len(change))
    return float(np.median((change[rows] + change[columns]) / 2))


def _effect(rises: float, n: int, conf_level: float) -> Effect:
    # R, effectsize 0.8.3, rank_biserial(paired = TRUE): normal on Fisher's z.
    ranks = n * (n + 1) / 2
    estimate = 2 * rises / ranks - 1
    error = sqrt((2 * n**3 + 3 * n**2 + n) / 6) / ranks
    return ranks_effect(estimate, error, conf_level)
