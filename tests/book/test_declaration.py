"""A page that is made from other data says so itself, on paper too."""

from types import SimpleNamespace

import thesis_declaration as declaration
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.util import texescape

OURS, OWN = "Simulated & safe", "Real people, public <data>"
METADATA = {"back/help": {"data_statement": OWN}, "index": {}}


def test_on_paper_the_foot_changes_for_a_page_and_back_after_it():
    """Only around the page that has a statement of its own."""
    pages = [addnodes.start_of_file(docname=name) for name in METADATA]
    config = SimpleNamespace(reported_statement=OURS)
    document = new_document("thesis")
    document.settings.env = SimpleNamespace(metadata=METADATA, config=config)
    document += pages
    texescape.init()  # as the builder does
    declaration.OwnStatement(document).run()
    found = [
        node.astext().strip() if isinstance(node, nodes.raw) else node["docname"]
        for node in document
    ]
    command = r"\clearpage\renewcommand\thesisdatastatement{"
    assert found == [
        rf"{command}{OWN}}}",
        "back/help",
        rf"{command}Simulated \& safe}}",
        "index",
    ]
