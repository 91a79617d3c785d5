"""A page that is made from other data says so itself."""

import csv
from types import SimpleNamespace

import pytest
import thesis_declaration as declaration
import thesis_downloads as downloads
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.util import texescape

OURS, OWN = "Simulated & safe", "Real people, public <data>"
METADATA = {"back/help": {"data_statement": OWN}, "index": {}}


def test_on_the_web_a_page_shows_its_own_statement():
    """In the place of the book's, and other pages show that of the book."""
    app = SimpleNamespace(env=SimpleNamespace(metadata=METADATA))
    shown = {}
    for page in ("back/help", "index", "search"):
        context = {"theme_announcement": OURS}
        declaration.own_statement(app, page, "page.html", context, None)
        shown[page] = context["theme_announcement"]
    expected = {"index": OURS, "search": OURS}
    assert shown == expected | {"back/help": "Real people, public &lt;data&gt;"}


def test_on_paper_the_foot_changes_for_a_page_and_back_after_it():
    """Only around the page that has a statement of its own."""
    pages = [addnodes.start_of_file(docname=name) for name in METADATA]
    config = SimpleNamespace(thesis_data_statement=OURS)
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


@pytest.mark.parametrize(("page", "statement"), [("back/help", OWN), ("index", OURS)])
def test_a_file_of_numbers_says_on_every_row_what_its_data_are(
    tmp_path, page, statement
):
    """That of its page, or of the book; minus signs are those of programs."""
    app = SimpleNamespace(
        env=SimpleNamespace(metadata=METADATA),
        config=SimpleNamespace(thesis_data_statement=OURS),
        outdir=tmp_path,
    )
    rows = [["Setting", "Mean"], ["Prison", "−0.5"], ["Both", "1 2"]]
    cells = [
        nodes.row("", *(nodes.entry("", nodes.paragraph("", c)) for c in row))
        for row in rows
    ]
    table = nodes.table("", *cells)
    downloads._write(app, page, "entry-tab-mood", downloads._cells(app, table))
    text = (tmp_path / "data" / "entry-tab-mood.csv").read_text("utf-8")
    assert list(csv.reader(text.splitlines())) == [
        ["Setting", "Mean", "data"],
        ["Prison", "-0.5", statement],
        ["Both", "1 2", statement],
    ]
