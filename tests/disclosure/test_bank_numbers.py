"""Sort codes and accounts are found, and rows of small numbers are none."""

import pytest
from example_names import NONE, redacted

from disclosure._bank_numbers import find_bank_numbers
from disclosure.redaction import redact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20-40-60 12345678", "[sort code] [account number]"),
        ("12-04-09, 12345678", "[sort code], [account number]"),
        ("sort code: 12-04-09", "sort code: [sort code]"),
        ("my sort code's 204060.", "my sort code's [sort code]."),
        (
            "Sort Code 20 40 60 a/c 1234 5678",
            "Sort Code [sort code] a/c [account number]",
        ),
        ("the account is 1234-5678", "the account is [account number]"),
        ("it was 12345678!", "it was [account number]!"),
        ("GB29 NWBK 6016 1331 9268 19", "[account number]"),
        ("sort code 20.40.60 or 20/40/60", "sort code [sort code] or [sort code]"),
        ("account number 1234567", "account number [account number]"),
        ("Account No. 12 34 56 78", "Account No. [account number]"),
        ("a/c no: 123-456-7890.", "a/c no: [account number]."),
        ("on 12-04-09", "on [date]"),
    ],
)
def test_numbers_of_banks_are_found(text, expected):
    """By what they are called, by what follows them, or by their form."""
    assert redacted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "20 40 60, 204060, 20.40.60, 1-20-40-60, 20-40-60-80, n-24-24-24, 24-24-24.f",
        "978-1-906246-04-4, 1234567, 123456789, 1234 5678, 0.12345678, 12345678.5",
        "on account of 123456 men, the account 2009, account no. 1,234,567",
        "ISO 20-40-601, x12345678, 12345678b, 20-40 60",
    ],
)
def test_what_only_resembles_them_stays(text):
    """Counts, works, names of groups, parts of longer numbers."""
    assert redact(text, NONE).replacements == ()


def test_what_is_published_may_have_eight_digits():
    """Unless they are called an account, as in a table or in JSON."""
    for text, kinds in (
        ("12345678 rows", []),
        ('"account_number": "12345678"', ["account number"]),
        ("sort_code,account\n20-40-60,12345678", ["sort code", "account number"]),
    ):
        assert [k for k, *_ in find_bank_numbers(text, published=True)] == kinds
