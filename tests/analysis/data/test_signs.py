"""Signs that cannot be printed are found; letters of any language are none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.data._signs import unprintable


@pytest.mark.parametrize(
    "text",
    [
        "Siân said: “I’d no choice – none”…\tOK\n\nend",
        "Ça va\u00a0? \u202f¾ 20\u2009mg",  # blanks that do not break, thin blanks
        "👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ❤️ 🫩",  # parts joined, tags, a variant, newer than Python
        "می‌خواهم क्‍ष עברית العربية 中文 co\u00adoperate",
        "",
    ],
)
def test_what_people_write_can_be_printed(text):
    """Accents, dashes, emoji, Persian and Hindi joiners, right-to-left letters."""
    assert list(unprintable(text)) == []


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        ("\u2066", "LEFT-TO-RIGHT ISOLATE (U+2066)"),
        ("\u200f", "RIGHT-TO-LEFT MARK (U+200F)"),
        ("\u200b", "ZERO WIDTH SPACE (U+200B)"),
        ("\u200d", "ZERO WIDTH JOINER (U+200D)"),
        ("\ufeff", "ZERO WIDTH NO-BREAK SPACE (U+FEFF)"),
        ("\u2028", "LINE SEPARATOR (U+2028)"),
        ("\x0c", "a control character (U+000C)"),
        ("\x85", "a control character (U+0085)"),
        ("\ue000", "a sign of private use (U+E000)"),
        ("\u0378", "a sign that is not assigned (U+0378)"),
        ("\uffff", "a sign that is not assigned (U+FFFF)"),
    ],
)
def test_a_sign_that_cannot_be_printed_is_named(sign, name):
    """With its place, wherever it stands."""
    assert list(unprintable(f"ab{sign}cd")) == [(2, name)]
    assert list(unprintable(sign)) == [(0, name)]


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cf"])))
def test_no_latin_letter_is_refused(text):
    """Nor any sign and digit beside them."""
    assert list(unprintable(text)) == []
