"""Numbers in words and digits are read for what they say."""

from fractions import Fraction

import pytest

from reported.checks.number_words import value_of

SAID = {
    "1,200": 1200,
    "−2.5": Fraction(-5, 2),
    ".05": Fraction(1, 20),
    "nought": 0,
    "Thirty-seven": 37,
    "a dozen": 12,
    "two hundred and fifty thousand one hundred and five": 250_105,
    "three million two thousand": 3_002_000,
    "half": Fraction(1, 2),
    "two thirds": Fraction(2, 3),
    "three hundredths": Fraction(3, 100),
    "twice": 2,
    "few": None,
    "thirty men": None,
    "and": None,
    "1.2.3": None,
}


@pytest.mark.parametrize("words", SAID)
def test_words_and_digits_are_read_for_what_they_say(words):
    """Sums of hundreds and thousands, parts, and none where a word is no number."""
    assert value_of(words) == SAID[words]
