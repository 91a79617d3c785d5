"""Cox models agree with R, and refuse what has no estimate."""

# Known answers: R 4.2.2, survival 3.5.3, with d as in test_survival.py and
#   d$age <- c(31,25,40,22,35,28,33,50, 19,24,24,30,27,44,26,
#              38,29,33,41,36,47,39,52)
#   m <- coxph(Surv(time, left) ~ age + ward, d,
#              control = coxph.control(eps = 1e-12, toler.chol = 1e-13))
# d has tied events, a time of 0, and two rows with a missing value.

from inspect import unwrap

import numpy as np
import pandas as pd
import pytest
from example_groups import near
from example_survival import FRAME
from example_survival import sampled as plain
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.estimates.sample import Described
from analysis.models.cox import cox_model
from results import DataError
from results.record_json import from_json, to_json

AGES = [31, 25, 40, 22, 35, 28, 33, 50, 19, 24, 24, 30, 27, 44, 26]
AGES += [38, 29, 33, 41, 36, 47, 39, 52]


PEOPLE = FRAME.assign(age=AGES)


PLAIN = {
    "time": "days",
    "event": "left",
    "level": "yes",
}


ASKED = {
    **PLAIN,
    "predictors": ["age", "ward"],
}


def sampled(frame, filter="all rows"):
    """Return a sample of people in treatment, with their age."""
    ward = Described(label="Ward", levels={"a": "A", "b": "B", "c": "C"})
    return plain(frame, filter, age="Age", ward=ward)


# R: summary(m)$coefficients; confint(m); exp(confint(m))
@pytest.mark.parametrize(
    ("i", "name", "label", "numbers", "ratio"),
    [
        (
            0,
            "age",
            "Age",
            (
                *(-0.223087918504, 0.0687158483526, -3.246527894975, 0.00116821999097),
                *(-0.357768506442, -0.0884073305653),
            ),
            (0.800044507487, 0.699234924653, 0.915387935288),
        ),
        (
            1,
            "ward-b",
            "Ward: B, against A",
            (
                *(1.312707038317, 0.7718110893481, 1.700813912153, 0.08897793602632),
                *(-0.200014899674, 2.8254289763081),
            ),
            (3.716220058246, 0.818718554348, 16.868179483624),
        ),
        (
            2,
            "ward-c",
            "Ward: C, against A",
            (
                *(0.634652840802, 0.9344232074714, 0.679192078844, 0.49701616561665),
                *(-1.196782992160, 2.4660886737645),
            ),
            (1.886367158064, 0.302164716276, 11.776295720011),
        ),
    ],
)
def test_coefficients_agree_with_r(i, name, label, numbers, ratio):
    """Log hazard ratio, error, z, p, interval; and the hazard ratio."""
    found = cox_model(sampled(PEOPLE), **ASKED).terms[i]
    assert (found.name, found.label) == (name, label)
    assert (
        found.estimate,
        found.std_error,
        found.statistic,
        found.p_value,
        found.conf_low,
        found.conf_high,
    ) == near(*numbers)
    assert (found.statistic_name, found.dof, found.undefined) == ("z", None, "")
    effect = found.effect
    assert (effect.name, effect.undefined) == ("hazard_ratio", "")
    assert (effect.estimate, effect.conf_low, effect.conf_high) == near(*ratio)
    assert found.conf_level == effect.conf_level == 0.95


# R: drop1(m, test = "Chisq"); summary(m)$logtest
def test_likelihood_ratio_tests_agree_with_r():
    """Every predictor beside the others, and all of them."""
    found = cox_model(sampled(PEOPLE), **ASKED).tests
    assert [(t.name, t.label, t.dof) for t in found] == [
        ("age", "Age", 1),
        ("ward", "Ward", 2),
        ("model", "Whole model", 3),
    ]
    assert [t.statistic for t in found] == near(
        18.724049510, 2.999188463, 22.2015281019
    )
    assert [t.p_value for t in found] == pytest.approx(
        (1.5107e-05, 0.22322, 5.92263558170e-05), rel=1e-4
    )
    assert {(t.statistic_name, t.dof_resid) for t in found} == {("χ²", None)}


# R: logLik(m); concordance(m); m$nevent / 3
def test_fit_agrees_with_r():
    """Log likelihood, Harrell's C, events per coefficient; and the counts."""
    found = cox_model(sampled(PEOPLE), **ASKED)
    assert [(f.name, f.undefined) for f in found.fit] == [
        ("log_likelihood", ""),
        ("concordance", ""),
        ("events_per_coefficient", ""),
    ]
    assert [f.value for f in found.fit] == near(-21.5729269941, 0.858064516129, 14 / 3)
    assert (found.n, found.n_missing, found.n_events) == (21, 2, 14)
    assert (found.n_people, found.means, found.contrasts) == (None, (), ())
    assert found.method == "Cox proportional hazards model (Efron)"
    assert (found.outcome, found.unit, found.undefined) == ("Left", "days", "")
    data = found.data
    assert (data.source, data.filter, data.rows) == (
        "simulated/cohort",
        "all rows",
        21,
    )
    assert data.variables == ("days", "left", "age", "ward")
    assert data.function == "cox_model"
    assert {o.name: o.value for o in data.options} == {
        "level": "yes",
        "conf_level": 0.95,
    }
    assert from_json(to_json(found)) == found


# R: cox.zph(m)
def test_proportional_hazards_agree_with_r():
    """The score test of every predictor, and of all of them."""
    found = cox_model(sampled(PEOPLE), **ASKED).assumptions
    assert [a.name for a in found] == [
        "proportional hazards, Age",
        "proportional hazards, Ward",
        "proportional hazards, Whole model",
    ]
    assert [a.statistic for a in found] == near(
        1.063669073222, 0.261924776702, 1.468791194858
    )
    assert [a.p_value for a in found] == near(
        0.302379843720, 0.877250768618, 0.689491808417
    )
    assert [a.dof for a in found] == [1, 2, 3]
    assert {(a.method, a.statistic_name, a.dof_resid, a.undefined) for a in found} == {
        ("Score test on the Kaplan-Meier scale", "χ²", None, "")
    }


# R: confint(m, level = 0.8), and the median age of those who did not leave
def test_the_level_of_confidence_and_the_filter_are_taken():
    """Of the coefficient and of its ratio; rows as if given alone."""
    found = cox_model(sampled(PEOPLE), **ASKED, conf_level=0.8).terms[0]
    low = -0.223087918504 - 1.281551565545 * 0.0687158483526
    assert (found.conf_low, found.effect.conf_low) == near(low, np.exp(low))
    assert (found.conf_level, found.effect.conf_level) == (0.8, 0.8)
    some = cox_model(sampled(PEOPLE, "ward is a or c"), **ASKED)
    alone = cox_model(sampled(PEOPLE[PEOPLE["ward"] != "b"]), **ASKED)
    assert (some.terms, some.n) == (alone.terms, 15)


def frame_of(days, left, **predictors):
    """One row for a person; left is y or n."""
    ends = [{"y": "yes", "n": "no"}[c] for c in left]
    return pd.DataFrame({"days": days, "left": ends, **predictors}, dtype=None)


# R: concordance(coxph(Surv(c(2, 2, 2, 5, 7), c(1, 1, 0, 0, 1)) ~ c(3, 1, 2, 2, 1)))
def test_concordance_counts_ties_as_r_does():
    """Equal hazards half; two events at one time not; censored then, as later."""
    frame = frame_of([2.0, 2, 2, 5, 7], "yynny", x=[3, 1, 2, 2, 1])
    found = cox_model(sampled(frame), **PLAIN, predictors=["x"])
    assert found.fit[1].value == pytest.approx(0.583333333333)


# R: coxph(Surv(c(4, 4, 4, 9), c(1, 1, 1, 0)) ~ c(1, 2, 4, 3)), whose cox.zph stops
def test_events_at_one_time_only_cannot_show_a_change():
    """No statistic, and why."""
    frame = frame_of([4.0, 4, 4, 9], "yyyn", x=[1, 2, 4, 3])
    found = cox_model(sampled(frame), **PLAIN, predictors=["x"]).assumptions
    for test in found:
        assert (test.statistic, test.p_value) == (None, None)
        assert test.undefined == "the event happened at too few times to see a change"


# R: coxph(Surv(c(7,1,5,3,4,2,6,8), c(0,1,0,0,1,1,1,1)) ~ c(0,41,0,1,0,1,0,4))
def test_a_search_that_would_go_too_far_is_held():
    """An extreme value, from which whole steps of Newton's method do not return."""
    frame = frame_of(
        [7.0, 1, 5, 3, 4, 2, 6, 8], "nynnyyyy", x=[0, 41, 0, 1, 0, 1, 0, 4]
    )
    found = cox_model(sampled(frame), **PLAIN, predictors=["x"])
    term = found.terms[0]
    assert (term.estimate, term.std_error, found.fit[0].value) == near(
        0.11161059271, 0.0915735886777, -5.00622753951
    )


# R: coxph(Surv(c(7,7,7,3), c(0,1,1,0)) ~ c(6.391736e-06, -1.149632e-06, -.01499018,
#          -17.638786)), whose first to leave has a hazard beyond all others
def test_a_hazard_beyond_all_others_leaves_an_estimate():
    """Those at risk later are compared with one another, and not with who has left."""
    frame = frame_of(
        [7.0, 7, 7, 3], "nyyn", x=[6.391736e-06, -1.149632e-06, -0.01499018, -17.638786]
    )
    found = cox_model(sampled(frame), **PLAIN, predictors=["x"])
    assert (found.terms[0].estimate, found.terms[0].std_error) == near(
        -59.7915947919, 94.8070449711
    )


# R's coxph ran out of iterations here
def test_a_likelihood_beyond_what_can_be_computed_is_refused():
    """Without a warning of a division by 0 on the way."""
    frame = frame_of(
        [3.0, 2, 5, 3, 4, 3, 6, 6, 7],
        "nnynynnyy",
        x=[363.2, -0.033, -0.01, 0, 0.085, 3.91, -0.002, 0, -93.07],
        y=[-0.03, -41.6, 0.015, -0.008, -0.032, 0, -0.003, -0.233, -59.98],
    )
    with pytest.raises(DataError) as caught:
        unwrap(cox_model)(sampled(frame), **PLAIN, predictors=["x", "y"])
    assert str(caught.value) == (
        "simulated/cohort, days until left is yes: the likelihood has no highest "
        "point that could be reached, got 2 coefficients from 4 events; "
        "use fewer predictors"
    )


WHERE = "simulated/cohort, days until left is yes: "


FAULTS = [
    (
        frame_of([1.0, 2, 3, 4], "yyyn", x=[5, 4, 3, 1]),
        "an infinite hazard ratio fits best, got ['x'], as where nobody of a level "
        "had the event; leave the predictor out, or join levels",
    ),
    (
        frame_of([1.0, 2, 3, 4, 5, 6], "ynyynn", x=list("ababba")),
        None,
    ),
    (
        frame_of([1.0, 2, 3, 4, 5, 6], "ynyyny", x=list("abaaba")),
        "an infinite hazard ratio fits best, got ['x-b'], as where nobody of a level "
        "had the event; leave the predictor out, or join levels",
    ),
    (
        frame_of([1.0, 4, 5, 6], "nyyy", x=[1, 0, 0, 0]),
        "the predictors do not tell apart those who were left when the event first "
        "happened, got 3 people at 4; leave one out",
    ),
    (
        frame_of([1.0, 2, 3, 4], "yyyn", x=[7, 7, 7, 7]),
        "x is the same in all 4 complete rows; leave it out",
    ),
    (
        frame_of([1.0, 2], "yn", x=[7, 8]),
        "2 coefficients need more rows than that, got 2 complete rows; "
        "use fewer predictors",
    ),
    (
        frame_of([1.0, -2, -3], "nyn", x=[1, 2, 3]),
        "days is negative 2 times, got -2 first, at rows [1, 2]; check the dates",
    ),
    (
        frame_of([1.0, 2, 3], "yny", y=[1, 2, 3]),
        "no such variable, got 'x'; the columns are ['days', 'left', 'y']",
    ),
]


@pytest.mark.parametrize(("frame", "message"), FAULTS)
def test_a_model_without_an_estimate_says_why(frame, message):
    """The whole message; and a level with events in the others' risk sets is none."""
    if message is None:
        assert cox_model(sampled(frame), **PLAIN, predictors=["x"]).n == len(frame)
        return
    with pytest.raises(DataError) as caught:
        unwrap(cox_model)(sampled(frame), **PLAIN, predictors=["x"])
    assert str(caught.value) == WHERE + message


@pytest.mark.parametrize("name", ["days", "left"])
def test_time_and_event_are_no_predictors(name):
    """A programmer's error."""
    with pytest.raises(ValueError, match="one column for two things") as caught:
        cox_model(sampled(PEOPLE), **PLAIN, predictors=["age", name])
    assert str(caught.value) == (
        f"{WHERE}one column for two things, got ['{name}'] twice; name another"
    )


def test_a_model_without_predictors_is_refused():
    """There is nothing to estimate."""
    with pytest.raises(ValueError, match=r"^predictors") as caught:
        cox_model(sampled(PEOPLE), **PLAIN, predictors=[])
    assert (
        str(caught.value) == "predictors: at least one, got none; or use kaplan_meier"
    )


ROWS = st.lists(
    st.tuples(
        st.integers(0, 9), st.booleans(), st.integers(0, 5), st.sampled_from("pq")
    ),
    min_size=14,
    max_size=30,
)


@settings(max_examples=12, deadline=None)
@given(rows=ROWS, factor=st.integers(2, 9), shift=st.integers(-5, 5))
def test_units_and_the_order_of_rows_never_matter(rows, factor, shift):
    """Only the order of times counts; a larger unit has a smaller coefficient."""
    frame = pd.DataFrame(rows, columns=["days", "left", "x", "g"])
    frame["left"] = frame["left"].map({True: "yes", False: "no"})
    asked = {**PLAIN, "predictors": ["x", "g"]}
    try:
        one = unwrap(cox_model)(sampled(frame), **asked)
    except DataError:
        assume(False)
    moved = frame.assign(days=frame["days"] ** 2, x=frame["x"] * factor + shift)
    gap = pd.DataFrame([(3, "yes", np.nan, "p")], columns=frame.columns)
    moved = pd.concat([moved, gap]).sample(frac=1, random_state=1)
    before = moved.copy(deep=True)
    other = cox_model(sampled(moved), **asked)
    pd.testing.assert_frame_equal(moved, before)
    assert (other.n, other.n_missing) == (one.n, one.n_missing + 1)
    assert other.terms[0].estimate * factor == pytest.approx(
        one.terms[0].estimate, rel=1e-6, abs=1e-9
    )
    for a, b in zip(one.tests, other.tests, strict=True):
        assert b.statistic == pytest.approx(a.statistic, rel=1e-6, abs=1e-9)
    for a, b in zip(one.assumptions, other.assumptions, strict=True):
        if a.statistic is not None:
            assert b.statistic == pytest.approx(a.statistic, rel=1e-5, abs=1e-8)
    assert other.fit[1].value == pytest.approx(one.fit[1].value)
