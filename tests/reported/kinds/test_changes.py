"""Changes between two times: words, exact cells and notes."""

from dataclasses import replace

import example_words as words
import pytest
from example_model_results import PAIRED
from example_results import CHANGE, WELCH
from example_table_results import lines

from reported.kinds.changes import change_table, of_group, paired_counts_table
from reported.parts import published
from reported.words.paths import path_words
from reported.words.sentences import apa, plain

SENTENCES = [
    (
        words.PAIRED,
        "35 of 48 (73%) before and 23 of 48 (48%) after, change = −25 percentage "
        "points, 95% CI [−40, −8], exact *p* = .008",
    ),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_a_result_is_put_into_words(result, expected):
    """As a reader sees it."""
    assert apa(result) == expected


FIELDS = [
    (words.PAIRED, "estimate", "−25"),
    (words.PAIRED, "odds_ratio", "0.20"),
]


@pytest.mark.parametrize(("result", "path", "expected"), FIELDS)
def test_a_field_is_printed_by_its_kind(result, path, expected):
    """Shares as percentages, what cannot exceed 1 without a 0."""
    assert plain(result, path) == expected


def test_apa_leaves_out_an_effect_that_is_undefined():
    """And the test stays."""
    none = replace(
        CHANGE.effect, estimate=None, conf_low=None, conf_high=None, undefined="n"
    )
    assert apa(replace(CHANGE, effect=none, unit="")) == (
        "mean change = −12.00, 95% CI [−21.41, −2.59], *t*(7) = −3.02, *p* = .019"
    )


def test_a_row_of_a_change_is_named_by_its_group():
    """Unless that is everybody; a row of another kind keeps its name."""
    assert of_group("Mood", published(WELCH)) == "Mood"
    assert of_group("Use", published(CHANGE)) == "Use: Prison"
    everybody = replace(CHANGE, before=replace(CHANGE.before, group="all"))
    assert of_group("Use", published(everybody)) == "Use"


def test_change_table_names_rows_by_group_when_there_is_one_outcome():
    """The outcome then stands in the note."""
    assert lines(change_table([CHANGE], caption="C", name="t")) == [
        "| Group | Before *M* (*SD*) | After *M* (*SD*) | Change [95% CI] | *p* "
        "| *g*z [95% CI] |",
        "| Prison | 26.75 (4.43) | 14.75 (10.48) | −12.00~[−21.41, −2.59] | .019 "
        "| −0.95~[−1.71, −0.14] |",
        "*Note.* Heroin use (days). *n*: Prison 8. *g*z is the mean change divided by "
        "the standard deviation of the changes, corrected for small samples. "
        "Missing pairs: Prison 2.",
    ]


def test_change_table_names_rows_by_outcome_too_when_outcomes_differ():
    """A row of everybody is named by its outcome; an undefined effect is a dash."""
    none = replace(
        CHANGE.effect, estimate=None, conf_low=None, conf_high=None, undefined="few"
    )
    everybody = replace(
        CHANGE,
        outcome="Mood",
        unit="",
        n_missing=0,
        effect=none,
        before=replace(CHANGE.before, group="all", label="All"),
    )
    found = lines(change_table([CHANGE, everybody], caption="C", name="t"))
    assert found[0].startswith("| Outcome and group |")
    assert found[1].startswith("| Heroin use (days): Prison | 26.75 (4.43) |")
    assert found[2].startswith("| Mood | 26.75 (4.43) |")
    assert found[2].endswith("| .019 | – |")
    assert found[3].endswith(
        "Missing pairs: Heroin use (days): Prison 2. *p* is not adjusted for the "
        "number of rows. – not defined for Mood: few."
    )
    assert "All values" not in found[3]


def test_change_table_counts_the_pairs_of_each_group_in_its_note():
    """A column of them would leave a printed page too little for both intervals."""
    less = replace(CHANGE, outcome="Mood", before=replace(CHANGE.before, n=6))
    all_of_them = replace(CHANGE.before, group="all", label="All", n=15)
    everybody = replace(CHANGE, before=all_of_them)
    found = lines(change_table([everybody, CHANGE, less], caption="C", name="t"))
    assert "*n*: All 15, Prison 6 to 8." in found[-1]
    assert "*n*" not in found[0]


def test_change_table_names_a_unit_that_all_rows_share_once():
    """In the note, before the effect size."""
    mood = replace(CHANGE, outcome="Days of low mood", n_missing=0)
    found = lines(change_table([CHANGE, mood], caption="C", name="t"))
    assert found[1].startswith("| Heroin use: Prison | 26.75 (4.43) |")
    assert found[2].startswith("| Days of low mood: Prison | 26.75 (4.43) |")
    assert found[3].startswith(
        "*Note.* All values in days. *n*: Prison 8. *g*z is the mean change "
    )
    assert found[3].endswith(
        "Missing pairs: Heroin use: Prison 2. *p* is not adjusted for the number of "
        "rows."
    )


def test_change_table_tells_one_outcome_in_two_units_apart():
    """Rows named by their group alone would read as the same thing twice."""
    hours = replace(CHANGE, unit="hours", n_missing=0)
    found = lines(change_table([CHANGE, hours], caption="C", name="t"))
    assert found[1].startswith("| Heroin use (days): Prison | 26.75 (4.43) |")
    assert found[2].startswith("| Heroin use (hours): Prison | 26.75 (4.43) |")


def test_change_table_refuses_nothing():
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        change_table([], caption="C", name="t")
    assert str(caught.value) == "t: there is no change to show; give at least one"


def test_paired_counts_table_shows_both_times_and_the_change():
    """Nobody who changed has no odds ratio."""
    none = replace(PAIRED.effect, estimate=None, undefined="nobody changed")
    still = replace(PAIRED, outcome="Used crack", n_missing=0, effect=none)
    found = paired_counts_table([PAIRED, still], caption="C", name="t", note="More.")
    assert lines(found) == [
        "| Outcome | Before | After | Change [95% CI] | Exact *p* | OR [95% CI] |",
        r"| Used heroin | 25 of 48 (52\%) | 15 of 48 (31\%) | −21~[−37, −2] | .041 "
        "| 0.33~[0.095, 0.96] |",
        r"| Used crack | 25 of 48 (52\%) | 15 of 48 (31\%) | −21~[−37, −2] | .041 "
        "| – |",
        "*Note.* McNemar exact test. Change in percentage points. OR is the odds ratio "
        "of those who changed: with the property only after, over only before. Missing "
        "pairs: Used heroin 2. – not defined for Used crack: nobody changed. More.",
    ]


@pytest.mark.parametrize(
    ("found", "message"),
    [
        ([], "there is nothing to show; give at least one result"),
        (
            [PAIRED, replace(PAIRED, conf_level=0.9)],
            "one table shows one method and one coverage of the intervals, got 2 "
            "different; make a table for each",
        ),
    ],
)
def test_paired_counts_table_refuses(found, message):
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        paired_counts_table(found, caption="C", name="t")
    assert str(caught.value) == f"t: {message}"


@pytest.mark.parametrize(
    ("result", "path", "expected"),
    [
        (CHANGE, "before.mean", "Mean of heroin use, Prison, before, n = 8"),
        (CHANGE, "after.mean", "Mean of heroin use, Prison, after, n = 8"),
        (CHANGE, "estimate", "Mean change of heroin use, Prison, n = 8"),
        (CHANGE, "hedges_g_z", "Hedges' g of the changes of heroin use, Prison, n = 8"),
        (PAIRED, "before", "Proportion before of used heroin, n = 48"),
        (PAIRED, "after_count", "Count after: used heroin, n = 48"),
    ],
)
def test_a_number_of_a_change_says_whose_it_is_and_when(result, path, expected):
    """The change itself knows of which group it is."""
    assert path_words(result, path) == expected
