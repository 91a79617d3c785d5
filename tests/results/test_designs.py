"""Records of what a design can show stay as they were made, and hold numbers only."""

import pytest
from example_records import broken_promises, made, records_of

from results import BoundedProportion, _designs


@pytest.mark.parametrize("kind", records_of(_designs))
def test_a_record_keeps_its_promises(kind):
    """Frozen, with names for all fields, no NaN, and the same again from JSON."""
    assert broken_promises(kind) == []


def test_those_who_were_not_observed_are_no_field():
    """They follow from the others of their group."""
    assert made(BoundedProportion, n=24, n_observed=17).n_not_observed == 7
