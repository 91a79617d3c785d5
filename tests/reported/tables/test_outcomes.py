"""Tables of survival, paired counts and assumptions: exact cells and notes."""

from dataclasses import replace

import pytest
from example_results import CHANGE, PAIR, USED, WELCH, effect

from reported.tables.outcomes import (
    assumption_table,
    paired_counts_table,
    survival_table,
)
from results import Assumption, PairedCounts, Survival, SurvivalGroup


def lines(table):
    """Head and rows of a table, without its frame, and then the note."""
    found = table.splitlines()
    return [line for line in found[3:] if line and line != ":::" and ":--" not in line]


PRISON = SurvivalGroup(
    group="prison",
    label="Prison",
    n=24,
    n_missing=0,
    n_events=14,
    median=81.0,
    median_low=40.5,
    median_high=None,
    restricted_mean=101.456,
    restricted_mean_se=12.0,
    restricted_mean_low=77.944,
    restricted_mean_high=124.968,
    conf_level=0.95,
    steps=(),
    undefined="no upper limit of the median",
)
INPATIENT = replace(
    PRISON,
    group="inpatient",
    label="Inpatient",
    n_events=0,
    median=None,
    median_low=None,
    restricted_mean=168.0,
    restricted_mean_low=None,
    restricted_mean_high=None,
    undefined="nobody had the event before 168",
)
SURVIVAL = Survival(
    method="Kaplan-Meier estimate and log-rank test",
    outcome="Left the programme",
    unit="days",
    n=48,
    n_missing=2,
    n_events=14,
    statistic_name="χ²",
    statistic=7.654,
    dof=1.0,
    p_value=0.0057,
    groups=(PRISON, INPATIENT),
    contrasts=(
        replace(
            PAIR,
            statistic_name="z",
            dof=None,
            effect=None,
            correction="Holm",
            interval_correction="Bonferroni",
        ),
    ),
    correction="Holm",
    data=USED,
    undefined="no contrasts with Outpatient",
    restricted_to=168.0,
)
PAIRED = PairedCounts(
    method="McNemar exact test",
    outcome="Used heroin",
    n=48,
    n_missing=2,
    both=10,
    before_only=15,
    after_only=5,
    neither=18,
    before=25 / 48,
    after=15 / 48,
    estimate=-10 / 48,
    conf_low=-0.371,
    conf_high=-0.0249,
    conf_level=0.95,
    p_value=0.0414,
    effect=effect("odds_ratio", 0.3333, 0.0949, 0.9649),
    data=USED,
)


def looked_at(name, method, symbol, statistic, dof=None, dof_resid=None, undefined=""):
    """Make an assumption."""
    return Assumption(
        name=name,
        method=method,
        statistic_name=symbol,
        statistic=statistic,
        dof=dof,
        dof_resid=dof_resid,
        p_value=None if undefined else 0.0312,
        undefined=undefined,
    )


SHAPIRO = looked_at("normal residuals", "Shapiro-Wilk test", "W", 0.9612)
FORSYTHE = looked_at("equal variances", "Brown-Forsythe test", "F", 2.345, 2.0, 45.0)


def test_survival_table_shows_medians_and_restricted_means():
    """Then the differences of the restricted means."""
    assert lines(survival_table(SURVIVAL, caption="C", name="t", note="More.")) == [
        "| Group | *n* | Events | *Mdn* [95% CI] | Restricted mean [95% CI] "
        "| Adjusted *p* |",
        "| Prison | 24 | 14 | 81 [40.50, –] | 101.46 [77.94, 124.97] |  |",
        "| Inpatient | 24 | 0 | – | 168.00 [–] |  |",
        "| Prison less Inpatient |  |  |  | −6.17 [−9.86, −2.47] | .002 |",
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
        "| Prison | 24 | 14 | 81 [–] | 101.46 [77.94, 124.97] |",
        "*Note.* Kaplan-Meier estimate and log-rank test; event: Left the programme. "
        "Log-rank test: *χ²*(1) = 7.65, *p* = .006. No row was left out for missing "
        "values.",
    ]


def test_paired_counts_table_shows_both_times_and_the_change():
    """Nobody who changed has no odds ratio."""
    none = replace(PAIRED.effect, estimate=None, undefined="nobody changed")
    still = replace(PAIRED, outcome="Used crack", n_missing=0, effect=none)
    found = paired_counts_table([PAIRED, still], caption="C", name="t", note="More.")
    assert lines(found) == [
        "| Outcome | Before | After | Change [95% CI] | Exact *p* | OR [95% CI] |",
        r"| Used heroin | 25 of 48 (52\%) | 15 of 48 (31\%) | −21 [−37, −2] | .041 "
        "| 0.33 [0.095, 0.96] |",
        r"| Used crack | 25 of 48 (52\%) | 15 of 48 (31\%) | −21 [−37, −2] | .041 "
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


def test_assumption_table_shows_what_was_looked_at():
    """A result without one has an empty cell; an undefined one a dash."""
    mood = replace(WELCH, assumptions=(SHAPIRO, FORSYTHE))
    normal = replace(SHAPIRO, name="normal changes")
    change = replace(CHANGE, assumptions=(normal,))
    few = looked_at(
        "equal variances", "Brown-Forsythe test", "F", None, undefined="too few"
    )
    hope = replace(WELCH, outcome="Hope", assumptions=(SHAPIRO, few))
    everybody = replace(change, before=replace(CHANGE.before, group="all"))
    found = [mood, change, everybody, hope]
    assert lines(assumption_table(found, caption="C", name="t", note="More.")) == [
        "| Outcome | *W* | *p* of *W* | *F* (*df*1, *df*2) | *p* of *F* |",
        "| Mood | 0.96 | .031 | 2.35 (2, 45) | .031 |",
        "| Heroin use: Prison | 0.96 | .031 |  |  |",
        "| Heroin use | 0.96 | .031 |  |  |",
        "| Hope | 0.96 | .031 | – | – |",
        "*Note.* *W*: Shapiro-Wilk test, normal residuals or normal changes; *F*: "
        "Brown-Forsythe test, equal variances. None of them decided which test is "
        "reported. – not defined for Hope, equal variances: too few. More.",
    ]


@pytest.mark.parametrize("found", [[], [WELCH]])
def test_assumption_table_refuses_nothing(found):
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        assumption_table(found, caption="C", name="t")
    assert str(caught.value) == (
        "t: no assumption was looked at; there is nothing to show"
    )
