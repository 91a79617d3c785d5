"""A passage that a person chose cuts no word, and reads as what was written down."""

import pytest

from exchange.coding._whole_passages import repeats, whole_ends

TEXT = "I was sent, and Zoë́ came.\nNot he."


@pytest.mark.parametrize(
    ("passage", "share"),
    [
        ("I was sent", 1.0),
        ("was sent, ", 0.5),
        (" was sent", 0.5),
        ("as sent", 0.5),
        ("as sen", 0.0),
        ("Zoë́", 1.0),
        ("Zoë", 0.5),
        ("came.\n", 1.0),
        ("Not he.", 1.0),
        (TEXT, 1.0),
    ],
)
def test_ends_are_whole_where_no_word_is_cut(passage, share):
    """An accent belongs to its letter; the line end may be taken along, a blank not."""
    start = TEXT.index(passage)
    assert whole_ends(TEXT, start, start + len(passage)) == share


@pytest.mark.parametrize(
    ("quotation", "name", "same"),
    [
        ("one two", "one two", True),
        ("one\ntwo\tthree", "one two three", True),
        ("one two", "one\r\ntwo", True),
        ("one two", "", False),
        ("one two", "one", False),
    ],
)
def test_an_attribute_holds_a_line_end_as_a_blank(quotation, name, same):
    """So does what it is compared with; nothing written down says nothing."""
    assert repeats(quotation, name) == same
