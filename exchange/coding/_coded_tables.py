"""Tables of coded passages, as most coding programs can export them.

Such a table says which words of which document were coded with what. Where the words
stand is found in the text of the document, if that is given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from exchange.coding._code_tree import tree_of_names
from exchange.coding._taguette import BUILT_IN, SEPARATOR
from exchange.coding._text_positions import quote_places
from exchange.coding._text_tables import text_table
from exchange.coding.projects import CodedProject, coded_project, plain_text
from results import DataError, Fault

#: What a column may hold, and what must be there.
PARTS = ("document", "code", "text", "coder", "start", "end")
REQUIRED = PARTS[:3]

MEND = "correct the row or the text, or say in columns where the words start and end"
WHOLE = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """How a table of one program is made."""

    columns: Mapping[str, str]  # part: name of its column
    separator: str | None  # parts the names of a code and of those above it


#: Tables that were checked against an export of the program itself.
PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "taguette": Preset(
            columns={"document": "document", "code": "tag", "text": "content"},
            separator=SEPARATOR,
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

    Returns
    -------
    CodedProject
        A row without a code is a passage that was not coded. With `texts`, every
        passage has its position and the words of the text, whose white space may
        differ from that of the table; without them, no passage has a position.

    Raises
    ------
    DataError
        If the table cannot be read; if a document, text or coder is blank, a document
        has no text, or the words stand in it nowhere, at several places, or not where
        the table says; all such rows at once.
    """
    chosen, separator = _chosen(path.name, columns, separator)
    _check_columns(path.name, chosen, coder=coder, texts=texts)
    table = text_table(path, list(chosen.values()), delimiter=delimiter, sheet=sheet)
    table = table.set_axis(list(chosen), axis=1)
    if coder is not None:
        table["coder"] = coder
    placed = _placed(path.name, table, texts)
    used = list(dict.fromkeys(code for code in table["code"] if code.strip()))
    names = dict.fromkeys(used, "")
    remarks: list[str] = []
    if codebook is not None:
        described = _described(codebook, delimiter, sheet)
        names, remarks = _with_codebook(used, described, codebook.name)
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
        remarks=remarks,
    )


def _chosen(
    file: str, columns: Mapping[str, str] | str, separator: str | None
) -> tuple[Mapping[str, str], str | None]:
    if not isinstance(columns, str):
        return columns, separator
    if columns not in PRESETS:
        rule = f"there are no preset columns for this program, got {columns!r}"
        hint = f"write the columns out, or name one of {list(PRESETS)}"
        raise DataError(Fault(file=file, rule=rule, hint=hint))
    preset = PRESETS[columns]
    return preset.columns, preset.separator if separator is None else separator


def _check_columns(
    file: str,
    chosen: Mapping[str, str],
    *,
    coder: str | None,
    texts: Mapping[str, str] | None,
) -> None:
    found = []
    found += [
        f"no column is named for the {part}" for part in REQUIRED if part not in chosen
    ]
    found += [
        f"a column is named for {part!r}, which is none of {list(PARTS)}"
        for part in chosen
        if part not in PARTS
    ]
    if len(set(chosen.values())) < len(chosen):
        found.append(f"one column is named twice, got {list(chosen.values())}")
    if ("coder" in chosen) == (coder is not None):
        found.append("either a column or a name must say who coded, and not both")
    if ("start" in chosen) != ("end" in chosen):
        found.append("start and end need a column each, or none has one")
    if "start" in chosen and texts is None:
        found.append("start and end mean nothing without the texts")
    if found:
        hint = "correct its columns in the settings"
        raise DataError(Fault(file=file, rule=rule, hint=hint) for rule in found)


def _described(codebook: Path, delimiter: str, sheet: str | None) -> dict[str, str]:
    columns = ["tag", "description"]
    table = text_table(codebook, columns, delimiter=delimiter, sheet=sheet)
    faults = [
        Fault(
            file=codebook.name,
            row=number,
            variable="tag",
            value=name,
            rule="stands in an earlier row too",
            hint="keep one of them",
        )
        for number, name in table["tag"][table["tag"].duplicated()].items()
    ]
    if faults:
        raise DataError(faults)
    return dict(zip(table["tag"], table["description"], strict=True))


def _with_codebook(
    used: Sequence[str], described: Mapping[str, str], file: str
) -> tuple[dict[str, str], list[str]]:
    """Return every code with its description, and what a reader should know of it."""
    names = {**described, **{code: described.get(code, "") for code in used}}
    remarks = []
    if BUILT_IN in names and BUILT_IN not in used:
        names.pop(BUILT_IN)
        remarks.append(f"The tag {BUILT_IN}, which was not used, was left out.")
    missing = [code for code in used if code not in described]
    if missing:
        remarks.append(
            f"{len(missing)} codes are not in {file} and have no description, got "
            f"{missing[:5]}."
        )
    return names, remarks


Placed = tuple[int | None, int | None, str]


def _placed(
    file: str, table: pd.DataFrame, texts: Mapping[str, str] | None
) -> list[Placed]:
    """Find the place of every row, or say everything that is wrong with the rows."""
    plain = {} if texts is None else {n: plain_text(t) for n, t in texts.items()}
    placed: list[Placed] = []
    faults: list[Fault] = []
    for number, row in zip(table.index, table.to_dict("records"), strict=True):
        blank = [
            part for part in ("document", "text", "coder") if not row[part].strip()
        ]
        faults += [
            Fault(
                file=file,
                row=number,
                variable=part,
                rule="is blank",
                hint="complete the row, or leave it out",
            )
            for part in blank
        ]
        if blank:
            continue
        if texts is None:
            placed.append((None, None, plain_text(row["text"])))
            continue
        found = _place(plain.get(row["document"]), row)
        if isinstance(found, str):
            words = row["text"]
            faults.append(
                Fault(file=file, row=number, value=words, rule=found, hint=MEND)
            )
        else:
            placed.append((*found, plain[row["document"]][slice(*found)]))
    if faults:
        raise DataError(faults)
    return placed


def _place(text: str | None, row: Mapping[str, str]) -> tuple[int, int] | str:
    """Return start and end of a row's words, or what is wrong with them."""
    if text is None:
        return f"there is no text of the document {row['document']}"
    given = (row.get("start", "").strip(), row.get("end", "").strip())
    if any(given):
        if not all(WHOLE.fullmatch(number) for number in given):
            return f"start and end must be whole numbers, not {' and '.join(given)!r}"
        start, end = map(int, given)
        if not start < end <= len(text) or not _same_words(
            text[start:end], row["text"]
        ):
            return f"the text has other words from {start} to {end}"
        return start, end
    places = quote_places(text, plain_text(row["text"]))
    if not places:
        return f"the words are not in the text of {row['document']}"
    if len(places) > 1:
        return f"the words stand at {len(places)} places in {row['document']}"
    return places[0]


def _same_words(first: str, second: str) -> bool:
    return first.split() == second.split()
