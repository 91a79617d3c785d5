"""Files that tests of coding programs write or copy."""

import pytest
from example_imports import with_samples


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
    return with_samples(tmp_path / "work")
