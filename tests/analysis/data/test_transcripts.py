"""Transcripts: every interview has one, and every excerpt stands in it."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis import load_codebook, load_study
from analysis.data.loading import validate
from results import DataError
from simulation.study import OUTPUT


@pytest.fixture
def folder(tmp_path) -> Path:
    """Copy the simulated study."""
    return Path(shutil.copytree(OUTPUT, tmp_path / "simulated"))


def found(folder):
    """Return the faults of a folder, a line each."""
    return [str(fault) for fault in validate(folder, load_codebook())]


def test_a_study_holds_its_transcripts():
    """By interview, as they stand in the files."""
    study = load_study(OUTPUT)
    assert list(study.transcripts) == [f"I{i:02d}" for i in range(1, 13)]
    path = OUTPUT / "transcripts" / "I07.txt"
    assert study.transcripts["I07"] == path.read_text("utf-8")


def test_a_changed_word_is_another_fingerprint(folder):
    """So that everything that rests on it is computed anew."""
    before = load_study(folder).fingerprint
    path = folder / "transcripts" / "I07.txt"
    path.write_text(path.read_text("utf-8") + "\nInterviewer: Thank you.\n", "utf-8")
    assert load_study(folder).fingerprint != before


def test_every_fault_of_the_transcripts_is_told_at_once(folder):
    """Missing, of no interview, not UTF-8, real words, no turns."""
    texts = folder / "transcripts"
    (texts / "I01.txt").unlink()
    (texts / "I99.txt").write_text("?", "utf-8")
    (texts / "I02.txt").write_bytes(b"caf\xe9")
    real = (texts / "I04.txt").read_text("utf-8").replace("Simulated", "Interview", 1)
    (texts / "I04.txt").write_text(real, "utf-8")
    interviews = pd.read_csv(folder / "interviews.csv")
    interviews.loc[4, "pseudonym"] = "Stephen"
    interviews.to_csv(folder / "interviews.csv", index=False)
    told = [line for line in found(folder) if line.startswith("transcripts/")]
    assert told == [
        "transcripts/I01.txt: the file is missing; put the transcript into the data "
        "folder",
        "transcripts/I02.txt: is not text in UTF-8; save the text as UTF-8, and look "
        "at every accented letter",
        "transcripts/I04.txt, row 1: the folder says its kind is simulated, the first "
        "line does not agree; only a simulated transcript begins with "
        "'Simulated interview'",
        "transcripts/I99.txt: belongs to no interview; list the interview in "
        "interviews.csv, or take the file away",
        "transcripts/I05.txt: no words stand after the participant's label, "
        "'Stephen:'; the labels found are Interviewer (14), Steve (14), got 'Stephen'; "
        "label the participant's lines as interviews.csv names him, or name the labels "
        "under speakers in dataset.yaml",
    ]


def test_a_transcript_saved_on_windows_is_the_same_study(folder):
    """Line ends and a byte order mark are of no account; positions go without them."""
    before = load_study(folder)
    for path in (folder / "transcripts").iterdir():
        data = path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + data)
    after = load_study(folder)
    assert after.fingerprint == before.fingerprint
    assert dict(after.transcripts) == dict(before.transcripts)


def test_excerpts_that_stand_elsewhere_are_told_with_what_stands_there(folder):
    """A place one character off, one beyond the end, and one excerpt at two places."""
    coding = pd.read_csv(folder / "coding.csv")
    words = coding.loc[0, "text"]
    coding.loc[0, "start"] += 1
    coding.loc[2, "end"] = 99999
    coding.loc[3, "excerpt"] = "E001"
    coding.to_csv(folder / "coding.csv", index=False)
    first, second, third = (row for row in found(folder) if row.startswith("coding"))
    start, end = int(coding.loc[0, "start"]), int(coding.loc[0, "end"])
    assert first == (
        f"coding.csv, row 2, text: not the words of transcripts/I01.txt from {start} "
        f"to {end}; {words[1:41]!r} stands there, got {words[:59] + '…'!r}; put "
        "back the transcript and the coding that belong together; `thesis data redact` "
        "takes names out of both, and importing again would bring them back"
    )
    assert "row 4, text" in second
    assert "to 99999; nothing stands there, got" in second
    assert third == (
        f"coding.csv, row 5, excerpt: stands elsewhere too, in I01 {start} {end}, got "
        "'E001'; give every passage an excerpt of its own"
    )


def test_a_simulated_transcript_in_a_study_is_refused(folder):
    """Real and simulated words never meet."""
    declared = folder / "dataset.yaml"
    declared.write_text(declared.read_text("utf-8").replace("simulated", "study", 1))
    with pytest.raises(DataError) as caught:
        load_study(folder)
    files = [fault.file for fault in caught.value.faults]
    assert [file for file in files if file.startswith("transcripts/")] == [
        f"transcripts/I{i:02d}.txt" for i in range(1, 13)
    ]


def test_without_the_column_of_interviews_no_transcript_is_blamed(folder):
    """Renamed, the column is missing; that all else follows from it is not said."""
    path = folder / "interviews.csv"
    path.write_text(path.read_text("utf-8").replace("interview,", "Interviews,", 1))
    assert found(folder) == [
        "interviews.csv, row 1, column 1: no variable of the codebook, got "
        "'Interviews'; is 'interview' meant? Else describe it in data/codebook.yaml, "
        "or take the column out",
        "interviews.csv, row 1, interview: the column is missing; add it; if nobody "
        "was asked, give it a missing code in data/codebook.yaml and fill it with that",
    ]


def test_an_interview_that_was_not_read_does_not_make_its_transcript_a_stray(folder):
    """Its row has a cell too many; the transcript is not said to be of no interview."""
    path = folder / "interviews.csv"
    text = path.read_text("utf-8")
    path.write_text(text.replace("I07,", "I07,,", 1), "utf-8")
    said = found(folder)
    assert any("7 cells where the header has 6" in line for line in said)
    assert not [line for line in said if "belongs to no interview" in line]


def test_a_name_that_leads_elsewhere_is_that_of_no_transcript(folder):
    """Nothing outside of the folder is read, however an interview is called."""
    (folder / "outside.txt").write_text("Simulated interview\nMark: Here.\n", "utf-8")
    path = folder / "interviews.csv"
    text = path.read_text("utf-8")
    for name in ("../outside", "x" * 400):
        path.write_text(text.replace("I02,", f"{name},", 1), "utf-8")
        assert [line for line in found(folder) if "the file is missing" in line]


def test_signs_that_cannot_be_printed_are_named_with_their_lines(folder):
    """One U+202E would turn a line round, and stop the PDF without naming its place."""
    path = folder / "transcripts" / "I02.txt"
    lines = path.read_text("utf-8").split("\n")
    lines[3:3] = ["\u202eInterviewer: So?"] * 7
    lines[1] = "\x07"
    path.write_text("\n".join(lines), "utf-8")
    hint = "take it out before coding; of a coded text, there, and import it again"
    assert [line for line in found(folder) if "holds" in line] == [
        "transcripts/I02.txt, line 2: holds a control character (U+0007), which cannot "
        f"be printed; {hint}",
        "transcripts/I02.txt, lines 4, 5, 6, 7, 8 and 2 more: holds RIGHT-TO-LEFT "
        f"OVERRIDE (U+202E), which cannot be printed; {hint}",
    ]


def test_a_folder_that_does_not_say_its_kind_has_that_one_fault(folder):
    """What the transcripts should be cannot be told, and nothing is said of it."""
    path = folder / "dataset.yaml"
    path.write_text(path.read_text("utf-8").replace("kind: simulated", "kind: x"))
    (line,) = found(folder)
    assert line.startswith("simulated/dataset.yaml, kind: input should be 'simulated'")
    path.write_text("kind: [")
    assert len(found(folder)) == 1
