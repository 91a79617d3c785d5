"""Signs in a text that no page can show, or that change how the rest of it is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

#: Joiners, which letters of some scripts and the parts of an emoji need between them.
JOINERS = "\u200c\u200d"
#: Format characters without which a word is not what it is: the soft hyphen, signs of
#: Arabic numbers, and tags, of which the flags of countries such as Wales are made.
NEEDED = frozenset("\u00ad\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
TAGS = range(0xE0020, 0xE0080)
#: Where newer editions of Unicode add emoji and Chinese characters.
GROWING = (range(0x1F000, 0x1FB00), range(0x20000, 0x3FFFE))
CANNOT = "which cannot be printed"


def unprintable(text: str) -> Iterator[tuple[int, str]]:
    r"""Find the signs of a text that cannot be printed, or that rearrange what can.

    Parameters
    ----------
    text : str
        Line ends and tabs in it are fine, and so is every blank.

    Yields
    ------
    tuple of int and str
        Place of the sign, and its name with its number: control characters, those that
        turn the direction of writing, blanks without width but for joiners between
        letters that need them, separators of lines, and signs that are for private use
        or not assigned.

    Examples
    --------
    >>> list(unprintable("Me\u202e!\x07"))
    [(2, 'RIGHT-TO-LEFT OVERRIDE (U+202E)'), (4, 'a control character (U+0007)')]
    """
    if text.isascii() and text.isprintable():
        return
    for at, sign in enumerate(text):
        if not sign.isprintable() and sign not in "\n\r\t" and _harms(text, at):
            yield at, f"{_name(sign)} (U+{ord(sign):04X})"


def _harms(text: str, at: int) -> bool:
    sign, kind = text[at], unicodedata.category(text[at])
    if sign in JOINERS:
        beside = text[at - 1 : at] + text[at + 1 : at + 2]
        return len(beside) < 2 or any(each.isascii() for each in beside)
    if kind == "Cn":
        return not any(ord(sign) in part for part in GROWING)
    return kind != "Zs" and sign not in NEEDED and ord(sign) not in TAGS


def _name(sign: str) -> str:
    kinds = {
        "Cc": "a control character",
        "Co": "a sign of private use",
        "Cn": "a sign that is not assigned",
        "Cs": "half a sign",
    }
    return unicodedata.name(sign, kinds.get(unicodedata.category(sign), "a sign"))
