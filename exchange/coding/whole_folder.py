"""A folder that comes into being whole, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from results import DataError


def refuse_occupied(folder: Path) -> None:
    """Refuse a folder for output in which something stands already.

    Raises
    ------
    DataError
        If it is a file, or a folder that is not empty.
    """
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists():
        raise DataError(
            f"{folder}: is there already, and nothing is written over; name a folder "
            "that is new or empty"
        )


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Give a folder as `new_folder` does, and leave faults of the disk to the caller.

    The folder can be read by its owner alone.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}.", dir=folder.parent))
    try:
        yield fresh
        fresh.replace(folder)  # also of an empty one
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to write into, which gets its name when all went well.

    Parameters
    ----------
    folder : Path
        New, or empty; folders above it are made.

    Yields
    ------
    Path
        Another folder beside it, to write into. If writing fails, it is deleted.

    Raises
    ------
    DataError
        As `refuse_occupied`; or if the disk does not let itself be written.
    """
    refuse_occupied(folder)
    try:
        with whole_folder(folder) as fresh:
            yield fresh
    except OSError as error:
        raise DataError(
            f"{folder}: could not be written ({error.strerror or error}); nothing was: "
            "give another folder, or make room"
        ) from error
