"""Numbers in words: what a field is, and of what."""

from collections import Counter
from dataclasses import replace

import pytest
from example_associations import CORRELATIONS
from example_model_results import LINEAR
from example_parts import whole_results
from example_results import (
    CHANGE,
    COUNT,
    DESCRIPTION,
    EXACT,
    LESS,
    PAIR,
    PROPORTION,
    THEMES,
    WELCH,
)
from example_table_results import SCALE

from reported.words.cards import description
from reported.words.paths import (
    exact,
    heading,
    outcome,
    path_words,
    pressed,
    short_words,
)
from reported.words.sentences import plain
from results.parts import numbers, place

LIMITS = [
    (CHANGE, "conf_low", "Lower limit of the mean change of heroin use, Prison, n = 8"),
    (
        replace(WELCH, contrasts=(PAIR,)),
        "prison-inpatient.conf_high",
        "Upper limit of the difference of mood, Prison less Inpatient, n = 14",
    ),
    (
        replace(EXACT, outcome="Ended", contrasts=(LESS,)),
        "prison-inpatient.conf_low",
        "Lower limit of the difference of the proportions of ended, Prison less "
        "Inpatient, n = 48",
    ),
    (WELCH, "effect.conf_low", "Lower limit of omega squared of mood, n = 14"),
    (PROPORTION, "conf_low", "Lower limit of completed, n = 48"),
]


@pytest.mark.parametrize(("result", "path", "words"), LIMITS)
def test_a_limit_says_of_which_estimate(result, path, words):
    """Not of the outcome itself, which has no limit."""
    assert path_words(result, path) == words


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("Taking Steps", "Mean change of Taking Steps, Prison, n = 8"),
        ("Low mood (CES-D)", "Mean change of low mood (CES-D), Prison, n = 8"),
        ("CES-D", "Mean change of CES-D, Prison, n = 8"),
    ],
)
def test_a_name_of_several_words_keeps_its_capitals(outcome, words):
    """As an abbreviation does."""
    assert path_words(replace(CHANGE, outcome=outcome), "estimate") == words


SURE = replace(
    WELCH,
    outcome="Self-efficacy for completing treatment",
    groups=(replace(WELCH.groups[0], n=24),),
)
WORDS = [
    (
        SURE,
        "groups.prison.mean",
        "Mean of self-efficacy for completing treatment, Prison, n = 24",
    ),
    (
        SURE,
        "prison.sd",
        "Standard deviation of self-efficacy for completing treatment, Prison, n = 24",
    ),
    (
        SURE,
        "prison.n",
        "Number with a value: self-efficacy for completing treatment, Prison",
    ),
    (SURE, "p_value", "p of self-efficacy for completing treatment, n = 14"),
    (WELCH, "n", "Number with a value: mood"),
    (WELCH, "dof", "Degrees of freedom: mood, n = 14"),
    (WELCH, "statistic", "Statistic F of mood, n = 14"),
    (WELCH, "omega_squared", "Omega squared of mood, n = 14"),
    (
        WELCH,
        "prison-inpatient.estimate",
        "Difference of mood, Prison less Inpatient, n = 14",
    ),
    (
        WELCH,
        "prison-inpatient.hedges_g",
        "Hedges' g of mood, Prison less Inpatient, n = 14",
    ),
    (
        WELCH,
        "prison-inpatient.p_adjusted",
        "Adjusted p of mood, Prison less Inpatient, n = 14",
    ),
    (WELCH, "groups.prison", "Mood, Prison"),
    (WELCH, "", "Mood, by setting"),
    (CHANGE, "before.mean", "Mean of heroin use, Prison, before, n = 8"),
    (CHANGE, "after.mean", "Mean of heroin use, Prison, after, n = 8"),
    (CHANGE, "estimate", "Mean change of heroin use, Prison, n = 8"),
    (
        WELCH,
        "prison-inpatient.hedges_g.conf_level",
        "Coverage of the interval of Hedges' g: mood, Prison less Inpatient, n = 14",
    ),
    (
        LINEAR,
        "tests.setting.p_value",
        "p of mood, test of Setting, n = 49",
    ),
    (DESCRIPTION, "summary.median", "Median of age, All, n = 72"),
    (COUNT, "count", "Count: men, n = 19"),
    (PROPORTION, "count", "Count: completed, n = 48"),
    (PROPORTION, "proportion", "Proportion of completed, n = 48"),
    (SCALE, "alpha", "Cronbach's alpha of mood, n = 70"),
    (
        SCALE,
        "mood_2.item_rest",
        "Correlation with the other items of mood, Item 2, n = 70",
    ),
    (CORRELATIONS, "mood-age.estimate", "Correlation, Mood and Age, n = 70"),
    (
        CORRELATIONS,
        "mood-age.conf_high",
        "Upper limit of the correlation, Mood and Age, n = 70",
    ),
    (THEMES, "formal.interviews", "Number of interviews, Formal, n = 4"),
    (THEMES, "formal.proportion", "Share of interviews, Formal, n = 4"),
    (THEMES, "court.prison.count", "Number of interviews, Court, Prison, n = 4"),
    (THEMES, "court.prison.proportion", "Share of interviews, Court, Prison, n = 4"),
    (THEMES, "groups.prison.count", "Number of interviews, Prison, n = 4"),
    (
        THEMES,
        "n_interviews",
        "Number of interviews: themes of the interviews, by mood, n = 4",
    ),
]


@pytest.mark.parametrize(("result", "path", "words"), WORDS)
def test_a_number_is_said_with_its_outcome_its_part_and_how_many_it_rests_on(
    result, path, words
):
    """What is of everybody has no part; a count is no property of an outcome."""
    assert path_words(result, path) == words


@pytest.mark.parametrize(
    ("result", "path", "apart"),
    [
        (WELCH, "prison.mean", ("Mean of mood", "Prison")),
        (WELCH, "prison", ("Mood", "Prison")),
        (WELCH, "p_value", ("p of mood", "")),
        (THEMES, "court.prison.count", ("Number of interviews", "Court, Prison")),
    ],
)
def test_what_a_number_is_and_of_which_part_can_be_told_apart(result, path, apart):
    """So that the same of several parts can be said as one."""
    assert heading(place(result, path)) == apart


@pytest.mark.parametrize(
    ("result", "path", "of"),
    [
        (WELCH, "prison.mean", "mood"),
        (replace(WELCH, outcome="Taking Steps"), "prison.mean", "Taking Steps"),
        (WELCH, "prison.n", ""),
        (COUNT, "count", ""),
        (replace(PROPORTION, label="of those seen, abstinent"), "proportion", ""),
        (CORRELATIONS, "mood-age.estimate", ""),
    ],
)
def test_a_number_says_what_it_is_of(result, path, of):
    """Words of people who are counted are none."""
    assert outcome(place(result, path)) == of
    assert not of or heading(place(result, path))[0].endswith(f" of {of}")


def test_short_words_leave_out_what_is_known():
    """The result, which stands above."""
    assert short_words(place(WELCH, "prison.mean")) == "Mean, Prison"
    assert short_words(place(WELCH, "p_value")) == "p"


RESULTS = whole_results()


@pytest.mark.parametrize("name", RESULTS)
def test_every_number_can_be_said_and_no_two_of_a_result_alike(name):
    """Else a card, or a condition, would not say which it is."""
    result = RESULTS[name]
    said = [path_words(result, path) for path, _ in numbers(result)]
    assert not [words for words, count in Counter(said).items() if count > 1]
    assert all(words == words.strip() and "  " not in words for words in said)
    assert not [words for words in said if words.endswith(",") or ", ," in words]
    assert path_words(result, "") == description(result)
    for path, value in numbers(result):
        if value is not None:
            found = pressed(result, path)
            assert found.printed == plain(result, path)
            assert (found.words, found.exact) == (
                path_words(result, path),
                exact(value),
            )
            assert found.rounded


def test_what_is_pressed_is_said_printed_and_given_in_full():
    """A part of several numbers has no single one, and words have none."""
    number = pressed(WELCH, "prison.sd")
    assert (number.printed, number.exact, number.rounded) == (
        "2.48",
        "2.4833",
        "two decimals",
    )
    part = pressed(WELCH, "prison")
    assert (part.words, part.exact, part.rounded) == ("Mood, Prison", "", "")
    assert part.printed == "*M* = 14.00, *SD* = 2.48, *n* = 6"
    assert pressed(WELCH, "outcome").exact == ""
