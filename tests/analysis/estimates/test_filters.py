"""Filters are read as they were written, whatever words their values hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.estimates.filters import condition, conditions
from results import DataError

NAMES = st.from_regex(r"[a-z][a-z_0-9]*", fullmatch=True)
#: Values out of the words and marks that a filter is built of.
VALUES = st.lists(
    st.sampled_from(["and", "or", "is", "A", '"', '""', " ", "\n", "1", "é"]),
    max_size=6,
).map("".join) | st.lists(
    st.sampled_from(["and", "or", "is", "Hope", '"Inn"', "a"]), max_size=5
).map(" ".join)
CONDITIONS = st.tuples(NAMES, st.lists(VALUES, min_size=1, max_size=3))


@given(st.lists(CONDITIONS, min_size=1, max_size=3))
def test_what_was_written_is_read_again(wanted):
    """Names and values, in their order."""
    words = " and ".join(condition(name, *values) for name, values in wanted)
    found = conditions(words, where="simulated")
    assert [(one.name, list(one.values)) for one in found] == wanted


def test_all_rows_have_no_condition():
    """Nothing is asked of them."""
    assert conditions("all rows", where="simulated") == ()


EXAMPLE = "write it like 'setting is prison or inpatient and wave is entry'"
CLOSE = "close the quotation marks, and double those within, 'site is \"A and B\"'"


@pytest.mark.parametrize(
    ("words", "part", "hint"),
    [
        ("prison", "prison", EXAMPLE),
        ("a is x and prison", "prison", EXAMPLE),
        ("prison and a is x", "prison", EXAMPLE),
        ('a is "x', 'a is "x', CLOSE),
        ('a is y or "x" y', 'a is "x" y', CLOSE),
        ('a is "x"y" and b is z', 'a is "x"y" and b is z', CLOSE),
    ],
)
def test_a_filter_of_another_form_shows_the_part_that_is_wrong(words, part, hint):
    """And how to write it."""
    with pytest.raises(DataError) as caught:
        conditions(words, where="simulated")
    assert (
        str(caught.value) == f"simulated: filter not understood, got {part!r}; {hint}"
    )
