"""Memos and attributes of QualCoder, from every table that has any."""

import sqlite3

import pytest
from example_refi import SAMPLES

from exchange.coding._qualcoder_memos import database_attributes, database_memos

TEXTS = {1: ("P01", "é😊 one two"), 2: ("P02", "")}
PATHS = {("category", 1): "Help", ("code", 1): "Help > Tutor"}
UNITS = "utf-16-le"


@pytest.fixture
def database():
    """Return an empty database of the program, to be filled."""
    sample = SAMPLES / "qualcoder" / "thesis_sample_data.qda.sqlite3"
    whole = sqlite3.connect(f"file:{sample}?mode=ro&immutable=1", uri=True)
    empty = sqlite3.connect(":memory:")
    for (statement,) in whole.execute("SELECT sql FROM sqlite_master WHERE sql <> ''"):
        empty.execute(statement)
    whole.close()
    yield empty
    empty.close()


def fill(database, table, columns, *rows):
    """Add rows to a table."""
    marks = ", ".join("?" for _ in columns.split(", "))
    add = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
    database.executemany(add, rows)


def test_every_table_with_memos_is_read(database):
    """Positions count as Qt does; blank memos are none, and damage shows."""
    made = "memo, owner, date"
    fill(database, "project", "memo, date", ("About.", "1 May"))
    fill(database, "journal", "name, jentry, owner, date", ("Day 1", "Hm.", "A", "2"))
    fill(database, "source", f"id, name, {made}", (1, "P01", "Short.", "A", "3"))
    fill(database, "source", f"id, name, {made}", (9, "a.mp3", "Loud.", "A", "3"))
    fill(database, "cases", f"caseid, name, {made}", (1, "Tom", "Tall.", "B", "4"))
    fill(database, "attribute_type", f"name, {made}", ("age", "Years.", "B", None))
    fill(database, "code_cat", f"catid, name, {made}", (1, "Help", "Any.", "A", "5"))
    fill(database, "code_name", f"cid, name, {made}", (1, "Tutor", " ", "A", "5"))
    place = f"fid, pos0, pos1, {made}"
    fill(database, "code_text", place, (1, 4, 7, "First.", "A", "6"))
    fill(database, "annotation", place, (1, 1, 3, b"Sm\xffile.", "B", "7"))
    fill(database, "case_text", place, (1, 0, 0, "All.", "B", "8"))
    fill(database, "code_av", f"id, {made}", (9, "Sigh.", "B", "8"))
    found, remarks = database_memos(database, TEXTS, PATHS, encoding=UNITS)
    assert found == [
        ("project", "", "", None, None, "", "1 May", "", "About."),
        ("project", "", "", None, None, "A", "2", "Day 1", "Hm."),
        ("interview", "P01", "P01", None, None, "A", "3", "", "Short."),
        ("case", "Tom", "", None, None, "B", "4", "", "Tall."),
        ("project", "", "", None, None, "B", "", "age", "Years."),
        ("code", "Help", "", None, None, "A", "5", "", "Any."),
        ("passage", "", "P01", 3, 6, "A", "6", "", "First."),
        ("passage", "", "P01", 1, 2, "B", "7", "", "Sm\ufffdile."),
        ("passage", "", "P01", None, None, "B", "8", "", "All."),
    ]
    assert remarks == [
        "2 memos of pictures and recordings, which have no words, were left out, got "
        "['source', 'code_av']."
    ]


def test_attributes_are_those_of_files_and_of_linked_cases(database):
    """A case in two files is known of both; one in none is said."""
    fill(database, "cases", "caseid, name", (1, "Tom"), (2, "Ann"))
    fill(database, "case_text", "caseid, fid", (1, 1), (1, 2), (1, 1), (2, 9))
    columns = "name, attr_type, value, id"
    fill(database, "attribute", columns, ("place", "file", "ward", 1))
    fill(database, "attribute", columns, ("place", "file", "lost", 9))
    fill(database, "attribute", columns, ("age", "case", 34, 1), ("age", "case", "", 2))
    fill(database, "attribute", columns, ("sex", "case", "f", 2))
    found, remarks = database_attributes(database, TEXTS)
    assert found == [
        ("P01", "case", "Tom"),
        ("P02", "case", "Tom"),
        ("P01", "place", "ward"),
        ("P01", "age", "34"),
        ("P02", "age", "34"),
    ]
    assert remarks == [
        "1 values of cases that are linked to no interview were left out, got ['sex of "
        "Ann']."
    ]


def test_a_database_that_lacks_tables_and_columns_holds_nothing_there(database):
    """As those of older versions."""
    database.execute("ALTER TABLE project DROP COLUMN memo")
    for table in ("annotation", "attribute", "journal"):
        database.execute(f"DROP TABLE {table}")
    assert database_memos(database, TEXTS, PATHS, encoding=UNITS) == ([], [])
    assert database_attributes(database, TEXTS) == ([], [])
