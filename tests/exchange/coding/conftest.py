"""Files that tests of coding programs write or copy."""

import shutil

import pytest
from example_imports import INTERVIEWS, SAMPLES


@pytest.fixture
def written(tmp_path):
    """Write a CSV and return its path."""

    def write(text, name="table.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def work(tmp_path):
    """Return a folder with the samples, a list of interviews, and settings."""
    folder = tmp_path / "work"
    folder.mkdir()
    for path in (SAMPLES / "taguette").iterdir():
        shutil.copyfile(path, folder / path.name)
    for name in ("qualcoder", "qualcoder_ui"):
        (folder / f"{name}.qda").mkdir()
        source = SAMPLES / name / "thesis_sample_data.qda.sqlite3"
        shutil.copyfile(source, folder / f"{name}.qda" / "data.qda")
    (folder / "interviews.csv").write_text(INTERVIEWS)
    return folder
