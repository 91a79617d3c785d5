"""Compare a table of the web book with its numbers as CSV, cell by cell."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from reported.built import NUMBERS
from reported.findings import AGAIN, Finding
from reported.number_columns import FullNumber, safe, with_numbers
from reported.web_tables import Row, WebTable
from results.parts import Place

#: The column of every file that says what the data are.
DATA = "data"
#: Signs of print that a file has in the form that programs read.
PLAIN = str.maketrans({"\N{MINUS SIGN}": "-"})


def filed(
    table: WebTable, text: str, statement: str, place: Callable[[str], Place]
) -> Iterator[Finding]:
    """Yield every cell of a table that is not in its file as it is on the web.

    Behind the printed cells the file has the numbers of results in full; those are
    compared with the records.

    Parameters
    ----------
    table : WebTable
    text : str
        The file, with commas between cells.
    statement : str
        What the data of the page are; the last column says it on every row.
    place : function of str
        Where a target, id and path, leads in the records.
    """
    rows = [tuple(row) for row in csv.reader(io.StringIO(text))]
    words = [[cell.translate(PLAIN) for cell in row] for row in table.rows]
    found = _numbers(table, place)
    wide = with_numbers(words, found, table.n_heads)
    expected = [
        tuple(map(safe, (*row, DATA if number == 0 else statement)))
        for number, row in enumerate(wide)
    ]
    columns = _columns(table, found)
    matcher = SequenceMatcher(None, expected, rows, autojunk=False)
    for kind, start, stop, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        both = min(stop - start, last - first)
        for n in range(both):
            wanted = expected[start + n]
            yield from _row(table, start + n, wanted, rows[first + n], columns)
        for n in range(start + both, stop):
            yield _other(table, f"{table.line(n)} is not there", table.rows[n])
        for n in range(first + both, last):
            yield _other(table, "the web page has no such row", rows[n])


def _numbers(
    table: WebTable, place: Callable[[str], Place]
) -> list[list[list[FullNumber]]]:
    """Return the numbers that each cell shows, as the records have them."""
    return [
        [
            [
                number
                for target in table.targets(row, column)
                if (number := _number(target, place)) is not None
            ]
            for column in range(len(cells))
        ]
        for row, cells in enumerate(table.rows)
    ]


def _number(target: str, place: Callable[[str], Place]) -> FullNumber | None:
    try:
        return FullNumber.at(place(target))
    except (KeyError, ValueError):
        return None  # said where the values of pages are compared


def _columns(
    table: WebTable, found: Sequence[Sequence[Sequence[FullNumber]]]
) -> list[tuple[int, str]]:
    """Return of each column of the file which of the page it is, and of which number.

    "" is the printed cell itself.
    """
    places = [[str(n) for n in range(len(row))] for row in table.rows]
    marks = with_numbers(places, found, table.n_heads)[0] if places else []
    parted = (mark.partition(": ") for mark in marks)
    return [(int(place), what) for place, _, what in parted]


def _row(
    table: WebTable, row: int, wanted: Row, got: Row, columns: Sequence[tuple[int, str]]
) -> Iterator[Finding]:
    if len(wanted) != len(got):
        rule = f"{table.line(row)} has {len(got)} cells and not {len(wanted)}"
        yield _other(table, rule, got)
        return
    for number, (right, seen) in enumerate(zip(wanted, got, strict=True)):
        if right == seen:
            continue
        says = "the web page says"
        if number == len(columns):
            where = f"{table.line(row)}, column '{DATA}'"
        else:
            column, what = columns[number]
            where = table.spot(row, column)
            if what:
                where, says = f"{where}, {what}", "the record has"
        yield _other(table, f"{where}: {says} '{right}'", (seen or "nothing",))


def _other(table: WebTable, rule: str, cells: Sequence[str]) -> Finding:
    return Finding(
        place=f"{NUMBERS}/{table.name}.csv",
        rule=f"{table.number} of {table.page}.html, {rule}",
        value=" | ".join(cells),
        hint=AGAIN,
    )
