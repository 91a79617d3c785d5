"""Coding from files of programs into a data folder, and from the study back again."""

import re
import shutil
import zipfile

import pandas as pd
import pytest
from example_imports import SAMPLES, asked, refused
from example_refi import USERS, inline, packed, passage

from analysis.data.coding_frame import load_coding_frame
from exchange.coding.importing import coding_rows, import_coding
from exchange.coding.projects import coded_project
from results import DataError
from thesis.cli import main

FRAME = """\
# Kept with its comments.
themes:
  - theme: help
    label: Support
    description: Help of any kind
    codes:
      - {code: tutor, label: Tutor, description: A named tutor}
      - {code: peers, label: Peers, description: Other students}
      - {code: support, label: Help in general, description: Any other}
  - theme: obstacles
    label: Barriers
    description: What was in the way
    codes:
      - {code: money, label: Money, description: Cost}
      - {code: isolation, label: Isolation, description: Alone}
  - theme: self
    label: Oneself
    description: Oneself
    codes:
      - {code: self_belief, label: Belief in oneself, description: Belief}
"""


def read(path):
    """Read a table as it is written."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def test_two_coders_become_one_table(work, tmp_path):
    """Excerpts have one name for both; every row is by hand from the two lists."""
    said = import_coding(asked(work), tmp_path / "output")
    rows = read(tmp_path / "output" / "coding.csv")
    assert list(rows) == [
        "excerpt",
        "data_kind",
        "interview",
        "coder",
        "code",
        "start",
        "end",
        "text",
    ]
    assert set(rows["data_kind"]) == {"study"}
    short = rows[["excerpt", "interview", "coder", "code", "start", "end"]]
    assert [" ".join(row) for row in short.itertuples(index=False)] == [
        "E001 I01 A confidence 80 162",
        "E002 I01 B confidence 95 162",
        "E003 I01 B tutor 163 199",
        "E004 I01 A tutor 163 220",
        "E005 I01 A confidence 283 350",
        "E005 I01 A peers 283 350",
        "E006 I01 B peers 306 350",
        "E007 I01 A money 351 396",
        "E007 I01 B money 351 396",
        "E008 I01 A isolation 460 516",
        "E008 I01 A support 460 516",
        "E009 I02 B support 75 136",
        "E010 I02 A isolation 119 160",
        "E011 I02 B isolation 137 160",
        "E012 I02 A money 271 332",
        "E012 I02 B money 271 332",
        "E013 I02 A tutor 375 428",
        "E013 I02 B tutor 375 428",
    ]
    assert said == [
        "coding.csv: 18 rows, 13 excerpts, coded by A, B",
        "coding_frame.yaml: 7 codes",
        "transcripts: 2 interviews",
        "memos.csv: 11 memos, 1 of project, 2 of interview, 8 of code",
        "coderA_project.sqlite3: The tag interesting, which was not used, was left "
        "out.",
        "coderB_project.sqlite3: The tag interesting, which was not used, was left "
        "out.",
        "1 passages without a code were left out.",
    ]
    written = {path.name for path in (tmp_path / "output" / "transcripts").iterdir()}
    assert written == {"I01.txt", "I02.txt"}
    for row in rows.itertuples():
        path = tmp_path / "output" / "transcripts" / f"{row.interview}.txt"
        text = path.read_bytes().decode("utf-8")
        assert text[int(row.start) : int(row.end)] == row.text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output", "work"]


def test_a_frame_is_made_of_the_tree_of_the_program(work, tmp_path):
    """A tag with others below it is a theme, and a code too where it was used."""
    import_coding(asked(work), tmp_path / "output")
    frame = load_coding_frame(tmp_path / "output")
    assert [(theme["theme"], theme["label"]) for theme in frame] == [
        ("support_theme", "Support"),
        ("barriers", "Barriers"),
        ("confidence_theme", "Confidence"),
        ("unused_code_theme", "Unused code"),
    ]
    assert frame[0]["description"] == "Any help received or wanted"
    assert frame[0]["codes"] == [
        {
            "code": "support",
            "label": "Support",
            "description": "Any help received or wanted",
        },
        {
            "code": "tutor",
            "label": "Tutor",
            "description": "Contact with a named tutor",
        },
        {"code": "peers", "label": "Peers", "description": "Help from other students"},
    ]
    codes = [[code["code"] for code in theme["codes"]] for theme in frame[1:]]
    assert codes == [["money", "isolation"], ["confidence"], ["unused_code"]]
    text = (tmp_path / "output" / "coding_frame.yaml").read_text("utf-8")
    assert text.startswith(
        "# Coding frame, made of the codes in: Taguette (database revision "
        "db5e31a0233d)\nthemes:\n"
    )


def test_codes_are_matched_to_a_frame_by_path_name_or_exception(work, tmp_path):
    """Tutor by its path, Support by its name, Confidence as the settings say."""
    (work / "coding_frame.yaml").write_text(FRAME)
    given = {
        "frame": "coding_frame.yaml",
        "codes": {"Confidence": "self_belief", "Support": "support"},
    }
    said = import_coding(asked(work, **given), tmp_path / "output")
    rows = read(tmp_path / "output" / "coding.csv")
    assert rows["code"].value_counts().to_dict() == {
        "tutor": 4,
        "money": 4,
        "isolation": 3,
        "self_belief": 3,
        "support": 2,
        "peers": 2,
    }
    assert (tmp_path / "output" / "coding_frame.yaml").read_text() == FRAME
    assert said[1] == "coding_frame.yaml: as in coding_frame.yaml, 6 codes used"
    assert said[-2] == (
        "1 codes that no passage has are not in the coding frame, got ['Unused code']."
    )


def test_codes_that_are_not_in_the_frame_are_refused_together(work):
    """A theme, an unknown code, and exceptions that fit nothing."""
    (work / "coding_frame.yaml").write_text(FRAME)
    codes = {"Tutor": "tutor", "Barriers > Money": "help"}
    assert refused(work, frame="coding_frame.yaml", codes=codes) == (
        "work/import.yaml, codes: is no code of the files, got 'Tutor'; write it with "
        "those above it; codes there are ['Support', 'Support > Tutor', 'Support > "
        "Peers', 'Barriers', 'Barriers > Money']\n"
        "work/import.yaml, codes: is no code of the coding frame, got 'help'; name one "
        "that is\n"
        "work/import.yaml, codes: is not in the coding frame, got 'Confidence'; add it "
        "there, or say under codes in the settings which code it is\n"
        "work/import.yaml, codes: is a theme of the coding frame, got 'Support'; give "
        "its passages a code, or say under codes in the settings which code it is"
    )
    (work / "coding_frame.yaml").rename(work / "frame.yaml")
    assert refused(work, frame="frame.yaml") == (
        "frame.yaml: is not called coding_frame.yaml; give it that name"
    )


def test_two_codes_of_one_name_are_refused_or_named_in_the_settings(work, tmp_path):
    """Here Support.Tutor and Confidence would have one name, and digits are no name."""
    codes = {"Confidence": "tutor", "Support": "Support1"}
    assert refused(work, codes=codes) == (
        "work/import.yaml, codes: 2 codes would be called tutor, got ['Support > "
        "Tutor', 'Confidence']; give each a name of its own under codes in the settings"
    )
    codes["Confidence"] = "self_belief"
    assert refused(work, codes=codes) == (
        "work/import.yaml, codes: 1 names are not of the form [a-z_]+ of the codebook, "
        "got ['Support1']; correct them under codes in the settings"
    )
    codes["Support"] = "support_in_general"
    import_coding(asked(work, codes=codes), tmp_path / "output")
    found = set(read(tmp_path / "output" / "coding.csv")["code"])
    assert {"self_belief", "support_in_general"} < found
    assert not {"confidence", "support"} & found


@pytest.mark.parametrize("name", ["qualcoder", "qualcoder_ui"])
def test_a_project_of_qualcoder_is_imported_with_both_coders(work, tmp_path, name):
    """Fourteen codings, whichever way the cases were linked."""
    names = "interview,source\nI01,P01_intervention_interview.txt\n"
    (work / "interviews.csv").write_text(names + "I02,P02_control_interview.txt\n")
    path = asked(
        work,
        files=[{"file": f"{name}.qda", "program": "qualcoder"}],
        coders={"coder_A": "A", "coder_B": "B"},
        kind="simulated",
    )
    said = import_coding(path, tmp_path / "output")
    rows = read(tmp_path / "output" / "coding.csv")
    assert rows["coder"].value_counts().to_dict() == {"A": 8, "B": 6}
    assert set(rows["data_kind"]) == {"simulated"}
    assert said == [
        "coding.csv: 14 rows, 12 excerpts, coded by A, B",
        "coding_frame.yaml: 5 codes",
        "transcripts: 2 interviews",
        "memos.csv: 9 memos, 2 of project, 5 of code, 2 of passage",
        "interview_attributes.csv: case, group, age",
    ]


def test_tables_are_imported_with_the_texts(work, tmp_path):
    """The two coders' CSV and XLSX, with transcripts called as the documents."""
    (work / "texts").mkdir()
    for name, kind in (("P01", "intervention"), ("P02", "control")):
        source = SAMPLES / "texts" / f"{name}_{kind}_interview.txt"
        shutil.copyfile(source, work / "texts" / f"{name}.txt")
    table = {"program": "table", "preset": "taguette"}
    files = [
        table
        | {
            "file": "coderA_highlights_all.csv",
            "coder": "A",
            "codebook": "coderA_codebook.csv",
        },
        table | {"file": "coderB_highlights_all.xlsx", "coder": "B"},
    ]
    path = asked(work, files=files, coders={}, texts="texts")
    said = import_coding(path, tmp_path / "output")
    assert said[0] == "coding.csv: 18 rows, 13 excerpts, coded by A, B"
    written = (tmp_path / "output" / "transcripts" / "I01.txt").read_bytes()
    assert written == (work / "texts" / "P01.txt").read_bytes()
    assert refused(work, files=files, coders={}) == (
        "interviews.csv, source: 2 sources have no text in any file, got ['P01', "
        "'P02']; name a folder with their texts under texts, or take them out of the "
        "list\n"
        "work/import.yaml: 18 coded passages have no position, in ['P01', 'P02']; name "
        "a folder with the texts of the interviews under texts"
    )
    (work / "texts" / "P03.txt").write_text("more")
    (work / "texts" / "P02.txt").write_bytes("café".encode("cp1252"))
    assert refused(work, files=files, coders={}, texts="texts") == (
        "P02.txt: is not UTF-8 text; save it as UTF-8\n"
        "P03.txt: is the text of no interview; call it as its document, name it under "
        "leave_out, or take it away"
    )
    assert refused(work, files=files, coders={}, texts="text") == (
        "text: there is no such folder; correct texts"
    )


def test_interviews_coders_and_their_reverse_are_checked_together(work):
    """What is listed and not there, there and not listed, and unknown coders."""
    (work / "interviews.csv").write_text("interview,source\nI01,P01\nI03,P03\n")
    assert refused(work, coders={"anna": " C", "bert": "B"}) == (
        "interviews.csv, source: 1 sources are not in the list, got ['P02']; list each "
        "document by the name that it has in the program, or name it under leave_out "
        "in the settings\n"
        "interviews.csv, source: 1 sources of the list are in no file, got ['P03']; "
        "list each document by the name that it has in the program\n"
        "work/import.yaml, coders: has no name that the codebook allows for a coder, "
        "got ' C'; give one under coders, without blanks around it\n"
        "work/import.yaml, coders: coded nothing that is imported, got 'bert'; names "
        "there are ['anna', 'B']"
    )


def test_of_a_project_without_coding_no_coder_is_blamed(work):
    """It is said that nothing was coded, though coders were named."""
    packed(work / "p.qdpx", f"{USERS}<Sources>{inline()}</Sources>")
    (work / "interviews.csv").write_text("interview,source\nI01,I1\n")
    files = [{"file": "p.qdpx", "program": "refi"}]
    assert refused(work, files=files, coders={"Anna": "A"}) == (
        "work/import.yaml: 0 excerpts were coded; one to 9999 can be written; check "
        "the files"
    )


def imported(folder, file, **more):
    """Import one of the projects that hold more than an interview called I1."""
    shutil.copyfile(SAMPLES / "faults" / file, folder / file)
    (folder / "interviews.csv").write_text("interview,source\nI01,I1\n")
    files = [{"file": file, "program": "refi"}]
    return asked(folder, files=files, coders={"Ann": "A", "Bea": "B"}, **more)


@pytest.mark.parametrize(
    ("file", "document"),
    [
        ("other-document.qdpx", "Foucault 1977"),
        ("empty-document.qdpx", "Empty memo"),
    ],
)
def test_documents_that_are_no_interviews_are_left_out(work, tmp_path, file, document):
    """By name or as all others; otherwise the message says how."""
    path = imported(work, file)
    with pytest.raises(DataError) as caught:
        import_coding(path, tmp_path / "output")
    assert str(caught.value) == (
        f"interviews.csv, source: 1 sources are not in the list, got ['{document}']; "
        "list each document by the name that it has in the program, or name it under "
        "leave_out in the settings"
    )
    for number, leave_out in enumerate(("others", [document])):
        path = imported(work, file, leave_out=leave_out)
        said = import_coding(path, tmp_path / f"output{number}")
        rows = read(tmp_path / f"output{number}" / "coding.csv")
        assert list(rows["text"]) == ["My mum made me go there", "the judge said so"]
        assert said[-1] == (
            "1 documents were left out, as leave_out says, with 0 codings: "
            f"{document} (0)."
        )


def test_a_note_of_nobody_asks_for_no_coder(work, tmp_path):
    """A coded passage of nobody does, and may be given one."""
    said = import_coding(imported(work, "memo-without-coder.qdpx"), tmp_path / "output")
    assert said[0] == "coding.csv: 2 rows, 2 excerpts, coded by A, B"
    name = work / "memo-without-coder.qdpx"
    data = zipfile.ZipFile(name).read("project.qde").decode()
    user = re.escape(re.search('guid="([^"]+)" name="Ann"', data)[1])
    with zipfile.ZipFile(work / "nobody.qdpx", "w") as archive:
        archive.writestr("project.qde", re.sub(f' creatingUser="{user}"', "", data))
        for entry in zipfile.ZipFile(name).namelist()[1:]:
            archive.writestr(entry, zipfile.ZipFile(name).read(entry))
    files = [{"file": "nobody.qdpx", "program": "refi"}]
    assert refused(work, files=files, coders={"Bea": "B"}) == (
        "work/import.yaml, coders: 1 coded passages do not say who coded; say it under "
        'coders, as {"": A}'
    )
    path = asked(work, files=files, coders={"Bea": "B", "": "A"})
    assert "coded by A, B" in import_coding(path, tmp_path / "new")[0]


@pytest.mark.parametrize("levels", [100, 101, 1500])
def test_a_tree_of_codes_is_made_a_frame_or_refused_by_its_depth(
    work, tmp_path, levels
):
    """Nobody has a hundred levels, and Python cannot call a thousand."""
    names = ["".join(chr(97 + int(d)) for d in str(1000 + i)) for i in range(levels)]
    inner = "".join(f'<Code guid="g{name}" name="{name}">' for name in names)
    source = inline(passage(0, 3, [f"g{names[-1]}"], 'creatingUser="aa-1"'))
    codes = f"<CodeBook><Codes>{inner}{'</Code>' * levels}</Codes></CodeBook>"
    packed(work / "a.qdpx", f"{USERS}{codes}<Sources>{source}</Sources>")
    (work / "interviews.csv").write_text("interview,source\nI01,I1\n")
    given = {"files": [{"file": "a.qdpx", "program": "refi"}], "coders": {"Anna": "A"}}
    if levels > 100:
        assert refused(work, **given) == (
            "work/import.yaml, codes: 1 codes stand deeper than 100 levels, got "
            f"['{names[-1]}']; move them up in the program, or name a coding frame "
            "under frame in the settings"
        )
        frame = "themes: [{theme: t, label: T, description: t, codes: [{code: c, "
        frame += "label: C, description: c}]}]"
        (work / "coding_frame.yaml").write_text(frame)
        path = " > ".join(names)
        given |= {"frame": "coding_frame.yaml", "codes": {path: "c"}}
    import_coding(asked(work, **given), tmp_path / "output")
    assert len(read(tmp_path / "output" / "coding.csv")) == 1
    assert load_coding_frame(tmp_path / "output")


def test_the_command_says_what_was_written_or_what_is_wrong(work, tmp_path, capsys):
    """Exit code 0 with lines, or 1 with the faults."""
    output = tmp_path / "output"
    assert main(["data", "import", str(asked(work)), "--output", str(output)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{output}:\n  coding.csv: 18 rows, 13 excerpts, coded by A")
    assert main(["data", "import", str(asked(work)), "--output", str(output)]) == 1
    assert "nothing is written over" in capsys.readouterr().err


def test_excerpts_have_three_digits_and_more_where_needed():
    """Numbers run by interview and position; the thousandth has four digits."""
    text = "x" * 1200
    project = coded_project(
        origin="Made",
        sources=[("S", text, "")],
        codes=[("A", "A", "", "", True, "")],
        excerpts=[("S", i, i + 1, "x", "A", "c") for i in range(1100)],
    )
    rows = coding_rows(
        project,
        interviews={"S": "I01"},
        coders={"c": "A"},
        codes={"A": "a"},
        kind="study",
    )
    assert list(rows["excerpt"].iloc[[0, 998, 999, 1099]]) == [
        "E001",
        "E999",
        "E1000",
        "E1100",
    ]
    assert list(rows["start"]) == list(range(1100))
