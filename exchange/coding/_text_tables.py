"""Tables that other programs wrote, as text: CSV and Excel, nothing guessed."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from exchange.coding._several import refuse
from results import DataError, Fault

EXCEL = (".xls", ".xlsx")
AGAIN = "export the table again"
LONGEST_CELL = 2**31 - 1  # characters; a cell may hold a whole interview
SAVE = "save it in the spreadsheet as CSV UTF-8, or give the .xlsx file itself"

#: A row as a person counts it (the header is row 1), and its cells.
NumberedRow = tuple[int, list[str]]


def text_table(
    path: Path,
    columns: Sequence[str],
    *,
    optional: Sequence[str] = (),
    delimiter: str | None = ",",
    sheet: str | None = None,
) -> pd.DataFrame:
    """Read some columns of a table, every cell as the text that stands in it.

    Parameters
    ----------
    path : Path
        A CSV in UTF-8, with or without a byte order mark, or an Excel workbook.
    columns : sequence of str
        Names in the first row; others are passed over.
    optional : sequence of str
        Further names, read if they are there.
    delimiter : str, optional
        What parts the cells of a CSV; None for a semicolon or tab in a header without
        commas, else commas.
    sheet : str, optional
        Which sheet of a workbook; may be left out if there is one.

    Returns
    -------
    DataFrame, shape (n_rows, n_columns)
        Of str, an empty cell as ""; the index is the row as a person counts it, the
        header being row 1. Rows without any text are left out.

    Raises
    ------
    DataError
        If the file is missing, is no such table, has rows of another length than its
        header, or has a column not at all or twice; all faults of one kind at once.
    """
    if not path.is_file():
        hint = "check the name of the file, and its folder"
        raise DataError(Fault(file=path.name, rule="is missing", hint=hint))
    if path.suffix.lower() in EXCEL:
        rows = _sheet_rows(path, sheet)
    elif path.suffix.lower() == ".csv":
        rows = _csv_rows(path, delimiter)
    else:
        rule, hint = "is neither .csv nor .xlsx nor .xls", SAVE
        raise DataError(Fault(file=path.name, rule=rule, hint=hint))
    numbered = enumerate(rows, start=1)
    filled = [(n, cells) for n, cells in numbered if any(map(str.strip, cells))]
    if not filled:
        raise DataError(Fault(file=path.name, rule="is empty", hint=AGAIN))
    (_, header), *body = filled
    columns = [*columns, *(name for name in optional if name in header)]
    _check_header(path.name, header, columns, delimiter)
    _check_lengths(path.name, len(header), body)
    places = [header.index(name) for name in columns]
    return pd.DataFrame(
        [[cells[place] for place in places] for _, cells in body],
        columns=columns,
        index=[number for number, _ in body],
        dtype="str",
    )


def _csv_rows(path: Path, delimiter: str | None) -> list[list[str]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        rule = f"is not UTF-8 text, from byte {error.start}"
        raise DataError(Fault(file=path.name, rule=rule, hint=SAVE)) from None
    if text[:4].lower() == "sep=":
        first = text.splitlines()[0]
        rule = "begins with a line that only Excel understands"
        hint = f"delete that line, and give {first[4:]!r} as delimiter"
        raise DataError(Fault(file=path.name, row=1, value=first, rule=rule, hint=hint))
    if delimiter is None:
        header = text.lstrip().partition("\n")[0]
        delimiter = next((sign for sign in ",;\t" if sign in header), ",")
    # a limit of the library, for all its readers: 131,072 characters if not said
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        for cells in reader:
            rows.append(cells)
    except csv.Error as error:
        rule = f"a quotation mark is not closed, or stands within a cell ({error})"
        fault = Fault(file=path.name, row=len(rows) + 1, rule=rule, hint=AGAIN)
        raise DataError(fault) from None
    return rows


def _sheet_rows(path: Path, sheet: str | None) -> list[list[str]]:
    from python_calamine import CalamineError

    try:
        with pd.ExcelFile(path, engine="calamine") as book:
            sheet = _chosen_sheet(path.name, [str(s) for s in book.sheet_names], sheet)
            cells = pd.read_excel(
                book, sheet_name=sheet, header=None, dtype=str, keep_default_na=False
            )
    except CalamineError as error:
        rule = f"cannot be read as an Excel workbook ({error})"
        raise DataError(Fault(file=path.name, rule=rule, hint=SAVE)) from None
    return [list(map(str, row)) for row in cells.itertuples(index=False, name=None)]


def _chosen_sheet(file: str, names: Sequence[str], wanted: str | None) -> str:
    if wanted is not None and wanted in names:
        return wanted
    if wanted is None and len(names) == 1:
        return names[0]
    rule = f"has {len(names)} sheets" if wanted is None else f"has no sheet {wanted!r}"
    hint = "name one of them as sheet"
    raise DataError(Fault(file=file, rule=f"{rule}, got {list(names[:5])}", hint=hint))


def _check_header(
    file: str, header: Sequence[str], columns: Sequence[str], delimiter: str | None
) -> None:
    times = Counter(header)
    if len(header) == 1 and header[0] not in columns:
        other = next((sign for sign in ";\t," if sign in header[0]), None)
        if other is not None and other != delimiter:
            rule = f"is not separated by {delimiter!r}"
            hint = f"give {other!r} as delimiter, if that parts its columns"
            raise DataError(
                Fault(file=file, row=1, value=header[0], rule=rule, hint=hint)
            )
    faults = []
    for name in dict.fromkeys(columns):
        if times[name] != 1:
            rule = f"the column stands {times[name]} times"
            if not times[name]:
                rule = f"the column is missing, got {list(header[:8])}"
            hint = "correct the names of columns in the settings, or in the file"
            faults.append(Fault(file=file, row=1, variable=name, rule=rule, hint=hint))
    refuse(faults)


def _check_lengths(file: str, expected: int, body: Sequence[NumberedRow]) -> None:
    hint = "put cells that contain the delimiter in quotation marks"
    rule = f"cells where the header has {expected}"
    faults = [
        Fault(file=file, row=number, rule=f"{len(cells)} {rule}", hint=hint)
        for number, cells in body
        if len(cells) != expected
    ]
    refuse(faults)
