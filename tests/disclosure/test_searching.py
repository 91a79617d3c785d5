"""The leak test: a name is found however it is written, and never told."""

import pytest
from example_leaks import LIST
from hypothesis import given
from hypothesis import strategies as st

from disclosure.names import NameList, parse_names
from disclosure.searching import Leak, leaks, masked

NAMES = parse_names(LIST, file="people.txt")
NONE = NameList(())


def found(text, listed=NAMES, **options):
    """Return line or kind and way of finding of every leak."""
    return [
        (leak.line or leak.kind, leak.match) for leak in leaks(text, listed, **options)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Siân Gwernog",
        "SIAN GWERNOG",
        "Gwernog, Siân",
        "Si&acirc;n Gwernog",
        "Si&#226;n&nbsp;Gwernog",
        "Si&amp;acirc;n Gwernog",
        r"Si\u00e2n Gwernog",
        "Sia\u0302n\n  Gwernog",
        "Siân Gwer\u00adnog",
        "Siân Gwer-\nnog",
        "Siân Gwer\u00ad\n  nog",
        "Siân-Gwernog's",
        "Siân_Gwernog.txt",
    ],
)
def test_a_name_is_found_however_it_is_written(text):
    """With escapes, soft hyphens, line ends and accents."""
    assert found(text) == [(1, "as written")]


@pytest.mark.parametrize(
    "text",
    [
        '"Siân","Gwernog"',
        "Gwernog;Siân",
        "| Siân | Gwernog |",
        "Gwernog Siân",
        "GWERNOG, SIÂN",
        "**Siân** *Gwernog*",
        "<td>Siân</td><td class='x'>Gwernog</td>",
        "SiÃ¢n Gwernog",
        "Sia\u0302n Gwernog".encode().decode("cp1252"),
        "Si%E2n%20Gwernog",
        "Si\ufffd\ufffdn Gwernog",
        '{"name": {"full": "Gwernog, Si\\u00e2n"}}',
    ],
)
def test_a_name_is_found_in_tables_turned_round_and_decoded_wrongly(text):
    """In CSV, JSON, Markdown and HTML."""
    assert found(text) == [(1, "as written")]


def test_a_name_is_found_in_cells_that_do_not_touch():
    """Its words alone in them, in one row."""
    for text in (
        '{"first": "Siân", "last": "Gwernog"}',
        "Siân,41,Gwernog",
        '"first":"Gwernog","x":"","last":"Siân"',
    ):
        assert found(text) == [(1, "in another form")]
    assert found("Siân,1\nx,Gwernog") == []


@pytest.mark.parametrize(
    "text",
    [
        "siân gwernog",
        "?q=si%C3%A2n+gwernog",
        "sian-gwernog.html",
        "sian.gwernog",
        "siân\ngwer-\nnog",
    ],
)
def test_a_name_of_several_words_is_found_in_any_letters(text):
    """Two ordinary words seldom stand together by chance."""
    assert found(text) == [(1, "in another form")]


def test_a_name_of_one_word_is_found_in_small_letters_only_in_an_address():
    """Elsewhere it may be an ordinary word."""
    assert found("he will, heledd, WILL, Willing") == [(2, "as written")]
    assert found("notes/heledd2.html#will", address=True) == [
        (3, "in another form"),
        (2, "in another form"),
    ]


def test_a_name_of_several_words_is_found_run_together_in_an_address():
    """Where it is long enough to be no other word."""
    assert [x.match for x in leaks("/siangwernog.html", NAMES, address=True)] == [
        "run together"
    ]
    assert leaks("the siangwernog, siangwernogs", NAMES) == []
    short = parse_names("Ann Other", file="l")
    assert leaks("annother", short, address=True)
    assert leaks("another", parse_names("An Other", file="l"), address=True) == []


def test_a_name_is_found_in_a_row_of_letters_only_in_print():
    """A PDF may lose blanks; short names and inner parts of words are left out."""
    assert found("toldHeleddthatSiânGwernog") == []
    assert found("toldHeleddthatSiânGwernog", printed=True) == [
        (3, "run together"),
        (1, "run together"),
    ]
    assert found("Williamson, Heleddine", printed=True) == []
    assert found("Willtoldthemallthatitwas", printed=True) == [(2, "run together")]


def test_a_ligature_is_as_good_as_its_letters():
    """As PDF text has them."""
    assert found("with Griﬃth", parse_names("Griffith", file="l")) == [
        (1, "as written")
    ]


def test_numbers_and_addresses_are_leaks_and_dates_are_not():
    """A thesis may say when; also without a list."""
    text = "SA1 4QB 943 476 5919 AB123456C 07700 900123 a@example.org 12 March 2009 "
    text += "x.com/ann @ann A1234BC 99/123456X 20-40-60 12345678"
    kinds = ["postcode", "NHS number", "National Insurance number", "phone", "e-mail"]
    kinds += ["profile link", "handle", "prison number", "police number"]
    kinds += ["sort code", "account number"]
    assert found(text, NONE) == [(kind, "by its form") for kind in kinds]


def test_what_the_list_allows_is_passed_over():
    """A phrase, in any letters; what reaches beyond it is not."""
    assert found("write to HELP@example.org, as Will\n(2016)") == []
    assert found("Will (2017), Will") == [(2, "as written")] * 2
    listed = parse_names("Siân Gwernog\nallow: Siân\n", file="l")
    assert found("Siân, Siân Gwernog", listed) == [(1, "as written")]
    assert found("xhelp@example.org") == [("e-mail", "by its form")]


def test_a_leak_shows_whole_words_around_it_and_no_name():
    """Other names and numbers are masked, also in letters in which they are words."""
    around = "one two three four five six seven eight nine ten"
    text = f"{around} heledd Siân Gwernog, Will SA1 4QB\n{around}"
    first, *_ = leaks(text, NAMES)
    assert first == Leak(
        kind="name",
        line=1,
        match="as written",
        text_line=1,
        context="five six seven eight nine ten [name] [name], [name] [postcode] one "
        "two three four",
    )
    assert leaks("\n\nHeledd", NAMES)[0].text_line == 3


def test_the_name_of_a_file_is_shown_without_names():
    """As it was if there are none."""
    assert masked("a/Heledd_SA1 4QB.csv", NAMES) == "a/[name]_[postcode].csv"
    assert masked("a/Zoë.csv", NAMES) == "a/Zoë.csv"


@given(
    st.lists(st.sampled_from(["Siân Gwernog", "Heledd", "Will", "x", "SA1 4QB", " "]))
)
def test_no_context_says_what_was_found(parts):
    """Whatever stands beside what."""
    for leak in leaks(" and ".join(parts), NAMES):
        for secret in ("Gwernog", "Heledd", "Will", "SA1", "4QB"):
            assert secret not in leak.context
