"""Coefficients agree with one another, with statsmodels and with what is published."""

import numpy as np
import pytest
from example_coders import alpha_of, kappa_of
from hypothesis import given
from hypothesis import strategies as st

from analysis.themes.agreement_coefficients import (
    COEFFICIENTS,
    coincidences,
    krippendorff_alpha_of,
)

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


# Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability, section C: four
# observers, twelve units, nominal: .743. R 4.2.2, coincidences summed unit by unit, and
# the package krippendorff 0.9.0: 0.743421052631579
OBSERVERS = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]


def test_alpha_of_several_coders_gives_the_published_value():
    """Missing values, a unit with a single one, and one that all leave out."""
    given_ = np.array(
        [
            [sum(row[unit] == value for row in OBSERVERS) for value in "12345"]
            for unit in range(12)
        ]
        + [[0] * 5]
    )
    alpha = krippendorff_alpha_of(coincidences(given_))
    assert alpha == pytest.approx(0.743421052631579, abs=1e-14)
    parts = coincidences(given_[:5]) + coincidences(given_[5:])
    assert krippendorff_alpha_of(parts) == pytest.approx(float(alpha), abs=1e-14)


def test_alpha_is_undefined_where_nothing_could_have_differed():
    """One value only, no unit with two values, or no value; 1 where all agree."""
    for units in ([[2, 0], [3, 0]], [[1, 0], [0, 1]], [[0, 0], [0, 0]]):
        assert np.isnan(krippendorff_alpha_of(coincidences(np.array(units))))
    assert krippendorff_alpha_of(coincidences(np.array([[2, 0], [0, 2]]))) == 1
