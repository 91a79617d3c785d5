"""R is given the data where they are, and no file that says a thing twice."""

import shutil

import pytest

from analysis import load_study
from results import DataError
from thesis import exporting
from thesis.exporting import export


def test_confidential_tables_are_not_copied(tmp_path):
    """R reads the study's tables where they are; draws are of results that have any."""
    export(tmp_path, {}, load_study(), ["jsonlite"])
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {
        *("register.json", "study.json", "codebook.json", "instruments.json"),
        *("coding_frame.json", "packages.txt", "help.csv", "help_extract.csv"),
        *("draws.json", "draws"),
    }
    assert list((tmp_path / "draws").iterdir()) == []


def test_r_is_given_no_file_in_which_a_word_stands_twice(tmp_path, monkeypatch):
    """R would score by the second list of items, as we would have done."""
    keys = tmp_path / "keys"
    shutil.copytree(exporting.KEYS, keys)
    with (keys / "sds.yaml").open("a", encoding="utf-8") as file:
        file.write("items: 4\n")
    monkeypatch.setattr(exporting, "KEYS", keys)
    with pytest.raises(DataError, match=r"keys/sds.yaml: .* 'items' stands twice"):
        export(tmp_path, {}, load_study(), ["jsonlite"])
