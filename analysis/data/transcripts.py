"""The transcripts of the interviews, and whether the excerpts stand in them.

A data folder whose codebook has a table ``interviews`` holds the folder ``transcripts``
with a text file for each, named by the interview. Who says what in it is told by the
labels of `analysis.data.speakers`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.data._rules import TableRead
from analysis.data._signs import CANNOT, unprintable
from analysis.data.speakers import (
    PSEUDONYM,
    Speakers,
    labels_in,
    turns,
    unnamed_labels_in,
)
from results import Fault

FOLDER = "transcripts"
#: How the first line of a simulated transcript begins, and no other transcript's.
SIMULATED = "Simulated interview"
LONGEST_NAME = 60  # characters of an interview; systems take 255 bytes of a file
#: How many labels a message lists.
MOST_LABELS = 5
TOGETHER = (
    "put back the transcript and the coding that belong together; `thesis data redact` "
    "takes names out of both, and importing again would bring them back"
)
#: Columns without which excerpts cannot be looked up.
PLACED = ("interview", "excerpt", "start", "end", "text")


@dataclass(frozen=True, slots=True, eq=False)
class Transcripts(Mapping[str, str]):
    """Texts by interview, and by which labels their speakers are known."""

    texts: Mapping[str, str]
    speakers: Speakers

    def __getitem__(self, interview: str) -> str:
        """Return the text of an interview."""
        return self.texts[interview]

    def __iter__(self) -> Iterator[str]:
        """Yield the interviews."""
        return iter(self.texts)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.texts)


def speakers_of(transcripts: Mapping[str, str]) -> Speakers:
    """Return the labels of some transcripts; the usual ones where none were given."""
    return getattr(transcripts, "speakers", Speakers())


@dataclass(frozen=True, slots=True)
class TranscriptsRead:
    """The transcripts that could be read."""

    texts: Transcripts
    sha256: str  # of names, texts and labels; "" if there are none
    faults: tuple[Fault, ...]


def read_transcripts(
    folder: Path,
    tables: Mapping[str, TableRead],
    kind: str | None,
    speakers: Speakers,
) -> TranscriptsRead:
    """Read the transcript of every interview, and look up every excerpt in it.

    Parameters
    ----------
    folder : Path
        The data folder.
    tables : mapping of str to TableRead
        The tables that could be read; without ``interviews`` nothing is looked for.
    kind : {"simulated", "study"} or None
        What the folder declares itself to be; None where that cannot be read.
    speakers : Speakers
        The labels of its speakers.

    Returns
    -------
    TranscriptsRead
        Texts have LF line ends and no byte order mark, whatever the files have, and
        positions count so. With every fault: a transcript that is missing, of no
        interview, not UTF-8, with signs that cannot be printed, or simulated in a study
        (or not in a simulation); one in which the participant has no turn; an excerpt
        with other words than stand at its place, or with two places.
    """
    if "interviews" not in tables or "interview" not in tables["interviews"].frame:
        return TranscriptsRead(Transcripts({}, speakers), "", ())
    interviews = tables["interviews"].frame
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    names = [str(name) for name in interviews["interview"].dropna()]
    for name in names:
        text, wrong = _read(folder / FOLDER, name, kind)
        faults += wrong
        if text is not None:
            texts[name] = text
    if tables["interviews"].cells.complete:  # else the list may lack an interview
        faults += _not_listed(folder / FOLDER, names)
    if "pseudonym" in interviews:
        faults += _silent(interviews, texts, speakers)
    if "coding" in tables:
        faults += _misplaced(tables["coding"], texts)
    parts = [f"{name}\0{text}\0" for name, text in texts.items()]
    if speakers != Speakers():
        parts.append(speakers.model_dump_json())
    sha256 = hashlib.sha256("".join(parts).encode()).hexdigest()
    return TranscriptsRead(Transcripts(texts, speakers), sha256, tuple(faults))


def plain_text(text: str) -> str:
    r"""Return a text with LF line ends and without a byte order mark.

    Examples
    --------
    >>> plain_text("\ufeffone\r\ntwo\rthree")
    'one\ntwo\nthree'
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _read(folder: Path, name: str, kind: str | None) -> tuple[str | None, list[Fault]]:
    path, file = folder / f"{name}.txt", f"{FOLDER}/{name}.txt"
    # A name that leads elsewhere, or is too long, is that of no file.
    if path.parent != folder or len(name) > LONGEST_NAME or not path.is_file():
        hint = "put the transcript into the data folder"
        return None, [Fault(file=file, rule="the file is missing", hint=hint)]
    try:
        text = plain_text(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        hint = "save the text as UTF-8, and look at every accented letter"
        return None, [Fault(file=file, rule="is not text in UTF-8", hint=hint)]
    faults = list(_unprintable(file, text))
    if kind and text.startswith(SIMULATED) != (kind == "simulated"):
        rule = f"the folder says its kind is {kind}, the first line does not agree"
        hint = f"only a simulated transcript begins with {SIMULATED!r}"
        faults.append(Fault(file=file, row=1, rule=rule, hint=hint))
    return text, faults


def _unprintable(file: str, text: str) -> Iterator[Fault]:
    """Name each sign that cannot be printed, with its lines."""
    lines: dict[str, dict[int, None]] = {}
    for at, name in unprintable(text):
        lines.setdefault(name, {})[text.count("\n", 0, at) + 1] = None
    hint = "take it out before coding; of a coded text, there, and import it again"
    for name, numbers in lines.items():
        shown = ", ".join(map(str, list(numbers)[:5]))
        more = f" and {len(numbers) - 5} more" if len(numbers) > 5 else ""
        where = f"{'line' if len(numbers) == 1 else 'lines'} {shown}{more}"
        yield Fault(
            file=file, variable=where, rule=f"holds {name}, {CANNOT}", hint=hint
        )


def _not_listed(folder: Path, names: list[str]) -> Iterator[Fault]:
    rule = "belongs to no interview"
    hint = "list the interview in interviews.csv, or take the file away"
    for path in sorted(folder.glob("*")):
        if path.suffix != ".txt" or path.stem not in names:
            yield Fault(file=f"{FOLDER}/{path.name}", rule=rule, hint=hint)


def _silent(
    interviews: pd.DataFrame, texts: Mapping[str, str], speakers: Speakers
) -> Iterator[Fault]:
    for row in interviews.dropna(subset=["interview", "pseudonym"]).itertuples():
        text, who = texts.get(str(row.interview)), str(row.pseudonym)
        if text is not None and not turns(text, who, speakers):
            yield Fault(
                file=f"{FOLDER}/{row.interview}.txt",
                value=who,
                rule=_no_turn(text, who, speakers),
                hint="label the participant's lines as interviews.csv names him, or "
                "name the labels under speakers in dataset.yaml",
            )


def _no_turn(text: str, pseudonym: str, speakers: Speakers) -> str:
    wanted = " or ".join(
        repr(label.replace(PSEUDONYM, pseudonym)) for label in speakers.participant
    )
    others = (
        labels_in(text, pseudonym, speakers)
        | unnamed_labels_in(text, pseudonym, speakers)
    ).most_common()
    listed = ", ".join(f"{label} ({times})" for label, times in others[:MOST_LABELS])
    more = f" and {len(others) - MOST_LABELS} more" if len(others) > MOST_LABELS else ""
    found = f"the labels found are {listed}{more}" if others else "no label was found"
    return f"no words stand after the participant's label, {wanted}; {found}"


def _misplaced(read: TableRead, texts: Mapping[str, str]) -> Iterator[Fault]:
    if not set(PLACED) <= set(read.frame):
        return
    rows = read.frame[list(PLACED)].reset_index(drop=True)
    places: dict[str, tuple[object, ...]] = {}
    for index in np.flatnonzero(rows.notna().all(axis=1)):
        name, excerpt, first, last, words = rows.iloc[int(index)]
        start, end = int(first), int(last)
        place = (name, start, end)
        if places.setdefault(excerpt, place) != place:
            rule = f"stands elsewhere too, in {' '.join(map(str, places[excerpt]))}"
            hint = "give every passage an excerpt of its own"
            yield read.cells.fault(int(index), "excerpt", rule=rule, hint=hint)
        text = texts.get(name)
        if text is None:
            continue  # said already
        there = text[start:end] if start < end <= len(text) else ""
        if there != words:
            says = f"{there[:40]!r} stands there" if there else "nothing stands there"
            rule = f"not the words of {FOLDER}/{name}.txt from {start} to {end}; {says}"
            yield read.cells.fault(int(index), "text", rule=rule, hint=TOGETHER)
