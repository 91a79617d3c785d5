"""The interviews: how often themes and codes occur, and how far coders agree.

Counts of themes in groups of interviews, codes that occur together, whether further
interviews still bring new codes, and excerpts chosen by a rule.
"""

from analysis.themes.coded_tables import coded_excerpts, interviewed
from analysis.themes.coders import coder_agreement
from analysis.themes.counts import spoke_of, theme_table
from analysis.themes.new_codes import saturation
from analysis.themes.pairs import co_occurrence
from analysis.themes.quotations import chosen_excerpts
from analysis.themes.several_coders import agreement_by_unit, krippendorff_alpha

__all__ = [
    "agreement_by_unit",
    "chosen_excerpts",
    "co_occurrence",
    "coded_excerpts",
    "coder_agreement",
    "interviewed",
    "krippendorff_alpha",
    "saturation",
    "spoke_of",
    "theme_table",
]
