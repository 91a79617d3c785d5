"""Trace the numbers of tables to the records of results.

A number of a table that refers to its result is compared with that by
`reported.checks.values`. Of one that does not, typed by hand or written as text, only
this can be asked: on a page that shows results, the numbers with decimals of each row
have to stand together, as print rounds them, in the record of one of them. The register
has to say of each result and each claim what ``statistics.json`` says. Of numbers with
one digit changed five in six are found so; the others happen to be another number of a
record that has the rest of the row. Whole numbers stand in too many records to be
traced.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import isfinite
from typing import Any

from reported.built import Built
from reported.findings import AGAIN, Finding
from reported.web_tables import Row, WebTable
from reported.words.cards import size_words
from reported.words.rounding import apa_number, small_number

REGISTER = {"app-register-tab-results": "results", "app-register-tab-claims": "claims"}
#: A number with decimals, and what stands before a bound of p.
DECIMAL = re.compile(r"(?:[<>] )?−?\d*\.\d+")
#: As many decimals as numbers are printed with, but for small ones.
DIGITS = (1, 2, 3)


def decimals(row: Row) -> frozenset[str]:
    """Return the numbers with decimals of a row.

    Examples
    --------
    >>> sorted(decimals(("Mood", "21", "−3.05 [−4.18, −1.92]", "< .001")))
    ['< .001', '−1.92', '−3.05', '−4.18']
    """
    return frozenset(number for cell in row for number in DECIMAL.findall(cell))


def traced(
    built: Built, tables: Sequence[WebTable]
) -> Iterator[tuple[WebTable, int, frozenset[str]]]:
    """Look for the decimals of each row in the records that its page shows.

    Parameters
    ----------
    built : Built
    tables : sequence of WebTable
        With a number; on a page that shows no result nothing is looked for.

    Yields
    ------
    WebTable, int, frozenset of str
        A row with decimals, and those of them that stand in no record together with
        the others; none if all do.
    """
    records = _records(built)
    for table in tables:
        for number in range(len(table.rows)):
            below = number >= table.n_heads
            wanted = decimals(table.unlinked(number)) if below else frozenset()
            if wanted and table.page in records:
                lacking = (wanted - forms for forms in records[table.page])
                yield table, number, min(lacking, key=len)


def untraced(table: WebTable, row: int, lacking: Iterable[str]) -> Finding:
    """Return the finding on a row whose decimals stand in no record together."""
    return Finding(
        place=f"{table.page}.html",
        rule=f"{table.called}, {table.line(row)} '{table.rows[row][0]}': no result of "
        "the page has all numbers of this row",
        value=", ".join(sorted(lacking)),
        hint="print what the result holds, and publish it",
    )


def registered(built: Built, tables: Sequence[WebTable]) -> Iterator[Finding]:
    """Yield each row of the register that is not what the statistics say."""
    for table in tables:
        kind = REGISTER.get(table.name)
        if kind is None:
            continue
        entries = built.results if kind == "results" else built.claims
        expected = {entry["id"]: _entry(kind, entry) for entry in entries}
        rows = {row[0]: row for row in table.rows[table.n_heads :]}
        for name in dict.fromkeys([*expected, *rows]):
            if name == "none" and not expected:
                continue
            right, seen = expected.get(name, ()), rows.get(name, ())[:-1]
            if right != seen:
                yield Finding(
                    place=f"{table.page}.html",
                    rule=f"{table.called}, {name}: the statistics say "
                    f"'{' | '.join(right) or 'nothing'}'",
                    value=" | ".join(seen) or "nothing",
                    hint=AGAIN,
                )


def _entry(kind: str, entry: Mapping[str, Any]) -> Row:
    """Return the cells of an entry of the register, but for where it is used."""
    if kind == "results":
        named = (entry["id"], entry["description"], entry["reported"], entry["method"])
        cells: Row = (*named, size_words(entry["n"]))
    else:
        verdict = "holds" if entry["holds"] else "not supported by these data"
        if entry.get("undecided"):
            verdict = f"cannot be judged, because {entry['undecided']}"
        rests = ", ".join(entry["rests_on"])
        cells = (entry["id"], entry["condition"], verdict, rests)
    return tuple(" ".join(cell.split()) for cell in cells)


def _records(built: Built) -> dict[str, list[frozenset[str]]]:
    """Return the printed forms of the numbers of each result, by the pages it is on."""
    found: dict[str, list[frozenset[str]]] = {}
    for entry in built.results:
        forms = frozenset().union(*map(_forms, _numbers(entry["record"])))
        for page in {entry["chapter"], *(use["page"] for use in entry["shown"])}:
            found.setdefault(page, []).append(forms)
    return found


def _numbers(record: Any) -> Iterator[float]:
    if isinstance(record, dict):
        record = list(record.values())
    if isinstance(record, list):
        for part in record:
            yield from _numbers(part)
    number = isinstance(record, int | float) and not isinstance(record, bool)
    if number and isfinite(record):
        yield float(record)


@cache
def _forms(value: float) -> frozenset[str]:
    """Return how print may round a number: as such, as a share, as a p value."""
    forms = [apa_number(value, digits=digits) for digits in DIGITS]
    forms += [small_number(value), apa_number(100 * value, digits=1)]
    if abs(value) <= 1:
        forms += [apa_number(value, digits=digits, bounded=True) for digits in DIGITS]
    if 0 <= value <= 1:
        forms += ["< .001"] * (value < 0.001) + ["> .999"] * (value > 0.999)
    return frozenset(forms)
