"""What git says of a folder, or that it says nothing."""

import pytest
from example_repositories import repository

from reported.commits import clean, git


@pytest.fixture(autouse=True)
def own_git(monkeypatch):
    """Let no hook point to another repository."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)


def test_a_folder_is_clean_until_a_file_of_it_changes(tmp_path):
    """A file that is ignored changes nothing, one that is new does."""
    root = repository(tmp_path / "thesis", "/build/\n")
    assert git(root, "log", "--format=%s") == "First"
    (root / "build").mkdir()
    (root / "build" / "a").write_text("a", "utf-8")
    assert clean(root) is True
    (root / "b").write_text("b", "utf-8")
    assert clean(root) is False


def test_git_says_nothing_of_what_it_does_not_know(tmp_path, monkeypatch):
    """No repository, no such revision, no git at all."""
    assert git(tmp_path, "rev-parse", "HEAD") is None
    assert clean(tmp_path) is None
    root = repository(tmp_path / "thesis")
    assert git(root, "cat-file", "-e", "HEAD:nowhere") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert clean(root) is None
