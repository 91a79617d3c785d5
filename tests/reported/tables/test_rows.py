"""Rows of tables: named by what they are of, and alike in what a table shows."""

from dataclasses import replace

import pytest
from example_results import CHANGE, EXACT, PAIR, WELCH, WELCH_T

from reported.parts import Part, published
from reported.tables.rows import (
    flat,
    groups_of,
    pair_rows,
    pairs_of,
    reasons,
    rows_of,
    shared,
    shared_unit,
    with_unit,
    with_units,
)


def test_rows_are_named_by_what_their_results_are_of():
    """A pair by its groups too."""
    ((words, part),) = rows_of([WELCH])
    assert (words, part.target, part.result) == ("Mood", "", WELCH)
    ((words, less),) = pair_rows(rows_of([Part("mood", WELCH)]))
    assert words == "Mood: Prison less Inpatient"
    assert less.target == "mood.contrasts.prison-inpatient"
    assert pair_rows([("", part)])[0][0] == "Prison less Inpatient"


def test_results_that_must_agree_are_compared_by_their_records():
    """The first is given back."""
    rows = rows_of([Part("one", WELCH), Part("two", replace(WELCH, n=3))])
    same = shared(rows, "t", lambda one: one.effect.conf_level, what="one coverage")
    assert same is WELCH
    with pytest.raises(ValueError, match=r"^t: one table shows one n, got 2 different"):
        shared(rows, "t", lambda one: one.n, what="one n")


def test_reasons_are_those_of_a_part_and_of_its_effect_size():
    """A part that keeps none has none."""
    bare = replace(PAIR.effect, undefined="few")
    rows = [
        ("a", published(replace(PAIR, effect=bare, undefined="no"))),
        ("b", published(EXACT).groups["prison"]),
    ]
    assert [reason for reason in reasons(rows) if reason[1]] == [
        ("a", "no"),
        ("a", "few"),
    ]


def test_groups_are_alike_by_code_and_label_and_pairs_by_their_coverage_too():
    """What stands in the heads of one table."""
    named = replace(WELCH, groups=(replace(WELCH.groups[0], label="Gaol"),))
    assert groups_of(named) == (("prison", "Gaol"),)
    assert groups_of(WELCH) == groups_of(WELCH_T) == groups_of(EXACT)
    assert pairs_of(WELCH) == pairs_of(replace(WELCH, n=3))
    wider = replace(WELCH, contrasts=(replace(PAIR, conf_level=0.99),))
    assert pairs_of(WELCH) != pairs_of(wider)


def test_a_unit_is_said_once_where_all_rows_share_it():
    """Else beside each outcome that has one."""
    days = rows_of([WELCH, replace(WELCH, outcome="Hope")])
    assert shared_unit(days) == "All values in points."
    assert [words for words, _ in with_units(days)] == ["Mood", "Hope"]
    mixed = rows_of([WELCH, replace(WELCH, outcome="Hope", unit="")])
    assert shared_unit(mixed) == ""
    assert [words for words, _ in with_units(mixed)] == ["Mood (points)", "Hope"]
    assert with_unit(published(WELCH)) == "Mood (points)"


def test_results_are_taken_out_of_lists_and_mappings():
    """In their order; one alone is a list of itself, and a record is as published."""
    one, two = Part("one", WELCH), Part("two", WELCH)
    nested = [one, {"a": two, "b": [{"c": one}, CHANGE]}, (part for part in [two])]
    assert [part.target for part in flat(nested)] == ["one", "two", "one", "", "two"]
    assert flat(one) == [one]
    assert [part.key for part in flat(one.groups)] == ["prison", "inpatient"]
    assert flat([]) == flat({}) == []
