"""Markup of our own where that of an extension is not valid HTML.

MyST-NB puts paragraphs into the line that unfolds the code of a cell, where HTML allows
words only, and hides those words from screen readers behind others.
"""

import html
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx


def _open(writer: Any, node: nodes.Element) -> None:
    classes = " ".join(["admonition", "hide", *node["classes"]])
    writer.body.append(f'<details class="{html.escape(classes)}">\n<summary>')
    for state in ("show", "hide"):
        words = html.escape(node[f"prompt_{state}"])
        writer.body.append(f'<span class="prompt-{state}">{words}</span>\n')
    writer.body.append("</summary>\n")


def _close(writer: Any, _node: nodes.Element) -> None:
    writer.body.append("</details>\n")


def setup(app: Sphinx) -> dict[str, Any]:
    """Take over the node that holds folded code."""
    app.setup_extension("myst_nb")
    app.add_node(HideCodeCellNode, override=True, html=(_open, _close))
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
