"""Coefficients agree with one another, with statsmodels and with what is published."""

import numpy as np
import pandas as pd
import pytest
from example_coders import (
    kappa_of,
)
from hypothesis import given
from hypothesis import strategies as st

from analysis.themes.agreement_coefficients import COEFFICIENTS, krippendorff_alpha
from results import DataError

COUNTS = st.lists(st.integers(0, 40), min_size=4, max_size=4).filter(any)


@given(counts=COUNTS)
def test_coefficients_of_counts_are_those_of_the_ratings(counts):
    """Whatever the counts: alpha of the general function, kappa of statsmodels."""
    both, first, second, neither = counts
    ones = [1] * both + [1] * first + [0] * second + [0] * neither
    others = [1] * both + [0] * first + [1] * second + [0] * neither
    alpha = COEFFICIENTS["krippendorff_alpha"](np.array(counts, dtype=float))
    general = krippendorff_alpha([ones, others])
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


# Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability, section C: four
# observers, twelve units, nominal: .743.
OBSERVERS = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]


def test_alpha_gives_krippendorffs_published_value():
    """Missing values, and a unit with a single one; words do as well as numbers."""
    assert {len(row) for row in OBSERVERS} == {12}
    words = [[None if v == "." else v for v in row] for row in OBSERVERS]
    numbers = np.array(
        [[np.nan if v is None else float(v) for v in row] for row in words]
    )
    # R 4.2.2, coincidences summed unit by unit: 0.743421052631579
    for given_ in (words, numbers, pd.DataFrame(words)):
        assert krippendorff_alpha(given_) == pytest.approx(0.743421052631579, abs=1e-14)


def test_alpha_is_undefined_where_nothing_could_have_differed():
    """One value only, no unit with two values, or no value."""
    assert krippendorff_alpha([[1, 1], [1, 1]]) is None
    assert krippendorff_alpha([[1, None], [None, 2]]) is None
    assert krippendorff_alpha([[None, None], [None, None]]) is None
    assert krippendorff_alpha([[1, 2], [1, 2]]) == 1.0


def test_alpha_refuses_one_coder():
    """There is nobody to agree with."""
    with pytest.raises(DataError) as refused:
        krippendorff_alpha([[1, 2, 3]])
    assert str(refused.value) == (
        "ratings: agreement needs two coders, got 1; give each coder a row"
    )
