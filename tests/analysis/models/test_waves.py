"""Two waves become rows of one outcome, or are refused."""

import numpy as np
import pandas as pd
import pytest

from analysis.models._waves import long_waves, need_persons, need_values, sums_of
from results import DataError

NAN = np.nan
ENTRY = np.array([12, 15, 11, NAN, 17, 19, 22, 18, NAN])
LATER = np.array([10, 14, NAN, 15, 11, 15, 19, NAN, NAN])
FIRST = np.array([True] * 4 + [False] * 5)
SECOND = np.array([False] * 4 + [True] * 5)


# By hand: the fourth has no entry, the third and the eighth no follow-up, the last none
def test_every_observed_value_has_a_row():
    """Of entry, then of follow-up, with the products of wave and group."""
    found = long_waves([ENTRY, LATER], [FIRST, SECOND])
    assert found.y.tolist() == [12, 15, 11, 17, 19, 22, 18, 10, 14, 15, 11, 15, 19]
    assert found.person.tolist() == [0, 1, 2, 4, 5, 6, 7, 0, 1, 3, 4, 5, 6]
    assert found.counts.tolist() == [2, 2, 1, 1, 2, 2, 2, 1]
    assert found.matrix[[0, 3, 7, 10]].tolist() == [
        [1, 0, 0, 0],
        [1, 0, 1, 0],
        [1, 1, 0, 0],
        [1, 1, 1, 1],
    ]
    sums = sums_of(found, np.column_stack([found.y, np.ones(13)]))
    assert sums[:, 0].tolist() == [22, 29, 11, 15, 28, 34, 41, 18]
    assert sums[:, 1].tolist() == found.counts.tolist()


def test_who_is_in_no_group_is_left_out():
    """And persons are counted without a gap."""
    found = long_waves([ENTRY, LATER], [FIRST & (ENTRY != 12), SECOND])
    assert found.y.tolist() == [15, 11, 17, 19, 22, 18, 14, 15, 11, 15, 19]
    assert found.person.max() == len(found.counts) - 1 == 6


def test_a_person_has_one_row_and_a_name():
    """The whole message."""
    need_persons(pd.DataFrame({"who": ["a", "b"]}), "who", "HELP")
    frame = pd.DataFrame({"who": [1.0, 2, 2, None, None, 1]})
    with pytest.raises(DataError) as caught:
        need_persons(frame, "who", "HELP")
    assert str(caught.value) == (
        "HELP: who has two rows, got [2.0, 1.0]; put both waves into one row\n"
        "HELP: who is missing on 2 rows; check the table"
    )


@pytest.mark.parametrize(
    ("entry", "later", "groups", "message"),
    [
        (
            ENTRY,
            LATER,
            "aaaaaaaaa",
            "at least 2 groups are needed, got ['a']; "
            "choose other rows or another test",
        ),
        (
            ENTRY,
            np.where(FIRST, NAN, LATER),
            "aaaabbbbb",
            "no value was observed at follow-up in ['a']; "
            "leave the ward out with a filter",
        ),
        (
            ENTRY,
            LATER,
            "aaaabbbcc",
            "no value was observed at follow-up in ['c']; "
            "leave the ward out with a filter\n"
            "HELP: fewer than 3 persons have a value in ['c'], too few for tests of "
            "large samples; leave the ward out with a filter",
        ),
        (
            [12, 15, 11, 17, 19, 22, 18, 20],
            [10, 14, 13, 11, 15, 19, 16, 21],
            "aaabbbcc",
            "fewer than 3 persons have a value in ['c'], too few for tests of large "
            "samples; leave the ward out with a filter",
        ),
        (
            [1.0, NAN, 2, 4, NAN, 3],
            [NAN, 3.0, NAN, NAN, 5, NAN],
            "aaabbb",
            "nobody has both values, got 6 persons with one each; "
            "compare the groups at each wave instead",
        ),
        (
            [0.1, 0.2, 0.7, 4, 5, 3],
            [0.2, 0.3, 0.8, 6, 7, 5],
            "aaabbb",
            "everybody of a group changes by the same amount, so there is no variance "
            "within persons; describe the groups instead",
        ),
    ],
)
def test_waves_without_what_a_model_needs_are_refused(entry, later, groups, message):
    """The whole message."""
    codes = sorted(set(groups))
    members = [np.array([one == code for one in groups]) for code in codes]
    waves = [np.array(entry, dtype=float), np.array(later, dtype=float)]
    with pytest.raises(DataError) as caught:
        need_values(long_waves(waves, members), codes, "ward", "HELP")
    assert str(caught.value) == f"HELP: {message}"


def test_one_change_of_another_amount_is_variance():
    """Nothing is wrong then."""
    waves = [np.array([0.1, 0.2, 0.7, 4, 5, 3]), np.array([0.2, 0.3, 0.8, 6, 7, 5.01])]
    members = [np.arange(6) < 3, np.arange(6) >= 3]
    need_values(long_waves(waves, members), ["a", "b"], "ward", "HELP")
