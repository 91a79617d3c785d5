"""Who speaks in a transcript: labels at the beginning of lines, and turns.

A line that begins with a label begins a turn; a line without one goes on with the turn
of the speaker before it, over empty lines as well. What stands before the first label
is nobody's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field

from results.strict_yaml import Entry

#: Takes the place of the pseudonym in a label.
PSEUDONYM = "{pseudonym}"
BLANK = r"[^\S\n]"
DASHES = "[-‐‑–—]"
TIME = r"[\[(#]?\d{1,2}(?::\d\d){1,2}(?:[.,-]\d+)?[\])#]?"
#: What may stand before a label: a time, and marks of bold or italics.
BEFORE = rf"{BLANK}*(?:{TIME}{BLANK}+)?[*_]*"
#: What may stand behind its name: a time, or anything in brackets, as (laughing).
ASIDE = rf"(?:[*_]*{BLANK}*(?:{TIME}|\([^()\n]{{1,40}}\)|\[[^\[\]\n]{{1,40}}\]))?"


def _label(text: str) -> str:
    if not re.search(r"[^\W_]", text):
        raise ValueError("must hold a letter or a digit")
    if re.search(r"[{}]", text.replace(PSEUDONYM, "")):
        raise ValueError(f"has braces around another word than {PSEUDONYM}")
    return text


Label = Annotated[str, AfterValidator(_label)]


class Speakers(Entry):
    """The labels of the speakers, as ``dataset.yaml`` may give them.

    Each stands as at the beginning of a line, with what follows it ("R1 -"); without
    anything behind its last letter, a colon or the end of the line has to follow. A tab
    may stand for what follows. Case, blanks, a time before the label or behind its
    name, what stands there in brackets, and marks of bold or italics are of no account.
    """

    participant: Annotated[tuple[Label, ...], Field(min_length=1, strict=False)] = (
        f"{PSEUDONYM}:",
    )
    #: If left out, one word that stands before what follows a participant's label, or
    #: up to three that begin with capitals or digits, are somebody else's label.
    others: Annotated[tuple[Label, ...], Field(strict=False)] | None = None


class Turn(NamedTuple):
    """What a participant says without a break: a part of the transcript."""

    start: int  # characters from the beginning of the transcript
    end: int  # after the last character


class _Line(NamedTuple):
    """A line of a transcript."""

    start: int  # of its words, label left out
    end: int
    label: str  # "" if it has none
    own: bool  # whether the label is the participant's


def turns(
    text: str, pseudonym: str, speakers: Speakers | None = None
) -> tuple[Turn, ...]:
    r"""Find the participant's turns in a transcript.

    Parameters
    ----------
    text : str
        A transcript with LF line ends.
    pseudonym : str
        The participant's.
    speakers : Speakers, optional
        Their labels; if left out, the pseudonym and a colon, and what else stands so.

    Returns
    -------
    tuple of Turn
        From the first word after the label to the last before another label, in order;
        a label without words begins no turn.

    Examples
    --------
    >>> turns("Interviewer: And you?\n\nAdam: Me?\n\nNo.\n", "Adam")
    (Turn(start=29, end=37),)
    """
    spoken: list[Turn] = []
    own = begun = False
    for line in _lines(text, pseudonym, speakers or Speakers()):
        if line.label:
            own, begun = line.own, False
        if own and line.start < line.end:
            start = spoken.pop().start if begun else line.start
            spoken.append(Turn(start, line.end))
            begun = True
    return tuple(spoken)


def labels_in(text: str, pseudonym: str, speakers: Speakers) -> Counter[str]:
    """Count the labels in a transcript that are not the participant's."""
    lines = _lines(text, pseudonym, speakers)
    return Counter(line.label for line in lines if line.label and not line.own)


def unnamed_labels_in(text: str, pseudonym: str, speakers: Speakers) -> Counter[str]:
    """Count what stands like a label in a transcript, and is not one that was named."""
    alike = labels_in(text, pseudonym, speakers.model_copy(update={"others": None}))
    named = () if speakers.others is None else labels_in(text, pseudonym, speakers)
    return alike - Counter(named)


def _lines(text: str, pseudonym: str, speakers: Speakers) -> Iterator[_Line]:
    own = tuple(_labelled(label, pseudonym) for label in speakers.participant)
    named = tuple(_labelled(label, pseudonym) for label in speakers.others or ())
    ends = "|".join(_follows(_parts(label)[1]) for label in speakers.participant)
    shape = None if speakers.others is not None else _shape(ends)
    at = 0
    for line in text.split("\n"):
        mine = _first(own, line)
        found = mine or (_unnamed(shape, line) if shape else _first(named, line))
        words = line[found.end() :] if found else line
        start = at + len(line) - len(words.lstrip())
        yield _Line(
            start=start,
            end=max(start, at + len(line.rstrip())),
            label=found["label"] if found else "",
            own=bool(mine),
        )
        at += len(line) + 1


def _first(patterns: Iterable[re.Pattern[str]], line: str) -> re.Match[str] | None:
    found = (pattern.match(line) for pattern in patterns)
    return next((match for match in found if match), None)


def _unnamed(shape: re.Pattern[str], line: str) -> re.Match[str] | None:
    """Match a label that nobody has named, by its form."""
    found = shape.match(line)
    words = found["label"].split() if found else []
    names = all(word[0].isupper() or word[0].isdigit() for word in words)
    return found if len(words) == 1 or (words and names) else None


@cache
def _labelled(label: str, pseudonym: str) -> re.Pattern[str]:
    """Make the pattern of a line that begins with a label."""
    name, ending = _parts(label.replace(PSEUDONYM, pseudonym))
    forms = dict.fromkeys(unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    written = "|".join(rf"{BLANK}+".join(map(re.escape, f.split())) for f in forms)
    after = _follows(ending) if ending else rf"{_follows(':')}|{BLANK}*$"
    return re.compile(
        rf"{BEFORE}(?P<label>{written}){ASIDE}(?:{after})[*_]*", re.IGNORECASE
    )


@cache
def _shape(ends: str) -> re.Pattern[str]:
    """Make the pattern of what may be a label, before one of some endings."""
    word = r"[\w.'’]+(?:[-&/][\w.'’]+)*"
    name = rf"(?=[^\W\d_]){word}(?:{BLANK}{word}){{0,2}}"
    label = rf"[\[(<]*(?P<label>{name})[\])>]*"
    return re.compile(rf"{BEFORE}{label}{ASIDE}(?:{ends})(?!//)[*_]*")


def _parts(label: str) -> tuple[str, str]:
    """Split a label into its name and what follows it."""
    bare = label.strip().strip("*_")
    held = (i for i, sign in enumerate(bare, 1) if sign.isalnum() or sign == "}")
    size = max(held, default=len(bare))
    return bare[:size], bare[size:].replace("*", "")


def _follows(ending: str) -> str:
    """Make the pattern of what follows a label's name."""
    signs = [DASHES if re.match(DASHES, s) else re.escape(s) for s in ending.split()]
    before = rf"{BLANK}+" if ending[:1].isspace() else rf"{BLANK}*"
    return rf"[*_]*(?:{before}{''.join(signs) or ':'}|\t)"
