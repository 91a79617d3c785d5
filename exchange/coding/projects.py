"""A coded project: interviews, a tree of codes and the passages that were coded.

The one form into which every importer brings what a coding program wrote, whatever the
program, and from which the project is written out again. Positions count characters
(Unicode code points) from 0 in a text with LF line ends and without a byte order mark;
the end is the position after the last character.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from results import DataError

#: Columns of the four tables.
SOURCES = ("source", "text", "case")
CODES = ("code", "label", "parent", "description", "codable", "colour")
EXCERPTS = ("source", "start", "end", "text", "code", "coder")
CASE_VALUES = ("case", "variable", "value")

#: Joins the names of a code and of those above it.
BELOW = " > "


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedProject:
    """What a coding program holds, as `coded_project` made it."""

    origin: str  # program and version, as the file says
    #: One row for an interview: its name; its text, "" where the file has none; the
    #: name of the case that it belongs to, "" where none is linked.
    sources: pd.DataFrame
    #: One row for a code, each after the one above it: path, own name, path of the one
    #: above or "", description, whether passages may carry it, "#RRGGBB" or "".
    codes: pd.DataFrame
    #: One row for a passage, code and coder. start and end are missing where the file
    #: has no positions; code is missing for a passage that was marked and not coded.
    excerpts: pd.DataFrame
    #: What the program knows of its cases, such as a setting, as text.
    case_values: pd.DataFrame
    #: What a reader should know of the import, a sentence each.
    remarks: tuple[str, ...] = ()


def coded_project(
    *,
    origin: str,
    sources: Iterable[Sequence[object]],
    codes: Iterable[Sequence[object]],
    excerpts: Iterable[Sequence[object]],
    case_values: Iterable[Sequence[object]] = (),
    remarks: Sequence[str] = (),
) -> CodedProject:
    """Put what an importer read into the one form, if it does not contradict itself.

    Parameters
    ----------
    origin : str
        Program and version.
    sources, codes, excerpts, case_values : iterables of rows
        In the columns of `SOURCES`, `CODES`, `EXCERPTS` and `CASE_VALUES`; positions
        None where there are none, a code None where a passage has none. Rows of
        `excerpts` that are equal are one.
    remarks : sequence of str
        As in `CodedProject`.

    Returns
    -------
    CodedProject
        Excerpts in the order of their sources, positions, codes (of the tree) and
        coders.

    Raises
    ------
    DataError
        If a source or code stands twice, an excerpt names a source or code that is not
        there, has a position outside of its source, or other words than the source has
        there; all such faults at once.
    """
    texts = pd.DataFrame(list(sources), columns=list(SOURCES)).astype("str")
    tree = pd.DataFrame(list(codes), columns=list(CODES))
    tree = tree.astype(dict.fromkeys((c for c in CODES if c != "codable"), "str"))
    tree = tree.astype({"codable": "bool"})
    passages = pd.DataFrame(list(excerpts), columns=list(EXCERPTS))
    kinds = {c: "Int64" if c in ("start", "end") else "str" for c in EXCERPTS}
    passages = passages.astype(kinds).drop_duplicates()
    values = pd.DataFrame(list(case_values), columns=list(CASE_VALUES)).astype("str")
    faults = [
        *_twice(origin, "sources", texts["source"]),
        *_twice(origin, "codes", tree["code"]),
        *_unknown(origin, passages, texts, tree),
    ]
    if not faults:
        faults = _misplaced(origin, passages, texts)
    if faults:
        raise DataError("\n".join(faults))
    return CodedProject(
        origin=origin,
        sources=texts,
        codes=tree,
        excerpts=_in_order(passages, texts, tree),
        case_values=values,
        remarks=tuple(remarks),
    )


def code_path(parent: str, name: str) -> str:
    """Return the path of a code from that of the one above it ("" at the top).

    Examples
    --------
    >>> code_path("Support", "Tutor")
    'Support > Tutor'
    """
    return f"{parent}{BELOW}{name}" if parent else name


def plain_text(text: str) -> str:
    r"""Return a text with LF line ends and without a byte order mark.

    Examples
    --------
    >>> plain_text("\ufeffone\r\ntwo\rthree")
    'one\ntwo\nthree'
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _twice(origin: str, what: str, names: pd.Series) -> list[str]:
    found = sorted(set(names[names.duplicated()]))
    if not found:
        return []
    return [
        f"{origin}: {len(found)} {what} stand twice, got {found[:5]}; "
        "rename all but one in the program, and export again"
    ]


def _unknown(
    origin: str, passages: pd.DataFrame, texts: pd.DataFrame, tree: pd.DataFrame
) -> list[str]:
    faults = []
    for column, known in (("source", texts["source"]), ("code", tree["code"])):
        names = passages[column].dropna()
        strange = sorted(set(names) - set(known))
        if strange:
            faults.append(
                f"{origin}: {len(strange)} {column}s of excerpts are not there, got "
                f"{strange[:5]}; export the whole project again"
            )
    return faults


def _misplaced(origin: str, passages: pd.DataFrame, texts: pd.DataFrame) -> list[str]:
    text_of = dict(zip(texts["source"], texts["text"], strict=True))
    wrong = []
    for row in passages.dropna(subset=["start", "end"]).itertuples():
        text = text_of[str(row.source)]
        start, end = int(str(row.start)), int(str(row.end))
        inside = 0 <= start < end <= len(text)
        if not inside or text[start:end] != row.text:
            wrong.append(f"{row.source} {start} to {end}")
    if not wrong:
        return []
    return [
        f"{origin}: {len(wrong)} excerpts do not stand where they should, got "
        f"{wrong[:5]}; the text or the positions were changed after coding"
    ]


def _in_order(
    passages: pd.DataFrame, texts: pd.DataFrame, tree: pd.DataFrame
) -> pd.DataFrame:
    place = pd.DataFrame(
        {
            "source": passages["source"].map(
                {name: i for i, name in enumerate(texts["source"])}
            ),
            "start": passages["start"],
            "end": passages["end"],
            "code": passages["code"].map({c: i for i, c in enumerate(tree["code"])}),
            "coder": passages["coder"],
        }
    )
    order = place.sort_values(list(place.columns), kind="stable").index
    return passages.loc[order].reset_index(drop=True)
