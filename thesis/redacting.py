"""Redact a folder into a new one: transcripts, and the data that belong to them.

The originals are only read.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from analysis.data.codebook import load_codebook
from analysis.data.transcripts import plain_text
from disclosure.free_text import RedactedFile, table_text
from disclosure.identifiers import KINDS
from disclosure.names import NameList
from disclosure.redaction import Redacted, redact
from disclosure.remains import COLUMNS, leftovers
from disclosure.searching import leaks, masked
from exchange.coding.whole_folder import new_folder, refuse_occupied
from reported.findings import counted
from results import DataError, Fault
from thesis.confidential import NAMES, list_of_names, refuse_committable
from thesis.redacted_study import (
    RedactedStudy,
    faults_of_tables,
    holds_coding,
    redacted_study,
)

REPORT = "redaction.csv"  # file, kind, count; no names
TO_READ = "to-read.csv"
KIND_ORDER = ("name", *KINDS)
SAY_EVERY = 2.0  # seconds


def redact_folder(
    root: Path, folder: Path, output: Path, names_file: Path | None = None
) -> str:
    """Write a redacted copy of a folder, and two reports.

    Parameters
    ----------
    root : Path
        The project's folder; a path in the environment starts from it.
    folder : Path
        Transcripts, ``.txt`` in UTF-8, also in folders within it; or a data folder.
    output : Path
        A new folder, or an empty one. It gets the transcripts under their own names,
        ``redaction.csv`` (file, kind, count) and ``to-read.csv``; and of a data folder
        the tables, the coding frame, the memos and the declaration, of which the free
        text is redacted and every passage is moved along with its words.
    names_file : Path, optional
        The list of names; else that of the environment variable THESIS_NAMES.

    Returns
    -------
    str
        What was done, in numbers, and what a person still has to do.

    Raises
    ------
    DataError
        If there is no list or it is unsound, if a data folder has faults, before or
        after, if a passage does not stand where its row says, if git would commit
        the list or the output, if the output holds anything or lies within the folder
        or around it, if there is no transcript, or if transcripts are not UTF-8 or have
        names or numbers in the names of their files; all faults of the transcripts at
        once. Nothing is written then.
    """
    names = list_of_names(root, names_file)
    if names is None or not names.names:
        raise DataError(
            "no list of names is given, or it holds none; give --names FILE or set "
            f"{NAMES}"
        )
    _check_folders(folder, output)
    codebook, coded = load_codebook(), holds_coding(folder)
    if coded:
        _refuse(_masked(faults_of_tables(folder, codebook), names))
    paths, others = _transcripts(folder)
    texts = _texts(folder, paths, names)
    if coded:  # positions count so
        texts = {name: plain_text(text) for name, text in texts.items()}
    redacted = {name: redact(text, names) for name, text in _with_progress(texts)}
    pairs = {name: (text, redacted[name]) for name, text in texts.items()}
    study = redacted_study(folder, pairs, names, codebook) if coded else None
    _refuse(study.faults if study else ())
    files = {name: _as_file(found) for name, found in redacted.items()}
    files |= study.files if study else {}
    counts = {name: file.counts for name, file in files.items()}
    to_read: list[list[object]] = [
        [name, *row]
        for name, file in files.items()
        for row in leftovers(file.free, names).itertuples(index=False)
    ]
    with new_folder(output) as work:
        _write(work, {name: file.text for name, file in files.items()})
        if coded:
            _refuse(_masked(faults_of_tables(work, codebook), names))
        _write(work, _reports(counts, to_read))
    others -= len(files) - len(texts)
    return _said(output, len(texts), counts, len(to_read), others, study)


def _as_file(found: Redacted) -> RedactedFile:
    counts = Counter(part.kind for part in found.replacements)
    return RedactedFile(text=found.text, counts=counts, free=found.text)


def _masked(faults: Iterable[Fault], names: NameList) -> Iterator[Fault]:
    """Yield faults that say no name, though what they quote may hold one."""
    for fault in faults:
        value = None if fault.value is None else redact(fault.value, names).text
        yield replace(fault, value=value, rule=redact(fault.rule, names).text)


def _refuse(faults: Iterable[Fault]) -> None:
    if found := list(faults):
        raise DataError(found)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def _reports(
    counts: Mapping[str, Counter[str]], to_read: list[list[object]]
) -> dict[str, str]:
    """Return the two reports: what was replaced where, and what is to be read."""
    replaced: list[list[object]] = []
    for name, count in counts.items():
        rows = [[name, kind, count[kind]] for kind in KIND_ORDER if count[kind]]
        replaced += rows or [[name, "none", 0]]
    return {
        REPORT: table_text([["file", "kind", "count"], *replaced]),
        TO_READ: table_text([["file", *COLUMNS], *to_read]),
    }


def _said(
    output: Path,
    transcripts: int,
    counts: Mapping[str, Counter[str]],
    to_read: int,
    left_alone: int,
    study: RedactedStudy | None,
) -> str:
    """Say what was done, and what a person still has to do."""
    replaced = sum(counts.values(), Counter[str]())
    kinds = ", ".join(
        f"{kind} {replaced[kind]}" for kind in KIND_ORDER if replaced[kind]
    )
    total = counted(replaced.total(), "replacement")
    lines = [
        f"{output}: {counted(transcripts, 'transcript')}, {total}"
        f"{f' ({kinds})' if kinds else ''}; how many where: {REPORT}"
    ]
    if study:
        lines.append(_moved(study))
    if left_alone:
        what = "only .txt is read" if not study else "no part of a data folder"
        lines.append(f"{counted(left_alone, 'other file')} not copied: {what}")
    look = counted(to_read, "word or number", "words and numbers")
    lines.append(
        f"{TO_READ}: {look} to look at. No list finds nicknames, places in small "
        "letters or events that point to one person: read every transcript from "
        "end to end."
    )
    return "\n".join(lines)


def _moved(study: RedactedStudy) -> str:
    memos = f", {counted(study.memos, 'memo')}" if study.memos else ""
    renamed = (
        f"; {counted(study.renamed, 'theme or code', 'themes and codes')} renamed"
        if study.renamed
        else ""
    )
    codings = counted(study.codings, "coding")
    return f"moved along with the words: {codings}{memos}{renamed}"


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
