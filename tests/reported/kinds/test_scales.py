"""Scales: words, exact cells and notes."""

from dataclasses import replace

import example_words as words
import pytest
from example_results import effect
from example_table_results import SCALE, lines

from reported.kinds.scales import reliability_table
from reported.words.sentences import apa, plain

SENTENCES = [
    (words.RELIABILITY, "α = .85, 95% CI [.80, .90], ωt = .86, 95% CI [.81, .91]"),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_a_result_is_put_into_words(result, expected):
    """As a reader sees it."""
    assert apa(result) == expected


FIELDS = [
    (words.RELIABILITY, "alpha", ".85"),
    (words.RELIABILITY, "omega_total.conf_high", ".91"),
    (words.RELIABILITY, "items.cesd_01.item_rest", ".46"),
    (words.RELIABILITY, "items.cesd_01.mean", "1.25"),
]


@pytest.mark.parametrize(("result", "path", "expected"), FIELDS)
def test_a_field_is_printed_by_its_kind(result, path, expected):
    """Shares as percentages, what cannot exceed 1 without a 0."""
    assert plain(result, path) == expected


def test_a_scale_without_coefficients_says_why():
    """Its entry in the register is not empty."""
    none = {"estimate": None, "conf_low": None, "conf_high": None}
    alone = {
        name: replace(
            getattr(words.RELIABILITY, name), **none, undefined="one item alone"
        )
        for name in ("alpha", "omega_total")
    }
    assert apa(replace(words.RELIABILITY, **alone)) == "no coefficient: one item alone"


def test_numbers_that_leave_their_usual_range_are_printed_whole():
    """Alpha has no lower limit, and a loading can exceed 1."""
    item = replace(words.RELIABILITY.items[0], alpha_without=-1.5, loading=1.02)
    odd = replace(
        words.RELIABILITY, items=(item,), alpha=effect("alpha", -1.2, -2, 0.3)
    )
    assert plain(odd, "items.cesd_01.alpha_without") == "−1.50"
    assert plain(odd, "items.cesd_01.loading") == "1.02"
    assert plain(odd, "items.cesd_01.reverse_keyed") == "no"
    assert plain(odd, "alpha") == "−1.20"
    assert plain(odd, "alpha.conf_high") == ".30"


ALIKE = "everybody answered an item alike"


NONE = replace(
    effect("alpha", None, None, None), estimate=None, conf_low=None, undefined=ALIKE
)


EMPTY = replace(
    SCALE,
    outcome="Hope",
    n_missing=0,
    alpha=replace(SCALE.alpha, estimate=-1.5, conf_low=-2.25, conf_high=None),
    omega_total=replace(NONE, name="omega_total"),
    items=(replace(SCALE.items[0], item_rest=None, undefined="no *r*: alike"),),
)


def test_reliability_table_shows_every_scale():
    """Alpha and omega with intervals, the ends of the item-rest correlations."""
    assert lines(reliability_table([SCALE, EMPTY], caption="C", name="t")) == [
        "| Scale | Items | *n* | α [95% CI] | ωt [95% CI] | Lowest *r* | Highest *r* |",
        "| Mood | 3 | 70 | .81~[.73, .88] | .82~[.75, .89] | −.12 | .63 |",
        "| Hope | 3 | 70 | −1.50~[−2.25, –] | – | – | – |",
        "*Note.* α is Cronbach's alpha. ωt is McDonald's omega of one factor. "
        "*r* is the correlation of an item with the sum of the other items of its "
        "scale. Rows left out for missing values: Mood 2. – not defined for Hope, "
        r"omega total: everybody answered an item alike; for Hope, Item 1: no \*r\*: "
        "alike.",
    ]


@pytest.mark.parametrize(
    ("scales", "message"),
    [
        ([], "t: there is nothing to show; give at least one result"),
        (
            [SCALE, replace(SCALE, alpha=replace(SCALE.alpha, conf_level=0.9))],
            "t: one table shows one method and one coverage of the intervals, got 2 "
            "different; make a table for each",
        ),
    ],
)
def test_reliability_table_refuses(scales, message):
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        reliability_table(scales, caption="C", name="t")
    assert str(caught.value) == message
