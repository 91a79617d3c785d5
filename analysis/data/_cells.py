"""The cells of a data file, as text, with the row a person would look for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
from numpy.typing import NDArray

from analysis.data.codebook import Table
from results import Fault

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # spreadsheets put it before UTF-8
SAVE = "save the file as CSV UTF-8 (comma delimited)"
COUNT = "put cells that contain a comma in quotation marks, or mend the row"
CLOSE = "put the missing quotation mark in; the rows after it could not be read"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: each different text once, and where it stands."""

    texts: pa.Array  # of str, shape (n_different,)
    codes: NDArray[np.int32]  # shape (n_rows,), positions in `texts`

    def at(self, index: int) -> str:
        """Return the cell of one row, counted from 0."""
        return str(self.texts[self.codes[index]])


@dataclass(frozen=True, slots=True)
class Cells:
    """The rows of a file that could be read, column by column."""

    columns: Mapping[str, Column]
    rows: NDArray[np.int64]  # as a person counts: the header is row 1
    complete: bool  # every row of the file could be read


@dataclass(frozen=True, slots=True)
class _Structure:
    """What the shape of a file is, before a cell of it is looked at."""

    header: list[str]
    rows: NDArray[np.int64]  # of those with the right number of cells
    faults: list[Fault]


def read_cells(data: bytes, table: Table) -> tuple[Cells | None, list[Fault]]:
    """Read every cell of a data file as text, and say what hinders reading.

    Parameters
    ----------
    data : bytes
        The file: comma-separated UTF-8, with or without a byte order mark; quoted
        cells may contain commas and line ends. Blank lines are passed over.
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
    if b"\0" in data:
        return None, [Fault(file=table.file, rule="is not UTF-8 text", hint=SAVE)]
    faults = list(_undecodable(data, table.file))
    if faults:  # go on all the same: what else is wrong is worth knowing
        data = data.decode(errors="replace").encode()
    structure = _structure(data, table.file)
    faults += structure.faults
    unusable = _unusable(structure.header, table)
    if unusable is not None:
        return None, [unusable]
    header = list(_header_faults(structure.header, table))
    if not faults and len(structure.rows) == 0:
        rule = "has a header but no rows"
        faults.append(Fault(file=table.file, rule=rule, hint="save it again"))
    columns = _columns(data, structure, table)
    return Cells(columns, structure.rows, not faults), [*header, *faults]


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


def _structure(data: bytes, file: str) -> _Structure:
    """Count cells row by row, with the reader that is strict about quotation marks."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")
    reader = csv.reader(text, strict=True)
    header: list[str] = []
    rows: list[int] = []
    faults: list[Fault] = []
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            if row == 1:
                header = cells
            elif len(cells) == len(header):
                rows.append(row)
            elif cells:
                lines = (row, reader.line_num)
                faults.append(_ragged(file, lines, len(cells), len(header)))
    except csv.Error as error:
        rule = f"a quotation mark is not closed, or stands within a cell ({error})"
        faults.append(Fault(file=file, row=row + 1, rule=rule, hint=CLOSE))
    return _Structure(header, np.asarray(rows, dtype=np.int64), faults)


def _ragged(file: str, lines: tuple[int, int], got: int, expected: int) -> Fault:
    row, line = lines
    where = "" if row == line else f" (it ends in line {line} of the file)"
    cells = "1 cell" if got == 1 else f"{got} cells"
    rule = f"{cells} where the header has {expected}{where}"
    return Fault(file=file, row=row, rule=rule, hint=COUNT)


def _unusable(header: Sequence[str], table: Table) -> Fault | None:
    """Name the one thing that makes every column wrong, if there is one."""
    if not header:
        hint = "begin the file with the names of its columns"
        return Fault(file=table.file, row=1, rule="is blank", hint=hint)
    if len(header) == 1 and set(header[0]) & set(";\t"):
        rule = "is not separated by commas"
        return Fault(file=table.file, row=1, value=header[0], rule=rule, hint=SAVE)
    return None


def _header_faults(header: Sequence[str], table: Table) -> Iterator[Fault]:
    known = table.variables
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            rule = f"the column stands {header.count(name)} times"
            hint = "keep one of them"
            yield Fault(file=table.file, row=1, variable=name, rule=rule, hint=hint)
        if name not in known:
            yield _unknown(name, header.index(name) + 1, table)
    for name, variable in known.items():
        if name not in header and not variable.optional:
            rule = "the column is missing"
            hint = "add it, or take it out of data/codebook.yaml"
            yield Fault(file=table.file, row=1, variable=name, rule=rule, hint=hint)


def _unknown(name: str, position: int, table: Table) -> Fault:
    meant = name.strip().lower()
    hint = "describe it in data/codebook.yaml, or take the column out"
    if meant in table.variables:
        hint = f"write {meant!r}, without capitals or blanks"
    return Fault(
        file=table.file,
        row=1,
        variable=f"column {position}",
        value=name,
        rule="no variable of the codebook",
        hint=hint,
    )


def _columns(data: bytes, structure: _Structure, table: Table) -> dict[str, Column]:
    """Read the cells in bulk; the rows are those that `_structure` found sound."""
    if len(structure.rows) == 0:
        return {}
    places = [f"{i}" for i in range(len(structure.header))]  # names may be repeated
    wanted = {
        name: str(structure.header.index(name))
        for name in table.variables
        if name in structure.header  # of two, the first
    }
    read = pa_csv.read_csv(
        pa.BufferReader(data),
        read_options=pa_csv.ReadOptions(
            column_names=places,
            skip_rows_after_names=1,
            block_size=len(data) + 1,  # one block, so that no cell lies across two
        ),
        parse_options=pa_csv.ParseOptions(
            newlines_in_values=True, invalid_row_handler=lambda row: "skip"
        ),
        convert_options=pa_csv.ConvertOptions(
            include_columns=list(wanted.values()),
            column_types={i: pa.dictionary(pa.int32(), pa.string()) for i in places},
            null_values=[],
            strings_can_be_null=False,
        ),
    )
    read = read.slice(0, len(structure.rows))  # none after an unclosed quotation mark
    return {name: _column(read.column(place)) for name, place in wanted.items()}


def _column(chunked: pa.ChunkedArray) -> Column:
    whole = chunked.unify_dictionaries().combine_chunks()
    encoded = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    return Column(encoded.dictionary, codes)
