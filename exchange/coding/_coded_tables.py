"""Tables of coded passages, as most coding programs can export them.

Such a table says which words of which document were coded with what. Where the words
stand is found in the text of the document, if that is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from analysis.data.transcripts import plain_text
from exchange.coding._code_tree import tree_of_names
from exchange.coding._left_out import NOTHING, LeftOut
from exchange.coding._same_texts import quote_places_as_read
from exchange.coding._several import composed, refuse, remarks_of
from exchange.coding._taguette import SEPARATOR, without_built_in
from exchange.coding._text_tables import text_table
from exchange.coding.projects import (
    CodedProject,
    coded_project,
    empty_left_out,
)
from results import DataError, Fault

#: What a column may hold, and what must be there.
PARTS = ("document", "code", "text", "coder", "start", "end")
REQUIRED = PARTS[:3]

MEND = "correct the row or the text, or say in columns where the words start and end"
NO_TEXT = (
    "call its text as the document, or name the document under leave_out in the "
    "settings"
)
BLANK = "complete the row, or leave it out"
WHOLE = re.compile(r"[0-9]{1,9}")


#: Columns of each part, and what parts the names of a code and of those above it, in
#: tables that were checked against an export of the program itself.
PRESETS: Mapping[str, tuple[Mapping[str, str], str]] = MappingProxyType(
    {
        "taguette": (
            {"document": "document", "code": "tag", "text": "content"},
            SEPARATOR,
        )
    }
)


def read_coded_table(
    path: Path,
    *,
    columns: Mapping[str, str] | str,
    coder: str | None = None,
    texts: Mapping[str, str] | None = None,
    separator: str | None = None,
    delimiter: str = ",",
    sheet: str | None = None,
    codebook: Path | None = None,
    left_out: LeftOut = NOTHING,
) -> CodedProject:
    """Read a table of coded passages, one row for a passage and code.

    Parameters
    ----------
    path : Path
        A CSV in UTF-8 or an Excel workbook.
    columns : mapping of str to str, or str
        Which column holds the ``document``, ``code`` and ``text``, and perhaps the
        ``coder``, and ``start`` and ``end`` in characters from 0; or the name of one
        of `PRESETS`.
    coder : str, optional
        Who coded all of it, where no column says so.
    texts : mapping of str to str, optional
        Document to its whole text.
    separator : str, optional
        Parts the names of a code and of those above it; that of a preset if left out.
    delimiter, sheet
        As `exchange.coding._text_tables.text_table` takes them.
    codebook : Path, optional
        A table with the columns ``tag`` and ``description``, as Taguette exports it:
        its tags are codes also where no passage has them.
    left_out : LeftOut, optional
        Documents to leave out with their rows, and the count of these.

    Returns
    -------
    CodedProject
        A row without a code is a passage that was not coded. Rows without words that
        start where they end are left out, with a remark. With `texts`, every passage
        has its position and the words of the text; its white space, and how accents
        are stored, may differ from the table. Without them, no passage has a position.

    Raises
    ------
    DataError
        If the table cannot be read; if a document, text or coder is blank, a document
        has no text, or the words stand in it nowhere, at several places, or not where
        the table says; all such rows at once.
    """
    chosen, separator = _chosen(path.name, columns, separator)
    refuse(
        Fault(file=path.name, rule=rule, hint="correct its columns in the settings")
        for rule in _wrong_columns(chosen, coder, texts)
    )
    table = text_table(path, list(chosen.values()), delimiter=delimiter, sheet=sheet)
    table = table.set_axis(list(chosen), axis=1)
    table, empty = _kept(
        table if coder is None else table.assign(coder=coder), left_out
    )
    placed = _placed(path.name, table, texts)
    used = list(dict.fromkeys(code for code in table["code"] if code.strip()))
    names = dict.fromkeys(used, "")
    remarks: list[str] = []
    if codebook is not None:
        names, remarks = _described(used, codebook, delimiter, sheet)
    codes, paths = tree_of_names(names, separator=separator, file=path.name)
    sources = dict.fromkeys(table["document"], "") if texts is None else texts
    return coded_project(
        origin=f"Table {path.name}",
        sources=[(name, plain_text(text), "") for name, text in sources.items()],
        codes=codes,
        excerpts=[
            (row.document, start, end, words, paths.get(str(row.code)), row.coder)
            for row, (start, end, words) in zip(table.itertuples(), placed, strict=True)
        ],
        remarks=[*remarks, *empty],
    )


def _kept(table: pd.DataFrame, left_out: LeftOut) -> tuple[pd.DataFrame, list[str]]:
    """Return the rows of documents to keep that are not empty, and what to say of it.

    A row is empty that has no words and says itself that it ends where it starts.
    """
    table = table.assign(document=table["document"].map(composed))
    coded = table.loc[table["code"].str.strip() != "", "document"]
    left = left_out.among({name: name for name in table["document"]}, coded)
    table = table[~table["document"].isin(left)]
    if "start" not in table:
        return table, []
    start, words = table["start"].str.strip(), table["text"].str.strip()
    empty = (words == "") & (start != "") & (start == table["end"].str.strip())
    places = (f"row {number}" for number in table.index[empty])
    return table[~empty], empty_left_out(places)


def _chosen(
    file: str, columns: Mapping[str, str] | str, separator: str | None
) -> tuple[Mapping[str, str], str | None]:
    if not isinstance(columns, str):
        return columns, separator
    if columns not in PRESETS:
        rule = f"there are no preset columns for this program, got {columns!r}"
        hint = f"write the columns out, or name one of {list(PRESETS)}"
        raise DataError(Fault(file=file, rule=rule, hint=hint))
    chosen, usual = PRESETS[columns]
    return chosen, usual if separator is None else separator


def _wrong_columns(
    chosen: Mapping[str, str], coder: str | None, texts: Mapping[str, str] | None
) -> Iterator[str]:
    columns = list(chosen.values())
    for part in REQUIRED:
        if part not in chosen:
            yield f"no column is named for the {part}"
    for part in chosen:
        if part not in PARTS:
            yield f"a column is named for {part!r}, which is none of {list(PARTS)}"
    if len(set(columns)) < len(columns):
        yield f"one column is named twice, got {columns}"
    if ("coder" in chosen) == (coder is not None):
        yield "either a column or a name must say who coded, and not both"
    if ("start" in chosen) != ("end" in chosen):
        yield "start and end need a column each, or none has one"
    if "start" in chosen and texts is None:
        yield "start and end mean nothing without the texts"


def _described(
    used: Sequence[str], codebook: Path, delimiter: str, sheet: str | None
) -> tuple[dict[str, str], list[str]]:
    """Return every code with its description, and what a reader should know of it."""
    columns = ["tag", "description"]
    table = text_table(codebook, columns, delimiter=delimiter, sheet=sheet)
    twice = table["tag"][table["tag"].duplicated()]
    rule, hint = "stands in an earlier row too", "keep one of them"
    fault = Fault(file=codebook.name, variable="tag", rule=rule, hint=hint)
    refuse(replace(fault, row=row, value=name) for row, name in twice.items())
    described = dict(zip(table["tag"], table["description"], strict=True))
    names = described | {code: described.get(code, "") for code in used}
    remarks = without_built_in(names, used)
    missing = [code for code in used if code not in described]
    words = f"codes are not in {codebook.name} and have no description"
    return names, remarks + remarks_of(missing, words)


def _placed(
    file: str, table: pd.DataFrame, texts: Mapping[str, str] | None
) -> list[tuple[int | None, int | None, str]]:
    """Return place and words of every row, or say all that is wrong with them."""
    plain = {} if texts is None else {n: plain_text(t) for n, t in texts.items()}
    placed: list[tuple[int | None, int | None, str]] = []
    faults: list[Fault] = []
    for number, row in zip(table.index, table.to_dict("records"), strict=True):
        # Who only marked a passage did not code.
        needed = ("document", "text", *(["coder"] if row["code"].strip() else []))
        blank = [part for part in needed if not row[part].strip()]
        fault = Fault(file=file, row=number, rule="is blank", hint=BLANK)
        faults += [replace(fault, variable=part) for part in blank]
        if blank:
            continue
        words = row["text"]
        if texts is None:
            placed.append((None, None, plain_text(words)))
            continue
        found = _place(plain.get(row["document"]), row)
        if isinstance(found, str):
            hint = MEND if row["document"] in plain else NO_TEXT
            faults.append(replace(fault, value=words, rule=found, hint=hint))
        else:
            placed.append((*found, plain[row["document"]][slice(*found)]))
    refuse(faults)
    return placed


def _place(text: str | None, row: Mapping[str, str]) -> tuple[int, int] | str:
    """Return start and end of a row's words, or what is wrong with them."""
    document, words = row["document"], row["text"]
    if text is None:
        return f"there is no text of the document {document}"
    given = [row.get(part, "").strip() for part in ("start", "end")]
    if any(given):
        if not all(WHOLE.fullmatch(number) for number in given):
            return f"start and end must be whole numbers, not {' and '.join(given)!r}"
        start, end = map(int, given)
        inside = start < end <= len(text)
        if not inside or composed(text[start:end]).split() != composed(words).split():
            return f"the text has other words from {start} to {end}"
        return start, end
    places = quote_places_as_read(text, plain_text(words))
    if not places:
        return f"the words are not in the text of {document}"
    if len(places) > 1:
        return f"the words stand at {len(places)} places in {document}"
    return places[0]
