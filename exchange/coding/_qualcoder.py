"""Projects of QualCoder, from the database ``data.qda`` in their folder."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from analysis.data.transcripts import plain_text
from exchange.coding._code_tree import in_tree_order
from exchange.coding._left_out import NOTHING, LeftOut
from exchange.coding._program_database import Database, columns_of, read_only, rows_of
from exchange.coding._qualcoder_memos import (
    Key,
    Texts,
    database_attributes,
    database_memos,
    described_sources,
)
from exchange.coding._several import faults_of, refuse, remarks_of
from exchange.coding._text_positions import place_between, plain_places
from exchange.coding.projects import (
    BELOW,
    MOST_LEVELS,
    CodedProject,
    coded_project,
    empty_left_out,
    faults_of_depth,
)
from results import DataError, Fault

DATABASE = "data.qda"

NEEDED = {
    "project": ["databaseversion"],
    "source": ["id", "name", "fulltext", "mediapath"],
    "code_cat": ["catid", "name", "memo", "supercatid"],
    "code_name": ["cid", "name", "memo", "catid", "color"],
    "code_text": ["ctid", "cid", "fid", "seltext", "pos0", "pos1", "owner"],
}

#: How QualCoder names the place of a picture, sound or film.
MEDIA = re.compile(r"/?(?:images|audio|video)[/:]")
#: Qt parts the lines of a selection by a sign of its own.
LINE_END = re.compile("\r\n|\r|\u2029")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")

AGAIN = "open the project in QualCoder, mend it there, and copy it again"
CHARACTERS, UNITS = "utf-32-le", "utf-16-le"
MEDIA_LEFT_OUT = (
    "sources are pictures, sound or film and were left out with their codings"
)
QT = (
    "Positions count an emoji as two, as Qt does; every coding has its stored words "
    "there."
)


def read_qualcoder(path: Path, *, left_out: LeftOut = NOTHING) -> CodedProject:
    """Read a project of QualCoder.

    Parameters
    ----------
    path : Path
        The folder ``NAME.qda`` of the project, or ``data.qda`` in it; it is only read.
    left_out : LeftOut, optional
        Sources to leave out, of whatever kind, and the count of what goes with them.

    Returns
    -------
    CodedProject
        Categories stand above their codes, and no passage may carry them. The owner of
        a coding is its coder. Left out, with a remark: pictures, sound and film, and
        empty codings.

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
        left = _leave_out(database, texts, media, left_out)
        codes, paths = _codes(database, path.name)
        passed = {*media, *left}
        excerpts, encoding, empty = _excerpts(database, path.name, texts, passed, paths)
        transcripts = _transcripts(database, texts, media)
        memos, lost = database_memos(
            database, texts, paths, encoding=encoding, left=left
        )
        attributes, unlinked = database_attributes(database, texts)
    return coded_project(
        origin=f"QualCoder (database {version[0] if version else 'of no version'})",
        sources=[(name, plain_text(text), "") for name, text in texts.values()],
        codes=codes,
        excerpts=excerpts,
        remarks=[
            *remarks_of(media.values(), MEDIA_LEFT_OUT),
            *([] if encoding == CHARACTERS else [QT]),
            *empty_left_out(empty),
            *lost,
            *unlinked,
        ],
        transcripts=transcripts,
        memos=memos,
        attributes=attributes,
    )


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


def _leave_out(
    database: Database,
    texts: dict[object, tuple[str, str]],
    media: dict[object, str],
    left_out: LeftOut,
) -> set[object]:
    """Take sources out of texts and media, and return their keys."""
    coded = rows_of(database, "code_text", ["fid"], order="ctid")
    for table in ("code_image", "code_av"):
        if "id" in columns_of(database, table):
            coded += rows_of(database, table, ["id"], order="id")
    names = {key: name for key, (name, _) in texts.items()} | media
    left = left_out.among(names, (key for (key,) in coded), described_sources(database))
    for key in left:
        texts.pop(key, None)
        media.pop(key, None)
    return left


def _transcripts(
    database: Database, texts: Texts, media: Mapping[object, str]
) -> dict[str, tuple[str, ...]]:
    """Return the names of pictures, sound and film, and of the transcripts of each."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(media.values(), ())
    # Before QualCoder 3 a recording did not say which text is its transcript.
    if "av_text_id" in columns_of(database, "source"):
        for key, text in rows_of(database, "source", ["id", "av_text_id"], order="id"):
            if key in media and text in texts:
                found[media[key]] = (texts[text][0],)
    return found


Node = tuple[str, str, str, Key | None]  # name, memo, colour, what stands above it


def _codes(
    database: Database, file: str
) -> tuple[list[tuple[object, ...]], dict[Key, str]]:
    """Return the rows of categories and codes, and the path of each by its key."""
    columns = ["'category'", "catid", "name", "memo", "supercatid", "NULL", "NULL"]
    rows = rows_of(database, "code_cat", columns, order="catid")
    # A code could not stand under a code before QualCoder 4.
    below = "supercid" if "supercid" in columns_of(database, "code_name") else "NULL"
    columns = ["'code'", "cid", "name", "memo", "catid", below, "color"]
    rows += rows_of(database, "code_name", columns, order="cid")
    found: dict[Key, Node] = {}
    for kind, key, name, memo, category, code, colour in rows:
        above = None if category is None else ("category", category)
        above = above if code is None else ("code", code)
        shown = str(colour) if COLOUR.fullmatch(str(colour)) else ""
        found[str(kind), key] = (str(name), str(memo or ""), shown, above)
    paths = _paths(found, file)
    tree = in_tree_order(
        (paths[key], name, paths[above] if above else "", memo, key[0] == "code", shown)
        for key, (name, memo, shown, above) in found.items()
    )
    return tree, paths


def _paths(found: Mapping[Key, Node], file: str) -> dict[Key, str]:
    paths = {}
    faults = []
    deep = []
    for key in found:
        labels: list[str] = []
        seen: set[Key] = set()
        here: Key | None = key
        while here is not None and here in found and here not in seen:
            if len(labels) == MOST_LEVELS:
                deep.append(labels[0])
                break
            seen.add(here)
            label, _, _, here = found[here]
            labels.append(label)
        if here is not None and (here in seen or here not in found):
            rule = f"stands below a {here[0]} that is not there"
            if here in seen:
                rule = "stands in a circle of codes below codes"
            faults.append(Fault(file=file, value=labels[0], rule=rule, hint=AGAIN))
        paths[key] = BELOW.join(reversed(labels))
    refuse([*faults, *faults_of_depth(deep, file=file)])
    return paths


Excerpt = tuple[object, ...]


def _excerpts(
    database: Database,
    file: str,
    texts: Texts,
    passed: Collection[object],
    paths: Mapping[Key, str],
) -> tuple[list[Excerpt], str, list[str]]:
    """Return the rows of excerpts, the encoding of positions, and empty codings."""
    names = ["ctid", "cid", "fid", "seltext", "pos0", "pos1", "owner"]
    codings = rows_of(database, "code_text", names, order="ctid")
    codings = [row for row in codings if row[2] not in passed]
    codes = {key: path for (kind, key), path in paths.items() if kind == "code"}
    lost = [row[0] for row in codings if row[1] not in codes or row[2] not in texts]
    rule = "codings have no code or no source"
    refuse(faults_of(lost, rule, AGAIN, file=file))
    empty = [row for row in codings if row[4] == row[5] and not row[3]]
    codings = [row for row in codings if row not in empty]
    places = [
        f"coding {row[0]} in {texts[row[2]][0]}, {row[4]} to {row[5]}" for row in empty
    ]
    found, wrong = _placed(codings, texts, codes, CHARACTERS)
    if not wrong:
        return found, CHARACTERS, places
    found, still = _placed(codings, texts, codes, UNITS)
    if still:
        rule = "codings have other words than stand at their positions"
        raise DataError(faults_of(wrong, rule, AGAIN, file=file))
    return found, UNITS, places


def _placed(
    codings: list[Excerpt], texts: Texts, paths: Mapping[object, str], encoding: str
) -> tuple[list[Excerpt], list[str]]:
    places = {
        source: plain_places(text, encoding=encoding)
        for source, (_, text) in texts.items()
    }
    plain = {source: plain_text(text) for source, (_, text) in texts.items()}
    found: list[Excerpt] = []
    wrong = []
    for key, code, source, words, first, last, owner in codings:
        name = texts[source][0]
        place = place_between(places[source], first, last)
        said = plain[source][slice(*place)] if place else ""
        stored = LINE_END.sub("\n", str(words))
        if place is None or said not in (stored, stored.removeprefix("\ufeff")):
            outside = "" if place else ", which is no place in its text"
            wrong.append(f"coding {key} in {name}, {first} to {last}{outside}")
            continue
        found.append((name, *place, said, paths[code], str(owner or "")))
    return found, wrong
