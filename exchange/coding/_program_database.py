"""The databases in which coding programs keep their projects, opened only to read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from exchange.coding._several import refuse
from results import DataError, Fault

Database = sqlite3.Connection

#: Files beside a database that hold changes not yet in it.
UNSAVED = ("-wal", "-journal")


@contextmanager
def read_only(
    path: Path, needed: Mapping[str, Sequence[str]], *, program: str
) -> Iterator[Database]:
    """Open a database that a program wrote, if it is one; nothing in it can change.

    Parameters
    ----------
    path : Path
        The file.
    needed : mapping of str to sequence of str
        Tables that must be there, and columns of each.
    program : str
        Which program wrote it, for the messages.

    Yields
    ------
    Database
        Closed at the end.

    Raises
    ------
    DataError
        If the file is missing, in use, damaged or no database, a table or column is not
        there, or a cell holds bytes; all of each of the last two at once.
    """
    if not path.is_file():
        hint = f"name the database that {program} wrote"
        raise DataError(Fault(file=path.name, rule="is missing", hint=hint))
    for ending in UNSAVED:
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:
            rule = f"has unsaved changes, in {beside.name}"
            hint = f"close {program}, and try again"
            raise DataError(Fault(file=path.name, rule=rule, hint=hint))
    # Immutable: SQLite then neither locks the file nor writes anything beside it.
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            refuse(_lacking(database, needed, path.name, program))
            refuse(_bytes(database, needed, path.name))
            yield database
    # Messages of SQLite may hold what cannot be decoded themselves.
    except (sqlite3.Error, UnicodeDecodeError) as error:
        # Of what cannot be decoded, SQLite adds the whole text.
        reason = str(error).partition(" with text ")[0]
        rule = f"cannot be read as a database of {program} ({reason})"
        hint = "export or copy it again"
        raise DataError(Fault(file=path.name, rule=rule, hint=hint)) from error


def columns_of(database: Database, table: str) -> list[str]:
    """Return the columns of a table; none if there is no such table."""
    found = database.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return [str(name) for (name,) in found]


def rows_of(
    database: Database, table: str, columns: Sequence[str], *, order: str
) -> list[tuple[object, ...]]:
    """Return some columns of all rows of a table, in the order of one of its columns.

    Names of tables and columns are those of the importer, never those of a user.
    """
    names = ", ".join(columns)
    return list(database.execute(f"SELECT {names} FROM {table} ORDER BY {order}"))


def _lacking(
    database: Database, needed: Mapping[str, Sequence[str]], file: str, program: str
) -> Iterator[Fault]:
    hint = f"is it a project of {program}, of a version that can be read here?"
    for table, names in needed.items():
        there = columns_of(database, table)
        lacking = [f"column {n} in the table {table}" for n in names if n not in there]
        for what in lacking if there else [f"table {table}"]:
            yield Fault(file=file, rule=f"has no {what}", hint=hint)


def _bytes(
    database: Database, needed: Mapping[str, Sequence[str]], file: str
) -> Iterator[Fault]:
    hint = "export or copy it again"
    for table, names in needed.items():
        for name in names:
            query = f"SELECT count(*) FROM {table} WHERE typeof({name}) = 'blob'"
            if number := database.execute(query).fetchone()[0]:
                rule = f"{number} cells hold bytes and no text or number"
                yield Fault(file=file, variable=f"{table}.{name}", rule=rule, hint=hint)
