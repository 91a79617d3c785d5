"""Counts and their comparisons: exact cells and notes."""

from dataclasses import replace

import pytest
from example_results import EXACT, LESS, effect
from example_table_results import COUNTS, lines

from reported.kinds.counts import count_table, difference_table


def test_count_table_shows_counts_with_percentages():
    """Labels are escaped, the method is named in the note."""
    bare = replace(EXACT.effect, conf_low=None, conf_high=None, undefined="no width")
    second = replace(EXACT, outcome="Seen", effect=bare, n_missing=3)
    assert lines(count_table([EXACT, second], caption="C", name="t")) == [
        "| Outcome | Prison | Inpatient | Exact *p* | *V* [95% CI] |",
        r"| Completed \| ended | 18 of 24 (75\%) | 11 of 24 (46\%) | .031 "
        "| .34~[.07, .56] |",
        r"| Seen | 18 of 24 (75\%) | 11 of 24 (46\%) | .031 | .34~[–] |",
        "*Note.* Fisher–Freeman–Halton exact test. *V* is Cramér's V. "
        "Missing values: Seen 3. *p* is not adjusted for the number of rows. – not "
        "defined for Seen: no width.",
    ]


def test_count_table_names_the_test_of_tables_of_every_size():
    """That of two by two tables by itself, and both beside one another."""
    small = replace(EXACT, method="Fisher's exact test")
    note = lines(count_table([small], caption="C", name="t"))[-1]
    assert note == (
        "*Note.* Fisher's exact test. *V* is Cramér's V. No values are missing."
    )
    for both in ([small, EXACT], [EXACT, small]):
        note = lines(count_table(both, caption="C", name="t"))[-1]
        assert note == (
            "*Note.* Fisher's exact test or its extension to larger tables "
            "(Fisher–Freeman–Halton). *V* is Cramér's V. No values are missing. *p* is "
            "not adjusted for the number of rows."
        )
    other = replace(EXACT, method="χ² test")
    with pytest.raises(ValueError, match=r"^t: one table shows one method"):
        count_table([small, other], caption="C", name="t")


UNDEFINED = replace(
    effect("standardised_difference", 0.5, 0, 1), estimate=None, undefined="alike"
)


def test_difference_table_shows_percentage_points():
    """With the outcome once where there is one."""
    assert lines(difference_table([COUNTS], caption="C", name="t", note="More.")) == [
        "| Groups | Difference [95% CI] | Adjusted exact *p* | *d* [95% CI] |",
        "| Prison less Inpatient | 29~[0, 52] | .147 | 0.62~[0.04, 1.20] |",
        "*Note.* Differences of “Completed”, in percentage points. *p* is adjusted "
        "for all pairs (Holm), and so are intervals of differences (Bonferroni); those "
        "of effect sizes are not. *d* is the standardised difference "
        "of the proportions over all levels. No values are missing. More.",
    ]


def test_difference_table_names_each_of_several_outcomes():
    """An undefined effect is a dash with its reason."""
    bare = replace(
        LESS, correction="none", interval_correction="none", p_adjusted=0.0734
    )
    seen = replace(
        COUNTS,
        outcome="Seen",
        n_missing=3,
        contrasts=(replace(bare, estimate=-0.285, effect=UNDEFINED),),
    )
    first = replace(COUNTS, contrasts=(bare,))
    assert lines(difference_table([first, seen], caption="C", name="t")) == [
        "| Outcome and groups | Difference [95% CI] | Exact *p* | *d* [95% CI] |",
        "| Outcome, Completed: Prison less Inpatient | 29~[0, 52] | .073 "
        "| 0.62~[0.04, 1.20] |",
        "| Seen, Completed: Prison less Inpatient | −29~[0, 52] | .073 | – |",
        "*Note.* Differences in percentage points. *d* is the standardised difference "
        "of the proportions over all levels. Missing values: Seen 3. – not defined for "
        "Seen, Prison less Inpatient: alike.",
    ]


@pytest.mark.parametrize(
    ("found", "message"),
    [
        ([], "there is nothing to show; give at least one result"),
        (
            [
                COUNTS,
                replace(
                    COUNTS,
                    contrasts=(
                        replace(LESS, correction="none", interval_correction="none"),
                    ),
                ),
            ],
            "one table shows the same pairs of groups at one coverage and one "
            "correction, got 2 different; make a table for each",
        ),
        (
            [EXACT],
            "Fisher-Freeman-Halton exact test has no differences of pairs to show",
        ),
    ],
)
def test_difference_table_refuses(found, message):
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        difference_table(found, caption="C", name="t")
    assert str(caught.value) == f"t: {message}"
