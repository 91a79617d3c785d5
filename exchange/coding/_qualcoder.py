"""Projects of QualCoder, from the database ``data.qda`` in their folder.

The database is read, and not the .qdpx that QualCoder exports, because the export loses
which interview belongs to which case.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from exchange.coding._code_tree import in_tree_order
from exchange.coding._program_database import columns_of, read_only, rows_of
from exchange.coding._text_positions import character_position, plain_position
from exchange.coding.projects import CodedProject, code_path, coded_project, plain_text
from results import DataError, Fault

DATABASE = "data.qda"

NEEDED = {
    "project": ["databaseversion"],
    "source": ["id", "name", "fulltext", "mediapath"],
    "code_cat": ["catid", "name", "memo", "supercatid"],
    "code_name": ["cid", "name", "memo", "catid", "color"],
    "code_text": ["ctid", "cid", "fid", "seltext", "pos0", "pos1", "owner"],
    "cases": ["caseid", "name"],
    "case_text": ["caseid", "fid"],
    "attribute": ["name", "attr_type", "value", "id"],
    "annotation": ["anid"],
}

#: How QualCoder names the place of a picture, sound or film.
MEDIA = re.compile(r"/?(?:images|audio|video)[/:]")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")

AGAIN = "open the project in QualCoder, mend it there, and copy it again"

Database = sqlite3.Connection


def read_qualcoder(path: Path) -> CodedProject:
    """Read a project of QualCoder.

    Parameters
    ----------
    path : Path
        The folder ``NAME.qda`` of the project, or ``data.qda`` in it; it is only read.

    Returns
    -------
    CodedProject
        Categories stand above their codes, and no passage may carry them. The owner of
        a coding is its coder. Cases with their attributes; a source has the case that
        any part of it is linked to. Left out, with a remark: pictures, sound and film,
        and annotations.

    Raises
    ------
    DataError
        If this is no such project, categories or codes stand above each other in a
        circle or nowhere, or codings have other words than stand at their positions;
        all codings at once.

    Notes
    -----
    Positions are characters of the text. Qt, the library of QualCoder's windows, counts
    a character such as an emoji as two; positions of a whole project that agree with
    the stored words of every coding only if so counted are read so, with a remark.
    """
    if path.is_dir():
        path = path / DATABASE
    with read_only(path, NEEDED, program="QualCoder") as database:
        version = database.execute("SELECT databaseversion FROM project").fetchone()
        texts, media = _texts(database)
        codes, paths = _codes(database, path.name)
        case_of, unsure = _cases(database, texts)
        excerpts, counted = _excerpts(database, path.name, texts, media, paths)
        values = _case_values(database)
        notes = len(rows_of(database, "annotation", ["anid"], order="anid"))
    return coded_project(
        origin=f"QualCoder (database {version[0] if version else 'of no version'})",
        sources=[
            (name, plain_text(text), case_of.get(key, ""))
            for key, (name, text) in texts.items()
        ],
        codes=codes,
        excerpts=excerpts,
        case_values=values,
        remarks=[*_left_out(media, notes), *unsure, *counted],
    )


Texts = Mapping[object, tuple[str, str]]


def _left_out(media: Mapping[object, str], notes: int) -> list[str]:
    remarks = []
    if media:
        names = list(media.values())
        remarks.append(
            f"{len(names)} sources are pictures, sound or film and were left out with "
            f"their codings, got {names[:5]}."
        )
    if notes:
        remarks.append(f"{notes} annotations, which have no code, were left out.")
    return remarks


def _texts(
    database: Database,
) -> tuple[dict[object, tuple[str, str]], dict[object, str]]:
    """Return name and text of each source that has one, and names of the others."""
    texts, media = {}, {}
    columns = ["id", "name", "fulltext", "mediapath"]
    for key, name, text, place in rows_of(database, "source", columns, order="id"):
        if MEDIA.match(str(place or "")):
            media[key] = str(name)
        else:
            texts[key] = (str(name), str(text or ""))
    return texts, media


Key = tuple[str, object]  # "category" or "code", and its key
Node = tuple[str, str, str, Key | None]  # name, memo, colour, what stands above it


def _codes(
    database: Database, file: str
) -> tuple[list[tuple[object, ...]], dict[object, str]]:
    """Return the rows of categories and codes, and the path of each code by its key."""
    found: dict[Key, Node] = {}
    columns = ["catid", "name", "memo", "supercatid"]
    for row in rows_of(database, "code_cat", columns, order="catid"):
        key, name, memo, category = row
        above = None if category is None else ("category", category)
        found["category", key] = (str(name), str(memo or ""), "", above)
    # A code could not stand under a code before QualCoder 4.
    below = "supercid" if "supercid" in columns_of(database, "code_name") else "NULL"
    columns = ["cid", "name", "memo", "catid", "color", below]
    for row in rows_of(database, "code_name", columns, order="cid"):
        key, name, memo, category, colour, code = row
        above = None if category is None else ("category", category)
        above = above if code is None else ("code", code)
        shown = str(colour) if COLOUR.fullmatch(str(colour)) else ""
        found["code", key] = (str(name), str(memo or ""), shown, above)
    paths = _paths(found, file)
    rows = [
        (paths[key], name, paths[above] if above else "", memo, key[0] == "code", shown)
        for key, (name, memo, shown, above) in found.items()
    ]
    of_code = {key: path for (kind, key), path in paths.items() if kind == "code"}
    return in_tree_order(rows), of_code


def _paths(found: Mapping[Key, Node], file: str) -> dict[Key, str]:
    paths = {}
    faults = []
    for key in found:
        labels: list[str] = []
        seen: set[Key] = set()
        here: Key | None = key
        while here is not None and here in found and here not in seen:
            seen.add(here)
            label, _, _, here = found[here]
            labels.append(label)
        if here is not None:
            rule = f"stands below a {here[0]} that is not there"
            if here in found:
                rule = "stands in a circle of codes below codes"
            faults.append(Fault(file=file, value=labels[0], rule=rule, hint=AGAIN))
        path = ""
        for label in reversed(labels):
            path = code_path(path, label)
        paths[key] = path
    if faults:
        raise DataError(faults)
    return paths


def _cases(database: Database, texts: Texts) -> tuple[dict[object, str], list[str]]:
    """Return the one case of each source; say which sources have several."""
    names = _case_names(database)
    linked: dict[object, dict[object, None]] = {}
    for case, source in rows_of(
        database, "case_text", ["caseid", "fid"], order="caseid"
    ):
        if case in names and source in texts:
            linked.setdefault(source, {})[case] = None
    several = [texts[source][0] for source, cases in linked.items() if len(cases) > 1]
    one = {
        source: names[next(iter(cases))]
        for source, cases in linked.items()
        if len(cases) == 1
    }
    if not several:
        return one, []
    return one, [
        f"{len(several)} sources belong to several cases and were linked to none, got "
        f"{several[:5]}."
    ]


def _case_names(database: Database) -> dict[object, str]:
    rows = rows_of(database, "cases", ["caseid", "name"], order="caseid")
    return {key: str(name) for key, name in rows}


def _case_values(database: Database) -> list[tuple[str, str, str]]:
    names = _case_names(database)
    return [
        (names[case], str(name), str(value))
        for name, kind, value, case in rows_of(
            database, "attribute", ["name", "attr_type", "value", "id"], order="attrid"
        )
        if kind == "case" and case in names and value not in (None, "")
    ]


Excerpt = tuple[object, ...]


def _excerpts(
    database: Database,
    file: str,
    texts: Texts,
    media: Mapping[object, str],
    paths: Mapping[object, str],
) -> tuple[list[Excerpt], list[str]]:
    """Return the rows of excerpts, and a remark if positions count units of Qt."""
    names = ["ctid", "cid", "fid", "seltext", "pos0", "pos1", "owner"]
    codings = rows_of(database, "code_text", names, order="ctid")
    codings = [row for row in codings if row[2] not in media]
    lost = [row[0] for row in codings if row[1] not in paths or row[2] not in texts]
    if lost:
        rule = f"{len(lost)} codings have no code or no source, got {lost[:5]}"
        raise DataError(Fault(file=file, rule=rule, hint=AGAIN))
    found, wrong = _placed(codings, texts, paths, _character)
    if not wrong:
        return found, []
    found, still = _placed(codings, texts, paths, _unit_of_qt)
    if not still:
        return found, [
            "Positions count an emoji as two, as Qt does; every coding has its stored "
            "words there."
        ]
    rule = (
        f"{len(wrong)} codings have other words than stand at their positions, got "
        f"{wrong[:5]}"
    )
    raise DataError(Fault(file=file, rule=rule, hint=AGAIN))


def _placed(
    codings: list[Excerpt],
    texts: Texts,
    paths: Mapping[object, str],
    place: Callable[[str, object], int | None],
) -> tuple[list[Excerpt], list[str]]:
    found: list[Excerpt] = []
    wrong = []
    for key, code, source, words, first, last, owner in codings:
        name, text = texts[source]
        start, end = place(text, first), place(text, last)
        if start is None or end is None or text[start:end] != _lines(words):
            wrong.append(f"coding {key} in {name}, {first} to {last}")
            continue
        begin, stop = plain_position(text, start), plain_position(text, end)
        said = plain_text(text)[begin:stop]
        found.append((name, begin, stop, said, paths[code], str(owner or "")))
    return found, wrong


def _lines(words: object) -> str:
    return str(words).replace("\u2029", "\n")  # as Qt parts the lines of a selection


def _character(text: str, position: object) -> int | None:
    inside = isinstance(position, int) and 0 <= position <= len(text)
    return position if inside and isinstance(position, int) else None


def _unit_of_qt(text: str, position: object) -> int | None:
    if not isinstance(position, int):
        return None
    return character_position(text, position, encoding="utf-16-le")
