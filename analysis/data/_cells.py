"""The cells of a data file, as text, with the row a person would look for."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.data.codebook import Table, Variable
from results import Fault

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # spreadsheets put it before UTF-8
SAVE = "save the file as CSV UTF-8 (comma delimited)"
COUNT = "put cells that contain a comma in quotation marks, or mend the row"
LONGEST_CELL = 2**31 - 1  # characters; such as a whole interview
CLOSE = "put the missing quotation mark in; the rows after it could not be read"


Rows = dict[int, list[str]]  # cells by the number of their row


@dataclass(frozen=True, slots=True)
class Column:
    """One column: each different text once, and where it stands."""

    texts: NDArray[np.object_]  # of str, shape (n_different,)
    codes: NDArray[np.intp]  # shape (n_rows,), positions in `texts`

    def at(self, index: int) -> str:
        """Return the cell of one row, counted from 0."""
        return str(self.texts[self.codes[index]])


@dataclass(frozen=True, slots=True)
class Cells:
    """The rows of a file that could be read, column by column."""

    file: str
    columns: Mapping[str, Column]
    rows: NDArray[np.int64]  # as a person counts: the header is row 1
    complete: bool  # every row of the file could be read
    empty: tuple[int, ...] = ()  # rows without anything, which were passed over

    def faults(self, at: Any, variable: str, rule: str, hint: str) -> Iterator[Fault]:
        """Make the same fault of every row that is True in `at`."""
        for index in np.flatnonzero(at):
            yield self.fault(int(index), variable, rule, hint)

    def fault(
        self, index: int, variable: str, rule: str, hint: str, value: str | None = None
    ) -> Fault:
        """Make a fault of one row, counted from 0; its value is that of the cell."""
        people = self.columns.get("participant")
        return Fault(
            file=self.file,
            row=int(self.rows[index]),
            variable=variable,
            value=self.columns[variable].at(index) if value is None else value,
            rule=rule,
            hint=hint,
            participant="" if people is None else people.at(index),
        )


def read_cells(data: bytes, table: Table) -> tuple[Cells | None, list[Fault]]:
    """Read every cell of a data file as text, and say what hinders reading.

    Parameters
    ----------
    data : bytes
        The file: comma-separated UTF-8, with or without a byte order mark; quoted
        cells may contain commas and line ends. Blank lines are passed over, and so are
        rows of empty cells, which spreadsheets leave behind.
    table : Table
        What the codebook says of it.

    Returns
    -------
    Cells or None
        The cells of the known columns in all rows of the right length; None if the
        file cannot be read at all. Nothing is taken for missing here.
    list of Fault
        Rows with too many or too few cells, unclosed quotation marks, wrong encoding,
        missing, unknown and repeated columns; empty if the file is sound.
    """
    data = data.removeprefix(BYTE_ORDER_MARK)
    if not data.strip():
        return None, [Fault(file=table.file, rule="is empty", hint="save it again")]
    if data[:4].lower() == b"sep=":
        hint = "take out the first line, which only tells a spreadsheet what separates"
        return None, [Fault(file=table.file, row=1, rule="is no header", hint=hint)]
    if b"\0" in data:
        return None, [Fault(file=table.file, rule="is not UTF-8 text", hint=SAVE)]
    faults = list(_undecodable(data, table.file))
    if faults:  # go on all the same: what else is wrong is worth knowing
        data = data.decode(errors="replace").encode()
    header, rows, empty, wrong = _rows(data, table.file)
    faults += wrong
    while header and not any(
        row[len(header) - 1].strip() for row in [header, *rows.values()]
    ):
        header.pop()  # an empty column, as spreadsheets leave it behind the last one
    if not header:
        hint = "begin the file with the names of its columns"
        return None, [Fault(file=table.file, row=1, rule="is blank", hint=hint)]
    if len(header) == 1 and set(header[0]) & set(";\t"):
        fault, got = "is not separated by commas", header[0]
        return None, [Fault(file=table.file, row=1, value=got, rule=fault, hint=SAVE)]
    if not faults and not rows:
        rule = "has a header but no rows"
        faults.append(Fault(file=table.file, rule=rule, hint="save it again"))
    numbers = np.array(list(rows), dtype=np.int64)
    columns = _columns(header, rows, table)
    cells = Cells(table.file, columns, numbers, not faults, tuple(empty))
    return cells, [*_header_faults(header, table), *faults]


def _undecodable(data: bytes, file: str) -> Iterator[Fault]:
    try:
        data.decode()
    except UnicodeDecodeError:
        for number, line in enumerate(data.splitlines(), start=1):
            shown = line.decode(errors="replace")
            if "\ufffd" in shown:
                got = next(word for word in shown.split(",") if "\ufffd" in word)
                rule = "is not UTF-8 text"
                yield Fault(file=file, row=number, value=got, rule=rule, hint=SAVE)


def _rows(data: bytes, file: str) -> tuple[list[str], Rows, list[int], list[Fault]]:
    """Read the header, the rows of its length, and which hold nothing; strictly."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")
    # a limit of the library, for all its readers: 131,072 characters if not said
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(text, strict=True)
    header: list[str] = []
    rows: Rows = {}
    empty: list[int] = []
    faults: list[Fault] = []
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            if row == 1:
                header = cells
            elif not any(map(str.strip, cells)):
                empty += [row] if cells else []  # no cells: a blank line
            elif len(cells) == len(header):
                rows[row] = cells
            else:
                many = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
                line = reader.line_num
                where = "" if row == line else f" (it ends in line {line} of the file)"
                rule = f"{many} where the header has {len(header)}{where}"
                faults.append(Fault(file=file, row=row, rule=rule, hint=COUNT))
    except csv.Error as error:
        rule = f"a quotation mark is not closed, or stands within a cell ({error})"
        faults.append(Fault(file=file, row=row + 1, rule=rule, hint=CLOSE))
    return header, rows, empty, faults


def _header_faults(header: Sequence[str], table: Table) -> Iterator[Fault]:
    fault = partial(Fault, file=table.file, row=1)
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            rule = f"the column stands {header.count(name)} times"
            yield fault(variable=name, rule=rule, hint="keep one of them")
        if name not in table.variables:
            where = f"column {header.index(name) + 1}"
            rule, hint = "no variable of the codebook", _meant(name, header, table)
            if name.strip().lower() in table.derived:
                rule, hint = "is computed from other columns", "take the column out"
            yield fault(variable=where, value=name, rule=rule, hint=hint)
    for name, variable in table.variables.items():
        if name not in header and not variable.optional:
            hint = f"add it; {_not_asked(variable)}"
            yield fault(variable=name, rule="the column is missing", hint=hint)


def _meant(name: str, header: Sequence[str], table: Table) -> str:
    """Say what to do about a column that the codebook does not have."""
    meant = name.strip().lower()
    if meant in table.variables:
        return f"write {meant!r}, without capitals or blanks"
    lacking = [each for each in table.variables if each not in header]
    near = difflib.get_close_matches(meant, lacking, n=3)
    others = "describe it in data/codebook.yaml, or take the column out"
    return f"is {' or '.join(map(repr, near))} meant? Else {others}" if near else others


def _not_asked(variable: Variable) -> str:
    # Chapters rest on the variables of the codebook, so none can simply be taken out.
    codes = [f"{code} {why}" for code, why in variable.missing.items() if code]
    if codes:
        return f"if nobody was asked, fill it with a missing code ({', '.join(codes)})"
    return (
        "if nobody was asked, give it a missing code in data/codebook.yaml and fill it "
        "with that"
    )


def _columns(header: list[str], rows: Rows, table: Table) -> dict[str, Column]:
    columns = {}
    for name in table.variables if rows else ():
        if name in header:
            place = header.index(name)  # of two, the first
            cells = np.array([row[place] for row in rows.values()], dtype=object)
            codes, texts = pd.factorize(cells)
            columns[name] = Column(texts, codes)
    return columns
