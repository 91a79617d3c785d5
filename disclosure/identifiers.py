"""What identifies a person without a name: numbers, addresses and dates, by their form.

Everything here reads text as `disclosure.folding` folds it.

References
----------
NHS number: NHS Data Dictionary, NHS NUMBER (modulus 11). National Insurance number: HM
Revenue and Customs, National Insurance Manual NIM39110. Postcode: Royal Mail, Postcode
Address File, Programmers' Guide. Telephone: Ofcom, National Telephone Numbering Plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from disclosure._bank_numbers import find_bank_numbers
from disclosure._custody_numbers import find_custody_numbers
from disclosure._online_profiles import find_profiles
from disclosure._written_dates import find_dates

#: Kind, start and end in the text.
Place = tuple[str, int, int]

#: Every kind but names, in the order in which they have precedence.
KINDS = (
    "e-mail",
    "profile link",
    "handle",
    "NHS number",
    "National Insurance number",
    "phone",
    "postcode",
    "prison number",
    "police number",
    "sort code",
    "account number",
    "date",
)

#: Letters with which a postcode may begin.
AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|B|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|"
    "DH|DL|DN|DT|DY|EC|EH|EN|EX|E|FK|FY|GL|GU|GY|G|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|"
    "IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|L|ME|MK|ML|M|NE|NG|NN|NP|NR|NW|N|OL|"
    "OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|S|TA|"
    "TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|W|YO|ZE"
)

E_MAIL = re.compile(
    r"(?<![\w.+%-])[^\W_][\w.+%'-]*@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}"
)
#: Written as an NHS number is, whether it could be one or not.
TEN_DIGITS = re.compile(
    r"(?<![\d+])(?<!\d[./-])\d{3}([ -]?)\d{3}\1\d{4}(?!\d)(?![./-]\d)"
)
INSURANCE = re.compile(
    r"(?<![^\W_])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"[ -]?(?:\d{2}[ -]?){3}[A-D](?![^\W_])",
    re.IGNORECASE,
)
#: After the code of the country or a nought come ten digits, or nine after 01.
PHONE = re.compile(
    r"(?<![\d+])(?<!\d[./])(?:"
    r"(?P<country>(?:\+|00)\s?44[\s.-]{0,2}(?:\(0\)[\s.-]{0,2})?\(?)(?P<abroad>"
    r"[1235789](?:[\s().-]{0,3}\d){9}|1(?:[\s().-]{0,3}\d){8})"
    r"|\(?(?P<home>0[1235789](?:[\s().-]{0,3}\d){9}|01(?:[\s().-]{0,3}\d){8})"
    r")(?!\d)(?![./]\d)"
)
#: Its beginning is looked at by itself first, which most words fail.
POSTCODE = re.compile(
    rf"(?=[A-Za-z]{{1,3}}[0-9]|[Gg])(?<![^\W_])(?:(?:{AREAS})"
    r"(?:\d{1,2}|\d[A-HJKMNP-Y])|GIR)(?P<gap>\s{0,3})"
    r"(?P<unit>\d[ABD-HJLNP-UW-Z]{2})(?![^\W_])",
    re.IGNORECASE,
)
#: Kinds that can be part of a hash or of a number that a camera gives.
DIGITS_ALONE = ("NHS number", "phone", "sort code", "account number")
PICTURE = re.compile(
    r"[\da-f_-]*\.(?:png|jpe?g|gif|webp|svg|ico|avif|bmp|tiff?|heic)(?!\w)",
    re.IGNORECASE,
)
PICTURE_BEGINS = re.compile(
    r"(?:\A|[^\w-])(?:(?:img|image|fig|figure|photo|plot|picture|scan|dscn?)[_-]?)?"
    r"[\da-f_-]*\Z",
    re.IGNORECASE,
)
LONGEST_HASH = 128
ORDINAL = re.compile(r"\d(?:st|nd|rd|th)", re.IGNORECASE)


def find_identifiers(text: str, *, published: bool = False) -> Iterator[Place]:
    """Find everything with the form of an identifier; places may overlap.

    Parameters
    ----------
    text : str
        Folded.
    published : bool
        The text is to be published, and is no transcript: it may have dates, and code,
        commits and numbers of works that only look like an identifier.

    Yields
    ------
    tuple of (str, int, int)
        Kind, start and end; kind by kind, in the order of `KINDS`.

    Examples
    --------
    >>> list(find_identifiers("call 01792 555 010 before 12/03/2009"))
    [('phone', 5, 18), ('date', 26, 36)]
    """
    for place in _places(text, published=published):
        if not published or not _names_picture(text, place):
            yield place


def _places(text: str, *, published: bool) -> Iterator[Place]:
    if "@" in text:
        yield from (("e-mail", *match.span()) for match in E_MAIL.finditer(text))
    yield from find_profiles(text, published=published)
    for kind, pattern, valid in PATTERNS:
        for match in pattern.finditer(text):
            if valid(match):
                yield (kind, *match.span())
    yield from find_custody_numbers(text, published=published)
    yield from find_bank_numbers(text, published=published)
    if not published:
        yield from (("date", start, end) for start, end in find_dates(text))


def _names_picture(text: str, place: Place) -> bool:
    """Return whether a number is the name of a picture, as cameras and hashes give."""
    kind, start, end = place
    return (
        kind in DIGITS_ALONE
        and not re.search(r"\s", text[start:end])
        and bool(PICTURE.match(text, end))
        and bool(PICTURE_BEGINS.search(text[max(0, start - LONGEST_HASH) : start]))
    )


def is_nhs_number(digits: str) -> bool:
    """Return whether the last of ten digits is the check digit of the others.

    Parameters
    ----------
    digits : str
        Ten digits; blanks and hyphens between them do not count.

    Returns
    -------
    bool
        False for any other number of digits.

    References
    ----------
    NHS Data Dictionary, NHS NUMBER: weights 10 to 2, modulus 11.

    Examples
    --------
    >>> is_nhs_number("943 476 5919"), is_nhs_number("943 476 5918")
    (True, False)
    """
    numbers = [int(d) for d in digits if d.isdigit()]
    if len(numbers) != 10:
        return False
    weighted = sum(w * d for w, d in zip(range(10, 1, -1), numbers, strict=False))
    return (11 - weighted % 11) % 11 == numbers[9]


def _is_phone(match: re.Match[str]) -> bool:
    """Tell a phone number from a row of small numbers: it stands in groups."""
    if match["country"]:
        return True
    groups = re.split(r"\D+", match["home"])
    return len(groups[0]) >= 3 and all(len(group) >= 2 for group in groups)


def _is_postcode(match: re.Match[str]) -> bool:
    """Tell a postcode from other words with digits; capitals may do without a blank."""
    if match[0].isupper():
        return True
    return bool(match["gap"]) and not ORDINAL.fullmatch(match["unit"])


PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    ("NHS number", TEN_DIGITS, lambda match: is_nhs_number(match[0])),
    ("National Insurance number", INSURANCE, bool),
    ("phone", PHONE, _is_phone),
    ("postcode", POSTCODE, _is_postcode),
)
