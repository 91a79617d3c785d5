"""Changes agree with R, use complete pairs, and refuse what cannot be tested."""

# Known answers: R 4.2.2, effectsize 0.8.3, with
#   b <- c(28,30,25,NA,30,22,29,30,18,27); a <- c(10,28,NA,5,0,15,29,4,12,20)
#   ok <- !is.na(a) & !is.na(b); b <- b[ok]; a <- a[ok]

import numpy as np
import pandas as pd
import pytest
from example_samples import sampled
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.change import change_by_group, paired_change
from analysis.estimates.sample import Described
from reported.kinds.changes import change_table
from reported.words.sentences import apa
from results import DataError
from results.record_json import from_json, to_json

FRAME = pd.DataFrame(
    {
        "entry": [28, 30, 25, None, 30, 22, 29, 30, 18, 27],
        "later": [10, 28, None, 5, 0, 15, 29, 4, 12, 20],
    },
    dtype="float64",
)
ASKED = {
    "before": "entry",
    "after": "later",
}


# R: t.test(a, b, paired = TRUE); hedges_g(a, b, paired = TRUE), whose limits were
#    solved again to 1e-12 with uniroot on pt(t, df, ncp)
def test_paired_change_agrees_with_r():
    """Change, error, interval, t, df, p and Hedges' g of the changes."""
    words = Described(label="Heroin use", unit="days")
    sample = sampled(FRAME, entry=words, later=words)
    found = paired_change(sample, **ASKED)
    assert (
        found.estimate,
        found.std_error,
        found.statistic,
        found.dof,
        found.p_value,
        found.conf_low,
        found.conf_high,
    ) == pytest.approx(
        (
            -12.0,
            3.977615940665,
            -3.016882519330,
            7.0,
            0.019471859163,
            -21.405567116817,
            -2.594432883183,
        ),
        rel=1e-9,
    )
    effect = found.effect
    assert effect.name == "hedges_g_z"
    assert (effect.estimate, effect.conf_low, effect.conf_high) == pytest.approx(
        (-0.947383018050, -1.711984897783, -0.143041232093), abs=1e-8
    )
    assert (effect.conf_level, found.conf_level, effect.undefined) == (0.95, 0.95, "")
    assert (found.n, found.n_missing, found.data.rows) == (8, 2, 8)
    assert (found.outcome, found.unit) == ("Heroin use", "days")
    assert (found.statistic_name, found.alternative) == ("t", "two-sided")
    assert found.method == "Paired t test"
    assert found.data.variables == ("entry", "later")


# R: mean(x), sd(x), quantile(x, c(.5, .25, .75)), range(x) of b and a
def test_both_times_are_summarised_over_the_complete_pairs():
    """The same people at both times, as R has them."""
    found = paired_change(sampled(FRAME), **ASKED)
    assert [s.mean for s in (found.before, found.after)] == [26.75, 14.75]
    assert [s.sd for s in (found.before, found.after)] == pytest.approx(
        [4.43202630214, 10.4846827052], rel=1e-9
    )
    numbers = [
        (s.n, s.n_missing, s.median, s.q1, s.q3, s.minimum, s.maximum)
        for s in (found.before, found.after)
    ]
    assert numbers == [
        (8, 0, 28.5, 25.75, 30.0, 18.0, 30.0),
        (8, 0, 13.5, 8.5, 22.0, 0.0, 29.0),
    ]
    assert [(s.group, s.label) for s in (found.before, found.after)] == [
        ("all", "All"),
        ("all", "All"),
    ]


def test_change_by_group_is_the_change_of_each_group_by_itself():
    """In category order, labelled, and the filter names the group."""
    codes = ["prison", "outpatient"] * 5
    frame = FRAME.assign(
        setting=pd.Categorical(codes, categories=["prison", "probation", "outpatient"]),
        seen=["yes"] * 9 + ["no"],
    )
    seen = frame[frame["seen"] == "yes"]
    found = change_by_group(
        sampled(frame, "seen is yes", setting={"prison": "Prison"}),
        **ASKED,
        group="setting",
    )
    assert list(found) == ["prison", "outpatient"]
    for code, change in found.items():
        alone = paired_change(sampled(seen[seen["setting"] == code]), **ASKED)
        assert change.estimate == alone.estimate
        assert change.effect == alone.effect
        assert (change.n, change.n_missing) == (alone.n, alone.n_missing)
        assert change.before.group == change.after.group == code
        again = paired_change(sampled(frame, change.data.filter), **ASKED)
        assert (again.estimate, again.data.rows) == (change.estimate, change.data.rows)
    assert found["prison"].before.label == "Prison"
    assert found["prison"].data.filter == "seen is yes and setting is prison"
    words = change_by_group(sampled(frame), **ASKED, group="setting")[
        "outpatient"
    ].data.filter
    assert words == "setting is outpatient"


def test_the_filter_of_a_group_names_its_rows_and_no_others():
    """Also where the codes are numbers of eight figures, one of them missing."""
    days = [20240101.0, 20240102.0] * 4 + [20240102.0, None]
    frame = FRAME.assign(day=days)
    labels = {20240102: "Second", 20240101: "First"}
    found = change_by_group(sampled(frame, day=labels), **ASKED, group="day")
    assert list(found) == ["20240102", "20240101"]
    for code, change in found.items():
        assert change.data.filter == f"day is {code}"
        assert change.before.label == labels[int(code)]
        again = paired_change(sampled(frame, change.data.filter), **ASKED)
        assert (again.n, again.estimate) == (change.n, change.estimate)


# R: shapiro.test(a - b)
def test_the_changes_are_looked_at():
    """Shapiro and Wilk's test of what the t test takes for granted."""
    (found,) = paired_change(sampled(FRAME), **ASKED).assumptions
    assert (found.name, found.method) == ("normal changes", "Shapiro-Wilk test")
    assert (found.statistic, found.p_value) == pytest.approx(
        (0.87506897196, 0.168848863514), rel=1e-8
    )


def test_groups_with_numbers_for_codes_are_named_as_a_filter_reads_them():
    """1.0 is written 1."""
    frame = FRAME.assign(site=[1.0, 2.0] * 5)
    found = change_by_group(sampled(frame), **ASKED, group="site")["1"]
    assert found.data.filter == "site is 1"
    again = paired_change(sampled(frame, found.data.filter), **ASKED)
    assert again.estimate == found.estimate


def test_two_pairs_have_a_test_but_no_effect_size():
    """Undefined, with the reason, instead of 0."""
    frame = pd.DataFrame({"entry": [1.0, 2.0], "later": [3.0, 5.0]})
    found = paired_change(sampled(frame), **ASKED)
    # R: t.test(c(3, 5), c(1, 2), paired = TRUE): t = 5, df = 1, p = 0.1257
    assert (found.statistic, found.dof) == pytest.approx((5.0, 1.0))
    assert found.p_value == pytest.approx(0.1257, abs=5e-5)
    assert found.effect.estimate is None
    assert found.effect.undefined == (
        "the correction for small samples needs more observations"
    )


@pytest.mark.parametrize(
    ("entry", "later", "why"),
    [
        ([], [], "at least 2 pairs are needed, got 0"),
        ([3.0, 4.0], [None, 4.0], "at least 2 pairs are needed, got 1"),
        ([0.1, 0.2, 0.3], [0.4, 0.5, 0.6], "every change is the same, got [0.3]"),
    ],
)
def test_a_change_that_cannot_be_tested_says_why(entry, later, why):
    """There is no test, no interval and no effect, and the two times are described."""
    frame = pd.DataFrame({"entry": entry, "later": later}, dtype="float64")
    found = paired_change(sampled(frame), **ASKED)
    assert (found.undefined, found.effect.undefined) == (why, why)
    assert (found.p_value, found.conf_low, found.statistic) == (None, None, None)
    assert found.n == found.after.n == len(frame.dropna())


def test_words_have_no_change():
    """The whole message."""
    frame = pd.DataFrame({"entry": ["a", "b"], "later": [1.0, 2.0]})
    with pytest.raises(DataError) as caught:
        paired_change(sampled(frame), **ASKED)
    assert str(caught.value) == (
        "simulated/cohort, entry to later: entry is not numeric, got str; compare its "
        "categories with exact_counts"
    )


def test_a_group_of_which_a_filter_kept_nobody_is_there_too():
    """It has no pair; a filter on the group itself leaves it out."""
    groups = pd.Categorical(["a", "a", "a", "b"], ["a", "b", "none"])
    frame = pd.DataFrame(
        {"entry": [1.0, 2, 3, 4], "later": [2.0, 4, 5, 7], "group": groups}
    ).assign(seen=["yes", "yes", "yes", "no"])
    found = change_by_group(sampled(frame, "seen is yes"), **ASKED, group="group")
    assert [(k, one.n) for k, one in found.items()] == [("a", 3), ("b", 0)]
    assert found["b"].undefined == "at least 2 pairs are needed, got 0"
    assert found["b"].data.options == found["a"].data.options
    assert [*change_by_group(sampled(frame, "group is a"), **ASKED, group="group")] == [
        "a"
    ]


def test_a_group_that_cannot_be_tested_does_not_take_the_others_their_test():
    """It says why it has none: one pair, no pair, or changes that are all the same."""
    one = FRAME.assign(setting="prison")
    alone = change_by_group(sampled(one), **ASKED, group="setting")["prison"]
    few = pd.DataFrame(
        {
            "entry": [9.0, 8.0, None, 0.3, 0.1],
            "later": [5.0, None, 4.0, 0.2, 0.0],
            "setting": ["one", "none", "none", "same", "same"],
        }
    )
    found = change_by_group(sampled(pd.concat([one, few])), **ASKED, group="setting")
    assert list(found) == ["none", "one", "prison", "same"]
    assert found["prison"] == alone
    assert {name: change.undefined for name, change in found.items()} == {
        "none": "at least 2 pairs are needed, got 0",
        "one": "at least 2 pairs are needed, got 1",
        "prison": "",
        "same": "every change is the same, got [-0.1]",
    }
    none, one, same = (found[name] for name in ("none", "one", "same"))
    assert (none.n, none.n_missing, none.estimate, none.before.mean) == (
        0,
        2,
        None,
        None,
    )
    assert (one.n, one.n_missing, one.estimate, one.after.mean) == (1, 0, -4.0, 5.0)
    assert (same.n, same.estimate) == (2, pytest.approx(-0.1))
    for change in (none, one, same):
        assert (change.p_value, change.conf_low, change.statistic) == (None, None, None)
        assert change.effect.undefined == change.undefined
        assert from_json(to_json(change)) == change
    table = str(change_table(list(found.values()), caption="C", name="t"))
    assert "| none | – | – | – | – | – |" in table
    assert "| one | 9.00 (–) | 5.00 (–) | −4.00\u00a0[–] | – | – |" in table
    assert f"*n*: none 0, one 1, prison {alone.n}, same 2." in table
    assert "not defined for none: at least 2 pairs are needed, got 0" in table
    why = "not computed: at least 2 pairs are needed, got 0"
    assert (apa(none), apa(one)) == (why, "mean change = −4.00")


@pytest.mark.parametrize("level", [95, -1, 0.0, 1.0])
def test_a_level_of_confidence_in_percent_is_refused(level):
    """The message is that of all intervals."""
    message = f"^conf_level: outside 0-1, got {level}; use 0.95$"
    with pytest.raises(ValueError, match=message):
        paired_change(sampled(FRAME), **ASKED, conf_level=level)


def test_changes_of_nobody_are_an_error():
    """Never an empty answer."""
    frame = FRAME.assign(setting=pd.Series([None] * 10, dtype="object"))
    for rows in (frame, frame[:0]):
        with pytest.raises(DataError) as caught:
            change_by_group(sampled(rows), **ASKED, group="setting")
        assert str(caught.value) == (
            "simulated/cohort, entry to later by setting: no row has a group; "
            "check the filter"
        )


PAIRS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=3, max_size=12
).filter(lambda pairs: len({later - entry for entry, later in pairs}) > 1)


@settings(deadline=None)
@given(pairs=PAIRS)
def test_turning_time_round_only_turns_the_signs_round(pairs):
    """Before and after are treated alike."""
    frame = pd.DataFrame(pairs, columns=["entry", "later"], dtype="float64")
    one = paired_change(sampled(frame), **ASKED)
    other = paired_change(sampled(frame), before="later", after="entry")
    assert one.estimate == pytest.approx(-other.estimate)
    assert one.p_value == pytest.approx(other.p_value)
    assert one.conf_low == pytest.approx(-other.conf_high)
    assert one.effect.estimate == pytest.approx(-other.effect.estimate)
    assert one.estimate == pytest.approx(one.after.mean - one.before.mean)


@settings(deadline=None)
@given(pairs=PAIRS)
def test_incomplete_pairs_are_as_if_they_had_never_been_there(pairs):
    """Only counted; and the input is not modified."""
    frame = pd.DataFrame(pairs, columns=["entry", "later"], dtype="float64")
    gaps = pd.DataFrame({"entry": [np.nan, 5.0], "later": [5.0, np.nan]})
    longer = pd.concat([gaps, frame], ignore_index=True)
    before = longer.copy(deep=True)
    one, other = (
        paired_change(sampled(frame), **ASKED),
        paired_change(sampled(longer), **ASKED),
    )
    pd.testing.assert_frame_equal(longer, before)
    assert other.effect == one.effect
    assert other.before == one.before
    assert (other.n, other.n_missing) == (one.n, 2)
