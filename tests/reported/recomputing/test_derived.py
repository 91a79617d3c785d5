"""R derives every column by itself, and each value is compared."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from example_questions import needs_r

from analysis import cohort, load_study
from reported.recomputing.derived import derived_rows
from reported.recomputing.running import recompute
from thesis.exporting import derived_tables
from thesis.project import ThesisProject

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
@needs_r
def test_r_derives_every_column_as_python_does():
    """Ages, scores, themes and the HELP study, value by value."""
    study = load_study()
    tables = derived_tables(study)
    theirs = recompute(ROOT, {}, ThesisProject(study))["derived"]
    assert set(tables) == {"cohort", "interviews", "HELP/cohort"}
    for name, columns in tables.items():
        rows = list(derived_rows(name, columns, theirs[name]))
        assert [row for row in rows if row["verdict"] != "agrees"] == []
        assert len(rows) == len(columns)


@pytest.mark.slow
@needs_r
def test_r_counts_birthdays_as_python_does(tmp_path):
    """On the day, the day before, and for those born on 29 February."""
    folder = tmp_path / "simulated"
    shutil.copytree(load_study().folder, folder)
    days = [  # of birth, of entry, of the follow-up
        ("1984-05-10", "2007-05-10", "2007-11-10"),
        ("1984-05-10", "2007-05-09", "2007-11-10"),
        ("1984-05-10", "2007-05-11", "2007-11-10"),
        ("1984-02-29", "2007-02-28", "2007-08-28"),
        ("1984-02-29", "2007-03-01", "2007-08-28"),
        ("1984-02-29", "2008-02-29", "2008-08-28"),
        ("1984-03-01", "2008-02-29", "2008-08-28"),
    ]
    people = pd.read_csv(folder / "participants.csv", dtype=str)["participant"]
    for file, name, i in (
        ("participants.csv", "date_of_birth", 0),
        ("entry.csv", "entry_date", 1),
        ("followup.csv", "followup_date", 2),
    ):
        table = pd.read_csv(folder / file, dtype=str, keep_default_na=False)
        new = dict(zip(people, (row[i] for row in days), strict=False))
        table[name] = table["participant"].map(new).fillna(table[name])
        table.to_csv(folder / file, index=False, lineterminator="\n")
    study = load_study(folder)
    ages = cohort(study).frame["age"].head(7)
    assert ages.tolist() == [23, 22, 23, 22, 23, 24, 23]
    column = {"age": derived_tables(study)["cohort"]["age"]}
    theirs = recompute(ROOT, {}, ThesisProject(study))["derived"]["cohort"]
    (row,) = derived_rows("cohort", column, theirs)
    assert (row["verdict"], row["column"]) == ("agrees", "cohort.age")


def test_a_column_that_r_lacks_or_counts_otherwise_is_told():
    """With the reason, and at most five rows that differ."""
    ours = {"age": [31.0, None], "sex": ["f", "m"], "mood": [1.0, 2.0]}
    theirs = {"columns": {"age": ["31", "30"], "mood": ["1"]}}
    assert [
        (row["column"], row["verdict"], row["reasons"])
        for row in derived_rows("cohort", ours, theirs)
    ] == [
        ("cohort.age", "disagrees", ["row 2: missing here, 30 in R"]),
        ("cohort.sex", "not recomputed", ["R does not derive it"]),
        ("cohort.mood", "disagrees", ["2 rows here, 1 in R"]),
    ]
