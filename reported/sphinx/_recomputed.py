"""What R found, row by row, as nodes of a page."""

from collections.abc import Iterator
from typing import Any

from docutils import nodes

from reported.recomputing.closeness import BY_CHANCE, tolerances
from reported.recomputing.verifying import UNNAMED, record_hash
from reported.sphinx.pages import BREAK, BREAKS, Cells

CHANGED = "not recomputed since it changed"
NOT_RUN = "R was not run on this build, so there is no report to show"

Row = dict[str, Any]


def rows_of(report: Row | None, results: list[Row]) -> Iterator[Row]:
    """Yield for each result what was found of it as it is now.

    Parameters
    ----------
    report : dict or None
        What `reported.recomputing.verifying` wrote.
    results : list of dict
        The entries of the register, in the order of the book.
    """
    known = {row["id"]: row for row in (report or {}).get("results", [])}
    for entry in results:
        row = known.get(entry["id"])
        if row is None or row["hash"] != record_hash(entry["record"]):
            yield {"id": entry["id"], "verdict": CHANGED}
        else:
            yield row


def said(report: Row | None, rows: list[Row], command: str) -> list[nodes.Node]:
    """Say in words how many results were recomputed, and by what, or how to do so."""
    if report is None:
        if not command:
            return [nodes.Text(f"{NOT_RUN}.")]
        runs = nodes.literal("", command)
        return [nodes.Text(f"{NOT_RUN}; "), runs, nodes.Text(" runs it.")]
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
        (UNNAMED, "could not be, since no data are named"),
        (CHANGED, "have not been recomputed since they changed"),
    ):
        many = sum(row["verdict"] == verdict for row in rows)
        if many:
            words.append(f"{many:,} {said}")
    packages = ", ".join(f"{k} {v}" for k, v in report["r"]["packages"].items())
    program = report["r"]["version"].partition(" (")[0]
    return [nodes.Text(f"{'; '.join(words)}. Recomputed by {program} with {packages}.")]


def software_rows(report: Row | None) -> Iterator[Cells]:
    """Yield a row for R and for each package that recomputed the results."""
    for name, version, use in (report or {}).get("r", {}).get("software", []):
        yield [[nodes.literal("", name)], [nodes.Text(version)], [nodes.Text(use)]]


def derived_rows(report: Row | None) -> Iterator[Cells]:
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


def _table_row(name: str, *words: str) -> Cells:
    *numbers, verdict = words
    return [
        [nodes.literal("", name)],
        *([nodes.Text(number)] for number in numbers),
        [_marked(verdict)],
    ]


def kind_rows(rows: list[Row]) -> Iterator[Cells]:
    """Yield a row for each kind of number that has a tolerance of its own."""
    for part in tolerances(rows):
        chance = part["by_chance"]
        unit = [nodes.Text(" standard errors")] if chance else []
        yield [
            [nodes.Text(part["kind"])],
            [nodes.Text(f"{part['numbers']:,}")],
            [*_number(part["tolerance"], ".1g"), *unit],
            _number(part["farthest"], ".1f" if chance else ".0e"),
            [nodes.Text(part["why"])],
        ]


def cells(link: nodes.Node, row: Row, *, paper: bool) -> Cells:
    """Return the cells of one result; on paper its numbers run on in one cell."""
    if "hash" not in row:
        found: Cells = [[], [], [], []]
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
