"""Build an earlier revision of the thesis beside the present one, for comparison."""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reported.commits import ask_git, git
from reported.differences.editions import Edition, edition_of, refuse_incomparable
from reported.findings import NothingBuiltError
from reported.statistics_file import read_statistics
from thesis.building import run_shown
from thesis.places import STATISTICS
from thesis.working_copies import NoAnswerError, tracked_below

#: Where the statistics of revisions are kept, by commit.
KEPT = Path("build/diff")
#: A revision that lacks all of them writes no statistics.
SCHEMAS = (
    "reported/sphinx/statistics.schema.json",
    "thesis/statistics.schema.json",  # where it was before
)
INSTEAD = "compare with a file of statistics kept from then"
#: What a build says of its stages and pages.
PROGRESS = re.compile(r".* …$|.*: [\d.]+ s$|reading sources")


def read_edition(root: Path, name: str | None) -> Edition:
    """Read the statistics of a build.

    Parameters
    ----------
    root : Path
        The project.
    name : str, optional
        A file of statistics, a folder that holds one or a build, or a git revision,
        which is built if it has not been before; the project's own build if not given.

    Raises
    ------
    NothingBuiltError
        If there are no such statistics, they lack what is compared, or the revision
        cannot be built.
    """
    shown = name or STATISTICS.as_posix()
    if name is None:
        found = read_statistics(root / STATISTICS, shown)
    elif Path(name).exists():
        found = read_statistics(_file(Path(name)), name)
    else:
        found = revision_statistics(root, name)
    refuse_incomparable(found, shown)
    return edition_of(name or "this build", found)


def _file(path: Path) -> Path:
    places = (STATISTICS.name, f"html/{STATISTICS.name}", STATISTICS)
    inside = (path / place for place in places)
    return next((file for file in inside if file.is_file()), path)


def revision_statistics(root: Path, revision: str) -> dict[str, Any]:
    """Return the statistics of a git revision, building it the first time.

    Parameters
    ----------
    root : Path
        The project's folder, in a git repository.
    revision : str
        Anything that git knows as a commit: a hash, a branch, a tag, ``HEAD~3``.

    Raises
    ------
    NothingBuiltError
        If git does not know the revision, it cannot be built, or it is older than the
        register of statistics.
    """
    commit = _commit(root, revision)
    private = _private_data(root)
    name = f"{commit}-{_data_fingerprint()}" if private else commit
    kept = root / KEPT / name / STATISTICS.name
    if not kept.exists():
        if all(git(root, "cat-file", "-e", f"{commit}:{s}") is None for s in SCHEMAS):
            raise NothingBuiltError(
                f"{revision}: older than the register of statistics; "
                "choose a later revision"
            )
        with _worktree(root, commit) as folder:
            _build(root, folder, revision)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / STATISTICS, kept)
    return read_statistics(kept, f"{revision} ({kept.relative_to(root)})")


def _data_fingerprint() -> str:
    """Name the private data of today: git does not hold those of a revision."""
    from analysis.data.loading import load_study

    return load_study().fingerprint[:16]


def _commit(root: Path, revision: str) -> str:
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options"]
    if shutil.which("git") is None:
        raise NothingBuiltError(
            f"{revision}: neither a file nor a folder, and git, which might know it as "
            f"a revision, is not installed; install git, or {INSTEAD}"
        )
    commit = git(root, *asked, f"{revision}^{{commit}}")
    if commit is None:
        raise NothingBuiltError(
            f"{revision}: neither a file or folder with {STATISTICS.name} nor a "
            "revision that git knows; check how it is written"
        )
    return commit


@contextmanager
def _worktree(root: Path, commit: str) -> Iterator[Path]:
    """Check a commit out into a folder of its own, and take it away afterwards."""
    with tempfile.TemporaryDirectory(prefix="thesis-diff-") as scratch:
        folder = Path(scratch) / "revision"
        done = ask_git(root, "worktree", "add", "--detach", str(folder), commit)
        if done.returncode:
            raise NothingBuiltError(
                f"{commit}: git could not check it out: {done.stderr.strip()}"
            )
        try:
            yield folder
        finally:
            ask_git(root, "worktree", "remove", "--force", str(folder))


def _build(root: Path, folder: Path, revision: str) -> None:
    print(f"Building {revision}, which is done once …", file=sys.stderr, flush=True)
    # Modules of the revision come before those that are installed.
    known = {**os.environ, "PYTHONPATH": str(folder), **_private_data(root)}
    command = [sys.executable, "-m", "thesis.cli", "build", "--html"]
    code, lines = run_shown(command, PROGRESS, sys.stderr, cwd=folder, env=known)
    if code:
        told = "\n".join(lines[-20:])
        raise NothingBuiltError(
            f"{revision}: its book could not be built; compare with a file of "
            f"statistics kept from then, or another revision. It ended so:\n{told}"
        )


def _private_data(root: Path) -> dict[str, str]:
    """Point the revision at data that git does not hold; it is built from today's."""
    from analysis.data.loading import data_folder

    folder = data_folder(root).resolve()
    try:
        held = tracked_below(root, folder)
    except NoAnswerError as error:
        raise NothingBuiltError(f"{root}: {error}; {INSTEAD}") from error
    if folder / "dataset.yaml" in held:
        return {}
    print("  Git does not hold its data: it is built from today's.", file=sys.stderr)
    return {"THESIS_DATA": str(folder)}
