"""Turns by labels: what a participant says, whatever his lines begin with."""

import pytest

from analysis.data.speakers import Speakers, Turn, labels_in, turns, unnamed_labels_in
from results import DataError
from results.strict_yaml import of_shape


def said(text, pseudonym="Al", **labels):
    """Return the words of each turn of the participant."""
    places = turns(text, pseudonym, Speakers(**labels))
    return [text[turn.start : turn.end] for turn in places]


def test_turns_are_the_participants_words_without_label_and_blanks():
    """Another name that begins alike is somebody else; an empty line is no turn."""
    text = "Head\n\nAl: one\nAlan: two\nAl:\nAl:  three é😊 \nSaid Al: four"
    places = turns(text, "Al")
    assert places == (Turn(10, 13), Turn(33, 41))
    assert [text[t.start : t.end] for t in places] == ["one", "three é😊"]
    assert turns("", "Al") == ()


def test_a_line_without_a_label_goes_on_with_the_turn_before_it():
    """Over empty lines; what stands before the first label is nobody's."""
    text = (
        "A head.\nNot his\n\nInterviewer: And?\n\nHow was it?\n\nAl:\n\nBad.\n \n"
        "One thing: it was cold.\u00a0\n\nInterviewer: So?\nAl: Yes.\nhttp://a.b\n\n"
    )
    assert said(text) == [
        "Bad.\n \nOne thing: it was cold.",
        "Yes.\nhttp://a.b",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "INT: a\nAL: yes\nno\nInt: b",
        "interviewer: a\nal : yes\nno\ninterviewer: b",
        "**Interviewer:** a\n**Al:** yes\nno\n**Dr Jones:** b",
        "*Interviewer*: a\n__Al__: yes\nno\n",
        "Interviewer\ta\nAl\tyes\nno\nInterviewer 2\tb",
        "[00:01:02] Interviewer: a\n(00:01) Al: yes\nno\n00:00:03.250 M. O'Neil-Ash: b",
        "Interviewer (00:01): a\nAl (laughing): yes\nno\n**Jo** [00:01:02]: b",
        "  Interviewer: a\n\u00a0Al: yes\nno\nI: b",
    ],
)
def test_case_bold_tabs_times_and_blanks_make_no_other_label(text):
    """None of them stands among a participant's words."""
    assert said(text) == ["yes\nno"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("P: yes\nno\nINT: b\nI: c", {"participant": ["P:"]}),
        ("INT: a\nParticipant: yes\nno", {"participant": ["P", "Participant"]}),
        ("R1 - yes\nno\nR10 - b\nR1-x", {"participant": ["R1 -"]}),
        ("R1 – yes\nno\nINT – b", {"participant": ["R1 -"]}),
        ("[P] yes\nno\n[I] b\n", {"participant": ["[P]"]}),
        ("I\na\nAl\nyes\nno\nI\nb", {"participant": ["{pseudonym}"], "others": ["I"]}),
        ("R1 0:01\nyes\nno\nI 0:02\nb", {"participant": ["R1"], "others": ["I"]}),
        ("**R1:** yes\nno\n**I:** b", {"participant": ["**R1:**"]}),
        ("Al (P): yes\nno", {"participant": ["{pseudonym} (P):"]}),
        ("Jose\u0301: yes\nno", {"participant": ["Jos\u00e9:"]}),
    ],
)
def test_labels_are_a_setting(text, labels):
    """As they stand at the beginning of lines, with what follows them."""
    assert said(text, **labels) == ["yes\nno"]


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ("P:", "must be a list, as in [A, B], got 'P:'"),
        ([], "must not be empty"),
        ([" :"], "must hold a letter or a digit, got ' :'"),
        (["{name}:"], "has braces around another word than {pseudonym}, got '{name}:'"),
    ],
)
def test_a_label_that_can_be_none_is_one_fault_in_plain_words(given, rule):
    """Not one for each transcript, in which it would never be found."""
    with pytest.raises(DataError) as error:
        of_shape({"participant": given}, Speakers, file="dataset.yaml", hint="see")
    place = (
        ", participant[0]: " if given and isinstance(given, list) else ", participant: "
    )
    assert str(error.value) == f"dataset.yaml{place}{rule}; see"


def test_where_other_labels_are_named_nothing_else_is_one():
    """Then a word and a colon is the participant's."""
    text = "INT: a\nAl: yes\nListen: no\nInt: b\n"
    named = Speakers(others=["INT:"])
    assert said(text) == ["yes"]
    assert said(text, others=["INT:"]) == ["yes\nListen: no"]
    assert labels_in(text, "Al", named) == {"INT": 1, "Int": 1}
    assert unnamed_labels_in(text, "Al", named) == {"Listen": 1}
    assert unnamed_labels_in(text, "Al", Speakers()) == {
        "INT": 1,
        "Listen": 1,
        "Int": 1,
    }
