"""Records of what a library holds."""

import math

import numpy as np
import pytest

from reported.adapters._making import a_row, a_test, effect, finite
from results import NO_DATA


def test_only_a_finite_number_is_one():
    """Of whichever type."""
    assert [finite(x) for x in (None, np.nan, -math.inf, np.float64(1.5), 2)] == [
        *(None, None, None, 1.5, 2.0),
    ]


@pytest.mark.parametrize(
    ("estimate", "limits", "why"),
    [
        (1.0, (0.0, 2.0), ""),
        (1.0, (-math.inf, 2.0), "an interval to one side has one limit"),
        (1.0, (), "the library gives no interval"),
        (math.nan, (), "the library gives no number"),
    ],
)
def test_an_effect_says_what_it_lacks(estimate, limits, why):
    """As a card and the note of a table repeat it."""
    assert effect("cohens_d", estimate, limits).undefined == why


def test_a_test_has_no_data_until_they_are_named():
    """What was not given is None."""
    found = a_test("scipy.stats.x", "X test", "F", statistic=2, p_value=math.nan)
    assert (found.statistic, found.p_value, found.dof) == (2.0, None, None)
    assert found.undefined == "the library gives no number"
    assert found.data.source == NO_DATA
    assert found.data.function == "scipy.stats.x"
    row = a_row("a-b", "a less b", "t", statistic=1, p_value=0.5)
    assert (row.name, row.undefined) == ("a-b", "")
