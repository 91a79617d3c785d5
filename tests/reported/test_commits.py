"""What git says of a folder, and nothing where it cannot say anything."""

import subprocess

import pytest

from reported.commits import clean, git


@pytest.fixture
def copy(tmp_path):
    """Return a working copy with one commit."""
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for words in (("init", "--quiet"), ("add", "."), (*name, "commit", "-qm", "One")):
        (tmp_path / "file").write_text("one", "utf-8")
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    return tmp_path


def test_a_working_copy_is_clean_until_a_file_changes(copy):
    """A file that git does not hold counts too."""
    assert git(copy, "log", "--format=%s") == "One"
    assert clean(copy) is True
    (copy / "other").write_text("two", "utf-8")
    assert clean(copy) is False


def test_git_has_nothing_to_say_of_what_it_does_not_know(tmp_path, monkeypatch):
    """A folder outside of working copies, an unknown revision, and no git at all."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert git(tmp_path, "rev-parse", "HEAD") is None
    assert clean(tmp_path) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert clean(tmp_path) is None
