"""Coding is brought in and given back only where it may lie."""

import subprocess

import pytest
from example_imports import asked, with_samples
from example_repositories import KEEP, refused, without_data

from analysis import load_study
from results import DataError
from thesis.coding import export_coding, import_into


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Return a working copy of a project, with settings but without data."""
    return without_data(tmp_path / "thesis", monkeypatch)


@pytest.fixture
def work(tmp_path):
    """Return a folder with coding from programs, to be imported."""
    return with_samples(tmp_path / "work")


def test_an_export_of_confidential_coding_refuses(root, monkeypatch):
    """It is written only where git ignores the whole folder."""
    from dataclasses import replace

    study = replace(load_study(), kind="study")
    monkeypatch.setattr("thesis.coding.load_study", lambda: study)
    (root / ".gitignore").write_text("*.csv\n*.qdpx\n/private/\n", "utf-8")
    told = refused(lambda: export_coding(root, root / "coded"))
    where = root / "coded"
    assert told == f"{where}: is to hold interviews, and git would commit it; {KEEP}"
    assert not where.exists()
    export_coding(root, root / "private/coded")
    assert (root / "private/coded/project.qdpx").is_file()


def test_confidential_coding_is_not_written_where_git_would_commit_it(work, tmp_path):
    """Ignored folders, folders elsewhere and simulated data are free."""
    root = tmp_path / "root"
    root.mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    (root / ".gitignore").write_text("/private/*\n")
    with pytest.raises(DataError) as caught:
        import_into(root, asked(work), root / "data" / "coded")
    where = root / "data" / "coded"
    assert str(caught.value) == (
        f"{where}: is to hold interviews, and git would commit it; keep it outside of "
        "any working copy of git, or below data/private"
    )
    assert not (root / "data").exists()
    import_into(root, work / "import.yaml", root / "private" / "coded")
    import_into(root, work / "import.yaml", tmp_path / "elsewhere")
    import_into(root, asked(work, kind="simulated"), root / "data" / "coded")
    assert (root / "data" / "coded" / "coding.csv").is_file()
