"""What R found when it recomputed the results, as a page that is never behind.

`thesis verify` keeps a report in ``build/verification.json``. The directive
``{verification}`` shows of it what still holds: a result whose record is not the one
that was recomputed is said not to have been. The page is read again when the report
changed, and written again when a result did.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode
from thesis_register import entries, table_body
from thesis_tables import BREAK, BREAKS

HEADS = ("Result", "Number", "Here", "In R", "Difference", "Verdict")
TABLE_HEADS = ("Table", "Columns", "Values", "Verdict")
KIND_HEADS = ("Kind", "Numbers", "Allowed", "Farthest", "Why")
CHANGED = "not recomputed since it changed"
NOT_RUN = "R was not run on this build, so there is no report to show; "

Row = dict[str, Any]


class Verification(SphinxDirective):
    """Place for what R found; it is filled when all results are known."""

    def run(self) -> list[nodes.Node]:
        """Leave a paragraph and three numbered tables without content."""
        self.env.thesis_verification_page = self.env.docname
        said = nodes.paragraph("", classes=["verification"])
        said["verification"] = "said"
        made: list[nodes.Node] = [said]
        for part, caption in (
            ("derived", "Tables whose columns were derived again from the raw data"),
            ("tolerances", "Numbers that were compared by another tolerance"),
            ("results", "Every published result, here and recomputed in R"),
        ):
            table = nodes.table("", nodes.title("", caption), classes=["register"])
            table["verification"] = part
            self.set_source_info(table)
            table["names"].append(f"app-verification-tab-{part}")
            self.state.document.note_explicit_target(table, table)
            made.append(table)
        return made


class FillVerification(SphinxPostTransform):
    """Fill the paragraph and the tables, when every page has been read."""

    default_priority = 4  # before references and widths of columns are seen to

    def run(self, **_kwargs: Any) -> None:
        """Say what the report says of the results as they are now."""
        places = [
            n for n in self.document.findall(nodes.Element) if "verification" in n
        ]
        if not places:
            return
        report = self.app.thesis_verification
        rows = list(rows_of(report, entries(self.env)["results"]))
        for place in places:
            part = place.get("verification")
            if part == "said":
                place += _said(report, rows)
            elif part == "derived":
                place += table_body(TABLE_HEADS, list(_derived_rows(report)))
            elif part == "tolerances":
                place += table_body(KIND_HEADS, list(_kind_rows(rows)))
            else:
                place += self._results(rows)

    def _results(self, rows: list[Row]) -> nodes.tgroup:
        from reported.web_tables import PRINTED

        paper = self.app.builder.format == "latex"
        cells = [_cells(self._link(row["id"]), row, paper=paper) for row in rows]
        empty = [[[nodes.Text("none")], *([] for _ in HEADS[1:])]]
        heads = PRINTED["app-verification-tab-results"] if paper and cells else HEADS
        return table_body(heads, cells or empty)

    def _link(self, name: str) -> nodes.Node:
        """Link an id to its entry in the register, if the book has one."""
        words = nodes.literal("", name)
        register = self.env.get_domain("result").data["register"]
        if register is None:
            return words
        here = self.env.docname
        return make_refnode(self.app.builder, here, register, f"stat-{name}", words)


def rows_of(report: Row | None, results: list[Row]) -> Iterator[Row]:
    """Yield for each result what was found of it as it is now.

    Parameters
    ----------
    report : dict or None
        The report of ``thesis verify``.
    results : list of dict
        The entries of the register, in the order of the book.
    """
    from reported.recomputing.verifying import record_hash

    known = {row["id"]: row for row in (report or {}).get("results", [])}
    for entry in results:
        row = known.get(entry["id"])
        if row is None or row["hash"] != record_hash(entry["record"]):
            yield {"id": entry["id"], "verdict": CHANGED}
        else:
            yield row


def _said(report: Row | None, rows: list[Row]) -> list[nodes.Node]:
    """Say in words how many results were recomputed, and by what."""
    if report is None:
        return [
            nodes.Text(NOT_RUN),
            nodes.literal("", "make verify"),
            nodes.Text(" runs it."),
        ]
    agree = [row for row in rows if row["verdict"] == "agrees"]
    numbers = sum(row["compared"] for row in agree)
    texts = sum(row["words"] for row in agree)
    words = [
        f"Of {len(rows):,} results {len(agree):,} agree in all of their {numbers:,} "
        f"numbers, and in {texts:,} words and phrases"
    ]
    for verdict, said in (
        ("disagrees", "do not agree"),
        ("not recomputed", "could not be recomputed"),
        ("skipped", "were left out for the reason given"),
        (CHANGED, "have not been recomputed since they changed"),
    ):
        many = sum(row["verdict"] == verdict for row in rows)
        if many:
            words.append(f"{many:,} {said}")
    packages = ", ".join(f"{k} {v}" for k, v in report["r"]["packages"].items())
    program = report["r"]["version"].partition(" (")[0]
    return [nodes.Text(f"{'; '.join(words)}. Recomputed by {program} with {packages}.")]


def _derived_rows(report: Row | None) -> Iterator[list[list[nodes.Node]]]:
    """Yield a row for each derived table, and one for each column that disagrees."""
    tables: dict[str, list[Row]] = {}
    for row in (report or {}).get("derived", []):
        tables.setdefault(row["column"].rpartition(".")[0], []).append(row)
    for name, columns in tables.items():
        bad = [row for row in columns if row["verdict"] != "agrees"]
        good = [row for row in columns if row["verdict"] == "agrees"]
        values = sum(row["values"] for row in good)
        if good:
            yield _table_row(name, f"{len(good):,}", f"{values:,}", "agrees")
        for row in bad:
            yield _table_row(row["column"], "1", f"{row['values']:,}", row["verdict"])
    if not tables:
        yield [[nodes.Text("none")], *([] for _ in TABLE_HEADS[1:])]


def _table_row(name: str, *words: str) -> list[list[nodes.Node]]:
    *numbers, verdict = words
    return [
        [nodes.literal("", name)],
        *([nodes.Text(number)] for number in numbers),
        [_marked(verdict)],
    ]


def _kind_rows(rows: list[Row]) -> Iterator[list[list[nodes.Node]]]:
    """Yield a row for each kind of number that has a tolerance of its own."""
    from reported.recomputing.verifying import tolerances

    kinds = tolerances(rows)
    for part in kinds:
        chance = part["by_chance"]
        unit = [nodes.Text(" standard errors")] if chance else []
        yield [
            [nodes.Text(part["kind"])],
            [nodes.Text(f"{part['numbers']:,}")],
            [*_number(part["tolerance"], ".1g"), *unit],
            _number(part["farthest"], ".1f" if chance else ".0e"),
            [nodes.Text(part["why"])],
        ]
    if not kinds:
        yield [[nodes.Text("none")], *([] for _ in KIND_HEADS[1:])]


def _cells(link: nodes.Node, row: Row, *, paper: bool) -> list[list[nodes.Node]]:
    """Return the cells of one result; on paper its numbers run on in one cell."""
    if "hash" not in row:
        found: list[list[nodes.Node]] = [[], [], [], []]
    else:
        found = [
            [nodes.literal("", row["number"])],
            _number(row["ours"]),
            _number(row["theirs"]),
            _difference(row),
        ]
    reason = _reason(row)
    if paper:  # names of fields and functions break after their points
        reason = BREAK.join(BREAKS.split(reason))
    verdict = [_marked(row["verdict"]), nodes.Text(reason)]
    if not paper:
        return [[link], *found, verdict]
    running: list[nodes.Node] = []
    for cell in found:
        running += [nodes.Text("; "), *cell] if running and cell else cell
    return [[link], running, verdict]


def _marked(verdict: str) -> nodes.Node:
    """Set off whatever is not agreement."""
    plain = verdict in ("agrees", "skipped")
    return nodes.Text(verdict) if plain else nodes.strong("", verdict)


def _reason(row: Row) -> str:
    """Return the first reason for a verdict that is not agreement alone."""
    told = [*row.get("reasons", []), *row.get("skipped", [])]
    if not told:
        return ""
    more = f" (and {len(told) - 1} more)" if len(told) > 1 else ""
    return f": {told[0]}{more}"


def _number(value: float | None, form: str = ".6g") -> list[nodes.Node]:
    """Write a number to so many digits, if need be with a power of ten."""
    if value is None:
        return [nodes.Text("–")]
    digits, _, power = f"{value:{form}}".replace("-", "−").partition("e")
    if not power:
        return [nodes.Text(digits)]
    sign = "−" if power.startswith("−") else ""
    raised = sign + power.lstrip("−+0")
    return [nodes.Text(f"{digits} × 10"), nodes.superscript("", raised)]


def _difference(row: Row) -> list[nodes.Node]:
    """Say how far apart the numbers of a result are at most, and of how many."""
    from reported.recomputing.agreement import BY_CHANCE

    exact = row["compared"] - row["simulated"]
    by_chance = sum(part["kind"] in BY_CHANCE for part in row["otherwise"])
    parts: list[nodes.Node] = []
    if exact:
        parts += _number(row["difference"], ".0e" if row["difference"] else "g")
        parts.append(nodes.Text(f" in {exact:,}"))
    if by_chance:
        start = "; " if exact else ""
        parts.append(
            nodes.Text(
                f"{start}{row['errors']:.1f} Monte Carlo errors in {by_chance:,}"
            )
        )
    return parts


# --- never behind -----------------------------------------------------------------


def _read_report(app: Sphinx) -> None:
    from reported.recomputing.verifying import read_report

    app.thesis_verification = read_report(Path(app.confdir).resolve().parent)


def _outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Report the page when the report is not that of the last build."""
    text = json.dumps(app.thesis_verification, sort_keys=True)
    now = hashlib.sha256(text.encode()).hexdigest()
    last = getattr(env, "thesis_verification_report", None)
    env.thesis_verification_report = now
    page = getattr(env, "thesis_verification_page", None)
    return [page] if page in env.found_docs and now != last else []


def _changed_page(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the page when what it says of the results is not as it was."""
    page = getattr(env, "thesis_verification_page", None)
    if page is None:
        return []
    rows = list(rows_of(app.thesis_verification, entries(env)["results"]))
    now = json.dumps(rows, sort_keys=True)
    before = getattr(env, "thesis_verification_rows", None)
    env.thesis_verification_rows = now
    return [page] if now != before else []


def _purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    if getattr(env, "thesis_verification_page", None) == docname:
        env.thesis_verification_page = None


def _merge(
    app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment
) -> None:
    page = getattr(other, "thesis_verification_page", None)
    if page in docnames:
        env.thesis_verification_page = page


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive and what keeps its page up to date."""
    app.setup_extension("thesis_register")
    app.add_directive("verification", Verification)
    app.add_post_transform(FillVerification)
    app.connect("builder-inited", _read_report)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("env-updated", _changed_page, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
