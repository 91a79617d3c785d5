"""A claim may say the numbers that its condition tests, and no others."""

from fractions import Fraction

import pytest

from reported.checks._allowed_numbers import Allowed
from reported.checks._bounds_of_claims import bounds_of_claims
from reported.checks.prose import numbers_on


def bounds(condition):
    """Read the numbers of one condition."""
    cell = f"```{{code-cell}} ipython3\nclaim('few-stay', {condition})\n```\n"
    return bounds_of_claims({"book/index.md": cell})


def test_a_claim_may_say_the_bound_that_its_condition_tests():
    """In digits, words, as a share or in per cent; no other number."""
    found = bounds("(stay.p_value < 0.05) & (stay.proportion < 0.5) & (stay.n == 24)")
    assert found == {"few-stay": {24, Fraction(1, 2)}}
    said = "{claim}`Fewer than half of the men stayed, %s <few-stay>`."
    allowed = Allowed(constants=(), exceptions=(), facts={}, bounds=found)
    for words, values in {
        "not fifty per cent": [],
        "twenty-four people": [],
        "five per cent": ["five per cent"],
        "37 men": ["37 men"],
        "2,400 people": ["2,400 people"],
    }.items():
        found = numbers_on("page", said % words, allowed).findings
        assert [finding.value for finding in found] == values
    elsewhere = numbers_on("page", "Fewer than half of the men stayed.", allowed)
    assert len(elsewhere.findings) == 1


@pytest.mark.parametrize(
    ("condition", "numbers"),
    [
        ("stay.share > 1 / 3", {1, 3, Fraction(1, 3)}),
        ("stay.change < -0.4", {Fraction(2, 5)}),
        ("all_of(one.high - one.low > 40 for one in stay)", {40}),
        ("(stay.p < .05) & (stay.p_adjusted >= 0.05)", set()),
        ("stay.p_value < 0.01", {Fraction(1, 100)}),
        ("stay.share < 0.05", {Fraction(1, 20)}),  # no level: it is no p
        ("stay['prison-outpatient'].differs & True", set()),
        ("stay.share / 0 > 2", {0, 2}),
    ],
)
def test_the_numbers_of_a_condition(condition, numbers):
    """Plain ones, those that it divides, and the level of a test not among them."""
    assert bounds(condition) == {"few-stay": numbers}
