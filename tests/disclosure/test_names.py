"""A list of names is read or refused, and finds its names however they are written."""

import pytest
from example_names import NAMES, redacted
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.identifiers import KINDS
from disclosure.names import Name, letters_of, parse_names, read_names, words_of
from disclosure.redaction import redact
from disclosure.searching import leaks
from results import DataError


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
        ("Gwernog Siân, GWERNOG SIÂN", "[mother], [mother]"),
        ('"Siân","Gwernog" or Siân;Gwernog', '"[mother]" or [mother]'),
        ("| Siân | Gwernog |, Siân/Gwernog", "| [mother] |, [mother]"),
        (
            "<td>Siân</td>\n <td>Gwernog</td> Siân,,Gwernog",
            "<td>[mother]</td> [mother]",
        ),
        ("Siân_Gwernog, Gwernog (Siân)", "[mother], [mother])"),
        (
            "Siân\u200bGwernog, GwernogSiân, SiânGwernogs",
            "[mother], [mother], SiânGwernogs",
        ),
        ("SiÃ¢n, Si&acirc;n Gwernog, Si%C3%A2n!", "[name], [mother], [name]!"),
        (
            "Si\ufffdn, Si\ufffd\ufffdn Gwernog; Si\ufffdnna",
            "[name], [mother]; Si\ufffdnna",
        ),
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


def test_of_a_name_in_other_letters_nothing_is_left_to_be_found():
    """What could not be decoded may be any of them."""
    names = parse_names("Иван", file="l")
    assert (
        redacted("Иван \ufffd\ufffd\ufffd\ufffd", names)
        == "[name]" + " " + "\ufffd" * 4
    )


@pytest.mark.parametrize("line", ["Gwernog, Siân", '"Gwernog, Siân"', "Siân Gwernog,"])
def test_a_name_may_be_listed_as_a_spreadsheet_has_it(line):
    """Last name first, in quotation marks, with a comma left over."""
    names = parse_names(f"{line} -> [mother]", file="l")
    for text in ("Siân Gwernog", "Gwernog, Siân", "GWERNOG SIÂN", '"Siân","Gwernog"'):
        assert redacted(text, names).strip('"') == "[mother]"
        assert leaks(text, names)


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


WORD = st.from_regex(r"[A-Z][a-zé']{1,6}[a-z]", fullmatch=True)
#: Names by the words that a comparison goes by, so that none is listed twice.
LISTED = st.dictionaries(
    st.lists(WORD, min_size=1, max_size=3).map(tuple),
    st.sampled_from(["", "[mother]", "[the elder brother]"]),
    min_size=1,
    max_size=5,
)


@settings(deadline=None)
@given(LISTED, st.sampled_from(["\t", " -> ", "\t\t", "->"]))
def test_names_and_marks_are_read_as_they_were_written(listed, between):
    """In the order of the lines."""
    rows = [(" ".join(words), mark) for words, mark in listed.items()]
    text = "\n".join(name + (between + mark if mark else "") for name, mark in rows)
    found = parse_names(text, file="list").names
    assert found == tuple(
        Name(name, mark or "[name]", line)
        for line, (name, mark) in enumerate(rows, start=1)
    )


@given(st.lists(WORD, min_size=2, max_size=4), st.sampled_from([" ", "-", ".", "  "]))
def test_words_and_letters_do_not_depend_on_what_divides_them(words, between):
    """Nor letters on their case."""
    written = between.join(words)
    assert words_of(written) == words_of(" ".join(words))
    assert len(words_of(written)) == len(words)
    letters = letters_of(written)
    assert letters == letters_of("".join(words).upper())
    assert letters.isalpha()
    assert letters_of(f"{written} 7", digits=True) == f"{letters}7"
