"""Contrasts and effect sizes of ranks agree with R."""

# Known answers: R 4.2.2, rstatix 0.7.2, effectsize 0.8.3, with the data of
# example_groups.py as d

from math import sqrt

import numpy as np
import pytest
from example_groups import ASKED, FRAME, frame_of, sampled
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.comparison.ranks import (
    dunn_contrasts,
    kruskal_wallis,
    rank_biserial,
    rank_epsilon_squared,
)
from analysis.estimates.grouped import split_by_group


# R: dunn_test(d, y ~ g, p.adjust.method = "holm", detailed = TRUE), signs turned
#    round; its standard error is estimate / statistic; rank_biserial(a, b)
@pytest.mark.parametrize(
    ("i", "pair", "numbers", "effect"),
    [
        (
            0,
            ("prison", "inpatient"),
            (-9.14583333333, 3.02975215953, -3.018673756723, 0.00761651301044),
            (-0.916666666667, -0.975758593732, -0.732995898672),
        ),
        (
            1,
            ("prison", "outpatient"),
            (-1.83333333333, 3.39703029348, -0.539687072221, 0.58941285692527),
            (-0.266666666667, -0.756914036647, 0.415636622868),
        ),
        (
            2,
            ("inpatient", "outpatient"),
            (7.3125, 3.1981982775, 2.286443605276, 0.04445663957816),
            (0.825, 0.464331653556, 0.950960910936),
        ),
    ],
)
def test_dunn_contrasts_agree_with_r(i, pair, numbers, effect):
    """Difference in mean rank, error for ties, z, Holm's p, Cliff's delta."""
    found = kruskal_wallis(sampled(FRAME), **ASKED).contrasts[i]
    assert (found.first, found.second) == pair
    assert (
        found.estimate,
        found.std_error,
        found.statistic,
        found.p_adjusted,
    ) == pytest.approx(numbers, rel=1e-9)
    # R: 2 * pnorm(-abs(z)), not adjusted
    raw = (0.00253883767, 0.5894128569, 0.02222831979)[i]
    assert found.p_value == pytest.approx(raw, rel=1e-8)
    # R: estimate -+ qnorm(1 - .05 / 6) * se, which hold together, by Bonferroni
    margin = 2.3939797998185 * numbers[1]
    assert (found.conf_low, found.conf_high) == pytest.approx(
        (numbers[0] - margin, numbers[0] + margin), rel=1e-9
    )
    assert (found.statistic_name, found.dof) == ("z", None)
    assert (found.correction, found.conf_level) == ("Dunn, Holm adjusted", 0.95)
    assert found.effect.name == "rank_biserial"
    assert (
        found.effect.estimate,
        found.effect.conf_low,
        found.effect.conf_high,
    ) == pytest.approx(effect, rel=1e-9)


def test_the_level_of_confidence_reaches_every_interval():
    """The wider interval contains the narrower one."""
    narrow = kruskal_wallis(sampled(FRAME), **ASKED, conf_level=0.80)
    wide = kruskal_wallis(sampled(FRAME), **ASKED, conf_level=0.99)
    for less, more in zip(narrow.contrasts, wide.contrasts, strict=True):
        for one, other in ((less, more), (less.effect, more.effect)):
            assert (one.conf_level, other.conf_level) == (0.80, 0.99)
            assert other.conf_low < one.conf_low < one.conf_high < other.conf_high


def test_groups_that_do_not_overlap_have_no_interval():
    """R gives one of no width."""
    # R: rank_biserial(c(1, 2), c(3, 4)): -1 [-1, -1]
    found = rank_biserial(np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    assert (found.estimate, found.conf_low, found.conf_high) == (-1.0, None, None)
    assert found.undefined == "the method gives no interval for an effect of this size"


def test_a_group_of_one_has_contrasts():
    """Ranks need no variance within a group."""
    found = kruskal_wallis(sampled(frame_of(a=[1, 2, 2, 5], b=[3])), **PLAIN).contrasts[
        0
    ]
    # ranks 1, 2.5, 2.5, 5 and 4; their variance is 2.375
    assert found.estimate == pytest.approx(-1.25)
    assert found.std_error == pytest.approx(sqrt(2.375 * 1.25))
    assert found.effect.estimate == pytest.approx(-0.5)


def test_epsilon_squared_holds_nought_where_nothing_was_found():
    """A p above .05 and an interval without 0 would contradict one another."""
    found = kruskal_wallis(
        sampled(frame_of(a=[1, 5, 9], b=[2, 4, 8], c=[3, 6, 7])), **PLAIN
    )
    assert found.p_value > 0.9
    assert found.effect.conf_low == 0
    assert found.effect.estimate <= found.effect.conf_high < 1
    assert found.effect.undefined == ""


def test_epsilon_squared_of_no_difference_has_no_interval():
    """H of 0 has limits of 0 and 0."""
    found = rank_epsilon_squared(0.0, 2, 9, conf_level=0.95)
    assert (found.estimate, found.conf_low, found.conf_high) == (0.0, None, None)
    assert found.undefined == "the method gives no interval for an effect of this size"


PLAIN = {
    "outcome": "mood",
    "group": "setting",
}
GROUP = st.lists(st.integers(0, 9), min_size=2, max_size=7).filter(
    lambda values: len(set(values)) > 1
)


@settings(max_examples=10, deadline=None)
@given(first=GROUP, second=GROUP)
def test_dunn_of_two_groups_is_kruskal_and_wallis_own_test(first, second):
    """Squared z is H; the effect is Cliff's delta, pair by pair."""
    (pair,) = dunn_contrasts(
        split_by_group(sampled(frame_of(a=first, b=second)), **PLAIN)
    )
    test = stats.kruskal(first, second)
    assert pair.statistic**2 == pytest.approx(test.statistic, abs=1e-9)
    assert pair.p_value == pytest.approx(test.pvalue)
    assert pair.p_value == pytest.approx(2 * stats.norm.sf(abs(pair.statistic)))
    signs = np.sign(np.subtract.outer(first, second))
    assert pair.effect.estimate == pytest.approx(signs.mean(), abs=1e-12)
