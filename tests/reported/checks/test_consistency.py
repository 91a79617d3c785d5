"""p values, printed tests and means: what can be true together, and what cannot."""

# Known answers: R 4.2.2, with the call beside each number.

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reported.checks._printed_tests import reported_tests
from reported.checks.consistency import (
    agrees,
    games_howell_p_value,
    grim,
    p_bounds,
    p_value,
)
from reported.words.rounding import apa_number, apa_p, apa_stat

SIZES = st.floats(min_value=0, max_value=30)
DEGREES = st.floats(min_value=2, max_value=500)


def only(text):
    """Return the one test of a text."""
    (found,) = reported_tests(text)
    return found


@pytest.mark.parametrize(
    ("name", "statistic", "dof", "expected"),
    [
        # pf(5.77, 2, 45.91, lower.tail = FALSE)
        ("F", 5.77, (2, 45.91), 0.00581539471414),
        # pf(0.09, 2, 45.98, lower.tail = FALSE)
        ("F", 0.09, (2, 45.98), 0.914091781785),
        # 2 * pt(-abs(-1.860813), 17.77647)
        ("t", -1.860813, (17.77647,), 0.0793942126719),
        # pchisq(7.32, 2, lower.tail = FALSE)
        ("H", 7.32, (2,), 0.0257325127264),
        ("χ²", 7.32, (2,), 0.0257325127264),
        # 2 * pnorm(-2.31)
        ("z", 2.31, (), 0.0208881541239),
        # cor.test(sleep$extra[1:10], sleep$extra[11:20])
        ("r", 0.795170205834, (8,), 0.00596499579692),
    ],
)
def test_p_value_agrees_with_r(name, statistic, dof, expected):
    """Every statistic that has a distribution, to nine figures."""
    assert p_value(name, statistic, dof) == pytest.approx(expected, rel=1e-9)


def test_p_value_of_one_tail_agrees_with_r():
    """The direction is that of the alternative."""
    # pt(-1.860813, 17.77647) and the same with lower.tail = FALSE
    less = p_value("t", -1.860813, [17.77647], alternative="less")
    greater = p_value("t", -1.860813, [17.77647], alternative="greater")
    assert less == pytest.approx(0.0396971063359, rel=1e-9)
    assert greater == pytest.approx(0.960302893664, rel=1e-9)


def test_games_howell_p_value_agrees_with_r():
    """The contrast of two among three groups, in either direction."""
    # ptukey(2.98 * sqrt(2), 3, 45.2, lower.tail = FALSE)
    for t in (2.98, -2.98):
        found = games_howell_p_value(t, 45.2, n_groups=3)
        assert found == pytest.approx(0.0126107149697, rel=1e-7)
    # ptukey(0.31 * sqrt(2), 3, 40.7, lower.tail = FALSE)
    found = games_howell_p_value(0.31, 40.7, n_groups=3)
    assert found == pytest.approx(0.948472352904, rel=1e-7)


@given(SIZES, DEGREES)
def test_p_value_does_not_depend_on_the_sign_of_t(size, dof):
    """Two tails are alike, and r and F of one degree of freedom say the same."""
    p = p_value("t", size, [dof])
    assert 0 <= p <= 1
    assert p_value("t", -size, [dof]) == p
    assert p_value("F", size**2, (1, dof)) == pytest.approx(p, rel=1e-6, abs=1e-12)
    r = size / math.sqrt(size**2 + dof)
    assert p_value("r", r, [dof]) == pytest.approx(p, rel=1e-6, abs=1e-12)


def test_p_value_of_a_perfect_correlation_is_zero():
    """No division by zero where nothing is left unexplained."""
    assert p_value("r", -1.0, [8]) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            ("U", 12.0, ()),
            "statistic: no distribution is known, got 'U'; "
            "use one of F, H, r, rs, t, z, χ²",
        ),
        (
            ("F", 5.77, (2,)),
            "F: 2 degrees of freedom are needed, got [2]; give those of the test",
        ),
    ],
)
def test_p_value_refuses_what_it_cannot_compute(call, message):
    """An unknown statistic, and degrees of freedom that are not its own."""
    with pytest.raises(ValueError, match=r"degrees|distribution") as caught:
        p_value(*call)
    assert str(caught.value) == message


def test_p_value_refuses_an_unknown_alternative():
    """The message names the three that there are."""
    with pytest.raises(ValueError, match="alternative") as caught:
        p_value("t", 1.0, [5], alternative="larger")
    assert str(caught.value) == (
        "alternative: not a direction, got 'larger'; use two-sided, greater or less"
    )


def test_p_bounds_agree_with_r():
    """Half of the last decimal of the statistic and of degrees with decimals."""
    # pf(5.775, 2, 45.915, lower.tail = FALSE), pf(5.765, 2, 45.905, ...)
    found = p_bounds(only("F(2, 45.91) = 5.77, p = .006"))
    assert found == pytest.approx((0.00579186806132, 0.00583902003695), rel=1e-9)
    # 2 * pt(-2.005, 20), 2 * pt(-1.995, 20): whole degrees of freedom are exact
    found = p_bounds(only("t(20) = 2.00, p = .059"))
    assert found == pytest.approx((0.0586871986154, 0.059848954921), rel=1e-9)
    # 1 and 2 * pnorm(-.005): 0 lies within the rounding
    found = p_bounds(only("z = 0.00, p > .999"))
    assert found == pytest.approx((0.996010593819, 1), rel=1e-9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("F(2, 45.91) = 5.77, p = .006", True),
        ("F(2, 45.91) = 5.77, p = .005", False),
        ("F(2, 55.91) = 1.00, p = .916", False),
        ("F(2, 45.91) = 5.77, p < .001", False),
        ("t(20) = 6.77, p < .001", True),
        ("t(20) = 3.85, p < .001", True),  # .0009882 to .0010111
        ("t(20) = 6.77, p = .001", False),
        ("t(20) = 0.00, p > .999", True),
        ("t(20) = 0.10, p > .999", False),
        ("t(20) = 2.00, p = .059", True),
        ("t(20) = 2.00, p = .060", True),
        ("t(20) = 2.00, p = .06", True),
        ("t(20) = 2.00, p = .061", False),
        ("r(8) = 1.00, p < .001", True),
    ],
)
def test_agrees_allows_for_rounding_and_for_no_more(text, expected):
    """The last printed digit of statistic, degrees of freedom and p may be rounded."""
    assert agrees(only(text)) is expected


def test_agrees_takes_the_groups_of_a_contrast():
    """The same numbers are wrong as a t test and right as one of three contrasts."""
    assert not agrees(only("t(45.20) = 2.98, p = .013"), n_groups=3)
    found = only("t(45.20) = 2.98, Games-Howell-adjusted p = .013")
    assert agrees(found, n_groups=3)
    assert not agrees(found, n_groups=4)
    with pytest.raises(ValueError, match="how many groups were compared"):
        agrees(found)


def test_p_bounds_of_a_contrast_agree_with_r():
    """By the studentised range, whose p a t test does not have."""
    # ptukey(2.455 * sqrt(2), 3, 41.465, ...), ptukey(2.445 * sqrt(2), 3, 41.475, ...)
    found = p_bounds(
        only("t(41.47) = −2.45, Games-Howell-adjusted p = .047"), n_groups=3
    )
    assert found == pytest.approx((0.0472921568, 0.0483878344), rel=1e-4)


@pytest.mark.parametrize(
    ("p", "expected"),
    [("= .020", True), ("= .019", False), ("= .163", True), ("> .999", True)],
)
def test_an_adjusted_p_is_never_below_that_of_its_test(p, expected):
    """Which alone is known of it: χ²(1) = 5.38 gives .0204 by itself."""
    assert agrees(only(f"χ²(1) = 5.38, Holm-adjusted p {p}")) is expected


@given(
    name=st.sampled_from(["F", "t", "H"]),
    statistic=SIZES,
    dof=st.integers(1, 5),
    resid=DEGREES,
)
def test_agrees_with_whatever_is_reported_of_a_true_test(name, statistic, dof, resid):
    """No result of this thesis can be called inconsistent because it was rounded."""
    degrees = {"F": (dof, resid), "t": (resid,), "H": (dof,)}[name]
    p = apa_p(p_value(name, statistic, degrees))
    printed = f"{apa_stat(name, statistic, degrees)}, {p}".replace("*", "")
    assert agrees(only(printed))


@pytest.mark.parametrize(
    ("mean", "n", "items", "expected"),
    [
        ("5.18", 28, 1, True),  # 145 / 28 = 5.179
        ("5.19", 28, 1, False),  # 145 / 28 = 5.179, 146 / 28 = 5.214
        ("3.44", 25, 1, True),
        ("3.45", 25, 1, False),
        ("3.45", 25, 4, True),
        ("−0.67", 15, 1, True),
        ("−0.68", 15, 1, False),
        ("7.5", 3, 1, False),
        ("8", 3, 1, True),
    ],
)
def test_grim_knows_which_means_are_possible(mean, n, items, expected):
    """Worked out by hand: a whole number over n times items must round to the mean."""
    assert grim(mean, n, items=items) is expected


@given(st.lists(st.integers(-60, 60), min_size=1, max_size=99))
def test_grim_accepts_every_mean_of_whole_numbers(values):
    """A true mean is never called impossible."""
    assert grim(apa_number(sum(values) / len(values)), len(values))


def test_grim_refuses_a_mean_of_nothing():
    """The message gives both numbers."""
    with pytest.raises(ValueError, match=r"^grim: nothing was averaged, got n 0 and"):
        grim("1.00", 0)
