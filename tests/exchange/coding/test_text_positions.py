"""Places in a text, whatever a coding program counts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.coding._text_positions import (
    place_between,
    plain_places,
    quote_places,
)
from exchange.coding.projects import plain_text

LETTERS = st.text(alphabet="ab \n", max_size=12)


@given(LETTERS, st.text(alphabet="ab \n", min_size=1, max_size=3))
def test_every_place_of_a_quote_is_found(text, quote):
    """Each has the words of the quote, and no other stretch of the text has them."""
    words = quote.split()
    stretches = {
        (i, j)
        for i in range(len(text))
        for j in range(i + 1, len(text) + 1)
        if text[i:j].split() == words
        and not text[i].isspace()
        and not text[j - 1].isspace()
        and len(text[i:j].split()) == len(words)
    }
    found = quote_places(text, quote)
    trimmed = {
        (
            start + len(text[start:end]) - len(text[start:end].lstrip()),
            start + len(text[start:end].rstrip()),
        )
        for start, end in found
    }
    # A stretch is a place only if runs of white space are matched as a whole.
    assert trimmed == (stretches if words else set())
    assert len(found) == len(trimmed)


ENCODINGS = {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}
TEXTS = st.lists(st.sampled_from([*"aé–😊\u0301\r\n\ufeff", "\r\n"])).map("".join)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS)
def test_a_position_has_the_place_of_what_stands_before_it(encoding, text):
    """In plain text, also within a line end of two; within a character is none."""
    expected, at = {}, 0
    for number, character in enumerate([*text, ""]):
        expected[at] = len(plain_text(text[:number]))
        at += len(character.encode(encoding)) // ENCODINGS[encoding]
    assert plain_places(text, encoding=encoding) == expected


@given(TEXTS)
def test_the_plain_text_between_two_positions_has_the_words_between_them(text):
    """Whichever line ends it had; a place within one of two is that behind it."""
    places = plain_places(text, encoding="utf-32-le")
    whole = [at for at in places if text[at - 1 : at + 1] != "\r\n"]
    for first in whole:
        for last in whole:
            place = place_between(places, first, last)
            words = re.sub("\r\n|\r", "\n", text[first:last])
            words = words if first else words.removeprefix("\ufeff")
            assert (plain_text(text)[slice(*place)] if place else "") == words


@pytest.mark.parametrize(
    ("first", "last"), [(1, 1), (2, 0), (-1, 1), (0, 4), ("0", 1), (0, None), (1, 2)]
)
def test_a_place_holds_a_character_at_least_and_has_both_its_ends(first, last):
    """Here 2 is within the emoji."""
    places = plain_places("a😊", encoding="utf-16-le")
    assert place_between(places, first, last) is None
    assert place_between(places, 0, 3) == (0, 2)
