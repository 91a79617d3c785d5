"""Families of tests agree with R, in the order in which they were declared."""

from dataclasses import replace

import pandas as pd
import pytest
from example_groups import ASKED, FRAME, near, sampled
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.groups import welch_anova
from analysis.estimates.families import holm
from results import Count, DataError

SOURCE = "simulated/entry"
TEST = welch_anova(sampled(FRAME), **ASKED)


def results_of(p_values):
    """Return published results with these p values, named a, b, c, ..."""
    return {
        name: replace(TEST, p_value=p, outcome=name.upper())
        for name, p in zip("abcdefgh", p_values, strict=False)
    }


# R: p.adjust(c(.03, .2, .004, .03, .9), "holm")
def test_holm_agrees_with_r():
    """With two equal p values, and one that the smaller ones leave as it is."""
    before = (0.03, 0.2, 0.004, 0.03, 0.9)
    found = holm(sampled(FRAME), results_of(before), label="Entry")
    assert tuple(m.p_value for m in found.members) == before
    assert tuple(m.p_adjusted for m in found.members) == near(
        0.12, 0.4, 0.02, 0.12, 0.9
    )
    assert [(m.name, m.label) for m in found.members] == [
        ("a", "A"),
        ("b", "B"),
        ("c", "C"),
        ("d", "D"),
        ("e", "E"),
    ]
    assert (found.method, found.label) == ("Holm's method", "Entry")
    assert found.undefined == ""


# R: p.adjust(c(.6, .5), "holm")
def test_an_adjusted_p_is_no_more_than_1():
    """Both are 1."""
    found = holm(sampled(FRAME), results_of([0.6, 0.5]), label="Entry")
    assert [m.p_adjusted for m in found.members] == [1.0, 1.0]


def test_a_family_of_one_is_not_adjusted():
    """The same p."""
    (member,) = holm(sampled(FRAME), results_of([0.03]), label="Entry").members
    assert member.p_adjusted == member.p_value == 0.03


def test_the_rows_are_those_of_the_frame():
    """No variables; rows after the filter, missing values or not."""
    asked = {
        "label": "Entry",
    }
    data = holm(sampled(FRAME, "setting is prison"), results_of([0.1]), **asked).data
    assert (data.rows, data.variables, data.options) == (7, (), ())
    assert (data.source, data.filter) == (SOURCE, "setting is prison")
    assert data.function == "holm"
    assert holm(sampled(FRAME), results_of([0.1]), **asked).data.rows == 21


def test_members_can_be_called_otherwise():
    """By a label of their own; the others by their outcome."""
    found = holm(sampled(FRAME), results_of([0.1, 0.2]), label="E", labels={"b": "Bee"})
    assert [m.label for m in found.members] == ["A", "Bee"]


def test_results_without_p_are_all_named():
    """One line for each."""
    data = replace(TEST.data, variables=())
    results = {
        "entry-people": Count(label="people", count=3, data=data),
        **results_of([0.1]),
        "entry-men": Count(label="men", count=2, data=data),
    }
    with pytest.raises(DataError) as caught:
        holm(sampled(FRAME), results, label="Entry")
    rule = (
        "simulated/entry, Entry: no p value to adjust; "
        "leave it out and say so, or name a result that has one"
    )
    assert str(caught.value) == f"entry-people: {rule}\nentry-men: {rule}"


@pytest.mark.parametrize(
    ("results", "labels", "message"),
    [
        ({}, None, "results: at least one is needed, got none"),
        (
            results_of([0.1]),
            {"z": "Zed"},
            "labels: of no member, got ['z']; name a published result",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(results, labels, message):
    """The whole message."""
    with pytest.raises(ValueError, match=":") as caught:
        holm(sampled(pd.DataFrame()), results, label="Entry", labels=labels)
    assert str(caught.value) == message


@settings(max_examples=20, deadline=None)
@given(p_values=st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_adjusted_values_lie_between_p_and_bonferroni(p_values):
    """And are in the same order as the p values."""
    members = holm(sampled(FRAME), results_of(p_values), label="Entry").members
    for member in members:
        most = min(1.0, member.p_value * len(members))
        assert member.p_value <= member.p_adjusted <= most * (1 + 1e-12)
    ranked = sorted(members, key=lambda m: (m.p_value, m.p_adjusted))
    adjusted = [m.p_adjusted for m in ranked]
    assert adjusted == sorted(adjusted)
