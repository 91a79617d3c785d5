"""Changes compared by ranks, in words and as what their numbers are."""

from dataclasses import replace

from example_results import CHANGE, USED, effect

from reported.words.cards import card_lines, description
from reported.words.paths import path_words
from reported.words.sentences import apa, plain
from results import SignedRanks

RANKED = SignedRanks(
    method="Wilcoxon signed-rank test",
    outcome="Heroin use",
    unit="days",
    n=9,
    n_missing=2,
    n_higher=1,
    n_same=2,
    n_lower=6,
    before=CHANGE.before,
    after=CHANGE.after,
    estimate=-9.0,
    statistic_name="V",
    statistic=3.0,
    p_value=0.0738,
    effect=effect("rank_biserial", -0.7857, -0.9552, -0.2278),
    alternative="two-sided",
    data=USED,
)


def test_ranks_of_changes_are_put_into_words():
    """V has no degrees of freedom."""
    assert apa(RANKED) == (
        "*V* = 3, *p* = .074, *r*rb = \u2212.79, 95% CI [\u2212.96, \u2212.23]"
    )
    bare = replace(RANKED, effect=effect("rank_biserial", -1.0, None, None))
    assert apa(bare) == "*V* = 3, *p* = .074, *r*rb = \u22121.00"
    assert description(RANKED) == "Change in heroin use, by ranks"
    assert dict(card_lines(RANKED))["Test"] == "Wilcoxon signed-rank test"


def test_each_number_says_what_it_is():
    """Also at which of the two times."""
    assert path_words(RANKED, "estimate") == "Median change of heroin use, n = 9"
    assert path_words(RANKED, "n_lower").startswith("Number with a fall")
    assert path_words(RANKED, "after.median").startswith("Median of heroin use, ")
    assert ", after, " in path_words(RANKED, "after.median")
    assert plain(RANKED, "estimate") == "\u22129.00"
    assert plain(RANKED, "rank_biserial") == "\u2212.79"
