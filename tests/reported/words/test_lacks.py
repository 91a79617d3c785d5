"""What a path would lead to in a result that could not be computed."""

from dataclasses import replace

import pytest
from example_lacking import ABSENT_GROUP, CONSTANT
from example_results import CHANGE, WELCH

from reported.words.lacks import Lack, absent, expected, why_lacking
from reported.words.paths import pressed
from reported.words.sentences import apa, plain
from results import Comparison, Contrast, Effect, GroupSummary

WHY = "every value is the same, got [4]"


def test_a_step_leads_to_the_kinds_of_record_that_would_stand_there():
    """A field, a key of its parts, and a key without its field."""
    whole = expected(CONSTANT)
    assert whole == expected(WELCH) == Lack((Comparison,))
    assert whole.step("contrasts") == Lack((Contrast,), several=True)
    assert whole.step("contrasts").step("a-b") == Lack((Contrast,))
    assert {GroupSummary, Contrast} < set(whole.step("prison").kinds)
    assert whole.step("effect") == whole.step("omega_squared") == Lack((Effect,))
    assert whole.step("p_value") == Lack(())
    assert whole.step("method").words


@pytest.mark.parametrize(
    "path", ["groups.prison.maen", "p_value.mean", "effect.prison"]
)
def test_other_names_lead_nowhere(path):
    """In prose as in code."""
    with pytest.raises(KeyError, match="no field to show under this name"):
        plain(CONSTANT, path)


@pytest.mark.parametrize(
    "path", ["p_value", "groups.prison.mean", "prison.n", "a-b", "omega_squared"]
)
def test_prose_shows_that_a_number_was_not_computed(path):
    """Whatever path the result could have had; nothing is claimed of its rounding."""
    found = pressed(CONSTANT, path)
    assert (found.printed, found.exact, found.rounded) == ("not computed", "", "")


def test_the_whole_result_says_why():
    """Once, where the result itself stands."""
    assert apa(CONSTANT) == plain(CONSTANT, "") == f"not computed: {WHY}"
    assert plain(CONSTANT, "outcome") == "Mood"


def test_a_result_says_for_whom_nothing_was_computed():
    """Of a group that it names, and of no other."""
    assert (absent(ABSENT_GROUP), absent(WELCH)) == (["outpatient"], [])
    assert why_lacking(WELCH, "outpatient.mean") == ""
    why = "nothing could be computed for outpatient"
    assert why_lacking(ABSENT_GROUP, "prison-outpatient.estimate") == why
    assert why_lacking(ABSENT_GROUP, "court.mean") == ""
    assert plain(ABSENT_GROUP, "groups.outpatient.mean") == "not computed"
    with pytest.raises(KeyError, match="got 'court'"):
        plain(ABSENT_GROUP, "court.mean")


def test_a_number_that_a_method_does_not_give_is_a_mistake():
    """Unlike one that the data do not allow."""
    with pytest.raises(ValueError, match="does not give one"):
        plain(replace(WELCH, dof_resid=None), "dof_resid")
    lost = replace(CHANGE, p_value=None, undefined="one pair only")
    assert plain(lost, "p_value") == "not computed"
