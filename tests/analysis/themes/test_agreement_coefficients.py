"""Coefficients agree with one another, with statsmodels and with what is published."""

import numpy as np
import pytest
from example_coders import alpha_of, kappa_of
from hypothesis import given
from hypothesis import strategies as st

from analysis.themes.agreement_coefficients import COEFFICIENTS

COUNTS = st.lists(st.integers(0, 40), min_size=4, max_size=4).filter(any)


@given(counts=COUNTS)
def test_coefficients_of_counts_are_those_of_the_ratings(counts):
    """Whatever the counts: alpha of coincidences, kappa of statsmodels."""
    both, first, second, neither = counts
    ones = [1] * both + [1] * first + [0] * second + [0] * neither
    others = [1] * both + [0] * first + [1] * second + [0] * neither
    alpha = COEFFICIENTS["krippendorff_alpha"](np.array(counts, dtype=float))
    general = alpha_of(ones, others)
    kappa = COEFFICIENTS["cohens_kappa"](np.array(counts, dtype=float))
    if general is None:
        assert np.isnan([alpha, kappa]).all()
        return
    assert alpha == pytest.approx(general, abs=1e-12)
    table = [[neither, second], [first, both]]
    assert kappa == pytest.approx(kappa_of(table), abs=1e-9)


@given(counts=COUNTS)
def test_coefficients_do_not_depend_on_which_coder_is_first(counts):
    """Nor alpha and kappa on which value is called present."""
    both, first, second, neither = map(float, counts)
    given_, swapped = [both, first, second, neither], [both, second, first, neither]
    turned = [neither, first, second, both]
    for coefficient in COEFFICIENTS.values():
        for other in (swapped, turned):
            assert coefficient(np.array(given_)) == pytest.approx(
                coefficient(np.array(other)), nan_ok=True, abs=1e-12
            )


def test_alpha_gives_krippendorffs_published_value():
    """Krippendorff (2011), Computing Krippendorff's alpha-reliability, section A."""
    first, second = "0100000000", "1110010010"
    assert alpha_of(first, second) == pytest.approx(0.095, abs=5e-4)
    both, neither = 1, 5
    found = COEFFICIENTS["krippendorff_alpha"](np.array([both, 0, 4, neither], float))
    assert found == pytest.approx(0.095, abs=5e-4)
