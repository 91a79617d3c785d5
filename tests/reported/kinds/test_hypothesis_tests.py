"""Tests of libraries: words, fields, cards and table."""

from dataclasses import replace

import pytest
from example_table_results import ONE_TEST, TESTS, UNNAMED_TEST, lines

from reported.kinds.hypothesis_tests import hypothesis_table
from reported.words.cards import card_lines, description, size_words
from reported.words.sentences import apa, plain


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            ONE_TEST,
            "*t*(18) = −1.46, *p* = .162, difference = 0.47, 95% CI [−0.21, 1.16], "
            "*d* = 0.65",
        ),
        (
            replace(ONE_TEST, alternative="less", effects=()),
            "*t*(18) = −1.46, one-sided *p* = .162",
        ),
        (
            replace(ONE_TEST, statistic_name="", statistic=None, dof=None, effects=()),
            "exact *p* = .162",
        ),
        (
            replace(ONE_TEST, statistic_name="U", statistic=71.0, dof=None, effects=()),
            "*U* = 71, *p* = .162",
        ),
        (
            replace(
                ONE_TEST,
                statistic_name="rs",
                statistic=0.0004,
                conf_low=-0.2,
                conf_high=0.2004,
                effects=(),
            ),
            "*rs*(18) = .0004, *p* = .162, 95% CI [−.20, .20]",
        ),
        (
            replace(
                ONE_TEST, statistic=None, p_value=None, effects=(), undefined="alike"
            ),
            "*t* is not defined",
        ),
        (
            TESTS,
            "a less b, *t*(12.25) = 1.50, Games-Howell-adjusted *p* = .331, *d* = "
            "0.65; a less c, *t*(12.25) = 1.50, Games-Howell-adjusted *p* < .001, "
            "*d* = 0.65",
        ),
    ],
)
def test_a_test_is_put_into_words(found, words):
    """Test, p, interval of a correlation, effect sizes; as far as there are any."""
    assert apa(found) == words


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        ("statistic", "−1.46"),
        ("dof", "18"),
        ("cohens_d", "0.65"),
        ("effects.mean_difference", "0.47"),
        ("mean_difference.conf_low", "−0.21"),
        ("n_missing", "1"),
    ],
)
def test_a_field_is_printed_by_its_kind(path, printed):
    """An effect size is found by its name."""
    assert plain(ONE_TEST, path) == printed


def test_a_card_says_that_nobody_named_the_data():
    """And does not say how many there were."""
    card = dict(card_lines(UNNAMED_TEST))
    assert card["Data"] == "not recomputed: no data named"
    assert card["Participants"] == "–" == size_words(None)
    assert "Rows" not in card
    assert "Missing" not in card
    assert dict(card_lines(ONE_TEST))["Effect"] == (
        "mean difference 0.4749, 95% [−0.2111, 1.1609]; cohens d 0.651; no interval: "
        "no interval"
    )


def test_it_is_about_what_was_named():
    """Or else about its method."""
    assert description(ONE_TEST) == "Weight, by group"
    assert description(replace(ONE_TEST, by="")) == "Weight"
    assert description(replace(ONE_TEST, outcome="", by="")) == "Student t test"


def test_a_table_has_a_row_for_each_test():
    """With the method that adjusted p."""
    assert lines(hypothesis_table(TESTS, caption="C", name="t", note="More.")) == [
        "| Test | *t* (*df*) | Adjusted *p* | *d* |",
        "| a less b | 1.50 (12.25) | .331 | 0.65 |",
        "| a less c | 1.50 (12.25) | \\< .001 | 0.65 |",
        "*Note.* Games-Howell tests. *p* is adjusted for the number of tests "
        "(Games-Howell). *d* is Cohen's d. More.",
    ]
    with pytest.raises(ValueError, match="t: Student t test is a single test"):
        hypothesis_table(ONE_TEST, caption="C", name="t")
