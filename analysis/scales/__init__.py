"""Questionnaires: from answers to scores, and how well the items of a scale agree.

A scoring key (`instruments/*.yaml`, one for each questionnaire) says which items make a
scale, which are reversed, and how many may be missing. `cohort` puts background, both
waves, scores and treatment of every participant into one row; `help_cohort` does the
same for the people of the HELP study.
"""

from analysis.scales.help_study import (
    help_cohort,
    help_scores,
    help_totals,
    item_columns,
)
from analysis.scales.internal_consistency import reliability
from analysis.scales.participants import cohort, scale_labels, scores
from analysis.scales.scoring import load_instrument, load_instruments, score

__all__ = [
    "cohort",
    "help_cohort",
    "help_scores",
    "help_totals",
    "item_columns",
    "load_instrument",
    "load_instruments",
    "reliability",
    "scale_labels",
    "score",
    "scores",
]
