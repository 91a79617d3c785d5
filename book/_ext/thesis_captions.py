"""Every table and every picture has a caption, by which its reader knows what it shows.

One that is meant to stand without, such as a list of abbreviations, says so by the
class `no-caption`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from reported.sources import cells

logger = logging.getLogger(__name__)

WITHOUT = "no-caption"
MEANT = f"one that is meant to have none takes the class {WITHOUT}"
WANTED = {
    nodes.table: f"a table has no caption; put it into :::{{table}} Caption; {MEANT}",
    nodes.figure: f"a figure has no caption; write it below its options; {MEANT}",
    nodes.image: f"a picture has no caption; show it by :::{{figure}}; {MEANT}",
}
SHOWN = (
    "what this cell shows has no caption; give a table caption=..., a figure one in "
    "the options of the cell (mystnb: figure: caption:), and end code that is to show "
    "nothing by a semicolon"
)


def _look(app: Sphinx, doctree: nodes.document) -> None:
    """Report what stands on a page without a caption, each once and with its line."""
    said = set()
    for node in doctree.findall(_is_shown):
        above = list(_above(node))
        inside = any(isinstance(one, nodes.figure | nodes.table) for one in above)
        if inside or WITHOUT in node["classes"] or _caption(node):
            continue
        in_cell = any(map(_is_cell, above))
        told = SHOWN if in_cell else WANTED[type(node)]
        fault = (told, _line(app, node, above, in_cell))
        if fault not in said:  # a cell leaves its picture in several forms
            said.add(fault)
            logger.warning("%s", fault[0], location=(app.env.docname, fault[1]))


def _is_shown(node: nodes.Node) -> bool:
    """Tell whether it is a table or picture, or the HTML of a data frame."""
    frame = isinstance(node, nodes.raw) and "<table" in node.astext()
    return type(node) in WANTED or (frame and any(map(_is_cell, _above(node))))


def _is_cell(node: nodes.Element) -> bool:
    return "cell" in node.get("classes", ())


def _caption(node: nodes.Element) -> bool:
    return any(isinstance(part, nodes.title | nodes.caption) for part in node)


def _above(node: nodes.Node) -> Iterator[nodes.Element]:
    while node.parent is not None:
        node = node.parent
        yield node


def _line(
    app: Sphinx, node: nodes.Element, above: list[nodes.Element], in_cell: bool
) -> int | None:
    """Return the line of a node, or of what it stands in; of a cell, of its code."""
    line: int | None = next((one.line for one in (node, *above) if one.line), None)
    text = Path(app.env.doc2path(app.env.docname)).read_text("utf-8")
    if in_cell:
        starts = [cell for cell in cells(text) if cell.line <= (line or 0)]
        line = starts[-1].line if starts else line
    elif not node.line and isinstance(node, nodes.image):  # knows no line
        named = re.search(rf"\{{image\}}\s+{re.escape(node['uri'])}", text)
        line = text.count("\n", 0, named.start()) + 1 if named else line
    return line


def setup(app: Sphinx) -> dict[str, Any]:
    """Look at every page when it has been read."""
    app.connect("doctree-read", _look)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
