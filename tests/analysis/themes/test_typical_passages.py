"""The typical passage is the one that its rule names, among any others."""

import statistics

import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.themes._typical_passages import typical

PLACES = {"I9": 0, "I1": 1, "I2": 2, "I3": 3}
PASSAGES = st.tuples(
    st.sampled_from(list(PLACES)), st.integers(0, 8), st.integers(1, 9)
)
CODED = st.lists(st.tuples(PASSAGES, st.integers(0, 2)), min_size=1, max_size=10)


def frame_of(rows):
    """Return rows as `chosen_excerpts` hands them on."""
    return pd.DataFrame(
        [
            (name, start, start + length, rank, PLACES[name])
            for (name, start, length), rank in rows
        ],
        columns=["interview", "start", "end", "rank", "place"],
    )


def by_the_rule(rows, also):
    """Find the typical passage step by step, with sets of characters."""
    spread = {}
    for (name, _, _), rank in rows:
        spread.setdefault(rank, set()).add(name)
    best = min(spread, key=lambda rank: (-len(spread[rank]), rank))
    left = [passage for passage, rank in rows if rank == best]
    agreed = []
    for name, start, length in left:
        second = {i for n, a, b in also if n == name for i in range(a, a + b)}
        theirs = second & set(range(start, start + length))
        agreed.append(2 * len(theirs) >= length)
    if any(agreed):
        left = [one for one, yes in zip(left, agreed, strict=True) if yes]
    median = statistics.median(length for _, _, length in {one for one, _ in rows})
    return min(
        left, key=lambda one: (abs(one[2] - median), PLACES[one[0]], one[1], one[2])
    )


@settings(deadline=None)
@given(rows=CODED, also=st.lists(PASSAGES, max_size=6), seed=st.integers(0, 5))
def test_the_typical_passage_is_that_of_the_rule(rows, also, seed):
    """Whatever the order of the rows, and however the second coder's overlap."""
    assume(len(set(rows)) == len(rows))
    second = frame_of([(one, 0) for one in also])[["interview", "start", "end"]]
    coded = frame_of(rows).sample(frac=1, random_state=seed)
    found = typical(coded, second)
    assert (
        found.interview,
        found.start,
        found.end - found.start,
    ) == by_the_rule(rows, also)


def test_half_of_the_characters_are_enough_and_one_less_is_not():
    """Counted once where the second coder's passages overlap."""
    rows = [(("I9", 0, 10), 0), (("I1", 0, 4), 0), (("I2", 0, 4), 0)]
    enough = frame_of([(("I9", 0, 3), 0), (("I9", 2, 3), 0)])
    assert typical(frame_of(rows), enough).interview == "I9"
    less = frame_of([(("I9", 0, 3), 0), (("I9", 1, 3), 0), (("I3", 0, 9), 0)])
    assert typical(frame_of(rows), less).interview == "I1"
