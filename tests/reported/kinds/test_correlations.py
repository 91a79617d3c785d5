"""Correlations: words, exact cells and notes."""

from dataclasses import replace

import pytest
from example_associations import CORRELATIONS, PAIR
from example_table_results import MATRIX, lines

from reported.kinds.correlations import pair_table
from reported.words.sentences import apa, plain

SENTENCES = [
    (PAIR, "*r*(68) = −.25, *p* = .036, 95% CI [−.46, −.02]"),
    (CORRELATIONS, "1 correlation, up to 70 participants"),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_a_result_is_put_into_words(result, expected):
    """As a reader sees it."""
    assert apa(result) == expected


FIELDS = [
    (CORRELATIONS, "pairs.mood-age.estimate", "−.25"),
    (CORRELATIONS, "pairs.mood-age.statistic", "−2.14"),
]


@pytest.mark.parametrize(("result", "path", "expected"), FIELDS)
def test_a_field_is_printed_by_its_kind(result, path, expected):
    """Shares as percentages, what cannot exceed 1 without a 0."""
    assert plain(result, path) == expected


def test_an_adjusted_correlation_shows_both_p_values():
    """Nobody takes the one for the other."""
    assert apa(replace(PAIR, p_adjusted=0.108)) == (
        "*r*(68) = −.25, *p* = .036, Holm-adjusted *p* = .108, 95% CI [−.46, −.02]"
    )
    assert apa(replace(PAIR, p_adjusted=0.036)) == apa(PAIR)


def test_a_correlation_without_a_test_gives_its_size_and_its_people():
    """Degrees of freedom stand for a test."""
    tested = ("conf_low", "conf_high", "statistic", "dof", "p_value", "p_adjusted")
    bare = replace(PAIR, **dict.fromkeys(tested), undefined="it is perfect")
    assert apa(replace(bare, estimate=1.0)) == "*r* = 1.00, *n* = 70"


def test_pair_table_shows_interval_and_test():
    """With the adjusted p value."""
    assert lines(pair_table(MATRIX, caption="C", name="t")) == [
        "| Variables | *n* | *r* [95% CI] | *t* (*df*) | *p* | Adjusted *p* |",
        "| Mood and Hope | 70 | .43~[.23, .53] | 2.35 (68) | .022 | .044 |",
        "| Mood and Age | 68 | −.29~[−.49, −.19] | 2.35 (66) | .022 | .044 |",
        "| Hope and Age | 68 | – | – | – | – |",
        "*Note.* Pearson correlation with Fisher's interval. *p* adjusted for the "
        "number of pairs (Holm); intervals are not. *n* from 68 to 70: each pair has "
        "all rows with both values; any value is missing in 3. – not defined for "
        "Hope and Age: every value of Age is the same.",
    ]


def test_pair_table_without_adjustment_has_no_column_for_it():
    """And says so."""
    one = replace(MATRIX, pairs=MATRIX.pairs[:1], correction="none", n_missing=0)
    head, row, note = lines(pair_table(one, caption="C", name="t"))
    assert head == "| Variables | *n* | *r* [95% CI] | *t* (*df*) | *p* |"
    assert row == "| Mood and Hope | 70 | .43~[.23, .53] | 2.35 (68) | .022 |"
    assert note == (
        "*Note.* Pearson correlation with Fisher's interval. Neither *p* nor intervals "
        "are adjusted for the number of pairs. *n* = 70. No row was left out for "
        "missing values."
    )


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ((), "there is nothing to show; give at least one result"),
        (
            (MATRIX.pairs[0], replace(MATRIX.pairs[1], conf_level=0.9)),
            "one table shows one coverage, got 2 different; make a table for each",
        ),
    ],
)
def test_pair_table_refuses(pairs, message):
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        pair_table(replace(MATRIX, pairs=pairs), caption="C", name="t")
    assert str(caught.value) == f"t: {message}"
