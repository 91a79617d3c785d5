"""Printed numbers: exact strings, and nothing lost but the digits left out."""

import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from reported.words.rounding import (
    apa_number,
    apa_p,
    apa_stat,
    coverage,
    interval,
    number_words,
    p_number,
    percentage,
    share,
    statistic_number,
    whole_or_two,
)


@pytest.mark.parametrize(
    ("value", "options", "expected"),
    [
        (1.005, {}, "1.01"),  # as it reads, though the float lies below the half
        (-21.625, {}, "−21.63"),
        (1e-7, {}, "0.00"),
        (-0.504, {}, "−0.50"),
        (-0.004, {}, "0.00"),
        (0.25, {"bounded": True}, ".25"),
        (-0.25, {"bounded": True}, "−.25"),
        (1.0, {"bounded": True}, "1.00"),
        (0.0, {"bounded": True}, ".00"),
        (0.996, {"bounded": True}, "1.00"),
        (12.3456, {"digits": 1}, "12.3"),
        (48, {"digits": 0}, "48"),
    ],
)
def test_apa_number_rounds_and_drops_only_a_needless_zero(value, options, expected):
    """True minus sign, no minus before a rounded zero."""
    assert apa_number(value, **options) == expected


def test_apa_number_refuses_a_bounded_number_above_1():
    """A slip in the name of a statistic is noticed."""
    with pytest.raises(ValueError, match=r"^a bounded") as caught:
        apa_number(1.2, bounded=True)
    assert str(caught.value) == ("a bounded number exceeds 1, got 1.2; print it whole")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, "*p* < .001"),
        (0.00099, "*p* < .001"),
        (0.001, "*p* = .001"),
        (0.0102, "*p* = .010"),
        (0.05, "*p* = .050"),
        (0.999, "*p* = .999"),
        (0.9996, "*p* > .999"),
        (1.0, "*p* > .999"),
    ],
)
def test_apa_p_is_never_0_and_never_1(value, expected):
    """Three decimals, and a bound at either end."""
    assert apa_p(value) == expected


@pytest.mark.parametrize("value", [-0.1, 1.01, float("nan")])
def test_apa_p_refuses_what_is_no_probability(value):
    """Also NaN."""
    with pytest.raises(ValueError, match=r"^a p value") as caught:
        apa_p(value)
    assert str(caught.value) == (
        f"a p value is outside 0-1, got {value}; check the test"
    )


def test_apa_stat_prints_whole_degrees_of_freedom_whole():
    """Fractions get two decimals."""
    assert apa_stat("F", 5.1234, (2.0, 43.6071)) == "*F*(2, 43.61) = 5.12"
    assert apa_stat("t", -1.857, (17.0,)) == "*t*(17) = −1.86"
    assert apa_stat("z", 1.0) == "*z* = 1.00"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("t", 0.0, "0.000"),
        ("t", -0.0004, "0.000"),
        ("t", -0.0031, "−0.003"),
        ("t", 0.0049999, "0.005"),
        ("z", 0.005, "0.01"),
        ("r", 0.0031, ".003"),
        ("r", -0.00031, "−.0003"),
        ("r", 1.0, "1.00"),
        ("F", 0.0031, "0.00"),
        ("H", 0.0, "0.00"),
    ],
)
def test_a_statistic_near_nought_shows_more_decimals(name, value, expected):
    """Of two tails, where 0.00 would stand for too many p values."""
    assert statistic_number(name, value) == expected
    assert apa_stat(name, value).endswith(f" = {expected}")


@given(statistic=st.floats(-0.02, 0.02), dof=st.floats(1, 1e4))
def test_p_agrees_with_the_decimals_that_its_t_shows(statistic, dof):
    """From the size of t alone, as software reads it that does not look across 0."""
    printed = statistic_number("t", statistic).replace("−", "-")
    half = 0.5 * 10 ** -len(printed.partition(".")[2])
    near, far = abs(abs(float(printed)) - half), abs(float(printed)) + half
    least, most = (2 * stats.t.sf(size, dof) for size in (far, near))
    p = p_number(2 * stats.t.sf(abs(statistic), dof))
    if p == "> .999":
        assert most > 0.999
    else:
        assert round(least, 3) <= float(p) <= round(most, 3)


@given(value=st.floats(-1e6, 1e6), digits=st.integers(0, 4))
def test_a_printed_number_reads_back_within_half_of_its_last_digit(value, digits):
    """Rounding is the only thing that happens."""
    printed = apa_number(value, digits=digits).replace("−", "-")
    assert abs(float(printed) - value) <= 0.5 * 10**-digits * (1 + 1e-6) + 1e-9
    assert printed not in ("-0", "-0.0", "-0.00", "-0.000", "-0.0000")


@given(value=st.floats(0, 1))
def test_a_printed_p_value_never_has_a_zero_before_the_point(value):
    """Nor does it claim certainty."""
    assert re.fullmatch(r"\*p\* (= \.\d{3}|< \.001|> \.999)", apa_p(value))


def test_interval_prints_both_limits_alike():
    """In brackets, with true minus signs, bounded or not."""
    assert interval(-1.691, 0.101, apa_number) == "[−1.69, 0.10]"
    assert interval(-0.25, 0.996, partial(apa_number, bounded=True)) == "[−.25, 1.00]"


@pytest.mark.parametrize(
    ("value", "expected"), [(0.0004, "< .001"), (0.0102, ".010"), (0.9996, "> .999")]
)
def test_p_number_is_the_p_value_without_its_letter(value, expected):
    """As a column of p values shows it."""
    assert p_number(value) == expected


def test_whole_or_two_prints_decimals_only_where_there_are_any():
    """Degrees of freedom, smallest and largest values."""
    assert [whole_or_two(value) for value in (2.0, -3.0, 43.607)] == [
        "2",
        "−3",
        "43.61",
    ]


def test_halves_of_a_percentage_go_up():
    """15 of 24 is 62.5% and 57 of 200 is 28.5%."""
    assert [percentage(value) for value in (15 / 24, 57 / 200, 0.0, 1.0)] == [
        "63%",
        "29%",
        "0%",
        "100%",
    ]


def test_share_of_nobody_has_no_percentage():
    """Nothing is divided by 0."""
    assert share(31, 48) == "31 of 48 (65%)"
    assert share(0, 0) == "0 of 0"


def test_coverage_keeps_all_its_digits():
    """Also where the floating-point product would not."""
    assert [coverage(level) for level in (0.95, 0.999, 0.58)] == ["95%", "99.9%", "58%"]


def test_number_words_go_from_zero_to_ninety_nine():
    """Hyphens join tens and ones; beyond, figures are asked for."""
    assert [number_words(n) for n in (0, 13, 21, 90, 99)] == [
        "zero",
        "thirteen",
        "twenty-one",
        "ninety",
        "ninety-nine",
    ]
    assert len({number_words(n) for n in range(100)}) == 100
    with pytest.raises(ValueError, match="only 0 to 99 are written in words, got 100"):
        number_words(100)
