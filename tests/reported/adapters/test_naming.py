"""Rows that a result is said to come from."""

import pytest
from example_libraries import PLANTS, sample

from reported.adapters._making import no_data
from reported.adapters._naming import need_same, rows_used
from results import DataError, Option

OF = sample(PLANTS).where("group is ctrl")


def test_rows_are_those_with_a_value_in_each_column():
    """With source, filter, and what R needs to know besides."""
    used = rows_used(OF, ["group", "weight"], no_data("f"), first="ctrl")
    assert (used.source, used.filter) == ("R/data", "group is ctrl")
    assert (used.variables, used.rows) == (("group", "weight"), 9)
    assert (used.function, used.options) == (
        *("f", (Option(name="first", value="ctrl"),)),
    )
    with pytest.raises(DataError, match=r"no such column, got \['wait'\]"):
        rows_used(OF, ["wait"], no_data("f"))


def test_a_number_that_the_library_does_not_hold_cannot_differ():
    """Any other has to be that of the rows."""
    need_same(OF, "rows", None, 9)
    need_same(OF, "rows", 9, 9)
    with pytest.raises(DataError) as error:
        need_same(OF, "rows", 10, 9)
    assert str(error.value) == (
        "R/data, group is ctrl: the result has 10 rows, these rows give 9; name the "
        "rows, outcome= and by= that it was computed from"
    )
