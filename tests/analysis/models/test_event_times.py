"""Times that differ by rounding alone are tied as R's survival ties them."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from example_samples import sampled

from analysis.models._event_times import times_and_events, with_ties
from analysis.models.cox import cox_model
from analysis.models.survival import kaplan_meier
from results import DataError

# R 4.2.2, survival 3.5.3, of the file as read.csv reads it; 0.3 is also 0.1 + 0.2 there
# and 0.7 also 0.1 + 0.6:
#   survdiff(Surv(t, e) ~ g, d)
#   f <- survfit(Surv(t, e) ~ g, d, conf.type = "log-log"); summary(f, censored = TRUE)
#   quantile(f, 0.5); summary(f, rmean = 0.9)$table
#   m <- coxph(Surv(t, e) ~ g, d, ties = "efron"); summary(m); m$loglik
#   concordance(m); cox.zph(m, transform = "km")
TIED = pd.read_csv(Path(__file__).parents[2] / "survival_samples" / "tied-times.csv")


NAMES = {
    "time": "t",
    "event": "ev",
    "level": "yes",
}


def test_times_equal_but_for_the_last_digit_are_tied_in_curves_and_log_rank_test():
    """As R's survival ties them; R's numbers to nine figures."""
    assert 0.3 in set(TIED.t)
    assert 0.1 + 0.2 in set(TIED.t)
    found = kaplan_meier(sampled(TIED), **NAMES, group="g", until=0.9)
    assert found.statistic == pytest.approx(0.609756097560975, rel=1e-9)
    assert found.p_value == pytest.approx(0.434879658495784, rel=1e-9)
    a, b = found.groups
    assert [step.time for step in a.steps] == pytest.approx([0.3, 0.5, 0.7])
    assert [step.events for step in a.steps] == [2, 0, 2]
    assert [step.survival for step in a.steps] == pytest.approx([0.6, 0.6, 0.0])
    assert [step.time for step in b.steps] == pytest.approx([0.2, 0.3, 0.8, 0.9])
    assert [step.at_risk for step in b.steps] == [5, 4, 2, 1]
    assert [step.survival for step in b.steps] == pytest.approx([0.8, 0.6, 0.3, 0.3])
    assert (a.median, b.median) == pytest.approx((0.7, 0.8))
    assert (a.restricted_mean, b.restricted_mean) == pytest.approx((0.54, 0.61))
    errors = a.restricted_mean_se, b.restricted_mean_se
    assert errors == pytest.approx((0.0876356092008266, 0.1339029499301640), rel=1e-9)


def test_times_equal_but_for_the_last_digit_are_tied_in_a_cox_model():
    """Efron's method needs to know which events are tied."""
    found = cox_model(sampled(TIED), **NAMES, predictors=["g"])
    (term,) = found.terms
    assert term.estimate == pytest.approx(-0.740516484321069, rel=1e-8)
    assert term.std_error == pytest.approx(0.876109409835554, rel=1e-8)
    assert term.p_value == pytest.approx(0.397980824821962, rel=1e-8)
    fit = {one.name: one.value for one in found.fit}
    assert fit["log_likelihood"] == pytest.approx(-11.3236800271024, rel=1e-9)
    assert fit["concordance"] == 0.53125
    assert found.assumptions[0].statistic == pytest.approx(2.88435072950755, rel=1e-7)


def test_the_end_of_following_people_is_tied_with_their_times_too():
    """0.1 + 0.2 is not later than 0.3, and 0.3 - 0.1 - 0.2 is not before 0."""
    frame = pd.DataFrame(
        {
            "t": [0.1 + 0.2, 0.3 - 0.1 - 0.2, 0.2, 0.1, 0.3, 0.2],
            "ev": ["no", "no", "yes", "no", "no", "no"],
            "g": list("aabbab"),
        }
    )
    assert frame.t.min() < 0
    found = kaplan_meier(sampled(frame), **NAMES, group="g", until=0.3)
    assert [step.time for step in found.groups[0].steps] == [0.0, 0.3]
    with pytest.raises(DataError, match=r"t is later than 0\.3 1 times, got 0\.4"):
        kaplan_meier(sampled(frame.replace(0.3, 0.4)), **NAMES, group="g", until=0.3)


# R: survival::aeqSurv(Surv(c(...)))
@pytest.mark.parametrize(
    ("times", "tied"),
    [
        ([3.0, 5.0], [3.0, 5.0]),
        ([1.0], [1.0]),
        ([1.0, 1.0 + 1e-8, 1.0 + 2e-8, 1.0 + 5e-8], [1.0, 1.0, 1.0, 1.0 + 5e-8]),
        ([1e-9, 2e-9, 1.0], [1e-9, 1e-9, 1.0]),
        ([1e9, 1e9 + 1, 1e9 + 30], [1e9, 1e9, 1e9 + 30]),
        ([30.0, 30.0000001, 1e6], [30.0, 30.0, 1e6]),
    ],
)
def test_ties_are_those_of_r(times, tied):
    """The distance that counts is 1.5e-8, or that share of the mean time if larger."""
    assert with_ties(np.array(times)).tolist() == tied


def test_complete_rows_have_times_and_events():
    """1 where the event happened; a time short of 0 by rounding is 0."""
    frame = pd.DataFrame({"t": [3.0, None, -1e-10, 5], "ev": list("yynn")})
    kept, times, happened = times_and_events(
        sampled(frame), ("t", "ev"), level="y", where="HELP", until=5
    )
    assert list(kept.frame.index) == [0, 2, 3]
    assert times.tolist() == [3, 0, 5]
    assert happened.tolist() == [1, 0, 0]


def test_times_that_cannot_be_are_refused_at_once():
    """The whole message: negative, too late, and no event."""
    frame = pd.DataFrame(
        {"t": [-3.0, 2, 9], "ev": pd.Categorical(["no"] * 3, ["no", "yes"])}
    )
    with pytest.raises(DataError) as caught:
        times_and_events(
            sampled(frame), ("t", "ev"), level="yes", where="HELP", until=8
        )
    assert str(caught.value) == (
        "HELP: t is negative 1 times, got -3 first, at rows [0]; check the dates\n"
        "HELP: t is later than 8 1 times, got 9 first, at rows [2]; "
        "check it, or give a later end\n"
        "HELP: nobody had the event, got ev yes in none of 3 complete rows; "
        "there is nothing to estimate"
    )
