"""Texts of the same words, and passages moved from one to the other."""

from unicodedata import normalize

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.coding._same_texts import longer_text, moved_passages, same_words
from exchange.coding.projects import EXCERPTS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("café", "cafe\u0301", True),
        ("a\n", "a", True),
        ("a \t\n\n", "a", True),
        (" a", "a", False),
        ("a b", "a  b", False),
        ("cafe", "café", False),
        ("ﬁ", "fi", False),  # another sign, not another way to store one
    ],
)
def test_only_accents_as_stored_and_the_end_may_differ(one, other, same):
    """All else moves words."""
    assert same_words(one, other) is same


def test_the_text_with_the_longer_end_is_chosen():
    """So that no passage ends past it; of equals, the first."""
    assert longer_text("a", "a\n") == "a\n"
    assert longer_text("é", "e\u0301") == "é"


def passages(*places, text):
    """Return passages of one source as a table."""
    rows = [("S", i, j, text[i:j], "C", "A") for i, j in places]
    table = pd.DataFrame(rows, columns=list(EXCERPTS))
    return table.astype({"start": "Int64", "end": "Int64"})


def test_a_letter_and_its_accent_stay_together():
    """Where the program cut between them; a passage without a place has none."""
    apart, joined = "ae\u0301b", "aéb"
    table = passages((1, 2), (2, 3), (2, 4), text=apart)
    table.loc[3] = ["S", pd.NA, pd.NA, "a", "C", "A"]
    moved = moved_passages(table, {"S": apart}, {"S": joined})
    assert list(moved["text"]) == ["é", "é", "éb", "a"]
    assert list(moved["start"][:3]) == [1, 1, 1]
    assert moved["start"].isna()[3]


@given(text=st.text(alphabet="abé\u0301\u0323 \n😊각", max_size=20), data=st.data())
def test_moving_there_and_back_keeps_the_words(text, data):
    """Whatever signs the text has."""
    one, other = normalize("NFC", text), normalize("NFD", text)
    start = data.draw(st.integers(0, len(one)))
    end = data.draw(st.integers(start, len(one)))
    there = moved_passages(passages((start, end), text=one), {"S": one}, {"S": other})
    assert normalize("NFD", there["text"][0]) == normalize("NFD", one[start:end])
    back = moved_passages(there, {"S": other}, {"S": one})
    assert [*back.iloc[0, 1:4]] == [start, end, one[start:end]]
