"""Projects of Taguette, from the SQLite database that it exports.

The database holds more than any other export of the program: highlights without a tag
and the positions of all. It does not say who made a highlight, so that each coder
exports a project of their own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path

from bs4 import BeautifulSoup

from analysis.data.transcripts import plain_text
from exchange.coding._code_tree import tree_of_names
from exchange.coding._left_out import NOTHING, LeftOut
from exchange.coding._program_database import columns_of, read_only
from exchange.coding._several import faults_of, refuse
from exchange.coding._text_positions import place_between, plain_places
from exchange.coding.projects import (
    CodedProject,
    coded_project,
    empty_left_out,
)
from results import DataError, Fault

#: Forms of the database that were read and checked; Taguette 1.5.2 writes this one.
REVISIONS = ("db5e31a0233d",)
#: Every new project has this tag.
BUILT_IN = "interesting"
#: Parts the names of a tag and of those above it.
SEPARATOR = "."

#: What may be wrong with highlights, and what to do.
STRANGE = "have a tag that is not of their project"
BACKWARDS = "do not end after their start"
OUTSIDE = "stand outside of their document, or within a character"
OTHER = "have other words than Taguette stored with them"
HINTS = {
    STRANGE: "take that tag off in Taguette, and export the project again",
    BACKWARDS: "make them anew in Taguette, and export the project again",
    OUTSIDE: "export the project again; was its document replaced?",
    OTHER: "export the project again; was its document replaced?",
}

NEEDED = {
    "alembic_version": ["version_num"],
    "projects": ["id", "name"],
    "documents": ["id", "name", "project_id", "contents"],
    "tags": ["id", "project_id", "path", "description"],
    "highlights": ["id", "document_id", "start_offset", "end_offset", "snippet"],
    "highlight_tags": ["highlight_id", "tag_id"],
    "commands": ["user_login", "project_id", "payload"],
}

DOCUMENTS = "SELECT id, name, contents FROM documents WHERE project_id = ? ORDER BY id"
ABOUT_PROJECT = "SELECT description FROM projects WHERE id = ? AND description <> ''"
ABOUT_DOCUMENTS = """
    SELECT id, name, description FROM documents
    WHERE project_id = ? AND description <> '' ORDER BY id
"""
TAGS = "SELECT id, path, description FROM tags WHERE project_id = ? ORDER BY id"
HIGHLIGHTS = """
    SELECT highlights.id, document_id, start_offset, end_offset, snippet, tag_id
    FROM highlights
    JOIN documents ON documents.id = document_id AND documents.project_id = ?
    LEFT JOIN highlight_tags ON highlight_id = highlights.id
    ORDER BY highlights.id, tag_id
"""

#: Who highlighted: a database from a server that several people use still says so.
PEOPLE = """
    SELECT DISTINCT user_login FROM commands
    WHERE project_id = ? AND payload LIKE '%"highlight_add"%' ORDER BY user_login
"""


def read_taguette(
    path: Path,
    *,
    coder: str,
    project: str | None = None,
    left_out: LeftOut = NOTHING,
) -> CodedProject:
    """Read a project from a database that Taguette exported.

    Parameters
    ----------
    path : Path
        The export ``project.sqlite3``; it is only read.
    coder : str
        Who coded it: the export replaces every person by the same name.
    project : str, optional
        Name of the project, if the database holds more than one.
    left_out : LeftOut, optional
        Documents to leave out with their highlights and descriptions, and the count of
        them.

    Returns
    -------
    CodedProject
        Documents as the text of their pages. Tags as a tree, by the dots in their
        names; the tag that Taguette puts into every project only if it was used.
        Highlights without a tag have no code; empty ones are left out, with a remark.

    Raises
    ------
    DataError
        If the file is no such database, or one of another revision; if there is no
        such project, or several to choose from, or several people highlighted in it;
        if highlights have a tag of another project, do not end after their start, or
        stand outside of their document, within a character, or where the words are
        others than Taguette stored; all highlights at once.

    References
    ----------
    Positions are bytes of UTF-8 in the text of the page, as functions ``find_pos`` and
    ``extract`` of Taguette 1.5.2 count them, file ``taguette/extract.py``.
    """
    with read_only(path, NEEDED, program="Taguette") as database:
        revision = _known_revision(database, path.name)
        key = _project_key(database, path.name, project)
        _one_person(database, path.name, key)
        documents = database.execute(DOCUMENTS, (key,)).fetchall()
        rows = database.execute(TAGS, (key,)).fetchall()
        highlights = database.execute(HIGHLIGHTS, (key,)).fetchall()
        memos = list(_memos(database, key))
    names = {key: name for key, name, _ in documents}
    coded = (row[1] for row in highlights if row[-1] is not None)
    described = (document for document, _ in memos if document is not None)
    left = left_out.among(names, coded, described)
    highlights = [row for row in highlights if row[1] not in left]
    texts = {key: _page_text(text) for key, _, text in documents if key not in left}
    tags = {tag: description for _, tag, description in rows}
    tag_of = {key: tag for key, tag, _ in rows}
    remarks = without_built_in(tags, [tag_of.get(row[-1], "") for row in highlights])
    codes, paths = tree_of_names(tags, separator=SEPARATOR, file=path.name)
    code_of = {key: paths[tag] for key, tag in tag_of.items() if tag in paths}
    placed, empty = _placed(highlights, texts, names, {None: None} | code_of, path.name)
    return coded_project(
        origin=f"Taguette (database revision {revision})",
        sources=[(names[key], plain_text(text), "") for key, text in texts.items()],
        codes=codes,
        excerpts=[(*row, coder) for row in placed],
        remarks=[*remarks, *empty_left_out(empty)],
        memos=[row for document, row in memos if document not in left],
    )


def _memos(
    database: sqlite3.Connection, project: int
) -> Iterator[tuple[int | None, tuple[object, ...]]]:
    """Yield the descriptions of a project and its documents, each with the document."""
    if "description" in columns_of(database, "projects"):
        for (words,) in database.execute(ABOUT_PROJECT, (project,)):
            about = ("project", "", "", None, None)
            yield None, (*about, "", "", "", str(words).strip())
    if "description" in columns_of(database, "documents"):
        for key, name, words in database.execute(ABOUT_DOCUMENTS, (project,)):
            about = ("interview", name, name, None, None)
            yield key, (*about, "", "", "", str(words).strip())


def without_built_in(tags: dict[str, str], used: Collection[str | None]) -> list[str]:
    """Take the tag of every project out of the tags, if it was not used, and say so."""
    if BUILT_IN in used or tags.pop(BUILT_IN, None) is None:
        return []
    return [f"The tag {BUILT_IN}, which was not used, was left out."]


def _known_revision(database: sqlite3.Connection, file: str) -> str:
    rows = database.execute("SELECT version_num FROM alembic_version")
    found = ", ".join(str(name) for (name,) in rows)
    if found in REVISIONS:
        return found
    rule = "is a database of Taguette of an unknown revision"
    hint = f"export it with Taguette 1.5.2, which writes {REVISIONS[0]}"
    raise DataError(Fault(file=file, value=found or "none", rule=rule, hint=hint))


def _project_key(database: sqlite3.Connection, file: str, wanted: str | None) -> int:
    found = database.execute("SELECT id, name FROM projects ORDER BY id").fetchall()
    keys = [key for key, name in found if wanted in (None, name)]
    if len(keys) == 1:
        return int(keys[0])
    names = [name for _, name in found]
    if wanted is None and not names:
        rule, hint = "holds no project", "export the project again"
    elif keys:
        rule = f"holds {len(keys)} projects to choose from, got {names[:5]}"
        hint = "name one of them as project; names must differ"
    else:
        rule = f"has no project {wanted!r}, got {names[:5]}"
        hint = "name one of them as project"
    raise DataError(Fault(file=file, rule=rule, hint=hint))


def _one_person(database: sqlite3.Connection, file: str, project: int) -> None:
    people = database.execute(PEOPLE, (project,)).fetchall()
    if len(people) > 1:
        rule = f"{len(people)} people highlighted in the project"
        why = "Taguette does not keep whose a highlight is"
        hint = f"{why}, so give each coder a project of their own"
        raise DataError(Fault(file=file, rule=rule, hint=hint))


def _page_text(contents: str) -> str:
    # As Taguette does, whose positions count the white space that this parser keeps.
    return BeautifulSoup(contents, "html5lib").get_text()


def _placed(
    highlights: list[tuple[int, int, object, object, str, int | None]],
    texts: dict[int, str],
    names: dict[int, str],
    codes: dict[int | None, str | None],
    file: str,
) -> tuple[list[tuple[str, int, int, str, str | None]], list[str]]:
    """Turn positions in bytes into positions in plain text, or say which cannot be.

    Of empty highlights, only the places are returned.
    """
    places = {key: plain_places(text, encoding="utf-8") for key, text in texts.items()}
    plain = {key: plain_text(text) for key, text in texts.items()}
    placed, empty = [], []
    wrong: dict[str, dict[str, None]] = {}
    for key, document, first, last, snippet, tag in highlights:
        where = f"highlight {key} in {names[document]}, {first} to {last}"
        place = place_between(places[document], first, last)
        words = plain[document][slice(*place)] if place else ""
        stored = _letters(_page_text(snippet))
        if first == last and not stored:
            empty.append(where)
        elif tag not in codes:
            wrong.setdefault(STRANGE, {})[where] = None
        elif place is None:
            wrong.setdefault(_why_nowhere(first, last), {})[where] = None
        elif _letters(words) != stored:
            wrong.setdefault(OTHER, {})[where] = None
        else:
            placed.append((names[document], *place, words, codes[tag]))
    refuse(
        fault
        for rule, found in wrong.items()
        for fault in faults_of(found, f"highlights {rule}", HINTS[rule], file=file)
    )
    return placed, empty


def _why_nowhere(first: object, last: object) -> str:
    if isinstance(first, int) and isinstance(last, int) and last <= first:
        return BACKWARDS
    return OUTSIDE


def _letters(text: str) -> str:
    # Snippets are cut out of the page; the white space between its parts may differ.
    return "".join(text.split())
