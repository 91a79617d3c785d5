"""Phrases that sentences share: effects, intervals and adjusted p values."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from example_results import effect

from reported.words.phrases import (
    EFFECTS,
    MEANINGS,
    effect_words,
    interval_words,
    statistic_words,
)
from reported.words.rounding import points


@pytest.mark.parametrize("name", sorted({*EFFECTS, *MEANINGS}))
def test_every_effect_has_a_symbol_that_its_meaning_explains(name):
    """So that no table shows a symbol of which its note says nothing."""
    symbol = EFFECTS[name][0]
    assert MEANINGS[name].startswith(f"{symbol} is ")


def test_an_effect_says_what_adjusted_its_interval():
    """Half an interval is none, and no estimate is no words."""
    whole = effect("cramers_v", 0.3448, 0.0691, 0.5599)
    assert effect_words(whole, said="unadjusted") == (
        "*V* = .34, unadjusted 95% CI [.07, .56]"
    )
    assert effect_words(replace(whole, conf_high=None)) == "*V* = .34"
    assert effect_words(replace(whole, estimate=None)) == effect_words(None) == ""


def test_limits_of_a_difference_of_proportions_are_in_percentage_points():
    """With a true minus, and the share of intervals that hold the truth."""
    found = SimpleNamespace(conf_low=-0.123, conf_high=0.05, conf_level=0.9)
    assert interval_words(found, points, said="adjusted") == "adjusted 90% CI [−12, 5]"


def test_a_statistic_has_the_degrees_of_freedom_that_there_are():
    """None, one or two, and nothing at all without a statistic."""
    test = {"statistic_name": "F", "statistic": 5.1234}
    assert statistic_words(SimpleNamespace(**test)) == "*F* = 5.12"
    assert statistic_words(SimpleNamespace(**test, dof=2.0)) == "*F*(2) = 5.12"
    both = SimpleNamespace(**test, dof=2.0, dof_resid=43.6071)
    assert statistic_words(both) == "*F*(2, 43.61) = 5.12"
    assert statistic_words(SimpleNamespace(statistic=None)) == ""
