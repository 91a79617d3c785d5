"""Comparisons, changes and contrasts in words: what is undefined is left out."""

from dataclasses import replace

import pandas as pd
from example_results import CHANGE, PAIR, WELCH

from analysis.comparison.groups import welch_t
from analysis.comparison.ranks import kruskal_wallis
from reported.words.cards import card_lines
from reported.words.sentences import apa, plain
from results.record_json import to_json


def test_apa_leaves_out_an_interval_that_is_undefined():
    """The effect stays."""
    bare = replace(WELCH.effect, conf_low=None, conf_high=None, undefined="no width")
    assert apa(replace(WELCH, effect=bare)) == (
        "*F*(2, 43.61) = 5.12, *p* = .010, ω² = .15"
    )


def test_apa_leaves_out_an_effect_that_is_undefined():
    """And the test stays."""
    none = replace(
        CHANGE.effect, estimate=None, conf_low=None, conf_high=None, undefined="n"
    )
    assert apa(replace(CHANGE, effect=none, unit="")) == (
        "mean change = −12.00, 95% CI [−21.41, −2.59], *t*(7) = −3.02, *p* = .019"
    )


def test_a_contrast_of_ranks_says_that_its_p_is_adjusted():
    """So that nobody takes z and p for one another's."""
    ranks = replace(
        PAIR,
        unit="ranks",
        statistic_name="z",
        statistic=-2.5,
        dof=None,
        correction="Dunn, Holm",
        interval_correction="Bonferroni",
    )
    assert apa(replace(ranks, effect=None)) == (
        "difference in mean ranks = −6.17, Bonferroni-adjusted 95% CI [−9.86, −2.47], "
        "*z* = −2.50, Holm-adjusted *p* = .002"
    )


def test_a_difference_in_ranks_says_so_wherever_it_is_printed():
    """In a record whose unit is days it would be read as one of days."""
    frame = pd.DataFrame({"days": [1, 2, 3, 14, 20, 9.0], "ward": list("aaabbb")})
    found = kruskal_wallis(
        frame, outcome="days", group="ward", source="simulated", unit="days"
    )
    assert found.unit == "days"
    assert apa(found.contrasts[0]).startswith(
        "difference in mean ranks = −3.00, Bonferroni-adjusted 95%"
    )
    assert plain(found, "contrasts.a-b.estimate") == "−3.00 ranks"
    assert plain(found, "contrasts.a-b.conf_low") == "−5.99 ranks"
    assert plain(found, "contrasts.a-b.statistic") == "−1.96"
    assert ("Contrasts", "differences in ranks") in card_lines(found)
    assert to_json(found)["contrasts"][0]["unit"] == "ranks"
    welch = welch_t(
        frame, outcome="days", group="ward", source="simulated", unit="days"
    )
    assert apa(welch.contrasts[0]).startswith("difference = −12.33, 95%")
    assert plain(welch, "contrasts.a-b.estimate") == "−12.33"
    assert "Contrasts" not in dict(card_lines(welch))
