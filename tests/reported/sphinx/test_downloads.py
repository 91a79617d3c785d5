"""The numbers of tables, as files that say what the data are."""

import csv
from types import SimpleNamespace

import pytest
from docutils import nodes

from reported.sphinx import downloads

OURS, OWN = "Simulated & safe", "Real people, public <data>"
METADATA = {"appendix": {"data_statement": OWN}, "index": {}}


@pytest.mark.parametrize(("page", "statement"), [("appendix", OWN), ("index", OURS)])
def test_a_file_of_numbers_says_on_every_row_what_its_data_are(
    tmp_path, page, statement
):
    """That of its page, or of the book; minus signs are those of programs."""
    app = SimpleNamespace(
        env=SimpleNamespace(metadata=METADATA),
        config=SimpleNamespace(reported_statement=OURS),
        outdir=tmp_path,
    )
    rows = [
        ["Setting", "Mean"],
        ["Prison", "−0.5"],
        ["Both", "1 2"],
        ["=1+1", "−0.5 [−1, 0]"],
    ]
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
        ["'=1+1", "−0.5 [-1, 0]", statement],  # no spreadsheet runs either
    ]


def test_a_picture_without_numbers_is_told_unless_it_says_so(monkeypatch):
    """A scan or a diagram shows none; a drawing of results keeps its own."""
    told = []
    monkeypatch.setattr(downloads, "_left", lambda *_: {"drawn": "a,b\n"})
    monkeypatch.setattr(
        downloads.logger, "warning", lambda *said, **_: told.append(said)
    )
    names = ("drawn", "forgotten", "scan")
    figures = [
        nodes.figure("", nodes.caption("", name), names=[name]) for name in names
    ]
    figures[2]["classes"] = ["no-numbers"]
    env = SimpleNamespace(docname="entry")
    tree = nodes.section("", *figures)
    downloads._collect(SimpleNamespace(env=env), tree)
    assert [said[1] for said in told] == ["forgotten"]
    assert downloads._files(env)["entry"] == {"drawn": "a,b\n"}
