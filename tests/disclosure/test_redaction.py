"""Redaction: what is found and what is not, and that nothing else changes."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from disclosure.folding import fold, folded_text
from disclosure.identifiers import KINDS, is_nhs_number
from disclosure.names import NameList, parse_names, read_names
from disclosure.redaction import Replacement, redact, whole_places
from disclosure.remains import COLUMNS, leftovers
from results import DataError

NONE = NameList(())
LIST = """\
# invented people
Siân Gwernog -> [mother]
Siân
Will Aberhonwy\t[keyworker]
Will            # a word as well
O'Dreen
Anne-Lise
J. Pwllberis
Łucja Zoëvska
"""
NAMES = parse_names(LIST, file="people.txt")


def redacted(text, names=NONE):
    """Return a text as it is after redaction."""
    return redact(text, names).text


# Numbers and addresses

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
    # dates
    ("on 12/03/2009, 12.3.09, 1-2-09, 3/30/2009", "on [date], [date], [date], [date]"),
    ("2009-03-12 and 2009/3/12", "[date] and [date]"),
    ("12 March 2009. 12th of March, 12 Mar 09.", "[date]. [date], [date]."),
    ("March 12th, March 12, 2009, March the 12th", "[date], [date], [date]"),
    ("the twenty-first of June 2009 or second of may", "the [date] or [date]"),
    ("in May 2009, on 12-14 March", "in [date], on [date]"),
    ("on the 12th-14th of May", "on the [date]"),
    ("on 12 March. Then", "on [date]. Then"),
    ("Sept. 3rd ’08 and 3 september", "[date] and [date]"),
    ("12 march 2009, 12-Mar-2009, june 3, 2009", "[date], [date], [date]"),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_numbers_and_addresses_are_found_by_their_form(text, expected):
    """Each gives way to its kind; what stands around it stays."""
    assert redacted(text) == expected


PASSED = [
    # e-mail
    "a package@1.2.3, an @handle, me @ home",
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
    # dates
    "13/13/2009, 32/1/09, 0/1/09, 2009-13-32, section 1.2.3, 1.2.3.04",
    "they march 12 miles, the second may be, he may 12 times, all 12 may go",
    "in 2009, on Monday, 3 of 12, 12 Marchers, may first",
    "12 3 2009 and 12/03-2009",
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


# Names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Siân and SIÂN, Sian and SIAN", "[name] and [name], [name] and [name]"),
        ("Sia\u0302n’s and Siân's", "[name]’s and [name]'s"),
        ("Siân-Marie, ex-Siân, Siân2:", "[name]-Marie, ex-[name], [name]2:"),
        ("siân, Sians, Siânna", "siân, Sians, Siânna"),
        ("Si\u00adân, Siân²", "[name], [name]²"),
        ("I will. Will will. WILLING Will", "I will. [name] will. WILLING [name]"),
        ("Siân Gwernog or Siân\n   GWERNOG", "[mother] or [mother]"),
        ("Gwernog, Siân; Siân\u00a0Gwernog", "[mother]; [mother]"),
        ("Siân-Gwernog. Siân. Gwernog", "[mother]. [name]. Gwernog"),
        ("Will Aberhonwy, Will", "[keyworker], [name]"),
        ("O’Dreen O'DREEN O`Dreen ODreen", "[name] [name] [name] [name]"),
        ("Anne Lise, Anne–Lise, Anne‑Lise", "[name], [name], [name]"),
        ("J Pwllberis J. Pwllberis J.Pwllberis", "[name] [name] [name]"),
        ("Lucja Zoevska", "[name]"),
        ("[Siân laughs]", "[[name] laughs]"),
        ("sian.gwernog@example.org of SA1 4QB", "[e-mail] of [postcode]"),
    ],
)
def test_names_are_found_however_they_are_written(text, expected):
    """As listed or in capitals, whole, with other accents, apostrophes and blanks."""
    assert redacted(text, NAMES) == expected


def test_replacements_give_kind_words_and_place_in_the_text_as_it_was():
    """Decomposed letters count as the characters they are."""
    text = "Sia\u0302n rang 07700 900123 on 1.2.09"
    assert redact(text, NAMES).replacements == (
        Replacement(kind="name", found="Sia\u0302n", start=0, end=5),
        Replacement(kind="phone", found="07700 900123", start=11, end=23),
        Replacement(kind="date", found="1.2.09", start=27, end=33),
    )


def test_of_finds_that_overlap_the_first_and_longest_counts():
    """Then the more certain kind; neighbours both stand."""
    assert whole_places([("date", 3, 9), ("name", 0, 4), ("phone", 4, 12)]) == [
        ("name", 0, 4),
        ("phone", 4, 12),
    ]
    assert whole_places([("phone", 0, 9), ("NHS number", 0, 9)]) == [
        ("NHS number", 0, 9)
    ]
    assert whole_places([]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/03/2009SA1 4QB", "[date][postcode]"),
        ("SA1 4QB12/03/2009", "[postcode][date]"),
        ("SA1 4QB1.2.09CF10 3AT", "[postcode][date][postcode]"),
    ],
)
def test_what_lies_between_two_finds_is_searched_by_itself(text, expected):
    """A mark will stand beside it, so it would be found the second time."""
    assert redacted(text) == expected


def test_folding_keeps_the_place_of_every_letter():
    """Ligatures become two letters, soft hyphens and accents none."""
    folded = fold("a\u00adﬁe\u0301b")
    assert folded.text == "afieb"
    assert folded.positions == (0, 2, 2, 3, 5)
    assert [folded.span(1, 3), folded.span(3, 4)] == [(2, 3), (3, 5)]
    assert folded_text("a\u00adﬁe\u0301b`") == "afieb'"


WORDS = (
    "Siân|SIAN|Gwernog|Will|will|O’Dreen|Anne|Lise|12|March|2009|/|-|.|@|x.org|07700|"
    "900123|943 476 5919|\n|,|SA1|4QB|AB123456C|[|]| |May|\u0302|ß|of|1.2.09|(|)|+44|0|"
    "'|J.|Pwllberis|NHS"
)
PARTS = st.sampled_from(WORDS.split("|"))
TEXTS = st.lists(PARTS).map("".join) | st.lists(PARTS).map(" ".join) | st.text()


@given(TEXTS)
@example("12/03/2009SA1 4QB")
@example("SA1 4QB1.2.09CF10 3AT")
def test_redacting_twice_changes_nothing(text):
    """Marks are never redacted, nor what stands beside them."""
    once = redact(text, NAMES)
    again = redact(once.text, NAMES)
    assert again.text == once.text
    assert again.replacements == ()


@given(TEXTS)
def test_outside_of_replacements_every_character_is_as_it_was(text):
    """The parts between them, in order, are those of the redacted text."""
    found = redact(text, NAMES)
    done, rest = 0, found.text
    for part in found.replacements:
        assert done <= part.start < part.end
        assert text[part.start : part.end] == part.found
        before = text[done : part.start]
        assert rest.startswith(before)
        mark = re.match(r"\[[^\[\]]+\]", rest[len(before) :])[0]
        assert mark in NAMES.marks
        rest, done = rest[len(before) + len(mark) :], part.end
    assert rest == text[done:]


SPELLINGS = st.tuples(
    st.sampled_from(NAMES.names),
    st.sampled_from(["NFC", "NFD", "NFKD"]),
    st.booleans(),
    st.sampled_from([" ", "\n", "  \n ", "\u00a0"]),
)


@given(st.lists(SPELLINGS, min_size=1), st.sampled_from([" ", ", ", "’s ", "/", "1"]))
def test_no_listed_name_is_left(spellings, between):
    """In any spelling of its accents, blanks and capitals, whatever follows."""
    written = []
    for name, form, upper, blank in spellings:
        text = unicodedata.normalize(form, name.text.replace(" ", blank))
        written.append(text.upper() if upper else text)
    left = folded_text(redacted(between.join(written) + between, NAMES)).casefold()
    for name in NAMES.names:
        assert folded_text(name.text).casefold() not in left


@given(st.text(alphabet="abcdefghi ,.!?\n'", max_size=60))
def test_a_text_of_small_words_is_never_changed(text):
    """No digits, no capitals, nothing to find."""
    assert redact(text, NAMES) == redact(text, NONE)
    assert redacted(text, NAMES) == text


# The list


def test_a_list_gives_names_marks_lines_and_what_is_allowed():
    """Comments and blank lines are passed over, a name listed twice counts once."""
    text = "\ufeff# list\n\nSiân\t[x]\nSian -> [x]\nallow: Siân (2016) # cited\nJB\n"
    found = parse_names(text.removeprefix("\ufeff"), file="l")
    assert [(n.text, n.mark, n.line) for n in found.names] == [
        ("Siân", "[x]", 3),
        ("JB", "[name]", 6),
    ]
    assert found.allowed == ("Siân (2016)",)
    assert found.marks == ("[name]", *(f"[{kind}]" for kind in KINDS), "[x]")


def test_a_list_is_read_from_a_file_with_a_byte_order_mark(tmp_path):
    """As spreadsheets and some editors write it."""
    path = tmp_path / "names.txt"
    path.write_bytes("\ufeffSiân\r\nWill\r\n".encode())
    assert [name.text for name in read_names(path).names] == ["Siân", "Will"]


FORM = "one name a line, then a tab or -> and a mark in square brackets if wanted"


def test_every_fault_of_a_list_is_told_at_once_and_none_says_a_name(tmp_path):
    """With the number of its line."""
    path = tmp_path / "names.txt"
    path.write_text(
        "S\nsiân\nGWERNOG\nAlun -> mother\nNia ->\n-> [x]\nallow:\nNia -> [aunt]\n"
        "Dai -> [Dai's]\nNHS\nMari -> [12 March]\n",
        "utf-8",
    )
    with pytest.raises(DataError) as error:
        read_names(path)
    bracket = "the mark is not in square brackets, so no reader would see it for one"
    assert str(error.value).splitlines() == [
        f"names.txt, row 1: a name needs two letters or more, this one has 1; {FORM}",
        "names.txt, row 2: a name without a capital would find ordinary words; write "
        f"it as spelt; {FORM}",
        "names.txt, row 3: a name all in capitals finds no other form of it; write it "
        f"as spelt; {FORM}",
        f"names.txt, row 4: {bracket}; {FORM}",
        f"names.txt, row 5: {bracket}; {FORM}",
        f"names.txt, row 6: a name needs two letters or more, this one has 0; {FORM}",
        f"names.txt, row 7: allows nothing; {FORM}",
        "names.txt, row 8: the name of line 5 has another mark here; leave one of the "
        "two lines out",
        "names.txt, row 9: the name stands in a mark of the list; write the mark with "
        "other words, or a longer form of the name",
        "names.txt, row 10: the name stands in a mark of the list; write the mark with "
        "other words, or a longer form of the name",
        "names.txt, row 11: the mark itself looks like a number or a date; write the "
        "mark with other words",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "{}: there is no such list of names; give another path"),
        (b"# nobody\n", f"names.txt: holds no name; {FORM}"),
        (
            b"Si\xe2n\n",
            "names.txt: is not UTF-8 text, from byte 2 on; save it as UTF-8",
        ),
    ],
)
def test_a_list_that_cannot_be_read_is_refused(tmp_path, content, message):
    """Missing, empty, or in an old encoding."""
    path = tmp_path / "names.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError) as error:
        read_names(path)
    assert str(error.value) == message.format(path)


# What is left to read

TRANSCRIPT = """\
Interviewer: And then?
P07: I went to Neath with Bryn, at Christmas. Gareth drove. Bryn paid.
Interviewer: So
Bryn knew [mother]? Cars were cheap, cars and vans.
P07: sians flat, 12345, 943 476 5918, SA1, 30mg, the 1990s, 20 40 60, 5 pm.
"""


def test_leftovers_list_what_a_person_should_read():
    """Words with a capital, labels, numbers, and the listed name with an s."""
    found = leftovers(TRANSCRIPT, NAMES)
    assert tuple(found.columns) == COLUMNS
    assert found[["word", "kind", "count"]].values.tolist() == [
        ["Bryn", "capitalised", 3],
        ["Interviewer", "speaker's label", 2],
        ["P07", "speaker's label", 2],
        ["12345", "five digits or more", 1],
        ["943 476 5918", "ten digits, no NHS number", 1],
        ["Gareth", "capitalised, only at the start of sentences", 1],
        ["Neath", "capitalised", 1],
        ["SA1", "letters and digits", 1],
        ["sians", "a listed name in another form", 1],
    ]
    assert found["contexts"][0] == (
        "… en? P07: I went to Neath with Bryn, at Christmas. Gareth drove. … | … , at "
        "Christmas. Gareth drove. Bryn paid. Interviewer: So Bryn kn … | … e. Bryn "
        "paid. Interviewer: So Bryn knew [mother]? Cars were chea …"
    )


def test_leftovers_of_a_text_without_any_are_an_empty_table():
    """With the same columns."""
    found = leftovers("he said so. [name] too.", NAMES)
    assert (tuple(found.columns), len(found)) == (COLUMNS, 0)


def test_leftovers_show_a_word_as_it_is_spelt():
    """Though it is counted with its other spellings."""
    found = leftovers("met Zoë, and Zoe’s aunt", NONE)
    assert found[["word", "count"]].values.tolist() == [["Zoë", 2]]


@pytest.mark.parametrize("title", ["Prof", "Mrs", "Rev", "Sgt", "Dr"])
def test_a_title_may_have_a_point_or_not(title):
    """However it stands in the list."""
    for listed in (f"{title}. Jones", f"{title} Jones"):
        names = parse_names(listed, file="names.txt")
        for said in (f"{title}. Jones", f"{title} Jones"):
            assert redact(f"I saw {said} today", names).text == "I saw [name] today"


def test_a_name_that_ends_in_a_figure_is_not_the_beginning_of_a_number():
    """Ward 7 is not Ward 72."""
    names = parse_names("Ward 7", file="names.txt")
    assert redact("Ward 72, then Ward 7.", names).text == "Ward 72, then [name]."
