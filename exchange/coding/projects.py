"""A coded project: interviews, a tree of codes and the passages that were coded.

The one form into which every importer brings what a coding program wrote, whatever the
program, and from which the project is written out again. Positions count characters
(Unicode code points) from 0 in a text with LF line ends and without a byte order mark;
the end is the position after the last character.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from analysis.data.transcripts import plain_text
from exchange.coding._several import faults_of, refuse, remarks_of, repeated
from results import Fault

#: Columns of the tables.
SOURCES = ("source", "text", "case")
CODES = ("code", "label", "parent", "description", "codable", "colour")
EXCERPTS = ("source", "start", "end", "text", "code", "coder")
CASE_VALUES = ("case", "variable", "value")
GROUPS = ("group", "description", "code")
MEMOS = (
    *("attached_to", "name", "source", "start", "end"),
    *("author", "written", "title", "text"),
)
ATTRIBUTES = ("source", "attribute", "value")

#: Joins the names of a code and of those above it.
BELOW = " > "

#: How many codes may stand below each other: the paths of more would fill the memory.
MOST_LEVELS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedProject:
    """What a coding program holds, as `coded_project` made it."""

    origin: str  # program and version, as the file says
    #: One row for an interview: its name; its text, "" where the file has none; the
    #: name of the case that it is written out with, "" in what was imported.
    sources: pd.DataFrame
    #: One row for a code, each after the one above it: path, own name, path of the one
    #: above or "", description, whether passages may carry it, "#RRGGBB" or "".
    codes: pd.DataFrame
    #: One row for a passage, code and coder. start and end are missing where the file
    #: has no positions; code is missing for a passage that was marked and not coded.
    excerpts: pd.DataFrame
    #: What is written out of cases, such as a setting, as text; none are imported.
    case_values: pd.DataFrame
    #: What a reader should know of the import, a sentence each.
    remarks: tuple[str, ...] = ()
    #: Names of sources that are no text themselves, as pictures and recordings, and the
    #: sources that are transcripts of each.
    transcripts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: One row for a group of codes and a code in it, by its path.
    groups: pd.DataFrame = field(default_factory=lambda: _table((), GROUPS))
    #: One row for a memo and a thing it is attached to: "project", "interview", "case",
    #: "code" or "passage"; its name or path; source and place, for a passage that has
    #: one; who wrote it when, as the program says; title and text.
    memos: pd.DataFrame = field(default_factory=lambda: _table((), MEMOS))
    #: One row for what is known of a source or its case, and its value.
    attributes: pd.DataFrame = field(default_factory=lambda: _table((), ATTRIBUTES))


def coded_project(
    *,
    origin: str,
    sources: Iterable[Sequence[object]],
    codes: Iterable[Sequence[object]],
    excerpts: Iterable[Sequence[object]],
    case_values: Iterable[Sequence[object]] = (),
    remarks: Sequence[str] = (),
    transcripts: Mapping[str, tuple[str, ...]] | None = None,
    groups: Iterable[Sequence[object]] = (),
    memos: Iterable[Sequence[object]] = (),
    attributes: Iterable[Sequence[object]] = (),
) -> CodedProject:
    """Put what an importer read into the one form, if it does not contradict itself.

    Parameters
    ----------
    origin : str
        Program and version.
    sources, codes, excerpts, case_values, groups, memos, attributes : iterables of rows
        In the columns of `SOURCES`, `CODES` and so on; positions None where there are
        none, a code None where a passage has none. Rows of `excerpts`, `groups`,
        `memos` and `attributes` that are equal are one.
    remarks, transcripts
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
    texts = _table(sources, SOURCES)
    tree = pd.DataFrame(list(codes), columns=list(CODES))
    tree = tree.astype({c: "bool" if c == "codable" else "str" for c in CODES})
    passages = _table(excerpts, EXCERPTS).drop_duplicates()
    faults = [
        fault
        for column, known in (("source", texts["source"]), ("code", tree["code"]))
        for fault in _wrong_names(origin, column, known, passages[column])
    ]
    if not faults:
        faults = _misplaced(origin, passages, texts)
    refuse(faults)
    return CodedProject(
        origin=origin,
        sources=texts,
        codes=tree,
        excerpts=_in_order(passages, texts, tree),
        case_values=_table(case_values, CASE_VALUES),
        remarks=tuple(remarks),
        transcripts=dict(transcripts or {}),
        groups=_distinct(groups, GROUPS),
        memos=_distinct(
            ((*m[:-1], plain_text(str(m[-1])).strip()) for m in memos), MEMOS
        ),
        attributes=_distinct(attributes, ATTRIBUTES),
    )


def code_path(parent: str, name: str) -> str:
    """Return the path of a code from that of the one above it ("" at the top).

    Examples
    --------
    >>> code_path("Support", "Tutor")
    'Support > Tutor'
    """
    return f"{parent}{BELOW}{name}" if parent else name


def faults_of_depth(
    names: Iterable[str],
    *,
    file: str,
    most: int = MOST_LEVELS,
    hint: str = "move them up in the program",
) -> list[Fault]:
    """Report codes that stand too deep in their tree."""
    rule = f"codes stand deeper than {most} levels"
    return faults_of(names, rule, hint, file=file, variable="codes")


def empty_left_out(places: Iterable[str]) -> list[str]:
    """Remark that selections of no character were left out, if there are any."""
    return remarks_of(dict.fromkeys(places), "selections are empty and were left out")


def _table(rows: Iterable[Sequence[object]], columns: Sequence[str]) -> pd.DataFrame:
    kinds = {c: "Int64" if c in ("start", "end") else "str" for c in columns}
    return pd.DataFrame(list(rows), columns=list(columns)).astype(kinds)


def _distinct(rows: Iterable[Sequence[object]], columns: Sequence[str]) -> pd.DataFrame:
    return _table(rows, columns).drop_duplicates(ignore_index=True)


def _wrong_names(
    origin: str, what: str, known: pd.Series, used: pd.Series
) -> list[Fault]:
    twice, strange = repeated(known), sorted(set(used.dropna()) - set(known))
    again = "rename all but one in the program, and export again"
    whole = "export the whole project again"
    return [
        *faults_of(twice, f"{what}s stand twice", again, file=origin),
        *faults_of(strange, f"{what}s of excerpts are not there", whole, file=origin),
    ]


def _misplaced(origin: str, passages: pd.DataFrame, texts: pd.DataFrame) -> list[Fault]:
    text_of = dict(zip(texts["source"], texts["text"], strict=True))
    wrong = []
    for row in passages.dropna(subset=["start", "end"]).itertuples():
        text = text_of[str(row.source)]
        start, end = int(str(row.start)), int(str(row.end))
        inside = 0 <= start < end <= len(text)
        if not inside or text[start:end] != row.text:
            wrong.append(f"{row.source} {start} to {end}")
    rule = "excerpts do not stand where they should"
    hint = "the text or the positions were changed after coding"
    return faults_of(wrong, rule, hint, file=origin)


def _in_order(
    passages: pd.DataFrame, texts: pd.DataFrame, tree: pd.DataFrame
) -> pd.DataFrame:
    place = passages.drop(columns="text").assign(
        source=passages["source"].map(_numbered(texts["source"])),
        code=passages["code"].map(_numbered(tree["code"])),
    )
    order = place.sort_values(list(place.columns), kind="stable").index
    return passages.loc[order].reset_index(drop=True)


def _numbered(names: pd.Series) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}
