"""What git would commit of a folder, in whichever working copy it lies.

A place is a file or a link. Links are followed, and every link on the way is a place
of its own. Git is asked twice for each working copy, however many places there are.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

WAIT = 60  # seconds; a disk far away is slow, and a build must not hang
RULES = ".gitignore"
MOST_LINKS = 40  # one after the other, as in Linux
#: Stands for whatever will be written into a folder in which there is nothing yet.
ANYTHING = "anything-that-is-written"


class NoAnswerError(RuntimeError):
    """Git cannot be asked, or its answer says nothing; the message says which."""


@dataclass(frozen=True, slots=True)
class Committable:
    """The places that git holds, and those that `git add` would take."""

    tracked: tuple[Path, ...]
    not_ignored: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where something lies, without a link in any path."""

    files: frozenset[Path]
    folders: frozenset[Path]

    def hold(self, path: Path) -> bool:
        below = not self.folders.isdisjoint(path.parents)
        return path in self.files or (below and path.name != RULES)


def committable(path: Path) -> Committable:
    """Return what git would commit, or has in its index, at or below a path.

    Parameters
    ----------
    path : Path
        A file or folder. What is not there yet, and an empty folder, stands for a
        folder that anything may be written into.

    Returns
    -------
    Committable
        Places in order; none of a path outside of all working copies, for which git
        need not be installed. A file ``.gitignore`` within a folder is left out: it
        holds rules for git and no data.

    Raises
    ------
    NoAnswerError
        If the path cannot be listed, or git does not say for sure.
    """
    try:
        places = _places(path)
    except OSError as error:
        shown = error.filename or path
        raise NoAnswerError(f"{shown} cannot be read ({error.strerror})") from error
    tracked: set[Path] = set()
    not_ignored: set[Path] = set()
    inside = _by_working_copy(places)
    for copy, files in inside.items():
        tracked |= _tracked(copy, places)
        not_ignored |= _not_ignored(copy, files)
    around = {above for copy in inside for above in _repositories(copy)}
    for copy in around.difference(inside):
        tracked |= _tracked(copy, places)
    return Committable(tuple(sorted(tracked)), tuple(sorted(not_ignored)))


def tracked_below(copy: Path, folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder that one working copy holds, in order.

    Parameters
    ----------
    copy : Path
        The working copy, or a folder of it.
    folder : Path
        What is looked for; links are followed.

    Raises
    ------
    NoAnswerError
        If git does not say for sure.
    """
    places = _Places(frozenset(), frozenset({folder.resolve()}))
    return tuple(sorted(_tracked(copy.resolve(), places)))


def _places(path: Path) -> _Places:
    """Find every file and link at or below a path, and every folder."""
    *links, top = _steps(path.absolute())
    if not os.path.lexists(top) or (top.is_dir() and not any(top.iterdir())):
        return _Places(frozenset({*links, top / ANYTHING}), frozenset({top}))
    files: set[Path] = set(links)
    folders: set[Path] = set()
    waiting = [top]
    while waiting:
        place = waiting.pop()
        if place.is_symlink():
            *links, place = _steps(place)
            files.update(links)
        if not place.is_dir():
            files.add(place)
        elif place not in folders:
            folders.add(place)
            waiting += filter(_counts, place.iterdir())
    return _Places(frozenset(files), frozenset(folders))


def _counts(path: Path) -> bool:
    """Leave out what is git's own: its folder, and rules of what it ignores."""
    return path.name != ".git" and (path.name != RULES or path.is_symlink())


def _steps(path: Path) -> Iterator[Path]:
    """Yield every link that a path leads through, and last what it leads to."""
    at, rest, links = Path(path.anchor), list(path.parts[1:]), 0
    while rest:
        part = rest.pop(0)
        if part == "..":
            at = at.parent
            continue
        at /= part
        if not at.is_symlink():
            continue
        links += 1
        if links > MOST_LINKS:
            raise OSError(0, "too many links, one after the other", str(path))
        yield at
        aim = at.readlink()
        rest = [*(aim.parts[1:] if aim.is_absolute() else aim.parts), *rest]
        at = Path(aim.anchor) if aim.is_absolute() else at.parent
    yield at


def _by_working_copy(places: _Places) -> dict[Path, list[Path]]:
    """Share places out by the repository in which each lies, the innermost one."""
    nearest: dict[Path, Path | None] = {}
    inside: dict[Path, list[Path]] = {}
    for place in sorted(places.files):
        folder = place.parent
        if folder not in nearest:
            nearest[folder] = next(_repositories(place), None)
        copy = nearest[folder]
        if copy is not None:
            inside.setdefault(copy, []).append(place)
    return inside


def _repositories(path: Path) -> Iterator[Path]:
    """Yield the folders above a path in which git keeps something, innermost first."""
    for folder in path.parents:
        bare = (folder / "HEAD").is_file() and (folder / "objects").is_dir()
        if os.path.lexists(folder / ".git") or (bare and (folder / "refs").is_dir()):
            yield folder


def _tracked(copy: Path, places: _Places) -> set[Path]:
    """Return what the index of a working copy holds of places, also force-added."""
    names = _git(copy, "ls-files", "-z").split(b"\0")
    if names.pop():
        raise NoAnswerError("git listed its files in an unknown form")
    held = {copy / os.fsdecode(name) for name in names}
    return {path for path in held if places.hold(path)}


def _not_ignored(copy: Path, files: Iterable[Path]) -> set[Path]:
    """Return the files that no rule, or a rule with !, makes git ignore."""
    asked = {os.fsencode(path.relative_to(copy)): path for path in files}
    given = b"".join(name + b"\0" for name in asked)
    words = ("--no-index", "--verbose", "--non-matching")
    told = _git(copy, "check-ignore", "-z", "--stdin", *words, given=given).split(b"\0")
    rules = dict(zip(told[3::4], told[2::4], strict=False))
    if told.pop() or set(rules) != set(asked):
        raise NoAnswerError("git said what it ignores in an unknown form")
    return {asked[n] for n, rule in rules.items() if not rule or rule.startswith(b"!")}


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """Ask git, without what the environment says of other working copies."""
    known = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-c", "core.fsmonitor=false", *words],
            cwd=folder,
            env={**known, "LC_ALL": "C"},
            input=given,
            capture_output=True,
            timeout=WAIT,
            check=False,
        )
    except FileNotFoundError as error:
        raise NoAnswerError("git is not installed") from error
    except OSError as error:
        raise NoAnswerError(f"git could not be run ({error.strerror})") from error
    except subprocess.TimeoutExpired as error:
        raise NoAnswerError(f"git did not answer within {WAIT} seconds") from error
    nothing_ignored = words[0] == "check-ignore" and done.returncode == 1
    if done.returncode and not nothing_ignored:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        why = told[0] if told else f"exit code {done.returncode}, without a word"
        raise NoAnswerError(why)
    return done.stdout
