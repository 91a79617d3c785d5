"""Tests of libraries as records: what is not held is None."""

from example_results import USED

from results import HypothesisTest, NamedTest
from results.parts import place
from results.record_json import from_json, to_json

PAIR = NamedTest(name="a-b", label="a less b", statistic_name="t", p_adjusted=0.04)
FOUND = HypothesisTest(
    statistic_name="t", method="Tests of pairs", tests=(PAIR,), data=USED
)


def test_what_is_not_given_is_none():
    """And a test of a table is found by its name."""
    assert (FOUND.n, FOUND.statistic, FOUND.p_value) == (None, None, None)
    assert (FOUND.alternative, FOUND.correction) == ("", "none")
    assert place(FOUND, "a-b.p_adjusted").path == "tests.a-b.p_adjusted"
    assert from_json(to_json(FOUND)) == FOUND
