"""Results and claims as objects of the book.

A chapter's `publish` and `claim` leave records beside its page, executed or taken from
the cache. Here they are collected; `{stat}` is put into words by
`reported.words.sentences`, `{claim}` says whether its sentence still holds, and every
page that shows something which changed is written again.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from reported.publishing import CLAIM, FIGURE, RECORD
from reported.sphinx._changes import changed_pages, fill_headings
from reported.sphinx._figures import LinkedFigures
from reported.sphinx._nodes import add_nodes
from reported.sphinx.cells import figure_names, first_lines, left_beside, shown_cells
from reported.sphinx.domain import Reference, ResultDomain, add_domain, of_book

logger = logging.getLogger(__name__)

Shown = tuple[str, str, tuple[str, str]]  # kind, target, and the place around it


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    """Read what the page published and claimed, and note what it shows."""
    env, docname = app.env, app.env.docname
    data = of_book(env).data
    for docs in (data["results"], data["claims"]):
        docs.pop(docname, None)
    cells = first_lines(Path(env.doc2path(docname)))
    for kind, mime in (("results", RECORD), ("claims", CLAIM)):
        for left in left_beside(app, docname, mime):
            start = cells.get(left["cell"].strip())
            left["line"] = None if start is None else start + left["line"] - 1
            data[kind].setdefault(docname, {})[left["id"]] = left
    _name_cells(doctree, data["results"].get(docname, {}))
    references: list[Reference] = []
    places: dict[str, dict[tuple[str, str], None]] = {}
    for kind, target, place in [*_in_text(doctree), *_drawn(app)]:
        references.append((kind, target))
        places.setdefault(target, {})[place] = None
    data["shown"][docname] = dict.fromkeys(references, "")
    data["places"][docname] = {target: list(found) for target, found in places.items()}


def _in_text(doctree: nodes.document) -> Iterator[Shown]:
    """Yield every reference of a page, and the table in which it stands, if any."""
    for node in doctree.findall(pending_xref):
        if node.get("refdomain") == "result":
            yield node["reftype"], node["reftarget"], _around(node)


def _around(node: nodes.Node | None) -> tuple[str, str]:
    while node is not None:
        if isinstance(node, nodes.table | nodes.figure):
            name = (*node["names"], *node["ids"], "")[0]
            return ("table" if isinstance(node, nodes.table) else "figure"), name
        node = node.parent
    return "", ""


def _drawn(app: Sphinx) -> Iterator[Shown]:
    """Yield every number that a figure of a page draws, with the name of the figure."""
    docname = app.env.docname
    names = figure_names(Path(app.env.doc2path(docname)))
    for left in left_beside(app, docname, FIGURE):
        name = names.get(left["cell"].strip(), "")
        for target in left.get("numbers", ()):
            yield "stat", target, ("figure", name)


def _name_cells(doctree: nodes.document, results: dict[str, Any]) -> None:
    """Give every result an anchor at the cell that made it, where the page shows it."""
    shown = shown_cells(doctree)
    for name, left in results.items():
        cell = shown.get(left["cell"].strip())
        left["anchor"] = "" if cell is None else f"made-{name}"
        if cell is not None:
            cell["ids"].append(left["anchor"])


def _consistent(_app: Sphinx, env: BuildEnvironment) -> None:
    """Report an id that two pages use, and a claim that rests on nothing published."""
    domain = of_book(env)
    for kind, what in (("results", "result"), ("claims", "claim")):
        _report_twice(env, domain.data[kind], what)
    for docname, claims in domain.data["claims"].items():
        for left in claims.values():
            _report_unfounded(domain, docname, left)


def _report_twice(
    env: BuildEnvironment, pages: dict[str, dict[str, Any]], what: str
) -> None:
    seen: dict[str, str] = {}
    for docname, published in sorted(pages.items()):
        for name, left in published.items():
            if name in seen:
                logger.warning(
                    "%s %r stands here and in %s; rename one of them",
                    what,
                    name,
                    env.doc2path(seen[name], base=False),
                    location=(docname, left["line"]),
                    type="stat",
                )
            seen[name] = docname


def _report_unfounded(domain: ResultDomain, docname: str, left: dict[str, Any]) -> None:
    for result in left["rests_on"]:
        try:
            domain.find("results", result)
        except KeyError as error:
            logger.warning(
                "claim %r rests on %r: %s",
                left["id"],
                result,
                error.args[0],
                location=(docname, left["line"]),
                type="stat",
            )


def setup(app: Sphinx) -> dict[str, Any]:
    """Register nodes, domain and figures, and collect results as pages are read."""
    app.setup_extension("reported.sphinx.statement")
    add_nodes(app)
    add_domain(app)
    app.add_post_transform(LinkedFigures)
    app.connect("doctree-read", _collect)
    app.connect("env-updated", changed_pages)
    app.connect("env-updated", fill_headings)
    app.connect("env-check-consistency", _consistent)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "2"}
