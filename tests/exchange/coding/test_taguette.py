"""Databases of Taguette: exact quotes, untagged highlights, and what is refused."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from exchange.coding._left_out import LeftOut
from exchange.coding._taguette import read_taguette
from exchange.coding._text_tables import text_table
from results import DataError

SAMPLES = Path(__file__).parents[2] / "qualitative_samples" / "taguette"
A = SAMPLES / "coderA_project.sqlite3"
B = SAMPLES / "coderB_project.sqlite3"

WORRIED = (
    "I was worried. I hadn’t studied since school and I kept thinking I’d be found out."
)
CHAT = "We set up a chat 😊 and if somebody was stuck we’d sort it together."
ASK = "ask for help early. Don’t sit there on your own with it."


@pytest.fixture
def altered(tmp_path):
    """Return a copy of coder A's database after some statements of SQL."""

    def alter(*statements):
        path = tmp_path / "copy.sqlite3"
        shutil.copyfile(A, path)
        with closing(sqlite3.connect(path)) as database:
            for statement in statements:
                database.execute(statement)
            database.commit()
        return path

    return alter


def rows(project):
    """Return the excerpts as tuples, None where there is no code."""
    return [
        tuple(None if pd.isna(value) else value for value in row)
        for row in project.excerpts.astype("object").itertuples(index=False)
    ]


def message(path, **options):
    """Return what is said of a file that is refused."""
    with pytest.raises(DataError) as caught:
        read_taguette(path, coder="A", **options)
    return str(caught.value)


def test_every_highlight_has_its_words_at_its_place():
    """All nine of coder A, by hand from the program's list; one text holds an emoji."""
    assert rows(read_taguette(A, coder="A")) == [
        ("P01", 80, 162, WORRIED, "Confidence", "A"),
        (
            "P01",
            163,
            220,
            "My tutor, Siân, was brilliant though – she rang me twice.",
            "Support > Tutor",
            "A",
        ),
        ("P01", 283, 350, CHAT, "Support > Peers", "A"),
        ("P01", 283, 350, CHAT, "Confidence", "A"),
        (
            "P01",
            351,
            396,
            "It cost me £40 a week in childcare, mind you.",
            "Barriers > Money",
            "A",
        ),
        ("P01", 460, 516, ASK, "Support", "A"),
        ("P01", 460, 516, ASK, "Barriers > Isolation", "A"),
        (
            "P02",
            119,
            160,
            "nobody picked up. I felt a bit on my own.",
            "Barriers > Isolation",
            "A",
        ),
        ("P02", 214, 236, "I missed two deadlines", None, "A"),
        (
            "P02",
            271,
            332,
            "Money was tight too, so I picked up extra shifts at the café.",
            "Barriers > Money",
            "A",
        ),
        (
            "P02",
            375,
            428,
            "One named person. Someone who’d ring me up, you know?",
            "Support > Tutor",
            "A",
        ),
    ]


def test_documents_codes_and_remarks_are_those_of_the_project():
    """Two documents, eight of nine tags as a tree; the built-in one was not used."""
    project = read_taguette(A, coder="A")
    assert project.origin == "Taguette (database revision db5e31a0233d)"
    assert list(project.sources["source"]) == ["P01", "P02"]
    assert list(project.sources["case"]) == ["", ""]
    opening = "Interviewer: How did you find the first few weeks of the course?\nP01: H"
    assert project.sources["text"][0].startswith(opening)
    assert [len(text) for text in project.sources["text"]] == [516, 428]
    assert list(project.codes.itertuples(index=False, name=None)) == [
        ("Support", "Support", "", "Any help received or wanted", True, ""),
        ("Support > Tutor", "Tutor", "Support", "Contact with a named tutor", True, ""),
        ("Support > Peers", "Peers", "Support", "Help from other students", True, ""),
        ("Barriers", "Barriers", "", "Things that got in the way", True, ""),
        ("Barriers > Money", "Money", "Barriers", "Cost, shifts, childcare", True, ""),
        ("Barriers > Isolation", "Isolation", "Barriers", "Studying alone", True, ""),
        ("Confidence", "Confidence", "", "Self-belief, impostor feelings", True, ""),
        ("Unused code", "Unused code", "", "Never applied", True, ""),
    ]
    assert project.remarks == (
        "The tag interesting, which was not used, was left out.",
    )
    assert project.case_values.empty


@pytest.mark.parametrize(("path", "highlights"), [(A, 9), (B, 8)])
def test_the_database_holds_at_least_what_the_table_holds(path, highlights):
    """The CSV lacks coder A's one highlight without a tag, and nothing else."""
    project = read_taguette(path, coder="X")
    assert len(project.excerpts.drop_duplicates(["source", "start", "end"])) == (
        highlights
    )
    table = text_table(
        path.with_name(path.name.replace("project.sqlite3", "highlights_all.csv")),
        ["document", "tag", "content"],
    )
    coded = project.excerpts.dropna(subset=["code"])
    found = zip(coded["source"], coded["code"], coded["text"], strict=True)
    listed = zip(
        table["document"],
        table["tag"].str.replace(".", " > "),
        table["content"],
        strict=True,
    )
    assert sorted(found) == sorted(listed)


def test_two_coders_come_from_two_files():
    """Each file has the one coder that it is said to be of."""
    for path, coder in ((A, "First"), (B, "Second")):
        project = read_taguette(path, coder=coder)
        assert set(project.excerpts["coder"]) == {coder}


def test_a_code_does_not_catch_one_whose_name_begins_alike(altered):
    """Taguette's own export of Support would also list Supportive; here it does not."""
    path = altered(
        "INSERT INTO tags VALUES (20, 1, 'Supportive', '')",
        "INSERT INTO highlight_tags VALUES (9, 20)",
    )
    project = read_taguette(path, coder="A")
    by_code = project.excerpts.groupby("code")["text"].apply(list)
    assert by_code["Supportive"] == ["I missed two deadlines"]
    assert by_code["Support"] == [ASK]
    parents = dict(zip(project.codes["code"], project.codes["parent"], strict=True))
    assert parents["Supportive"] == ""


def test_a_tag_above_others_that_is_no_tag_may_not_be_carried(altered):
    """It is made, before those below it."""
    path = altered(
        "DELETE FROM highlight_tags WHERE tag_id = 2", "DELETE FROM tags WHERE id = 2"
    )
    codes = read_taguette(path, coder="A").codes
    assert list(codes.iloc[0]) == ["Support", "Support", "", "", False, ""]
    assert list(codes["code"][1:3]) == ["Support > Tutor", "Support > Peers"]


def test_a_tag_is_above_those_that_were_made_before_it(altered):
    """The order of making does not matter."""
    path = altered(
        "INSERT INTO tags VALUES (20, 1, 'Late.First', '')",
        "INSERT INTO tags VALUES (21, 1, 'Late', 'above')",
        "INSERT INTO tags VALUES (22, 1, 'etc.', 'one name')",
    )
    codes = read_taguette(path, coder="A").codes
    assert list(codes["code"][-3:]) == ["Late", "Late > First", "etc."]
    assert list(codes["codable"][-3:]) == [True, True, True]


def test_the_built_in_tag_is_kept_where_it_was_used(altered):
    """A coder may have meant it."""
    path = altered("INSERT INTO highlight_tags VALUES (9, 1)")
    project = read_taguette(path, coder="A")
    assert project.codes["code"][0] == "interesting"
    assert project.remarks == ()
    assert not project.excerpts["code"].isna().any()


def test_a_byte_order_mark_is_taken_out_and_a_line_end_is_one_byte(altered):
    """HTML knows one line end, as Taguette's parser does: bytes 12 to 17 are café."""
    path = altered(
        "UPDATE documents SET contents = char(65279) || '<p>a &amp; b' || char(13, 10) "
        "|| 'at café</p>' WHERE id = 1",
        "DELETE FROM highlights WHERE document_id = 1",
        "DELETE FROM highlight_tags WHERE highlight_id < 6",
        "INSERT INTO highlights VALUES (30, 1, 12, 17, '<p>café</p>')",
        "INSERT INTO highlight_tags VALUES (30, 8)",
    )
    project = read_taguette(path, coder="A")
    assert project.sources["text"][0] == "a & b\nat café"
    assert rows(project)[0] == ("P01", 9, 13, "café", "Confidence", "A")


def test_blank_lines_between_paragraphs_are_counted():
    """As Taguette makes them of Word and PDF; the export page lists these nine."""
    blank = SAMPLES.parent / "faults" / "taguette-blank-line.sqlite3"
    project, plain = (read_taguette(path, coder="A") for path in (blank, A))
    moved = [(one, start - 1, *rest) for one, start, _, *rest in rows(project)[:7]]
    assert moved == [(one, start, *rest) for one, start, _, *rest in rows(plain)[:7]]
    assert rows(project)[7:] == rows(plain)[7:]
    assert project.sources["text"][0].startswith(
        "Interviewer: How did you find the first few weeks of the course?\n\nP01: Hon"
    )


#: Made of a text document; what it counts is by Taguette 1.5.2's own `extract`.
PAGE = (
    "<p>a\xa0b</p>\n\n<p></p>\n<p>c\td<br>\ne &lt;3</p> \n <pre>\n f</pre>"
    "<ul>\n<li>g &amp; h</li>\n</ul>\n<table>\n<tbody><tr>\n<td>i</td>\n</tr>\n"
    "</tbody></table>\n\n<h1>😊</h1>\n  <p>é end</p>"
)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (0, 4, "a\xa0b"),
        (7, 10, "c\td"),
        (11, 15, "e <3"),
        (19, 20, "f"),
        (21, 26, "g & h"),
        (30, 31, "i"),
        (35, 39, "😊"),
        (42, 48, "é end"),
        (10, 48, "\ne <3 \n  f\ng & h\n\n\n\ni\n\n\n\n😊\n  é end"),
    ],
)
def test_pages_of_other_programs_are_counted_as_taguette_does(
    altered, first, last, words
):
    """Tabs, line breaks, lists, tables, empty paragraphs, signs of several bytes."""
    path = altered(
        f"UPDATE documents SET contents = '{PAGE}' WHERE id = 1",
        "DELETE FROM highlights WHERE document_id = 1",
        "DELETE FROM highlight_tags WHERE highlight_id < 6",
        f"INSERT INTO highlights VALUES (30, 1, {first}, {last}, "
        f"'{words.replace('<', '&lt;')}')",
    )
    assert rows(read_taguette(path, coder="A"))[0][3] == words


def test_an_empty_highlight_is_left_out_and_said(altered):
    """One with stored words at no place is refused, as the other tests say."""
    path = altered("INSERT INTO highlights VALUES (30, 1, 516, 516, '<p></p>')")
    project = read_taguette(path, coder="A")
    assert rows(project) == rows(read_taguette(A, coder="A"))
    assert project.remarks[1:] == (
        "1 selections are empty and were left out, got ['highlight 30 in P01, 516 to "
        "516'].",
    )


@pytest.mark.parametrize(
    "statement",
    ["UPDATE tags SET project_id = 2 WHERE id = 6", "DELETE FROM tags WHERE id = 6"],
)
def test_a_highlight_with_a_tag_of_another_project_is_refused(altered, statement):
    """Nor is one read as if it had no tag."""
    assert message(altered(statement)) == (
        "copy.sqlite3: 2 highlights have a tag that is not of their project, got "
        "['highlight 4 in P01, 363 to 409', 'highlight 7 in P02, 273 to 335']; take "
        "that tag off in Taguette, and export the project again"
    )


def test_documents_are_left_out_with_their_highlights(altered):
    """What is wrong in them does not matter."""
    path = altered("UPDATE highlights SET end_offset = 9999 WHERE document_id = 2")
    left_out = LeftOut(names=["P02"])
    project = read_taguette(path, coder="A", left_out=left_out)
    assert list(project.sources["source"]) == ["P01"]
    assert rows(project) == [
        r for r in rows(read_taguette(A, coder="A")) if r[0] == "P01"
    ]
    assert left_out.codings == {"P02": 3}
    assert left_out.memos == {"P02": 1}
    assert list(project.memos["source"]) == ["", "P01"]


def test_a_project_is_chosen_by_its_name(altered):
    """Of several, one must be named; documents of the others are not read."""
    path = altered(
        "INSERT INTO projects VALUES (2, 'Pilot', '', '2026-01-01')",
        "UPDATE documents SET project_id = 2 WHERE id = 2",
    )
    project = read_taguette(path, coder="A", project="Thesis interviews - coder A")
    assert list(project.sources["source"]) == ["P01"]
    assert set(project.excerpts["source"]) == {"P01"}
    assert message(path) == (
        "copy.sqlite3: holds 2 projects to choose from, got ['Thesis interviews - "
        "coder A', 'Pilot']; name one of them as project; names must differ"
    )
    assert message(path, project="Pilots") == (
        "copy.sqlite3: has no project 'Pilots', got ['Thesis interviews - coder A', "
        "'Pilot']; name one of them as project"
    )


def test_positions_that_cannot_be_right_are_refused_together(altered):
    """Outside, within a character, backwards, no number, or other words than stored."""
    path = altered(
        "UPDATE highlights SET end_offset = 9999 WHERE id = 1",
        "UPDATE highlights SET end_offset = 9 WHERE id = 2",
        "UPDATE highlights SET start_offset = 310 WHERE id = 3",  # within the emoji
        "UPDATE highlights SET end_offset = 363 WHERE id = 4",
        "UPDATE highlights SET start_offset = -1 WHERE id = 5",
        "UPDATE highlights SET start_offset = 'x' WHERE id = 6",
        "UPDATE highlights SET start_offset = 379 WHERE id = 8",
    )
    assert message(path) == (
        "copy.sqlite3: 4 highlights stand outside of their document, or within a "
        "character, got ['highlight 1 in P01, 80 to 9999', 'highlight 3 in P01, 310 to "
        "362', 'highlight 5 in P01, -1 to 533', "
        "'highlight 6 in P02, x to 160']; export the project again; was its document "
        "replaced?\n"
        "copy.sqlite3: 2 highlights do not end after their start, got ['highlight 2 in "
        "P01, 167 to 9', 'highlight 4 in P01, 363 to 363']; make them anew in "
        "Taguette, and export the project again\n"
        "copy.sqlite3: 1 highlights have other words than Taguette stored with them, "
        "got ['highlight 8 in P02, 379 to 433']; export the project again; was its "
        "document replaced?"
    )


def test_what_is_no_such_database_is_refused(altered, tmp_path):
    """A missing file, another kind of file, unknown and lacking tables."""
    assert message(tmp_path / "none.sqlite3") == (
        "none.sqlite3: is missing; name the database that Taguette wrote"
    )
    text = tmp_path / "text.sqlite3"
    text.write_text("no database " * 200)
    assert message(text) == (
        "text.sqlite3: cannot be read as a database of Taguette (file is not a "
        "database); export or copy it again"
    )
    empty = tmp_path / "empty.sqlite3"
    empty.write_bytes(b"")
    assert message(empty).startswith(
        "empty.sqlite3: has no table alembic_version; is it a project of Taguette, of "
        "a version that can be read here?\nempty.sqlite3: has no table projects; "
    )
    path = altered(
        "DROP TABLE highlight_tags", "ALTER TABLE highlights DROP COLUMN snippet"
    )
    hint = "; is it a project of Taguette, of a version that can be read here?"
    assert message(path) == (
        f"copy.sqlite3: has no column snippet in the table highlights{hint}\n"
        f"copy.sqlite3: has no table highlight_tags{hint}"
    )


def test_an_unknown_revision_is_refused(altered):
    """What its columns mean is not known."""
    path = altered("UPDATE alembic_version SET version_num = '0123456789ab'")
    assert message(path) == (
        "copy.sqlite3: is a database of Taguette of an unknown revision, got "
        "'0123456789ab'; export it with Taguette 1.5.2, which writes db5e31a0233d"
    )


def test_a_project_that_several_people_coded_is_refused(altered):
    """A database from a server names them, and the highlights do not."""
    path = altered(
        "INSERT INTO users SELECT 'bo', created, NULL, 0, NULL, NULL, NULL, NULL "
        "FROM users",
        "UPDATE commands SET user_login = 'bo' WHERE id = 12",
    )
    assert message(path) == (
        "copy.sqlite3: 2 people highlighted in the project; Taguette does not keep "
        "whose a highlight is, so give each coder a project of their own"
    )


def test_a_database_in_use_is_refused_and_none_is_changed(altered):
    """Changes that are not yet in the file would be missed."""
    path = altered()
    before = path.read_bytes()
    read_taguette(path, coder="A")
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["copy.sqlite3"]
    path.with_name("copy.sqlite3-wal").write_bytes(b"changes")
    assert message(path) == (
        "copy.sqlite3: has unsaved changes, in copy.sqlite3-wal; close Taguette, and "
        "try again"
    )


def test_two_documents_or_tags_of_one_name_are_refused(altered):
    """A passage would not say which it is of."""
    path = altered("UPDATE documents SET name = 'P01'")
    assert message(path) == (
        "Taguette (database revision db5e31a0233d): 1 sources stand twice, got "
        "['P01']; rename all but one in the program, and export again"
    )
    path = altered("INSERT INTO tags VALUES (20, 1, 'Support. Tutor', '')")
    assert message(path) == (
        "copy.sqlite3: is the same code as 'Support.Tutor', got 'Support. Tutor'; "
        "rename one of them in the program"
    )


def test_descriptions_of_a_project_and_its_documents_are_memos(altered):
    """Blank ones are none; Taguette does not say who wrote them."""
    path = altered("UPDATE documents SET description = '' WHERE name = 'P02'")
    memos = read_taguette(path, coder="A").memos
    assert [tuple(row) for row in memos.drop(columns=["start", "end"]).to_numpy()] == [
        ("project", "", "", "", "", "", "fictional sample"),
        ("interview", "P01", "P01", "", "", "", "Interview P01"),
    ]
