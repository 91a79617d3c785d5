"""Texts become values, and every text that cannot be one is named."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from example_folders import CODEBOOK, SOUND, csv_bytes
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data._cells import read_cells
from analysis.data._values import MOST_PER_RULE, table_values
from analysis.data.codebook import load_codebook
from analysis.data.loading import (
    load_study,
    read_table,
)
from results import DataError


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


DAYS = st.dates(date(1930, 1, 1), date(2000, 1, 1))


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


def read_bytes(data, table):
    """Read a table from bytes, as `read_table` does from a file."""
    cells, faults = read_cells(data, table)
    frame, more = table_values(cells, table)
    return frame, [*faults, *more]


def refused(texts, name, table="followup"):
    """Return what is said of a table in which one column holds these texts."""
    known = CODEBOOK.table(table)
    row = {each: "1" for each in known.variables}
    row |= {"setting": "prison", "data_kind": "study", "date_of_birth": "1980-01-01"}
    rows = [
        [(row | {"participant": f"S{number:03d}", name: text})[k] for k in row]
        for number, text in enumerate(texts)
    ]
    cells, _ = read_cells(csv_bytes([list(row), *rows]), known)
    return str(DataError(table_values(cells, known)[1])).splitlines()


def test_whole_numbers_with_a_point_are_one_line_with_the_way_out():
    """As pandas writes a column with missing values; other faults stay apart."""
    assert refused(["18.0", "7.0"] * 30 + ["4.5", "3"], "heroin_days") == [
        "followup.csv, heroin_days: not a whole number in 60 rows (2-61), got '18.0', "
        "'7.0'; write 18, not 18.0: in a spreadsheet, show the column without decimals "
        "and save it again; in pandas, make it Int64 before it is written",
        "followup.csv, row 62, heroin_days: not a whole number, got '4.5' at S060; "
        "check the form; write digits only, with a point before decimals",
        "61 faults in all",
    ]


@pytest.mark.parametrize("word", ["NA", "#N/A", "n/a", "NaN", "NULL", ".", "-"])
@pytest.mark.parametrize(
    ("name", "table", "codes"),
    [
        ("heroin_years", "participants", "-99 not answered,  not asked"),
        ("date_of_birth", "participants", "-99 not answered"),
    ],
)
def test_what_programs_write_for_missing_is_to_become_a_code(word, name, table, codes):
    """It is no number and no date that was written badly."""
    assert refused([word], name, table) == [
        f"{table}.csv, row 2, {name}: is no missing code, got '{word}' at S000; write "
        f"why it is missing: {codes}"
    ]


def test_a_missing_code_with_decimals_is_no_value():
    """A range that holds it, or none, would let it pass for a number."""
    assert refused(["-99.0", "-99", "2.0"], "heroin_years", "participants") == [
        "participants.csv, row 2, heroin_years: a missing code with decimals, got "
        "'-99.0' at S000; write the code as data/codebook.yaml has it, without decimals"
    ]


@pytest.mark.parametrize(
    ("texts", "hint"),
    [
        (
            ["0", "1", "1"],
            "replace each of 0, 1 by the code that it stands for, as whole cells in a "
            "spreadsheet; data/codebook.yaml cannot say it, for chapters use its codes",
        ),
        (
            ["Prison", "OUTPATIENT PROGRAMME "],
            "write the code of each level: prison for 'Prison', outpatient for "
            "'OUTPATIENT PROGRAMME '",
        ),
        (["home", "1"], "check the form, or the levels in data/codebook.yaml"),
    ],
)
def test_other_codes_are_one_line_with_the_way_out(texts, hint):
    """Numbers for words, labels for codes; of what is neither the form must tell."""
    shown = ", ".join(repr(text) for text in dict.fromkeys(texts))
    rows = 20 * len(texts)
    assert refused(texts * 20, "setting", "participants") == [
        "participants.csv, setting: not one of prison, outpatient, probation in "
        f"{rows} rows (2-{rows + 1}), got {shown}; {hint}",
        f"{rows} faults in all",
    ]
