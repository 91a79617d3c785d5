"""What a person should read in a redacted text is listed, and nothing else."""

import pytest
from example_names import NAMES, NONE

from disclosure.remains import COLUMNS, leftovers

TRANSCRIPT = """\
Interviewer: And then?
P07: I went to Neath with Bryn, at Christmas. Gareth drove. Bryn paid.
Interviewer: So
Bryn knew [mother]? Cars were cheap, cars and vans.
P07: sians flat, 12345, 943 476 5918, SA1, 30mg, the 1990s, 20 40 60, 5 pm.
"""


def test_leftovers_list_what_a_person_should_read():
    """Words with a capital, labels, numbers, and the listed name with an s."""
    found = leftovers(TRANSCRIPT, NAMES)
    assert tuple(found.columns) == COLUMNS
    assert found[["word", "kind", "count"]].values.tolist() == [
        ["Bryn", "capitalised", 3],
        ["Interviewer", "speaker's label", 2],
        ["P07", "speaker's label", 2],
        ["12345", "five digits or more", 1],
        ["943 476 5918", "ten digits, no NHS number", 1],
        ["Gareth", "capitalised, only at the start of sentences", 1],
        ["Neath", "capitalised", 1],
        ["SA1", "letters and digits", 1],
        ["sians", "a listed name in another form", 1],
    ]
    assert found["contexts"][0] == (
        "… en? P07: I went to Neath with Bryn, at Christmas. Gareth drove. … | … , at "
        "Christmas. Gareth drove. Bryn paid. Interviewer: So Bryn kn … | … e. Bryn "
        "paid. Interviewer: So Bryn knew [mother]? Cars were chea …"
    )


def test_leftovers_of_a_text_without_any_are_an_empty_table():
    """With the same columns."""
    found = leftovers("he said so. [name] too.", NAMES)
    assert (tuple(found.columns), len(found)) == (COLUMNS, 0)


def test_leftovers_show_a_word_as_it_is_spelt():
    """Though it is counted with its other spellings."""
    found = leftovers("met Zoë, and Zoe’s aunt", NONE)
    assert found[["word", "count"]].values.tolist() == [["Zoë", 2]]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("then I said ok, Doctor Smith", "Doctor"),
        ("it was in May that we met", "May"),
        ("so English and Christmas on Monday, at the NHS in Hull", "Hull"),
        ("he went. Maybe so. Then Dai came", "Dai"),
        ("it is Dai's, and I'd go", "Dai"),
    ],
)
def test_ordinary_words_with_a_capital_are_passed_over(text, word):
    """What may be a name as well is not, and is listed without its s."""
    assert word in leftovers(text, NONE)["word"].tolist()
    passed = {"I", "English", "Christmas", "Monday", "NHS", "Maybe", "Then", "I'd"}
    assert not passed & set(leftovers(text, NONE)["word"])


def test_a_word_that_begins_sentences_is_read_unless_it_is_a_word_elsewhere():
    """Also after a label, a quotation mark or a blank line."""
    text = "Cars came.\nP1: Bryn\n\nCars. “Gwen” left. cars"
    found = leftovers(text, NONE)
    assert found[["word", "kind"]].values.tolist() == [
        ["Bryn", "capitalised, only at the start of sentences"],
        ["Gwen", "capitalised, only at the start of sentences"],
        ["P1", "speaker's label"],
    ]


def test_three_places_of_a_word_are_shown_with_thirty_characters_on_each_side():
    """All of them are counted."""
    text = "We met Dai. " * 5
    (row,) = leftovers(text, NONE).itertuples()
    assert (row.word, row.count) == ("Dai", 5)
    shown = [text[max(0, at - 30) : at + 33].strip() for at in (7, 19, 31)]
    assert row.contexts == " | ".join(f"… {part} …" for part in shown)


@pytest.mark.parametrize(
    "form", ["gwernog, siân", "siân;gwernogs", "gwernog siân", "siÃ¢n | gwernog"]
)
def test_a_listed_name_in_small_letters_is_read_in_any_form(form):
    """Turned round, in cells, with an s, or decoded wrongly."""
    (row,) = leftovers(f"it was {form} then", NAMES).itertuples()
    assert (row.word, row.kind) == (form, "a listed name in another form")
