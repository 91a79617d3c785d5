"""The simulated study: declared, reproducible, and never taken for a real one."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from results import DataError
from simulation.study import DESIGN, OUTPUT, write_simulated


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Path:
    """Write a folder anew from the committed design."""
    folder = tmp_path_factory.mktemp("simulated") / "simulated"
    write_simulated(folder)
    return folder


def test_committed_files_are_those_of_the_generator(fresh):
    """Byte for byte: nobody edited them, and this design is the one that made them."""
    names, committed = (
        sorted(p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
        for folder in (fresh, OUTPUT)
    )
    assert committed == names
    for name in names:
        assert (OUTPUT / name).read_bytes() == (fresh / name).read_bytes(), name


def test_two_runs_are_byte_equal(fresh, tmp_path):
    """The seed stands in the design; nothing else decides."""
    write_simulated(tmp_path / "again")
    for path in (p for p in fresh.rglob("*") if p.is_file()):
        again = tmp_path / "again" / path.relative_to(fresh)
        assert path.read_bytes() == again.read_bytes()


def test_a_word_that_stands_twice_in_a_design_is_refused(tmp_path):
    """Of two seeds, YAML would take the second without a word."""
    design = tmp_path / "design"
    shutil.copytree(DESIGN, design)
    with (design / "design.yaml").open("a", encoding="utf-8") as file:
        file.write("seed: 2\n")
    with pytest.raises(DataError, match="the key 'seed' stands twice"):
        write_simulated(tmp_path / "simulated", design)
    assert not (tmp_path / "simulated").exists()


def test_design_of_the_study_is_kept(fresh):
    """72 men, 24 in each of three settings, none on probation, 48 seen again."""
    people = pd.read_csv(fresh / "participants.csv")
    again = pd.read_csv(fresh / "followup.csv")
    assert people["setting"].value_counts().to_dict() == {
        "prison": 24,
        "inpatient": 24,
        "outpatient": 24,
    }
    assert len(again) == 48
    assert set(again["participant"]) <= set(people["participant"])
    assert len(pd.read_csv(fresh / "interviews.csv")) == 12


def test_every_row_says_simulated(fresh):
    """No file can be carried elsewhere without saying what it is."""
    for path in fresh.glob("*.csv"):
        assert set(pd.read_csv(path)["data_kind"]) == {"simulated"}, path.name
    for path in fresh.glob("transcripts/*.txt"):
        assert path.read_text("utf-8").startswith("Simulated interview"), path.name


def test_an_unattainable_target_is_refused_and_nothing_is_written(tmp_path):
    """A mean at the edge of the range with a wide spread cannot occur."""
    shutil.copytree(DESIGN, tmp_path / "design")
    path = tmp_path / "design" / "design.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace(
            "mean: [1.95, 2.15, 2.10], sd: 0.55", "mean: [2.9, 2.9, 2.9], sd: 2"
        ),
        "utf-8",
    )
    assert path.read_text("utf-8") != text
    with pytest.raises(DataError, match=r"item mean 2\.90 with standard deviation"):
        write_simulated(tmp_path / "out", tmp_path / "design")
    assert not (tmp_path / "out").exists()


def test_data_that_are_not_simulated_are_never_overwritten(tmp_path):
    """A folder of the study is refused, and stays as it was."""
    study = tmp_path / "study"
    study.mkdir()
    (study / "dataset.yaml").write_text("kind: study\n", "utf-8")
    with pytest.raises(DataError, match="holds data that are not simulated; nothing"):
        write_simulated(study)
    assert [p.name for p in study.iterdir()] == ["dataset.yaml"]
