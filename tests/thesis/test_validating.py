"""A data folder without faults is summed up, and everything to look at follows."""

import shutil

from analysis.data.loading import load_study
from thesis import validating

ROOT = validating.Path(__file__).parents[2]


def test_the_simulated_study_has_nothing_to_look_at(monkeypatch):
    """One line: folder, tables, rows, and what the data are."""
    monkeypatch.delenv("THESIS_DATA", raising=False)
    (line,) = validating.validated(ROOT)
    study = load_study()
    rows = sum(map(len, study.tables.values()))
    assert line == (
        f"{study.folder}: {len(study.tables)} tables, {rows:,} rows, no faults "
        "(Simulated data, no real participants)"
    )


def test_every_kind_of_remark_stands_under_its_heading(monkeypatch, tmp_path):
    """In one order, and none without a line."""
    folder = shutil.copytree(load_study().folder, tmp_path / "study")
    with (folder / "entry.csv").open("a", encoding="utf-8") as file:
        file.write("," * 5 + "\n")
    text = (folder / "entry.csv").read_text("utf-8")
    columns = text.partition("\n")[0].count(",")
    (folder / "entry.csv").write_text(
        text.removesuffix("," * 5 + "\n") + "," * columns + "\n", "utf-8"
    )
    attributes = "interview,setting\nI01,inpatient\n"
    (folder / "interview_attributes.csv").write_text(attributes, "utf-8")
    monkeypatch.setenv("THESIS_DATA", str(folder))
    told = list(validating.validated(ROOT))[1:]
    assert [line for line in told if line.startswith("Remark: ")] == [
        "Remark: passed over:",
        "Remark: the coding program has another setting:",
    ]
    assert told[3:] == ["  I01 (inpatient, not prison)"]
