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

from exchange.coding._whole_passages import repeats, whole_ends
from exchange.coding.projects import plain_text
from results import DataError

#: Each convention, as it is named: does it count in UTF-16; is a CRLF one character?
CONVENTIONS = {
    "code points": (False, False),
    "code points, CRLF as one": (False, True),
    "UTF-16 units": (True, False),
    "UTF-16 units, CRLF as one": (True, True),
}

#: Least share of passages, in per cent, that must look whole; a wrong one has about 30.
LEAST_FIT = 80.0

#: Least distance between the best convention and another, in per cent, and the least
#: number of passages that it must rest on where no program wrote the quotation down.
LEAST_LEAD = 25.0
FEWEST = 5

#: A quotation at least this long is not found at a wrong place by chance.
TELLING = 5

Places = tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A passage, as a program wrote it down."""

    source: str  # key of its text
    start: int
    end: int  # the position after the last character
    name: str = ""  # some programs write the quotation here


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
    points: np.ndarray  # of each selection, 0 to 1; NaN where it has no place
    quoted: np.ndarray  # is the text there what the program wrote down?

    @property
    def fit(self) -> float:
        return 100 * float(self.points.mean()) if len(self.points) else 100.0


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
        raise DataError(
            f"offsets: there is no such way to count, got {offsets!r}; "
            f"use one of {list(CONVENTIONS)}"
        )
    known = list(CONVENTIONS) if offsets is None else [offsets]
    views = _views(texts, selections, known)
    whole = [view for view in views if None not in view.places]
    if not whole:
        raise DataError(_without_place(selections, views, where))
    best = max(whole, key=lambda view: view.fit)  # the first of equals: the standard's
    if offsets is None:
        _refuse_doubt(best, whole, texts, selections, where)
    placed = tuple(place for place in best.places if place is not None)
    return Positions(convention=best.convention, places=placed, fit=best.fit)


def _views(
    texts: Mapping[str, str], selections: Sequence[Selection], conventions: list[str]
) -> list[_View]:
    plain = {key: plain_text(text) for key, text in texts.items()}
    placed = {name: _places(texts, selections, name) for name in conventions}
    quoted = {
        name: np.array(
            [
                place is not None and repeats(plain[s.source][slice(*place)], s.name)
                for s, place in zip(selections, places, strict=True)
            ],
            dtype=bool,
        )
        for name, places in placed.items()
    }
    # Only a program that writes the quotation down can be held to it.
    told = np.any(list(quoted.values()), axis=0)
    views = []
    for name, places in placed.items():
        edges = np.array(
            [
                np.nan if place is None else whole_ends(plain[s.source], *place)
                for s, place in zip(selections, places, strict=True)
            ],
            dtype=float,
        )
        points = np.where(told, quoted[name], edges)
        views.append(_View(name, places, points, quoted[name]))
    return views


def _places(
    texts: Mapping[str, str], selections: Sequence[Selection], convention: str
) -> Places:
    utf16, one = CONVENTIONS[convention]
    used = {selection.source for selection in selections}
    tables = {key: _boundaries(texts[key], utf16=utf16, one=one) for key in used}
    places: list[tuple[int, int] | None] = []
    for selection in selections:
        table = tables[selection.source]
        inside = 0 <= selection.start < selection.end < len(table)
        start = int(table[selection.start]) if inside else -1
        end = int(table[selection.end]) if inside else -1
        places.append((start, end) if 0 <= start < end else None)
    return tuple(places)


def _boundaries(text: str, *, utf16: bool, one: bool) -> np.ndarray:
    """Give each position its place in plain text; -1 inside of a character or CRLF."""
    stored = plain_text(text) if one else text.removeprefix("\ufeff")
    codes = np.array([ord(character) for character in stored], dtype=np.int64)
    pair = np.zeros(len(codes) + 1, dtype=bool)  # is there a CRLF around this position?
    if len(codes):
        pair[1:-1] = (codes[:-1] == 13) & (codes[1:] == 10)
    # A position after a CRLF stands one further back in plain text.
    plain = np.arange(len(codes) + 1) - np.concatenate(
        ([0], np.cumsum(pair)[:-1].astype(np.int64))
    )
    plain[pair] = -1
    if not utf16:
        return plain
    units = np.concatenate(([0], np.cumsum(np.where(codes > 0xFFFF, 2, 1))))
    table = np.full(int(units[-1]) + 1, -1, dtype=np.int64)
    table[units] = plain
    return table


def _refuse_doubt(
    best: _View,
    views: Sequence[_View],
    texts: Mapping[str, str],
    selections: Sequence[Selection],
    where: str,
) -> None:
    if best.fit < LEAST_FIT:
        fits = ", ".join(f"{view.fit:.0f}% by {view.convention}" for view in views)
        raise DataError(
            f"{where}: {len(selections)} passages fit no way to count positions, got "
            f"{fits}, where {LEAST_FIT:.0f}% are needed; "
            + _remedy(best, texts, selections)
        )
    for rival in views:
        apart = np.array(
            [a != b for a, b in zip(best.places, rival.places, strict=True)], dtype=bool
        )
        if apart.any() and not _decided(best, rival, apart, selections):
            count = int(apart.sum())
            first = int(np.flatnonzero(apart)[0])
            ours, theirs = (
                _quotation(view, first, texts, selections) for view in (best, rival)
            )
            raise DataError(
                f"{where}: {count} of {len(selections)} passages depend on how "
                f"positions were counted, too few or too alike to tell "
                f"({best.convention} fits {_share(best, apart):.0f}% of them, "
                f"{rival.convention} {_share(rival, apart):.0f}%), got "
                f"{selections[first].source} {selections[first].start} to "
                f"{selections[first].end}, which is {ours!r} or {theirs!r}; look this "
                "passage up in the program, and give the right one as "
                f"offsets={best.convention!r} or offsets={rival.convention!r}"
            )


def _decided(
    best: _View, rival: _View, apart: np.ndarray, selections: Sequence[Selection]
) -> bool:
    if _share(best, apart) - _share(rival, apart) < LEAST_LEAD:
        return False
    telling = np.array([len(each.name) >= TELLING for each in selections], dtype=bool)
    proofs = apart & telling & best.quoted & ~rival.quoted
    return bool(proofs.any()) or int(apart.sum()) >= FEWEST


def _share(view: _View, chosen: np.ndarray) -> float:
    return 100 * float(view.points[chosen].mean())


def _quotation(
    view: _View, i: int, texts: Mapping[str, str], selections: Sequence[Selection]
) -> str:
    place = view.places[i]
    text = plain_text(texts[selections[i].source])
    return "" if place is None else text[slice(*place)][:40]


def _remedy(
    best: _View, texts: Mapping[str, str], selections: Sequence[Selection]
) -> str:
    doubtful = int(np.argmin(best.points))
    chosen = selections[doubtful]
    return (
        f"{chosen.source} {chosen.start} to {chosen.end} would be "
        f"{_quotation(best, doubtful, texts, selections)!r}: if the program shows the "
        f"same, give offsets={best.convention!r}, else another of {list(CONVENTIONS)}"
    )


def _without_place(
    selections: Sequence[Selection], views: Sequence[_View], where: str
) -> str:
    fewest = min(views, key=lambda view: view.places.count(None))
    lost = [
        f"{s.source} {s.start} to {s.end}"
        for s, place in zip(selections, fewest.places, strict=True)
        if place is None
    ]
    return (
        f"{where}: {len(lost)} of {len(selections)} passages end outside of their "
        "text, are empty or cut a character in two, even if positions are "
        f"{fewest.convention}, got {lost[:5]}; the texts were changed after coding, or "
        "the export is damaged: export the project again"
    )
