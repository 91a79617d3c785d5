"""Tables of results, as Markdown that the web and paper show alike."""

from reported.markdown import Markdown, markdown_table
from reported.tables.associations import family_table, pair_table, reliability_table
from reported.tables.attrition import (
    adjusted_differences_table,
    adjusted_table,
    bounds_table,
)
from reported.tables.coders import agreement_table
from reported.tables.designs import design_table
from reported.tables.dictionary import DICTIONARY_HEADER, dictionary_rows
from reported.tables.groups import (
    change_table,
    count_table,
    group_table,
)
from reported.tables.models import improvement_table, means_table, model_table
from reported.tables.outcomes import (
    assumption_table,
    paired_counts_table,
    survival_table,
)
from reported.tables.pairs import difference_table, standardised_table
from reported.tables.themes import theme_counts_table, theme_outcome_table

__all__ = [
    "DICTIONARY_HEADER",
    "Markdown",
    "adjusted_differences_table",
    "adjusted_table",
    "agreement_table",
    "assumption_table",
    "bounds_table",
    "change_table",
    "count_table",
    "design_table",
    "dictionary_rows",
    "difference_table",
    "family_table",
    "group_table",
    "improvement_table",
    "markdown_table",
    "means_table",
    "model_table",
    "pair_table",
    "paired_counts_table",
    "reliability_table",
    "standardised_table",
    "survival_table",
    "theme_counts_table",
    "theme_outcome_table",
]
