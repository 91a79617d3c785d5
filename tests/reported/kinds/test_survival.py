"""The time until an event: words, exact cells and notes."""

from dataclasses import replace

import example_words as words
import pytest
from example_model_results import PRISON, SURVIVAL
from example_table_results import lines

from reported.kinds.survival import survival_table
from reported.words.paths import path_words
from reported.words.sentences import apa, plain, reason
from results import SurvivalStep
from results.parts import place

SENTENCES = [
    (words.SURVIVAL, "*χ²*(2) = 8.10, *p* = .017"),
    (words.SURVIVAL.groups[0], "restricted mean = 140.25"),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_a_result_is_put_into_words(result, expected):
    """As a reader sees it."""
    assert apa(result) == expected


FIELDS = [
    (words.SURVIVAL, "groups.prison.restricted_mean", "140.25"),
]


@pytest.mark.parametrize(("result", "path", "expected"), FIELDS)
def test_a_field_is_printed_by_its_kind(result, path, expected):
    """Shares as percentages, what cannot exceed 1 without a 0."""
    assert plain(result, path) == expected


def test_a_median_that_is_undefined_says_why():
    """Not a hole in a sentence."""
    assert plain(words.SURVIVAL, "groups.prison.median") == "not computed"
    why = reason(place(words.SURVIVAL, "groups.prison.median"))
    assert why == "more than half were still in treatment"


def test_survival_table_shows_medians_and_restricted_means():
    """Then the differences of the restricted means."""
    assert lines(survival_table(SURVIVAL, caption="C", name="t", note="More.")) == [
        "| Group | *n* | Events | *Mdn* [95% CI] | Restricted mean [95% CI] "
        "| Adjusted *p* |",
        "| Prison | 24 | 14 | 81~[40.50, –] | 101.46~[77.94, 124.97] |  |",
        "| Inpatient | 24 | 0 | – | 168.00~[–] |  |",
        "| Prison less Inpatient |  |  |  | −6.17~[−9.86, −2.47] | .002 |",
        "*Note.* Kaplan-Meier estimate and log-rank test; event: Left the programme. "
        "All times in days. Means are restricted to the first 168 days, as far as "
        "every curve is known. Log-rank test: *χ²*(1) = 7.65, *p* = .006. Below, "
        "differences of these means; *p* is adjusted for all pairs (Holm), and so are "
        "intervals of differences (Bonferroni). Rows left out for missing values: 2. "
        "– not defined for Prison: no "
        "upper limit of the median; for Inpatient: nobody had the event before 168; "
        "for Differences: no contrasts with Outpatient. More.",
    ]


def test_survival_table_without_differences_or_unit():
    """No column for p, and nothing is said of what is not there."""
    both = replace(PRISON, median_low=None, undefined="")
    found = replace(
        SURVIVAL,
        unit="",
        n_missing=0,
        groups=(both,),
        contrasts=(),
        correction="none",
        undefined="",
        restricted_to=None,
    )
    assert lines(survival_table(found, caption="C", name="t")) == [
        "| Group | *n* | Events | *Mdn* [95% CI] | Restricted mean [95% CI] |",
        "| Prison | 24 | 14 | 81~[–] | 101.46~[77.94, 124.97] |",
        "*Note.* Kaplan-Meier estimate and log-rank test; event: Left the programme. "
        "Log-rank test: *χ²*(1) = 7.65, *p* = .006. No row was left out for missing "
        "values.",
    ]


def test_a_time_on_a_curve_is_named_by_its_unit():
    """And a limit of the median by what it limits."""
    step = SurvivalStep(
        time=30.5,
        at_risk=20,
        events=1,
        censored=0,
        survival=0.95,
        std_error=0.05,
        conf_low=0.85,
        conf_high=0.99,
    )
    found = replace(SURVIVAL, groups=(replace(PRISON, steps=(step,)),))
    assert path_words(found, "groups.prison.steps.30.5.survival") == (
        "Survival of left the programme, Prison, at 30.5 days, n = 24"
    )
    assert path_words(found, "groups.prison.median_low") == (
        "Lower limit of the median of left the programme, Prison, n = 24"
    )
