"""A coding is looked through once, and all that is wrong with it is told at once."""

import pandas as pd
import pytest
from example_coders import (
    CODING,
    FRAME,
    INTERVIEWS,
    TRANSCRIPTS,
    agree,
)
from example_samples import coding_of, interviews_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.themes._coding import checked_coding, nodes_at, refuse
from results import DataError

LINES = {
    "unlisted": "simulated/coding, coding: 1 interview is not listed, got ['I06']; "
    "add them to the list of interviews",
    "twice": "simulated/coding, interviews: 1 interview is listed more than once, got "
    "['I02']; keep one row for an interview",
    "coder": "simulated/coding, coding: this coder coded nothing, got 'C'; use one of "
    "['A', 'B']",
    "code": "simulated/coding, coding: 1 code is not in the coding frame, got "
    "['typo']; correct the coding, or add them to the frame",
    "transcript": "simulated/coding, interviews: 1 have no transcript, got ['I03']; "
    "add it, or leave the interview out with a filter",
    "turn": "simulated/coding, transcripts: 1 have no turn of the pseudonym, got "
    "['Bram in I04']; write it before each turn, with a colon and a space, or name the "
    "labels under speakers in dataset.yaml",
    "position": "simulated/coding, coding: places of 4 passages cannot be, got ['I01 "
    "-1 to 4', 'I01 7 to 7', 'I02 3 to 4000', 'I02 1.5 to 3']; count whole characters "
    "from 0 to an end after the start and within the transcript, which must not be "
    "changed after coding",
}


def test_every_fault_is_told_at_once():
    """In the order of the tables."""
    more = pd.DataFrame(
        [
            ("I01", "A", "typo", 30, 31),
            ("I01", "A", "court", -1, 4),
            ("I01", "A", "court", 7, 7),
            ("I02", "A", "court", 3, 4000),
            ("I02", "A", "court", 1.5, 3),
        ],
        columns=CODING.columns,
    )
    with pytest.raises(DataError) as refused:
        agree(
            pd.concat([CODING, more]),
            INTERVIEWS.iloc[[0, 1, 1, 2, 3, 4]],
            {
                k: v.replace("Bram:", "Fred:")
                for k, v in TRANSCRIPTS.items()
                if k != "I03"
            },
            second="C",
        )
    order = ["twice", "unlisted", "coder", "code", "position", "transcript", "turn"]
    assert str(refused.value).splitlines() == [LINES[name] for name in order]


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        (
            {"coding": CODING.drop(columns=["start", "end"])},
            "simulated/coding, coding: 2 columns are not there, got ['start', 'end']; "
            "the columns needed are ['interview', 'coder', 'code', 'start', 'end']",
        ),
        (
            {
                "coding": CODING.assign(start=CODING["start"].where(CODING.index > 2)),
                "interviews": INTERVIEWS.drop(columns="pseudonym"),
            },
            "simulated/coding, interviews: 1 column is not there, got ['pseudonym']; "
            "the columns needed are ['interview', 'pseudonym']",
        ),
        (
            {"coding": CODING.astype({"start": "str"})},
            "simulated/coding, coding: start and end are not numbers, got ['str', "
            "'int64']; count characters from 0",
        ),
        (
            {
                "coding": CODING[CODING["coder"] == "A"].astype(
                    {"coder": pd.CategoricalDtype(["A", "B"])}
                )
            },
            "simulated/coding, coding: this coder coded nothing, got 'B'; use one of "
            "['A']",
        ),
        (
            {"interviews": INTERVIEWS[:0], "coding": CODING},
            "simulated/coding, coding: 6 interviews are not listed, got ['I01', "
            "'I02', 'I03', 'I04', 'I05']; add them to the list of interviews\n"
            "simulated/coding, interviews: there is none; check the filter, or list "
            "them\n"
            "simulated/coding, coding: this coder coded nothing in these interviews, "
            "got 'A'; check the filter, or leave the coder out\n"
            "simulated/coding, coding: this coder coded nothing in these interviews, "
            "got 'B'; check the filter, or leave the coder out",
        ),
    ],
)
def test_tables_that_cannot_be_read_are_refused(given_, message):
    """Columns, missing values, types, a coder without a row, no interview."""
    with pytest.raises(DataError) as refused:
        agree(**given_)
    assert str(refused.value) == message


COLUMNS = ("interview", "coder", "code", "start", "end")


def looked_through(coding, coders=("A",), columns=COLUMNS, filter="all rows", **asked):
    """Look through what coders coded in the interviews of the example."""
    return checked_coding(
        coding_of(coding),
        interviews_of(INTERVIEWS, filter),
        coders=coders,
        coding_frame=FRAME,
        columns=columns,
        about=("interview", "setting"),
        **asked,
    )


@pytest.mark.parametrize("coders", [("A",), ("B",), ("A", "B")])
@pytest.mark.parametrize("setting", [None, "prison"])
def test_the_rows_of_these_coders_in_these_interviews_are_kept(coders, setting):
    """In their order, numbered from 0, and the table is left as it was."""
    before = CODING.copy()
    filter = "all rows" if setting is None else f"setting is {setting}"
    found = looked_through(CODING, coders, filter=filter).sound()
    kept = [
        name
        for name, place in zip(INTERVIEWS.interview, INTERVIEWS.setting, strict=True)
        if setting in (None, place)
    ]
    expected = [
        row
        for row in CODING.itertuples(index=False, name=None)
        if row[0] in kept and row[1] in coders
    ]
    assert list(found.rows.itertuples(index=False, name=None)) == expected
    assert found.rows.index.tolist() == list(range(len(expected)))
    assert found.interviews["interview"].tolist() == kept
    pd.testing.assert_frame_equal(CODING, before)


WHOLE = len(TRANSCRIPTS["I01"])


@settings(deadline=None)
@given(
    start=st.integers(-2, WHOLE + 2) | st.sampled_from([0.5, WHOLE - 0.5]),
    length=st.integers(-2, WHOLE + 2) | st.just(1.5),
    known=st.booleans(),
)
@example(start=0, length=WHOLE, known=True)
@example(start=0, length=WHOLE + 1, known=True)
def test_a_place_is_within_its_transcript(start, length, known):
    """Or only not before it, where nobody said how long the transcript is."""
    end = start + length
    row = pd.DataFrame([("I01", "A", "court", start, end)], columns=COLUMNS)
    lengths = {name: len(text) for name, text in TRANSCRIPTS.items()} if known else None
    found = looked_through(row, lengths=lengths).faults
    text = TRANSCRIPTS["I01"] if known else "x" * 10_000
    legal = {start, end} <= set(range(len(text) + 1)) and text[int(start) : int(end)]
    if legal and length > 0:
        assert found == ()
    else:
        (fault,) = found
        assert fault.startswith(
            "simulated/coding, coding: places of 1 passages cannot be, got "
            f"['I01 {start:g} to {end:g}']; count whole characters from 0 "
        )


def test_an_excerpt_may_have_several_codes_and_each_of_them_once():
    """By one coder; another coder, and another interview, count by themselves."""
    rows = [
        ("I01", "A", "court", "E1"),
        ("I01", "A", "asked", "E1"),
        ("I01", "B", "court", "E1"),
        ("I02", "A", "court", "E1"),
    ]
    columns = ["interview", "coder", "code", "excerpt"]
    coding = pd.DataFrame(rows, columns=columns)
    assert looked_through(coding, ("A", "B"), columns).faults == ()
    twice = pd.DataFrame([*rows, rows[1], rows[3]], columns=columns)
    assert looked_through(twice, ("A", "B"), columns).faults == (
        "simulated/coding, coding: 2 times an excerpt has one code twice by one coder, "
        "got ['E1', 'E1'] at ['I01', 'I02']; keep one row of each",
    )


def test_faults_are_raised_with_more_of_them_when_the_coding_is_used():
    """Not before, so that what else is wrong can be looked for."""
    found = looked_through(CODING.assign(code="typo"))
    typo = (
        "simulated/coding, coding: 1 code is not in the coding frame, got ['typo']; "
        "correct the coding, or add them to the frame"
    )
    assert found.faults == (typo,)
    with pytest.raises(DataError) as caught:
        found.sound("and more")
    assert str(caught.value).splitlines() == [typo, "and more"]
    sound = looked_through(CODING)
    assert sound.sound() is sound
    refuse(())


def test_nothing_is_a_fault_unless_nothing_is_a_number_too():
    """A filter may leave no interview where that counts as nought."""
    people = INTERVIEWS.assign(
        setting=pd.Categorical(
            INTERVIEWS["setting"], ["prison", "outpatient", "probation"]
        )
    )
    asked = {
        "coders": ("A",),
        "coding_frame": FRAME,
        "columns": COLUMNS,
        "about": ("interview",),
    }
    samples = coding_of(CODING), interviews_of(people, "setting is probation")
    assert checked_coding(*samples, **asked).faults == (
        "simulated/coding, interviews: there is none; check the filter, or list them",
        "simulated/coding, coding: this coder coded nothing in these interviews, "
        "got 'A'; check the filter, or leave the coder out",
    )
    nought = checked_coding(*samples, **asked, may_be_none=True).sound()
    assert (len(nought.rows), len(nought.interviews)) == (0, 0)


@pytest.mark.parametrize(
    ("level", "names"),
    [
        ("theme", ["pressure", "wish", "money", "sleep"]),
        ("sub-theme", ["family"]),
        ("code", ["asked", "worried", "court", "wanted", "debts", "awake"]),
    ],
)
def test_a_frame_has_levels_in_its_order(level, names):
    """Those of a sub-theme before those of its theme."""
    found = nodes_at(FRAME, level, ("theme", "sub-theme", "code"))
    assert [node.name for node in found] == names
    with pytest.raises(ValueError, match=r"^level") as caught:
        nodes_at(FRAME, "word", ("theme", "sub-theme", "code"))
    assert str(caught.value) == (
        "level: not a level of the frame, got 'word'; use theme, sub-theme or code"
    )


def test_what_the_filter_leaves_out_may_be_missing():
    """A pseudonym of somebody who is not looked at hinders nobody."""
    first = INTERVIEWS["interview"] == INTERVIEWS["interview"].iloc[0]
    listed = INTERVIEWS.assign(
        held=["no" if one else "yes" for one in first],
        pseudonym=INTERVIEWS["pseudonym"].mask(first),
    )
    asked = {
        "coders": ("A",),
        "coding_frame": FRAME,
        "columns": ("interview", "coder", "code"),
        "about": ("interview", "pseudonym"),
    }
    kept = checked_coding(
        coding_of(CODING), interviews_of(listed, "held is yes"), **asked
    ).sound()
    assert len(kept.interviews) == len(INTERVIEWS) - 1
    with pytest.raises(DataError, match=r"1 value is missing, in \['pseudonym'\]"):
        checked_coding(coding_of(CODING), interviews_of(listed), **asked).sound()
