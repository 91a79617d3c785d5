"""Power by exact distributions: what it begins at, and how it grows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.estimates.exact_tests import exact_p_value
from analysis.power.exact_power import (
    correlation_density,
    mean_over_correlations,
    power_of_anova,
    power_of_correlation,
    power_of_means,
    power_of_paired,
    power_of_proportions,
)


def test_fisher_power_is_that_of_the_test_in_use():
    """Summed over all tables with the thesis's own exact test."""
    sizes, chances = (7, 5), (0.2, 0.9)
    total = 0.0
    for a in range(8):
        for b in range(6):
            table = np.array([[a, 7 - a], [b, 5 - b]])
            full = table.sum(axis=0).all()
            p = exact_p_value(table) if full else 1.0
            if p < 0.05:
                first = stats.binom.pmf(a, 7, chances[0])
                total += first * stats.binom.pmf(b, 5, chances[1])
    assert power_of_proportions(*chances, sizes, alpha=0.05) == pytest.approx(total)


def test_power_starts_at_the_level_of_the_test():
    """Without an effect, and where libraries give no number there."""
    assert power_of_means(0, 24, 15, alpha=0.05) == pytest.approx(0.05)
    assert power_of_paired(0, 9, alpha=0.01) == pytest.approx(0.01)
    assert power_of_anova(0, (9, 8, 7), alpha=0.1) == pytest.approx(0.1)
    assert power_of_correlation(0, 30, alpha=0.05) == pytest.approx(0.05)
    assert power_of_proportions(0.4, 0.4, (20, 20), alpha=0.05) < 0.05


@settings(max_examples=15, deadline=None)
@given(
    d=st.floats(-4, 4),
    more=st.floats(0.01, 2),
    first=st.integers(3, 60),
    second=st.integers(3, 60),
)
def test_power_rises_with_the_effect(d, more, first, second):
    """Whatever its sign; and it stays a probability where scipy's t breaks down."""
    here = power_of_means(d, first, second, alpha=0.05)
    assert here == pytest.approx(power_of_means(-d, first, second, alpha=0.05))
    assert here == pytest.approx(power_of_means(d, second, first, alpha=0.05))
    assert 0.0499 < here <= power_of_means(abs(d) + more, first, second, alpha=0.05)
    assert power_of_means(30.0, first, second, alpha=0.05) <= 1


@settings(max_examples=15, deadline=None)
@given(r=st.floats(-0.95, 0.95), n=st.integers(4, 200))
def test_the_density_of_a_correlation_is_a_density(r, n):
    """Mass of 1, and the mirror image for the other sign."""
    assert mean_over_correlations(lambda z: 1.0, r, n) == pytest.approx(1, abs=1e-6)
    mirror = correlation_density(-0.3, -r, n)
    assert correlation_density(0.3, r, n) == pytest.approx(mirror)
