"""Redact a folder of transcripts into a new folder; the originals are only read."""

import csv
import io
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from disclosure.identifiers import KINDS
from disclosure.names import NameList
from disclosure.redaction import redact
from disclosure.remains import COLUMNS, leftovers
from disclosure.searching import leaks, masked
from exchange.coding.whole_folder import new_folder, refuse_occupied
from reported.findings import counted
from results import DataError, Fault
from thesis.confidential import NAMES, list_of_names, refuse_committable

REPORT = "redaction.csv"  # file, kind, count; no names
TO_READ = "to-read.csv"
KIND_ORDER = ("name", *KINDS)
SAY_EVERY = 2.0  # seconds


def redact_folder(
    root: Path, folder: Path, output: Path, names_file: Path | None = None
) -> str:
    """Write redacted copies of every transcript below a folder, and two reports.

    Parameters
    ----------
    root : Path
        The project's folder; a path in the environment starts from it.
    folder : Path
        Transcripts, ``.txt`` in UTF-8, also in folders within it.
    output : Path
        A new folder, or an empty one. It gets the transcripts under their own names,
        ``redaction.csv`` (file, kind, count) and ``to-read.csv``.
    names_file : Path, optional
        The list of names; else that of the environment variable THESIS_NAMES.

    Returns
    -------
    str
        What was done, in numbers, and what a person still has to do.

    Raises
    ------
    DataError
        If there is no list or it is unsound, if git would commit the list or the
        output, if the output holds anything or lies within the folder or around it, if
        there is no transcript, or if transcripts are not UTF-8 or have names or numbers
        in the names of their files; all faults of the transcripts at once. Nothing is
        written then.
    """
    names = list_of_names(root, names_file)
    if names is None or not names.names:
        raise DataError(
            "no list of names is given, or it holds none; give --names FILE or set "
            f"{NAMES}"
        )
    _check_folders(folder, output)
    files, others = _transcripts(folder)
    texts = _texts(folder, files, names)
    report, to_read, replaced = [], [], Counter[str]()
    redacted: dict[str, str] = {}
    for name, text in _with_progress(texts):
        found = redact(text, names)
        redacted[name] = found.text
        counts = Counter(part.kind for part in found.replacements)
        replaced += counts
        report += [[name, kind, counts[kind]] for kind in KIND_ORDER if counts[kind]]
        report += [] if counts else [[name, "none", 0]]
        rows = leftovers(found.text, names)
        to_read += [[name, *row] for row in rows.itertuples(index=False)]
    redacted[REPORT] = _csv(["file", "kind", "count"], report)
    redacted[TO_READ] = _csv(["file", *COLUMNS], to_read)
    with new_folder(output) as work:
        for name, text in redacted.items():
            path = work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    return _said(output, len(files), replaced, len(to_read), others)


def _said(
    output: Path, files: int, replaced: Counter[str], to_read: int, left_alone: int
) -> str:
    """Say what was done, and what a person still has to do."""
    kinds = ", ".join(
        f"{kind} {replaced[kind]}" for kind in KIND_ORDER if replaced[kind]
    )
    total = counted(replaced.total(), "replacement")
    others = counted(left_alone, "other file")
    alone = f"\n{others} not copied: only .txt is read" if left_alone else ""
    look = counted(to_read, "word or number", "words and numbers")
    return (
        f"{output}: {counted(files, 'transcript')}, {total}"
        f"{f' ({kinds})' if kinds else ''}; how many where: {REPORT}{alone}\n"
        f"{TO_READ}: {look} to look at. No list finds nicknames, places in small "
        "letters or events that point to one person: read every transcript from "
        "end to end."
    )


def _check_folders(folder: Path, output: Path) -> None:
    if not folder.is_dir():
        raise DataError(f"{folder}: there is no such folder; give another path")
    source, target = folder.resolve(), output.resolve()
    if target.is_relative_to(source) or source.is_relative_to(target):
        raise DataError(
            f"{output}: the transcripts lie in it, or it in their folder; give a new "
            "folder beside them"
        )
    refuse_occupied(output)
    refuse_committable(output, what="is to hold transcripts")


def _transcripts(folder: Path) -> tuple[list[Path], int]:
    """Return the transcripts in order, and how many other files there are."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    found = [path for path in files if path.suffix.lower() == ".txt"]
    if not found:
        raise DataError(
            f"{folder}: no transcript, it holds {counted(len(files), 'other file')}; "
            "save the transcripts as .txt in UTF-8"
        )
    return found, len(files) - len(found)


def _texts(folder: Path, files: list[Path], names: NameList) -> dict[str, str]:
    """Read every transcript, or say of all what is wrong with them."""
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for path in files:
        name = path.relative_to(folder).as_posix()
        faults += _name_faults(name, names)
        data = path.read_bytes()
        try:
            texts[name] = data.decode()
            where = texts[name].find("\0")
        except UnicodeDecodeError as error:
            where = error.start
        if where >= 0:
            rule = f"is not UTF-8 text, from byte {where} on"
            shown = masked(name, names)
            faults.append(Fault(file=shown, rule=rule, hint="save it as UTF-8"))
    if faults:
        raise DataError(faults)
    return texts


def _name_faults(name: str, names: NameList) -> Iterator[Fault]:
    stem = name[: -len(".txt")]
    kinds = {leak.kind for leak in leaks(stem, names, address=True)}
    kinds |= {part.kind for part in redact(stem, names).replacements}
    if kinds:
        which = ", ".join(kind for kind in KIND_ORDER if kind in kinds)
        shown = redact(masked(name, names), names).text
        rule = f"the name of the file holds what would be redacted in it: {which}"
        yield Fault(file=shown, rule=rule, hint="rename the file, as I01.txt")


def _with_progress(texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the transcripts, and say how far it is when it takes long."""
    said = time.monotonic()
    for done, pair in enumerate(texts.items()):
        if time.monotonic() - said > SAY_EVERY:
            said = time.monotonic()
            print(f"  {done} of {len(texts)} transcripts", file=sys.stderr, flush=True)
        yield pair


def _csv(header: list[str], rows: list[list[object]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()
