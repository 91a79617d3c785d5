"""What tests and models are built from; every room but `data` imports this one.

`Sample`, the data frame that every analysis takes; rows and groups, counts,
distributions and proportions, effect sizes and their limits, exact tests, what a test
takes for granted, p values adjusted for their number, and the record of what a function
was asked.
"""

from analysis.estimates.descriptions import count, describe
from analysis.estimates.families import holm
from analysis.estimates.filters import condition
from analysis.estimates.proportions import proportion
from analysis.estimates.sample import Described, Sample

__all__ = [
    "Described",
    "Sample",
    "condition",
    "count",
    "describe",
    "holm",
    "proportion",
]
