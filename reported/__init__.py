"""A book whose numbers are objects: words, tables, figures, checks.

A chapter publishes a result under an id (`publish`) and binds a sentence to what it
rests on (`claim`); `tables` and `figures` show results, `words` puts them into
sentences, and `sphinx` puts those on pages, with a register of all of them. `checks`
holds the built pages against the results, `recomputing` against R, and `differences`
against another edition. Numbers are rounded here and nowhere else.
"""

from reported.publishing import claim, figure_style, publish, show
from reported.quotations import block_quotations, quotation_label
from reported.words.sentences import plain

__all__ = [
    "block_quotations",
    "claim",
    "figure_style",
    "plain",
    "publish",
    "quotation_label",
    "show",
]
