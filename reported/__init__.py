"""A book whose numbers are objects: words, tables, figures, checks.

A chapter publishes a result under an id (`publish`) and binds a sentence to what it
rests on (`claim`, a condition over published results); `tables` and `figures` show
results, `words` puts them into sentences, and `sphinx` puts those on pages, with a
register of all of them. `checks` holds the built pages against the results,
`recomputing` against R, and `differences` against another edition. Numbers are rounded
here and nowhere else.
"""

from typing import TYPE_CHECKING, Any

from reported.conditions import agree, all_of, any_of, none_of, only
from reported.publishing import claim, publish, show
from reported.quantities import greatest, how_many, least
from reported.quotations import block_quotations, excerpts_run, quotation_label

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = [
    "agree",
    "all_of",
    "any_of",
    "block_quotations",
    "claim",
    "excerpts_run",
    "greatest",
    "how_many",
    "least",
    "none_of",
    "only",
    "publish",
    "quotation_label",
    "show",
]


def setup(app: "Sphinx") -> dict[str, Any]:
    """Be an extension of Sphinx, for ``extra_extensions`` of a Jupyter Book."""
    from reported.sphinx import setup as set_up_parts

    return set_up_parts(app)
