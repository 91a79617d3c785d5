"""Numbers that prisons and the police give to a person.

References
----------
Prison number of England and Wales: a letter, four digits, two letters, as services of
HM Prison and Probation Service accept it; before 2009 two letters and four digits.
Police National Computer and Criminal Records Office: Ministry of Justice, Criminal
Justice System Data Standards Catalogue, PNC ID and CRO number (modulus 23).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Of what is left when the year and the serial number are divided by 23.
CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
SERIAL = 7  # digits of a PNC serial number with its noughts
LONG = 5  # digits of a serial number that need no right letter to be taken for one
NEAR = 40  # characters before a number in which it may be called what it is
CALLED = re.compile(r"prison|inmate|jail|\bnom[i]?s\b|\bnumber\b|\bno\b", re.IGNORECASE)
YEAR = re.compile(r"(?:1[89]|20)\d\d")
#: Words and abbreviations of two letters that may stand before a year or an amount.
SMALL_WORDS = (
    "AD AM AN AS AT BC BE BY DO EU GO GP HE IF IN IS IT ME MY NO OF ON OR PM SO TO TV "
    "UK UN UP US WE"
)
PRISON = re.compile(
    r"(?<![^\W_])(?:(?P<first>[A-Z])(?P<gap>[ -]?)(?P<digits>\d{4})[ -]?"
    r"(?P<last>[A-Z]{2})|(?P<two>[A-Z]{2})(?P<space>[ -]?)(?P<four>\d{4}))"
    r"(?![^\W_])(?![./-]\d)",
    re.IGNORECASE,
)
#: Figures alone, as in Scotland, right behind what they are called.
NUMBERED = re.compile(
    r"\b(?:prison(?:er)?s?|inmate|custody|jail)'?s?[\s_-]+(?:numbers?|no|nr|id|ref)\b"
    r"[\s\"'.:]*(?:(?:is|was|were)\s+|=\s*)?[\"']?(?P<figures>\d{4,8})(?!\w)(?![.,]\d)",
    re.IGNORECASE,
)
HEX = frozenset("abcdef")
PNC = re.compile(
    r"(?<![^\W_])(?<![/.-])(?:19|20)?(?P<year>\d\d)/(?P<serial>\d{1,7})"
    r"[ ]?(?P<letter>[A-HJ-NP-RT-Z])(?![^\W_])",
    re.IGNORECASE,
)
CRO = re.compile(
    r"(?<![^\W_])(?<![/.-])(?:(?P<serial>\d{1,6})/(?P<year>\d\d)"
    r"|SF ?(?P<filed>\d\d)/(?P<file>\d{1,6}))[ ]?(?P<letter>[A-HJ-NP-RT-Z])(?![^\W_])",
    re.IGNORECASE,
)


def find_custody_numbers(
    text: str, *, published: bool
) -> Iterator[tuple[str, int, int]]:
    """Find prison numbers and police numbers.

    Parameters
    ----------
    text : str
        Folded.
    published : bool
        Letters that could be part of a commit or a hash count only where the number is
        called a prison number.

    Yields
    ------
    tuple of (str, int, int)
        Kind, start and end.

    Examples
    --------
    >>> text = "I was A1234BC, before that AB1234, and 02/123456K"
    >>> list(find_custody_numbers(text, published=True))
    [('prison number', 6, 13), ('prison number', 27, 33), ('police number', 39, 49)]
    """
    for match in PRISON.finditer(text):
        if _is_prison_number(match, published=published):
            yield "prison number", *match.span()
    for match in NUMBERED.finditer(text):
        yield "prison number", *match.span("figures")
    if "/" not in text:
        return
    for match in PNC.finditer(text):
        serial = match["serial"]
        if len(serial) >= LONG or _checks(match, match["year"], serial, SERIAL):
            yield "police number", *match.span()
    for match in CRO.finditer(text):
        serial, year = match["serial"] or match["file"], match["year"] or match["filed"]
        if match["file"] or len(serial) >= LONG or _checks(match, year, serial, 6):
            yield "police number", *match.span()


def _is_prison_number(match: re.Match[str], *, published: bool) -> bool:
    before = match.string[max(0, match.start() - NEAR) : match.start()]
    if CALLED.search(before.rpartition("]")[2]):  # a mark calls nothing behind it
        return True
    letters = match["two"] or match["first"] + match["last"]
    if match["two"]:
        spaced, digits = match["space"] == " ", match["four"]
        word = spaced and (letters in SMALL_WORDS.split() or YEAR.fullmatch(digits))
        return letters.isupper() and not word
    if match["gap"] == " ":
        return letters.isupper() and not YEAR.fullmatch(match["digits"])
    if letters.isupper():
        return True
    plain = match.end() - match.start() == len("a1234bc")
    return plain and not (published and set(letters) <= HEX)


def _checks(match: re.Match[str], year: str, serial: str, digits: int) -> bool:
    """Return whether the letter is the one that belongs to the number."""
    left = int(year + serial.rjust(digits, "0")) % len(CHECK_LETTERS)
    return match["letter"] == CHECK_LETTERS[left]
