"""Positions in texts: each way to count is recognised, and none is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.coding._text_offsets import CONVENTIONS, Selection, plain_positions
from exchange.coding.projects import plain_text
from results import DataError

#: Emoji of two UTF-16 units, letters with combining accents, and line ends to come.
LINES = [
    "I: How was it? 😊😊😊",
    "P: The judge asked me 😊 to come, and my mother cried.",
    "",
    "P: Cafe\u0301 work was hard 👩‍👧 every single day for us.",
    "P: Nobody at home would ever speak about it again.",
]
PLAIN = "\n".join(LINES)
QUOTES = [
    "The judge asked me 😊 to come",
    "my mother cried",
    "Cafe\u0301 work was hard",
    "every single day for us.\nP: Nobody at home",
    "would ever speak",
    "about it again.",
]
STORED = "\ufeff" + PLAIN.replace("\n", "\r\n")


def counted(quote, convention):
    """Return start and end of a quotation as a program of this convention counts."""
    encoding, one = CONVENTIONS[convention]
    text = PLAIN if one else PLAIN.replace("\n", "\r\n")
    words = quote if one else quote.replace("\n", "\r\n")
    start = text.index(words)
    size = (
        (lambda t: len(t.encode("utf-16-le")) // 2) if encoding == "utf-16-le" else len
    )
    return size(text[:start]), size(text[: start + len(words)])


def selected(convention, quotes=QUOTES, *, named=False):
    """Return the selections that a program of this convention writes."""
    return [
        Selection(
            source="P1",
            start=counted(quote, convention)[0],
            end=counted(quote, convention)[1],
            name=quote.replace("\n", " ") if named else "",
        )
        for quote in quotes
    ]


def read(text, places):
    """Return the quotations at these places."""
    return [plain_text(text)[start:end] for start, end in places]


def refusal(texts, selections, **options):
    """Return the message of the refusal."""
    with pytest.raises(DataError) as caught:
        plain_positions(texts, selections, where="a.qdpx", **options)
    return str(caught.value)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("convention", CONVENTIONS)
def test_plain_positions_recognises_each_convention(convention, named):
    """By the quotations that a program repeats, or by the edges of words alone."""
    chosen = selected(convention, named=named)
    found = plain_positions({"P1": STORED}, chosen, where="a.qdpx")
    assert found.convention == convention
    assert read(STORED, found.places) == QUOTES
    assert found.fit == 100


@pytest.mark.parametrize(
    ("text", "start", "end", "fit"),
    [
        ("e\u0301a to", 0, 3, 100),
        ("e\u0301a to", 2, 3, 50),
        ("one\ntwo", 0, 4, 100),
        ("one two", 0, 4, 50),
        ("one two", 3, 7, 50),
        ("“one”, two", 1, 4, 100),
        ("one two", 1, 6, 0),
    ],
)
def test_plain_positions_says_how_many_passages_look_whole(text, start, end, fit):
    """Accents are of their word; a line end may end a passage, and a blank may not."""
    chosen = [Selection(source="P1", start=start, end=end)]
    found = plain_positions({"P1": text}, chosen, where="a", offsets="code points")
    assert found.fit == fit


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_plain_positions_can_be_told_the_convention(convention):
    """One passage is enough then."""
    chosen = selected(convention, QUOTES[-1:])
    found = plain_positions({"P1": STORED}, chosen, where="a", offsets=convention)
    assert (found.convention, read(STORED, found.places)) == (convention, QUOTES[-1:])


def test_plain_positions_takes_conventions_that_agree_for_one():
    """Text with LF and without emoji; the standard's name is given."""
    chosen = [Selection(source="P1", start=0, end=4)]
    found = plain_positions({"P1": "Some words"}, chosen, where="a.qdpx")
    assert (found.convention, found.places) == ("code points", ((0, 4),))


def test_plain_positions_counts_a_lone_carriage_return_as_a_line_end():
    """As old Macintosh files have it."""
    chosen = [Selection(source="P1", start=4, end=7)]
    found = plain_positions({"P1": "one\rtwo"}, chosen, where="a.qdpx")
    assert found.places == ((4, 7),)


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_plain_positions_counts_no_mark_but_the_first(convention):
    """A second one is a character, as any within the text."""
    chosen = [Selection(source="P1", start=1, end=4)]
    text = "\ufeff\ufeffone"
    found = plain_positions({"P1": text}, chosen, where="a.qdpx", offsets=convention)
    assert read(text, found.places) == ["one"]


def test_plain_positions_believes_quotations_more_than_edges():
    """A coder who cuts words in two is still read rightly."""
    cut = ["udge asked me 😊 to com", "y mother cri"]
    chosen = selected("UTF-16 units", cut, named=True)
    found = plain_positions({"P1": STORED}, chosen, where="a.qdpx")
    assert (found.convention, found.fit) == ("UTF-16 units", 100)
    assert read(STORED, found.places) == cut


def test_plain_positions_does_not_expect_quotations_of_names_that_are_titles():
    """Some programs let the user name a passage."""
    chosen = [
        Selection(source="P1", start=s.start, end=s.end, name="Important")
        for s in selected("UTF-16 units")
    ]
    found = plain_positions({"P1": STORED}, chosen, where="a.qdpx")
    assert read(STORED, found.places) == QUOTES


def test_plain_positions_refuses_too_few_passages_that_no_quotation_proves():
    """Three that fit could be chance; the message shows what to look up."""
    assert refusal({"P1": STORED}, selected("UTF-16 units", QUOTES[:3])) == (
        "a.qdpx: 3 of 3 passages depend on how positions were counted, too few or too "
        "alike to tell (UTF-16 units fits 100% of them, code points, CRLF as one "
        "50%), got P1 26 to 55, which is 'The judge asked me 😊 to come' or 'judge "
        "asked me 😊 to come, and'; look this passage up in the program, and give the "
        "right one as offsets: 'UTF-16 units' or offsets: 'code points, CRLF as one'"
    )


def test_plain_positions_refuses_two_conventions_that_fit_alike():
    """Every letter is a word here, so that a shift of one fits as well."""
    text = "😊😊" + " a" * 20
    chosen = [
        Selection(source="P1", start=2 * i + 1, end=2 * i + 4) for i in range(2, 9)
    ]
    assert refusal({"P1": text}, chosen) == (
        "a.qdpx: 7 of 7 passages depend on how positions were counted, too few or too "
        "alike to tell (code points fits 100% of them, UTF-16 units 100%), got P1 5 to "
        "8, which is 'a a' or 'a a'; look this passage up in the program, and give the "
        "right one as offsets: 'code points' or offsets: 'UTF-16 units'"
    )


def test_plain_positions_refuses_what_fits_no_convention():
    """Positions in bytes, or ends that belong to the passage, are none of the four."""
    chosen = [
        Selection(source="P1", start=1, end=5),
        Selection(source="P1", start=6, end=9),
    ]
    assert refusal({"P1": "Some words here"}, chosen) == (
        "a.qdpx: 2 passages fit no way to count positions, got 0% by code points, 0% "
        "by code points, CRLF as one, 0% by UTF-16 units, 0% by UTF-16 units, CRLF as "
        "one, where 80% are needed; P1 1 to 5 would be 'ome ': if the program shows "
        "the same, give offsets: 'code points', else another of ['code points', 'code "
        "points, CRLF as one', 'UTF-16 units', 'UTF-16 units, CRLF as one']"
    )


BEYOND = "reach beyond their text"
BACKWARDS = "do not end after their start"
WITHIN = "begin or end within a character"


@pytest.mark.parametrize(
    ("start", "end", "rule"),
    [
        (0, 99, BEYOND),
        (-1, 3, BEYOND),
        (7, 9, BEYOND),
        (3, 3, BACKWARDS),
        (5, 2, BACKWARDS),
        (4, 5, WITHIN),
        (1, 4, WITHIN),
    ],
)
def test_plain_positions_refuses_passages_without_a_place(start, end, rule):
    """Outside, empty, backwards, and in the middle of an emoji or a line end."""
    chosen = [Selection(source="P1", start=start, end=end)]
    options = {"offsets": "UTF-16 units"}
    assert refusal({"P1": "😊a\r\nb"}, chosen, **options) == (
        f"a.qdpx: 1 of 1 passages {rule}, if positions count UTF-16 units, got ['P1 "
        f"{start} to {end} of 6']; look at them in the program, code them anew or "
        "delete them there, and export the project again"
    )


def test_plain_positions_names_every_passage_by_what_is_wrong_with_it():
    """Of four, one is right; the way to count that places most is said."""
    ends = [(0, 1), (2, 9), (3, 1), (1, 7)]
    chosen = [Selection(source="P1", start=i, end=j) for i, j in ends]
    hint = (
        "; look at them in the program, code them anew or delete them there, and "
        "export the project again"
    )
    assert refusal({"P1": "some"}, chosen).splitlines() == [
        "a.qdpx: 2 of 4 passages reach beyond their text, if positions count code "
        f"points, got ['P1 2 to 9 of 4', 'P1 1 to 7 of 4']{hint}",
        "a.qdpx: 1 of 4 passages do not end after their start, if positions count code "
        f"points, got ['P1 3 to 1 of 4']{hint}",
    ]


def test_plain_positions_refuses_a_convention_that_it_does_not_know():
    """The message lists those that there are."""
    assert refusal({}, [], offsets="bytes") == (
        "a.qdpx, offsets: there is no such way to count, got 'bytes'; use one of "
        "['code points', 'code points, CRLF as one', 'UTF-16 units', "
        "'UTF-16 units, CRLF as one']"
    )


def test_plain_positions_of_nothing_are_none():
    """A project before coding."""
    found = plain_positions({"P1": "words"}, [], where="a.qdpx")
    assert (found.convention, found.places, found.fit) == ("code points", (), 100)


@given(
    text=st.text(alphabet="ab 😊é\u0301\n\r", max_size=30),
    bounds=st.tuples(st.integers(0, 30), st.integers(0, 30)),
    convention=st.sampled_from(list(CONVENTIONS)),
)
def test_plain_positions_give_the_words_back_under_every_convention(
    text, bounds, convention
):
    """What a program marked in plain text is what is read."""
    plain = plain_text(text)
    start, end = sorted(min(bound, len(plain)) for bound in bounds)
    if start == end:
        return
    encoding, one = CONVENTIONS[convention]
    stored = plain if one else plain.replace("\n", "\r\n")
    written = plain.replace("\n", "\r\n")

    def size(position):
        before = plain[:position]
        before = before if one else before.replace("\n", "\r\n")
        return (
            len(before.encode("utf-16-le")) // 2
            if encoding == "utf-16-le"
            else len(before)
        )

    chosen = [Selection(source="P1", start=size(start), end=size(end))]
    found = plain_positions({"P1": written}, chosen, where="a", offsets=convention)
    assert found.places == ((start, end),)
    assert plain_text(stored) == plain
