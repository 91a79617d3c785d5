"""The transcripts of the interviews, and whether the excerpts stand in them.

A data folder whose codebook has a table ``interviews`` holds the folder ``transcripts``
with a text file for each, named by the interview. A line that begins with the
pseudonym and a colon is what the participant says; every other line is not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.data._rules import TableRead
from analysis.data._signs import CANNOT, unprintable
from results import Fault

FOLDER = "transcripts"
#: How the first line of a simulated transcript begins, and no other transcript's.
SIMULATED = "Simulated interview"
LONGEST_NAME = 60  # characters of an interview; systems take 255 bytes of a file
#: Columns without which excerpts cannot be looked up.
PLACED = ("interview", "excerpt", "start", "end", "text")


@dataclass(frozen=True, slots=True)
class Transcripts:
    """The transcripts that could be read, by interview."""

    texts: Mapping[str, str]
    sha256: str  # of names and texts; "" if there are none
    faults: tuple[Fault, ...]


class Turn(NamedTuple):
    """What a participant says without a break: a part of the transcript."""

    start: int  # characters from the beginning of the transcript
    end: int  # after the last character


def turns(text: str, pseudonym: str) -> tuple[Turn, ...]:
    r"""Find the participant's turns in a transcript.

    Parameters
    ----------
    text : str
        A transcript with LF line ends.
    pseudonym : str
        The participant's label at the beginning of a line.

    Returns
    -------
    tuple of Turn
        The words after the label, without blanks at either end, in order; a line
        without words is no turn.

    Examples
    --------
    >>> turns("Interviewer: And you?\n\nAdam: Me? No.\n", "Adam")
    (Turn(start=29, end=36),)
    """
    spoken, at, label = [], 0, f"{pseudonym}:"
    for line in text.split("\n"):
        words = line[len(label) :]
        if line.startswith(label) and words.strip():
            start = at + len(label) + len(words) - len(words.lstrip())
            spoken.append(Turn(start, start + len(words.strip())))
        at += len(line) + 1
    return tuple(spoken)


def read_transcripts(
    folder: Path, tables: Mapping[str, TableRead], kind: str | None
) -> Transcripts:
    """Read the transcript of every interview, and look up every excerpt in it.

    Parameters
    ----------
    folder : Path
        The data folder.
    tables : mapping of str to TableRead
        The tables that could be read; without ``interviews`` nothing is looked for.
    kind : {"simulated", "study"} or None
        What the folder declares itself to be; None where that cannot be read.

    Returns
    -------
    Transcripts
        With every fault: a transcript that is missing, of no interview, not UTF-8
        with LF line ends, with signs that cannot be printed, or simulated in a study
        (or not in a simulation); one in which the pseudonym says nothing; an excerpt
        with other words than stand at its place, or with two places.
    """
    if "interviews" not in tables or "interview" not in tables["interviews"].frame:
        return Transcripts({}, "", ())
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
        faults += _silent(interviews, texts)
    if "coding" in tables:
        faults += _misplaced(tables["coding"], texts)
    parts = [f"{name}\0{text}\0" for name, text in texts.items()]
    sha256 = hashlib.sha256("".join(parts).encode()).hexdigest()
    return Transcripts(texts, sha256, tuple(faults))


def _read(folder: Path, name: str, kind: str | None) -> tuple[str | None, list[Fault]]:
    path, file = folder / f"{name}.txt", f"{FOLDER}/{name}.txt"
    # A name that leads elsewhere, or is too long, is that of no file.
    if path.parent != folder or len(name) > LONGEST_NAME or not path.is_file():
        hint = "put the transcript into the data folder"
        return None, [Fault(file=file, rule="the file is missing", hint=hint)]
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        hint = "save the text as UTF-8, and look at every accented letter"
        return None, [Fault(file=file, rule="is not text in UTF-8", hint=hint)]
    if "\r" in text or text.startswith("\ufeff"):
        rule = "has a byte order mark, or line ends other than LF"
        hint = "positions would be ambiguous; save it as plain UTF-8, lines ended by LF"
        return None, [Fault(file=file, rule=rule, hint=hint)]
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


def _silent(interviews: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[Fault]:
    for row in interviews.dropna(subset=["interview", "pseudonym"]).itertuples():
        text = texts.get(str(row.interview))
        if text is not None and not turns(text, str(row.pseudonym)):
            yield Fault(
                file=f"{FOLDER}/{row.interview}.txt",
                value=str(row.pseudonym),
                rule="no line begins with the pseudonym and a colon",
                hint="label the participant's lines as interviews.csv names him",
            )


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
            hint = "import the coding again, or correct the positions"
            yield read.cells.fault(int(index), "text", rule=rule, hint=hint)
