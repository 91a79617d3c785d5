"""What floating-point numbers can tell apart is a difference, and nothing else is."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.estimates.float_limits import (
    all_alike,
    near_nought,
    resolution,
    wrong_size,
)

NUMBERS = st.floats(-1e30, 1e30)


@given(NUMBERS)
def test_four_neighbours_are_alike_and_the_next_is_not(number):
    """Counted from the number that is farthest from nought, towards it."""
    steps = [number]
    for _ in range(4):
        steps.append(math.nextafter(steps[-1], 0))
    assert all_alike(np.array(steps))
    fifth = number - math.copysign(5 * math.ulp(number), number)
    assert not all_alike(np.array([number, fifth]))


@given(NUMBERS, st.integers(2, 6))
def test_a_number_is_like_itself(number, times):
    """However often it stands there; nothing is like itself as well."""
    assert all_alike(np.full(times, number))
    assert all_alike(np.array([]))


def test_differences_are_as_exact_as_what_they_were_computed_from():
    """A thousandth beside 10,000,000,000,000 is rounding, and by itself it is not."""
    before = np.array([1e13, 1e13 + 1])
    differences = np.array([1.0, 1.001])
    assert not all_alike(differences)
    assert all_alike(differences, of=[before, before + differences])
    assert resolution([np.array([]), -before]) == 4 * 2.0**-9
    assert resolution([]) == 4 * 5e-324


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=6), st.integers(0, 40))
def test_moving_values_keeps_every_difference(values, power):
    """Exactly, for whole numbers; those that are not far stay as they are."""
    here = np.array(values, dtype=float)
    there = here + 2.0**power
    first, second = near_nought([there[:1], there[1:]])
    moved = np.concatenate([first, second])
    assert np.diff(moved).tolist() == np.diff(here).tolist()
    if np.ptp(here) and np.abs(there).max() > 1e6 * np.ptp(here):
        assert moved[0] == 0
    elif np.ptp(here):
        assert moved.tolist() == there.tolist()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([np.nan, np.inf, 2.0], ""),
        ([], ""),
        ([0.0, 0.0], ""),
        ([1e70, -1e70], ""),
        ([1e-70], ""),
        ([-2e70, 1.0], "has numbers beyond 1e+70, got 2e+70"),
        ([0.0, -1e-71], "has no number above 1e-70, got 1e-71"),
        ([1e-80, 1.0], ""),
    ],
)
def test_only_sizes_whose_powers_are_lost_are_wrong(values, words):
    """Either sign; what is missing or infinite is not judged here."""
    assert wrong_size(np.array(values)) == words
