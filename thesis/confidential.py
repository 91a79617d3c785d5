"""The list of names in use, and places where git would commit what is confidential."""

import os
import subprocess
from pathlib import Path

from analysis.errors import DataError
from analysis.names import NameList, read_names

__all__ = ["NAMES", "list_of_names", "refuse_committable_path"]

NAMES = "THESIS_NAMES"  # environment variable with the path of the list


def list_of_names(root: Path, given: Path | None = None) -> NameList | None:
    """Read the list of names that a command or the environment names.

    Parameters
    ----------
    root : Path
        The project's folder; a path in the environment starts from it.
    given : Path, optional
        Path given with a command; it goes before the environment.

    Returns
    -------
    NameList or None
        None if neither names a list.

    Raises
    ------
    DataError
        If git would commit the list, or it cannot be read.
    """
    named = os.environ.get(NAMES, "").strip()
    if given is None and not named:
        return None
    path = given if given is not None else root / Path(named).expanduser()
    refuse_committable_path(path, what="holds names")
    return read_names(path)


def refuse_committable_path(path: Path, *, what: str) -> None:
    """Refuse a path at which git would commit what is confidential.

    Parameters
    ----------
    path : Path
        A file or folder that need not be there yet.
    what : str
        What it holds, as a message says it.

    Raises
    ------
    DataError
        If the path lies in a working copy of git, of this project or any other, and
        git does not ignore it there, or cannot say.
    """
    where = path.resolve()
    held = next((p for p in where.parents if (p / ".git").exists()), None)
    if held is None:
        return
    known = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    asked = ["git", "check-ignore", "--quiet", str(where)]
    try:
        done = subprocess.run(
            asked, cwd=held, env=known, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise DataError(
            f"{path}: {what}, and git is not installed to say whether it would commit "
            "it; keep it outside of any working copy of git"
        ) from error
    if done.returncode == 1:
        raise DataError(
            f"{path}: {what}, and git would commit it; keep it outside of the project, "
            "or below data/private"
        )
    if done.returncode:
        raise DataError(
            f"{path}: {what}, and git cannot say whether it would commit it "
            f"({done.stderr.strip()}); keep it outside of any working copy of git"
        )
