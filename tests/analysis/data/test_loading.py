"""Loading: sound folders become studies, the others say all that is wrong with them."""

import shutil
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from example_folders import BAD, CODEBOOK, SOUND, study_like

from analysis.data.codebook import load_codebook
from analysis.data.loading import (
    data_folder,
    load_study,
    read_declaration,
    read_table,
    validate,
)
from results import DataError, Fault
from simulation.study import OUTPUT

MESSAGES = yaml.safe_load((BAD / "messages.yaml").read_text(encoding="utf-8"))


# A folder that is sound


def test_a_sound_folder_has_no_fault():
    """The study from which every bad one is made is itself in order."""
    assert validate(SOUND, CODEBOOK) == ()


def test_a_study_carries_what_its_folder_declares():
    """Kind, title and statement come from dataset.yaml."""
    study = load_study(SOUND, CODEBOOK)
    assert (study.kind, study.title) == ("simulated", "A small study")
    assert (study.statement, study.folder) == ("Simulated data", SOUND)
    assert list(study.tables) == ["participants", "entry", "followup"]


def test_a_study_knows_its_groups():
    """Labels of the groups come from the design, in its order."""
    study = load_study(SOUND, CODEBOOK)
    assert study.group_labels == {
        "prison": "Prison",
        "outpatient": "Outpatient programme",
    }
    assert study.not_recruited == ("Probation",)


def test_coders_are_whoever_coded_in_the_order_that_is_declared(tmp_path):
    """Else in that of the alphabet; all of them have to be named, and nobody else."""
    folder = Path(shutil.copytree(OUTPUT, tmp_path / "study"))
    path, declared = folder / "coding.csv", folder / "dataset.yaml"
    rows = pd.read_csv(path, dtype=str)
    names = {"A": "coder 1", "B": "Si\u00e2n"}
    rows.assign(coder=rows["coder"].map(names)).to_csv(path, index=False)
    first = load_study(folder)
    assert first.coders == ("Si\u00e2n", "coder 1")
    said = declared.read_text("utf-8")
    declared.write_text(f"{said}coders: [coder 1, Si\u00e2n]\n", "utf-8")
    assert load_study(folder).coders == ("coder 1", "Si\u00e2n")
    assert load_study(folder).fingerprint != first.fingerprint
    declared.write_text(f"{said}coders: [coder 1, Ann]\n", "utf-8")
    with pytest.raises(DataError) as caught:
        load_study(folder)
    assert str(caught.value) == (
        "dataset.yaml, coders: is not each of those who coded, Si\u00e2n, coder 1, got "
        "'coder 1, Ann'; name each once as in coding.csv, first the one whose codes "
        "count"
    )


def test_a_table_is_a_copy():
    """What a chapter does to its table does not reach the study."""
    study = load_study(SOUND, CODEBOOK)
    table = study.table("entry")
    table.loc[0, "heroin_days"] = 99
    assert study.table("entry").loc[0, "heroin_days"] == 30


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('" "', "is blank; write what every page shall say, got ' '"),
        ('"a\\nb"', "holds a line end; write it on one line, without | or >, got "),
        ("|\n  Our data", "holds a line end; write it on one line, without | or >"),
        ('"Our\\u202edata"', "holds RIGHT-TO-LEFT OVERRIDE (U+202E), which cannot be "),
    ],
)
def test_what_every_page_shall_say_is_a_line_of_words(tmp_path, written, said):
    """A banner without words, or with two lines, would stand on every page."""
    path = tmp_path / "dataset.yaml"
    path.write_text(f"kind: study\ntitle: Ours\nstatement: {written}\n", "utf-8")
    with pytest.raises(DataError) as error:
        read_declaration(tmp_path)
    (fault,) = error.value.faults
    assert fault.variable == "statement"
    assert f"statement: {said}" in str(fault)


def test_signs_that_cannot_be_printed_are_named_with_the_cell(tmp_path):
    """In any column; a line end within a cell is none of them, of any system."""
    folder = study_like("sound_study", tmp_path)
    path = folder / "followup.csv"
    text = path.read_bytes().decode()
    path.write_bytes(text.replace("to the coast", "to\u200b the\r\ncoast").encode())
    assert list(map(str, validate(folder, CODEBOOK))) == [
        "followup.csv, row 2, note: holds ZERO WIDTH SPACE (U+200B), which cannot be "
        """printed, got 'moved, "for good",\\nto\\u200b the\\r\\ncoast' at S004; """
        "take it out of the cell"
    ]


def test_empty_rows_of_a_spreadsheet_are_passed_over_and_told(tmp_path):
    """At the end and between; the rows after them keep the numbers that people see."""
    folder = study_like("sound_study", tmp_path)
    path = folder / "entry.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:2], ",,,", *lines[2:], *[" , ,,"] * 3, ""]))
    study = load_study(folder, CODEBOOK)
    sound = load_study(SOUND, CODEBOOK)
    pd.testing.assert_frame_equal(study.table("entry"), sound.table("entry"))
    assert (study.remarks, sound.remarks) == (
        (
            "entry.csv: 4 rows of empty cells passed over (3, 7-9); delete them in the "
            "spreadsheet that left them",
        ),
        (),
    )
    path.write_text(path.read_text().replace("2009-01-10", "soon"))
    (fault,) = validate(folder, CODEBOOK)
    assert (fault.row, fault.participant) == (4, "S002")


def test_a_column_that_is_computed_or_nearly_named_is_told_so(tmp_path):
    """Neither is to be described in the codebook."""
    folder = study_like("sound_study", tmp_path)
    book = folder / "codebook.yaml"
    age = "derived:\n  cohort:\n    - {name: age, label: Age, type: integer}\n"
    book.write_text(book.read_text() + age)
    path = folder / "entry.csv"
    text = path.read_text().replace("heroin_days", "heroine_day")
    lines = text.splitlines()
    path.write_text("\n".join([f"{lines[0]},age", *(f"{x},31" for x in lines[1:])]))
    assert [str(fault) for fault in validate(folder, load_codebook(book))] == [
        "entry.csv, row 1, column 4: no variable of the codebook, got 'heroine_day'; "
        "is 'heroin_days' meant? Else describe it in data/codebook.yaml, or take the "
        "column out",
        "entry.csv, row 1, column 5: is computed from other columns, got 'age'; take "
        "the column out",
        "entry.csv, row 1, heroin_days: the column is missing; add it; if nobody was "
        "asked, fill it with a missing code (-99 not answered, -98 not asked)",
    ]


def test_a_cell_may_be_as_long_as_an_interview(tmp_path):
    """The csv library's own limit, 131,072 characters, is no fault of the file."""
    folder, long = study_like("sound_study", tmp_path), "word " * 40_000
    path = folder / "followup.csv"
    path.write_text(
        path.read_text().replace(
            "S001,simulated,0,1,-99,", f"S001,simulated,0,1,-99,{long}"
        )
    )
    assert load_study(folder, CODEBOOK).table("followup")["note"].iloc[1] == long


def test_an_unknown_table_is_refused():
    """The message names the tables there are."""
    study = load_study(SOUND, CODEBOOK)
    with pytest.raises(KeyError) as error:
        study.table("exits")
    assert error.value.args == (
        "no table is called 'exits'; known: participants, entry, followup",
    )


def test_the_fingerprint_changes_with_every_data_file_and_the_codebook(tmp_path):
    """Equal bytes give the same fingerprint, any other byte gives another one."""
    folder = study_like("sound_study", tmp_path)
    first = load_study(folder, CODEBOOK).fingerprint
    assert first == load_study(SOUND, CODEBOOK).fingerprint
    assert len(first) == 64
    seen = {first}
    for name in ("participants.csv", "entry.csv", "followup.csv"):
        path = folder / name
        path.write_bytes(path.read_bytes() + b"\n")
        seen.add(load_study(folder, CODEBOOK).fingerprint)
    book = folder / "codebook.yaml"
    book.write_bytes(book.read_bytes() + b"# a remark\n")
    seen.add(load_study(folder, load_codebook(book)).fingerprint)
    assert len(seen) == 5


def test_loading_writes_nothing(tmp_path):
    """No file in the folder changes, and none is added."""
    folder = study_like("several_faults", tmp_path)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    validate(folder, CODEBOOK)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_the_data_of_this_project_are_sound():
    """The folder that the thesis is built from agrees with its codebook."""
    assert load_study().group_labels


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"participant,", b"\xef\xbb\xbfparticipant,"),
        (b"\n", b"\r\n"),
        (b"\nS002", b"\n\n\nS002"),
        (b"-98\n", b"-98"),
        (b"-98\n", b"-98\n\n\n"),
    ],
    ids=["byte order mark", "Windows", "blank lines", "no last line end", "blank end"],
)
def test_harmless_differences_between_programs_are_accepted(tmp_path, old, new):
    """A file means the same from a spreadsheet, another system or an editor."""
    folder = study_like("sound_study", tmp_path)
    path = folder / "entry.csv"
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))
    loaded = load_study(folder, CODEBOOK).table("entry")
    pd.testing.assert_frame_equal(loaded, load_study(SOUND, CODEBOOK).table("entry"))


def test_an_optional_column_may_be_absent_from_a_study(tmp_path):
    """The folder of a real study need not say so in every row."""
    folder = study_like("simulated_row_in_a_study", tmp_path)
    for name in ("participants.csv", "entry.csv", "followup.csv"):
        text = (folder / name).read_text(encoding="utf-8")
        for kind in ("data_kind", "study", "simulated"):
            text = text.replace(f",{kind},", ",")
        (folder / name).write_text(text, encoding="utf-8")
    assert "data_kind" not in load_study(folder, CODEBOOK).table("entry")


# A folder that is not


def test_every_bad_folder_has_its_message():
    """No case is forgotten on either side."""
    folders = {path.name for path in BAD.iterdir() if path.is_dir()} - {"sound_study"}
    assert folders == set(MESSAGES)


@pytest.mark.parametrize("case", sorted(MESSAGES))
def test_a_bad_folder_is_refused_with_all_its_faults_at_once(tmp_path, case):
    """The whole text is what a person reads."""
    folder = study_like(case, tmp_path)
    with pytest.raises(DataError) as error:
        load_study(folder, CODEBOOK)
    assert str(error.value).splitlines() == MESSAGES[case]
    assert error.value.faults == validate(folder, CODEBOOK)


def test_a_fault_carries_its_pieces(tmp_path):
    """Place, value, rule and participant can be read without taking text apart."""
    assert validate(study_like("out_of_range", tmp_path), CODEBOOK) == (
        Fault(
            file="entry.csv",
            row=4,
            variable="heroin_days",
            value="45",
            rule="outside 0-30 days",
            hint="check the form, or the range in data/codebook.yaml",
            participant="S003",
        ),
    )


def test_a_missing_file_is_reported_beside_the_faults_of_the_others(tmp_path):
    """What can be read is checked all the same."""
    folder = study_like("date_out_of_range", tmp_path)
    (folder / "entry.csv").unlink()
    assert [str(fault) for fault in validate(folder, CODEBOOK)] == [
        *MESSAGES["date_out_of_range"],
        "entry.csv: the file is missing; put it into the data folder",
    ]


def test_a_missing_declaration_says_what_to_write(tmp_path):
    """Without dataset.yaml nobody knows whether the data are simulated."""
    folder = study_like("out_of_range", tmp_path)
    (folder / "dataset.yaml").unlink()
    missing = (
        "data/dataset.yaml: is missing; write into it, one a line, kind: simulated (or "
        "study), title: what the data are, statement: what every page shall say of them"
    )
    with pytest.raises(DataError) as error:
        read_declaration(folder)
    assert str(error.value) == missing
    with pytest.raises(DataError) as error:
        load_study(folder, CODEBOOK)
    assert str(error.value).splitlines() == [missing, *MESSAGES["out_of_range"]]


def test_rows_are_counted_as_in_a_spreadsheet_after_blank_lines(tmp_path):
    """A blank line has a row number, although it is passed over."""
    path = tmp_path / "entry.csv"
    path.write_text(
        "participant,data_kind,entry_date,heroin_days\n\n\n"
        "S001,simulated,2009-01-09,31\n\nS002,simulated,2009-01-09,32\n"
    )
    _, faults = read_table(path, CODEBOOK.table("entry"))
    assert [(fault.row, fault.value) for fault in faults] == [(4, "31"), (6, "32")]


# Which folder


def test_the_folder_comes_from_the_settings(tmp_path, monkeypatch):
    """A relative folder is looked for in the project."""
    monkeypatch.delenv("THESIS_DATA", raising=False)
    (tmp_path / "data" / "mine").mkdir(parents=True)
    (tmp_path / "data" / "settings.yaml").write_text("folder: data/mine\n")
    assert data_folder(tmp_path) == tmp_path / "data" / "mine"


def test_the_environment_goes_before_the_settings(tmp_path, monkeypatch):
    """One build can use other data without an edit."""
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("THESIS_DATA", str(tmp_path / "other"))
    assert data_folder() == tmp_path / "other"
    monkeypatch.setenv("THESIS_DATA", "other")
    assert data_folder(tmp_path) == tmp_path / "other"


def test_a_folder_that_does_not_exist_is_refused(tmp_path, monkeypatch):
    """The message says where the folder was named."""
    monkeypatch.setenv("THESIS_DATA", "nowhere")
    with pytest.raises(DataError) as error:
        data_folder(tmp_path)
    assert str(error.value) == (
        "THESIS_DATA: there is no such folder, got 'nowhere'; "
        "name a folder with a dataset.yaml"
    )
    monkeypatch.delenv("THESIS_DATA")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.yaml").write_text("folder: data/gone\n")
    with pytest.raises(DataError) as error:
        data_folder(tmp_path)
    assert str(error.value) == (
        "data/settings.yaml: there is no such folder, got 'data/gone'; "
        "name a folder with a dataset.yaml"
    )


def test_missing_settings_say_what_to_write(tmp_path, monkeypatch):
    """A project without settings does not guess its data."""
    monkeypatch.delenv("THESIS_DATA", raising=False)
    with pytest.raises(DataError) as error:
        data_folder(tmp_path)
    assert str(error.value) == (
        "data/settings.yaml: is missing; write into it, for the simulated study, "
        "folder: data/simulated"
    )


# Speed


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_checked_in_seconds(tmp_path):
    """Eighty columns of 100,000 rows, with three faults in the last of them."""
    n, items = 100_000, 76
    columns = {
        "participant": [f"P{i:06d}" for i in range(n)],
        "setting": ["prison", "outpatient"] * (n // 2),
        "born": [date(1950, 1, 1) + timedelta(days=i % 9000) for i in range(n)],
        "years": np.arange(n) % 450 / 10,
    }
    answers = np.random.default_rng(1).integers(1, 6, size=(n, items))
    answers[-3:, -1] = 6
    table = pd.DataFrame(columns).join(
        pd.DataFrame(answers, columns=[f"item_{i:02d}" for i in range(1, items + 1)])
    )
    folder = tmp_path / "data"
    folder.mkdir()
    table.to_csv(folder / "people.csv", index=False)
    (folder / "dataset.yaml").write_text("kind: study\ntitle: Large\nstatement: None\n")
    (folder / "codebook.yaml").write_text(LARGE.format(items=items))
    codebook = load_codebook(folder / "codebook.yaml")
    start = time.process_time()
    faults = validate(folder, codebook)
    assert time.process_time() - start < 10  # about 1 s on two quiet cores
    assert [(fault.row, fault.variable) for fault in faults] == [
        (n - 1, "item_76"),
        (n, "item_76"),
        (n + 1, "item_76"),
    ]


LARGE = """
version: 1
title: Large
design: {{group: people.setting, compared: [prison, outpatient]}}
tables:
  people:
    file: people.csv
    description: Many people.
    key: [participant]
    variables:
      - {{name: participant, label: Participant, type: id, pattern: 'P[0-9]{{6}}'}}
      - name: setting
        label: Setting
        type: category
        levels: {{prison: Prison, outpatient: Outpatient}}
      - {{name: born, label: Born, type: date, range: [1930-01-01, 2000-01-01]}}
      - {{name: years, label: Years, type: number, range: [0, 45]}}
      - name: "item_{{item:02d}}"
        label: "Item {{item}}"
        items: {items}
        type: integer
        range: [1, 5]
"""
