"""A data folder is redacted whole: its coding, frame and memos, and nothing else."""

import csv
import shutil

import pytest
from example_planted import FORMS, LIST, SIMULATED, passages, planted_study

from analysis.data.codebook import load_codebook
from analysis.data.coding_frame import load_coding_frame
from analysis.data.loading import load_study, validate
from results import DataError
from thesis.redacting import redact_folder

MEMO = "attached_to,name,transcript,start,end,author,written,title,text"


def run(folder, source="study", output="redacted", listed=LIST):
    """Redact a folder below another one, by a list beside it."""
    names = folder / "people.txt"
    names.write_text(listed, "utf-8")
    return redact_folder(folder, folder / source, folder / output, names)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_coded_passage_keeps_its_words_when_forty_names_go(tmp_path, seed):
    """Inside it, across its borders, touching them, and where it is nothing else."""
    expected = planted_study(tmp_path / "study", seed)
    assert validate(tmp_path / "study", load_codebook()) == ()
    said = run(tmp_path)
    assert "moved along with the words: 382 codings\n" in said
    rows = passages(tmp_path / "redacted")
    assert [row["text"] for row in rows] == expected
    assert len(rows) == len(passages(SIMULATED)) == 382
    load_study(tmp_path / "redacted")
    kept = ("excerpt", "interview", "coder", "code")
    before = passages(tmp_path / "study")
    assert [[r[k] for k in kept] for r in rows] == [
        [r[k] for k in kept] for r in before
    ]
    for path in (tmp_path / "redacted").rglob("*.*"):
        text = path.read_text("utf-8")
        assert not [form for form, _ in FORMS if form in text], path.name


@pytest.fixture
def study(tmp_path):
    """Return a copy of the simulated study, to be spoilt."""
    return shutil.copytree(SIMULATED, tmp_path / "study")


def edit(path, old, new):
    """Change a text in a file."""
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_bytes(text.replace(old, new).encode())


def test_what_holds_no_name_is_copied_byte_for_byte(study, tmp_path):
    """Every file of the folder, and nothing that is no part of it."""
    (study / "notes.docx").write_bytes(b"PK")
    said = run(tmp_path)
    assert "\n1 other file not copied: no part of a data folder\n" in said
    for path in study.rglob("*.*"):
        copy = tmp_path / "redacted" / path.relative_to(study)
        assert path.suffix == ".docx" or copy.read_bytes() == path.read_bytes()


def test_the_coding_frame_loses_names_in_its_words_and_its_codes(study, tmp_path):
    """Codes that are renamed are so in the coding and in the memos too."""
    frame = study / "coding_frame.yaml"
    edit(frame, "# Coding frame of", "# By Siân Gwernog: coding frame of")
    edit(frame, "code: fear_of_sanction", "code: fear_of_kev_o_leary")
    edit(frame, "label: Fear of sanction", "label: Fear of Kev O'Leary, 07700 900123")
    edit(study / "coding.csv", ",fear_of_sanction,", ",fear_of_kev_o_leary,")
    edit(study / "dataset.yaml", "statement: ", "statement: For Siân. ")
    (study / "memos.csv").write_text(
        f'{MEMO}\ncode,fear_of_kev_o_leary,,,,Siân,2009-03-12,Kev,"Siân, again"\n',
        "utf-8",
    )
    said = run(tmp_path)
    assert "382 codings, 1 memo; 1 theme or code renamed\n" in said
    done = tmp_path / "redacted"
    assert (
        (done / "coding_frame.yaml")
        .read_text("utf-8")
        .startswith("# By [mother]: coding frame of the simulated interviews")
    )
    labels = {
        code["code"]: code["label"]
        for theme in load_coding_frame(done)
        for inner in theme["themes"]
        for code in inner["codes"]
    }
    assert labels["fear_of_name"] == "Fear of [name], [phone]"
    was, now = passages(study), passages(done)
    renamed = {"fear_of_kev_o_leary": "fear_of_name"}
    assert [renamed.get(r["code"], r["code"]) for r in was] == [r["code"] for r in now]
    assert load_study(done).statement.startswith("For [name]. ")
    assert (done / "memos.csv").read_text("utf-8").splitlines()[1] == (
        'code,fear_of_name,,,,[name],2009-03-12,Kev,"[name], again"'
    )


def test_memos_move_along_with_the_passages_they_are_about(study, tmp_path):
    """In its transcript; those without a place have none."""
    transcript = study / "transcripts/I01.txt"
    edit(transcript, "Craig: Six days", "Craig: Siân Gwernog. Six days")
    for row in (rows := passages(study)):
        if row["interview"] == "I01":
            row["start"], row["end"] = (str(int(row[k]) + 14) for k in ("start", "end"))
    write(study / "coding.csv", rows)
    at = transcript.read_text("utf-8").index("Six days")
    memos = [
        ("passage", "", "I01", at - 3, at + 8, "A", "", "", "on Siân"),
        ("passage", "", "I01", at, at + 8, "A", "", "", "x"),
        ("interview", "", "I01", "", "", "A", "", "", "Ifor"),
        ("project", "", "", "", "", "A", "", "", "x"),
    ]
    head = MEMO.split(",")
    write(study / "memos.csv", [dict(zip(head, memo, strict=True)) for memo in memos])
    run(tmp_path)
    new = (tmp_path / "redacted/transcripts/I01.txt").read_text("utf-8")
    with (tmp_path / "redacted/memos.csv").open(encoding="utf-8") as file:
        done = list(csv.DictReader(file))
    places = [new[int(m["start"]) : int(m["end"])] for m in done[:2]]
    assert places == ["[mother]. Six days", "Six days"]
    assert [m["text"] for m in done] == ["on [name]", "x", "[name]", "x"]
    assert [m["start"] for m in done[2:]] == ["", ""]


def write(path, rows):
    """Write rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_what_an_import_makes_is_redacted_like_a_data_folder(study, tmp_path):
    """Coding, frame and transcripts, before they lie beside the other tables."""
    for path in study.glob("*.*"):
        if path.name not in ("coding.csv", "coding_frame.yaml"):
            path.unlink()
    for name in ("transcripts/I01.txt", "coding.csv"):
        edit(study / name, "the judge ran", "the Sian. ran")
    assert "382 codings" in run(tmp_path)
    words = [row["text"].replace("Sian", "[name]") for row in passages(study)]
    assert [row["text"] for row in passages(tmp_path / "redacted")] == words


def refused(tmp_path, **options):
    """Return what a refusal says, after which nothing was written."""
    with pytest.raises(DataError) as error:
        run(tmp_path, **options)
    assert not (tmp_path / "redacted").exists()
    return str(error.value).splitlines()


def test_coding_that_does_not_belong_to_its_transcripts_is_refused(study, tmp_path):
    """As of transcripts from which names were taken out alone; no message says one."""
    edit(study / "transcripts/I01.txt", "Six days", "Siân: six days")
    first, *_ = refused(tmp_path)
    assert first.startswith("coding.csv, row 2, text: not the words of transcripts/I01")
    assert first.endswith(
        "put back the transcript and the coding that belong together; `thesis data "
        "redact` takes names out of both, and importing again would bring them back"
    )
    for path in study.glob("[dp]*.*"):
        path.unlink()
    told = refused(tmp_path)
    assert told[0].startswith(
        "coding.csv, row 2: the passage does not stand where the row says, in I01.txt "
        "from 643 to 733; put back"
    )
    assert len(told) == sum(row["interview"] == "I01" for row in passages(study))


def test_two_speakers_who_would_get_one_label_are_refused(study, tmp_path):
    """The interviewer's words would be taken for the participant's."""
    for path in (study / "transcripts").iterdir():
        edit(path, "Interviewer:", "Christopher:")
    for row in (rows := passages(study)):
        row["text"] = row["text"].replace("Interviewer:", "Christopher:")
    write(study / "coding.csv", rows)
    mark = "give each of them a mark of its own in the list, as Siân -> [mother]"
    assert refused(tmp_path, listed="Christopher\nCraig\n") == [
        "transcripts/I01.txt: names of the list are labels of speakers, and would get "
        f"one mark; {mark}"
    ]
    assert "382 codings" in run(tmp_path, listed="Christopher\nCraig -> [he]\n")


@pytest.mark.parametrize("declared", [True, False])
def test_memos_that_cannot_be_read_are_refused(study, tmp_path, declared):
    """In a data folder, and in what an import made."""
    if not declared:
        (study / "dataset.yaml").unlink()
    (study / "memos.csv").write_text('name,text\nx,"y\n', "utf-8")
    assert "memos.csv, row 2: a quotation mark is not closed" in refused(tmp_path)[0]


def test_transcripts_saved_on_windows_are_redacted_with_their_coding(study, tmp_path):
    """What comes out has the line ends that positions count."""
    for path in (study / "transcripts").iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "382 codings" in run(tmp_path, listed="Craig -> [he]\n")
    assert b"\r" not in (tmp_path / "redacted/transcripts/I01.txt").read_bytes()
    assert load_study(tmp_path / "redacted")


def test_coders_and_attributes_lose_names_too(study, tmp_path):
    """A coder is called alike in the declaration and the coding; attributes stay."""
    text = (study / "coding.csv").read_text("utf-8")
    (study / "coding.csv").write_text(text.replace(",A,", ",Siân,"), "utf-8")
    with (study / "dataset.yaml").open("a", encoding="utf-8") as file:
        file.write("coders: [Siân, B]\n")
    known = {"interview": "I01", "place": "Wigan", "nurse": "Kev O'Leary"}
    write(study / "interview_attributes.csv", [known])
    run(tmp_path, listed="Siân -> [first coder]\nKev O'Leary\n")
    redacted = load_study(tmp_path / "redacted")
    assert redacted.coders == ("[first coder]", "B")
    table = (tmp_path / "redacted" / "interview_attributes.csv").read_text("utf-8")
    assert table == "interview,place,nurse\nI01,Wigan,[name]\n"


def test_an_interviewer_on_the_list_stays_another_speaker(study, tmp_path):
    """Nobody took the mark that stands for the name for the participant's words."""
    for path in (study / "transcripts").iterdir():
        edit(path, "Interviewer:", "Christopher:")
    for row in (rows := passages(study)):
        row["text"] = row["text"].replace("Interviewer:", "Christopher:")
    write(study / "coding.csv", rows)
    assert "382 codings" in run(tmp_path, listed="Christopher\n")
    text = (tmp_path / "redacted" / "transcripts" / "I01.txt").read_text("utf-8")
    assert "\n[name]: " in text
