"""One number of a result knows how it prints, and what others print for it."""

from dataclasses import replace

import pytest
from example_results import EXACT, LESS, PROPORTION, WELCH

from reported.parts import Part


def test_a_number_is_printed_otherwise_where_that_is_asked():
    """And stays the same number."""
    share = Part("done", PROPORTION).proportion
    assert (share.printed, share.tenths.printed) == ("65%", "64.6%")
    assert share.tenths.target == "done.proportion.tenths"
    assert share.tenths.value == share.value
    assert share.tenths.targets == share.targets == ("done.proportion",)
    assert (share.tenths > 0.6).words == (share > 0.6).words


PRINTED = [
    (Part("mood", WELCH)["prison"].mean, "14.00", True),
    (Part("mood", WELCH)["prison"].mean, "14", False),  # others kept fewer digits
    (Part("mood", WELCH)["prison"].mean.tenths, "14.0", True),
    (Part("done", PROPORTION).proportion, "65%", True),
    (Part("done", PROPORTION).proportion, "64%", False),
    (Part("done", PROPORTION).proportion.tenths, "64.6%", True),
    (Part("mood", WELCH)["prison-inpatient"].conf_low.tenths, "\u22129.9", True),
]


@pytest.mark.parametrize(("number", "text", "holds"), PRINTED)
def test_a_number_is_held_against_what_others_printed(number, text, holds):
    """Digit by digit; how many there are is said by the end of its path."""
    found = number.prints_as(text)
    assert found.holds is holds
    assert found.targets == number.targets
    assert found.words.endswith(f" is printed as {text}")
    assert (~found).holds is not holds
    assert (~found).words.endswith(f" is not printed as {text}")


def test_a_number_that_does_not_exist_is_printed_as_nothing():
    """Whether it is what others printed cannot be judged."""
    nobody = replace(WELCH.groups[0], mean=None, undefined="there is no value")
    mood = Part("mood", replace(WELCH, groups=(nobody, WELCH.groups[1])))
    for text in ("14.00", ""):
        found = mood["prison"].mean.prints_as(text)
        assert found.holds is None
        assert found.why == "Mean of mood, Prison, n = 6: there is no value"


GIVEN = [
    (Part("done", PROPORTION).proportion > 0.5, "Proportion of completed is above 50%"),
    (Part("done", PROPORTION).count > 1500, "Count: completed is above 1,500"),
    (Part("mood", WELCH).p_value < 0.05, "p of mood is below .05"),
    (
        Part("mood", WELCH)["prison-inpatient"].conf_low < -2.5,
        "Lower limit of the difference of mood, Prison less Inpatient, is below "
        "\u22122.5",
    ),
    (
        Part("ended", replace(EXACT, outcome="Ended", contrasts=(LESS,)))[
            "prison-inpatient"
        ].estimate
        > -0.25,
        "Difference of the proportions of ended, Prison less Inpatient, is above "
        "\u221225 percentage points",
    ),
]


@pytest.mark.parametrize(("condition", "words"), GIVEN)
def test_a_limit_is_written_as_the_number_itself_is(condition, words):
    """In per cent, in percentage points, and p without its nought."""
    assert condition.words == words
