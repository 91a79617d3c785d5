"""Sort codes and account numbers of banks in the United Kingdom.

References
----------
Sort code: six digits in pairs; account: eight digits (Pay.UK, Modulus checking).
IBAN: ISO 13616, of the United Kingdom 22 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

NEAR = 40  # characters before a number in which it may be called what it is
SORT_CALLED = re.compile(r"sort[\s_-]*code", re.IGNORECASE)
ACCOUNT_CALLED = re.compile(r"account|\bacct?\b|\ba/c\b|sort[\s_-]*code", re.IGNORECASE)
SORT_CODE = re.compile(
    r"(?<![^\W_])(?<!\d[./])(?<!\w-)(?P<pair>\d\d)(?P<gap>[ ./-]?)(?P<next>\d\d)"
    r"(?P=gap)\d\d(?![^\W_])(?!/\d)(?![.-]\w)"
)
ACCOUNT = re.compile(
    r"(?<![^\W_])(?<!\d[./-])\d{4}(?P<gap>[ -]?)\d{4}(?![^\W_])(?![./-]\d)"
)
#: Called so right before it: also shorter, longer and in other groups.
ACCOUNT_NUMBER = re.compile(
    r"(?:account|\bacct?\b|\ba/c\b)[\s_-]*(?:(?:numbers?|no|nr|num)\b[\s\"'.:]*"
    r"(?:(?:is|was)\s+|=\s*)?|[\s\"':]*:\s*)[\"']?(?P<number>\d(?:[ -]?\d){5,9})(?!\w)"
    r"(?![./,-]\d)",
    re.IGNORECASE,
)
IBAN = re.compile(r"(?<![^\W_])GB\d\d ?[A-Z]{4}(?: ?\d){14}(?![^\W_])", re.IGNORECASE)
AFTER_SORT_CODE = re.compile(r"(?<!\d)\d\d([ -]?)\d\d\1\d\d\W{1,8}\Z")
BEFORE_ACCOUNT = re.compile(r"\W{1,8}\d{8}(?!\d)")


def find_bank_numbers(text: str, *, published: bool) -> Iterator[tuple[str, int, int]]:
    """Find sort codes and account numbers.

    Parameters
    ----------
    text : str
        Folded.
    published : bool
        Eight digits count only where they are called an account or follow a sort code.

    Yields
    ------
    tuple of (str, int, int)
        Kind, start and end. Six digits in pairs that can be a day, a month and a year
        are a sort code only where they are called so, or stand before an account.

    Examples
    --------
    >>> text = "sort code 20 40 60, account 12345678"
    >>> list(find_bank_numbers(text, published=True))
    [('sort code', 10, 18), ('account number', 28, 36)]
    """
    for match in SORT_CODE.finditer(text):
        if _is_sort_code(match):
            yield "sort code", *match.span()
    accounts = [match.span("number") for match in ACCOUNT_NUMBER.finditer(text)]
    for match in ACCOUNT.finditer(text):
        if _is_account(match, published=published):
            accounts.append(match.span())
    accounts += (match.span() for match in IBAN.finditer(text))
    yield from (("account number", *span) for span in dict.fromkeys(accounts))


def _is_sort_code(match: re.Match[str]) -> bool:
    if SORT_CALLED.search(_before(match)):
        return True
    first, second = int(match["pair"]), int(match["next"])
    low, high = sorted((first, second))
    if match["gap"] == "-" and not (1 <= low <= 12 and 1 <= high <= 31):
        return True
    return bool(match["gap"] and BEFORE_ACCOUNT.match(match.string, match.end()))


def _is_account(match: re.Match[str], *, published: bool) -> bool:
    if not match["gap"] and not published:
        return True
    before = _before(match)
    return bool(ACCOUNT_CALLED.search(before) or AFTER_SORT_CODE.search(before))


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - NEAR) : match.start()]
