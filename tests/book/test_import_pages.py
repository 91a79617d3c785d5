"""The pages on importing coded interviews, followed word by word."""

import csv
import re
import shlex
import shutil
import sqlite3
import subprocess
from functools import partial
from pathlib import Path

import pytest
from example_planted import SIMULATED
from example_refi import CODEBOOK, SAMPLES, inline, of_sources, packed, passage

from thesis import cli

DOCS = Path(__file__).parents[2] / "docs"
OVERVIEW = "importing-interviews"
REFI, TAGUETTE, QUALCODER, TABLES = (
    "import-refi-qda",
    "import-taguette",
    "import-qualcoder",
    "import-tables",
)
PAGES = {path.stem: path.read_text("utf-8") for path in DOCS.glob("import*.md")}
PIECE = re.compile(r"^```(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: What each page shows: the kind or file of each piece, and its text.
PIECES = {name: dict(PIECE.findall(page)) for name, page in PAGES.items()}
COPIED, VALIDATED = PIECES[OVERVIEW].pop("sh").splitlines()
COMMAND = PIECES[REFI]["sh"].strip()
DATABASE = "thesis_sample_data.qda.sqlite3"
#: The real files of each page: what it calls them, and where they are.
FILES = {
    OVERVIEW: {},
    REFI: {"study.qdpx": "qualcoder/thesis_sample.qdpx"},
    TAGUETTE: {
        f"coder{who}_project.sqlite3": f"taguette/coder{who}_project.sqlite3"
        for who in "AB"
    },
    QUALCODER: {"thesis.qda/data.qda": f"qualcoder/{DATABASE}"},
    TABLES: {
        "coderA.csv": "taguette/coderA_highlights_all.csv",
        "coderB.xlsx": "taguette/coderB_highlights_all.xlsx",
        "coderB_codebook.xlsx": "taguette/coderB_codebook.xlsx",
        "texts/P01.txt": "texts/P01_intervention_interview.txt",
        "texts/P02.txt": "texts/P02_control_interview.txt",
    },
}


#: Codes of the project of the first page.
TREE = (
    '<CodeBook><Codes><Code guid="C1" name="Law" isCodable="true">'
    '<Code guid="c2" name="Judge" isCodable="true"/></Code></Codes></CodeBook>'
)


def project(path, codes=TREE):
    """Write a project of an interview and a diary, all that the first page needs."""
    anna, ben = ('creatingUser="AA-1"', 'creatingUser="bb-2"')
    marked = passage(6, 15, ["c2"], coding=anna) + passage(16, 23, ["C1"], coding=ben)
    adam = inline(
        marked + passage(0, 4), 'name="Adam"', text="Adam: The judge sent me."
    )
    diary = inline(passage(0, 2, ["C1", "c2"]), 'name="Diary"', "s2", "My own words")
    return packed(path, of_sources(adam, diary).replace(CODEBOOK, codes))


@pytest.fixture
def study(tmp_path):
    """Return a function that makes the folder of a page, with its files."""

    def made(page):
        study = tmp_path / "study"
        for name, source in FILES[page].items():
            (study / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(SAMPLES / source, study / name)
        study.mkdir(exist_ok=True)
        if page == OVERVIEW:
            project(study / "study.qdpx")
        for name in ("import.yaml", "interviews.csv"):
            (study / name).write_text(PIECES[page][name], "utf-8")
        return study

    return made


def run(command, study, capsys):
    """Run a command as a shell would; return its code and what it says."""
    words = [word.replace("~", str(study.parent)) for word in shlex.split(command)]
    with pytest.MonkeyPatch.context() as patch:
        while "=" in words[0]:
            patch.setenv(*words.pop(0).split("="))
        if words[0] != "thesis":
            return subprocess.run(words, check=True).returncode, ""
        code = cli.main(words[1:])
    return code, "".join(capsys.readouterr())


def as_printed(text, study):
    """Return a piece with the home folder of the test."""
    return text.replace("~", str(study.parent))


def data_folder(folder, interviews):
    """Make a data folder of kind study with these interviews, without their coding."""
    shutil.copytree(SIMULATED, folder)
    shutil.rmtree(folder / "transcripts")
    for path in [*folder.glob("*.csv"), folder / "dataset.yaml"]:
        text = path.read_text("utf-8").replace("simulated,", "study,")
        text = text.replace("kind: simulated", "kind: study")
        path.write_text(text, "utf-8")
    for name in ("coding.csv", "coding_frame.yaml"):
        (folder / name).unlink()
    with (folder / "interviews.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[: len(interviews)]
    with (folder / "interviews.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        for row, (interview, pseudonym) in zip(rows, interviews.items(), strict=True):
            writer.writerow(row | {"interview": interview, "pseudonym": pseudonym})


@pytest.mark.parametrize("page", FILES)
def test_the_commands_of_a_page_say_what_it_shows_and_make_valid_data(
    page, study, capsys
):
    """Word by word, then into a data folder, in which nothing is wrong."""
    folder = study(page)
    command = PIECES[page].get("sh", COMMAND).strip()
    code, said = run(command, folder, capsys)
    assert (code, said) == (0, as_printed(PIECES[page]["text"], folder))
    rows = list(csv.DictReader(PIECES[page]["interviews.csv"].splitlines()))
    called = {row["interview"]: row["source"].partition("_")[0] for row in rows}
    data_folder(folder / "data", called)
    assert run(COPIED, folder, capsys)[0] == 0
    code, said = run(VALIDATED, folder, capsys)
    assert code == 0
    assert re.match(rf"{re.escape(str(folder / 'data'))}: 7 tables, .* no faults", said)
    assert "outside" not in said


def test_recordings_and_groups_are_read_as_the_page_says(study, capsys):
    """The list of the page names the recording, and the group becomes a theme."""
    folder = study(REFI)
    (folder / "import.yaml").write_text(
        PIECES[REFI]["import.yaml"].replace("coder_A: A, coder_B: B", "Ann: A, Bea: B")
    )
    faults = SAMPLES / "faults"
    shutil.copyfile(faults / "recording-with-transcript.qdpx", folder / "study.qdpx")
    (folder / "interviews.csv").write_text(PIECES[REFI]["recordings.csv"])
    code, said = run(COMMAND, folder, capsys)
    assert code == 0, said
    words = "My mum made me go there", "the judge said so"
    coding = (folder / "coding/coding.csv").read_text("utf-8")
    assert [row["text"] for row in csv.DictReader(coding.splitlines())] == [*words]
    shutil.rmtree(folder / "coding")
    shutil.copyfile(faults / "code-groups.qdpx", folder / "study.qdpx")
    (folder / "interviews.csv").write_text("interview,source\nI01,I1\n")
    code, said = run(COMMAND, folder, capsys)
    remark = re.search(r"`(\d+ code groups became themes.*?)`", PAGES[REFI])[1]
    assert (code, remark in said) == (0, True), said


def edit(name, old, new):
    """Return what puts other words into a file of the study."""

    def edited(study):
        text = (study / name).read_text("utf-8")
        assert old in text
        (study / name).write_text(text.replace(old, new), "utf-8")

    return edited


def sql(name, *commands):
    """Return what changes a database of the study."""

    def changed(study):
        with sqlite3.connect(study / name) as database:
            for command in commands:
                database.execute(command)
        database.close()

    return changed


def refi(*sources):
    """Return what puts a project of these sources, and its list, into the study."""

    def written(study):
        packed(study / "study.qdpx", of_sources(*sources))
        (study / "interviews.csv").write_text("interview,source\nI01,I1\n")
        settings = study / "import.yaml"
        lines = settings.read_text("utf-8").splitlines()
        settings.write_text("\n".join(line for line in lines if "coders" not in line))

    return written


def other_document(study):
    """Put another of the samples, and its list, into the study."""
    shutil.copyfile(SAMPLES / "faults/other-document.qdpx", study / "study.qdpx")
    (study / "interviews.csv").write_text("interview,source\nI01,I1\n")


def own_frame(study):
    """Name the simulated frame, which has no such codes."""
    shutil.copyfile(SIMULATED / "coding_frame.yaml", study / "coding_frame.yaml")
    edit("import.yaml", "coders:", "frame: coding_frame.yaml\ncoders:")(study)


SETTINGS, LIST = partial(edit, "import.yaml"), partial(edit, "interviews.csv")
A, B = "coderA_project.sqlite3", "coderB_project.sqlite3"
LATER = '"highlight_add"'
TWO_JUDGES = "</Codes>", '<Code guid="c3" name="Judge" isCodable="true"/></Codes>'
PICTURE = '<PictureSource guid="s7" name="I1" path="internal://s7.jpg"/>'
#: What leads to each refusal that a page names, in the order of the page.
REFUSALS = {
    OVERVIEW: [
        SETTINGS("leave_out: [Diary]\n", ""),
        LIST("Adam", "Adan"),
        SETTINGS("Anna", "Ana"),
        lambda study: (study / "coding/old").mkdir(parents=True),
        lambda study: project(study / "study.qdpx", TREE.replace(*TWO_JUDGES)),
        own_frame,
    ],
    REFI: [
        refi(inline(passage(3, 4, ["C1"]), text="😊 I I I")),
        lambda study: packed(study / "study.qdpx", "", name="study/project.qde"),
        refi(PICTURE, inline(passage(0, 3, ["C1"]), 'name="I2"')),
        refi(inline(passage(0, 300, ["C1"]))),
        other_document,
        refi(inline(passage(0, 3, ["C1"]) + passage(4, 9, ["C1"]))),
    ],
    TAGUETTE: [
        SETTINGS(", coder: B", ""),
        sql(A, "INSERT INTO projects SELECT 7, 'Other', '', created FROM projects"),
        sql(
            A,
            "INSERT INTO commands (date, user_login, project_id, payload) SELECT "
            f"created, 'admin', 1, '{{{LATER}: 1}}' FROM projects",
            "INSERT INTO users (login, created, disabled) "
            "SELECT 'other', created, 0 FROM projects",
            "INSERT INTO commands (date, user_login, project_id, payload) SELECT "
            f"created, 'other', 1, '{{{LATER}: 1}}' FROM projects",
        ),
        sql(A, "UPDATE alembic_version SET version_num = 'new'"),
        sql(B, "UPDATE documents SET contents = contents || '<p>More</p>'"),
        sql(A, "UPDATE documents SET contents = '<p>New.</p>' || contents"),
    ],
    QUALCODER: [
        lambda study: (study / "thesis.qda/data.qda-wal").write_text("x"),
        SETTINGS("thesis.qda", "study.qda"),
        SETTINGS("coder_A: A", "coderA: A"),
        sql("thesis.qda/data.qda", "UPDATE source SET fulltext = 'x' || fulltext"),
    ],
    TABLES: [
        SETTINGS("code: tag", "code: Code"),
        edit("coderA.csv", ",", ";"),
        lambda study: (study / "coderA.csv").write_bytes("é".encode("cp1252")),
        SETTINGS("texts: texts\n", ""),
        lambda study: shutil.copy(study / "texts/P01.txt", study / "texts/other.txt"),
        edit("texts/P01.txt", "rang me", "called me"),
        lambda study: (study / "texts/P01.txt").write_text(
            2 * (study / "texts/P01.txt").read_text("utf-8"), "utf-8"
        ),
    ],
}
CASES = [(page, at) for page, cases in REFUSALS.items() for at in range(len(cases))]


def refusals(page):
    """Return what a page says of refusals, in its order."""
    return re.findall(r"^\| `(.*?)` \| ", PAGES[page].split("refused\n")[1], re.M)


@pytest.mark.parametrize(("page", "at"), CASES)
def test_a_refusal_that_a_page_names_is_one(page, at, study, capsys):
    """In these words."""
    folder = study(page)
    REFUSALS[page][at](folder)
    command = PIECES[page].get("sh", COMMAND)
    code, said = run(command, folder, capsys)
    assert (code, refusals(page)[at] in said) == (1, True), said


def test_pages_are_short_name_their_refusals_and_lead_to_each_other():
    """One page each; each link is to a page that is there."""
    assert {page: len(refusals(page)) for page in FILES} == {
        page: len(cases) for page, cases in REFUSALS.items()
    }
    for page, text in PAGES.items():
        assert len(text.split()) <= (900 if page == OVERVIEW else 600), page
        for link in re.findall(r"\]\((.*?)\)", text):
            assert (DOCS / link).is_file(), link
