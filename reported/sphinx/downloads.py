"""The numbers of every table and figure as CSV, one click away.

A chapter's `show` leaves beside its page the table of what a figure draws; the numbers
of a table are its cells as they are printed, and behind them, in columns of their own,
the numbers of results that they show in full. Each becomes a file in ``data/``, beside
the pages, under the name of the table or figure, and a link in its caption leads there.
Every row says what the data are. A figure without such a table is reported, unless its
class says that it shows no numbers, as a scan or a diagram does.
"""

import csv
import html
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from reported.number_columns import FullNumber, safe, with_numbers
from reported.publishing import FIGURE
from reported.sphinx._nodes import stat_link
from reported.sphinx.cells import figure_names, left_beside
from reported.sphinx.domain import of_book
from reported.sphinx.statement import statement_of

logger = logging.getLogger(__name__)
FOLDER = "data"
WITHOUT = "no-numbers"  # the class of a picture of which none could be kept
#: Signs of print that a program does not read as those of a number.
PLAIN = str.maketrans({"\N{MINUS SIGN}": "-", "\N{NO-BREAK SPACE}": " "})


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    """Note the numbers behind the figures of a page, and the names of its tables."""
    docname = app.env.docname
    known = _files(app.env)
    known[docname] = {name: "" for *_, name in _named(doctree, nodes.table)}
    left = _left(app, docname)
    for figure, _, name in _named(doctree, nodes.figure):
        if name in left:
            known[docname][name] = left[name]
        elif WITHOUT not in figure["classes"]:
            logger.warning(
                "figure %r keeps no numbers that a reader could download; draw it "
                "with show(...), or give it the class %r if it shows none",
                name,
                WITHOUT,
                location=figure,
                type="stat",
                subtype="figure",
            )


def _files(env: BuildEnvironment) -> dict[str, dict[str, str]]:
    """Return page -> name of table or figure -> CSV of the figure, empty of a table."""
    known: dict[str, dict[str, str]] = vars(env).setdefault("reported_downloads", {})
    return known


def _named(
    doctree: nodes.Element, kind: type
) -> Iterator[tuple[nodes.Element, nodes.Element, str]]:
    """Yield each table or figure with its caption, to hold a link, and its name."""
    for node in doctree.findall(kind):
        names = node["names"] or node["ids"]
        captions = [p for p in node if isinstance(p, nodes.title | nodes.caption)]
        if names and captions:
            yield node, captions[0], names[0]


def _left(app: Sphinx, docname: str) -> dict[str, str]:
    """Return what the cells of a page drew, by the name of the figure."""
    names = figure_names(Path(app.env.doc2path(docname)))
    return {
        names[one["cell"].strip()]: one["csv"]
        for one in left_beside(app, docname, FIGURE)
        if one["cell"].strip() in names
    }


def _link(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write the files of a page, and put a link to each into its caption."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    figures = _files(app.env).get(docname, {})
    for kind, what in ((nodes.table, "table"), (nodes.figure, "figure")):
        for node, caption, name in _named(doctree, kind):
            if name not in figures:
                continue
            rows = list(csv.reader(io.StringIO(figures[name]))) or _cells(app, node)
            _write(app, docname, name, rows)
            here = app.builder.get_relative_uri(docname, "index").removesuffix(
                "index.html"
            )
            title = html.escape(f"Numbers of this {what} as CSV: {caption.astext()}")
            caption += nodes.raw(
                "",
                f' <a class="csv" href="{here}{FOLDER}/{name}.csv" download '
                f'aria-label="{title}">CSV</a>',
                format="html",
            )


def _cells(app: Sphinx, table: nodes.Element) -> list[list[str]]:
    """Return the cells of a table as text, and behind them its numbers in full."""
    rows = [list(row.findall(nodes.entry)) for row in table.findall(nodes.row)]
    heads = sum(len(head.children) for head in table.findall(nodes.thead))
    words = [
        [" ".join(cell.astext().translate(PLAIN).split()) for cell in row]
        for row in rows
    ]
    numbers = [[_numbers(app, cell) for cell in row] for row in rows]
    return with_numbers(words, numbers, heads)


def _numbers(app: Sphinx, cell: nodes.Element) -> list[FullNumber]:
    """Return the numbers of results that a cell shows, as the results have them."""
    links = cell.findall(stat_link)
    places = (of_book(app.env).place(link["target"]) for link in links)
    return [number for at in places if (number := FullNumber.at(at))]


def _write(app: Sphinx, docname: str, name: str, rows: list[list[str]]) -> None:
    """Write one file; its last column says on every row what the data are."""
    statement = statement_of(app, docname)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    head, *body = rows
    writer.writerow(map(safe, [*head, "data"]))
    writer.writerows(map(safe, [*row, statement]) for row in body)
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.csv").write_text(out.getvalue(), "utf-8")


def _purge(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _files(env).pop(docname, None)


def _merge(
    _app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment
) -> None:
    _files(env).update({name: _files(other).get(name, {}) for name in docnames})


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the handlers; references in cells are text when links are made."""
    app.connect("doctree-read", _collect)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("doctree-resolved", _link, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
