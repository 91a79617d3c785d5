"""Zip archives from elsewhere, opened so that nothing in them can do harm.

Nothing is ever unpacked to disk: entries are read by name, into memory, up to a limit.
What is not read, such as a long recording, may be as large as it likes.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from exchange.coding._several import faults_of, refuse
from results import DataError, Fault

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What may be in an archive, and read of it; interviews are far below all of it."""

    entries: int = 10_000
    entry_bytes: int = 256 * MEGABYTE  # of one entry that is read, when unpacked
    total_bytes: int = 1024 * MEGABYTE  # of all entries that are read, when unpacked
    ratio: int = 200  # unpacked to packed; text reaches about 20, a bomb 1000
    ratio_from_bytes: int = MEGABYTE  # smaller entries may be packed as they can


LIMITS = Limits()

#: What to do with a file that is damaged, and with one that may do harm.
AGAIN = "copy or export the file again"
UNSAFE = "do not open the file; ask for it again from where it came"
TOGETHER = "all that is read together"

#: What the library raises, of which nothing is documented, for an entry it cannot read;
#: of a way of packing that it does not know, a kind of RuntimeError.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An archive whose table of contents was found harmless."""

    path: Path
    names: tuple[str, ...]  # of its files, in the order of the archive; no folders
    limits: Limits


def checked_archive(path: Path, *, limits: Limits = LIMITS) -> Archive:
    """Look through the table of contents of a zip archive, and refuse what may do harm.

    Parameters
    ----------
    path : Path
        The archive.
    limits : Limits, optional
        What it may hold at most.

    Returns
    -------
    Archive
        To read from with `read_entries`. Nothing was unpacked.

    Raises
    ------
    DataError
        If the file is missing or not a zip archive, holds too many entries, or has some
        that are encrypted, stand twice or whose names lead out of it; all such faults
        at once.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except FileNotFoundError:
        hint = "check the name of the file, and its folder"
        raise DataError(Fault(file=path.name, rule="is missing", hint=hint)) from None
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        rule = f"is not a whole zip archive: {_reason(error)}"
        raise DataError(Fault(file=path.name, rule=rule, hint=AGAIN)) from error
    faults = _bad_names(path, entries)
    if len(entries) > limits.entries:
        rule = f"holds {len(entries)} entries, more than {limits.entries}"
        hint = "export the interviews alone"
        faults.append(Fault(file=path.name, rule=rule, hint=hint))
    locked = [e.orig_filename for e in entries if e.flag_bits & 0x1]
    rule, hint = "entries are encrypted", "export again without a password"
    faults += faults_of(locked, rule, hint, file=path.name)
    refuse(faults)
    names = tuple(e.filename for e in entries if not e.is_dir())
    return Archive(path=path, names=names, limits=limits)


def read_entries(archive: Archive, names: Iterable[str]) -> dict[str, bytes]:
    """Read some entries of an archive into memory.

    Parameters
    ----------
    archive : Archive
        As `checked_archive` returned it.
    names : iterable of str
        Exact names of entries.

    Returns
    -------
    dict of str to bytes
        By name.

    Raises
    ------
    DataError
        If an entry is a bomb, longer than the limits when it is unpacked, or damaged,
        as one is that is longer than the archive says; all such entries at once.
    """
    names = list(names)
    read: dict[str, bytes] = {}
    faults: list[Fault] = []
    with zipfile.ZipFile(archive.path) as opened:
        wanted = [opened.getinfo(name) for name in names]
        refuse(_bombs(archive.path, wanted, archive.limits))
        for name in names:
            try:
                # The library gives no more of an entry than its declared size.
                read[name] = opened.read(name)
            except DAMAGED as error:
                file, rule = archive.path.name, f"is damaged: {_reason(error)}"
                faults.append(Fault(file=file, variable=name, rule=rule, hint=AGAIN))
    refuse(faults)
    return read


def _bad_names(path: Path, entries: list[zipfile.ZipInfo]) -> list[Fault]:
    names = [entry.orig_filename for entry in entries]
    leaving = [name for name in names if _leads_out(name)]
    times = Counter(name.casefold() for name in names)
    twice = sorted({name for name in names if times[name.casefold()] > 1})
    out = "entries are named so that they lead out of the archive"
    same = "entries are of the same name, upper and lower case apart"
    return [
        *faults_of(leaving, out, UNSAFE, file=path.name),
        *faults_of(twice, same, "export the project again", file=path.name),
    ]


def _leads_out(name: str) -> bool:
    return (
        not name
        or "\\" in name
        or "\0" in name
        or name.startswith("/")
        or re.match(r"[A-Za-z]:", name) is not None
        or ".." in name.split("/")
    )


def _bombs(
    path: Path, entries: list[zipfile.ZipInfo], limits: Limits
) -> Iterator[Fault]:
    for entry in entries:
        if entry.file_size > limits.entry_bytes:
            yield _too_large(path, entry.orig_filename, limits.entry_bytes)
    total = sum(entry.file_size for entry in entries)
    if total > limits.total_bytes:
        yield _too_large(path, TOGETHER, limits.total_bytes)
    bombs = [
        entry.orig_filename
        for entry in entries
        if _is_bomb(entry.file_size, entry.compress_size, limits)
    ]
    # Entries may share their packed bytes, so that each alone looks harmless.
    if not bombs and _is_bomb(total, path.stat().st_size, limits):
        bombs = [TOGETHER]
    rule = f"entries are unpacked to more than {limits.ratio} times their size"
    yield from faults_of(bombs, rule, UNSAFE, file=path.name)


def _is_bomb(unpacked: int, packed: int, limits: Limits) -> bool:
    return unpacked > limits.ratio_from_bytes and unpacked > limits.ratio * packed


def _too_large(path: Path, what: str, most: int) -> Fault:
    return Fault(
        file=path.name,
        variable=what,
        rule=f"larger than {most:,} bytes when unpacked",
        hint="export fewer interviews at a time",
    )


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
