"""The code of a page, also where no reader sees it between the paragraphs.

Cells that a chapter removes from view stand, closed, at the foot of its web page, in
the order in which they ran, so that the card of a result can lead to its cell.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from reported.sphinx.cells import CELL, shown_cells

SUMMARY = "Code of this page that is not shown above"


def _add_code(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Put the cells that the page does not show at the end of its text."""
    if doctree is None or "body" not in context:
        return
    cells = list(_removed(app, pagename, doctree))
    if not cells:
        return
    results = app.env.get_domain("result").data["results"].get(pagename, {})
    blocks = "".join(_block(app, code, results) for code in cells)
    context["body"] += (
        f'<details class="page-code"><summary>{SUMMARY}</summary>{blocks}</details>'
    )


def _removed(app: Sphinx, pagename: str, doctree: nodes.document) -> Iterator[str]:
    """Yield the code of each cell that stands in the source and not on the page."""
    shown = set(shown_cells(doctree))
    text = Path(app.env.doc2path(pagename)).read_text("utf-8")
    for cell in CELL.finditer(text):
        code = cell["code"].strip()
        if code and code not in shown:
            yield code


def _block(app: Sphinx, code: str, results: dict[str, Any]) -> str:
    """Return one cell, with an anchor for every result that it made."""
    anchors = "".join(
        f'<span id="{left["anchor"]}"></span>'
        for left in results.values()
        if left["anchor"] and left["cell"].strip() == code
    )
    builder = cast(StandaloneHTMLBuilder, app.builder)
    written = builder.highlighter.highlight_block(code, "ipython3")
    return f'<div class="cell_input">{anchors}{written}</div>'


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the code before the cards are, which come last on a page."""
    app.connect("html-page-context", _add_code, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
