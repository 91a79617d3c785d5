"""What of a list of names, and what numbers, stand in something to be published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from disclosure._decoding import decoded
from disclosure._table_cells import in_cells
from disclosure.folding import folded_text
from disclosure.identifiers import Place, find_identifiers
from disclosure.names import (
    LETTER,
    LOST,
    NAME,
    Name,
    NameList,
    letters_of,
    mark_of,
    words_of,
)
from disclosure.redaction import whole_places

AROUND = 40  # characters shown on each side of what was found
#: Where a line, or what can be a line in print, ends within a word.
BROKEN = r"(?:-[ \t]*\n[ \t]*)?"
#: Between the words of a name: also of two cells, and with markup around them.
GAP = r"(?:\s+|_|(?:<[^<>]{0,80}>|[^\w¦]){1,8})"
SOFT = re.compile("\u00ad(?=[ \t]*\n)")
NARROW = r"(?:\s+|\s*[-_+./,]\s*)"  # where blanks may be lost
RUN_TOGETHER = 20  # letters; few words of English are as long, lines without blanks are
UNMISTAKABLE = 8  # letters of a name that, run together, is no other word
FEWEST = 4  # letters of a name that is looked for in such a line

Match = Literal["as written", "in another form", "run together", "by its form"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """One place at which something stands that must not; without saying it."""

    kind: str  # name, or one of disclosure.identifiers.KINDS
    line: int | None  # of the list of names; None for numbers and addresses
    match: Match  # how it was found
    text_line: int  # of the text, from 1
    context: str  # what stands around it, everything of the kind masked


def leaks(
    text: str, names: NameList, *, address: bool = False, printed: bool = False
) -> list[Leak]:
    r"""Find listed names, and numbers and addresses by their form, in a text.

    A name is found as `disclosure.redaction.redact` finds it, and besides where a line
    ends within it, written with references or escapes of HTML, JSON or links, and, if
    it has several words, in any letters and however they are joined.

    Parameters
    ----------
    text : str
        As it stands in a file; dates are not looked for.
    names : NameList
        Names, and phrases that are allowed: what lies within one is passed over.
    address : bool
        The text is a link, a label or the name of a file: these are often in small
        letters, so a name of one word is found in any letters too.
    printed : bool
        The text comes from a PDF, which may lose the blanks between words: names of
        four letters or more are found within such a row of letters too.

    Returns
    -------
    list of Leak
        In the order of the text; of finds that overlap the first and longest.

    Examples
    --------
    >>> from disclosure.names import parse_names
    >>> names = parse_names("Siân Jones\nGwen", file="list")
    >>> [(leak.line, leak.match) for leak in leaks("?q=si%C3%A2n+jones", names)]
    [(1, 'in another form')]
    >>> leaks("Si&acirc;n Jones told Gwen.", names)[1].context
    '[name] told [name].'
    """
    plain, matches = _found(text, names, address=address, printed=printed)
    places = whole_places(list(matches))
    contexts = _contexts(plain, places, names)
    return [
        Leak(
            kind=place[0],
            line=matches[place][0],
            match=matches[place][1],
            text_line=plain.count("\n", 0, place[1]) + 1,
            context=context,
        )
        for place, context in zip(places, contexts, strict=True)
    ]


def masked(text: str, names: NameList) -> str:
    """Return the name of a file without the names and numbers in it, to be shown.

    Parameters
    ----------
    text : str
        A link, a label or the name of a file.
    names : NameList

    Returns
    -------
    str
        The text as it was if nothing stands in it.

    Examples
    --------
    >>> from disclosure.names import parse_names
    >>> masked("notes/gwen-evans.html", parse_names("Gwen Evans", file="list"))
    'notes/[name].html'
    """
    plain, matches = _found(text, names, address=True, printed=False)
    return _masked(plain, whole_places(list(matches)))[0] if matches else text


def _found(
    text: str, names: NameList, *, address: bool, printed: bool
) -> tuple[str, dict[Place, tuple[int | None, Match]]]:
    """Return the text in which was searched, and what of it is not allowed."""
    plain = folded_text(SOFT.sub("-", decoded(text)))
    matches: dict[Place, tuple[int | None, Match]] = {}
    for start, end, name, how in _names(plain, names, address=address, printed=printed):
        matches.setdefault(("name", start, end), (name.line, how))
    for kind, start, end in find_identifiers(plain, published=True):
        matches[kind, start, end] = (None, "by its form")
    allowed = list(_allowed(plain, names))
    return plain, {
        place: match
        for place, match in matches.items()
        if not any(start <= place[1] and place[2] <= end for start, end in allowed)
    }


def _names(
    plain: str, names: NameList, *, address: bool, printed: bool
) -> Iterator[tuple[int, int, Name, Match]]:
    letters = letters_of(plain) if names.names else ""
    for name in names.names:
        words = words_of(name.text)
        if LOST not in plain and not all(letters_of(word) in letters for word in words):
            continue  # in no form at all
        whole = [name.pattern, words_pattern(words, capitals=True)]
        for match in (f for pattern in whole for f in pattern.finditer(plain)):
            yield *match.span(), name, "as written"
        if len(words) > 1 or address:
            for match in words_pattern(words, capitals=False).finditer(plain):
                yield *match.span(), name, "in another form"
        if len(words) > 1 and address and len(name.letters) >= UNMISTAKABLE:
            for match in re.finditer(
                rf"(?<!{LETTER}){''.join(map(_word, words))}(?!{LETTER})", plain, re.I
            ):
                yield *match.span(), name, "run together"
        if len(words) > 1:
            for span in in_cells(plain, words):
                yield *span, name, "in another form"
        if printed and len(name.letters) >= FEWEST:
            yield from ((*span, name, "run together") for span in _within(plain, words))


def words_pattern(
    words: tuple[str, ...], *, capitals: bool, plural: bool = False
) -> re.Pattern[str]:
    """Return what finds the words of a name whole, also where a line ends within them.

    Parameters
    ----------
    words : tuple of str
        In their order; the last one may come first.
    capitals : bool
        As they are listed or in capitals alone; else in any letters.
    plural : bool
        An s may follow.
    """
    turned = (words[-1], *words[:-1])
    forms = [words, turned]
    if capitals:
        forms += [tuple(map(str.upper, form)) for form in forms]
    joined = "|".join(GAP.join(map(_word, form)) for form in dict.fromkeys(forms))
    if not capitals:  # in an address another sign stands for an apostrophe
        joined = joined.replace("'?", "['_-]?")
    end = "(?:e?s)?" if plural else ""
    flags = re.NOFLAG if capitals else re.IGNORECASE
    return re.compile(rf"(?<!{LETTER})(?:{joined}){end}(?!{LETTER})", flags)


def _word(word: str) -> str:
    return BROKEN.join("'?" if letter == "'" else re.escape(letter) for letter in word)


def _within(plain: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Find words in a row of letters that a PDF gives without blanks."""
    pattern = re.compile(rf"(?:{NARROW})?".join(map(_word, words)))
    for match in pattern.finditer(plain):
        start, end = match.span()
        row = re.match(rf"{LETTER}*", plain[start:])
        before = re.search(rf"{LETTER}*\Z", plain[max(0, start - 60) : start])
        length = len(row[0] if row else "") + len(before[0] if before else "")
        after_small = bool(before and before[0] and before[0][-1].islower())
        if after_small or len(words) > 1 or length >= RUN_TOGETHER:
            yield start, end


def _allowed(plain: str, names: NameList) -> Iterator[tuple[int, int]]:
    for phrase in names.allowed:
        words = map(re.escape, folded_text(phrase).split())
        for match in re.finditer(r"\s+".join(words), plain, re.IGNORECASE):
            yield match.span()


def _contexts(plain: str, places: list[Place], names: NameList) -> list[str]:
    """Return what stands around each place, in a text where all of them are masked."""
    text, marked = _masked(plain, places)
    return [_context(text, start, end, names) for start, end in marked]


def _masked(plain: str, places: list[Place]) -> tuple[str, list[tuple[int, int]]]:
    parts, done, length = [], 0, 0
    marked: list[tuple[int, int]] = []
    for kind, start, end in places:
        parts += [plain[done:start], mark_of(kind)]
        length += start - done
        marked.append((length, length + len(mark_of(kind))))
        length, done = marked[-1][1], end
    return "".join([*parts, plain[done:]]), marked


def _context(text: str, start: int, end: int, names: NameList) -> str:
    """Return whole words around a mark; a part of a word could be part of a name."""
    first, last = max(0, start - AROUND), end + AROUND
    before = re.sub(r"\s+", " ", text[first:start])
    after = re.sub(r"\s+", " ", text[end:last])
    if first:
        before = before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0]
    context = f"{before}{text[start:end]}{after}".strip()
    for name in names.names:  # in letters in which it may be an ordinary word
        if name.letters in letters_of(context):
            context = words_pattern(words_of(name.text), capitals=False).sub(
                NAME, context
            )
    return context
