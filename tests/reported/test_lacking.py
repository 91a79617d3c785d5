"""What a chapter gets where a result could not be computed."""

from dataclasses import replace

import pytest
from example_lacking import ABSENT_GROUP, CONSTANT
from example_results import CHANGE, WELCH

from reported.lacking import Lacking
from reported.parts import Part
from results import DataError, Option

WHY = "every value is the same, got [4]"
MOOD = Part("mood", CONSTANT)


@pytest.mark.parametrize(
    "number",
    [
        MOOD.p,
        MOOD.statistic,
        MOOD["prison"].mean,
        MOOD.groups["prison"].mean,
        MOOD["prison-inpatient"].conf_low,
        MOOD.contrasts["prison-inpatient"].hedges_g.estimate,
        MOOD.effect.estimate,
        MOOD["effect.estimate"],
        MOOD["prison-inpatient"]["effect.estimate"],
        MOOD.omega_squared.conf_high,
        MOOD.assumptions["normal residuals"].p,
    ],
)
def test_no_number_of_what_could_not_be_computed_exists(number):
    """Whatever it is asked for, it says why, and rests on the whole result."""
    assert (number.value, number.why, number.targets) == (None, WHY, ("mood",))
    assert (number < 1).holds is (number >= 1).holds is None
    assert (number < 1).why == f"{number.words}: {WHY}"


@pytest.mark.parametrize(
    "condition",
    [
        MOOD.differs,
        MOOD.not_detected,
        MOOD["prison-inpatient"].excludes(0),
        MOOD["prison-inpatient"].covers(0),
        MOOD.largest("prison"),
        MOOD.groups.smallest("prison", "median"),
        ~MOOD.differs,
    ],
)
def test_no_claim_over_it_can_be_judged(condition):
    """Nor its denial."""
    assert condition.holds is None
    assert condition.why.endswith(WHY)
    assert condition.words


def test_a_claim_over_all_parts_cannot_be_judged_either():
    """One stands for all of them, so that there is something to judge."""
    (pair,) = MOOD.contrasts
    assert (len(MOOD.contrasts), MOOD.contrasts.keys(), pair.key) == (1, [], "")
    assert pair.differs.holds is None
    assert repr(pair) == f"<mood: not computed, {WHY}>"


def test_names_are_those_that_the_result_would_have():
    """A label is words, a part lists its fields, and the outcome is known."""
    assert isinstance(MOOD["prison"], Lacking)
    assert MOOD["prison"].label == "prison"
    assert {"mean", "sd", "label"} <= set(dir(MOOD["prison"]))
    assert MOOD.outcome == "Mood"
    assert MOOD["prison"].mean.words == "Mean of Mood, prison"
    assert MOOD["prison-inpatient"].estimate.of == "Mood"


def test_a_misspelt_field_is_still_a_mistake():
    """It is known what would stand there."""
    prison = MOOD.groups["prison"]
    with pytest.raises(AttributeError, match="did you mean mean"):
        _ = prison.maen


def test_what_is_no_number_is_not_compared():
    """As a misspelt field of the whole, which could have been the key of a group."""
    with pytest.raises(DataError, match="no number stands under 'p_vlaue'; ask it for"):
        _ = MOOD.p_vlaue < 0.05


def test_a_group_without_rows_is_lacking_where_the_others_are_not():
    """The result names it; other names are mistakes as ever."""
    mood = Part("mood", ABSENT_GROUP)
    why = "nothing could be computed for outpatient"
    for number in (
        mood["outpatient"].mean,
        mood["prison-outpatient"].conf_low,
        mood.contrasts["inpatient-outpatient"].p,
    ):
        assert (number.value, number.why) == (None, why)
    assert mood.largest("outpatient").holds is None
    # of whom nothing is known may have had more, and no less than that
    most, least = sorted(
        ("prison", "inpatient"), key=lambda code: -mood[code].mean.value
    )
    assert mood.largest(most).holds is mood.smallest(least).holds is None
    assert mood.largest(least).holds is mood.smallest(most).holds is False
    assert mood["prison"].mean.value == WELCH.groups[0].mean
    with pytest.raises(KeyError, match="got 'court'"):
        mood["court"]


def test_what_an_undefined_result_has_none_of_says_why():
    """A change without a test has no assumptions, by whatever name."""
    change = replace(CHANGE, assumptions=(), undefined="one pair only")
    found = Part("use", change).assumptions["normal changes"].p_value < 0.05
    assert (found.holds, len(Part("use", change).assumptions)) == (None, 0)
    assert found.why.endswith("one pair only")


def test_the_option_of_another_name_lacks_nothing():
    """Only "absent" says for whom nothing was computed."""
    data = replace(WELCH.data, options=(Option(name="level", value="court"),))
    with pytest.raises(KeyError, match="got 'court'"):
        Part("mood", replace(WELCH, data=data))["court"]
