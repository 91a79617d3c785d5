"""Numbers that are compared and calculated with, and know what they rest on."""

from decimal import Decimal
from fractions import Fraction
from operator import add, eq, ge, gt, le, lt, mul, ne, sub, truediv

import numpy as np
import pandas as pd
import pytest
from example_lacking import CONSTANT
from example_quantities import MIDDLE, OLD, UNKNOWN, YOUNG, number
from example_results import WELCH

from reported.conditions import all_of, only
from reported.parts import Part
from reported.quantities import Quantity, greatest, how_many, least

COMPARISONS = [
    (lambda x: x < 20, False, "is below 20"),
    (lambda x: x <= 20, True, "is 20 or less"),
    (lambda x: x > 20, False, "is above 20"),
    (lambda x: x >= 20, True, "is 20 or more"),
    (lambda x: x == 20, True, "is 20"),
    (lambda x: x != 20, False, "is not 20"),
    (lambda x: x.between(19.5, 20), False, "is above 19.5 and below 20"),
    (lambda x: x.between(20, 21), False, "is above 20 and below 21"),
    (lambda x: x.between(19.5, 20.5), True, "is above 19.5 and below 20.5"),
    (lambda x: x.within(20, 21), True, "is from 20 to 21"),
    (lambda x: x.within(19, 20), True, "is from 19 to 20"),
    (lambda x: x.within(-1, 19), False, "is from \u22121 to 19"),
    (lambda x: x.missing, False, "is missing"),
]


@pytest.mark.parametrize(("compared", "holds", "how"), COMPARISONS)
def test_a_number_is_compared_at_and_around_a_limit(compared, holds, how):
    """With its words and its place."""
    found = compared(YOUNG)
    assert found.holds is holds
    assert found.words == f"Mean of age, Young, {how}"
    assert found.targets == ("age.Young",)
    assert found.why == ""
    assert (~found).holds is not holds


NUMPY = [np.float64(30), np.float32(30), np.int64(30), np.uint8(30)]


@pytest.mark.parametrize("limit", [30, 30.0, Fraction(30), *NUMPY])
def test_a_number_on_the_left_compares_as_one_on_the_right(limit):
    """NumPy would make an array of truth values of it."""
    for left, right in [(gt, lt), (ge, le), (lt, gt), (le, ge), (eq, eq), (ne, ne)]:
        assert left(limit, YOUNG) == right(YOUNG, limit) == right(YOUNG, 30)


@pytest.mark.parametrize("left", [50, *NUMPY])
@pytest.mark.parametrize("operation", [add, sub, mul, truediv])
def test_a_number_on_the_left_is_calculated_with(operation, left):
    """And what comes of it rests on the same result."""
    found = operation(left, YOUNG)
    assert isinstance(found, Quantity)
    assert found.value == operation(float(left), 20)
    assert found.targets == ("age.Young",)


WRONG = [
    True,
    np.True_,
    None,
    "30",
    float("nan"),
    np.nan,
    float("inf"),
    30j,
    Decimal(30),
    [30],
    np.array([30.0]),
    pd.Series([30.0]),
]


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
@pytest.mark.parametrize("operation", [lt, le, gt, ge, add, sub, mul, truediv])
def test_only_numbers_are_compared_and_calculated_with(operation, wrong):
    """NaN is above nothing and below nothing, so that a denial of it would hold."""
    for one, other in ((YOUNG, wrong), (wrong, YOUNG)):
        with pytest.raises(TypeError, match="and calculated with numbers, got"):
            operation(one, other)


def test_a_number_that_does_not_exist_cannot_be_judged_and_says_why():
    """However it is asked."""
    for found in [
        UNKNOWN < 30,
        lt(30, UNKNOWN),
        UNKNOWN == 30,
        UNKNOWN != 30,
        YOUNG < UNKNOWN,
        UNKNOWN.between(1, 2),
        UNKNOWN.within(1, 2),
        UNKNOWN + 1 > 0,
        YOUNG / UNKNOWN > 0,
        abs(UNKNOWN) > 0,
        -UNKNOWN > 0,
        greatest([YOUNG, UNKNOWN]) > 0,
        least([UNKNOWN, YOUNG]) > 0,
        how_many([YOUNG < 30, UNKNOWN < 30]) > 0,
    ]:
        assert found.holds is None, found.words
        assert "of age, Unknown: nobody was asked" in found.why, found.words
    assert UNKNOWN.missing.holds is True
    assert (UNKNOWN.missing | (UNKNOWN < 30)).holds is True


@pytest.mark.parametrize("taken", [float, int, lambda number: f"{float(number):.2f}"])
def test_a_number_that_does_not_exist_is_taken_by_nobody(taken):
    """It would be drawn or printed as one."""
    with pytest.raises(ValueError, match="there is no such number, nobody was asked"):
        taken(UNKNOWN)
    assert taken(YOUNG) in (20, "20.00")


def test_a_number_is_not_true_or_false():
    """Nought and a number that does not exist would both be false."""
    with pytest.raises(TypeError, match="Mean of age, Young: a number is not true or "):
        bool(YOUNG)


def test_a_share_of_nought_is_no_number():
    """The reason names what is nought."""
    nobody = number(0, "Nobody")
    for found, why in [
        (YOUNG / nobody, "Mean of age, Nobody is 0"),
        (YOUNG / 0, "0 is 0"),
    ]:
        assert found.value is None
        assert found.why == why
        assert (found > 1).holds is None


def test_a_calculation_rests_on_all_of_its_numbers():
    """Each once, in the order in which they stand."""
    found = 100 * (OLD - YOUNG) / (MIDDLE + OLD) + YOUNG
    assert found.value == 60
    assert found.targets == ("age.Old", "age.Young", "age.Middle")
    assert greatest([OLD, YOUNG]).targets == ("age.Old", "age.Young")
    counted = how_many([OLD < 30, YOUNG < 30])
    assert (counted.value, counted.targets) == (1, ("age.Old", "age.Young"))


def test_a_calculation_of_several_outcomes_is_said_once():
    """As long as both numbers are of the same."""
    widths = [
        number(70, "Old", f"Upper limit of {of}", of, of)
        - number(50, "Old", f"Lower limit of {of}", of, of)
        for of in ("age", "use")
    ]
    assert all_of(width > 10 for width in widths).words == (
        "Upper limit less lower limit, Old, is above 10 (each of: age, use)"
    )
    mixed = number(70, "Old", "Mean of use", "use", "use") - OLD
    assert (mixed.words, mixed.of) == ("Mean of use less mean of age, Old", "")


def test_a_sum_that_is_calculated_with_again_stands_in_brackets():
    """Else it would be read as something else."""
    share = (1 - YOUNG) / 2
    assert share.words == "(1 less mean of age) divided by 2, Young"
    assert (share < 0).words == "(1 less mean of age) divided by 2, Young, is below 0"
    assert (2 * (YOUNG + 1)).words == "2 times (mean of age plus 1), Young"
    assert (YOUNG * YOUNG).words == "Mean times mean of age, Young"


BESIDE = [
    (OLD, "Mean of age, Young, is below that of Old"),
    (number(30, "Young", "Median of age"), "Mean of age, Young, is below median"),
    (
        number(30, "Young", "Mean of use", "use", "use"),
        "Mean of age, Young, is below that of use",
    ),
    (number(30, "Young", name="again"), "Mean of age, Young, is below that in again"),
    (
        number(30, "Old", "Median of use", "use", "use"),
        "Mean of age, Young, is below median of use, Old",
    ),
]


@pytest.mark.parametrize(("other", "words"), BESIDE)
def test_a_number_beside_another_is_not_named_in_full_again(other, words):
    """Only what sets the two apart is said."""
    found = lt(YOUNG, other)
    assert (found.holds, found.words) == (True, words)
    assert set(found.targets) == {"age.Young", *other.targets}


def test_the_same_of_several_outcomes_is_said_once():
    """With the outcomes, and with the parts if there are several."""
    use = [
        number(one.value, one.heading()[1], "Mean of use", "use", "use")
        for one in (YOUNG, OLD)
    ]
    assert all_of([YOUNG < 70, use[0] < 70]).words == (
        "Mean, Young, is below 70 (each of: age, use)"
    )
    assert all_of(one < 70 for one in (YOUNG, OLD, *use)).words == (
        "Mean is below 70 (each of: age, use; each of: Young, Old)"
    )
    assert all_of([YOUNG < 70, OLD < 70, use[0] < 70]).words == (
        "Mean of age is below 70 (each of: Young, Old); and mean of use, Young, is "
        "below 70"
    )


def test_conditions_that_hold_are_counted_in_words_that_can_be_read():
    """Of how many, and which."""
    found = how_many(one > 30 for one in (YOUNG, MIDDLE, OLD)) == 2
    assert found.holds is True
    assert found.words == (
        "Number that hold of 3 conditions (Mean of age is above 30 (of: Young, "
        "Middle, Old)) is 2"
    )


def test_extremes_say_of_what():
    """Once, where all are the same number of different parts."""
    assert greatest([YOUNG, OLD]).words == "Largest mean of age, of Young, Old"
    assert (least([YOUNG, OLD]) < 30).words == (
        "Smallest mean of age, of Young, Old, is below 30"
    )
    apart = [YOUNG, number(3, "Old", "Median of age")]
    assert least(apart).words == "Smallest of mean of age, Young; median of age, Old"


def test_a_calculation_keeps_its_part_and_how_it_is_written():
    """Differences are written as their numbers are; ratios are not."""
    low, high = (
        Quantity(
            value,
            f"{which} limit of age",
            ("age",),
            part="Old",
            given=lambda value: f"{value} years",
        )
        for value, which in ((50.0, "Lower"), (70.0, "Upper"))
    )
    width = high - low > 10
    assert width.holds is True
    assert width.words == "Upper limit less lower limit of age, Old, is above 10 years"
    assert (high / low > 1).words == (
        "Upper limit divided by lower limit of age, Old, is above 1"
    )
    assert (abs(high) > 1).words == "Size of upper limit of age, Old, is above 1 years"
    assert (2 * low).words == "2 times lower limit of age, Old"


def test_each_reason_is_said_once_after_all_that_it_holds_for():
    """However conditions and quantities are put together."""
    lost = Part("mood", CONSTANT)
    why = "every value is the same, got [4]"
    both = all_of((lost.p < 0.05, lost["prison"].mean > 1, lost.p < 0.05))
    assert both.why == f"p of Mood, Mean of Mood, prison: {why}"
    counted = how_many([lost.p < 0.05, lost["prison"].mean > 1]) > 1
    largest = greatest([lost.p, abs(lost["prison"].mean)]) / lost.p > 1
    for found in (counted, largest):
        assert found.holds is None
        assert found.why.count(why) == 1, found.why


def test_a_condition_whose_key_nobody_knows_cannot_be_judged():
    """Only where there is one of which nobody knows the keys."""
    lost = Part("mood", CONSTANT)
    conditions = {pair.key: pair.differs for pair in lost.contrasts}
    assert only(["prison-inpatient"], conditions).holds is None
    with pytest.raises(KeyError, match="no condition has the key"):
        only(["other"], {"mood": Part("mood", WELCH).differs})
