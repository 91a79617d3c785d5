"""The cells of a page: their code in the source, and what they left beside the page."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx

CELL = re.compile(
    r"^```\{code-cell\}[^\n]*\n(?P<options>(?::[^\n]*\n|---\n.*?\n---\n)*)(?P<code>.*?)^```",
    re.DOTALL | re.MULTILINE,
)
#: In the options of a cell: what its figure or table is called.
NAME = re.compile(r"^:?\s*name:\s*(\S+)\s*$", re.MULTILINE)


def shown_cells(doctree: nodes.document) -> dict[str, nodes.container]:
    """Return the cells whose code a reader can see on a page, by their code."""
    return {
        block.astext().strip(): cell
        for cell in doctree.findall(nodes.container)
        if "cell" in cell["classes"]
        for block in cell.findall(nodes.literal_block)
    }


def first_lines(path: Path) -> dict[str, int]:
    """Return the line on which the code of each cell of a page starts."""
    text = path.read_text("utf-8")
    return {
        match["code"].strip(): text.count("\n", 0, match.start("code")) + 1
        for match in CELL.finditer(text)
    }


def figure_names(path: Path) -> dict[str, str]:
    """Return the name of the figure that each cell of a page shows, by its code."""
    return {
        match["code"].strip(): found[1]
        for match in CELL.finditer(path.read_text("utf-8"))
        if (found := NAME.search(match["options"]))
    }


def left_beside(app: Sphinx, docname: str, mime: str) -> Iterator[dict[str, Any]]:
    """Yield what the cells of a page left beside it, of one kind."""
    keys = NbMetadataCollector.get_doc_data(app.env)[docname].get("glue", [])
    config = vars(app.env)["mystnb_config"]  # where MyST-NB leaves it
    path = Path(config.output_folder) / f"{docname}.glue.json"
    if not keys or not path.exists():
        return
    for key, output in json.loads(path.read_text("utf-8")).items():
        if key in keys and mime in output["data"]:
            yield output["data"][mime]
