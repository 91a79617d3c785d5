"""One number and how precisely it is known: what every comparison is built from.

Counts, distributions and proportions; effect sizes and their limits; p values adjusted
for their number. Also how rows are chosen and grouped, and which values a computer can
tell apart: every room above asks this one.
"""

from analysis.estimates.descriptions import count, describe
from analysis.estimates.families import holm
from analysis.estimates.proportions import proportion

__all__ = ["count", "describe", "holm", "proportion"]
