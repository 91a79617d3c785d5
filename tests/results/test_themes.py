"""Records of themes and quotations stay as they were made, and hold numbers only."""

import pytest
from example_records import broken_promises, records_of

from results import _themes


@pytest.mark.parametrize("kind", records_of(_themes))
def test_a_record_keeps_its_promises(kind):
    """Frozen, with names for all fields, no NaN, and the same again from JSON."""
    assert broken_promises(kind) == []
