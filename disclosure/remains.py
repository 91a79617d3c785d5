"""What a person should read in a redacted text: words and numbers that may identify."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from disclosure.folding import Folded, fold, folded_text
from disclosure.identifiers import TEN_DIGITS, is_nhs_number
from disclosure.names import LETTER, NameList, letters_of, words_of
from disclosure.searching import words_pattern

COLUMNS = ("word", "kind", "count", "contexts")
MOST_CONTEXTS = 3
AROUND = 30  # characters shown on each side of a word

#: Words with a capital that say nothing about a person. April, May, June and August are
#: names as well, and so are read.
ORDINARY = (
    "i i'm i'd i'll i've ok okay god mr mrs ms miss dr english british nhs gp tv uk "
    "christmas easter monday tuesday wednesday thursday friday saturday sunday january "
    "february march july september october november december"
)
#: Words with which people begin a sentence.
OPENERS = (
    "a about actually after all also although always an and another any anyway are as "
    "at because been before being both but by can could did do does don't even ever "
    "every for from get go good got had has have he he'd he'll he's her here his how "
    "if in is isn't it it's it'd its just last let like look lots maybe me more most "
    "much my never no nobody none not nothing now of oh on once one only or other our "
    "people probably right same say see she she'd she'll she's should since so some "
    "somebody someone something sometimes sorry still such sure take thanks that "
    "that's the their them then there there's these they they'd they'll they're "
    "they've thing things this those three through to today too tomorrow two until "
    "up us very was wasn't we we'd we'll we're we've well were what what's whatever "
    "when where which while who who's why will with without would yeah yep yes "
    "yesterday yet you you'd you'll you're you've your"
)
IGNORED = frozenset(ORDINARY.split())
IGNORED_FIRST = IGNORED | frozenset(OPENERS.split())
WORD = re.compile(rf"{LETTER}+(?:['-]{LETTER}+)*")
LABEL = re.compile(rf"^[ \t]*({LETTER}[^\W_]*(?:[ ._-]+[^\W_]+){{0,2}})[ \t]*:", re.M)
#: Everything up to here is the end of a sentence or of a paragraph.
SENTENCE = re.compile(r"(?:^|[.?!…]|\n[ \t]*\n)[\s\"“”'\[({*_-]*\Z")
MIXED = re.compile(r"(?<!\w)(?=\w*\d)(?=\w*[^\W\d_])\w{3,}(?!\w)")
MEASURE = re.compile(r"\d+(?:[a-z]{1,3}|'?s)", re.IGNORECASE)
NUMBER = re.compile(r"(?<!\w)\d(?:[ ,./-]?\d){4,}(?!\w)")
FEWEST_IN_GROUPS = 7  # digits with blanks between them: below it mostly counting


def leftovers(text: str, names: NameList) -> pd.DataFrame:
    """List the words and numbers of a redacted text that a person should read.

    Parameters
    ----------
    text : str
        As `disclosure.redaction.redact` returns it.
    names : NameList
        The list it was redacted with; its marks are passed over.

    Returns
    -------
    DataFrame, shape (n_words, 4)
        ``word``; ``kind``: why it is listed; ``count``: how often it stands in the
        text; ``contexts``: up to three of the places, ``word`` with what stands around
        it. The most frequent first, then by the alphabet. Listed are capitalised words
        within a sentence; capitalised words that only ever begin one and never occur
        in small letters; speakers' labels; listed names in small letters or with an s;
        words of letters and digits; numbers of five digits or more; ten digits that
        are no NHS number.

    Notes
    -----
    A list of words cannot find what is not a word of its own: nicknames that are
    ordinary words, places and names in small letters that nobody listed, misspelt
    names at the start of a sentence that are words as well, and above all events,
    offences, families and illnesses so rare that they point to one person. Whoever
    redacts has to read every transcript from end to end.

    Examples
    --------
    >>> from disclosure.names import parse_names
    >>> names = parse_names("Siân", file="list")
    >>> found = leftovers("P1: He went to Neath with [name]. So did sian.", names)
    >>> found[["word", "kind", "count"]].values.tolist()
    [['Neath', 'capitalised', 1], ['P1', "speaker's label", 1], ['sian', \
'a listed name in another form', 1]]
    """
    folded = fold(text, escapes=True)
    plain = folded.text
    for mark in names.marks:
        blank = folded_text(mark)
        plain = plain.replace(blank, "\0" * len(blank))
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for kind, word, start in _found(plain, names):
        places[word, kind].append(start)
    rows = [
        (_shown(folded, word, starts[0]), kind, len(starts), contexts)
        for (word, kind), starts in places.items()
        for contexts in [_contexts(folded, word, starts)]
    ]
    rows.sort(key=lambda row: (-row[2], row[0].casefold(), row[0], row[1]))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _found(plain: str, names: NameList) -> Iterator[tuple[str, str, int]]:
    """Yield kind, word and place; every word under its first kind only."""
    labels = {match.start(1): match.end(1) for match in LABEL.finditer(plain)}
    for start, end in labels.items():
        yield "speaker's label", plain[start:end], start
    taken = {at for start, end in labels.items() for at in range(start, end)}
    for kind, word, start in (*_numbers(plain), *_other_forms(plain, names)):
        if start not in taken:
            taken |= set(range(start, start + len(word)))
            yield kind, word, start
    yield from _capitalised(plain, taken)


def _numbers(plain: str) -> Iterator[tuple[str, str, int]]:
    for match in TEN_DIGITS.finditer(plain):
        if not is_nhs_number(match[0]):
            yield "ten digits, no NHS number", match[0], match.start()
    for match in NUMBER.finditer(plain):
        digits = sum(character.isdigit() for character in match[0])
        if digits >= FEWEST_IN_GROUPS or " " not in match[0]:
            yield "five digits or more", match[0], match.start()
    for match in MIXED.finditer(plain):
        if not MEASURE.fullmatch(match[0]):
            yield "letters and digits", match[0], match.start()


def _other_forms(plain: str, names: NameList) -> Iterator[tuple[str, str, int]]:
    small = letters_of(plain)
    longest = sorted(names.names, key=lambda name: -len(name.letters))
    for name in longest:
        if all(letters_of(word) in small for word in words_of(name.text)):
            form = words_pattern(words_of(name.text), capitals=False, plural=True)
            for match in form.finditer(plain):
                yield "a listed name in another form", match[0], match.start()


def _capitalised(plain: str, taken: set[int]) -> Iterator[tuple[str, str, int]]:
    words = [match for match in WORD.finditer(plain) if match.start() not in taken]
    small = {match[0] for match in words if match[0][0].islower()}
    capitals = [
        (re.sub(r"'s$", "", match[0]), match.start())
        for match in words
        if match[0][0].isupper() and match[0].casefold() not in IGNORED
    ]
    # What follows a speaker's label begins a sentence.
    ended = LABEL.sub(lambda match: match[0][:-1] + ".", plain)
    inside = {word for word, start in capitals if not _begins(ended, start)}
    for word, start in capitals:
        if word in inside:
            yield "capitalised", word, start
        elif word.casefold() not in IGNORED_FIRST | small:
            yield "capitalised, only at the start of sentences", word, start


def _begins(plain: str, start: int) -> bool:
    return bool(SENTENCE.search(plain[max(0, start - 40) : start])) if start else True


def _shown(folded: Folded, word: str, start: int) -> str:
    first, last = folded.span(start, start + len(word))
    return folded.original[first:last]


def _contexts(folded: Folded, word: str, starts: list[int]) -> str:
    contexts = []
    for start in starts[:MOST_CONTEXTS]:
        first, last = folded.span(start, start + len(word))
        around = folded.original[max(0, first - AROUND) : last + AROUND]
        around = around.replace("\ufeff", "")  # the byte order mark of a file
        contexts.append(f"… {' '.join(around.split())} …")
    return " | ".join(contexts)
