"""The interviews: how often themes and codes occur, and how far two coders agree.

Counts of themes in groups of interviews, codes that occur together, whether further
interviews still bring new codes, and excerpts chosen by a rule.
"""

from analysis.themes.coded_tables import coded_excerpts, interviewed
from analysis.themes.coders import coder_agreement
from analysis.themes.counts import spoke_of, theme_table
from analysis.themes.new_codes import saturation
from analysis.themes.pairs import co_occurrence
from analysis.themes.quotations import chosen_excerpts

__all__ = [
    "chosen_excerpts",
    "co_occurrence",
    "coded_excerpts",
    "coder_agreement",
    "interviewed",
    "saturation",
    "spoke_of",
    "theme_table",
]
