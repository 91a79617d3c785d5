"""Databases of coding programs are opened only to read, or it is said why not."""

import sqlite3
from contextlib import closing

import pytest

from exchange.coding._program_database import columns_of, read_only, rows_of
from results import DataError

NEEDED = {"code_name": ["cid", "name"], "source": ["id"]}
HINT = "; is it a project of QualCoder, of a version that can be read here?"


@pytest.fixture
def database(tmp_path):
    """Return a database with a table of codes and one of sources."""
    path = tmp_path / "data.qda"
    with closing(sqlite3.connect(path)) as made:
        made.executescript(
            "CREATE TABLE code_name (cid, name, color);"
            "INSERT INTO code_name VALUES (2, 'Law', NULL), (1, 'Home', 'red');"
            "CREATE TABLE source (id, fulltext);"
        )
    return path


def refusal(path, needed=NEEDED):
    """Return what is said of a database that is refused."""
    opening = read_only(path, needed, program="QualCoder")
    with pytest.raises(DataError) as caught, opening:
        pytest.fail("it was opened")
    return str(caught.value)


def test_columns_and_rows_are_read_in_the_order_asked_for(database):
    """A table that is not there has no columns."""
    with read_only(database, NEEDED, program="QualCoder") as opened:
        assert columns_of(opened, "code_name") == ["cid", "name", "color"]
        assert columns_of(opened, "cases") == []
        asked = ["name", "color"]
        assert rows_of(opened, "code_name", asked, order="cid") == [
            ("Home", "red"),
            ("Law", None),
        ]
        assert rows_of(opened, "source", ["id"], order="id") == []
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened.execute("SELECT 1")


def test_nothing_in_it_can_be_changed_and_nothing_is_written_beside_it(database):
    """Whoever tries is told."""
    before = database.read_bytes()
    opening = read_only(database, NEEDED, program="QualCoder")
    with pytest.raises(DataError) as caught, opening as opened:
        opened.execute("DELETE FROM code_name")
    assert str(caught.value) == (
        "data.qda: cannot be read as a database of QualCoder (attempt to write a "
        "readonly database); export or copy it again"
    )
    assert database.read_bytes() == before
    assert [path.name for path in database.parent.iterdir()] == ["data.qda"]


def test_all_that_is_not_there_is_told_together(database):
    """A table by itself, and each column of one that is there."""
    needed = {"code_name": ["cid", "owner", "memo"], "cases": ["id"], "source": ["id"]}
    assert refusal(database, needed).splitlines() == [
        f"data.qda: has no column owner in the table code_name{HINT}",
        f"data.qda: has no column memo in the table code_name{HINT}",
        f"data.qda: has no table cases{HINT}",
    ]


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_database_in_use_is_refused(database, ending):
    """A file that is empty holds no changes."""
    beside = database.with_name(f"data.qda{ending}")
    beside.write_bytes(b"")
    with read_only(database, NEEDED, program="QualCoder"):
        pass
    beside.write_bytes(b"changes")
    assert refusal(database) == (
        f"data.qda: has unsaved changes, in data.qda{ending}; close QualCoder, and try "
        "again"
    )


def test_what_is_no_database_is_refused(tmp_path):
    """Nothing, a folder, and a file of another kind."""
    missing = "x.qda: is missing; name the database that QualCoder wrote"
    assert refusal(tmp_path / "x.qda") == missing
    (tmp_path / "x.qda").mkdir()
    assert refusal(tmp_path / "x.qda") == missing
    (tmp_path / "y.qda").write_text("no database " * 200)
    assert refusal(tmp_path / "y.qda") == (
        "y.qda: cannot be read as a database of QualCoder (file is not a database); "
        "export or copy it again"
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("x'ff41'", ", code_name.name: 2 cells hold bytes and no text or number"),
        (
            "CAST(x'4dff' AS TEXT)",
            ": cannot be read as a database of QualCoder (Could not decode to UTF-8 "
            "column 'name')",
        ),
    ],
)
def test_what_is_no_text_is_refused_without_its_words(database, value, said):
    """Bytes, and text of another encoding."""
    with closing(sqlite3.connect(database)) as made:
        made.execute(f"UPDATE code_name SET name = {value}")
        made.commit()
    opening = read_only(database, NEEDED, program="QualCoder")
    with pytest.raises(DataError) as caught, opening as opened:
        rows_of(opened, "code_name", ["name"], order="cid")
    assert str(caught.value) == f"data.qda{said}; export or copy it again"


def test_a_schema_that_cannot_be_decoded_is_refused(database):
    """The message of SQLite quotes it."""
    with closing(sqlite3.connect(database)) as made:
        made.execute("PRAGMA writable_schema = 1")
        made.execute(
            "UPDATE sqlite_master SET name = CAST(x'ff' AS TEXT), sql = 'CREATE'"
        )
        made.commit()
    assert refusal(database).startswith(
        "data.qda: cannot be read as a database of QualCoder ("
    )
