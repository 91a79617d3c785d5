"""How a design was asked for, and the Monte Carlo error of what was simulated."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.power._design_measures import (
    design_used,
    error_of_share,
    listed,
    mean_measure,
    share_measure,
)


# (k + 1) / (n + 2) = 3/6: sqrt(.5 * .5 / 4); mean 2, SD sqrt(2) of two
def test_monte_carlo_errors_are_those_of_shares_and_means():
    """By hand; never 0 where all or none were hits."""
    share = share_measure("s", "S", np.array([True, True, False, False]))
    assert (share.value, share.monte_carlo_error) == (0.5, 0.25)
    assert error_of_share(0, 98) == pytest.approx(sqrt(0.01 * 0.99 / 98))
    assert error_of_share(98, 98) == pytest.approx(error_of_share(0, 98))
    mean = mean_measure("m", "M", np.array([1.0, 3.0]))
    assert (mean.value, mean.monte_carlo_error) == (2.0, pytest.approx(1.0))
    alone = mean_measure("m", "M", np.array([2.0]))
    assert (alone.value, alone.monte_carlo_error) == (2.0, None)
    assert alone.undefined == "one simulated study has no Monte Carlo error"


@given(hits=st.integers(0, 50), more=st.integers(0, 50))
def test_the_error_of_a_share_is_that_of_its_complement(hits, more):
    """Never 0, and never more than that of one half."""
    n = hits + more + 1
    error = error_of_share(hits, n)
    assert error == pytest.approx(error_of_share(n - hits, n))
    assert 0 < error <= 0.5 / sqrt(n) * (1 + 1e-12)


def test_no_simulated_study_is_said():
    """And no number is given, whether a share or a mean was asked for."""
    for measure in (
        share_measure("s", "S", np.array([], dtype=bool)),
        mean_measure("m", "M", np.array([])),
    ):
        assert (measure.value, measure.monte_carlo_error) == (None, None)
        assert measure.undefined == "no simulated study was of this kind"


def test_a_design_has_options_and_no_table():
    """Numbers in full, whole ones without decimals, words as they are."""
    sizes = listed([24, 0.1 + 0.2])
    data = design_used(sizes=sizes, groups=listed(["prison", "ward b"]))
    assert (data.source, data.variables, data.rows) == ("design", (), 0)
    assert data.filter == "all rows"
    assert {option.name: option.value for option in data.options} == {
        "sizes": "24, 0.30000000000000004",
        "groups": "prison, ward b",
    }
