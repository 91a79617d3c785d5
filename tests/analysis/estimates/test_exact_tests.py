"""Exact tests agree with R, and refuse tables that take too long."""

# Known answers: R 4.2.2

import time

import numpy as np
import pytest
from example_groups import TABLES
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.estimates import exact_tests
from analysis.estimates.exact_tests import exact_p_value
from results import DataError


# R: fisher.test(matrix(...))$p.value
@pytest.mark.parametrize("name", TABLES)
def test_exact_p_value_agrees_with_r(name):
    """Tables of several shapes, also turned on their side."""
    table, expected = TABLES[name]
    assert exact_p_value(table) == pytest.approx(expected, rel=1e-9)
    assert exact_p_value(np.transpose(table)) == pytest.approx(expected, rel=1e-9)


def test_a_table_too_large_to_enumerate_is_refused(monkeypatch):
    """The limit stands in the message; no other method is taken in its place."""
    monkeypatch.setattr(exact_tests, "MOST_TABLES", 10)
    with pytest.raises(DataError) as caught:
        exact_p_value([[9, 9], [9, 9]], where="simulated, abstinent by setting")
    assert str(caught.value) == (
        "simulated, abstinent by setting: more than 10 tables have these margins, got "
        "[2, 2] rows and columns with 36 counts; merge rare levels, or choose a test "
        "that is not exact"
    )
    assert exact_p_value([[4, 5], [5, 4]]) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("rows", "rare", "message"),
    [
        (1200, 1200, "more than 500,000 tables have these margins"),
        (40, 40, "more than 500,000 tables have these margins"),
        (900, 2, "the tables with these margins have over 10,000,000 cells"),
    ],
)
def test_a_tall_table_is_refused_before_it_is_enumerated(rows, rare, message):
    """At once: neither a depth of recursion nor minutes of work."""
    has = np.arange(rows) < rare
    table = np.column_stack([has, np.ones(rows)]).astype(int)
    began = time.monotonic()
    with pytest.raises(DataError) as caught:
        exact_p_value(table)
    assert time.monotonic() - began < 5
    assert str(caught.value) == (
        f"table: {message}, got [{rows}, 2] rows and columns with {rows + rare} "
        "counts; merge rare levels, or choose a test that is not exact"
    )


# Two of 40 people in 40 groups of different sizes: the chance of each pair by hand
def test_a_tall_table_of_few_tables_is_tested():
    """Every likelier table is left out of p."""
    sizes = np.array([1] * 38 + [2, 3])
    has = np.zeros(40, dtype=int)
    has[[0, 1]] = 1
    # no table is less likely than two groups of one person with one each
    pairs = 38 * 37 / 2
    both = [2 * 38, 3 * 38, 2 * 3, 1, 3]
    assert exact_p_value(np.column_stack([has, sizes - has])) == pytest.approx(
        (pairs + 1) / (pairs + sum(both))
    )


@settings(max_examples=40, deadline=None)
@given(
    table=st.lists(
        st.lists(st.integers(0, 6), min_size=2, max_size=3), min_size=2, max_size=3
    )
)
def test_exact_p_value_is_a_probability_and_ignores_the_order_of_rows(table):
    """Between 0 and 1, for any small table."""
    cells = np.array([row[:2] for row in table]) + 1
    p = exact_p_value(cells)
    assert 0 < p <= 1
    assert exact_p_value(cells[::-1]) == pytest.approx(p)
    assert exact_p_value(cells[:, ::-1]) == pytest.approx(p)
