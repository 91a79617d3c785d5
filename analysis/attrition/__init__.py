"""What people who were lost could change, if they differ from those seen again.

Bounds on what they could change, weights that let those who were seen stand for them,
and their outcomes imputed many times.
"""

from analysis.attrition.bounds import attrition_bounds, tipping_point
from analysis.attrition.imputation import imputed_proportions
from analysis.attrition.weighting import weighted_proportions

__all__ = [
    "attrition_bounds",
    "imputed_proportions",
    "tipping_point",
    "weighted_proportions",
]
