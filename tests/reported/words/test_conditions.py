"""Conditions in words: pieces put together, and denied."""

import pytest

from reported.words.conditions import (
    Said,
    calculation,
    denied,
    listed,
    lower,
    sentence,
    together,
)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            Said("Mean of age", "Prison", "is below 40"),
            "Mean of age, Prison, is below 40",
        ),
        (Said("Mean of age", "", "is below 40"), "Mean of age is below 40"),
        (
            Said("p of age", "in first", "is .05 or more"),
            "p of age in first is .05 or more",
        ),
    ],
)
def test_a_sentence_names_what_which_part_and_how(said, words):
    """The part between commas, unless it is a place."""
    assert sentence(said) == words


@pytest.mark.parametrize(
    ("how", "opposite"),
    [
        ("is below 40", "is not below 40"),
        ("is not above that of Prison", "is above that of Prison"),
        ("is what it is not", "is not what it is not"),
    ],
)
def test_the_first_verb_is_denied(how, opposite):
    """And nothing behind it."""
    assert denied(Said("Age", "", how)).how == opposite
    assert denied(denied(Said("Age", "", how))).how == how


def said_together(*said):
    """Say conditions of which all have to hold."""
    return together([(one, sentence(one)) for one in said], "; and ", "each of")


def test_alike_conditions_are_one_wherever_they_stand():
    """In the order of the first of them."""
    assert said_together(
        Said("Mean of age", "Prison", "is below 40"),
        Said("p of age", "", "is below .05"),
        Said("Mean of age", "Inpatient", "is below 40"),
    ) == (
        "Mean of age is below 40 (each of: Prison, Inpatient); and p of age is below "
        ".05"
    )


def test_the_same_said_twice_is_said_once():
    """Of one result."""
    one = Said("Mean of age", "Prison", "is below 40", "age")
    assert said_together(one, one) == "Mean of age, Prison, is below 40"


def test_what_cannot_be_taken_apart_is_told_apart_too():
    """Conditions in whole words, by the results behind them."""
    either = [(Said(where=name), "A is 1; or b is 2") for name in ("one", "two")]
    assert together(either, "; and ", "each of") == (
        "A is 1; or b is 2 (in one); and A is 1; or b is 2 (in two)"
    )


def test_parts_with_commas_are_listed_by_semicolons():
    """So that they do not run together, and many are counted."""
    assert listed(["Prison", "Inpatient"]) == "Prison, Inpatient"
    assert listed(["Prison, before", "Inpatient"]) == "Prison, before; Inpatient"
    assert listed(["Prison"] * 13) == "13 parts"


def test_alike_conditions_of_several_outcomes_are_one():
    """Where the parts are the same, and only of numbers that say what they are of."""
    below, part = "is below .05", "Prison"
    of = [Said(f"p of {of}", part, below, of=of) for of in ("age", "use")]
    assert said_together(*of) == "p, Prison, is below .05 (each of: age, use)"
    assert said_together(of[0], of[1]._replace(part="Inpatient")) == (
        "p of age, Prison, is below .05; and p of use, Inpatient, is below .05"
    )
    assert said_together(of[0], Said("p", part, below)) == (
        "p of age, Prison, is below .05; and p, Prison, is below .05"
    )
    many = [Said(f"p of {of}", "", below, of=str(of)) for of in range(13)]
    assert said_together(*many) == "p is below .05 (each of: 13 outcomes)"


CALCULATIONS = [
    (("Mean of age", "A"), ("Mean of age", "A"), ("Mean less mean of age", "A")),
    (("Mean of age", "A"), "2", ("Mean of age less 2", "A")),
    ("2", ("Mean of age", "A"), ("2 less mean of age", "A")),
    (("Mean of age", "A"), ("Mean of age", "B"), ("Mean of age", "A less B")),
    (("Mean of age", "A"), ("Mean of use", "A"), ("Mean of age less mean of use", "A")),
    (
        ("Mean of age of men", ""),
        ("Median of age of men", ""),
        ("Mean less median of age of men", ""),
    ),
    (
        ("Mean of age", "A"),
        ("Median of use", "B"),
        ("Mean of age, A less median of use, B", ""),
    ),
]


@pytest.mark.parametrize(("one", "other", "expected"), CALCULATIONS)
def test_a_calculation_says_once_what_both_have_in_common(one, other, expected):
    """The part, or what both are of."""
    assert calculation("less", one, other) == expected


@pytest.mark.parametrize(
    ("text", "lowered"),
    [
        ("Mean", "mean"),
        ("CES-D", "CES-D"),
        ("p of age", "p of age"),
        ("Hedges' g of age", "Hedges' g of age"),
        ("Cohen's kappa", "Cohen's kappa"),
        ("", ""),
    ],
)
def test_abbreviations_and_names_keep_their_capitals(text, lowered):
    """Within a sentence."""
    assert lower(text) == lowered
