"""Many exact tests at once are those of one table each, and refused if too many."""

# Known answers: R 4.2.2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attrition import _many_exact_tests
from analysis.attrition._many_exact_tests import exact_p_values
from analysis.estimates.exact_tests import exact_p_value
from results import DataError


@settings(max_examples=40, deadline=None)
@given(sizes=st.lists(st.integers(1, 6), min_size=2, max_size=4), data=st.data())
def test_many_tables_have_the_p_values_that_each_has_alone(sizes, data):
    """1 where all people have the same outcome."""
    row = st.tuples(*(st.integers(0, size) for size in sizes))
    hits = np.array(data.draw(st.lists(row, min_size=1, max_size=8)))
    alone = [exact_p_value(np.column_stack([one, sizes - one])) for one in hits]
    assert exact_p_values(hits, sizes) == pytest.approx(alone, rel=1e-9)


def test_too_many_tables_together_are_refused(monkeypatch):
    """Though none of the tests alone is too large."""
    hits = np.array([[1, 2], [2, 2], [3, 2]])
    monkeypatch.setattr(_many_exact_tests, "MOST_TOGETHER", 14)
    with pytest.raises(DataError) as caught:
        exact_p_values(hits, [5, 6], where="simulated, tipping point")
    assert str(caught.value) == (
        "simulated, tipping point: more than 14 tables are compared in 3 exact tests, "
        "got groups of [5, 6]; leave groups out with a filter"
    )
    # 4, 5 and 6 tables have 3, 4 and 5 hits
    monkeypatch.setattr(_many_exact_tests, "MOST_TOGETHER", 15)
    assert exact_p_values(hits, [5, 6])[2] == pytest.approx(0.567099567)
