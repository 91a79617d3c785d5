"""Redaction: what is found and what is not, and that nothing else changes."""

import re
import unicodedata

import pytest
from example_names import NAMES, NONE, redacted
from hypothesis import example, given
from hypothesis import strategies as st

from disclosure.folding import folded_text
from disclosure.redaction import Replacement, moved_passage, redact, whole_places


def test_replacements_give_kind_words_and_place_in_the_text_as_it_was():
    """Decomposed letters count as the characters they are."""
    text = "Sia\u0302n rang 07700 900123 on 1.2.09"
    assert redact(text, NAMES).replacements == (
        Replacement(kind="name", found="Sia\u0302n", start=0, end=5, mark="[name]"),
        Replacement(
            kind="phone", found="07700 900123", start=11, end=23, mark="[phone]"
        ),
        Replacement(kind="date", found="1.2.09", start=27, end=33, mark="[date]"),
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
@example("943 476 5919ß2009")
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


@given(TEXTS, st.data())
def test_a_passage_keeps_its_words_and_the_whole_of_every_mark(text, data):
    """Cut the text at its replacements, and put together what the passage touches."""
    borders = st.integers(0, len(text))
    start, end = sorted((data.draw(borders), data.draw(borders)))
    found = redact(text, NAMES)
    expected, done = "", 0
    for part in (*found.replacements, None):
        before = part.start if part else len(text)
        expected += text[max(start, done) : min(end, before)]
        if part and start < part.end and part.start < end:
            expected += part.mark
        done = part.end if part else before
    if start < end:
        first, last = moved_passage(start, end, found.replacements)
        assert found.text[first:last] == expected
