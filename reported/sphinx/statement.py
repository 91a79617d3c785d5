"""Say on every web page what the data are that it was made from.

The statement of the book is that of its `Project`, or the setting
``reported_statement``. A page that is made from other data says so by the directive
`data-statement` in its text, which every editor keeps, or in its front matter
(`data_statement`), and then shows its own statement instead.
"""

import html
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective

from reported.sphinx.domain import project_of

OWN = "data_statement"  # the key in a page's front matter


class DataStatement(SphinxDirective):
    """Say that this page is made from other data than the rest of the book."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[Any]:
        """Keep it where the front matter is kept; nothing is shown here."""
        self.env.metadata[self.env.docname][OWN] = self.arguments[0]
        return []


def statement_of(app: Sphinx, docname: str) -> str:
    """Return what a page says of its data."""
    own: str = app.env.metadata.get(docname, {}).get(OWN, "")
    return own or str(app.config.reported_statement)


def _take_statement(app: Sphinx, config: Config) -> None:
    """Ask the book for its statement, unless it is a setting."""
    if not config.reported_statement:
        config.reported_statement = project_of(app).statement


def show_statement(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    """Put the statement at the head of a web page."""
    statement = statement_of(app, pagename)
    if statement:
        # In an element of its own: what begins with an address, the theme would fetch.
        said = f'<span class="statement">{html.escape(statement)}</span>'
        context["theme_announcement"] = said


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the settings; pages are read again when one changes."""
    app.add_config_value("reported_project", "", "env", str)
    app.add_config_value("reported_statement", "", "env", str)
    app.add_directive("data-statement", DataStatement)
    app.connect("config-inited", _take_statement)
    app.connect("html-page-context", show_statement)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
