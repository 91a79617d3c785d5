"""What git holds or would commit is asked of git; its other answers are refused."""

import os
import shutil

import pytest
from example_repositories import (
    NEVER,
    PRIVATE,
    git,
    held,
    in_use,
    refused,
    repository,
    without_data,
)

from thesis import working_copies
from thesis.confidential import list_of_names, refuse_committable
from thesis.working_copies import NoAnswerError, tracked_below


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Return a working copy of a project, with settings but without data."""
    return without_data(tmp_path / "thesis", monkeypatch)


def program(folder, monkeypatch, script, mode=0o755):
    """Put another git first on the path."""
    folder.mkdir()
    (folder / "git").write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / "git").chmod(mode)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


DUBIOUS = "detected dubious ownership in repository at '/work'"
SUBMODULE = "Pathspec 'x' is in submodule 'data'"
UNKNOWN = "git said what it ignores in an unknown form"
#: What a git does, and the reason that is given for not believing it.
ANSWERS = {
    f'echo "fatal: {DUBIOUS}" >&2; echo "Add:" >&2; exit 128': f"fatal: {DUBIOUS}",
    f'echo "fatal: {SUBMODULE}" >&2; exit 128': f"fatal: {SUBMODULE}",
    "exit 128": "exit code 128, without a word",
    "exit 1": "exit code 1, without a word",
    "kill -9 $$": "exit code -9, without a word",
    "sleep 60": "git did not answer within 0.2 seconds",
    "echo nonsense": "git listed its files in an unknown form",
    "exit 0": UNKNOWN,
    'case "$*" in *check*) echo nonsense;; esac': UNKNOWN,
    'case "$*" in *check*) printf "\\0\\0\\0other\\0";; esac': UNKNOWN,
    'case "$*" in *check*) exit 1;; esac': UNKNOWN,
    'case "$*" in *check*) exit 2;; esac': "exit code 2, without a word",
}


@pytest.mark.parametrize("script", ANSWERS)
def test_whatever_else_git_answers_is_refused_with_its_reason(
    root, tmp_path, monkeypatch, script
):
    """Also what real git ignores: data, a list of names, a folder to be written."""
    reason = ANSWERS[script]
    private = held(root / "data/private/study")
    monkeypatch.setattr(working_copies, "WAIT", 0.2 if "sleep" in script else 20)
    program(tmp_path / "bin", monkeypatch, script)
    trust = ", or tell git to trust this one (git config --global safe.directory)"
    end = (
        f", and git cannot say whether it would commit it ({reason}); {NEVER}"
        f"{trust if 'dubious' in reason else ''}"
    )
    assert in_use(root, private) == f"{PRIVATE}: holds confidential data{end}"
    names = private / "participants.csv"
    assert refused(lambda: list_of_names(root, names)) == f"{names}: holds names{end}"
    new = private / "new"
    told = refused(lambda: refuse_committable(new, what="is to hold interviews"))
    assert told == f"{new}: is to hold interviews{end}"


def test_without_git_or_where_it_cannot_be_run(root, tmp_path, monkeypatch):
    """The reason is said; there is no traceback."""
    private = held(root / "data/private/study")
    program(tmp_path / "bin", monkeypatch, "exit 0", mode=0o644)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    start = f"{PRIVATE}: holds confidential data, and git cannot say whether it would "
    assert in_use(root, private) == (
        f"{start}commit it (git could not be run (Permission denied)); {NEVER}"
    )
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert in_use(root, private) == (
        f"{start}commit it (git is not installed); {NEVER}"
    )


@pytest.mark.parametrize("broken", ["a file", "a loop", "bare"])
def test_what_is_no_sound_working_copy_is_refused(root, broken):
    """A .git that leads nowhere, links in a circle, a bare repository."""
    folder = root.parent / "elsewhere"
    if broken == "bare":
        git(root.parent, "init", "--quiet", "--bare", str(folder))
        reason = "(fatal: this operation must be run in a work tree)"
    elif broken == "a file":
        held(folder)
        (folder / ".git").write_text("gitdir: nowhere\n", "utf-8")
        reason = "(fatal: not a git repository"
    else:
        held(folder)
        (folder / "a").symlink_to("b")
        (folder / "b").symlink_to("a")
        reason = "cannot be read (too many links, one after the other))"
    told = in_use(root, held(folder / "mine") if broken == "bare" else folder)
    assert reason in told
    assert told.endswith(f"; {NEVER}")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_working_copy_of_someone_else_is_refused(root):
    """As git itself says it."""
    folder = held(root / "data/private/study")
    for path in (root, root / ".git"):
        os.chown(path, 12345, 12345)
    told = in_use(root, folder)
    assert "(fatal: detected dubious ownership in repository at" in told
    assert told.endswith("(git config --global safe.directory)")


def test_git_is_asked_twice_however_many_files_there_are(root, tmp_path, monkeypatch):
    """Three hundred files, in a second."""
    folder = held(root / "data/private/study")
    for number in range(300):
        (folder / f"transcripts/I{number}.txt").write_text("a\n", "utf-8")
    log = tmp_path / "log"
    real = shutil.which("git")
    program(tmp_path / "bin", monkeypatch, f'echo "$3" >> {log}\nexec {real} "$@"')
    assert in_use(root, folder) == ""
    assert log.read_text("utf-8").split() == ["ls-files", "check-ignore"]


def test_tracked_below_names_what_one_working_copy_holds(root):
    """And nothing of another, or of what it ignores."""
    held(root / "data/private/study")
    git(root, "add", "-f", "data/private/study/dataset.yaml")
    here = root / "data/private/study/dataset.yaml"
    assert tracked_below(root, root / "data/private") == (here,)
    assert tracked_below(root, root.parent) == (here,)
    assert tracked_below(root, held(repository(root.parent / "other") / "x")) == ()
    with pytest.raises(NoAnswerError, match="not a git repository"):
        tracked_below(root.parent, root)
