"""Conditions over numbers of results: their verdicts, and what they say."""

import pytest
from example_quantities import MIDDLE, OLD, UNKNOWN, YOUNG, number

from reported.conditions import agree, all_of, any_of, none_of, only

YES, NO, OPEN = YOUNG < 30, OLD < 30, UNKNOWN < 30


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (YES, YES, True, True),
        (YES, NO, False, True),
        (NO, NO, False, False),
        (YES, OPEN, None, True),
        (NO, OPEN, False, None),
        (OPEN, OPEN, None, None),
    ],
)
def test_and_and_or_know_a_third_value(one, other, both, either):
    """What cannot be judged matters only where the rest does not decide, in any order.

    The reason is given where it matters, and nowhere else.
    """
    for found in (one & other, other & one, all_of([one, other])):
        assert found.holds is both
        assert bool(found.why) is (both is None)
    for found in (one | other, other | one, any_of([one, other])):
        assert found.holds is either
        assert bool(found.why) is (either is None)


def test_a_denial_knows_a_third_value():
    """Neither holds of what cannot be judged."""
    assert [(~one).holds for one in (YES, NO, OPEN)] == [False, True, None]


HINT = (
    "a condition is not true or false by itself: combine conditions by &, |, ~ or "
    "all_of, compare by (a < x) & (x < b), and ask .holds whether one holds"
)


@pytest.mark.parametrize(
    "drop",
    [
        lambda: bool(YES),
        lambda: 10 < YOUNG < 30,
        lambda: YES and NO,
        lambda: YES or NO,
        lambda: not YES,
        lambda: min([OLD, YOUNG]),
        lambda: max(OLD, YOUNG),
        lambda: sorted([OLD, YOUNG]),
        lambda: all([YES, NO]),
        lambda: YOUNG in [OLD],
        lambda: "young" if YES else "old",
    ],
)
def test_what_would_drop_half_of_a_condition_is_refused(drop):
    """By Python's own words for them, with what to write instead."""
    with pytest.raises(TypeError) as error:
        drop()
    assert str(error.value) == HINT


@pytest.mark.parametrize("given", [True, 0.04, None, "it fell", YOUNG])
@pytest.mark.parametrize("combined", [all_of, any_of, none_of])
def test_only_conditions_are_combined(combined, given):
    """A truth value came from something that is not known."""
    with pytest.raises(TypeError, match=r"numbers of published results, got .*; com"):
        combined([YES, given])


@pytest.mark.parametrize("combined", [all_of, any_of, none_of])
def test_no_condition_at_all_is_refused(combined):
    """It would hold of nothing."""
    with pytest.raises(ValueError, match="there is no condition; give at least one"):
        combined(iter(()))


def test_what_is_combined_rests_on_every_number_once():
    """In the order in which they are named."""
    found = (YOUNG < 30) & ((OLD > 50) | (YOUNG < MIDDLE))
    assert found.targets == ("age.Young", "age.Old", "age.Middle")


def test_one_of_several_stands_in_brackets_among_others():
    """So that it is clear what belongs together."""
    either = (YOUNG < 30) | (OLD > 50)
    assert ((MIDDLE == 40) & either).words == (
        "Mean of age, Middle, is 40; and (mean of age, Young, is below 30; or mean of "
        "age, Old, is above 50)"
    )
    assert (YES & NO & (MIDDLE < 50)).words == (
        "Mean of age is below 30 (each of: Young, Old); and mean of age, Middle, is "
        "below 50"
    )


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (YOUNG < 30, "Mean of age, Young, is not below 30"),
        (YOUNG >= 30, "Mean of age, Young, is not 30 or more"),
        (YOUNG == 30, "Mean of age, Young, is not 30"),
        (YOUNG != 30, "Mean of age, Young, is 30"),
        (YOUNG > OLD, "Mean of age, Young, is not above that of Old"),
    ],
)
def test_a_comparison_is_denied_in_its_own_words(condition, words):
    """And twice denied it is what it was."""
    assert (~condition).words == words
    assert (~condition).holds is not condition.holds
    assert (~~condition).words == condition.words


def test_what_is_no_comparison_is_denied_as_a_whole():
    """Here one of two."""
    either = (YOUNG < 30) | (OLD < 30)
    assert (~either).holds is False
    assert (~either).words.startswith("it is not so that mean of age is below 30")


def test_what_cannot_be_judged_cannot_be_judged_when_it_is_denied():
    """With the reason."""
    denied = ~(UNKNOWN < 30)
    assert denied.holds is None
    assert denied.why == "Mean of age, Unknown: nobody was asked"


def test_none_of_holds_where_no_condition_does():
    """And is said as one."""
    found = none_of(one > 50 for one in (YOUNG, MIDDLE))
    assert found.holds is True
    assert found.words == "Mean of age is not above 50 (each of: Young, Middle)"
    assert none_of(one > 50 for one in (YOUNG, OLD)).holds is False


AGES = {"young": YOUNG, "middle": MIDDLE, "old": OLD}


@pytest.mark.parametrize(
    ("keys", "holds"),
    [(["old"], True), (["old", "middle"], False), ([], False), (["middle"], False)],
)
def test_only_these_and_no_other(keys, holds):
    """All of the named, and nothing besides."""
    found = only(keys, {key: age > 50 for key, age in AGES.items()})
    assert found.holds is holds
    assert found.targets == ("age.Young", "age.Middle", "age.Old")


def test_only_says_where_it_holds_and_where_not():
    """In two parts."""
    assert only(["old"], {key: age > 50 for key, age in AGES.items()}).words == (
        "Mean of age is not above 50 (each of: Young, Middle); and mean of age, Old, "
        "is above 50"
    )


def test_only_knows_every_key():
    """A name that is written otherwise is no condition that fails."""
    with pytest.raises(KeyError, match=r"no condition has the key \['prisn'\]; use"):
        only(["prisn"], {"prison": YOUNG < 30})


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        (YOUNG < 30, OLD > 50, True),
        (YOUNG > 30, OLD < 50, True),
        (YOUNG < 30, OLD < 50, False),
        (YOUNG > 30, OLD > 50, False),
        (UNKNOWN < 30, OLD < 50, None),
        (OLD < 50, UNKNOWN < 30, None),
    ],
)
def test_two_conditions_agree_where_both_hold_or_neither(one, other, holds):
    """Unless one of them cannot be judged."""
    found = agree(one, other)
    assert found.holds is holds
    assert bool(found.why) is (holds is None)
    assert found.targets == (*one.targets, *other.targets)


def test_agreement_over_one_part_is_said_of_that_part():
    """So that several parts can be said as one."""
    medians = {
        age.short: number(age.value, age._part, "Median of age") for age in (YOUNG, OLD)
    }
    found = all_of(agree(age < 30, medians[age.short] < 30) for age in (YOUNG, OLD))
    assert found.words == (
        "Mean of age is below 30 just where median of age is below 30 "
        "(each of: Young, Old)"
    )
    assert agree(YOUNG < 30, OLD < 30).words == (
        "Mean of age, Young, is below 30 just where mean of age, Old, is below 30"
    )


def test_the_same_number_of_two_results_is_told_apart():
    """By the ids, and only there."""
    again = number(25, "Young", name="age-again")
    assert all_of([YOUNG < 30, again < 30]).words == (
        "Mean of age is below 30 (each of: Young in age, Young in age-again)"
    )
    assert all_of([YOUNG < 30, again > 20]).words == (
        "Mean of age, Young in age, is below 30; and mean of age, Young in age-again, "
        "is above 20"
    )
    assert (again > YOUNG).words == "Mean of age, Young, is above that in age"


def test_whole_results_are_told_apart_by_their_ids():
    """Where there is no part, too."""
    two = [number(0.2, "", "p of age", name) for name in ("first", "second")]
    assert all_of(one >= 0.05 for one in two).words == (
        "p of age is 0.05 or more (in each of: first, second)"
    )


def test_one_of_several_is_said_so():
    """And everybody is called all beside parts."""
    everybody = number(45, "")
    assert any_of(one > 50 for one in (everybody, OLD)).words == (
        "Mean of age is above 50 (one of: all, Old)"
    )


def test_many_parts_are_counted():
    """A list of eighty names tells nobody more."""
    ages = [number(age, f"Group {age}") for age in range(13)]
    assert all_of(age < 30 for age in ages).words == (
        "Mean of age is below 30 (each of: 13 parts)"
    )
