"""An edition is read from a file, a folder, or a revision built beside this one."""

import pytest
from example_build import SmallBuild
from example_changes import OLD, saved
from example_repositories import git

from reported.findings import NothingBuiltError
from thesis import revisions
from thesis.revisions import read_edition


@pytest.mark.parametrize("inside", ["", "html", "book/_build/html"])
def test_read_edition_takes_a_folder(tmp_path, inside):
    """The file itself, a folder of HTML, a build, or a whole project."""
    saved(tmp_path / inside, OLD)
    assert len(read_edition(tmp_path, str(tmp_path)).results) == 3


def test_read_edition_takes_this_build_when_none_is_named(tmp_path):
    """The second edition of `thesis diff` can be left out."""
    build = SmallBuild(tmp_path)
    found = read_edition(build.root, None)
    assert (found.name, found.title, found.data) == (
        "this build",
        "Coercion",
        "Simulated data",
    )


def test_read_edition_refuses_what_is_neither_a_build_nor_a_revision(tmp_path):
    """The message says what it could have been."""
    with pytest.raises(NothingBuiltError) as caught:
        read_edition(tmp_path, "no-such-thing")
    assert str(caught.value) == (
        "no-such-thing: neither a file or folder with statistics.json nor a revision "
        "that git knows; check how it is written"
    )
    with pytest.raises(NothingBuiltError) as caught:
        read_edition(tmp_path, str(tmp_path))
    assert str(caught.value) == (
        f"{tmp_path}: there is no such file; build the book again"
    )


@pytest.fixture
def repository(tmp_path):
    """Return a repository with a commit older than the register, and one after it."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "first").write_text("", "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "First")
    data = tmp_path / "data"
    (data / "simulated").mkdir(parents=True)
    (data / "settings.yaml").write_text("folder: data/simulated\n", "utf-8")
    (data / "simulated" / "dataset.yaml").write_text("", "utf-8")
    # A stand-in for the thesis of then: its build writes statistics.
    package = tmp_path / "thesis"
    package.mkdir()
    (package / "statistics.schema.json").write_text("{}", "utf-8")
    (package / "__init__.py").write_text("", "utf-8")
    (package / "cli.py").write_text(STAND_IN, "utf-8")
    saved(package, OLD, "then.json")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Second")
    return tmp_path


STAND_IN = """\
import shutil
import sys
from pathlib import Path

assert sys.argv[1:] == ["build", "--html"]
print("Building the HTML …", flush=True)
if Path("broken").exists():
    sys.exit("entry.csv, row 2: is wrong")
to = Path("book/_build/html")
to.mkdir(parents=True)
shutil.copyfile("thesis/then.json", to / "statistics.json")
"""


def test_read_edition_builds_a_revision_once(repository, capsys):
    """In a folder of its own that is taken away; the statistics are kept."""
    first = read_edition(repository, "HEAD")
    assert len(first.results) == 3
    told = capsys.readouterr().err
    assert told.splitlines() == [
        "Building HEAD, which is done once …",
        "  Building the HTML …",
    ]
    commit = git(repository, "rev-parse", "HEAD")
    assert (repository / "build" / "diff" / commit / "statistics.json").exists()
    assert len(git(repository, "worktree", "list").splitlines()) == 1
    assert not (repository / "book").exists()
    assert read_edition(repository, commit[:9]).results == first.results
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("folder", "private"),
    [
        ("data/simulated", False),
        ("data/private/study", True),
        ("data/new", True),
        ("../elsewhere", True),
    ],
)
def test_a_revision_is_given_the_data_that_git_does_not_hold(
    repository, monkeypatch, folder, private
):
    """Whether it ignores them or not; also where one file was added by force."""
    monkeypatch.delenv("THESIS_DATA", raising=False)
    path = (repository / folder).resolve()
    path.mkdir(parents=True, exist_ok=True)
    (path / "dataset.yaml").write_text("", "utf-8")
    (repository / ".gitignore").write_text("/data/private/*\n", "utf-8")
    if folder == "data/private/study":
        (path / "entry.csv").write_text("", "utf-8")
        git(repository, "add", "-f", f"{folder}/entry.csv")
    (repository / "data/settings.yaml").write_text(f"folder: {folder}\n", "utf-8")
    asked = revisions._private_data(repository)
    assert asked == ({"THESIS_DATA": str(path)} if private else {})


def test_a_revision_is_not_built_where_git_does_not_say(repository, monkeypatch):
    """What it holds decides which data are used."""
    monkeypatch.delenv("THESIS_DATA", raising=False)
    monkeypatch.setenv("PATH", str(repository / "nowhere"))
    with pytest.raises(NothingBuiltError, match=r"^.*: git is not installed; compare"):
        revisions._private_data(repository)


def test_read_edition_refuses_a_revision_without_a_register(repository):
    """It is not built in vain."""
    with pytest.raises(NothingBuiltError) as caught:
        read_edition(repository, "HEAD~1")
    assert str(caught.value) == (
        "HEAD~1: older than the register of statistics; choose a later revision"
    )


def test_read_edition_says_why_a_revision_could_not_be_built(repository):
    """The end of what the build said; nothing is kept, nothing is left behind."""
    (repository / "broken").write_text("", "utf-8")
    git(repository, "add", "broken")
    git(repository, "commit", "--quiet", "-m", "Third")
    with pytest.raises(NothingBuiltError) as caught:
        read_edition(repository, "HEAD")
    assert str(caught.value) == (
        "HEAD: its book could not be built; compare with a file of statistics kept "
        "from then, or another revision. It ended so:\n"
        "Building the HTML …\nentry.csv, row 2: is wrong"
    )
    assert len(git(repository, "worktree", "list").splitlines()) == 1
    assert not (repository / "build").exists()
