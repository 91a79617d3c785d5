"""Several variables at once: linear, logistic, mixed, survival and Cox models.

Each says what it estimated, how it was tested, and what it takes for granted.
"""

from analysis.models.cox import cox_model
from analysis.models.improvements import improvement
from analysis.models.linear import ancova
from analysis.models.logistic import firth_logistic, logistic_model
from analysis.models.mixed import mixed_model
from analysis.models.survival import kaplan_meier

__all__ = [
    "ancova",
    "cox_model",
    "firth_logistic",
    "improvement",
    "kaplan_meier",
    "logistic_model",
    "mixed_model",
]
