"""Which themes occur together: interviews, Jaccard similarity and shared characters."""

import pandas as pd
import pytest
from example_samples import coding_of, interviews_of
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data.coding_frame import frame_nodes
from analysis.themes.pairs import co_occurrence
from results import CodePair, DataError, DataUsed, Option

FRAME = [
    {
        "theme": "tutor",
        "label": "Help from a tutor",
        "themes": [
            {
                "theme": "feedback",
                "label": "Feedback",
                "codes": [{"code": "praise", "label": "Praise"}],
            }
        ],
        "codes": [{"code": "advice", "label": "Advice"}],
    },
    {
        "theme": "load",
        "label": "Workload",
        "codes": [{"code": "hours", "label": "Hours"}],
    },
    {"theme": "home", "label": "Home", "codes": [{"code": "family"}]},
    {"theme": "money", "label": "Money", "codes": [{"code": "rent"}]},
]
COLUMNS = ["interview", "coder", "code", "excerpt", "start", "end"]
CODING = pd.DataFrame(
    [
        ("I1", "A", "praise", "E1", 0, 10),
        ("I1", "A", "hours", "E1", 0, 10),  # a passage with two codes
        ("I1", "A", "advice", "E2", 8, 20),  # shares 8 and 9 with E1
        ("I1", "A", "hours", "E3", 20, 30),  # begins where E2 has ended
        ("I2", "A", "hours", "E4", 5, 9),
        ("I2", "A", "praise", "E5", 0, 6),  # shares 5 with E4
        ("I2", "B", "family", "E6", 0, 6),  # another coder's
        ("I3", "A", "hours", "E7", 0, 10),  # as E1, of another interview
    ],
    columns=COLUMNS,
)
INTERVIEWS = pd.DataFrame({"interview": ["I1", "I2", "I3", "I4"]})
ASKED = {
    "coder": "A",
    "coding_frame": FRAME,
}
NOBODY = "nobody spoke of either"


def pair(first, second, *numbers, undefined=""):
    """Return a pair of the frame's nodes with both, either, Jaccard and overlaps."""
    label = {node.name: node.label for node in frame_nodes(FRAME)}
    both, either, jaccard, overlaps = numbers
    return CodePair(
        first=first,
        second=second,
        first_label=label[first],
        second_label=label[second],
        both=both,
        either=either,
        jaccard=jaccard,
        overlaps=overlaps,
        undefined=undefined,
    )


def test_themes_that_occur_together_are_counted_by_hand():
    """Every number, counted by hand from the rows above."""
    found = co_occurrence(coding_of(CODING), interviews_of(INTERVIEWS), **ASKED)
    assert found.pairs == (
        pair("tutor", "load", 2, 3, 2 / 3, 3),
        pair("tutor", "home", 0, 2, 0.0, 0),
        pair("tutor", "money", 0, 2, 0.0, 0),
        pair("load", "home", 0, 3, 0.0, 0),
        pair("load", "money", 0, 3, 0.0, 0),
        pair("home", "money", 0, 0, None, 0, undefined=NOBODY),
    )
    assert found.n_interviews == 4
    assert found.method == (
        "Excerpts coded by A; Jaccard similarity of the sets of interviews"
    )
    assert found.undefined == ""
    assert found.data == DataUsed(
        source="simulated/coding",
        variables=tuple(COLUMNS),
        filter="all rows",
        rows=7,
        function="co_occurrence",
        options=(
            Option(name="coder", value="A"),
            Option(name="level", value="theme"),
        ),
    )


def test_codes_are_paired_in_the_order_of_the_frame():
    """Sub-themes stand before the codes of the same theme."""
    found = co_occurrence(
        coding_of(CODING), interviews_of(INTERVIEWS), level="code", **ASKED
    )
    assert len(found.pairs) == 10
    assert found.pairs[:3] == (
        pair("praise", "advice", 1, 2, 0.5, 1),
        pair("praise", "hours", 2, 3, 2 / 3, 2),
        pair("praise", "family", 0, 2, 0.0, 0),
    )
    assert found.pairs[4] == pair("advice", "hours", 1, 3, 1 / 3, 1)


def test_a_level_with_one_member_has_no_pair_and_says_so():
    """Nothing is wrong with the data."""
    found = co_occurrence(
        coding_of(CODING), interviews_of(INTERVIEWS), level="sub-theme", **ASKED
    )
    assert found.pairs == ()
    assert found.undefined == (
        "the coding frame has 1 at the level of sub-theme: no pair"
    )


def test_positions_may_be_whole_numbers_kept_as_floats():
    """As a loaded table has them."""
    floats = CODING.astype({"start": float, "end": float})
    assert co_occurrence(
        coding_of(floats), interviews_of(INTERVIEWS), **ASKED
    ) == co_occurrence(coding_of(CODING), interviews_of(INTERVIEWS), **ASKED)


FAULTS = [
    (
        CODING.drop(columns=["start", "end"]),
        INTERVIEWS.rename(columns={"interview": "name"}),
        "coding: 2 columns are not there, got ['start', 'end']; the columns needed "
        "are ['interview', 'coder', 'code', 'excerpt', 'start', 'end']\n"
        "simulated/coding, interviews: 1 column is not there, got ['interview']; the "
        "columns needed are ['interview']",
    ),
    (
        CODING.assign(excerpt=[None, *CODING["excerpt"][1:]]),
        INTERVIEWS,
        "coding: 1 value is missing, in ['excerpt']; fill them in, or leave those "
        "rows out",
    ),
    (
        CODING,
        pd.DataFrame({"interview": ["I1", "I1", "I2", None]}),
        "interviews: 1 value is missing, in ['interview']; fill them in, or leave "
        "those rows out\n"
        "simulated/coding, interviews: 1 interview is listed more than once, got "
        "['I1']; keep one row for an interview\n"
        "simulated/coding, coding: 1 interview is not listed, got ['I3']; add them to "
        "the list of interviews",
    ),
    (
        CODING[CODING["coder"] == "B"],
        INTERVIEWS,
        "coding: this coder coded nothing, got 'A'; use one of ['B']",
    ),
    (
        pd.concat([CODING, CODING[:1]]),
        INTERVIEWS,
        "coding: 1 times an excerpt has one code twice by one coder, got ['E1'] at "
        "['I1']; keep one row of each",
    ),
    (
        CODING.replace({"code": {"praise": "smile", "advice": "nod"}}),
        INTERVIEWS,
        "coding: 2 codes are not in the coding frame, got ['nod', 'smile']; correct "
        "the coding, or add them to the frame",
    ),
    (
        CODING.replace({"end": {20: 8}, "start": {5: -5}}),
        INTERVIEWS,
        "coding: places of 2 passages cannot be, got ['I1 8 to 8', 'I2 -5 to 9']; "
        "count whole characters from 0 to an end after the start and within the "
        "transcript, which must not be changed after coding",
    ),
    (
        CODING.assign(start=CODING["start"] + 0.5),
        INTERVIEWS,
        "coding: places of 7 passages cannot be, got ['I1 0.5 to 10', 'I1 0.5 to 10', "
        "'I1 8.5 to 20', 'I1 20.5 to 30', 'I2 5.5 to 9']; count whole characters from "
        "0 to an end after the start and within the transcript, which must not be "
        "changed after coding",
    ),
    (
        CODING.astype({"start": "str"}),
        INTERVIEWS,
        "coding: start and end are not numbers, got ['str', 'int64']; count "
        "characters from 0",
    ),
]


@pytest.mark.parametrize(("coding", "interviews", "message"), FAULTS)
def test_a_coding_that_cannot_be_used_says_why(coding, interviews, message):
    """The whole message, with all faults at once."""
    with pytest.raises(DataError) as caught:
        co_occurrence(coding_of(coding), interviews_of(interviews), **ASKED)
    assert str(caught.value) == f"simulated/coding, {message}"


def test_a_level_that_does_not_exist_is_refused():
    """A slip of the pen does not give an empty result."""
    with pytest.raises(ValueError, match=r"^level") as caught:
        co_occurrence(
            coding_of(CODING), interviews_of(INTERVIEWS), level="themes", **ASKED
        )
    assert str(caught.value) == (
        "level: not a level of the frame, got 'themes'; use theme, sub-theme or code"
    )


CODES = ["praise", "advice", "hours", "family", "rent"]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["I1", "I2", "I3", "I4"]),
        st.sampled_from(CODES),
        st.integers(0, 8),
        st.integers(1, 6),
    ),
    min_size=1,
    max_size=25,
)


@settings(deadline=None)
@given(rows=ROWS)
def test_pairs_agree_with_sets_of_characters(rows):
    """Whatever the coding, counted in another way, and the input is left alone."""
    coding = pd.DataFrame(
        [(i, "A", c, f"E{k}", s, s + n) for k, (i, c, s, n) in enumerate(rows)],
        columns=COLUMNS,
    )
    before = coding.copy(deep=True)
    found = co_occurrence(
        coding_of(coding), interviews_of(INTERVIEWS), level="code", **ASKED
    )
    pd.testing.assert_frame_equal(coding, before)
    signs = [(i, c, {(i, at) for at in range(s, s + n)}) for i, c, s, n in rows]
    for one in found.pairs:
        first = [(i, where) for i, code, where in signs if code == one.first]
        second = [(i, where) for i, code, where in signs if code == one.second]
        here, there = {i for i, _ in first}, {i for i, _ in second}
        assert one.both == len(here & there)
        assert one.either == len(here | there)
        assert one.overlaps == sum(bool(a & b) for _, a in first for _, b in second)
        assert (one.jaccard is None) == (one.either == 0) == bool(one.undefined)
        if one.jaccard is not None:
            assert 0 <= one.jaccard <= 1
