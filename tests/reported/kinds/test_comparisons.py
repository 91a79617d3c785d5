"""Comparisons and contrasts: words, exact cells, notes and heads."""

from dataclasses import replace

import pandas as pd
import pytest
from example_results import DESCRIPTION, LESS, PAIR, RANKS, WELCH, WELCH_T, effect
from example_samples import sampled
from example_table_results import COUNTS, lines

from analysis.comparison.groups import welch_t
from analysis.comparison.ranks import kruskal_wallis
from analysis.estimates.sample import Described
from reported.kinds.comparisons import group_table, standardised_table
from reported.words.cards import card_lines, sample_size
from reported.words.sentences import apa, plain
from results.record_json import to_json


def test_apa_leaves_out_an_interval_that_is_undefined():
    """The effect stays."""
    bare = replace(WELCH.effect, conf_low=None, conf_high=None, undefined="no width")
    assert apa(replace(WELCH, effect=bare)) == (
        "*F*(2, 43.61) = 5.12, *p* = .010, ω² = .15"
    )


def test_a_contrast_of_ranks_says_that_its_p_is_adjusted():
    """So that nobody takes z and p for one another's."""
    ranks = replace(
        PAIR,
        unit="ranks",
        statistic_name="z",
        statistic=-2.5,
        dof=None,
        correction="Dunn, Holm",
        interval_correction="Bonferroni",
    )
    assert apa(replace(ranks, effect=None)) == (
        "difference in mean ranks = −6.17, Bonferroni-adjusted 95% CI [−9.86, −2.47], "
        "*z* = −2.50, Holm-adjusted *p* = .002"
    )


def test_a_difference_in_ranks_says_so_wherever_it_is_printed():
    """In a record whose unit is days it would be read as one of days."""
    frame = pd.DataFrame({"days": [1, 2, 3, 14, 20, 9.0], "ward": list("aaabbb")})
    sample = sampled(frame, days=Described(label="Days", unit="days"))
    found = kruskal_wallis(sample, outcome="days", group="ward")
    assert found.unit == "days"
    assert apa(found.contrasts[0]).startswith(
        "difference in mean ranks = −3.00, Bonferroni-adjusted 95%"
    )
    assert plain(found, "contrasts.a-b.estimate") == "−3.00 ranks"
    assert plain(found, "contrasts.a-b.conf_low") == "−5.99 ranks"
    assert plain(found, "contrasts.a-b.statistic") == "−1.96"
    assert ("Contrasts", "differences in ranks") in card_lines(found)
    assert to_json(found)["contrasts"][0]["unit"] == "ranks"
    welch = welch_t(sample, outcome="days", group="ward")
    assert apa(welch.contrasts[0]).startswith("difference = −12.33, 95%")
    assert plain(welch, "contrasts.a-b.estimate") == "−12.33"
    assert "Contrasts" not in dict(card_lines(welch))


def test_group_table_shows_means_test_p_and_effect():
    """Exact cells; decimals agree within each column."""
    other = replace(WELCH, outcome="Hope", n_missing=0, dof_resid=40.0)
    table = group_table([WELCH, other], caption="C", name="entry-tab-a", note="More.")
    assert lines(table) == [
        "| Outcome | Prison *M* (*SD*) | Inpatient *M* (*SD*) | *F* (*df*1, *df*2) "
        "| *p* | ω² [95% CI] |",
        "| Mood | 14.00 (2.48) | 20.00 (2.62) | 5.12 (2, 43.61) | .010 "
        "| .15~[.01, .31] |",
        "| Hope | 14.00 (2.48) | 20.00 (2.62) | 5.12 (2, 40.00) | .010 "
        "| .15~[.01, .31] |",
        "*Note.* All values in points. *n*: Prison 6, Inpatient 8. ω² is omega "
        "squared. Missing values: Mood 2. *p* is not adjusted for the number of rows. "
        "More.",
    ]


def test_group_table_gives_each_row_its_unit_when_units_differ():
    """Then there is no unit to name once."""
    ages = replace(WELCH, outcome="Age", unit="years")
    bare = replace(WELCH, outcome="Hope", unit="")
    found = lines(group_table([WELCH, ages, bare], caption="C", name="t"))
    assert [row.split(" | ")[0] for row in found[1:4]] == [
        "| Mood (points)",
        "| Age (years)",
        "| Hope",
    ]
    assert found[4].startswith("*Note.* *n*: Prison 6, Inpatient 8.")


def test_a_table_without_units_names_none():
    """Neither in the rows nor in the note."""
    table = group_table([replace(WELCH, unit="")], caption="C", name="t")
    assert "| Mood | 14.00" in str(table)
    assert "All values" not in str(table)


def test_a_shared_unit_is_escaped_in_the_note():
    """A unit is text, not markup."""
    table = group_table([replace(WELCH, unit="% of *days*")], caption="C", name="t")
    assert r"*Note.* All values in \% of \*days\*." in str(table)


def test_group_table_of_two_groups_shows_t():
    """One number of degrees of freedom."""
    head, row, _ = lines(group_table([WELCH_T], caption="C", name="t"))
    assert "| *t* (*df*) | *p* | *g* [95% CI] |" in head
    assert "| −1.86 (17.78) | .079 | −0.80~[−1.69, 0.10] |" in row


def test_group_table_of_ranks_shows_medians_and_quartiles():
    """What the test compares is what the table shows."""
    fewer = tuple(replace(g, n=g.n - 1) for g in RANKS.groups)
    second = replace(RANKS, groups=fewer, n_missing=0, outcome="Visits", unit="")
    table = group_table([RANKS, second], caption="C", name="t")
    assert lines(table) == [
        "| Outcome | Prison *Mdn* [*Q*1, *Q*3] | Inpatient *Mdn* [*Q*1, *Q*3] "
        "| *H* (*df*) | *p* | ε² [95% CI] |",
        "| Days in treatment (days) | 13.5 [12.8, 15.3] | 19.5 [18.8, 21.3] "
        "| 10.46 (2) | \\< .001 | .58~[.37, .82] |",
        "| Visits | 13.5 [12.8, 15.3] | 19.5 [18.8, 21.3] "
        "| 10.46 (2) | \\< .001 | .58~[.37, .82] |",
        "*Note.* *n*: Prison 5 to 6, Inpatient 7 to 8. *Mdn* is the median, *Q*1 and "
        "*Q*3 are the quartiles. ε² is epsilon squared of the ranks. Missing "
        "values: Days in treatment 2. *p* is not adjusted for the number "
        "of rows.",
    ]


@pytest.mark.parametrize(
    ("results", "message"),
    [
        ([], "there is nothing to show; give at least one result"),
        (
            [WELCH, RANKS],
            "one table shows one method and the same groups, got 2 different; make a "
            "table for each",
        ),
    ],
)
def test_group_table_refuses(results, message):
    """One head for all rows; the whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        group_table(results, caption="C", name="t")
    assert str(caught.value) == f"t: {message}"


UNDEFINED = replace(
    effect("standardised_difference", 0.5, 0, 1), estimate=None, undefined="alike"
)


RANKED = replace(
    RANKS,
    contrasts=(replace(PAIR, effect=effect("rank_biserial", -0.5, -0.75, -0.101)),),
)


def test_standardised_table_shows_an_effect_for_each_outcome_and_pair():
    """Whichever effect size the outcome has, named in its row."""
    none = replace(RANKED, outcome="Visits", contrasts=(replace(PAIR, effect=None),))
    lost = replace(COUNTS, contrasts=(replace(LESS, effect=UNDEFINED),), n_missing=1)
    found = [WELCH, RANKED, COUNTS, none, replace(lost, outcome="S")]
    assert lines(standardised_table(found, caption="C", name="t", note="More.")) == [
        "| Outcome | Prison less Inpatient |",
        "| Mood, *g* | −2.25~[−3.56, −0.89] |",
        "| Days in treatment, *r*rb | −.50~[−.75, −.10] |",
        "| Outcome, *d* | 0.62~[0.04, 1.20] |",
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


def test_a_description_rests_on_those_with_a_value():
    """Its n stands in the summary."""
    assert DESCRIPTION.data.rows != DESCRIPTION.summary.n
    assert sample_size(DESCRIPTION) == DESCRIPTION.summary.n == 72
