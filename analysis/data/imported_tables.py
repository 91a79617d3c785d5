"""Tables that an import may leave in a data folder, and on which no result rests.

``memos.csv`` holds what coders wrote down beside the coding, and
``interview_attributes.csv`` what a coding program was told of interviews. Both may be
missing. The codebook does not describe them: nothing is computed from them, and the
second has whatever columns the program had.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from analysis.data._cells import Cells, read_cells
from analysis.data.codebook import Table, Variable
from results import Fault

MEMOS, ATTRIBUTES = "memos.csv", "interview_attributes.csv"
MEMO_COLUMNS = (
    *("attached_to", "name", "transcript", "start", "end"),
    *("author", "written", "title", "text"),
)
#: What a memo may belong to.
ATTACHED_TO = ("project", "interview", "case", "code", "passage")
INTERVIEW = "interview"

NOT_LISTED = "is no interview of interviews.csv"
LIST = "import the coding again, or take the row out"


def imported_faults(folder: Path, texts: Mapping[str, str]) -> list[Fault]:
    """Return what is wrong with the tables that an import left, if they are there.

    Parameters
    ----------
    folder : Path
        The data folder.
    texts : mapping of str to str
        Text of the transcript of every interview.

    Returns
    -------
    list of Fault
        Tables that cannot be read, memos or attributes of interviews that are not
        listed, positions outside of a transcript, and attributes without a name.
    """
    return [*_memo_faults(folder / MEMOS, texts), *_faults(folder / ATTRIBUTES, texts)]


def other_settings(
    attributes: pd.DataFrame, settings: Mapping[str, str], variable: Variable
) -> list[str]:
    """Say which interviews have another setting in a coding program than here.

    Parameters
    ----------
    attributes : DataFrame, shape (n_interviews, 1 + n_attributes)
        Of str; the column interview, and one for each attribute.
    settings : mapping of str to str
        Code of the setting of each interview; those that are not known are left out.
    variable : Variable
        The setting: an attribute is it by its name or label, and a value is a setting
        by its code or label, in small letters or capitals.

    Returns
    -------
    list of str
        One line for each contradiction.
    """
    named = {_plain(variable.name), _plain(variable.label)}
    rows = attributes.to_dict("records")
    said = []
    for column in attributes:
        for row in rows if _plain(str(column)) in named else ():
            code = settings.get(row[INTERVIEW], "")
            same = {"", _plain(code), _plain(variable.levels.get(code, code))}
            if code and _plain(row[column]) not in same:
                said.append(f"{row[INTERVIEW]} ({row[column]}, not {code})")
    return said


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _memo_faults(path: Path, texts: Mapping[str, str]) -> Iterator[Fault]:
    if not path.is_file():
        return
    cells, faults = _read(path, MEMO_COLUMNS)
    yield from faults
    if cells is None or faults:
        return
    for index in range(len(cells.rows)):
        kind, name, first, last = (
            cells.columns[column].at(index)
            for column in ("attached_to", "transcript", "start", "end")
        )
        if kind not in ATTACHED_TO:
            rule = f"is none of {', '.join(ATTACHED_TO)}"
            yield cells.fault(index, "attached_to", rule, LIST)
        if name and name not in texts:
            yield cells.fault(index, "transcript", NOT_LISTED, LIST)
        elif (first or last) and not _inside(texts.get(name, ""), first, last):
            rule = f"is no place in the transcript of {name or 'any interview'}"
            place = f"{first} to {last}"
            yield cells.fault(index, "start", rule, LIST, value=place)


def _inside(text: str, first: str, last: str) -> bool:
    whole = first.isdecimal() and last.isdecimal()
    return whole and int(first) < int(last) <= len(text)


def _faults(path: Path, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what is wrong with the attributes of interviews."""
    if not path.is_file():
        return
    cells, faults = _read(path, [INTERVIEW])
    yield from faults
    if cells is None or INTERVIEW not in cells.columns:
        return
    interviews = [cells.columns[INTERVIEW].at(i) for i in range(len(cells.rows))]
    times = Counter(interviews)
    for index, name in enumerate(interviews):
        if name not in texts:
            yield cells.fault(index, INTERVIEW, NOT_LISTED, LIST)
        elif times[name] > 1:
            rule = f"stands {times[name]} times"
            yield cells.fault(index, INTERVIEW, rule, "keep one row for an interview")


def _read(path: Path, needed: Iterable[str]) -> tuple[Cells | None, list[Fault]]:
    """Read a table with whatever columns it has, and those that it needs."""
    data = path.read_bytes()
    lines = io.StringIO(data.decode("utf-8-sig", errors="replace"), newline="")
    try:
        header = next(csv.reader(lines), [])
    except csv.Error:
        header = []
    cells, faults = read_cells(data, _table(path, dict.fromkeys([*needed, *header])))
    missing = [name for name in needed if name not in header] if cells else []
    rule, again = "the column is missing", "import the coding again"
    faults += [
        Fault(file=path.name, row=1, variable=name, rule=rule, hint=again)
        for name in missing
    ]
    if "" in header:
        rule, hint = "a column has no name", "name it, or take it out"
        faults.append(Fault(file=path.name, row=1, rule=rule, hint=hint))
    return cells, faults


def _table(path: Path, columns: Iterable[str]) -> Table:
    return Table(
        name=path.stem,
        file=path.name,
        description="",
        key=(),
        references={},
        derived=frozenset(),
        variables=MappingProxyType({c: _column(path.stem, c) for c in columns}),
    )


def _column(table: str, name: str) -> Variable:
    return Variable(
        table=table,
        name=name,
        label=name,
        type="text",
        unit="",
        pattern=None,
        range=None,
        levels={},
        also={},
        missing={},
        sensitivity="direct",
        wave=None,
        instrument=None,
        item=None,
        reverse_keyed=False,
        not_before=None,
        optional=True,
    )
