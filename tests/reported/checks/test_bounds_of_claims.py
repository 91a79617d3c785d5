"""A claim may say the numbers that its condition tests, and no others."""

from fractions import Fraction

from reported.checks._allowed_numbers import Allowed
from reported.checks._bounds_of_claims import bounds_of_claims
from reported.checks.prose import numbers_on


def test_a_claim_may_say_the_bound_that_its_condition_tests():
    """In digits, words, as a share or in per cent; no other number."""
    cell = (
        "```{code-cell} ipython3\nclaim('few-stay', 'p below .05, fewer than 50% of '\n"
        "      'the 24 men stay', holds=True, rests_on=[])\n```\n"
    )
    said = "{claim}`Fewer than half of the men stayed, %s <few-stay>`."
    sources = {"book/index.md": cell + said}
    allowed = Allowed(
        constants=(), exceptions=(), facts={}, bounds=bounds_of_claims(sources)
    )
    assert allowed.bounds == {"few-stay": {24, 50, Fraction(1, 2)}}
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
