"""Text without what two spellings of one name may differ in.

Diacritics, ligatures, kinds of apostrophe, dash and blank, soft hyphens and marks that
cannot be seen go; letters keep their case, and every character its place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from disclosure._decoding import decoded_places

#: What Unicode does not decompose, or decomposes into something else.
SAME = {
    **dict.fromkeys("‘’‚‛ʼʹʻ′＇`´", "'"),
    **dict.fromkeys("−⁃", "-"),
    **{"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"},
    **{"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th"},
}

#: Marks set above, below or around: the number of a note is no part of a word.
RAISED = ("<super>", "<sub>", "<fraction>", "<circle>")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and where each character of it stands in the text as it was."""

    text: str
    positions: tuple[int, ...]
    ends: tuple[int, ...]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of a part of the folded text.

        A part takes with it the combining marks that follow its last letter.
        """
        first, last = self.positions[start], self.ends[end - 1]
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return first, last


def fold(text: str, *, escapes: bool = False) -> Folded:
    """Fold a text and keep the places.

    Parameters
    ----------
    text : str
        Composed or decomposed.
    escapes : bool
        Undo what a file did to its letters; see `disclosure._decoding`.

    Returns
    -------
    Folded
        The folded text may be shorter or longer than the original.

    Examples
    --------
    >>> folded = fold("with Siân’s ﬁle")
    >>> folded.text
    "with Sian's file"
    >>> folded.span(5, 9)
    (5, 9)
    """
    plain = text
    starts: Sequence[int] = range(len(text))
    ends: Sequence[int] = range(1, len(text) + 1)
    if escapes:
        plain, starts, ends = decoded_places(text)
    parts = [_folded(character) for character in plain]
    return Folded(
        text="".join(parts),
        positions=tuple(
            start for start, part in zip(starts, parts, strict=True) for _ in part
        ),
        ends=tuple(end for end, part in zip(ends, parts, strict=True) for _ in part),
        original=text,
    )


def folded_text(text: str) -> str:
    """Fold a text of which no place will be asked for.

    Examples
    --------
    >>> folded_text("O’Brien, Søren, Łucja, Zoë²")
    "O'Brien, Soren, Lucja, Zoe "
    """
    return text if _plain(text) else "".join(map(_folded, text))


def _plain(text: str) -> bool:
    return text.isascii() and "`" not in text


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character in SAME:
        return SAME[character]
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Pd":
        return "-"
    if category in ("Mn", "Cf"):
        return ""
    if unicodedata.decomposition(character).startswith(RAISED):
        return " "
    parts = unicodedata.normalize("NFKD", character)
    return "".join(SAME.get(p, p) for p in parts if unicodedata.category(p) != "Mn")
