"""Whether groups differ, anything has changed, or two things go together.

Means and ranks of independent groups and of the same people at two times, counts in
tables, and correlations; comparisons of groups with contrasts of every pair.
"""

from analysis.comparison.associations import correlations
from analysis.comparison.change import change_by_group, paired_change
from analysis.comparison.counts import exact_counts
from analysis.comparison.groups import welch_anova, welch_t
from analysis.comparison.paired_counts import mcnemar
from analysis.comparison.ranked_changes import signed_ranks
from analysis.comparison.ranks import kruskal_wallis

__all__ = [
    "change_by_group",
    "correlations",
    "exact_counts",
    "kruskal_wallis",
    "mcnemar",
    "paired_change",
    "signed_ranks",
    "welch_anova",
    "welch_t",
]
