"""What the register says of a result that could not be computed."""

from example_lacking import CONSTANT

from reported.words.cards import card_lines, description, method


def test_the_register_lists_it_with_its_reason():
    """As it lists any other result."""
    assert (description(CONSTANT), method(CONSTANT)) == (
        "Mood",
        "Not computed with these data",
    )
    assert ("Remark", CONSTANT.undefined) in card_lines(CONSTANT)
