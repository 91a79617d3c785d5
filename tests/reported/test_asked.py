"""What is often claimed of a result or a part: p, differences, intervals."""

from dataclasses import replace

import pytest
from example_results import CHANGE, EXACT, PAIR, WELCH

from reported.parts import Part

LIMITS = [
    (-2.0, -1.0, 0, True),
    (1.0, 2.0, 0, True),
    (-1.0, 1.0, 0, False),
    (0.0, 1.0, 0, False),  # a limit that is the value itself does not leave it out
    (-1.0, 0.0, 0, False),
    (1.5, 3.0, 1, True),
]


@pytest.mark.parametrize(("low", "high", "value", "holds"), LIMITS)
def test_an_interval_excludes_a_value_that_lies_outside(low, high, value, holds):
    """Above it, or below it, with both limits."""
    change = Part("use", replace(CHANGE, conf_low=low, conf_high=high))
    found = change.excludes(value)
    assert found.holds is holds
    assert found.targets == ("use.conf_low", "use.conf_high")
    assert found.words == (
        f"Mean change of heroin use, Prison, is clear of {value} with its whole "
        "interval"
    )
    assert (~found).holds is not holds


def test_an_interval_that_does_not_exist_excludes_nothing():
    """Nor does it hold that it does not."""
    change = replace(CHANGE, conf_low=None, conf_high=None, undefined="one pair only")
    found = Part("use", change).excludes(0)
    assert found.holds is None
    assert "one pair only" in found.why
    assert (~found).holds is None


def test_the_part_with_most_is_told_apart_in_two_results():
    """The same outcome twice, by id."""
    found = Part("one", EXACT).largest("prison") & Part("two", EXACT).largest("prison")
    assert found.holds is True
    assert found.words == (
        "Proportion of completed | ended is largest in Prison (in each of: one, two)"
    )
    assert Part("one", EXACT).smallest("prison").holds is False


def test_adjusted_p_comes_first():
    """Where there is one, and the other where there is not."""
    mood = Part("mood", replace(WELCH, contrasts=(replace(PAIR, p_adjusted=0.06),)))
    assert mood["prison-inpatient"].not_detected.holds is True
    assert (mood["prison-inpatient"].p_value < 0.05).holds is True
    assert mood.differs.holds is True


P_VALUES = [(0.05, False), (0.0499999, True), (0.0500001, False)]


@pytest.mark.parametrize(("p", "differs"), P_VALUES)
def test_a_difference_is_detected_below_the_level_and_not_at_it(p, differs):
    """And what is not detected is the opposite of it."""
    mood = Part("mood", replace(WELCH, p_value=p))
    assert mood.differs.holds is differs
    assert mood.not_detected.holds is not differs
    assert mood.differs.words == "p of mood is below .05"


SIGNS = [
    (1.0, 0.04, 1),
    (-1.0, 0.04, -1),
    (1.0, 0.05, 0),
    (-1.0, 0.05, 0),
    (0.0, 0.04, 0),
]


@pytest.mark.parametrize(("estimate", "p", "sign"), SIGNS)
def test_what_is_higher_or_lower_differs_in_that_direction(estimate, p, sign):
    """By its p, adjusted where it is."""
    change = Part("use", replace(CHANGE, estimate=estimate, p_value=p))
    assert change.higher.holds is (sign == 1)
    assert change.lower.holds is (sign == -1)
    assert change.lower.targets == ("use.estimate", "use.p_value")
    pair = replace(PAIR, estimate=estimate, p_value=0.001, p_adjusted=p)
    mood = Part("mood", replace(WELCH, contrasts=(pair,)))["prison-inpatient"]
    assert mood.higher.holds is (sign == 1)
    assert mood.lower.holds is (sign == -1)


COVERED = [(-1, 1, True), (0, 1, False), (-1, 0, False), (1, 2, False), (-2, -1, False)]


@pytest.mark.parametrize(("low", "high", "holds"), COVERED)
def test_an_interval_covers_what_lies_between_its_limits(low, high, holds):
    """Which a limit does not."""
    change = Part("use", replace(CHANGE, conf_low=float(low), conf_high=float(high)))
    assert change.covers(0).holds is holds


def test_the_largest_and_the_smallest_stand_alone():
    """With as much as another, a part is neither; one that is undefined leaves it open.

    What is compared is the share of a group before its mean, and that before its count,
    or what is asked for.
    """
    mood = Part("mood", WELCH)
    assert mood.largest("inpatient").holds is True
    assert mood.smallest("inpatient").holds is False
    assert mood.largest("inpatient").targets == (
        "mood.groups.inpatient.mean",
        "mood.groups.prison.mean",
    )
    assert mood.largest("inpatient").words == "Mean of mood is largest in Inpatient"
    assert mood.smallest("prison", "n").words == (
        "Number with a value: mood is smallest in Prison"
    )
    alike = replace(WELCH.groups[1], mean=14.0)
    tied = Part("mood", replace(WELCH, groups=(WELCH.groups[0], alike)))
    assert tied.largest("prison").holds is False
    assert tied.smallest("prison").holds is False
    nobody = replace(alike, mean=None, undefined="there is no value")
    unknown = Part("mood", replace(WELCH, groups=(WELCH.groups[0], nobody)))
    assert unknown.largest("prison").holds is None
    assert "there is no value" in unknown.largest("prison").why
    assert "proportion" in Part("ended", EXACT).largest("prison").targets[0]
    with pytest.raises(KeyError, match="did you mean prison"):
        mood.largest("prisn")
