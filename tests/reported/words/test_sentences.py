"""Results in words: exact strings, and nothing that is not there."""

from dataclasses import replace

import example_words as words
import pytest
from example_associations import CORRELATIONS, PAIR
from example_results import (
    CHANGE,
    COUNT,
    DESCRIPTION,
    FIELDS,
    PROPORTION,
    RANKS,
    SENTENCES,
    USED,
    WELCH,
)

from reported.words.sentences import apa, plain, reason
from results import Count
from results.parts import place


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_apa_puts_a_result_into_one_sentence_part(result, expected):
    """The exact string of every kind of record."""
    assert apa(result) == expected


def test_apa_refuses_a_record_without_a_sentence():
    """Naming the fields that can be shown."""
    with pytest.raises(TypeError) as caught:
        apa(USED)
    assert str(caught.value) == (
        "DataUsed has no sentence; use one of its fields, "
        "source, variables, filter, rows, function, options"
    )


@pytest.mark.parametrize(("result", "path", "expected"), FIELDS)
def test_plain_prints_a_field_by_its_path(result, path, expected):
    """The exact string for every kind of field."""
    assert plain(result, path) == expected


UNKNOWN = [
    (
        WELCH,
        "groups.probation.mean",
        "'probation'; use one of prison, inpatient",
    ),
    (
        COUNT,
        "total",
        "'total'; use one of label, count, data, undefined",
    ),
    (WELCH, "groups", "'groups'; use one of prison, inpatient"),
    (
        WELCH,
        "data",
        "'data'; use one of source, variables, filter, rows, function, options",
    ),
    (WELCH, "n.mean", "'mean'; leave it out"),
    (
        PROPORTION,
        "omega_squared",
        "'omega_squared'; use one of label, count, n, n_missing, proportion, conf_low, "
        "conf_high, conf_level, method, data, undefined",
    ),
]


@pytest.mark.parametrize(("result", "path", "message"), UNKNOWN)
def test_an_unknown_field_names_those_there_are(result, path, message):
    """The whole message."""
    with pytest.raises(KeyError) as caught:
        plain(result, path)
    assert caught.value.args[0] == (
        f"{path}: no field to show under this name, got {message}"
    )


NO_VALUE = [
    (RANKS, "dof_resid", "Kruskal-Wallis test does not give one"),
    (RANKS, "contrasts", "Kruskal-Wallis test does not give one"),
    (WELCH, "undefined", "Welch analysis of variance does not give one"),
]
UNDEFINED = [
    (
        replace(
            WELCH,
            effect=replace(
                WELCH.effect, conf_low=None, conf_high=None, undefined="of no width"
            ),
        ),
        "omega_squared.conf_low",
        "of no width",
    ),
    (
        replace(
            CHANGE,
            effect=replace(
                CHANGE.effect,
                estimate=None,
                conf_low=None,
                conf_high=None,
                undefined="two pairs",
            ),
        ),
        "effect",
        "two pairs",
    ),
    (
        replace(
            DESCRIPTION,
            summary=replace(DESCRIPTION.summary, sd=None, undefined="one value"),
        ),
        "summary.sd",
        "one value",
    ),
]


@pytest.mark.parametrize(("result", "path", "why"), NO_VALUE)
def test_a_field_without_a_value_says_why(result, path, why):
    """Never a hole in a sentence."""
    with pytest.raises(ValueError, match="no value to show") as caught:
        plain(result, path)
    assert str(caught.value) == (
        f"{path}: there is no value to show, {why}; refer to another field"
    )


def test_plain_writes_a_whole_number_in_words_where_asked():
    """A count can open a sentence; a mean cannot be written so."""
    people = Count(label="people", count=12, data=USED)
    assert plain(people, "count.words") == "twelve"
    with pytest.raises(ValueError, match="only a whole number is written in words"):
        plain(people, "label.words")
    many = Count(label="people", count=1460, data=USED)
    assert plain(many, "count") == apa(many) == "1,460"


def test_a_part_without_words_is_never_a_hole_in_a_sentence():
    """It says that it was not computed."""
    none = {
        name: None
        for name in ("estimate", "conf_low", "conf_high", "statistic", "p_value")
    }
    pair = replace(PAIR, **none, undefined="every value of Age is the same")
    measure = replace(words.MEASURE, value=None, undefined="nothing was significant")
    cell = replace(words.DESIGN.cells[0], measures=(measure,))
    for result, path, why in (
        (replace(CORRELATIONS, pairs=(pair,)), "pairs.mood-age", pair.undefined),
        (replace(words.DESIGN, cells=(cell,)), "cells.d50.power", measure.undefined),
    ):
        assert plain(result, path) == "not computed"
        assert reason(place(result, path)) == why


def test_a_whole_result_without_a_number_says_why():
    """In the register, and where prose refers to it."""
    lost = replace(CHANGE, estimate=None, undefined="no pair")
    assert apa(lost) == plain(lost, "") == "not computed: no pair"


@pytest.mark.parametrize(("result", "path", "why"), UNDEFINED)
def test_a_number_that_the_data_do_not_allow_was_not_computed(result, path, why):
    """Its reason is known."""
    assert plain(result, path) == "not computed"
    assert reason(place(result, path)) == why


def test_two_parts_of_one_name_are_refused():
    """Else the last would be shown for the first."""
    twice = replace(words.MODEL, assumptions=words.MODEL.assumptions * 2)
    with pytest.raises(KeyError, match="2 parts are named 'normal residuals'"):
        plain(twice, "assumptions.normal residuals.p_value")
    assert plain(words.MODEL, "assumptions.normal residuals.p_value") == ".200"
