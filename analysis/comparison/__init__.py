"""Whether groups differ, anything has changed, or two things go together.

Means and ranks of independent groups, counts in tables, the same people at two times,
and correlations: all with intervals, comparisons of groups also with contrasts of every
pair.
"""

from analysis.comparison.associations import correlations
from analysis.comparison.change import change_by_group, paired_change
from analysis.comparison.counts import exact_counts
from analysis.comparison.groups import welch_anova, welch_t
from analysis.comparison.paired_counts import mcnemar
from analysis.comparison.ranks import kruskal_wallis

__all__ = [
    "change_by_group",
    "correlations",
    "exact_counts",
    "kruskal_wallis",
    "mcnemar",
    "paired_change",
    "welch_anova",
    "welch_t",
]
