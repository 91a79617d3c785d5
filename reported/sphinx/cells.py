"""The cells of a page: their code in the source, and what they left beside the page."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx

from reported.sources import cells


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
    return {cell.code: cell.line for cell in cells(path.read_text("utf-8"))}


def figure_names(path: Path) -> dict[str, str]:
    """Return the name of the figure that each cell of a page shows, by its code."""
    found = {}
    for cell in cells(path.read_text("utf-8")):
        figure: Any = cell.options()
        for key in ("mystnb", "figure", "name"):
            figure = figure.get(key) if isinstance(figure, dict) else None
        if figure:
            found[cell.code] = str(figure)
    return found


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
