"""Units of one interview: where the participant speaks, and what is coded there."""

import numpy as np
import pandas as pd
import pytest
from example_coders import FRAME, INTERVIEWS, TRANSCRIPTS, ratings
from example_samples import coding_of, interviews_of
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data.coding_frame import frame_nodes
from analysis.themes._coding import checked_coding
from analysis.themes._units import (
    UNITS,
    present,
    turns_in,
    turns_of,
    unit_counts,
    within,
)
from results import DataError


def test_a_turn_is_what_the_participant_says_up_to_another_label():
    """Not a longer name, one within a line, or an empty line."""
    text = "Sam: one\nSamuel: two\nSam:three\nNo, Sam: four\nSam: \nSam: 😀é\u2028x"
    assert [text[a:b] for a, b in turns_of(text, "Sam")] == [
        "one",
        "three\nNo, Sam: four",
        "😀é\u2028x",
    ]
    assert turns_of("", "Sam").shape == (0, 2)


def test_a_passage_that_only_touches_a_turn_is_left_out():
    """The end is the position after the last character, of passages and of turns."""
    turns = np.array([[4, 6], [9, 12]])
    spans = np.array([[2, 4], [6, 9], [12, 14], [3, 5], [5, 7], [11, 13], [0, 20]])
    assert within(spans, turns).tolist() == [False] * 3 + [True] * 4


@given(
    passages=st.lists(
        st.tuples(st.integers(0, 30), st.integers(1, 9)), min_size=1, max_size=6
    )
)
def test_larger_units_hold_what_smaller_ones_hold(passages):
    """A turn has what any of its characters has, a document what any turn has."""
    turns = np.array([[2, 7], [9, 10], [14, 22]])
    spans = np.array([[start, start + length] for start, length in passages])
    characters, by_turn, document = (present(spans, turns, unit=u) for u in UNITS)
    parts = np.split(characters, [5, 6])
    assert by_turn.tolist() == [part.any() for part in parts]
    assert document.tolist() == [by_turn.any()]


COLUMNS = ["interview", "coder", "code", "start", "end"]
NODES = frame_nodes(FRAME)
CODES = [node.name for node in NODES if node.level == "code"]
NAMES = dict(zip(INTERVIEWS["interview"], INTERVIEWS["pseudonym"], strict=True))
TURNS = {name: turns_of(text, NAMES[name]) for name, text in TRANSCRIPTS.items()}


@st.composite
def codings(draw):
    """Draw what two coders coded, anywhere in the transcripts."""
    rows = []
    for _ in range(draw(st.integers(1, 8))):
        name = draw(st.sampled_from(list(TRANSCRIPTS)))
        start = draw(st.integers(0, len(TRANSCRIPTS[name]) - 1))
        end = draw(st.integers(start + 1, len(TRANSCRIPTS[name])))
        coder, code = draw(st.sampled_from("AB")), draw(st.sampled_from(CODES))
        rows.append((name, coder, code, start, end))
    return pd.DataFrame(rows, columns=COLUMNS)


@settings(deadline=None)
@given(coding=codings(), unit=st.sampled_from(UNITS))
def test_counts_are_those_of_sets_of_characters(coding, unit):
    """For every theme, sub-theme and code; passages outside turns are left out."""
    counts, reached = unit_counts(coding, TURNS, NODES, ("A", "B"), unit=unit)
    assert counts.shape == (len(TRANSCRIPTS), len(NODES), 4)
    for j, node in enumerate(NODES):
        first, second = map(np.array, ratings(node.name, unit, coding=coding))
        expected = [
            (first & second).sum(),
            (first & ~second & 1).sum(),
            (~first & second & 1).sum(),
            (1 - (first | second)).sum(),
        ]
        assert counts[:, j].sum(axis=0).tolist() == expected
    assert reached == sum(
        any(set(range(start, end)) & set(range(*turn)) for turn in TURNS[name])
        for name, _, _, start, end in coding.itertuples(index=False)
    )


def looked_through(interviews):
    """Look through a coding that is sound, or not, by its interviews."""
    return checked_coding(
        coding_of(pd.DataFrame([("I01", "A", "court", 3, 9)], columns=COLUMNS)),
        interviews_of(interviews),
        coders=("A",),
        coding_frame=FRAME,
        columns=COLUMNS,
        about=("interview", "pseudonym"),
    )


def test_turns_come_in_the_order_of_the_interviews():
    """Each those of its own participant."""
    found = turns_in(looked_through(INTERVIEWS[::-1]), TRANSCRIPTS, "simulated")
    assert list(found) == ["I06", "I05", "I04", "I03", "I02", "I01"]
    said = [TRANSCRIPTS["I01"][start:end] for start, end in found["I01"]]
    assert said == [
        "😀 The court sent me. My mother asked me too.",
        "I had debts everywhere.",
    ]


def test_interviews_without_a_transcript_or_a_turn_are_told_beside_other_faults():
    """What is wrong with the coding comes first."""
    strange = pd.concat([INTERVIEWS, INTERVIEWS[1:2]])
    with pytest.raises(DataError) as caught:
        turns_in(
            looked_through(strange.assign(pseudonym=strange["pseudonym"] + "a")),
            {"I01": TRANSCRIPTS["I01"], "I02": "Alixa: Hello."},
            "simulated",
        )
    assert str(caught.value).splitlines() == [
        "simulated/coding, interviews: 1 interview is listed more than once, got "
        "['I02']; keep one row for an interview",
        "simulated, interviews: 4 have no transcript, got ['I03', 'I04', 'I05', "
        "'I06']; add it, or leave the interview out with a filter",
        "simulated, transcripts: 1 have no turn of the pseudonym, got ['Zoéa in I01']; "
        "write it before each turn, with a colon and a space, or name the labels under "
        "speakers in dataset.yaml",
    ]
