"""Take names, numbers and dates out of a text.

Nothing here knows who a text is about: a person still has to read what is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclosure.folding import fold
from disclosure.identifiers import KINDS, Place, find_identifiers
from disclosure.names import NameList, mark_of

PRECEDENCE = {kind: i for i, kind in enumerate((*KINDS, "name"))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """One part of a text that was replaced."""

    kind: str  # name, or one of disclosure.identifiers.KINDS
    found: str  # as it stood; confidential
    start: int  # characters of the text as it was, from 0
    end: int  # the first character after it
    mark: str  # what stands in its place


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """A text without what was to be replaced in it, and what that was."""

    text: str
    replacements: tuple[Replacement, ...]  # in the order of the text


def redact(text: str, names: NameList) -> Redacted:
    """Replace listed names, and numbers, addresses and dates that identify a person.

    A name is found as a whole word, as it is listed or in capitals, whatever the
    diacritics, apostrophes, hyphens and line breaks in it; ``'s`` after it stays, and
    "Siân Jones" is also found as "Jones, Siân". Where two finds overlap the one that
    starts first counts, and of those the longest.

    Parameters
    ----------
    text : str
        A transcript.
    names : NameList
        Names and their marks. What the list allows is replaced all the same.

    Returns
    -------
    Redacted
        Outside of the replacements every character is as it was. A text that is
        redacted again does not change.

    Notes
    -----
    What the forms in `disclosure.identifiers` and `disclosure._written_dates` do not
    describe stays: nicknames, misspelt names, names in small letters, places, events
    that only one person could tell of, years, numbers without a known form. See
    `disclosure.remains`.

    Examples
    --------
    >>> from disclosure.names import parse_names
    >>> names = parse_names("Siân Jones -> [mother]", file="list")
    >>> redacted = redact("SIAN JONES’s flat, SA1 4QB", names)
    >>> redacted.text
    '[mother]’s flat, [postcode]'
    >>> [(r.kind, r.found, r.start, r.end) for r in redacted.replacements]
    [('name', 'SIAN JONES', 0, 10), ('postcode', 'SA1 4QB', 19, 26)]
    """
    places = sorted(_places(text, 0, len(text), names), key=lambda place: place[1])
    parts, done = [], 0
    for _, start, end, mark in places:
        parts += [text[done:start], mark]
        done = end
    replacements = tuple(
        Replacement(kind=kind, found=text[start:end], start=start, end=end, mark=mark)
        for kind, start, end, mark in places
    )
    return Redacted(text="".join([*parts, text[done:]]), replacements=replacements)


def moved_passage(
    start: int, end: int, replacements: Sequence[Replacement]
) -> tuple[int, int]:
    """Return where a passage of a text stands after its redaction.

    Parameters
    ----------
    start, end : int
        Characters of the text as it was, from 0.
    replacements : sequence of Replacement
        All that was replaced in the text, in its order.

    Returns
    -------
    tuple of (int, int)
        Characters of the redacted text. A passage that held a part of what was
        replaced holds the whole mark; one that only touched it holds none of it.

    Examples
    --------
    >>> from disclosure.names import parse_names
    >>> redacted = redact("ask Siân Jones", parse_names("Siân Jones", file="list"))
    >>> moved_passage(9, 14, redacted.replacements), redacted.text[4:10]
    ((4, 10), '[name]')
    """
    first, last = start, end
    for part in replacements:
        longer = len(part.mark) - (part.end - part.start)
        if part.start < start:
            first += longer if part.end <= start else part.start - start
        if part.start < end:
            last += longer + (part.end - end if end < part.end else 0)
    return first, last


def _places(
    text: str, start: int, end: int, names: NameList
) -> Iterator[tuple[str, int, int, str]]:
    """Yield what to replace in one part of a text.

    What lies between two finds is searched again by itself, since a mark will stand
    beside it: so nothing is left for a second time.
    """
    folded = fold(text[start:end], escapes=True)
    marks = {
        match.span(): name.mark
        for name in names.names
        for match in name.pattern.finditer(folded.text)
    }
    places: list[Place] = [("name", *span) for span in marks]
    chosen = whole_places([*places, *find_identifiers(folded.text)])
    if not chosen:
        return
    done = start
    for kind, first, last in chosen:
        mark = marks[first, last] if kind == "name" else mark_of(kind)
        here, after = (start + at for at in folded.span(first, last))
        yield kind, here, after, mark
        yield from _places(text, done, here, names)
        done = after
    yield from _places(text, done, end, names)


def whole_places(places: list[Place]) -> list[Place]:
    """Choose among places that overlap: the first, and of those the longest.

    Parameters
    ----------
    places : list of (str, int, int)
        Kind, start and end.

    Returns
    -------
    list of (str, int, int)
        In order, none overlapping another.

    Examples
    --------
    >>> whole_places([("name", 4, 9), ("date", 8, 12), ("name", 4, 15)])
    [('name', 4, 15)]
    """
    ordered = sorted(places, key=lambda p: (p[1], -p[2], PRECEDENCE[p[0]]))
    chosen: list[Place] = []
    for place in ordered:
        if not chosen or place[1] >= chosen[-1][2]:
            chosen.append(place)
    return chosen
