"""Tables of differences of pairs of groups: exact cells and notes."""

from dataclasses import replace

import pytest
from example_results import EXACT, LESS, PAIR, RANKS, WELCH, effect

from reported.tables.pairs import difference_table, standardised_table


def lines(table):
    """Head and rows of a table, without its frame, and then the note."""
    found = table.splitlines()
    return [line for line in found[3:] if line and line != ":::" and ":--" not in line]


COUNTS = replace(EXACT, outcome="Outcome", contrasts=(LESS,))
UNDEFINED = replace(
    effect("standardised_difference", 0.5, 0, 1), estimate=None, undefined="alike"
)
RANKED = replace(
    RANKS,
    contrasts=(replace(PAIR, effect=effect("rank_biserial", -0.5, -0.75, -0.101)),),
)


def test_difference_table_shows_percentage_points():
    """With the outcome once where there is one."""
    assert lines(difference_table([COUNTS], caption="C", name="t", note="More.")) == [
        "| Groups | Difference [95% CI] | Adjusted exact *p* | *d* [95% CI] |",
        "| Prison less Inpatient | 29 [0, 52] | .147 | 0.62 [0.04, 1.20] |",
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
        "| Outcome, Completed: Prison less Inpatient | 29 [0, 52] | .073 "
        "| 0.62 [0.04, 1.20] |",
        "| Seen, Completed: Prison less Inpatient | −29 [0, 52] | .073 | – |",
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


def test_standardised_table_shows_an_effect_for_each_outcome_and_pair():
    """Whichever effect size the outcome has, named in its row."""
    none = replace(RANKED, outcome="Visits", contrasts=(replace(PAIR, effect=None),))
    lost = replace(COUNTS, contrasts=(replace(LESS, effect=UNDEFINED),), n_missing=1)
    found = [WELCH, RANKED, COUNTS, none, replace(lost, outcome="S")]
    assert lines(standardised_table(found, caption="C", name="t", note="More.")) == [
        "| Outcome | Prison less Inpatient |",
        "| Mood, *g* | −2.25 [−3.56, −0.89] |",
        "| Days in treatment, *r*rb | −.50 [−.75, −.10] |",
        "| Outcome, *d* | 0.62 [0.04, 1.20] |",
        "| Visits | – |",
        "| S, *d* | – |",
        "*Note.* [95% CI], not adjusted for the number of pairs. *g* is Hedges' g, "
        "with the two variances averaged. *r*rb is the rank-biserial correlation. "
        "*d* is the standardised difference of the proportions over all levels. "
        "Missing values: Mood 2, Days in treatment 2, Visits 2, S 1. – not defined for "
        "S, Prison less Inpatient: alike. More.",
    ]


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (
            [WELCH, replace(WELCH, contrasts=(replace(PAIR, conf_level=0.9),))],
            "one table shows the same pairs of groups at one coverage, got 2 "
            "different; make a table for each",
        ),
        (
            [RANKS],
            "a table shows 1 to 6 pairs of groups, got 0; compare pairs, or show "
            "fewer groups",
        ),
        (
            [replace(WELCH, contrasts=(PAIR,) * 7)],
            "a table shows 1 to 6 pairs of groups, got 7; compare pairs, or show "
            "fewer groups",
        ),
    ],
)
def test_standardised_table_refuses(found, message):
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        standardised_table(found, caption="C", name="t")
    assert str(caught.value) == f"t: {message}"
