"""How a field is printed where the end of its path asks for something else."""

from dataclasses import replace

import example_words as words
import pytest
from example_model_results import PAIRED
from example_results import EXACT, PROPORTION, RANKS, WELCH, WELCH_T, effect
from example_table_results import BOUNDS

from reported.words.fields import ENDINGS
from reported.words.sentences import apa, plain, shown


@pytest.mark.parametrize(
    ("result", "path", "printed", "how"),
    [
        (RANKS, "groups.prison.median.tenths", "13.5", "one decimal"),
        (WELCH, "dof.hundredths", "2.00", "two decimals"),
        (WELCH, "p_value.thousandths", ".010", "three decimals"),
        (WELCH, "p_value.ten_thousandths", ".0102", "four decimals"),
        (WELCH, "omega_squared.thousandths", ".151", "three decimals"),
        (WELCH_T, "hedges_g.tenths", "\u22120.8", "one decimal"),
        (PROPORTION, "proportion.tenths", "64.6%", "a percentage with one decimal"),
        (
            PROPORTION,
            "proportion.hundredths",
            "64.58%",
            "a percentage with two decimals",
        ),
        (PROPORTION, "count.words", "thirty-one", "in words"),
    ],
)
def test_an_ending_asks_for_decimals_or_words(result, path, printed, how):
    """A share keeps its percentage; a card says how the number was rounded."""
    found, _, rounding = shown(result, path)
    assert (found, rounding.words) == (printed, how)
    assert path.rpartition(".")[2] in ENDINGS


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("outcome.tenths", "only a number has decimals, got 'Mood'"),
        ("statistic.words", "only a whole number is written in words, got 5.1234"),
    ],
)
def test_an_ending_that_a_field_cannot_have_is_refused(path, message):
    """The whole message."""
    ending = path.rpartition(".")[2]
    with pytest.raises(ValueError, match=ending) as caught:
        plain(WELCH, path)
    assert str(caught.value) == f"{path}: {message}; leave out '.{ending}'"


def test_counts_that_follow_from_others_are_printed_as_counts():
    """Though the records that they belong to print their fractions as percentages."""
    assert plain(PAIRED, "before_count") == "25"
    assert plain(PAIRED, "after_count") == "15"
    assert plain(PAIRED, "before") == "52%"
    assert plain(BOUNDS, "groups.prison.n_not_observed") == "7"
    assert plain(EXACT, "n_total") == "48"


def test_a_small_number_that_is_not_0_is_not_printed_as_0():
    """Odds ratios, errors of simulation, and bias."""
    small = replace(words.TERM, effect=effect("odds_ratio", 0.0412, 0.0031, 1.2))
    assert apa(small).startswith("OR = 0.041, 95% CI [0.0031, 1.20], ")
    found = replace(words.MODEL, terms=(small,))
    path = "terms.completion_efficacy_entry.odds_ratio"
    assert plain(found, path) == "0.041"
    assert plain(found, f"{path}.conf_low") == "0.0031"
    assert plain(words.DESIGN, "cells.d50.power.monte_carlo_error") == "0.0050"
    imputed = replace(words.ADJUSTED.groups[0], monte_carlo_error=0.0042)
    assert (
        plain(
            replace(words.ADJUSTED, groups=(imputed,)),
            "groups.prison.monte_carlo_error",
        )
        == "0.0042"
    )
    assert apa(replace(words.MEASURE, name="complete_bias", value=0.0042)) == "0.004"
