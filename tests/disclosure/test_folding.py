"""Folding takes out what two spellings may differ in, and keeps every place."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from disclosure.folding import fold, folded_text


def test_folding_keeps_the_place_of_every_letter():
    """Ligatures become two letters, soft hyphens and accents none."""
    folded = fold("a\u00adﬁe\u0301b")
    assert folded.text == "afieb"
    assert folded.positions == (0, 2, 2, 3, 5)
    assert [folded.span(1, 3), folded.span(3, 4)] == [(2, 3), (3, 5)]
    assert folded_text("a\u00adﬁe\u0301b`") == "afieb'"


#: Letters of names in Latin writing, as one character each, and marks beside them.
LETTERS = "aeiouyncszlrgtkAEIOUYNCSZáàâäãåāăąéèêëēėęíìîïīįóòôöõőūůűŵŷñńňçćčśšžźżÅŜÿ"


@given(st.text())
def test_a_folded_text_is_the_same_with_its_places_and_without(text):
    """Each character comes from one of the text, in its order."""
    folded = fold(text)
    assert folded.text == folded_text(text)
    assert len(folded.positions) == len(folded.text)
    assert list(folded.positions) == sorted(folded.positions)
    for i in range(len(folded.text)):
        start, end = folded.span(i, i + 1)
        assert start == folded.positions[i]
        assert folded.text[i] in folded_text(text[start:end])
        assert all(map(unicodedata.combining, text[start + 1 : end]))


@given(st.text(LETTERS + " -'’"))
def test_accents_and_how_they_are_kept_make_no_difference(text):
    """Letters stay what they are, with their case and in their number."""
    plain = folded_text(text)
    assert plain.isascii()
    assert folded_text(unicodedata.normalize("NFD", text)) == plain
    assert folded_text(plain) == plain
    assert len(plain) == len(text)
    assert [c.isupper() for c in plain] == [c.isupper() for c in text]


def test_apostrophes_dashes_blanks_and_marks_that_cannot_be_seen():
    """Each of a kind is one; what cannot be seen goes, and a raised figure is none."""
    assert folded_text("‘’‚‛ʼʹʻ′＇`´") == "'" * 11
    assert folded_text("-‐‑‒–—−⁃") == "-" * 8
    assert folded_text("a\u00a0b\u2009c\u3000d") == "a b c d"
    assert folded_text("a\u00adb\u200bc\ufeffd\u200e") == "abcd"
    assert folded_text("x²y₃z½w①") == "x y z w "
    assert folded_text("ßæÆœŒøØłŁđĐıþÞ") == "ssaeAEoeOEoOlLdDithTh"
