"""Survival agrees with R, counts who is left, and refuses what cannot be estimated."""

# Known answers: R 4.2.2, survival 3.5.3:
#   d <- data.frame(
#     time = c(5,8,8,12,20,20,NA,31, 0,3,3,9,14,25,30, 6,7,15,15,22,28,31,31),
#     left = c(1,1,0,1,1,0,1,0, 1,1,1,1,0,1,NA, 0,1,1,0,1,1,1,0),
#     ward = factor(rep(c("a","b","c"), c(8,7,8))))
# Group b: a time of 0, ties, a curve that runs along one half and comes down to 0.

from dataclasses import fields, replace
from inspect import unwrap

import numpy as np
import pandas as pd
import pytest
from example_groups import near
from example_survival import ASKED, FRAME, sampled
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.models.survival import kaplan_meier
from results import DataError
from results.record_json import from_json, to_json


def frame_of(**groups):
    """One row for a time, with the group's name; a negative sign is for censoring."""
    rows = [
        (abs(float(time)), "no" if str(time)[0] == "-" else "yes", name)
        for name, times in groups.items()
        for time in times
    ]
    return pd.DataFrame(rows, columns=["days", "left", "ward"])


# R: survdiff(Surv(time, left) ~ ward, d)
def test_log_rank_agrees_with_r():
    """χ², degrees of freedom, p, and how many were counted."""
    found = kaplan_meier(sampled(FRAME), **ASKED)
    assert (found.statistic, found.dof, found.p_value) == near(
        4.058817155772, 2.0, 0.131413218854
    )
    assert (found.n, found.n_missing, found.n_events) == (21, 2, 14)
    assert (found.statistic_name, found.correction) == ("χ²", "Holm")
    assert found.method == "Kaplan-Meier estimate and log-rank test"
    assert (found.outcome, found.unit, found.undefined) == ("Left", "days", "")
    data = found.data
    assert (data.source, data.filter, data.rows) == (
        "simulated/cohort",
        "all rows",
        21,
    )
    assert data.variables == ("days", "left", "ward")
    assert data.function == "kaplan_meier"
    assert {o.name: o.value for o in data.options} == {
        "level": "yes",
        "until": 40.0,
        "conf_level": 0.95,
    }
    assert from_json(to_json(found)) == found


# R: summary(survfit(Surv(time, left) ~ 1, d[d$ward == g, ], conf.type = "log-log"),
#    censored = TRUE)
STEPS = {
    "a": [
        (5, 7, 1, 0, 0.857142857143, 0.132260014253, 0.3340538792922, 0.978561058526),
        (8, 6, 1, 1, 0.714285714286, 0.170746944191, 0.2581536654588, 0.919797456045),
        (12, 4, 1, 0, 0.535714285714, 0.200786536491, 0.1319881769626, 0.824997042040),
        (20, 3, 1, 1, 0.357142857143, 0.197930252462, 0.0519765194575, 0.698713031985),
        (31, 1, 0, 1, 0.357142857143, 0.197930252462, 0.0519765194575, 0.698713031985),
    ],
    "b": [
        (0, 6, 1, 0, 0.833333333333, 0.152145154863, 0.273122849928, 0.974712426691),
        (3, 5, 2, 0, 0.5, 0.204124145232, 0.110948260351, 0.803709236850),
        (9, 3, 1, 0, 0.333333333333, 0.192450089730, 0.046082243412, 0.675564357969),
        (14, 2, 0, 1, 0.333333333333, 0.192450089730, 0.046082243412, 0.675564357969),
        (25, 1, 1, 0, 0.0, None, None, None),
    ],
    "c": [
        (6, 8, 0, 1, 1.0, 0.0, None, None),
        (7, 7, 1, 0, 0.857142857143, 0.132260014253, 0.3340538792922, 0.978561058526),
        (15, 6, 1, 1, 0.714285714286, 0.170746944191, 0.2581536654588, 0.919797456045),
        (22, 4, 1, 0, 0.535714285714, 0.200786536491, 0.1319881769626, 0.824997042040),
        (28, 3, 1, 0, 0.357142857143, 0.197930252462, 0.0519765194575, 0.698713031985),
        (31, 2, 1, 1, 0.178571428571, 0.160430588607, 0.0083320165332, 0.537991418609),
    ],
}


@pytest.mark.parametrize("group", ["a", "b", "c"])
def test_every_step_of_a_curve_agrees_with_r(group):
    """Counts, the curve, Greenwood's error and the log-log interval."""
    found = kaplan_meier(sampled(FRAME), **ASKED).groups["abc".index(group)]
    got = [
        tuple(getattr(step, f.name) for f in fields(step))[:-1] for step in found.steps
    ]
    for ours, theirs in zip(got, STEPS[group], strict=True):
        assert [v is None for v in ours] == [v is None for v in theirs]
        numbers = [(a, b) for a, b in zip(ours, theirs, strict=True) if b is not None]
        assert [a for a, _ in numbers] == near(*[b for _, b in numbers])
    words = {
        1: "nobody had the event yet, so there is no interval",
        0: "everybody at risk had the event, so there is no error and no interval",
    }
    assert [s.undefined for s in found.steps] == [
        words.get(s.survival, "") for s in found.steps
    ]


UPPER = (
    "no upper limit of the median, as the interval of the curve does not come down to "
    "one half"
)


# R: quantile(fit, 0.5); summary(fit, rmean = 31)$table; a reaches its last time, 31,
#    without coming down to 0, and b comes down to 0
@pytest.mark.parametrize(
    ("group", "counts", "medians", "means"),
    [
        ("a", (7, 1, 4), (20, 5, None), (18.64285714286, 4.08811029359)),
        ("b", (6, 1, 5), (6, 0, None), (10.83333333333, 4.2322614566)),
        ("c", (8, 0, 5), (28, 7, None), (23.14285714286, 3.28643514719)),
    ],
)
def test_medians_and_restricted_means_agree_with_r(group, counts, medians, means):
    """Also a median in the middle of a stretch at one half."""
    result = kaplan_meier(sampled(FRAME), **ASKED)
    found = result.groups["abc".index(group)]
    assert (found.group, found.label) == (group, group.upper())
    assert (found.n, found.n_missing, found.n_events) == counts
    assert (found.median, found.median_low, found.median_high) == medians
    mean, error = means
    margin = 1.959963984540 * error
    assert (found.restricted_mean, found.restricted_mean_se) == near(*means)
    assert (found.restricted_mean_low, found.restricted_mean_high) == near(
        mean - margin, mean + margin
    )
    assert (found.conf_level, found.undefined) == (0.95, UPPER)
    assert result.restricted_to == 31


# R: differences of rmean, sqrt(sum of se^2), p.adjust(2 * pnorm(-abs(z)), "holm")
@pytest.mark.parametrize(
    ("i", "pair", "numbers"),
    [
        (
            0,
            ("a", "b"),
            (
                7.809523809524,
                5.884274195653,
                1.327185571212,
                0.368894608318,
                -6.27730975146,
                21.8963573705,
            ),
        ),
        (
            1,
            ("a", "c"),
            (
                -4.5,
                5.245312359552,
                -0.857908870156,
                0.390942785866,
                -17.0571718325,
                8.05717183251,
            ),
        ),
        (
            2,
            ("b", "c"),
            (
                -12.3095238095238,
                5.3584226236565,
                -2.2972289933197,
                0.0648171299917,
                -25.1374793294,
                0.5184317104,
            ),
        ),
    ],
)
def test_differences_of_restricted_means_agree_with_r(i, pair, numbers):
    """z, p adjusted by Holm's method, and an interval by Bonferroni's."""
    found = kaplan_meier(sampled(FRAME), **ASKED).contrasts[i]
    assert (found.first, found.second) == pair
    assert (
        found.estimate,
        found.std_error,
        found.statistic,
        found.p_adjusted,
        found.conf_low,
        found.conf_high,
    ) == near(*numbers)
    # R: 2 * pnorm(-abs(z)), not adjusted
    raw = (0.184447304159, 0.390942785866, 0.0216057099972)[i]
    assert found.p_value == pytest.approx(raw, rel=1e-6)
    assert (found.statistic_name, found.dof, found.effect) == ("z", None, None)
    assert (found.correction, found.conf_level) == ("Holm", 0.95)


# R: survfit(..., conf.int = 0.8), its quantile; qnorm(0.9), qnorm(1 - 0.2 / 6)
def test_the_level_of_confidence_is_taken_everywhere():
    """Steps, median, restricted mean and differences."""
    found = kaplan_meier(sampled(FRAME), **ASKED, conf_level=0.8)
    group = found.groups[0]
    assert (group.steps[0].conf_low, group.steps[0].conf_high) == near(
        0.573503871485, 0.958161523413
    )
    assert (group.median, group.median_low, group.median_high) == (20, 8, None)
    quantile = 1.281551565545
    assert group.restricted_mean_low == pytest.approx(
        18.64285714286 - quantile * 4.08811029359
    )
    assert found.contrasts[0].conf_high == pytest.approx(
        7.809523809524 + 1.8339146358159 * 5.884274195653
    )
    assert {group.conf_level, found.contrasts[0].conf_level} == {0.8}


def test_restricted_means_go_no_further_than_every_curve_is_known():
    """Until the end, or the last time of a curve that has not come down to 0."""
    known = frame_of(a=[2, 5, 9], b=[1, 7])
    assert kaplan_meier(sampled(known), **ASKED).restricted_to == 40
    censored = frame_of(a=[2, 5, 9], b=[1, 7, "-8"], c=[3, "-12"])
    assert kaplan_meier(sampled(censored), **ASKED).restricted_to == 8
    # a: 2 + 3 * 2/3 + 3 * 1/3; b: 1 + 6 * 2/3 + 1 * 1/3; c: 3 + 5 * 1/2
    means = [g.restricted_mean for g in kaplan_meier(sampled(censored), **ASKED).groups]
    assert means == near(5, 16 / 3, 5.5)


def test_a_group_that_cannot_vary_has_no_error_and_no_contrast():
    """One person, or nobody with the event: said, never shown as an error of 0."""
    frame = frame_of(a=[2, 5, 9], one=[4], b=["-3", "-12"], c=[2, 3, "-12"])
    found = kaplan_meier(sampled(frame), **ASKED)
    one, none = found.groups[3], found.groups[1]
    assert (one.n, one.median, one.median_low, one.restricted_mean) == (1, 4, None, 4)
    assert one.undefined == (
        "no lower and upper limit of the median, as the interval of the curve does not "
        "come down to one half; no error of the restricted mean, as everybody had the "
        "event at the same time"
    )
    assert (none.median, none.restricted_mean) == (None, 12)
    assert none.undefined == (
        "no median, as the curve does not come down to one half; no lower and upper "
        "limit of the median, as the interval of the curve does not come down to one "
        "half; no error of the restricted mean, as nobody had the event before 12"
    )
    for part in (one, none):
        limits = part.restricted_mean_low, part.restricted_mean_high
        assert (part.restricted_mean_se, *limits) == (None, None, None)
    assert [(c.first, c.second) for c in found.contrasts] == [("a", "c")]
    assert found.undefined == (
        "no contrasts with B, one, for want of an error of the restricted mean"
    )
    alone = kaplan_meier(sampled(frame, "ward is a or one"), **ASKED)
    assert (alone.contrasts, alone.correction) == ((), "none")


# R: quantile(survfit(Surv(c(1, 2, 3, 9), c(1, 1, 0, 0)) ~ 1), 0.5)
def test_a_curve_that_ends_at_one_half_has_a_median():
    """Half way from there to the last time, as in R."""
    found = kaplan_meier(sampled(frame_of(a=[1, 2, "-3", "-9"], b=[2, 4])), **ASKED)
    assert found.groups[0].median == 5.5


WHERE = "simulated/cohort, days by ward: "


FAULTS = [
    (
        frame_of(a=["-1", "-2"], b=["-3"]).assign(
            left=pd.Categorical(["no"] * 3, ["no", "yes"])
        ),
        "nobody had the event, got left yes in none of 3 complete rows; "
        "there is nothing to estimate",
    ),
    (
        frame_of(a=[1, 2], b=[3]).replace({"days": {1: -1, 3: 41}}),
        "days is negative 1 times, got -1 first, at rows [0]; check the dates\n"
        + WHERE
        + "days is later than 40 1 times, got 41 first, at rows [2]; "
        "check it, or give a later end",
    ),
    (
        frame_of(a=[1, 2, 3]),
        "at least 2 groups are needed, got ['a']; choose other rows",
    ),
    (
        frame_of(a=[1, 2], b=[3]).replace({"days": {3: np.nan}}),
        "no complete row in 1 group, got ['b']; leave the group out with a filter",
    ),
    (
        frame_of(a=[3, 4], b=["-1", "-2"]),
        "nobody left when the event first happened, at 3, in 1 group, got ['b']; "
        "leave the group out with a filter",
    ),
    (
        frame_of(a=["-1", 3], b=[3]),
        "everybody still there had the event at once, got 3; "
        "there is nothing to compare",
    ),
    (
        frame_of(a=[1, 2], b=[3]).assign(left="gone"),
        "no such level, got 'yes'; use one of ['gone']",
    ),
    (
        frame_of(a=[1, 2], b=[3]).drop(columns="left"),
        "no such variable, got 'left'; the columns are ['days', 'ward']",
    ),
    (
        frame_of(a=[1, 2], b=[3]).assign(left=None),
        "every row has a missing value, got 3 rows; "
        "check the filter, or leave a variable out",
    ),
]


@pytest.mark.parametrize(("frame", "message"), FAULTS)
def test_curves_that_cannot_be_estimated_say_why(frame, message):
    """The whole message, and never a silent NaN."""
    with pytest.raises(DataError) as caught:
        unwrap(kaplan_meier)(sampled(frame), **ASKED)
    assert str(caught.value) == WHERE + message


def test_a_column_for_two_things_is_an_error_of_the_programmer():
    """The group cannot be how it ended, nor the time."""
    for name in ("left", "days"):
        with pytest.raises(ValueError, match="one column for two things") as caught:
            kaplan_meier(sampled(FRAME), **{**ASKED, "group": name})
        assert str(caught.value) == (
            f"simulated/cohort, days by {name}: one column for two things, "
            f"got ['{name}'] twice; name another"
        )


@pytest.mark.parametrize("until", [np.nan, np.inf, 0, -3])
def test_an_end_that_is_no_time_is_refused(until):
    """Nor is a curve without an end made."""
    with pytest.raises(ValueError, match=r"^until: ") as caught:
        kaplan_meier(sampled(FRAME), **{**ASKED, "until": until})
    assert str(caught.value) == (
        f"until: no finite time above 0, got {until:g}; use the unit of the times"
    )


def test_where_nobody_was_followed_there_is_no_restricted_mean():
    """All times are 0: some had the event, and that is not denied."""
    found = kaplan_meier(sampled(frame_of(a=["0", "-0"], b=["0", "-0", "-0"])), **ASKED)
    assert (found.n_events, found.restricted_to) == (2, 0.0)
    for group in found.groups:
        assert group.undefined.endswith(
            "no restricted mean, as a group was not followed beyond 0"
        )
        assert group.restricted_mean_se is None


def test_ends_of_mixed_types_are_listed():
    """A number among words has no order; the message about the level comes through."""
    frame = FRAME.assign(left=["no", 1, "gone"] * 7 + ["no", 1])
    with pytest.raises(DataError) as caught:
        kaplan_meier(sampled(frame), **ASKED)
    assert str(caught.value) == (
        f"{WHERE}no such level, got 'yes'; use one of [1, 'gone', 'no']"
    )


def test_a_filter_chooses_the_rows():
    """The same as giving those rows only."""
    some = FRAME[FRAME["ward"] != "b"]
    one = kaplan_meier(sampled(FRAME, "ward is a or c"), **ASKED)
    assert one.groups == kaplan_meier(sampled(some), **ASKED).groups
    assert one.data.filter == "ward is a or c"


PEOPLE = st.lists(
    st.tuples(st.integers(0, 12), st.booleans()), min_size=2, max_size=12
).filter(lambda people: any(hit for _, hit in people))


def people_of(groups):
    """Name the groups a, b and add two who stay until the end, so that all last."""
    ends = [(13, True), (15, False)]
    rows = [
        (time, "yes" if hit else "no", name)
        for name, people in zip("ab", groups, strict=True)
        for time, hit in [*people, *ends]
    ]
    return pd.DataFrame(rows, columns=["days", "left", "ward"])


@settings(max_examples=8, deadline=None)
@given(groups=st.tuples(PEOPLE, PEOPLE), factor=st.integers(2, 5))
def test_curves_hold_together(groups, factor):
    """Counts add up, curves fall, bands hold them, and the unit only changes times."""
    frame = people_of(groups)
    before = frame.copy(deep=True)
    found = kaplan_meier(sampled(frame), **ASKED)
    pd.testing.assert_frame_equal(frame, before)
    for group in found.groups:
        left = group.n
        for step in group.steps:
            assert step.at_risk == left
            left -= step.events + step.censored
            if step.conf_low is not None:
                assert 0 < step.conf_low < step.survival < step.conf_high < 1
        assert left == 0
        assert all(np.diff([1, *(s.survival for s in group.steps)]) <= 0)
        assert group.n_events == sum(step.events for step in group.steps)
        assert 0 <= group.restricted_mean <= found.restricted_to
    assert 0 <= found.p_value <= 1
    longer = frame.assign(days=frame["days"] * factor)
    other = kaplan_meier(sampled(longer), **{**ASKED, "until": 40 * factor})
    assert other.statistic == pytest.approx(found.statistic, rel=1e-9, abs=1e-12)
    one, more = found.groups[0], other.groups[0]
    assert more.restricted_mean == pytest.approx(one.restricted_mean * factor)


@settings(max_examples=8, deadline=None)
@given(groups=st.tuples(PEOPLE, PEOPLE))
def test_without_censoring_curves_are_shares(groups):
    """The share still there, and a restricted mean that is the mean."""
    frame = people_of(groups).assign(left="yes")
    for key, group in zip(
        "ab", kaplan_meier(sampled(frame), **ASKED).groups, strict=True
    ):
        days = frame.loc[frame["ward"] == key, "days"]
        assert group.restricted_mean == pytest.approx(days.mean())
        for step in group.steps:
            assert step.survival == pytest.approx((days > step.time).mean())


def test_who_is_still_there_is_counted_with_ties():
    """A time a rounding short of a mark of the axis has reached it."""
    steps = kaplan_meier(sampled(FRAME), **ASKED).groups[0].steps
    group = replace(kaplan_meier(sampled(FRAME), **ASKED).groups[0], steps=steps[:1])
    time = steps[0].time
    assert group.at_risk(time + 1e-9) == group.at_risk(time) == steps[0].at_risk
    assert group.at_risk(time - 1) == steps[0].at_risk
    assert group.at_risk(time + 0.1) == 0
