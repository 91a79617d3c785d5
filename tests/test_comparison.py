"""Comparisons agree with R, count what is missing, and refuse what cannot be done."""

# Known answers: R 4.2.2, effectsize 0.8.3, rstatix 0.7.2, with
#   d <- data.frame(y = c(12,15,11,18,NA,14,13, 17,19,22,18,20,25,NA,21,18,
#                         14,10,19,15,16),
#                   g = factor(rep(c("prison","inpatient","outpatient"), c(7,9,5)),
#                              levels = c("prison","inpatient","outpatient")))

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import comparison
from analysis.comparison import (
    count,
    cramers_v,
    describe,
    exact_counts,
    exact_p_value,
    hedges_g,
    kruskal_wallis,
    omega_squared,
    proportion,
    rank_epsilon_squared,
    standardised,
    summarise,
    welch_anova,
    welch_t,
    wilson_interval,
)
from analysis.errors import DataError

SETTINGS = ["prison", "inpatient", "outpatient", "probation"]
LABELS = {"prison": "Prison", "inpatient": "Inpatient", "outpatient": "Outpatient"}
PRISON = [12, 15, 11, 18, None, 14, 13]
INPATIENT = [17, 19, 22, 18, 20, 25, None, 21, 18]
OUTPATIENT = [14, 10, 19, 15, 16]
FRAME = pd.DataFrame(
    {
        "mood": pd.Series([*PRISON, *INPATIENT, *OUTPATIENT], dtype="float64"),
        "setting": pd.Categorical(
            ["prison"] * 7 + ["inpatient"] * 9 + ["outpatient"] * 5, categories=SETTINGS
        ),
    }
)
ASKED = {
    "outcome": "mood",
    "group": "setting",
    "source": "simulated/entry",
    "labels": LABELS,
    "outcome_label": "Mood",
    "unit": "points",
}


def near(*values):
    """Agree with R to six figures."""
    return pytest.approx(values, rel=1e-6)


def frame_of(**groups):
    """One row for a value, with the group's name beside it."""
    rows = [(value, name) for name, values in groups.items() for value in values]
    return pd.DataFrame(rows, columns=["mood", "setting"])


# --- summaries


# R: mean(x), sd(x), quantile(x, c(.5, .25, .75)), range(x) of each group, na.rm = TRUE
def test_summarise_agrees_with_r():
    """Every number of every group, with missing values counted in their group."""
    found = summarise(
        FRAME, outcome="mood", group="setting", source="simulated", labels=LABELS
    )
    assert [(s.group, s.label, s.n, s.n_missing) for s in found] == [
        ("prison", "Prison", 6, 1),
        ("inpatient", "Inpatient", 8, 1),
        ("outpatient", "Outpatient", 5, 0),
    ]
    assert [s.mean for s in found] == near(13.8333333333, 20.0, 14.8)
    assert [s.sd for s in found] == near(2.48327740429, 2.61861468283, 3.27108544676)
    assert [s.median for s in found] == [13.5, 19.5, 15.0]
    assert [(s.q1, s.q3) for s in found] == [
        (12.25, 14.75),
        (18.0, 21.25),
        (14.0, 16.0),
    ]
    assert [(s.minimum, s.maximum) for s in found] == [(11, 18), (17, 25), (10, 19)]
    assert [s.undefined for s in found] == ["", "", ""]


def test_summarise_gives_a_group_of_one_no_standard_deviation():
    """A number that does not exist is None, with the reason."""
    (found,) = summarise(frame_of(a=[4]), outcome="mood", group="setting", source="x")
    assert (found.mean, found.median, found.q1, found.n) == (4.0, 4.0, 4.0, 1)
    assert found.sd is None
    assert found.undefined == "one value has no standard deviation"


def test_groups_come_in_the_order_of_the_labels_when_there_are_no_categories():
    """Codes without a label come last, sorted."""
    frame = frame_of(z=[1, 2], b=[3, 4], a=[5, 6], y=[7, 8])
    found = summarise(
        frame, outcome="mood", group="setting", source="x", labels={"y": "Y", "b": "B"}
    )
    assert [(s.group, s.label) for s in found] == [
        ("y", "Y"),
        ("b", "B"),
        ("a", "a"),
        ("z", "z"),
    ]


def test_describe_summarises_everybody_and_counts_missing_values():
    """Rows of all groups together, also of rows without a group."""
    found = describe(
        FRAME, outcome="mood", source="simulated", outcome_label="Mood", unit="points"
    )
    observed = FRAME["mood"].dropna()
    assert (found.outcome, found.unit) == ("Mood", "points")
    assert (found.summary.n, found.summary.n_missing, found.data.rows) == (19, 2, 19)
    assert found.summary.mean == pytest.approx(observed.mean())
    assert found.summary.sd == pytest.approx(observed.std())
    assert found.data.variables == ("mood",)


def test_count_counts_rows_even_where_values_are_missing():
    """Recruitment is a number of people, not of answers."""
    found = count(FRAME, label="men", source="simulated", filter="at entry")
    assert (found.label, found.count) == ("men", 21)
    assert (found.data.rows, found.data.filter) == (21, "at entry")


# --- Welch analysis of variance


# R: oneway.test(y ~ g, d); F_to_omega2(F, df, df_error, alternative = "two.sided"),
#    whose limits were solved again to 1e-12 with uniroot on pf(f, df, df_error, ncp)
def test_welch_anova_agrees_with_r():
    """F, both degrees of freedom, p, and omega squared with its interval."""
    found = welch_anova(FRAME, **ASKED)
    assert (found.statistic, found.dof, found.dof_resid, found.p_value) == near(
        10.4303425697, 2.0, 9.17700788165, 0.00433589655
    )
    effect = found.effect
    assert effect.name == "omega_squared"
    assert (effect.estimate, effect.conf_low, effect.conf_high) == pytest.approx(
        (0.6076703293, 0.0560173520, 0.8080343957), abs=1e-7
    )
    assert (effect.conf_level, effect.undefined) == (0.95, "")
    assert (found.n, found.n_missing, found.data.rows) == (19, 2, 19)
    assert (found.statistic_name, found.correction) == ("F", "Games-Howell")
    assert (found.method, found.alternative) == (
        "Welch analysis of variance",
        "two-sided",
    )
    assert (found.outcome, found.unit) == ("Mood", "points")
    assert found.data.source == "simulated/entry"
    assert found.data.variables == ("setting", "mood")
    assert found.groups == summarise(
        FRAME, outcome="mood", group="setting", source="simulated", labels=LABELS
    )


# R: t.test(a, b) for estimate, se, t, df; ptukey(abs(t) * sqrt(2), 3, df, FALSE) and
#    qtukey(.95, 3, df) * se / sqrt(2), as in rstatix::games_howell_test(d, y ~ g);
#    hedges_g(a, b), limits solved again with uniroot on pt(t, df, ncp)
@pytest.mark.parametrize(
    ("i", "pair", "numbers", "effect"),
    [
        (
            0,
            ("prison", "inpatient"),
            (-6.1666666667, 1.3729241184, -4.4916296421, 11.2355533992, 0.0022937460),
            (-2.2518269156, -3.5583539514, -0.8941173923),
        ),
        (
            1,
            ("prison", "outpatient"),
            (-0.9666666667, 1.7798252099, -0.5431244941, 7.3994040932, 0.8529599865),
            (-0.3088499340, -1.3942223788, 0.7931281007),
        ),
        (
            2,
            ("inpatient", "outpatient"),
            (5.2, 1.7312258250, 3.0036520510, 7.1871186588, 0.0449451336),
            (1.6831427163, 0.4071560255, 2.9070582453),
        ),
    ],
)
def test_games_howell_contrasts_agree_with_r(i, pair, numbers, effect):
    """Difference, error, t, df, adjusted p and Hedges' g of every pair."""
    found = welch_anova(FRAME, **ASKED).contrasts[i]
    assert (found.first, found.second) == pair
    assert (
        found.estimate,
        found.std_error,
        found.statistic,
        found.dof,
        found.p_value,
    ) == near(*numbers)
    assert found.effect.name == "hedges_g"
    assert (
        found.effect.estimate,
        found.effect.conf_low,
        found.effect.conf_high,
    ) == pytest.approx(effect, abs=1e-6)
    assert (found.correction, found.conf_level) == ("Games-Howell", 0.95)


# R: rstatix::games_howell_test(d, y ~ g, detailed = TRUE), signs turned round
def test_games_howell_intervals_agree_with_r():
    """Intervals of the difference are adjusted for all pairs."""
    found = [(c.conf_low, c.conf_high) for c in welch_anova(FRAME, **ASKED).contrasts]
    assert np.ravel(found) == pytest.approx(
        [-9.8632601, -2.4700732, -6.1401455, 4.2068121, 0.1336038, 10.2663962], abs=1e-5
    )


def test_welch_anova_takes_the_level_of_confidence_everywhere():
    """The wider interval contains the narrower one, in every part."""
    narrow = welch_anova(FRAME, **ASKED, conf_level=0.80)
    wide = welch_anova(FRAME, **ASKED, conf_level=0.99)
    pairs = [(narrow.effect, wide.effect)]
    for less, more in zip(narrow.contrasts, wide.contrasts, strict=True):
        pairs += [(less, more), (less.effect, more.effect)]
    for less, more in pairs:
        assert (less.conf_level, more.conf_level) == (0.80, 0.99)
        assert more.conf_low < less.conf_low < less.conf_high < more.conf_high


# --- Welch t


# R: t.test(y ~ g, d, subset = g != "outpatient"); hedges_g(a, b) as above
def test_welch_t_agrees_with_r():
    """t, df, p, the difference with its interval, and Hedges' g."""
    found = welch_t(FRAME[FRAME["setting"] != "outpatient"], **ASKED)
    assert (found.statistic, found.dof, found.p_value) == near(
        -4.49162964213, 11.2355533992, 0.000867061258
    )
    assert found.dof_resid is None
    (pair,) = found.contrasts
    assert (pair.estimate, pair.std_error, pair.conf_low, pair.conf_high) == near(
        -6.16666666667, 1.37292411841, -9.18074091951, -3.15259241382
    )
    assert (pair.statistic, pair.dof, pair.p_value) == (
        found.statistic,
        found.dof,
        found.p_value,
    )
    assert pair.effect == found.effect
    effect = found.effect
    assert (effect.estimate, effect.conf_low, effect.conf_high) == pytest.approx(
        (-2.2518269156, -3.5583539514, -0.8941173923), abs=1e-6
    )
    assert (found.n, found.n_missing) == (14, 2)
    assert (pair.correction, found.correction) == ("none", "none")


# --- Kruskal-Wallis


# R: kruskal.test(y ~ g, d); rank_epsilon_squared(y ~ g, na.omit(d), alternative =
#    "two.sided", iterations = 5000) with set.seed(1): [0.3666, 0.8172]; the data have
#    ties, and both bootstraps draw within groups
def test_kruskal_wallis_agrees_with_r():
    """H corrected for ties, df, p and epsilon squared; the interval nearly so."""
    found = kruskal_wallis(FRAME, **ASKED)
    assert (found.statistic, found.dof, found.p_value) == near(
        10.4599514563, 2.0, 0.00535365524
    )
    assert found.effect.name == "rank_epsilon_squared"
    assert found.effect.estimate == pytest.approx(0.581108414239, abs=1e-9)
    assert (found.effect.conf_low, found.effect.conf_high) == pytest.approx(
        (0.3666, 0.8172), abs=0.01
    )
    assert (found.n, found.n_missing, found.dof_resid) == (19, 2, None)
    assert (found.statistic_name, found.contrasts) == ("H", ())


def test_epsilon_squared_has_the_same_interval_for_the_same_seed():
    """A build repeats itself; another seed moves the limits a little."""
    # Enough different values that two unseeded draws would not agree by chance.
    values = [np.arange(20) ** 1.5, np.arange(25) * 2.3, np.arange(30) * 3.1]
    first = rank_epsilon_squared(values, seed=7)
    assert rank_epsilon_squared(values, seed=7) == first
    assert rank_epsilon_squared(values, seed=8) != first


# --- counts

TABLES = {
    "rows": ([[18, 6], [20, 4], [11, 13]], 0.0159706920695),
    "square": ([[5, 3, 0], [2, 6, 4], [1, 2, 7]], 0.0151378741171),
    "two": ([[3, 0], [1, 5]], 0.047619047619),
    "rare": ([[8, 0], [9, 1], [5, 2]], 0.341304347826),
}


# R: fisher.test(matrix(...))$p.value
@pytest.mark.parametrize("name", TABLES)
def test_exact_p_value_agrees_with_r(name):
    """Tables of several shapes, also turned on their side."""
    table, expected = TABLES[name]
    assert exact_p_value(table) == pytest.approx(expected, rel=1e-9)
    assert exact_p_value(np.transpose(table)) == pytest.approx(expected, rel=1e-9)


# R: X <- chisq.test(m, correct = FALSE)$statistic; chisq_to_cramers_v(X, n, r, c,
#    adjust = FALSE, alternative = "two.sided"), limits solved again with uniroot on
#    pchisq(X, df, ncp); the third upper limit is cut at 1
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rows", (0.3448184070, 0.0690896265, 0.5599462350)),
        ("square", (0.4597945028, 0.0988148482, 0.6674950047)),
        ("two", (0.7905694150, 0.1178503769, 1.0)),
        ("rare", (0.3434608682, 0.0, 0.6939842379)),
    ],
)
def test_cramers_v_agrees_with_r(name, expected):
    """Without corrections, with a two-sided interval."""
    found = cramers_v(TABLES[name][0])
    assert (found.estimate, found.conf_low, found.conf_high) == pytest.approx(
        expected, abs=1e-7
    )
    assert (found.name, found.conf_level, found.undefined) == ("cramers_v", 0.95, "")


# R: prop.test(x, n, correct = FALSE)$conf.int
@pytest.mark.parametrize(
    ("hits", "n", "expected"),
    [
        (18, 24, (0.551005559948, 0.880006337714)),
        (20, 24, (0.641469293503, 0.933213236714)),
        (11, 24, (0.278913337312, 0.649251346411)),
        (0, 10, (0.0, 0.277532799863)),
        (31, 48, (0.504390570103, 0.765663558744)),
        (5, 7, (0.358934451833, 0.917781075996)),
    ],
)
def test_wilson_interval_agrees_with_r(hits, n, expected):
    """Also for nobody at all."""
    assert wilson_interval(hits, n) == pytest.approx(expected, abs=1e-9)


def completed(*groups):
    """One row for a person: yes, no or nothing known, in each setting."""
    rows = [
        (setting, answer)
        for setting, (yes, no, unknown) in zip(SETTINGS, groups, strict=False)
        for answer in ["yes"] * yes + ["no"] * no + [None] * unknown
    ]
    return pd.DataFrame(rows, columns=["setting", "completed"])


COUNTED = {
    "outcome": "completed",
    "group": "setting",
    "level": "yes",
    "source": "simulated/treatment",
    "labels": LABELS,
}


def test_exact_counts_gives_every_number_and_counts_missing_values():
    """Known answers of the parts, as above, with three people unknown."""
    frame = completed((18, 6, 1), (20, 4, 0), (11, 13, 2))
    found = exact_counts(
        frame, **COUNTED, outcome_label="Completion", level_label="Completed"
    )
    assert found.method == "Fisher-Freeman-Halton exact test"
    assert (found.outcome, found.level) == ("Completion", "Completed")
    assert (found.n, found.n_missing, found.data.rows) == (72, 3, 72)
    assert found.p_value == pytest.approx(0.0159706920695, rel=1e-9)
    assert found.effect == cramers_v([[18, 6], [20, 4], [11, 13]])
    assert [(g.group, g.label, g.count, g.n, g.n_missing) for g in found.groups] == [
        ("prison", "Prison", 18, 24, 1),
        ("inpatient", "Inpatient", 20, 24, 0),
        ("outpatient", "Outpatient", 11, 24, 2),
    ]
    assert [g.proportion for g in found.groups] == near(0.75, 5 / 6, 11 / 24)
    assert [(g.conf_low, g.conf_high) for g in found.groups] == [
        wilson_interval(18, 24),
        wilson_interval(20, 24),
        wilson_interval(11, 24),
    ]
    assert found.data.variables == ("setting", "completed")


def test_exact_counts_tests_all_levels_but_shows_one():
    """The test is of the whole table; the proportions are of the level asked for."""
    levels = ["work", "benefit", "none"]
    rows = [
        (setting, level)
        for setting, counts in zip(SETTINGS, TABLES["square"][0], strict=False)
        for level, n in zip(levels, counts, strict=True)
        for _ in range(n)
    ]
    frame = pd.DataFrame(rows, columns=["setting", "completed"])
    found = exact_counts(frame, **{**COUNTED, "level": "none"})
    assert found.p_value == pytest.approx(0.0151378741171, rel=1e-9)
    assert [g.count for g in found.groups] == [0, 4, 7]


def test_proportion_counts_and_leaves_out_missing_values():
    """31 of the 48 known, two unknown."""
    frame = completed((31, 17, 2))
    found = proportion(
        frame, outcome="completed", level="yes", source="simulated", label="completed"
    )
    assert (found.count, found.n, found.n_missing, found.data.rows) == (31, 48, 2, 48)
    assert (found.label, found.method) == ("completed", "Wilson interval")
    assert found.proportion == pytest.approx(31 / 48)
    assert (found.conf_low, found.conf_high) == wilson_interval(31, 48)
    assert found.conf_level == 0.95


def test_proportion_of_nobody_is_allowed_where_the_level_is_a_category():
    """Nobody need have a legal level."""
    frame = pd.DataFrame(
        {"drug": pd.Categorical(["no"] * 10, categories=["yes", "no"])}
    )
    found = proportion(frame, outcome="drug", level="yes", source="simulated")
    assert (found.count, found.proportion, found.conf_low) == (0, 0.0, 0.0)
    assert found.conf_high == pytest.approx(0.277532799863)


# --- what cannot be computed


def test_omega_squared_near_zero_has_no_interval():
    """R gives an interval from 0 to 0 here, which says nothing."""
    # F_to_omega2(0.5, 2, 43) is 0; F_to_omega2(1.02, 2, 43) is 0.000868809730669
    assert omega_squared(0.5, 2, 43).estimate == 0
    found = omega_squared(1.02, 2, 43)
    assert found.estimate == pytest.approx(0.000868809730669)
    assert (found.conf_low, found.conf_high) == (None, None)
    assert found.undefined == "the method gives no interval for an effect of this size"


def test_standardised_difference_of_two_pairs_is_undefined():
    """The exact correction is 0 with one degree of freedom."""
    found = standardised("hedges_g_z", 2.0, 1, 0.5, conf_level=0.95)
    assert (found.estimate, found.conf_low, found.conf_high) == (None, None, None)
    assert found.undefined == "the correction for small samples needs more observations"


def test_hedges_g_refuses_groups_without_variance():
    """A standard deviation of 0 would divide."""
    with pytest.raises(DataError) as caught:
        hedges_g(np.array([1.0, 1.0]), np.array([2.0, 2.0]))
    assert str(caught.value) == (
        "hedges_g: no variance within two groups of 2 and 2 values; "
        "describe the groups instead"
    )


WHERE = "simulated/entry, mood by setting: "
FAULTS = [
    (
        welch_anova,
        frame_of(a=[1, 2], b=[None, None]),
        "no value was observed in 1 group, got ['b']; "
        "leave the group out with a filter, or check mood",
    ),
    (
        welch_anova,
        frame_of(a=[1, 2], b=[3]),
        "only one value, so no variance, in 1 group, got ['b']; "
        "leave the group out with a filter, or use kruskal_wallis",
    ),
    (
        welch_anova,
        frame_of(a=[1, 2], b=[3, 3], c=[4, 4]),
        "every value is the same, so no variance, in 2 groups, got ['b', 'c']; "
        "leave the group out with a filter, or use kruskal_wallis",
    ),
    (
        welch_t,
        frame_of(a=[1, 2], b=[3, 4], c=[5, 6]),
        "exactly 2 groups are needed, got ['a', 'b', 'c']; "
        "choose other rows or another test",
    ),
    (
        welch_t,
        frame_of(a=[1, 2], b=[3]),
        "only one value, so no variance, in 1 group, got ['b']; "
        "leave the group out with a filter, or use kruskal_wallis",
    ),
    (
        kruskal_wallis,
        frame_of(a=[2, 2], b=[2]),
        "every value is the same, got [2]; there is nothing to compare",
    ),
    (
        kruskal_wallis,
        frame_of(a=[1, 2]),
        "at least 2 groups are needed, got ['a']; choose other rows or another test",
    ),
    (
        kruskal_wallis,
        frame_of(a=[1, 2])[:0],
        "at least 2 groups are needed, got []; choose other rows or another test",
    ),
    (
        welch_anova,
        frame_of(a=[1, float("inf")], b=[1, 2]),
        "mood is infinite 1 times, at rows [1]; check how it was computed",
    ),
    (
        welch_anova,
        frame_of(a=["1", "2"], b=["3", "4"]),
        "mood is not numeric, got str; compare its categories with exact_counts",
    ),
    (
        welch_anova,
        frame_of(a=[1, 2]).rename(columns={"setting": "ward"}),
        "no such variable, got 'setting'; use a name that stands in data/codebook.yaml",
    ),
    (
        welch_anova,
        frame_of(a=[1, 2]).rename(columns={"mood": "sadness"}),
        "no such variable, got 'mood'; use a name that stands in data/codebook.yaml",
    ),
]


@pytest.mark.parametrize(("test", "frame", "message"), FAULTS)
def test_a_comparison_that_cannot_be_made_says_why(test, frame, message):
    """The whole message, and never a silent NaN."""
    with pytest.raises(DataError) as caught:
        test(frame, outcome="mood", group="setting", source="simulated/entry")
    assert str(caught.value) == WHERE + message


COUNT_FAULTS = [
    (
        completed((3, 2, 0), (0, 0, 4)),
        "yes",
        "no value was observed in 1 group, got ['inpatient']; "
        "leave the group out with a filter, or check completed",
    ),
    (
        completed((3, 2, 0)),
        "yes",
        "at least 2 groups and 2 outcomes are needed, got ['prison'] as the only "
        "group; report the proportion instead",
    ),
    (
        completed((3, 0, 0), (4, 0, 1)),
        "yes",
        "at least 2 groups and 2 outcomes are needed, got ['yes'] as the only outcome; "
        "report the proportion instead",
    ),
    (
        completed((3, 1, 0), (4, 0, 1)),
        "Yes",
        "no such level, got 'Yes'; use one of ['yes', 'no'], "
        "or make the variable categorical if nobody happens to have it",
    ),
]


@pytest.mark.parametrize(("frame", "level", "message"), COUNT_FAULTS)
def test_counts_that_cannot_be_compared_say_why(frame, level, message):
    """The whole message."""
    with pytest.raises(DataError) as caught:
        exact_counts(frame, **{**COUNTED, "level": level})
    where = "simulated/treatment, completed by setting: "
    assert str(caught.value) == where + message


def test_a_table_too_large_to_enumerate_is_refused(monkeypatch):
    """The limit stands in the message; no other method is taken in its place."""
    monkeypatch.setattr(comparison, "MOST_TABLES", 10)
    with pytest.raises(DataError) as caught:
        exact_p_value([[9, 9], [9, 9]], where="simulated, abstinent by setting")
    assert str(caught.value) == (
        "simulated, abstinent by setting: more than 10 tables have these margins, got "
        "[2, 2] rows and columns with 36 counts; merge rare levels, or choose a test "
        "that is not exact"
    )
    assert exact_p_value([[4, 5], [5, 4]]) == pytest.approx(1.0)


@pytest.mark.parametrize("describing", [describe, proportion])
def test_nothing_observed_is_an_error(describing):
    """An empty selection is noticed."""
    frame = pd.DataFrame({"mood": [np.nan, np.nan]})
    level = {"level": 1} if describing is proportion else {}
    with pytest.raises(DataError) as caught:
        describing(frame, outcome="mood", source="simulated", **level)
    assert str(caught.value) == (
        "simulated, mood: no value was observed; check the filter"
    )


@pytest.mark.parametrize("conf_level", [0, 1, 95])
def test_a_level_of_confidence_outside_0_to_1_is_refused(conf_level):
    """95 is not 0.95."""
    with pytest.raises(ValueError, match=r"^conf_level") as caught:
        wilson_interval(3, 4, conf_level=conf_level)
    assert str(caught.value) == f"conf_level: outside 0-1, got {conf_level}; use 0.95"


# --- properties

VALUES = st.lists(st.integers(0, 40), min_size=3, max_size=9).filter(
    lambda values: len(set(values)) > 1
)
GROUPS = st.lists(VALUES, min_size=2, max_size=3)


def frame_from(groups):
    """Name the groups a, b, c."""
    return frame_of(**dict(zip("abc", groups, strict=False)))


PLAIN = {"outcome": "mood", "group": "setting", "source": "generated"}


@settings(max_examples=10, deadline=None)
@given(groups=GROUPS, shift=st.integers(-20, 20), factor=st.integers(1, 5))
def test_a_linear_change_of_scale_leaves_the_test_as_it_was(groups, shift, factor):
    """Tests and effect sizes do not depend on the unit."""
    first = frame_from(groups)
    second = first.assign(mood=first["mood"] * factor + shift)
    for test in (welch_anova, kruskal_wallis):
        one, other = test(first, **PLAIN), test(second, **PLAIN)
        assert one.statistic == pytest.approx(other.statistic, rel=1e-6, abs=1e-9)
        assert one.p_value == pytest.approx(other.p_value, rel=1e-6)
        assert one.effect.estimate == pytest.approx(other.effect.estimate, abs=1e-9)


@settings(max_examples=10, deadline=None)
@given(first=VALUES, second=VALUES)
def test_swapping_two_groups_only_turns_the_signs_round(first, second):
    """The same p; difference, t and g with the other sign."""
    one = welch_t(frame_of(a=first, b=second), **PLAIN)
    other = welch_t(frame_of(a=second, b=first), **PLAIN)
    assert one.p_value == pytest.approx(other.p_value)
    assert one.statistic == pytest.approx(-other.statistic)
    assert one.effect.estimate == pytest.approx(-other.effect.estimate)
    assert one.contrasts[0].conf_low == pytest.approx(-other.contrasts[0].conf_high)
    assert one.effect.conf_low == pytest.approx(-other.effect.conf_high, abs=1e-6)


@settings(max_examples=10, deadline=None)
@given(groups=GROUPS)
def test_row_order_and_missing_rows_never_matter(groups):
    """Dropping is the same as never having been there; the input is not modified."""
    frame = frame_from(groups)
    gaps = pd.DataFrame({"mood": [np.nan, 3.0], "setting": ["a", None]})
    longer = pd.concat([frame, gaps]).sample(frac=1, random_state=1)
    before = longer.copy(deep=True)
    one, other = welch_anova(frame, **PLAIN), welch_anova(longer, **PLAIN)
    pd.testing.assert_frame_equal(longer, before)
    assert other.statistic == pytest.approx(one.statistic)
    assert (other.n, other.n_missing) == (one.n, 2)
    assert sum(g.n for g in other.groups) == other.n == other.data.rows


@settings(max_examples=40, deadline=None)
@given(
    table=st.lists(
        st.lists(st.integers(0, 6), min_size=2, max_size=3), min_size=2, max_size=3
    )
)
def test_exact_p_value_is_a_probability_and_ignores_the_order_of_rows(table):
    """Between 0 and 1, for any small table."""
    counts = np.array([row[:2] for row in table]) + 1
    p = exact_p_value(counts)
    assert 0 < p <= 1
    assert exact_p_value(counts[::-1]) == pytest.approx(p)
    assert exact_p_value(counts[:, ::-1]) == pytest.approx(p)


@settings(max_examples=50, deadline=None)
@given(n=st.integers(1, 500), data=st.data())
def test_wilson_interval_contains_the_proportion(n, data):
    """And stays between 0 and 1."""
    hits = data.draw(st.integers(0, n))
    low, high = wilson_interval(hits, n)
    assert 0 <= low <= hits / n + 1e-12
    assert hits / n - 1e-12 <= high <= 1
