"""Records of comparisons of groups stay as they were made, and hold numbers only."""

import pytest
from example_records import broken_promises, made, records_of

from results import CountComparison, PairedCounts, _comparisons


@pytest.mark.parametrize("kind", records_of(_comparisons))
def test_a_record_keeps_its_promises(kind):
    """Frozen, with names for all fields, no NaN, and the same again from JSON."""
    assert broken_promises(kind) == []


def test_counts_that_follow_from_others_are_no_fields():
    """Those who had a property at either time, and everybody who was asked."""
    counts = made(PairedCounts, both=10, before_only=15, after_only=5, neither=18)
    assert (counts.before_count, counts.after_count) == (25, 15)
    assert made(CountComparison, n=48, n_missing=6).n_total == 54
