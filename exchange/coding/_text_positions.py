"""Places in a text: from what a coding program counts to characters of plain text."""

from __future__ import annotations

import re

from exchange.coding.projects import plain_text

#: Bytes in which one step of each encoding is written.
WIDTHS = {"utf-8": 1, "utf-16-le": 2}


def character_position(text: str, position: int, *, encoding: str) -> int | None:
    """Turn a position in the bytes or units of an encoded text into one in characters.

    Parameters
    ----------
    text : str
        The text.
    position : int
        From 0: in bytes of ``utf-8``, or in units of two bytes of ``utf-16-le``.
    encoding : {"utf-8", "utf-16-le"}
        What `position` counts.

    Returns
    -------
    int or None
        The number of characters before that position; None if it lies outside of the
        text or within a character.

    Examples
    --------
    >>> [character_position("café 😊!", n, encoding="utf-8") for n in (5, 8, 10)]
    [4, None, 6]
    >>> character_position("café 😊!", 7, encoding="utf-16-le")
    6
    """
    data = text.encode(encoding)
    end = position * WIDTHS[encoding]
    if not 0 <= end <= len(data):
        return None
    try:
        return len(data[:end].decode(encoding))
    except UnicodeDecodeError:
        return None


def plain_position(text: str, position: int) -> int:
    r"""Return where a character of a text stands in its plain text.

    Parameters
    ----------
    text : str
        As a program holds it, perhaps with CRLF line ends or a byte order mark.
    position : int
        In characters from 0, at most the length of `text`.

    Returns
    -------
    int
        The position in `coded_project.plain_text` of the same.

    Examples
    --------
    >>> [plain_position("\ufeffa\r\nb", n) for n in range(6)]
    [0, 0, 1, 2, 2, 3]
    """
    return len(plain_text(text[:position]))


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
