"""Databases of QualCoder: quotes, coders and categories."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from example_refi import rows

from exchange.coding._left_out import LeftOut
from exchange.coding._qualcoder import read_qualcoder
from results import DataError

SAMPLES = Path(__file__).parents[2] / "qualitative_samples"
NAME = "thesis_sample_data.qda.sqlite3"
BOTH = [SAMPLES / folder / NAME for folder in ("qualcoder", "qualcoder_ui")]

P01, P02 = "P01_intervention_interview.txt", "P02_control_interview.txt"
MONEY = "Money was tight too, so I picked up extra shifts at the café."
COST = "It cost me £40 a week in childcare, mind you."
WORRIED = (
    "I was worried. I hadn’t studied since school and I kept thinking I’d be found out."
)
TUTOR = "My tutor, Siân, was brilliant though – she rang me twice."
CHAT = "We set up a chat 😊 and if somebody was stuck we’d sort it together."


@pytest.fixture
def altered(tmp_path):
    """Return a project's folder after some statements of SQL."""

    def alter(*statements):
        folder = tmp_path / "sample.qda"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        shutil.copyfile(BOTH[1], folder / "data.qda")
        with closing(sqlite3.connect(folder / "data.qda")) as database:
            for statement in statements:
                database.execute(statement)
            database.commit()
        return folder

    return alter


def message(path):
    """Return what is said of a project that is refused."""
    with pytest.raises(DataError) as caught:
        read_qualcoder(path)
    return str(caught.value)


@pytest.mark.parametrize("path", BOTH)
def test_every_coding_has_its_words_at_its_place(path):
    """All fourteen of two coders, by hand from the program's tables."""
    found = read_qualcoder(path).excerpts.astype("object")
    assert list(found.itertuples(index=False, name=None)) == [
        (P01, 81, 163, WORRIED, "Confidence", "coder_A"),
        (P01, 96, 163, WORRIED[15:], "Confidence", "coder_B"),
        (P01, 164, 200, TUTOR[:36], "Support > Tutor", "coder_B"),
        (P01, 164, 221, TUTOR, "Support > Tutor", "coder_A"),
        (P01, 286, 353, CHAT, "Support > Peers", "coder_A"),
        (P01, 309, 353, CHAT[23:], "Support > Peers", "coder_B"),
        (P01, 354, 399, COST, "Barriers > Money", "coder_A"),
        (P01, 354, 399, COST, "Barriers > Money", "coder_B"),
        (
            P01,
            485,
            521,
            "Don’t sit there on your own with it.",
            "Barriers > Isolation",
            "coder_A",
        ),
        (
            P02,
            120,
            161,
            "nobody picked up. I felt a bit on my own.",
            "Barriers > Isolation",
            "coder_A",
        ),
        (P02, 138, 161, "I felt a bit on my own.", "Barriers > Isolation", "coder_B"),
        (P02, 274, 335, MONEY, "Barriers > Money", "coder_A"),
        (P02, 274, 335, MONEY, "Barriers > Money", "coder_B"),
        (
            P02,
            398,
            433,
            "Someone who’d ring me up, you know?",
            "Support > Tutor",
            "coder_A",
        ),
    ]


@pytest.mark.parametrize("path", BOTH)
def test_categories_and_colours_are_read(path):
    """And nothing has to be left out."""
    project = read_qualcoder(path)
    assert project.origin == "QualCoder (database v17)"
    assert list(project.sources["source"]) == [P01, P02]
    for source, text in zip([P01, P02], project.sources["text"], strict=True):
        written = (SAMPLES / "texts" / source).read_text("utf-8")
        assert text.rstrip("\n") == written.rstrip("\n")
    tutor, peers = "Contact with a named tutor", "Help from other students"
    money = "Cost, shifts & childcare <all>"
    assert list(project.codes.itertuples(index=False, name=None)) == [
        ("Support", "Support", "", "", False, ""),
        ("Support > Tutor", "Tutor", "Support", tutor, True, "#5F9EA0"),
        ("Support > Peers", "Peers", "Support", peers, True, "#7FB3D5"),
        ("Barriers", "Barriers", "", "", False, ""),
        ("Barriers > Money", "Money", "Barriers", money, True, "#CD6155"),
        (
            "Barriers > Isolation",
            "Isolation",
            "Barriers",
            "Studying alone",
            True,
            "#AF7AC5",
        ),
        ("Confidence", "Confidence", "", "Self-belief", True, "#F5B041"),
    ]
    assert project.remarks == ()


def test_a_folder_is_as_good_as_the_database_in_it(altered):
    """NAME.qda is how QualCoder shows a project."""
    folder = altered()
    assert read_qualcoder(folder).excerpts.equals(
        read_qualcoder(folder / "data.qda").excerpts
    )
    assert sorted(p.name for p in folder.iterdir()) == ["data.qda"]


def test_a_database_from_before_codes_below_codes_is_read(altered):
    """The column came with QualCoder 4; without it, categories alone make the tree."""
    older = read_qualcoder(altered("ALTER TABLE code_name DROP COLUMN supercid"))
    assert older.codes.equals(read_qualcoder(BOTH[1]).codes)


def test_codes_stand_below_codes_and_categories_below_categories(altered):
    """A code above a code may itself be carried."""
    folder = altered(
        "UPDATE code_name SET supercid = 1 WHERE cid = 5",
        "UPDATE code_cat SET supercatid = 2 WHERE catid = 1",
        "UPDATE code_name SET color = 'red' WHERE cid = 5",
    )
    codes = read_qualcoder(folder).codes
    assert list(codes["code"]) == [
        "Barriers",
        "Barriers > Support",
        "Barriers > Support > Tutor",
        "Barriers > Support > Tutor > Confidence",
        "Barriers > Support > Peers",
        "Barriers > Money",
        "Barriers > Isolation",
    ]
    assert list(codes["codable"]) == [False, False, True, True, True, True, True]
    assert codes["colour"][3] == ""


def test_codes_in_a_circle_or_below_nothing_are_refused(altered):
    """Every one of them is named."""
    folder = altered(
        "UPDATE code_name SET supercid = 2 WHERE cid = 1",
        "UPDATE code_name SET supercid = 1 WHERE cid = 2",
        "UPDATE code_name SET catid = 9 WHERE cid = 3",
    )
    mend = "; open the project in QualCoder, mend it there, and copy it again"
    circle = "data.qda: stands in a circle of codes below codes"
    assert message(folder) == (
        f"{circle}, got 'Tutor'{mend}\n"
        f"{circle}, got 'Peers'{mend}\n"
        f"data.qda: stands below a category that is not there, got 'Money'{mend}"
    )


def test_categories_that_stand_too_deep_are_refused(altered):
    """Each below the one before it."""
    rows = ", ".join(f"({i}, 'c{i}', {i - 1})" for i in range(101, 2102))
    folder = altered(
        "INSERT INTO code_cat (catid, name, supercatid) VALUES (100, 'top', NULL)",
        f"INSERT INTO code_cat (catid, name, supercatid) VALUES {rows}",
    )
    assert message(folder) == (
        "data.qda, codes: 2 codes stand deeper than 2000 levels, got ['c2100', "
        "'c2101']; move them up in the program"
    )


def test_line_ends_and_byte_order_mark_are_taken_out_of_text_and_positions(altered):
    """The text has CRLF and a mark, which positions of the program count."""
    folder = altered(
        "DELETE FROM code_text",
        "UPDATE source SET fulltext = char(65279) || 'one' || char(13,10) || 'two 😊' "
        "WHERE id = 1",
        "INSERT INTO code_text (ctid, cid, fid, seltext, pos0, pos1, owner) "
        "VALUES (1, 5, 1, 'one' || char(13,10) || 'two', 1, 9, 'coder_A'), "
        "(2, 5, 1, char(65279) || 'one', 0, 4, 'coder_B')",
    )
    project = read_qualcoder(folder)
    assert project.sources["text"][0] == "one\ntwo 😊"
    rows = project.excerpts.itertuples(index=False, name=None)
    assert list(rows) == [
        (P01, 0, 3, "one", "Confidence", "coder_B"),
        (P01, 0, 7, "one\ntwo", "Confidence", "coder_A"),
    ]


def test_positions_in_units_of_qt_are_read_if_all_words_are_there(altered):
    """Behind the emoji, at 302, a whole project may count one more."""
    folder = altered(
        "UPDATE code_text SET pos1 = pos1 + 1 WHERE fid = 1 AND pos1 > 302",
        "UPDATE code_text SET pos0 = pos0 + 1 WHERE fid = 1 AND pos0 > 302",
    )
    project = read_qualcoder(folder)
    assert project.excerpts.equals(read_qualcoder(BOTH[1]).excerpts)
    assert project.remarks[-1] == (
        "Positions count an emoji as two, as Qt does; every coding has its stored "
        "words there."
    )


def test_codings_with_other_words_than_stored_are_refused(altered):
    """Shifted, outside, or no number: what was coded is not known."""
    folder = altered(
        "UPDATE code_text SET pos0 = pos0 + 1 WHERE ctid = 2",
        "UPDATE code_text SET pos1 = 9999 WHERE ctid = 6",
        "UPDATE code_text SET pos1 = 'x' WHERE ctid = 13",
    )
    assert message(folder) == (
        "data.qda: 3 codings have other words than stand at their positions, got "
        "['coding 2 in P01_intervention_interview.txt, 165 to 221', 'coding 6 in "
        "P02_control_interview.txt, 120 to 9999, which is no place in its text', "
        "'coding 13 in P02_control_interview.txt, 138 to x, which is no place in its "
        "text']; open the project in QualCoder, mend it there, and copy it again"
    )


def test_codings_without_a_code_or_source_are_refused(altered):
    """The rest of a damaged project is not to be trusted."""
    folder = altered(
        "UPDATE code_text SET cid = 77 WHERE ctid = 2",
        "UPDATE code_text SET fid = 77 WHERE ctid = 6",
    )
    assert message(folder) == (
        "data.qda: 2 codings have no code or no source, got [2, 6]; open the project "
        "in QualCoder, mend it there, and copy it again"
    )


def test_pictures_sound_and_film_are_left_out_with_a_remark(altered):
    """Their codings are no words; a PDF or a transcript has a text and stays."""
    add = "INSERT INTO source (id, name, fulltext, mediapath) VALUES"
    folder = altered(
        f"{add} (3, 'a.png', NULL, '/images/a.png')",
        f"{add} (4, 'b.mp3', NULL, 'audio:b.mp3')",
        f"{add} (5, 'c.mp4', NULL, '/video/c.mp4')",
        f"{add} (6, 'd.pdf', 'Words', '/docs/d.pdf')",
        "INSERT INTO code_text (ctid, cid, fid, seltext, pos0, pos1, owner) "
        "VALUES (99, 1, 4, '', 0, 0, 'coder_A')",
    )
    project = read_qualcoder(folder)
    assert list(project.sources["source"]) == [P01, P02, "d.pdf"]
    assert len(project.excerpts) == 14
    assert project.remarks[0] == (
        "3 sources are pictures, sound or film and were left out with their codings, "
        "got ['a.png', 'b.mp3', 'c.mp4']."
    )


def test_an_empty_coding_is_left_out_and_said(altered):
    """Unless QualCoder stored words with it; its memo is kept."""
    values = "(99, 1, 1, '', 20, 20, 'coder_A')"
    add = "INSERT INTO code_text (ctid, cid, fid, seltext, pos0, pos1, owner) VALUES"
    thought = "UPDATE code_text SET memo = 'Here!' WHERE ctid = 99"
    project = read_qualcoder(altered(f"{add} {values}", thought))
    assert len(project.excerpts) == 14
    (memo,) = (row for row in rows(project.memos) if row[-1] == "Here!")
    assert memo[:5] == ("passage", "", P01, None, None)
    assert project.remarks[-1] == (
        "1 selections are empty and were left out, got ['coding 99 in "
        "P01_intervention_interview.txt, 20 to 20']."
    )
    folder = altered(f"{add} {values.replace(chr(39) * 2, chr(39) + 'my' + chr(39))}")
    assert "1 codings have other words" in message(folder)


def test_sources_are_left_out_with_their_codings(altered):
    """Texts and pictures; what is wrong in them does not matter."""
    add = "INSERT INTO source (id, name, fulltext, mediapath) VALUES"
    folder = altered(
        "UPDATE code_text SET pos0 = 9999 WHERE fid = 2",
        f"{add} (3, 'a.png', NULL, '/images/a.png')",
        f"{add} (4, 'b.png', NULL, '/images/b.png')",
        "INSERT INTO code_image (id, cid, memo) VALUES (3, 1, 'Blue.')",
        "UPDATE source SET memo = 'Mine.' WHERE id = 2",
        "UPDATE code_text SET memo = 'Why?' "
        "WHERE ctid = (SELECT min(ctid) FROM code_text WHERE fid = 2)",
        "INSERT INTO attribute (name, attr_type, value, id) "
        "VALUES ('place', 'file', 'ward', 2)",
    )
    left_out = LeftOut(names=[P02, "a.png"])
    project = read_qualcoder(folder, left_out=left_out)
    assert list(project.sources["source"]) == [P01]
    assert len(project.excerpts) == 9
    assert left_out.codings == {P02: 5, "a.png": 1}
    assert left_out.memos == {P02: 2, "a.png": 1}
    assert P02 not in {*project.memos["source"], *project.attributes["source"]}
    assert "got ['b.png']" in project.remarks[0]
    assert not [each for each in project.remarks if "memos" in each]


def test_what_is_no_project_is_refused(tmp_path, altered):
    """An empty folder, and a database that lacks something."""
    assert message(tmp_path) == (
        "data.qda: is missing; name the database that QualCoder wrote"
    )
    folder = altered("DROP TABLE code_cat", "ALTER TABLE cases DROP COLUMN memo")
    assert message(folder) == (
        "data.qda: has no table code_cat; is it a project of QualCoder, of a version "
        "that can be read here?"
    )


def test_a_recording_names_its_transcript_if_it_has_one(altered):
    """In databases from before that, and without a transcript, none."""
    folder = altered(
        "INSERT INTO source (id, name, mediapath, av_text_id) VALUES "
        "(8, 'talk.mp3', '/audio/talk.mp3', 2), (9, 'face.png', '/images/face.png', 77)"
    )
    expected = {"talk.mp3": ("P02_control_interview.txt",), "face.png": ()}
    assert read_qualcoder(folder).transcripts == expected
    older = altered("ALTER TABLE source DROP COLUMN av_text_id")
    assert read_qualcoder(older).transcripts == {}
