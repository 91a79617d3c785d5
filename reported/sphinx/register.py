"""The register: every result and claim of the book in one place, and as data.

The directive ``{register}`` puts the tables on a page; `{stat}` numbers link to them.
On the web each page carries a card for every result that it shows, and the folder of
the pages holds the register as ``statistics.json`` and ``statistics.csv``.
"""

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from reported.sphinx._cards import add_cards
from reported.sphinx._entries import entries
from reported.sphinx._nodes import marked_up
from reported.sphinx._statistics import add_parts, write_statistics
from reported.sphinx.domain import of_book
from reported.sphinx.pages import Cells, FillTables, empty_table, page_name, table_body
from reported.web_tables import PRINTED
from reported.words.cards import size_words

HEADS = {
    "results": ("Id", "What it is", "As reported", "Method", "n", "Where"),
    "claims": ("Id", "Holds when", "Verdict", "Rests on", "Where"),
}
CAPTIONS = {
    "results": "Every result that {} publishes",
    "claims": "Every sentence whose truth depends on results",
}


def verdict_words(entry: dict[str, Any]) -> str:
    """Say of a claim that does not hold why that is."""
    undecided = entry.get("undecided")
    if undecided:
        return f"cannot be judged, because {undecided}"
    return "not supported by these data"


class Register(SphinxDirective):
    """Place for the tables of results and claims; they are filled when all is known."""

    optional_arguments = 1  # what publishes the results, such as "the report"
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Leave numbered tables without content."""
        work = self.arguments[0] if self.arguments else "the book"
        of_book(self.env).data["register"] = self.env.docname
        tables: list[nodes.Node] = []
        for kind, caption in CAPTIONS.items():
            words = caption.format(work)
            table = empty_table(self, f"app-register-tab-{kind}", words, "register")
            table["register"] = kind
            tables.append(table)
        return tables


class FillRegister(FillTables):
    """Fill the tables of the register, one list of cells for a row."""

    def run(self, **_kwargs: Any) -> None:
        """Give each empty table of the register its rows."""
        for table in self.document.findall(nodes.table):
            kind = table.get("register")
            if kind:
                found = entries(self.env)[kind]
                rows = list(
                    self._results(found) if kind == "results" else self._claims(found)
                )
                heads = HEADS[kind]
                if self.on_paper:
                    heads = PRINTED[f"app-register-tab-{kind}"]
                    rows = [_dense(row) for row in rows]
                table += table_body(heads, rows)

    def _results(self, found: list[dict[str, Any]]) -> Iterator[Cells]:
        for e in found:
            yield [
                [_anchor(f"stat-{e['id']}"), nodes.literal("", e["id"])],
                [nodes.Text(e["description"])],
                marked_up(e["marked"]),
                [nodes.Text(e["method"])],
                [nodes.inline("", size_words(e["n"]), classes=["stat-n"])],
                self._where(e),
            ]

    def _claims(self, found: list[dict[str, Any]]) -> Iterator[Cells]:
        register = of_book(self.env).data["register"]
        for e in found:
            verdict = nodes.Text("holds")
            if not e["holds"]:
                verdict = nodes.strong("", verdict_words(e))
            rests = [
                self.link(register, f"stat-{name}", nodes.inline("", name))
                for name in e["rests_on"]
            ]
            yield [
                [_anchor(f"claim-{e['id']}"), nodes.literal("", e["id"])],
                [nodes.Text(e["condition"])],
                [verdict],
                _listed(rests),
                self._where(e),
            ]

    def _where(self, entry: dict[str, Any]) -> list[nodes.Node]:
        """Link the pages that make or show an entry."""
        pages = [entry["chapter"], *(use["page"] for use in entry["shown"])]
        return _listed(
            [
                self.link(name, "", nodes.inline("", page_name(self.env, name)))
                for name in dict.fromkeys(pages)
            ]
        )


def _dense(row: Cells) -> Cells:
    """Run the cells between the first and the last together, as a sentence would."""
    first, *middle, last = row
    running: list[nodes.Node] = []
    for cell in middle:
        if running and cell:
            running.append(nodes.Text("; "))
        if cell and "stat-n" in getattr(cell[0], "attributes", {}).get("classes", ()):
            running += [nodes.emphasis("", "n"), nodes.Text(" = ")]
        running += cell
    return [first, running, last]


def _anchor(name: str) -> nodes.target:
    return nodes.target("", "", ids=[name])


def _listed(parts: list[nodes.Node]) -> list[nodes.Node]:
    listed: list[nodes.Node] = []
    for part in parts:
        listed += [nodes.Text(", "), part] if listed else [part]
    return listed


def _changed_register(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the register's page when anything in it is not as it was."""
    domain = of_book(env)
    page, found = domain.data["register"], entries(env)
    everything = [*found["results"], *found["claims"]]
    now = [{k: v for k, v in e.items() if k != "provenance"} for e in everything]
    return [page] if domain.moved("register", now) and page else []


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive, the filling of its tables, the cards and the files."""
    app.setup_extension("reported.sphinx.results")
    app.add_directive("register", Register)
    app.add_post_transform(FillRegister)
    app.connect("env-updated", _changed_register, priority=900)
    app.connect("html-page-context", add_cards)
    app.connect("html-page-context", add_parts)
    app.connect("build-finished", write_statistics, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
