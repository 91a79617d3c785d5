"""The list of names in use, and the one rule for what is confidential: not in git."""

import os
from pathlib import Path

from analysis.data.loading import data_folder, read_declaration
from disclosure.names import NameList, read_names
from results import DataError, Fault
from thesis.working_copies import ANYTHING, NoAnswerError, committable

NAMES = "THESIS_NAMES"  # environment variable with the path of the list
MOST_NAMED = 10  # files, in one message
OUTSIDE = "keep it outside of any working copy of git"
KEEP = f"{OUTSIDE}, or below data/private"
DUBIOUS = "dubious ownership"  # as git says of a working copy of someone else's
TRUST = ", or tell git to trust this one (git config --global safe.directory)"


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
        As `refuse_committable`, or if the list cannot be read.
    """
    named = os.environ.get(NAMES, "").strip()
    if given is None and not named:
        return None
    path = given if given is not None else root / Path(named).expanduser()
    refuse_committable(path, what="holds names")
    return read_names(path)


def refuse_committable_data(root: Path) -> None:
    """Refuse the data folder in use if it holds a study that git would commit.

    A folder that is not there, or does not say what it holds, is passed over: nothing
    can be built from it, and loading it says why with all else that is wrong.

    Parameters
    ----------
    root : Path
        The project's folder.

    Raises
    ------
    DataError
        As `refuse_committable`.
    """
    try:
        folder = data_folder(root)
        kind = read_declaration(folder).kind
    except DataError:
        return
    if kind == "study":
        refuse_committable(folder, what="holds confidential data")


def refuse_committable(path: Path, *, what: str) -> None:
    """Refuse a path at which git holds, or would commit, what is confidential.

    Every file at or below the path counts, hidden ones too, and of a link both its own
    place and what it leads to. None may be in the index of git, and git must ignore
    each in the working copy in which it lies, be it of this project or of any other.
    Outside of all working copies a path is free.

    Parameters
    ----------
    path : Path
        A file or folder; if it is not there yet, or empty, a folder to be written.
    what : str
        What it holds, as a message says it.

    Raises
    ------
    DataError
        If git holds or would commit any of it, with the files; or if git cannot say.
    """
    try:
        found = committable(path)
    except NoAnswerError as error:
        trust = TRUST if DUBIOUS in str(error) else ""
        rule = f"{what}, and git cannot say whether it would commit it ({error})"
        fault = Fault(file=str(path), rule=rule, hint=f"{OUTSIDE}{trust}")
        raise DataError(fault) from error
    faults = []
    if found.tracked:
        rule = f"{what}, and git holds {_named(path, found.tracked)}"
        hint = f"take it out of git's index (git rm -r --cached), and {KEEP}"
        faults.append(Fault(file=str(path), rule=rule, hint=hint))
    fresh = tuple(each for each in found.not_ignored if each not in found.tracked)
    if fresh:
        rule = f"{what}, and git would commit {_named(path, fresh)}"
        faults.append(Fault(file=str(path), rule=rule, hint=KEEP))
    if faults:
        raise DataError(faults)


def _named(path: Path, places: tuple[Path, ...]) -> str:
    """Name the files as below their folder; one that is meant alone is `it`."""
    top = path.resolve()
    if all(place in (top, top / ANYTHING) for place in places):
        return "it"
    names = [
        place.relative_to(top).as_posix() if place.is_relative_to(top) else str(place)
        for place in places
    ]
    shown = ", ".join(names[:MOST_NAMED])
    left = len(names) - MOST_NAMED
    more = f" and {left} more" if left > 0 else ""
    return f"{len(names)} of its files: {shown}{more}"
