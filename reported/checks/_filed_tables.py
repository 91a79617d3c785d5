"""Compare a table of the web book with its numbers as CSV, cell by cell."""

import csv
import io
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from reported.built import NUMBERS
from reported.findings import Finding
from reported.web_tables import Row, WebTable

#: The column of every file that says what the data are.
DATA = "data"
#: Signs of print that a file has in the form that programs read.
PLAIN = str.maketrans({"\N{MINUS SIGN}": "-"})


def filed(table: WebTable, text: str, statement: str) -> Iterator[Finding]:
    """Yield every cell of a table that is not the same on the web and in its file.

    Parameters
    ----------
    table : WebTable
    text : str
        The file, with commas between cells.
    statement : str
        What the data of the page are; the last column says it on every row.
    """
    rows = [tuple(row) for row in csv.reader(io.StringIO(text))]
    expected = [
        tuple(cell.translate(PLAIN) for cell in row)
        + ((DATA,) if number == 0 else (statement,))
        for number, row in enumerate(table.rows)
    ]
    matcher = SequenceMatcher(None, expected, rows, autojunk=False)
    for kind, start, stop, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        both = min(stop - start, last - first)
        for n in range(both):
            yield from _row(table, start + n, expected[start + n], rows[first + n])
        for n in range(start + both, stop):
            yield _other(table, f"{table.line(n)} is not there", table.rows[n])
        for n in range(first + both, last):
            yield _other(table, "the web page has no such row", rows[n])


def _row(table: WebTable, row: int, wanted: Row, got: Row) -> Iterator[Finding]:
    if len(wanted) != len(got):
        rule = f"{table.line(row)} has {len(got)} cells and not {len(wanted)}"
        yield _other(table, rule, got)
        return
    for column, (right, seen) in enumerate(zip(wanted, got, strict=True)):
        if right != seen:
            last = column == len(wanted) - 1
            where = f"{table.line(row)}, column '{DATA}'" if last else None
            where = where or table.spot(row, column)
            rule = f"{where}: the web page says '{right}'"
            yield _other(table, rule, (seen or "nothing",))


def _other(table: WebTable, rule: str, cells: Sequence[str]) -> Finding:
    return Finding(
        place=f"{NUMBERS}/{table.name}.csv",
        rule=f"{table.number} of {table.page}.html, {rule}",
        value=" | ".join(cells),
        hint="run `thesis build`",
    )
