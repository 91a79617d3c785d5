"""What the register and the cards say of a result."""

import pandas as pd
import pytest
from example_results import USED

from analysis.comparison.change import paired_change
from analysis.comparison.counts import exact_counts
from analysis.comparison.groups import welch_anova
from analysis.comparison.ranks import kruskal_wallis
from analysis.estimates.descriptions import describe
from analysis.estimates.proportions import proportion
from reported.words.cards import card_lines, description, method, sample_size
from results import Count, Effect

FRAME = pd.DataFrame(
    {
        "setting": list("aaaabbbbcccc"),
        "mood": [3.0, 5, 4, 8, 6, 9, 7, 7, 2, 1, 2, None],
        "later": [2.0, 3, 4, 5, 6, 6, 5, 6, 2, 0, 1, 1],
        "used": ["yes", "no"] * 6,
    }
)
WORDS = {"source": "simulated/entry", "group": "setting", "outcome_label": "Mood"}


def named(result) -> dict[str, str]:
    """Return the lines of the card of a result by their names."""
    return dict(card_lines(result))


def test_details_of_a_comparison_are_complete_and_exact():
    """Test, n of each group, missing, df, exact p, effect, correction, data, filter."""
    result = welch_anova(FRAME, outcome="mood", filter="used is yes or no", **WORDS)
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
    result = paired_change(
        FRAME, before="mood", after="later", source="x", unit="points"
    )
    low, high = (
        f"{v:.6g}".replace("-", "−") for v in (result.conf_low, result.conf_high)
    )
    assert named(result)["Estimate"].endswith(f" [{low}, {high}]")
    assert named(result)["Estimate"].startswith("−")
    assert description(result) == "Change in mood"
    assert sample_size(result) == 11


def test_details_of_counts_and_ranks_leave_out_what_there_is_not():
    """An exact test has no statistic, a count no p value."""
    exact = exact_counts(FRAME, outcome="used", level="yes", **WORDS)
    assert {"Statistic", "Estimate"}.isdisjoint(named(exact))
    assert named(exact)["Correction"] == "Holm, for the contrasts"
    ranks = kruskal_wallis(FRAME, outcome="mood", **WORDS)
    assert named(ranks)["Statistic"].startswith("*H*(2) = ")
    share = proportion(FRAME, outcome="used", level="yes", source="x", label="who used")
    assert description(share) == "Proportion: who used"
    assert named(share)["Estimate"].startswith("0.5 [")
    whole = describe(FRAME, outcome="mood", source="x", outcome_label="Mood")
    assert (description(whole), sample_size(whole)) == ("Mood, all together", 11)
    people = Count(label="people", count=3, data=USED)
    assert (description(people), method(people), sample_size(people)) == (
        "Number of people",
        "Count",
        USED.rows,
    )


def test_details_say_why_an_effect_is_undefined():
    """A reason stands where a number would."""
    result = welch_anova(FRAME, outcome="mood", **WORDS)
    undefined = Effect(
        name="omega_squared",
        estimate=None,
        conf_low=None,
        conf_high=None,
        conf_level=0.95,
        undefined="no variance",
    )
    from dataclasses import replace

    found = named(replace(result, effect=undefined))
    assert found["Effect"] == "omega squared is undefined: no variance"


def test_a_part_of_a_result_has_no_description():
    """Only whole results stand in the register."""
    with pytest.raises(
        TypeError, match="DataUsed is not a whole result; describe that"
    ):
        description(USED)
