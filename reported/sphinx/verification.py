"""What R found when it recomputed the results, as a page that is never behind.

Recomputing keeps a report in ``build/verification.json``. The directive
``{verification}`` shows of it what still holds: a result whose record is not the one
that was recomputed is said not to have been. ``{recomputed-with}`` lists R and its
packages as the report names them, whatever the machine has that builds. The pages are
read again when the report changed, and the first is written again when a result did.
"""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from reported.recomputing.verifying import read_report
from reported.sphinx._entries import entries
from reported.sphinx._recomputed import (
    Row,
    cells,
    derived_rows,
    kind_rows,
    rows_of,
    said,
    software_rows,
)
from reported.sphinx.domain import of_book
from reported.sphinx.pages import FillTables, empty_table, table_body
from reported.web_tables import PRINTED

HEADS = ("Result", "Number", "Here", "In R", "Difference", "Verdict")
TABLE_HEADS = ("Table", "Columns", "Values", "Verdict")
KIND_HEADS = ("Kind", "Numbers", "Allowed", "Farthest", "Why")
SOFTWARE_HEADS = ("Debian package", "Version", "Used for")
CAPTIONS = {
    "derived": "Tables whose columns were derived again from the raw data",
    "tolerances": "Numbers that were compared by another tolerance",
    "results": "Every published result, here and recomputed in R",
}


class Verification(SphinxDirective):
    """Place for what R found; it is filled when all results are known."""

    optional_arguments = 1  # the command that runs R
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Leave a paragraph and three numbered tables without content."""
        of_book(self.env).data["verification"] = self.env.docname
        words = nodes.paragraph("", classes=["verification"])
        words["verification"] = "said"
        words["command"] = "".join(self.arguments)
        made: list[nodes.Node] = [words]
        for part, caption in CAPTIONS.items():
            name = f"app-verification-tab-{part}"
            table = empty_table(self, name, caption, "register")
            table["verification"] = part
            made.append(table)
        return made


class RecomputedWith(SphinxDirective):
    """Place for the packages that recomputed the results; the report is read later."""

    def run(self) -> list[nodes.Node]:
        """Leave a numbered table without content."""
        of_book(self.env).data["recomputed_with"] = self.env.docname
        caption = "R and its packages, with which every result was recomputed"
        table = empty_table(self, "app-software-tab-recomputed", caption)
        table["verification"] = "software"
        return [table]


class FillVerification(FillTables):
    """Fill the paragraph and the tables."""

    def run(self, **_kwargs: Any) -> None:
        """Say what the report says of the results as they are now."""
        places = [
            n for n in self.document.findall(nodes.Element) if "verification" in n
        ]
        if not places:
            return
        report, rows = of_book(self.env).report, _rows(self.env)
        for place in places:
            part = place.get("verification")
            if part == "said":
                place += said(report, rows, place["command"])
            elif part == "software":
                place += table_body(SOFTWARE_HEADS, list(software_rows(report)))
            elif part == "derived":
                place += table_body(TABLE_HEADS, list(derived_rows(report)))
            elif part == "tolerances":
                place += table_body(KIND_HEADS, list(kind_rows(rows)))
            else:
                place += self._results(rows)

    def _results(self, rows: list[Row]) -> nodes.tgroup:
        paper = self.on_paper
        found = [cells(self._link(row["id"]), row, paper=paper) for row in rows]
        heads = PRINTED["app-verification-tab-results"] if paper and found else HEADS
        return table_body(heads, found)

    def _link(self, name: str) -> nodes.Node:
        """Link an id to its entry in the register, if the book has one."""
        words = nodes.literal("", name)
        register = of_book(self.env).data["register"]
        return words if register is None else self.link(register, f"stat-{name}", words)


def _rows(env: BuildEnvironment) -> list[Row]:
    return list(rows_of(of_book(env).report, entries(env)["results"]))


# --- never behind -----------------------------------------------------------------


def _read_report(app: Sphinx) -> None:
    of_book(app.env).report = read_report(Path(app.confdir).resolve().parent)


def _outdated(
    _app: Sphinx,
    env: BuildEnvironment,
    _added: set[str],
    _changed: set[str],
    _removed: set[str],
) -> list[str]:
    """Report the pages when the report is not that of the last build."""
    domain = of_book(env)
    pages = {domain.data["verification"], domain.data["recomputed_with"]}
    moved = domain.moved("report", domain.report)
    return sorted(pages & env.found_docs) if moved else []


def _changed_page(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the page when what it says of the results is not as it was."""
    domain = of_book(env)
    page = domain.data["verification"]
    return [page] if page and domain.moved("recomputed", _rows(env)) else []


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive and what keeps its page up to date."""
    app.setup_extension("reported.sphinx.register")
    app.add_directive("verification", Verification)
    app.add_directive("recomputed-with", RecomputedWith)
    app.add_post_transform(FillVerification)
    app.connect("builder-inited", _read_report)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-updated", _changed_page, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
