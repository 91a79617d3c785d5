"""Places in a text: from what a coding program counts to characters of plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Bytes in which one step of each encoding is written.
WIDTHS = {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}

#: What is one character of plain text: a line end of two characters, or any other.
SIGN = re.compile(r"\r\n|.", re.DOTALL)


def plain_places(
    text: str, *, encoding: str, mark: bool = True, inside: bool = True
) -> dict[object, int]:
    r"""Give every position that a program counts in a text its place in plain text.

    Parameters
    ----------
    text : str
        As the program holds it, perhaps with CRLF line ends or a byte order mark.
    encoding : {"utf-8", "utf-16-le", "utf-32-le"}
        What is counted, from 0: bytes, units of two bytes, or characters.
    mark : bool
        Whether a byte order mark at the start is one, which plain text has not.
    inside : bool
        Whether a position within a CRLF is the place behind it; else it is not there.

    Returns
    -------
    dict of int to int
        Number of characters before each position in what
        `analysis.data.transcripts.plain_text` makes of the text. A position within a
        character is not there.

    Examples
    --------
    >>> plain_places("é😊!", encoding="utf-8")
    {0: 0, 2: 1, 6: 2, 7: 3}
    >>> plain_places("\ufeffa\r\nb", encoding="utf-16-le")
    {0: 0, 1: 0, 2: 1, 3: 2, 4: 2, 5: 3}
    """
    places: dict[object, int] = {}
    at, plain = 0, -1 if mark and text.startswith("\ufeff") else 0
    for sign in [*SIGN.findall(text), ""]:
        places[at] = max(plain, 0)
        if inside and sign == "\r\n":
            places[at + 1] = plain + 1
        at += len(sign.encode(encoding)) // WIDTHS[encoding]
        plain += 1
    return places


def place_between(
    places: Mapping[object, int], first: object, last: object
) -> tuple[int, int] | None:
    """Return start and end in plain text; None if one is nowhere, or none is between.

    Examples
    --------
    >>> places = plain_places("é😊!", encoding="utf-16-le")
    >>> place_between(places, 1, 3), place_between(places, 1, 2)
    ((1, 2), None)
    """
    start, end = places.get(first, -1), places.get(last, -1)
    return (start, end) if 0 <= start < end else None


def quote_places(text: str, quote: str) -> list[tuple[int, int]]:
    r"""Find every place at which a text has the words of a quote.

    Parameters
    ----------
    text : str
        A plain text.
    quote : str
        Words of it; a run of white space stands for any other, and white space at the
        ends counts only where the one place has it too.

    Returns
    -------
    list of (int, int)
        Start and end of each, in characters; places may overlap.

    Examples
    --------
    >>> quote_places("One named\n person. One named", "One  named")
    [(0, 9), (19, 28)]
    """
    words = [re.escape(word) for word in quote.split()]
    if not words:
        return []
    # Looking ahead finds places that overlap, such as those of "a a" in "a a a".
    pattern = r"\s+".join(words)
    found = re.finditer(f"(?=({pattern}))", text)
    places = [match.span(1) for match in found]
    if len(places) == 1 and text.count(quote) == 1:
        start = text.index(quote)
        return [(start, start + len(quote))]
    return places
