"""What a study of this size can show: before any of its data are looked at.

The smallest effects it detects, how precisely it estimates, how often a significant
result misleads, and what losing people does to it.
"""

from analysis.power.design_errors import error_rates
from analysis.power.detectable import precision, smallest_effects
from analysis.power.exact_power import power_of_means
from analysis.power.loss import attrition_bias

__all__ = [
    "attrition_bias",
    "error_rates",
    "power_of_means",
    "precision",
    "smallest_effects",
]
