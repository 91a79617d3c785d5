"""Memos, annotations, the journal and attributes in a database of QualCoder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from exchange.coding._program_database import Database, columns_of, rows_of
from exchange.coding._several import remarks_of
from exchange.coding._text_positions import place_between, plain_places

Key = tuple[str, object]  # "category" or "code", and its key
Texts = Mapping[object, tuple[str, str]]  # name and text by key
Row = tuple[object, ...]

Owner = tuple[object, ...]  # what a memo is attached to, as in MEMOS

MADE = ("memo", "owner", "date")
PLACE = ("fid", "pos0", "pos1")
PROJECT: Owner = ("project", "", "", None, None)
#: Of these, what a memo is attached to is named in its title.
TITLED = ("attribute_type",)


def database_memos(
    database: Database,
    texts: Texts,
    paths: Mapping[Key, str],
    *,
    encoding: str,
    left: Collection[object] = (),
) -> tuple[list[Row], list[str]]:
    """List every memo, annotation and entry of the journal.

    Parameters
    ----------
    database : Database
        Open; a table or column that its version lacks holds nothing.
    texts : mapping of object to (str, str)
        Name and text of each source by its key.
    paths : mapping of (str, object) to str
        Path of each category and code.
    encoding : str
        In which positions count units, as `plain_places` takes it.
    left : collection, optional
        Keys of sources that are left out, of whose memos nothing is said.

    Returns
    -------
    list of tuple
        Rows of `coded_project.MEMOS`.
    list of str
        A remark, if sources without a text, or codings of them, have memos.
    """
    owners = _owners(texts, paths, encoding)
    rows: list[Row] = [
        (*PROJECT, "", written, "", memo)
        for memo, written in _read(database, "project", ["memo", "date"])
    ]
    columns = ["owner", "date", "name", "jentry"]
    rows += [(*PROJECT, *entry) for entry in _read(database, "journal", columns)]
    lost: list[str] = []
    for table, (keys, owner_of) in owners.items():
        for *key, memo, author, written in _read(database, table, [*keys, *MADE]):
            owner, title = owner_of(*key), key[0] if table in TITLED else ""
            if owner is not None:
                rows.append((*owner, author, written, title, memo))
            elif str(memo).strip() and key[0] not in left:
                lost.append(table)
    words = "memos of pictures and recordings, which have no words, were left out"
    rows = [(*row[:-1], str(row[-1]).strip()) for row in rows]
    return [row for row in rows if row[-1]], remarks_of(lost, words)


def _owners(
    texts: Texts, paths: Mapping[Key, str], encoding: str
) -> dict[str, tuple[Sequence[str], Callable[..., Owner | None]]]:
    """Return of each table: the columns that say to what a memo belongs, and to what.

    That is None if it has no text.
    """
    places = {
        k: plain_places(text, encoding=encoding) for k, (_, text) in texts.items()
    }

    def interview(key: object) -> Owner | None:
        name = texts[key][0] if key in texts else ""
        return ("interview", name, name, None, None) if key in texts else None

    def passage(key: object, start: object, end: object) -> Owner | None:
        if key not in texts:
            return None
        place = place_between(places[key], start, end) or (None, None)
        return ("passage", "", texts[key][0], *place)

    def code(kind: str) -> Callable[..., Owner]:
        return lambda key: ("code", paths[kind, key], "", None, None)

    return {
        "source": (["id"], interview),
        "cases": (["name"], lambda name: ("case", name, "", None, None)),
        "attribute_type": (["name"], lambda _: PROJECT),
        "code_cat": (["catid"], code("category")),
        "code_name": (["cid"], code("code")),
        **dict.fromkeys(("code_text", "annotation", "case_text"), (PLACE, passage)),
        **dict.fromkeys(("code_image", "code_av"), (["id"], lambda _: None)),
    }


def described_sources(database: Database) -> list[object]:
    """List the key of its source for each memo of a source or of a part of it."""
    tables = {"source": "id", "code_image": "id", "code_av": "id"}
    tables |= dict.fromkeys(("code_text", "annotation", "case_text"), PLACE[0])
    return [
        key
        for table, column in tables.items()
        for key, memo in _read(database, table, [column, "memo"])
        if str(memo).strip()
    ]


def database_attributes(
    database: Database, texts: Texts
) -> tuple[list[Row], list[str]]:
    """List what is known of each source, or of a case that is linked to it.

    Parameters
    ----------
    database, texts
        As `database_memos` takes them.

    Returns
    -------
    list of tuple
        Rows of `coded_project.ATTRIBUTES`.
    list of str
        A remark, if values belong to cases without a source.
    """
    cases = {key: name for key, name in _read(database, "cases", ["caseid", "name"])}
    linked: dict[object, dict[object, None]] = {}
    for case, source in _read(database, "case_text", ["caseid", "fid"]):
        if case in cases and source in texts:
            linked.setdefault(case, {})[source] = None
    rows: list[Row] = [
        (texts[source][0], "case", cases[case])
        for case, sources in linked.items()
        for source in sources
    ]
    lost = []
    columns = ["name", "attr_type", "value", "id"]
    for name, kind, value, key in _read(database, "attribute", columns):
        if not str(value or "").strip():
            continue
        if kind == "file" and key in texts:
            rows.append((texts[key][0], name, value))
        elif kind == "case" and key in cases:
            rows += [(texts[s][0], name, value) for s in linked.get(key, ())]
            lost += [] if key in linked else [f"{name} of {cases[key]}"]
    words = "values of cases that are linked to no interview were left out"
    return rows, remarks_of(lost, words)


def _read(database: Database, table: str, columns: Sequence[str]) -> Iterator[Row]:
    """Yield some columns of all rows, empty cells as ""; none if one is not there."""
    if set(columns) <= set(columns_of(database, table)):
        for row in rows_of(database, table, columns, order="rowid"):
            yield tuple(map(_filled, row))


def _filled(cell: object) -> object:
    if isinstance(cell, bytes):  # where a damaged database has no text
        return cell.decode("utf-8", errors="replace")
    return "" if cell is None else cell
