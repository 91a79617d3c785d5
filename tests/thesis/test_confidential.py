"""What is confidential is refused wherever git holds it, would commit it, or may."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from example_repositories import (
    DATASET,
    FILES,
    INDEX,
    KEEP,
    PRIVATE,
    git,
    held,
    in_use,
    refused,
    repository,
    without_data,
)
from small_books import SmallBook

from results import DataError
from thesis import cli
from thesis.building import build
from thesis.confidential import (
    list_of_names,
    refuse_committable,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Return a working copy of a project, with settings but without data."""
    return without_data(tmp_path / "thesis", monkeypatch)


def would(folder, *files):
    """Return what is said of files that git would take."""
    named = f"{len(files)} of its files: {', '.join(files)}"
    what = "holds confidential data, and git would commit"
    return f"{folder}: {what} {named}; {KEEP}"


def does(folder, *files):
    """Return what is said of files that git has."""
    named = f"{len(files)} of its files: {', '.join(files)}"
    return f"{folder}: holds confidential data, and git holds {named}; {INDEX}"


ALL = sorted(FILES)


def below_the_project(root):
    """Use a folder that nothing ignores."""
    return held(root / "mydata"), would("thesis/mydata", *ALL)


def forced(root):
    """Add one file of an ignored folder all the same, and commit nothing."""
    folder = held(root / "data/private/study")
    git(root, "add", "-f", "data/private/study/participants.csv")
    return folder, does(PRIVATE, "participants.csv")


def forced_and_committed(root):
    """Commit one that is hidden, in a folder within."""
    folder = held(root / "data/private/study")
    git(root, "add", "-f", "data/private/study/transcripts/.notes")
    git(root, "commit", "--quiet", "-m", "Second")
    return folder, does(PRIVATE, "transcripts/.notes")


def forced_and_removed(root):
    """Take it off the disk again: git would still commit it."""
    folder = held(root / "data/private/study")
    git(root, "add", "-f", "data/private/study/participants.csv")
    (folder / "participants.csv").unlink()
    return folder, does(PRIVATE, "participants.csv")


def forced_with_intent(root):
    """Add its name only: `git commit --all` takes the rest."""
    folder = held(root / "data/private/study")
    git(root, "add", "-f", "-N", "data/private/study/participants.csv")
    return folder, does(PRIVATE, "participants.csv")


def forced_twelve(root):
    """Name ten, and count the rest."""
    folder = held(root / "data/private/study")
    names = [f"x{number:02}.csv" for number in range(12)]
    for name in names:
        (folder / name).write_text("a\n", "utf-8")
    git(root, "add", "-f", *[f"data/private/study/{name}" for name in names])
    said = does(PRIVATE, *names)
    return folder, said.replace(", x10.csv, x11.csv", " and 2 more")


def forced_in_part(root):
    """Find one file held and the others not ignored, and say both at once."""
    folder = held(root / "mydata")
    git(root, "add", "mydata/dataset.yaml")
    rest = would("thesis/mydata", *(name for name in ALL if name != "dataset.yaml"))
    return folder, f"{does('thesis/mydata', 'dataset.yaml')}\n{rest}"


def taken_back(root):
    """Let one file in by a rule with an exclamation mark."""
    (root / ".gitignore").write_text("/mine/*\n!/mine/participants.csv\n", "utf-8")
    return held(root / "mine"), would("thesis/mine", "participants.csv")


def taken_back_below(root):
    """Let it in by such a rule in the folder itself."""
    (root / ".gitignore").write_text("/mine/**\n", "utf-8")
    folder = held(root / "mine")
    (folder / ".gitignore").write_text("!*.csv\n", "utf-8")
    return folder, would("thesis/mine", "participants.csv")


def ignored_by_name(root):
    """Ignore all files but one by their names."""
    (root / ".gitignore").write_text("dataset.yaml\n*.txt\n.notes\n", "utf-8")
    return held(root / "mine"), would("thesis/mine", "participants.csv")


def in_another(root):
    """Use a folder of another working copy, which does not ignore it."""
    other = repository(root.parent / "other")
    return held(other / "mydata"), would("other/mydata", *ALL)


def in_a_submodule(root):
    """Ask the rules of a working copy within this one."""
    other = repository(root.parent / "other", "")
    git(root, "submodule", "--quiet", "add", str(other), "data/private2")
    return held(root / "data/private2/mine"), would("thesis/data/private2/mine", *ALL)


def in_a_linked_worktree(root):
    """Use a working copy in which .git is a file."""
    git(root, "worktree", "add", "--quiet", str(root.parent / "second"))
    return held(root.parent / "second/mydata"), would("second/mydata", *ALL)


def in_a_repository_of_its_own(root):
    """Keep a repository in the folder, which does not ignore what the project does."""
    folder = held(root / "data/private/study")
    git(folder, "init", "--quiet")
    return folder, would(PRIVATE, *ALL)


def held_further_out(root):
    """Let it ignore all: the project had the file before."""
    folder = held(root / "data/private/study")
    git(root, "add", "-f", "data/private/study/participants.csv")
    git(folder, "init", "--quiet")
    (folder / ".git/info/exclude").write_text("*\n", "utf-8")
    return folder, does(PRIVATE, "participants.csv")


def by_a_link(root):
    """Use an ignored link that leads into another working copy."""
    folder = held(repository(root.parent / "other") / "mine")
    link = root / "data/private/study"
    link.parent.mkdir(parents=True)
    link.symlink_to(folder)
    return link, would(PRIVATE, *ALL)


def by_a_link_that_git_would_commit(root):
    """Let it lead out of all working copies: it says where the data are."""
    held(root.parent / "elsewhere")
    (root / "mine").symlink_to("../elsewhere")
    return root / "mine", would("thesis/mine", "thesis/mine")


def through_a_linked_folder(root):
    """Let a folder above be the link."""
    held(repository(root.parent / "other") / "deep/mine")
    (root / "data/private").mkdir(parents=True)
    (root / "data/private/way").symlink_to(root.parent / "other/deep")
    folder = root / "data/private/way/mine"
    return folder, would("thesis/data/private/way/mine", *ALL)


def a_file_is_a_link(root):
    """Let it lead to where git would commit the file."""
    folder = held(root / "data/private/study")
    (root / "entry.csv").write_text("a\n", "utf-8")
    (folder / "entry.csv").symlink_to("../../../entry.csv")
    return folder, would(PRIVATE, "thesis/entry.csv")


def a_folder_is_a_link(root):
    """Link to a folder of such files, which leads back as well."""
    folder = held(root / "data/private/study")
    (root / "more").mkdir()
    (root / "more/.hidden").write_text("a\n", "utf-8")
    (root / "more/back").symlink_to(folder)
    (folder / "more").symlink_to(root / "more")
    return folder, would(PRIVATE, "thesis/more/.hidden", "thesis/more/back")


def a_link_leads_nowhere(root):
    """Link to what would be committed, were it there."""
    folder = held(root / "data/private/study")
    (folder / "later.csv").symlink_to(root / "later.csv")
    return folder, would(PRIVATE, "thesis/later.csv")


def the_rules_are_a_link(root):
    """Let a .gitignore be no rules but a link to a file."""
    folder = held(root / "data/private/study")
    (root / "names.csv").write_text("a\n", "utf-8")
    (folder / "transcripts/.gitignore").symlink_to(root / "names.csv")
    return folder, would(PRIVATE, "thesis/names.csv")


def named_like_a_pattern(root):
    """Use names that are patterns or options to git, or hold the end of a line."""
    names = ["*", "-x", ":(top)x", "a\nb.csv", "ü.csv", "[a]"]
    (root / ".gitignore").write_text("/mine/transcripts/\n/mine/[dp]*\n", "utf-8")
    folder = held(root / "mine")
    for name in names:
        (folder / name).write_text("a\n", "utf-8")
    return folder, would("thesis/mine", *sorted(names))


REFUSED = [
    below_the_project,
    forced,
    forced_and_committed,
    forced_and_removed,
    forced_with_intent,
    forced_twelve,
    forced_in_part,
    taken_back,
    taken_back_below,
    ignored_by_name,
    in_another,
    in_a_submodule,
    in_a_linked_worktree,
    in_a_repository_of_its_own,
    held_further_out,
    by_a_link,
    by_a_link_that_git_would_commit,
    through_a_linked_folder,
    a_file_is_a_link,
    a_folder_is_a_link,
    a_link_leads_nowhere,
    the_rules_are_a_link,
    named_like_a_pattern,
]


@pytest.mark.parametrize("case", REFUSED)
def test_data_that_git_holds_or_would_commit_are_refused(root, case):
    """With every file that is concerned, and what to do."""
    folder, said = case(root)
    assert in_use(root, folder) == said


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_environment_says_of_git_counts_for_nothing(root, case, monkeypatch):
    """A hook sets such variables, and they would point to another working copy."""
    folder, said = case(root)
    for name in ("DIR", "WORK_TREE", "INDEX_FILE", "CEILING_DIRECTORIES"):
        monkeypatch.setenv(f"GIT_{name}", str(root.parent / "nowhere"))
    assert in_use(root, folder) == said


def test_data_of_another_kind_are_free(root):
    """Simulated data may be committed; what is not declared is told by who loads it."""
    folder = held(root / "mydata")
    for text in (DATASET.replace("study", "simulated", 1), "kind: secret\n"):
        (folder / "dataset.yaml").write_text(text, "utf-8")
        assert in_use(root, folder) == ""
    assert in_use(root, root / "nowhere") == ""


def ignored(root):
    """Use a folder below data/private."""
    return held(root / "data/private/study")


def ignored_itself(root):
    """Use data/private itself, whose own rules git holds."""
    folder = held(root / "data/private")
    (folder / ".gitignore").write_text("*\n!.gitignore\n", "utf-8")
    git(root, "add", "data/private/.gitignore")
    return folder


def ignored_in_a_submodule(root):
    """Ask the rules of the submodule."""
    other = repository(root.parent / "other", "/mine/\n")
    git(root, "submodule", "--quiet", "add", str(other), "inner")
    return held(root / "inner/mine")


def ignored_in_a_linked_worktree(root):
    """Ask the same rules as in the first."""
    git(root, "worktree", "add", "--quiet", str(root.parent / "second"))
    return held(root.parent / "second/data/private/mine")


def ignored_below_a_bare_repository(root):
    """Use a worktree beside the repository that it shares, which is bare."""
    git(root.parent, "clone", "--quiet", "--bare", str(root), "all/.git")
    git(root.parent / "all", "worktree", "add", "--quiet", "main")
    return held(root.parent / "all/main/data/private/mine")


def ignored_through_an_empty_git(root):
    """Make a folder .git in which there is nothing, so no repository."""
    folder = held(root / "data/private/study")
    (folder / ".git").mkdir()
    return folder


def ignored_by_name_throughout(root):
    """Write a rule for each kind of file; an empty folder is nothing to commit."""
    (root / ".gitignore").write_text("*.yaml\n*.csv\n*.txt\n.notes\n", "utf-8")
    folder = held(root / "mine")
    (folder / "empty").mkdir()
    return folder


def outside(root):
    """Use a folder in no working copy."""
    return held(root.parent / "elsewhere")


def outside_by_a_link(root):
    """Lead there from an ignored place."""
    link = root / "data/private/study"
    link.parent.mkdir(parents=True)
    link.symlink_to(held(root.parent / "elsewhere"))
    return link


@pytest.mark.parametrize(
    "case",
    [
        ignored,
        ignored_itself,
        ignored_in_a_submodule,
        ignored_in_a_linked_worktree,
        ignored_below_a_bare_repository,
        ignored_through_an_empty_git,
        ignored_by_name_throughout,
        outside,
        outside_by_a_link,
    ],
)
def test_data_that_git_leaves_alone_are_free(root, case):
    """Ignored wherever they lie, or in no working copy."""
    assert in_use(root, case(root)) == ""


def test_outside_of_every_working_copy_git_need_not_be_there(root, monkeypatch):
    """Nothing is asked."""
    folder = outside(root)
    monkeypatch.setenv("PATH", str(root.parent / "nowhere"))
    assert in_use(root, folder) == ""


def test_a_folder_that_is_to_be_written_must_be_ignored_whole(root):
    """A rule for some names is not enough; a rule for the folder is."""
    ask = {"what": "is to hold interviews"}
    (root / "empty").mkdir()
    (root / ".gitignore").write_text("*.csv\n*.txt\n/good/\n", "utf-8")
    for name in ("new", "empty"):
        path = root / name
        assert refused(lambda path=path: refuse_committable(path, **ask)) == (
            f"{path}: is to hold interviews, and git would commit it; {KEEP}"
        )
    refuse_committable(root / "good", **ask)
    refuse_committable(root.parent / "elsewhere", **ask)


@pytest.fixture
def committable_study(tmp_path, monkeypatch):
    """Put into use a study, sound but for one file of it that git holds."""
    root = repository(tmp_path / "copy")
    folder = root / "data/private/study"
    shutil.copytree(ROOT / "data/simulated", folder)
    (folder / "dataset.yaml").write_text(DATASET, "utf-8")
    git(root, "add", "-f", "data/private/study/participants.csv")
    monkeypatch.setenv("THESIS_DATA", str(folder))
    return folder


@pytest.mark.parametrize(
    "command",
    [["build", "--html"], ["build", "--pdf"], ["check"], ["data", "validate"]],
)
def test_every_command_that_builds_or_checks_refuses(
    committable_study, command, capsys
):
    """Exit code 1 and the reason, before the faults of the data and of the book."""
    assert cli.main(command) == 1
    said = capsys.readouterr()
    told = does(committable_study, "participants.csv")
    assert said.err == f"\n{told}\n"


def test_make_data_is_the_command_that_was_tried():
    """And so are the other targets that build."""
    made = (ROOT / "Makefile").read_text("utf-8")
    assert "\n\t@$(BIN)/thesis data validate\n" in made
    assert "jupyter-book" not in made


@pytest.mark.book
def test_a_build_by_jupyter_book_alone_refuses(committable_study, tmp_path):
    """From wherever it is called; no page is read, and no traceback is shown."""
    book = SmallBook(tmp_path / "project")
    done = subprocess.run(
        [Path(sys.executable).parent / "jupyter-book", "build", book.folder / "book"],
        cwd=tmp_path / "copy",
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
        capture_output=True,
        text=True,
        check=False,
    )
    told = does(committable_study, "participants.csv")
    assert done.returncode == 1
    assert f"\nThe book was not built:\n{told}\n" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert "reading sources" not in done.stdout
    assert not (book.folder / "book/_build/html/entry.html").exists()


@pytest.mark.book
def test_a_build_without_data_refuses_without_a_traceback(tmp_path):
    """The same place says what is wrong with the folder in use."""
    (tmp_path / "project").mkdir()
    done = SmallBook(tmp_path / "project").build(THESIS_DATA="nowhere")
    assert done.returncode == 1
    assert "THESIS_DATA: there is no such folder, got 'nowhere'" in done.stderr
    assert "Traceback" not in done.stderr


def test_build_itself_refuses(committable_study):
    """Whoever calls it."""
    with pytest.raises(DataError, match=r"git holds 1 of its files: participants\.csv"):
        build(ROOT, html=True, pdf=False)


def test_a_list_that_git_would_commit_is_refused(tmp_path, monkeypatch):
    """In this working copy or any other; where git ignores it, it may lie."""
    root, other = tmp_path / "thesis", tmp_path / "other"
    for folder in (root, other):
        (folder / "data/private").mkdir(parents=True)
        subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
        (folder / ".gitignore").write_text("/data/private/*\n", "utf-8")
        for place in ("people.txt", "data/private/people.txt"):
            (folder / place).write_text("Heledd\n", "utf-8")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    for folder in (root, other):
        path = folder / "people.txt"
        with pytest.raises(DataError) as error:
            list_of_names(root, path)
        assert str(error.value) == (
            f"{path}: holds names, and git would commit it; keep it outside of any "
            "working copy of git, or below data/private"
        )
        assert list_of_names(root, folder / "data/private/people.txt").names
    monkeypatch.setenv("THESIS_NAMES", "data/private/people.txt")
    assert list_of_names(root).names[0].text == "Heledd"
    assert list_of_names(root, other / "data/private/people.txt").names
    monkeypatch.setenv("THESIS_NAMES", " ")
    assert list_of_names(root) is None


def test_a_list_is_refused_when_git_cannot_say(tmp_path, monkeypatch):
    """A broken working copy, or no git at all."""
    (tmp_path / ".git").write_text("gitdir: nowhere\n", "utf-8")
    path = tmp_path / "people.txt"
    path.write_text("Heledd\n", "utf-8")
    with pytest.raises(DataError) as error:
        list_of_names(tmp_path, path)
    assert str(error.value).startswith(
        f"{path}: holds names, and git cannot say whether it would commit it "
        "(fatal: not a git repository"
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DataError) as error:
        list_of_names(tmp_path, path)
    assert str(error.value) == (
        f"{path}: holds names, and git cannot say whether it would commit it (git is "
        "not installed); keep it outside of any working copy of git"
    )
