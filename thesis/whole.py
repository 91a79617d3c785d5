"""Whether a build is whole: a mark in its folder holds the hash of every file.

A build that was stopped while it wrote has no mark, or one that does not agree with
what lies beside it, so that neither the next build nor a check takes it for whole.
"""

import ctypes
import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

MARK = ".whole.json"
#: Of `renameat2` in Linux: paths start from the current folder; the two change places.
AT_CURRENT_FOLDER, EXCHANGE = -100, 2


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def mark(folder: Path, **said: Any) -> None:
    """Mark what lies in a folder as a whole build.

    Parameters
    ----------
    folder : Path
        With every file of the build in it.
    **said
        What else the mark shall hold, such as the hash of the PDF that belongs to it.
    """
    files = {name: digest(folder / name) for name in _names(folder)}
    new = folder / f"{MARK}.new"
    new.write_text(json.dumps({**said, "files": files}, indent=0) + "\n", "utf-8")
    new.replace(folder / MARK)


def unmark(folder: Path) -> None:
    """Say that the folder is being written to, until it is marked again."""
    (folder / MARK).unlink(missing_ok=True)


def read_mark(folder: Path) -> dict[str, Any]:
    """Return what the mark of a folder holds; nothing if there is none to read."""
    try:
        found = json.loads((folder / MARK).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    known = isinstance(found, dict) and isinstance(found.get("files"), dict)
    return found if known else {}


def amiss(folder: Path) -> dict[str, str]:
    """Return what keeps a folder from being the whole build that its mark speaks of.

    Returns
    -------
    dict of str to str
        Name of a file below the folder, and what is wrong with it; empty when every
        file is that of the mark. A folder without a mark is one fault, of the mark.
    """
    marked = read_mark(folder).get("files")
    if marked is None:
        return {MARK: "the build was not finished, or is older than this mark"}
    there = set(_names(folder))
    found = {name: "the build has no such file" for name in there - set(marked)}
    for name, expected in marked.items():
        if name not in there:
            found[name] = "the file of the build is not there"
        elif digest(folder / name) != expected:
            found[name] = "the file is not as it was built"
    return dict(sorted(found.items()))


def _names(folder: Path) -> list[str]:
    """Return every file below a folder but the mark itself, in order."""
    files = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    names = sorted(path.relative_to(folder).as_posix() for path in files)
    return [name for name in names if name not in (MARK, f"{MARK}.new")]


def put_in_place(new: Path, old: Path) -> None:
    """Let a folder take the place of another one, which is removed, in one step.

    Parameters
    ----------
    new, old : Path
        Folders side by side; `old` need not be there. Where the system cannot let two
        folders change places, `old` is moved aside first, and `new` lies ready.
    """
    if not old.exists():
        new.rename(old)
        return
    if not _exchanged(new, old):
        aside = old.with_name(f"{old.name}.old")
        shutil.rmtree(aside, ignore_errors=True)
        old.rename(aside)
        new.rename(old)
        new = aside
    shutil.rmtree(new)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places; tell whether the system could."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    paths = os.fsencode(one), os.fsencode(other)
    at = ctypes.c_int(AT_CURRENT_FOLDER)
    return bool(rename(at, paths[0], at, paths[1], ctypes.c_uint(EXCHANGE)) == 0)
