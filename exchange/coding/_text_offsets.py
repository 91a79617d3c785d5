"""How a coding program counted the positions in its texts, found from the passages.

REFI-QDA says that positions count characters, but does not say what a line end of two
characters (CRLF) counts, and programs that keep text in UTF-16 count some characters,
such as emoji, as two. Four conventions are in use. A wrong one moves passages without
any error, so it is chosen only where the passages themselves decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.data.transcripts import plain_text
from exchange.coding._several import faults_of
from exchange.coding._text_positions import WIDTHS, place_between, plain_places
from exchange.coding._whole_passages import repeats, whole_ends
from results import DataError, Fault

#: Each convention, as it is named: what is counted, as `plain_places` takes it;
#: and is a CRLF one character?
CONVENTIONS = {
    "code points": ("utf-32-le", False),
    "code points, CRLF as one": ("utf-32-le", True),
    "UTF-16 units": ("utf-16-le", False),
    "UTF-16 units, CRLF as one": ("utf-16-le", True),
}

#: Least share of passages, in per cent, that must look whole; a wrong one has about 30.
LEAST_FIT = 80.0

#: Least distance between the best convention and another, in per cent, and the least
#: number of passages that it must rest on where no program wrote the quotation down.
LEAST_LEAD = 25.0
FEWEST = 5

SHOWN = 40  # characters of a passage, in a message

#: A quotation at least this long is not found at a wrong place by chance.
TELLING = 5

LOST = (
    "look at them in the program, code them anew or delete them there, and export the "
    "project again"
)

ALL = slice(None)

Places = tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A passage, as a program wrote it down."""

    source: str  # key of its text
    start: int
    end: int  # the position after the last character
    name: str = ""  # some programs write the quotation here

    def __str__(self) -> str:
        """Source and positions, for messages."""
        return f"{self.source} {self.start} to {self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Positions in plain text, and how they were found."""

    convention: str
    #: Start and end of each selection, in code points of `plain_text` of its source.
    places: tuple[tuple[int, int], ...]
    fit: float  # per cent of passages that look whole


@dataclass(frozen=True, slots=True)
class _View:
    convention: str
    places: Places
    words: tuple[str, ...]  # in plain text, of each selection; "" without a place
    points: np.ndarray  # of each selection, 0 to 1; NaN where it has no place
    quoted: np.ndarray  # is the text there what the program wrote down?

    def fit(self, chosen: np.ndarray | slice = ALL) -> float:
        points = self.points[chosen]
        return 100 * float(points.mean()) if len(points) else 100.0


def plain_positions(
    texts: Mapping[str, str],
    selections: Sequence[Selection],
    *,
    where: str,
    offsets: str | None = None,
) -> Positions:
    """Convert all positions of a project to code points in plain text.

    Parameters
    ----------
    texts : mapping of str to str
        Text of each source as the file stores it, with its own line ends; a byte order
        mark is never counted.
    selections : sequence of Selection
        All passages of the project, for all were counted in the same way.
    where : str
        Name of the file, for messages.
    offsets : str, optional
        One of `CONVENTIONS`, if it is known; then it is not questioned.

    Returns
    -------
    Positions
        In the order of `selections`.

    Raises
    ------
    DataError
        If a passage has no place in its text, the convention cannot be told from
        another that gives other passages, or none fits; also if `offsets` is not one
        of `CONVENTIONS`.

    Notes
    -----
    Two conventions that give the same positions for all passages are one. A passage
    that repeats its own words is right where these words stand. Any other is half right
    if it starts, and half if it ends, at the edge of a word. Conventions are compared
    on the passages that they place differently.
    """
    if offsets is not None and offsets not in CONVENTIONS:
        rule = f"there is no such way to count, got {offsets!r}"
        hint = f"use one of {list(CONVENTIONS)}"
        raise DataError(Fault(file=where, variable="offsets", rule=rule, hint=hint))
    known = list(CONVENTIONS) if offsets is None else [offsets]
    views = _views(texts, selections, known)
    whole = [view for view in views if None not in view.places]
    if not whole:
        raise DataError(_without_place(texts, selections, views, where))
    best = max(whole, key=_View.fit)  # the first of equals: the standard's
    if offsets is None:
        _refuse_doubt(best, whole, selections, where)
    placed = tuple(place for place in best.places if place is not None)
    return Positions(convention=best.convention, places=placed, fit=best.fit())


def _views(
    texts: Mapping[str, str], selections: Sequence[Selection], conventions: list[str]
) -> list[_View]:
    plain = {key: plain_text(text) for key, text in texts.items()}
    found = []
    for convention in conventions:
        places = selection_places(texts, selections, convention)
        placed = list(zip(selections, places, strict=True))
        words = tuple(plain[s.source][slice(*p)] if p else "" for s, p in placed)
        edges = [whole_ends(plain[s.source], *p) if p else np.nan for s, p in placed]
        pairs = zip(words, selections, strict=True)
        quoted = [bool(w) and repeats(w, s.name) for w, s in pairs]
        found.append((convention, places, words, edges, np.array(quoted, dtype=bool)))
    # Only a program that writes the quotation down can be held to it.
    told = np.any([quoted for *_, quoted in found], axis=0)
    return [
        _View(convention, places, words, np.where(told, quoted, edges), quoted)
        for convention, places, words, edges, quoted in found
    ]


def selection_places(
    texts: Mapping[str, str], selections: Sequence[Selection], convention: str
) -> Places:
    """Return start and end of each selection, None where it has no place.

    Parameters are those of `plain_positions`, and one of `CONVENTIONS`.
    """
    encoding, one = CONVENTIONS[convention]
    places = {}
    for source in {selection.source for selection in selections}:
        counted = _counted(texts[source], one=one)
        places[source] = plain_places(
            counted, encoding=encoding, mark=False, inside=False
        )
    return tuple(place_between(places[s.source], s.start, s.end) for s in selections)


def _counted(text: str, *, one: bool) -> str:
    return plain_text(text) if one else text.removeprefix("\ufeff")


def _refuse_doubt(
    best: _View, views: Sequence[_View], selections: Sequence[Selection], where: str
) -> None:
    if best.fit() < LEAST_FIT:
        fits = ", ".join(f"{view.fit():.0f}% by {view.convention}" for view in views)
        rule = (
            f"{len(selections)} passages fit no way to count positions, got {fits}, "
            f"where {LEAST_FIT:.0f}% are needed"
        )
        i = int(np.argmin(best.points))
        hint = (
            f"{selections[i]} would be {best.words[i][:SHOWN]!r}: if the program shows "
            f"the same, give offsets: {best.convention!r}, else another of "
            f"{list(CONVENTIONS)}"
        )
        raise DataError(Fault(file=where, rule=rule, hint=hint))
    for rival in views:
        pairs = zip(best.places, rival.places, strict=True)
        apart = np.array([ours != theirs for ours, theirs in pairs], dtype=bool)
        if apart.any() and not _decided(best, rival, apart, selections):
            i = int(np.argmax(apart))
            rule = (
                f"{apart.sum()} of {len(selections)} passages depend on how positions "
                f"were counted, too few or too alike to tell ({best.convention} fits "
                f"{best.fit(apart):.0f}% of them, {rival.convention} "
                f"{rival.fit(apart):.0f}%), got {selections[i]}, which is "
                f"{best.words[i][:SHOWN]!r} or {rival.words[i][:SHOWN]!r}"
            )
            hint = (
                "look this passage up in the program, and give the right one as "
                f"offsets: {best.convention!r} or offsets: {rival.convention!r}"
            )
            raise DataError(Fault(file=where, rule=rule, hint=hint))


def _decided(
    best: _View, rival: _View, apart: np.ndarray, selections: Sequence[Selection]
) -> bool:
    if best.fit(apart) - rival.fit(apart) < LEAST_LEAD:
        return False
    telling = np.array([len(each.name) >= TELLING for each in selections], dtype=bool)
    proofs = apart & telling & best.quoted & ~rival.quoted
    return bool(proofs.any()) or int(apart.sum()) >= FEWEST


def _without_place(
    texts: Mapping[str, str],
    selections: Sequence[Selection],
    views: Sequence[_View],
    where: str,
) -> list[Fault]:
    """Say what is wrong with each passage where the fewest have no place."""
    fewest = min(views, key=lambda view: view.places.count(None))
    encoding, one = CONVENTIONS[fewest.convention]
    lost: dict[str, list[str]] = {}
    for selection, place in zip(selections, fewest.places, strict=True):
        if place is None:
            text = _counted(texts[selection.source], one=one)
            size = len(text.encode(encoding)) // WIDTHS[encoding]
            rule = _why_nowhere(selection, size)
            lost.setdefault(rule, []).append(f"{selection} of {size}")
    known = f"of {len(selections)} passages"
    counted = f"if positions count {fewest.convention}"
    return [
        fault
        for rule, named in lost.items()
        for fault in faults_of(named, f"{known} {rule}, {counted}", LOST, file=where)
    ]


def _why_nowhere(selection: Selection, size: int) -> str:
    if selection.end > size or selection.start < 0:
        return "reach beyond their text"
    if selection.end <= selection.start:
        return "do not end after their start"
    return "begin or end within a character"
