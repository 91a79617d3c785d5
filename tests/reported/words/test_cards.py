"""What the register and the cards say of a result."""

import json
from dataclasses import replace

import example_words as words
import pandas as pd
import pytest
from example_associations import CORRELATIONS, TIPPING
from example_results import USED
from example_samples import sampled

from analysis.comparison.change import paired_change
from analysis.comparison.counts import exact_counts
from analysis.comparison.groups import welch_anova
from analysis.comparison.ranks import kruskal_wallis
from analysis.estimates.descriptions import describe
from analysis.estimates.proportions import proportion
from analysis.estimates.sample import Described
from reported.words.cards import card_lines, description, method, sample_size
from results import Count, Effect
from results.record_json import from_json, to_json

FRAME = pd.DataFrame(
    {
        "setting": list("aaaabbbbcccc"),
        "mood": [3.0, 5, 4, 8, 6, 9, 7, 7, 2, 1, 2, None],
        "later": [2.0, 3, 4, 5, 6, 6, 5, 6, 2, 0, 1, 1],
        "used": ["yes", "no"] * 6,
    }
)
MOOD = Described(label="Mood", unit="points")
SAMPLE = sampled(FRAME, source="simulated/entry", mood=MOOD, later=MOOD)
BY = {"group": "setting"}


def named(result) -> dict[str, str]:
    """Return the lines of the card of a result by their names."""
    return dict(card_lines(result))


def test_details_of_a_comparison_are_complete_and_exact():
    """Test, n of each group, missing, df, exact p, effect, correction, data, filter."""
    result = welch_anova(SAMPLE.where("used is yes or no"), outcome="mood", **BY)
    found = named(result)
    assert description(result) == "Mood, by setting"
    assert method(result) == found["Test"] == "Welch analysis of variance"
    assert found["Participants"] == "a 4, b 4, c 3"
    assert sample_size(result) == 11
    assert found["Missing"] == "1"
    assert found["Exact *p*"] == f"{result.p_value:.6g}"
    assert found["Statistic"].startswith("*F*(2, ")
    assert found["Statistic"].endswith(f" = {result.statistic:.6g}")
    assert found["Effect"].startswith(
        f"omega squared {result.effect.estimate:.6g}, 95% ["
    )
    assert found["Correction"] == "Games-Howell, for the contrasts"
    assert found["Data"] == "simulated/entry: setting, mood"
    assert found["Rows"] == "11, used is yes or no"


def test_details_of_a_change_have_the_estimate_with_its_interval():
    """Signs are true minus signs."""
    result = paired_change(SAMPLE, before="mood", after="later")
    low, high = (
        f"{v:.6g}".replace("-", "−") for v in (result.conf_low, result.conf_high)
    )
    assert named(result)["Estimate"].endswith(f" [{low}, {high}]")
    assert named(result)["Estimate"].startswith("−")
    assert description(result) == "Change in mood"
    assert sample_size(result) == 11


def test_details_of_counts_and_ranks_leave_out_what_there_is_not():
    """An exact test has no statistic, a count no p value."""
    exact = exact_counts(SAMPLE, outcome="used", level="yes", **BY)
    assert {"Statistic", "Estimate"}.isdisjoint(named(exact))
    assert named(exact)["Correction"] == "Holm, for the contrasts"
    ranks = kruskal_wallis(SAMPLE, outcome="mood", **BY)
    assert named(ranks)["Statistic"].startswith("*H*(2) = ")
    share = proportion(SAMPLE, outcome="used", level="yes", label="who used")
    assert description(share) == "Proportion: who used"
    assert named(share)["Estimate"].startswith("0.5 [")
    whole = describe(SAMPLE, outcome="mood")
    assert (description(whole), sample_size(whole)) == ("Mood, all together", 11)
    people = Count(label="people", count=3, data=USED)
    assert (description(people), method(people), sample_size(people)) == (
        "Number of people",
        "Count",
        USED.rows,
    )


def test_details_say_why_an_effect_is_undefined():
    """A reason stands where a number would."""
    result = welch_anova(SAMPLE, outcome="mood", **BY)
    undefined = Effect(
        name="omega_squared",
        estimate=None,
        conf_low=None,
        conf_high=None,
        conf_level=0.95,
        undefined="no variance",
    )
    found = named(replace(result, effect=undefined))
    assert found["Effect"] == "omega squared is undefined: no variance"


def test_a_part_of_a_result_has_no_description():
    """Only whole results stand in the register."""
    with pytest.raises(
        TypeError, match="DataUsed is not a whole result; describe that"
    ):
        description(USED)


WHOLE = [
    words.RELIABILITY,
    CORRELATIONS,
    words.FAMILY,
    words.MODEL,
    words.IMPROVEMENT,
    words.PAIRED,
    words.SURVIVAL,
    words.ADJUSTED,
    words.BOUNDS,
    TIPPING,
    words.DESIGN,
]


@pytest.mark.parametrize("result", WHOLE, ids=lambda result: type(result).__name__)
def test_a_whole_result_stands_in_the_register(result):
    """It has a description, a method and a card, and comes back from JSON."""
    assert from_json(json.loads(json.dumps(to_json(result)))) == result
    assert description(result)[:1].isupper()
    assert method(result) == result.method
    assert sample_size(result) == getattr(result, "n", 48)
    found = dict(card_lines(result))
    assert found["Rows"] == "48, seen_again is yes"
    assert found["Options"] == "conf level 0.95, seed 1"


def test_details_hold_the_remark_of_a_result():
    """Such as that an estimate rests on a penalty; a design has no participants."""
    told = replace(words.MODEL, undefined="the predictors separate the outcomes")
    assert dict(card_lines(told))["Remark"] == "the predictors separate the outcomes"
    assert "Participants" not in dict(card_lines(words.DESIGN))


def test_details_name_the_correction_and_what_was_looked_at():
    """For a family, for models with assumptions, for correlations."""
    assert dict(card_lines(words.FAMILY))["Correction"] == "Holm's method, for 2 tests"
    assert dict(card_lines(words.IMPROVEMENT))["Correction"] == "Holm"
    looked = dict(card_lines(words.MODEL))["Looked at"]
    assert looked == ("normal residuals: Shapiro-Wilk test, *W* = 0.97, *p* = .200")
