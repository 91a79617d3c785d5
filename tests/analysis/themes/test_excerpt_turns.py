"""Excerpts that are widened to what their turn has of their theme."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.themes._excerpt_turns import in_turn
from results import DataError, Quotation

TEXT = (
    "Interviewer: How sure?\n"
    "Ada: Not very. I doubt it. Then it gets light and I am sure. Tea helps.\n"
    "Interviewer: And now?\n"
    "Ada: Now I doubt it.\n"
)
ONE = Quotation(
    name="sure-first",
    theme="sure",
    label="Sure",
    code="certain",
    code_label="Certain",
    why="First year",
    interview="I1",
    pseudonym="Ada",
    group="first",
    group_label="First year",
    start=0,
    end=1,
    text="",
)


def quoted(words):
    """Return the excerpt with these words, which stand once in the transcript."""
    start = TEXT.index(words)
    return replace(ONE, start=start, end=start + len(words), text=words)


def coded(*passages):
    """Return rows of a coding: code and words that stand once in the transcript."""
    rows = [
        ("I1", code, TEXT.index(words), TEXT.index(words) + len(words))
        for code, words in passages
    ]
    rows.append(("I2", "doubt", 0, 60))  # of another interview
    return pd.DataFrame(rows, columns=["interview", "code", "start", "end"])


def widened(words, *passages):
    """Return the words that are printed for an excerpt of the theme."""
    found = in_turn(
        quoted(words),
        coded(("certain", words), *passages),
        {"I1": TEXT},
        codes=["certain", "doubt"],
        source="simulated/coding",
    )
    assert found.text == TEXT[found.start : found.end]
    assert replace(found, start=0, end=1, text="") == ONE  # all else is as it was
    return found.text


def test_a_man_who_doubts_is_not_printed_as_sure():
    """The passage before his good morning belongs to it; the next turn does not."""
    sure = "Then it gets light and I am sure."
    assert widened(sure) == sure
    found = widened(sure, ("doubt", "I doubt it. T"), ("doubt", "Now I doubt it."))
    assert found == "I doubt it. Then it gets light and I am sure."
    assert widened(sure, ("doubt", "Not very.")) == (
        "Not very. I doubt it. Then it gets light and I am sure."
    )


def test_no_passage_of_another_theme_is_cut_off():
    """One that only follows is left out; one leads to the next that overlaps it."""
    assert widened("I am sure.", ("tea", "Tea helps.")) == "I am sure."
    assert widened("I am sure.", ("tea", "sure. Tea")) == "I am sure. Tea"
    chain = [("tea", "sure. Tea"), ("kettle", "Tea helps."), ("light", "gets light")]
    assert widened("I am sure.", *chain) == "I am sure. Tea helps."


def test_an_excerpt_of_two_turns_has_the_passages_of_both():
    """And one of the interviewer's words alone stays as it is."""
    both = "Tea helps.\nInterviewer: And now?\nAda: Now"
    assert (
        widened(both, ("doubt", "Not very."), ("doubt", "Now I doubt it."))
        == (
            TEXT[TEXT.index("Not very.") : TEXT.index("Now I") + len("Now I doubt it.")]
        )
    )
    assert widened("How sure?", ("doubt", "Not very.")) == "How sure?"
    assert widened("And now?", ("doubt", "now?\nAda: Now")) == "And now?"


@pytest.mark.parametrize(
    ("one", "transcripts", "message"),
    [
        (
            quoted("I am sure."),
            {},
            "interviews: an excerpt's has no transcript, got 'I1'; add it, or quote "
            "passages without their turns",
        ),
        (
            replace(quoted("I am sure."), start=1),
            {"I1": TEXT},
            "coding: other words stand in the transcript at the place of an excerpt, "
            "got 'I1' from 1 to 83; the text or the positions were changed after "
            "coding",
        ),
        (
            replace(quoted("Now I doubt it.\n"), end=200),
            {"I1": TEXT},
            "coding: other words stand in the transcript at the place of an excerpt, "
            "got 'I1' from 122 to 200; the text or the positions were changed after "
            "coding",
        ),
    ],
)
def test_an_excerpt_that_stands_nowhere_says_so(one, transcripts, message):
    """The whole message."""
    with pytest.raises(DataError) as caught:
        in_turn(one, coded(), transcripts, codes=["doubt"], source="study/coding")
    assert str(caught.value) == f"study/coding, {message}"


PASSAGES = st.lists(
    st.tuples(
        st.sampled_from(["certain", "doubt", "tea"]),
        st.integers(0, len(TEXT) - 2),
        st.integers(1, 30),
    ),
    min_size=1,
    max_size=12,
)


@given(passages=PASSAGES)
def test_what_is_printed_holds_all_of_the_theme_and_cuts_nothing(passages):
    """Every passage of the theme in the turn is in it; widened again, it stays."""
    rows = [
        ("I1", code, start, min(start + length, len(TEXT)))
        for code, start, length in passages
    ]
    coding = pd.DataFrame(rows, columns=["interview", "code", "start", "end"])
    _, _, start, end = rows[0]
    one = replace(ONE, start=start, end=end, text=TEXT[start:end])
    asked = {"codes": [rows[0][1]], "source": "simulated/coding"}
    found = in_turn(one, coding, {"I1": TEXT}, **asked)
    assert found.start <= start < end <= found.end
    assert in_turn(found, coding, {"I1": TEXT}, **asked) == found
    turn = (28, 94)
    assert TEXT[slice(*turn)].startswith("Not very.")
    assert TEXT[slice(*turn)].endswith("Tea helps.")
    if turn[0] <= start and end <= turn[1]:
        assert turn[0] <= found.start < found.end <= turn[1]
        for _, code, first, last in rows:
            inside = turn[0] <= first and last <= turn[1]
            apart = last <= found.start or first >= found.end
            held = found.start <= first and last <= found.end
            if inside:
                assert held or (apart and code != rows[0][1])
