"""What the data do not allow is said by the check of the data, and in few sentences."""

import shutil

import pandas as pd
import pytest

from analysis.data.loading import load_study
from simulation.study import OUTPUT
from thesis import cli
from thesis.computable import not_computable


@pytest.fixture
def folder(tmp_path):
    """Copy the simulated study."""
    return shutil.copytree(OUTPUT, tmp_path / "simulated")


def changed(folder, name, change):
    """Change one table of a folder."""
    table = pd.read_csv(folder / name, dtype=str, keep_default_na=False)
    change(table).to_csv(folder / name, index=False, lineterminator="\n")


def of_setting(folder, *settings):
    """Return the participants of some settings."""
    people = pd.read_csv(folder / "participants.csv", dtype=str)
    return people["participant"][people["setting"].isin(settings)]


def test_of_the_simulated_study_all_can_be_computed():
    """A warning that is always there would not be read."""
    assert not_computable(load_study(OUTPUT)) == []


def test_a_setting_without_follow_up_is_told(folder, monkeypatch, capsys):
    """Validation finds no fault, and says what chapters will not be able to compute."""
    lost = of_setting(folder, "prison")
    for name in ("followup.csv", "responses.csv"):

        def kept(table, name=name):
            gone = table["participant"].isin(lost)
            if name == "responses.csv":
                gone &= table["wave"] == "followup"
            return table[~gone]

        changed(folder, name, kept)
    told = [
        "Prison: nobody has a value of heroin_days_followup, in_custody, offended, "
        "locus_followup, external_control_followup, stability_followup and 23 more: "
        "the group cannot be described, compared or followed in them."
    ]
    assert not_computable(load_study(folder)) == told
    monkeypatch.setenv("THESIS_DATA", str(folder))
    assert cli.main(["data", "validate"]) == 0
    first, second, *rest = capsys.readouterr().out.splitlines()
    assert first.endswith("no faults (Simulated data, no real participants)")
    assert second == "Remark: not everything can be computed with these data:"
    assert rest == [f"  {line}" for line in told]


def test_constant_scales_and_few_people_are_told(folder):
    """Of all, of a group, of one person; and a group without an interview."""

    def alike(table):
        answers = table.filter(like="gse_").columns
        table.loc[table["wave"] == "entry", answers] = "2"
        return table

    changed(folder, "responses.csv", alike)
    prison = of_setting(folder, "prison")

    def one(table):
        inside = table["participant"].isin(prison)
        table.loc[inside, "previous_treatments"] = "3"
        table.loc[inside, "convictions"] = ["4", *["-99"] * 23]
        return table

    changed(folder, "participants.csv", one)
    inside = of_setting(folder, "inpatient")
    names = pd.read_csv(folder / "interviews.csv", dtype=str)
    gone = names["interview"][names["participant"].isin(inside)]
    for name in ("interviews.csv", "coding.csv"):
        changed(folder, name, lambda table: table[~table["interview"].isin(gone)])
    for name in gone:
        (folder / "transcripts" / f"{name}.txt").unlink()
    assert not_computable(load_study(folder)) == [
        "Everybody has the same value of general_efficacy_entry: no comparison, "
        "correlation, reliability or model holds them.",
        "Prison: only one person has a value of convictions: the group has no spread, "
        "interval or test in them.",
        "Prison: everybody has the same value of previous_treatments: the group has no "
        "test or effect size in them.",
        "Inpatient: nobody was interviewed: the group has no themes.",
    ]


def test_rows_that_were_passed_over_are_told(folder, monkeypatch, capsys):
    """By the check of the data; they are no fault."""
    path = folder / "entry.csv"
    path.write_text(path.read_text("utf-8") + ",,,,\n" * 3, "utf-8")
    monkeypatch.setenv("THESIS_DATA", str(folder))
    assert cli.main(["data", "validate"]) == 0
    assert capsys.readouterr().out.splitlines()[2] == (
        "  entry.csv: 3 rows of empty cells passed over (74-76); delete them in the "
        "spreadsheet that left them"
    )
