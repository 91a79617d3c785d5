"""Places in a text, whatever a coding program counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.coding._text_positions import (
    character_position,
    plain_position,
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


ENCODINGS = {"utf-8": 1, "utf-16-le": 2}
TEXTS = st.lists(st.sampled_from([*"aé–😊\u0301\r\n\ufeff", "\r\n"])).map("".join)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, position=st.integers(-2, 40))
def test_a_position_in_units_is_the_character_that_begins_there(
    encoding, text, position
):
    """Counted character by character; within one, or outside, there is none."""
    begins, at = {}, 0
    for number, character in enumerate([*text, ""]):
        begins[at] = number
        at += len(character.encode(encoding)) // ENCODINGS[encoding]
    assert character_position(text, position, encoding=encoding) == begins.get(position)


@given(TEXTS)
def test_a_place_in_a_text_has_the_same_words_in_its_plain_text(text):
    """Whichever line ends it had; the two characters of one have one place."""
    plain = plain_text(text)
    places = [plain_position(text, n) for n in range(len(text) + 1)]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, len(plain))
    for n, character in enumerate(text):
        within = text[n : n + 2] == "\r\n" or (n == 0 and character == "\ufeff")
        if not within:
            shown = "\n" if character == "\r" else character
            assert plain[places[n + 1] - 1 : places[n + 1]] == shown
