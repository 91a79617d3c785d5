"""The command that redacts transcripts: all or nothing, and never in place."""

import csv
import os
import subprocess

import pytest

from results import DataError
from thesis import cli, redacting
from thesis.redacting import redact_folder

FIRST = """\
Interviewer: How was it?\r
P01: Siân Gwernog drove me to Neath on 12 March 2009, to Siân’s flat in SA1 4QB.\r
"""
SECOND = "P02: I will ring Will on 07700 900123. Ring 943 476 5918? will gwernog!\n"
LIST = "Siân Gwernog -> [mother]\nSiân\nWill\nWill Gwernog\n"


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Return a folder with two transcripts and another file, and a list beside it."""
    monkeypatch.delenv("THESIS_NAMES", raising=False)
    source = tmp_path / "transcripts"
    (source / "inpatient").mkdir(parents=True)
    (source / "I01.txt").write_bytes(b"\xef\xbb\xbf" + FIRST.encode())
    (source / "inpatient/I02.TXT").write_bytes(SECOND.encode())
    (source / "I01.docx").write_bytes(b"")
    (tmp_path / "people.txt").write_text(LIST, "utf-8")
    return tmp_path


def run(folder, *, source="transcripts", output="redacted", names="people.txt"):
    """Redact a folder below another."""
    listed = folder / names if names else None
    return redact_folder(folder, folder / source, folder / output, listed)


def all_files(folder):
    """Return every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def table(path):
    """Return the rows of a CSV file."""
    return list(csv.reader(path.read_text("utf-8").splitlines()))


def test_a_folder_is_redacted_into_a_new_one(folders, capsys):
    """Names, numbers and dates go; every other byte stays, and so do the originals."""
    before = all_files(folders)
    arguments = ["data", "redact", str(folders / "transcripts"), "--names"]
    arguments += [str(folders / "people.txt"), "--output", str(folders / "a/redacted")]
    assert cli.main(arguments) == 0
    output = folders / "a/redacted"
    assert capsys.readouterr().out == (
        f"{output}: 2 transcripts, 6 replacements (name 3, phone 1, postcode 1, date "
        "1); how many where: redaction.csv\n"
        "1 other file not copied: only .txt is read\n"
        "to-read.csv: 7 words and numbers to look at. No list finds nicknames, places "
        "in small letters or events that point to one person: read every transcript "
        "from end to end.\n"
    )
    after = all_files(folders)
    assert {name: after[name] for name in before} == before
    assert list(all_files(output)) == [
        "I01.txt",
        "inpatient/I02.TXT",
        "redaction.csv",
        "to-read.csv",
    ]
    assert (output / "I01.txt").read_bytes() == b"\xef\xbb\xbf" + (
        "Interviewer: How was it?\r\nP01: [mother] drove me to Neath on [date], to "
        "[name]’s flat in [postcode].\r\n"
    ).encode()
    assert (output / "inpatient/I02.TXT").read_text("utf-8") == (
        "P02: I will ring [name] on [phone]. Ring 943 476 5918? will gwernog!\n"
    )
    assert output.stat().st_mode & 0o077 == 0


def test_the_report_counts_by_file_and_kind_and_holds_no_name(folders):
    """A transcript in which nothing was found has a row too."""
    (folders / "transcripts/I03.txt").write_text("Yes.\n", "utf-8")
    run(folders)
    assert table(folders / "redacted/redaction.csv") == [
        ["file", "kind", "count"],
        ["I01.txt", "name", "2"],
        ["I01.txt", "postcode", "1"],
        ["I01.txt", "date", "1"],
        ["I03.txt", "none", "0"],
        ["inpatient/I02.TXT", "name", "1"],
        ["inpatient/I02.TXT", "phone", "1"],
    ]


def test_what_is_to_be_read_is_listed_with_its_place(folders):
    """Also a listed name in small letters, and a number that is nearly one."""
    run(folders)
    assert table(folders / "redacted/to-read.csv") == [
        ["file", "word", "kind", "count", "contexts"],
        [
            "I01.txt",
            "Interviewer",
            "speaker's label",
            "1",
            "… Interviewer: How was it? P01: [mother] d …",
        ],
        [
            "I01.txt",
            "Neath",
            "capitalised",
            "1",
            "… t? P01: [mother] drove me to Neath on [date], to [name]’s flat i …",
        ],
        [
            "I01.txt",
            "P01",
            "speaker's label",
            "1",
            "… Interviewer: How was it? P01: [mother] drove me to Neath o …",
        ],
        [
            "inpatient/I02.TXT",
            "943 476 5918",
            "ten digits, no NHS number",
            "1",
            "… ring [name] on [phone]. Ring 943 476 5918? will gwernog! …",
        ],
        [
            "inpatient/I02.TXT",
            "P02",
            "speaker's label",
            "1",
            "… P02: I will ring [name] on [phone …",
        ],
        [
            "inpatient/I02.TXT",
            "will",
            "a listed name in another form",
            "1",
            "… P02: I will ring [name] on [phone]. Ring …",
        ],
        [
            "inpatient/I02.TXT",
            "will gwernog",
            "a listed name in another form",
            "1",
            "… n [phone]. Ring 943 476 5918? will gwernog! …",
        ],
    ]


def test_redacting_what_is_redacted_changes_nothing(folders):
    """Byte for byte, but for the reports."""
    run(folders)
    run(folders, source="redacted", output="again")
    for name in ("I01.txt", "inpatient/I02.TXT"):
        once, twice = (folders / f / name for f in ("redacted", "again"))
        assert once.read_bytes() == twice.read_bytes()


def test_the_list_may_come_from_the_environment(folders, monkeypatch):
    """The command goes before it."""
    monkeypatch.setenv("THESIS_NAMES", "people.txt")
    assert "(name 3, " in run(folders, names=None)
    (folders / "few.txt").write_text("Will\n", "utf-8")
    assert "(name 1, " in run(folders, names="few.txt", output="other")


def test_an_empty_folder_may_be_the_output(folders):
    """It was made to be filled."""
    (folders / "redacted").mkdir()
    assert "redacted: 2 transcripts" in run(folders)


def test_long_work_says_how_far_it_is(folders, monkeypatch, capsys):
    """On the other channel than the result."""
    monkeypatch.setattr(redacting, "SAY_EVERY", -1.0)
    run(folders)
    assert capsys.readouterr().err == "  0 of 2 transcripts\n  1 of 2 transcripts\n"


def refused(folders, **options):
    """Return the message of a refusal, after which nothing has changed."""
    before = all_files(folders), sorted(folders.rglob("*"))
    with pytest.raises(DataError) as error:
        run(folders, **options)
    assert (all_files(folders), sorted(folders.rglob("*"))) == before
    return str(error.value)


def test_without_names_nothing_is_redacted(folders):
    """Numbers alone would look like a redaction and be none."""
    message = (
        "no list of names is given, or it holds none; give --names FILE or set "
        "THESIS_NAMES"
    )
    assert refused(folders, names=None) == message
    (folders / "people.txt").write_text("allow: x\n", "utf-8")
    assert refused(folders) == message


def test_folders_that_cannot_be_used_are_refused(folders):
    """Missing, inside each other, full, or without a transcript."""
    (folders / "full").mkdir()
    (folders / "full/a.csv").write_text("", "utf-8")
    (folders / "file").write_text("", "utf-8")
    here = f"{folders}"
    inside = (
        "the transcripts lie in it, or it in their folder; give a new folder beside "
        "them"
    )
    something = (
        "is there already, and nothing is written over; name a folder that is new or "
        "empty"
    )
    assert [
        refused(folders, source="missing"),
        refused(folders, output="transcripts"),
        refused(folders, output="transcripts/new"),
        refused(folders, output="."),
        refused(folders, output="full"),
        refused(folders, output="file"),
        refused(folders, source="full", output="new"),
    ] == [
        f"{here}/missing: there is no such folder; give another path",
        f"{here}/transcripts: {inside}",
        f"{here}/transcripts/new: {inside}",
        f"{here}: {inside}",
        f"{here}/full: {something}",
        f"{here}/file: {something}",
        f"{here}/full: no transcript, it holds 1 other file; save the transcripts as "
        ".txt in UTF-8",
    ]


def test_every_fault_of_the_transcripts_is_told_at_once(folders):
    """Old encodings, and names or dates in the names of files, which are not said."""
    source = folders / "transcripts"
    (source / "I04.txt").write_bytes("Siân".encode("cp1252"))
    (source / "I05.txt").write_bytes("Yes".encode("utf-16-le"))
    (source / "will 12.3.09.txt").write_bytes(b"")
    (source / "SIAN.txt").write_bytes("Siân".encode("cp1252"))
    holds = "the name of the file holds what would be redacted in it"
    assert refused(folders).splitlines() == [
        "I04.txt: is not UTF-8 text, from byte 2 on; save it as UTF-8",
        "I05.txt: is not UTF-8 text, from byte 1 on; save it as UTF-8",
        f"[name].txt: {holds}: name; rename the file, as I01.txt",
        "[name].txt: is not UTF-8 text, from byte 2 on; save it as UTF-8",
        f"[name] [date].txt: {holds}: name, date; rename the file, as I01.txt",
    ]


def test_what_git_would_commit_is_refused(folders):
    """The output, and the list."""
    subprocess.run(["git", "init", "--quiet", str(folders)], check=True)
    assert refused(folders) == (
        f"{folders}/people.txt: holds names, and git would commit it; keep it "
        "outside of any working copy of git, or below data/private"
    )
    ignore = folders / ".gitignore"
    ignore.write_text("people.txt\n", "utf-8")
    assert refused(folders) == (
        f"{folders}/redacted: is to hold transcripts, and git would commit it; keep it "
        "outside of any working copy of git, or below data/private"
    )
    ignore.write_text("people.txt\n/private/*\n", "utf-8")
    assert "redacted: 2 transcripts" in run(folders, output="private/redacted")


def test_a_failure_while_writing_leaves_nothing(folders, monkeypatch):
    """Neither a part of the output nor what was on its way there."""

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    monkeypatch.setattr(redacting.Path, "replace", fail)
    assert refused(folders) == (
        f"{folders}/redacted: could not be written (No space left on device); nothing "
        "was: give another folder, or make room"
    )
