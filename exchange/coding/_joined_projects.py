"""Coded projects as one: two coders who worked apart on the same interviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from exchange.coding._code_tree import in_tree_order
from exchange.coding._same_texts import (
    longer_text,
    moved_passages,
    moved_places,
    same_words,
)
from exchange.coding._several import composed, faults_of, refuse, remarks_of, repeated
from exchange.coding.projects import (
    ATTRIBUTES,
    GROUPS,
    CodedProject,
    coded_project,
)
from results import Fault


def joined_project(projects: Mapping[str, CodedProject]) -> CodedProject:
    """Join what several files hold of the same interviews.

    Parameters
    ----------
    projects : mapping of str to CodedProject
        Name of the file, and what was read from it; at least one.

    Returns
    -------
    CodedProject
        Every source, code and passage that any file has, once. A passage may have a
        code if it may in one of them. Of descriptions the first is taken, with a remark
        if they differ; all of them are memos of their codes. Remarks name their file.
        Accents in names and memos are one sign with their letter. Texts that differ
        only in how accents are stored or in white space at the end are one, to which
        positions are moved, with a remark.

    Raises
    ------
    DataError
        If a source has another text in one file than in another; all such sources at
        once.
    """
    projects = {file: _composed(project) for file, project in projects.items()}
    texts: dict[str, tuple[str, str]] = {}  # of each source: first file, and text
    faults: list[Fault] = []
    alike: dict[str, None] = {}
    for file, project in projects.items():
        twice = repeated(project.sources["source"])
        rule = "sources have names that differ only in how accents are stored"
        faults += faults_of(twice, rule, "rename one of each in the program", file=file)
        for source, text in _texts(project).items():
            first, known = texts.get(source, (file, ""))
            if known and text and not same_words(known, text):
                faults.append(_differing(source, file, text, first, known))
            if known and text and known != text:
                alike[source] = None
            texts[source] = (first, longer_text(known, text))
    refuse(faults)
    codes, described = _codes(projects)
    onto = {source: text for source, (_, text) in texts.items()}
    projects = {file: _moved(project, onto) for file, project in projects.items()}
    remarks = [f"{f}: {remark}" for f, p in projects.items() for remark in p.remarks]
    words = "codes are described in several ways; the first was taken"
    remarks += remarks_of(described, words)
    words = "texts differ in white space at the end or in how accents are stored, and "
    remarks += remarks_of(alike, f"{words}were taken as one")
    return coded_project(
        origin="; ".join(dict.fromkeys(p.origin for p in projects.values())),
        sources=[(name, text, "") for name, text in onto.items()],
        codes=codes,
        excerpts=_rows(each.excerpts for each in projects.values()),
        remarks=remarks,
        transcripts=_transcripts(projects.values()),
        groups=_rows(each.groups for each in projects.values()),
        memos=[row for each in projects.values() for row in _memos(each)],
        attributes=_rows(each.attributes for each in projects.values()),
    )


def _composed(project: CodedProject) -> CodedProject:
    """Write all but the texts with accents as one sign, so that equals are equal."""

    def written(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
        names = {column: table[column].map(composed, "ignore") for column in columns}
        return table.assign(**names)

    return replace(
        project,
        sources=written(project.sources, ["source"]),
        codes=written(project.codes, ["code", "label", "parent", "description"]),
        excerpts=written(project.excerpts, ["source", "code", "coder"]),
        groups=written(project.groups, GROUPS),
        memos=written(project.memos, ["name", "source", "author", "title", "text"]),
        attributes=written(project.attributes, ATTRIBUTES),
    )


def _moved(project: CodedProject, onto: Mapping[str, str]) -> CodedProject:
    """Give passages and memos their places in the texts of all files."""
    texts = _texts(project)
    return replace(
        project,
        excerpts=moved_passages(project.excerpts, texts, onto),
        memos=moved_places(project.memos, texts, onto),
    )


def _texts(project: CodedProject) -> dict[str, str]:
    """Return the text of each source."""
    return dict(zip(project.sources["source"], project.sources["text"], strict=True))


def _transcripts(projects: Iterable[CodedProject]) -> dict[str, tuple[str, ...]]:
    """Return the transcripts that each recording has in any file."""
    found: dict[str, tuple[str, ...]] = {}
    for project in projects:
        for recording, own in project.transcripts.items():
            name = composed(recording)
            both = (*found.get(name, ()), *map(composed, own))
            found[name] = tuple(dict.fromkeys(both))
    return found


def _rows(tables: Iterable[pd.DataFrame]) -> list[tuple[object, ...]]:
    return [row for t in tables for row in t.itertuples(index=False, name=None)]


def _memos(project: CodedProject) -> list[tuple[object, ...]]:
    """Return all memos, the description of every code among them."""
    memos, codes = project.memos, project.codes
    known = set(zip(memos["name"], memos["text"], strict=True))
    described = zip(codes["code"], codes["description"].str.strip(), strict=True)
    return _rows([memos]) + [
        ("code", code, "", None, None, "", "", "", words)
        for code, words in described
        if words and (code, words) not in known
    ]


def _differing(source: str, file: str, text: str, first: str, known: str) -> Fault:
    pairs = enumerate(zip(text, known, strict=False))
    ends = min(len(text), len(known))
    place = next((i for i, (one, two) in pairs if one != two), ends)
    rule = f"{source!r} has another text than in {first}, from character {place + 1}"
    hint = "code the same documents everywhere, or give one another name"
    return Fault(file=file, rule=rule, hint=hint)


def _codes(
    projects: Mapping[str, CodedProject],
) -> tuple[list[tuple[object, ...]], list[str]]:
    """Return the rows of all codes, and which are described in several ways."""
    rows: dict[str, tuple[str, str, str, str, bool, str]] = {}
    differing: dict[str, None] = {}
    for project in projects.values():
        for row in project.codes.itertuples(index=False, name=None):
            code, label, parent, description, codable, colour = row
            if code in rows:
                _, _, _, words, may, shown = rows[code]
                if words and description and words != description:
                    differing[code] = None
                description, colour = words or description, shown or colour
                codable = may or codable
            rows[code] = (code, label, parent, description, codable, colour)
    return in_tree_order(rows.values()), list(differing)
