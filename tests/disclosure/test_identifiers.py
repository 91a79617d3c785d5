"""Numbers and addresses are found by their form, and what only resembles one is not."""

import pytest
from example_names import NONE, redacted
from hypothesis import given
from hypothesis import strategies as st

from disclosure.identifiers import KINDS, TEN_DIGITS, find_identifiers, is_nhs_number
from disclosure.redaction import redact

FOUND = [
    # e-mail
    ("write to s.gwernog+x@uni-west.example.org.", "write to [e-mail]."),
    ("<Will@example.org>, o'dreen@example.co.uk", "<[e-mail]>, [e-mail]"),
    ("siân@llan-fair.example.cymru", "[e-mail]"),
    # phone: the ranges are those that Ofcom keeps for drama
    ("call 07700 900123", "call [phone]"),
    ("call 07700900123 15 times", "call [phone] 15 times"),
    ("call 07700 900 123 or 0770-090-0123", "call [phone] or [phone]"),
    ("(01632) 960 001, 01632-960001", "[phone], [phone]"),
    ("020 7946 0958; 0207.946.0958", "[phone]; [phone]"),
    ("+44 7700 900123, +44 (0)20 7946 0958", "[phone], [phone]"),
    ("+44 16977 2345.", "[phone]."),
    ("0044 1632 960001 and +447700900123", "[phone] and [phone]"),
    ("016977 2345, a short one", "[phone], a short one"),
    ("07700\u00a0900\u2011123 in a letter", "[phone] in a letter"),
    # postcode
    ("SA1 4QB, cf10 3at", "[postcode], [postcode]"),
    ("EC1A 1BB, W1A 0AX", "[postcode], [postcode]"),
    ("M11AE and GIR 0AA and B33  8TH", "[postcode] and [postcode] and [postcode]"),
    # NHS number, with the check digit by hand: 9*10 + 4*9 + 3*8 + 4*7 + 7*6 + 6*5 + 5*4
    # + 9*3 + 1*2 = 299 = 27 * 11 + 2, 11 - 2 = 9
    ("943 476 5919, 943-476-5919", "[NHS number], [NHS number]"),
    ("NHS:9434765919.", "NHS:[NHS number]."),
    ("mine is 943 476 5919²", "mine is [NHS number]²"),
    # National Insurance number
    ("it is AB 12 34 56 C.", "it is [National Insurance number]."),
    ("ab123456d!", "[National Insurance number]!"),
    ("JG-10-37-59-A", "[National Insurance number]"),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_numbers_and_addresses_are_found_by_their_form(text, expected):
    """Each gives way to its kind; what stands around it stays."""
    assert redacted(text) == expected


PASSED = [
    # e-mail
    "a package@1.2.3, me @ home",
    # phone
    "0 10 20 30 40 50 60 70, 01 20 30 40 50 60",
    "0.1234567890123, 00 1632 960001",
    "04700 900123 has no such code, 0770 090 012 is too short",
    "077009001234 is too long",
    # postcode
    "ZZ1 4QB is no area, SA1 4CB has no such letter, SA1 QB4",
    "group b1 2nd, w4 3rd, a colour #b8a1de, sa14qb in small letters without a blank",
    "XSA1 4QB, SA1 4QBX",
    # NHS number: another check digit; 1*10 + 1*2 = 12 leaves 1, and 10 is no digit
    "943 476 5918, 943 47 65919, 94347659190, 19434765919",
    "".join(f"100 000 001{d} " for d in range(10)),
    "doi:10.1080/9434765919, 0.9434765919, 9434765919.5",
    # National Insurance number: letters that are never given, and the last of D
    *(f"{letter}A123456C and A{letter}123456C" for letter in "DFIQUV"),
    "AO123456C, BG 12 34 56 C, GB123456C, NK123456C, KN123456C, TN123456C, NT123456C",
    "ZZ 12 34 56 C",
    "AB123456E, AB12345C, AB123456, XAB123456C",
]


@pytest.mark.parametrize("text", PASSED)
def test_what_only_resembles_a_number_or_date_stays(text):
    """Near misses of every form."""
    assert redact(text, NONE).replacements == ()
    assert redacted(text) == text


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        # 4*10 + 1*8 + 2*6 + 3*5 + 2*4 + 1*3 + 3*2 = 92 = 8 * 11 + 4, 11 - 4 = 7
        ("401 023 2137", True),
        ("401 023 2138", False),
        # 4*10 + 5*9 + 5*7 + 5*6 + 7*5 + 7*4 + 1*3 = 216 = 19 * 11 + 7, 11 - 7 = 4
        ("450 557 7104", True),
        ("2000000010", True),  # 2*10 + 1*2 = 22 leaves nothing, and 11 is written 0
        ("401 023 213", False),
        ("", False),
    ],
)
def test_the_tenth_digit_of_an_nhs_number_checks_the_others(number, valid):
    """By the rule of the NHS Data Dictionary."""
    assert is_nhs_number(number) is valid


#: One of each kind, in the order of precedence.
ONE_OF_EACH = {
    "e-mail": "ann@example.org",
    "profile link": "x.com/ann",
    "handle": "@ann",
    "NHS number": "943 476 5919",
    "National Insurance number": "AB123456C",
    "phone": "07700 900123",
    "postcode": "SA1 4QB",
    "prison number": "A1234BC",
    "police number": "99/123456X",
    "sort code": "20-40-60",
    "account number": "GB29 NWBK 6016 1331 9268 19",
    "date": "12/03/2009",
}


def test_a_number_is_found_between_the_commas_of_a_table():
    """Also with figures in the cells beside it."""
    for kind in ("NHS number", "phone", "prison number", "sort code"):
        text = f"1,{ONE_OF_EACH[kind]},2".replace(" ", "")
        assert redacted(text) == f"1,[{kind}],2"


@given(st.permutations(KINDS))
def test_places_come_kind_by_kind_wherever_they_stand(order):
    """What is published may have dates."""
    text = ", ".join(ONE_OF_EACH[kind] for kind in order)
    found = list(find_identifiers(text))
    assert [kind for kind, _, _ in found] == list(KINDS)
    assert {kind: text[start:end] for kind, start, end in found} == ONE_OF_EACH
    assert list(find_identifiers(text, published=True)) == found[:-1]


@given(st.text("0123456789", min_size=9, max_size=9))
def test_at_most_one_tenth_digit_fits_nine_others(digits):
    """Where eleven divides the weighted sum of all ten, with the last by one."""
    weighted = sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=True))
    fits = [last for last in range(10) if (weighted + last) % 11 == 0]
    assert [last for last in range(10) if is_nhs_number(f"{digits}{last}")] == fits


def test_ten_digits_are_found_whether_they_check_or_not():
    """In the groups of an NHS number, and not within a longer number."""
    text = (
        "943 476 5918, 9434765918, 943-476-5918, 94347 65918, 19434765918, 1.9434765918"
    )
    assert [found[0] for found in TEN_DIGITS.finditer(text)] == [
        "943 476 5918",
        "9434765918",
        "943-476-5918",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("_images/01632960001.png", False),
        ("img src=01632960001.jpeg?v=1", False),
        (f"_images/{'ab' * 20}01632960001cd{'9434765919'}.svg", False),
        ("figure-01632-960001.PNG, IMG_9434765919.jpg", False),
        ("01632960001.pdf", True),
        ("01632 960001.png", True),
        ("kevin-01632960001.png", True),
        ("AB123456C.png", True),
    ],
)
def test_the_number_of_a_picture_is_no_phone_number(text, found):
    """Unless a person wrote it: with blanks, a name, or in another file."""
    assert bool(list(find_identifiers(text, published=True))) is found
    assert list(find_identifiers(text))
