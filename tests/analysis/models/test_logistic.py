"""Logistic models agree with R, with Firth's penalty and without."""

# Known answers: R 4.2.2, brglm2 0.9, with the data of example_models.py as d
#   m <- glm(I(done == "yes") ~ age + g + crack, binomial, d); coef(summary(m)); limits
#   with uniroot on the deviance of glm(offset = b * x, epsilon = 1e-14); LR tests from
#   deviances; wilcox.test for c; of Firth's model brglm2: method = "brglmFit",
#   type = "MPL_Jeffreys", epsilon = 1e-12; its tests and limits from optim on
#   sum(dbinom(y, 1, p, log = TRUE)) + sum(log(abs(diag(qr.R(qr(w * x)))))) with
#   w = sqrt(p * (1 - p))

from inspect import unwrap

import numpy as np
import pandas as pd
import pytest
from example_models import AGE, COHORT, numbers, sampled
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.models import _profiles as profiles
from analysis.models.logistic import firth_logistic, logistic_model
from results import DataError

ASKED = {
    "outcome": "done",
    "level": "yes",
    "predictors": ["age", "setting", "crack"],
}

SEPARATED = COHORT.assign(done=["yes" if age and age > 33 else "no" for age in AGE])


# Estimate, error, z, p, limits, odds ratio with limits; χ², df, p; fit
PLAIN = {
    "terms": [
        [
            -4.00656548017,
            2.55044788152,
            -1.5709262319,
            0.116199784636,
            -9.93754426024,
            0.489844411684,
        ],
        [
            0.0882425273263,
            0.071510026658,
            1.23398817551,
            0.217207310435,
            -0.0440410707241,
            0.248677558642,
            1.09225299111,
            0.956914655488,
            1.28232849066,
        ],
        [
            2.43245391201,
            1.41456508296,
            1.71957723353,
            0.0855093174619,
            -0.097912359554,
            5.79922444317,
            11.386790005,
            0.90672836635,
            330.04349314,
        ],
        [
            0.711825580536,
            1.16588027529,
            0.610547751447,
            0.541499021555,
            -1.57613234239,
            3.16906998751,
            2.03770786495,
            0.206773281917,
            23.7853533914,
        ],
        [
            0.438912827957,
            1.03281138791,
            0.424969005081,
            0.670859269681,
            -1.65146230318,
            2.53557068765,
            1.55102007591,
            0.191769278662,
            12.6236329442,
        ],
    ],
    "tests": [
        [3.68819804218, 2, 0.15816776253],
        [0.180144332088, 1, 0.67124923317],
        [7.26507708337, 4, 0.122525814241],
    ],
    "fit": [
        [-11.5256647048],
        [2.5],
        [0.291124401616],
        [0.791666666667],
    ],
}


# Estimate, error, χ², df, p, limits, odds ratio with limits; χ², df, p; fit
FIRTH = {
    "terms": [
        [
            -3.02286251686,
            2.28836131532,
            2.32476950471,
            1,
            0.127329079864,
            -7.94662850131,
            0.812006485022,
        ],
        [
            0.0652579353864,
            0.0653244132693,
            1.26941517817,
            1,
            0.259876420742,
            -0.0472943401713,
            0.198294486126,
            1.06743431796,
            0.953806612667,
            1.2193214142,
        ],
        [
            1.83113821117,
            1.27871266175,
            2.74191437536,
            1,
            0.0977476026552,
            -0.325800438783,
            4.45292503127,
            6.24098617755,
            0.721949246127,
            85.877772152,
        ],
        [
            0.561522339347,
            1.12140914655,
            0.308840591792,
            1,
            0.578392517432,
            -1.43897098403,
            2.66533395281,
            1.75333964756,
            0.237171686611,
            14.3727485644,
        ],
        [
            0.371678871687,
            0.971524557582,
            0.1723434314,
            1,
            0.678037468827,
            -1.43868366602,
            2.16860795769,
            1.45016721676,
            0.237239840097,
            8.74610062066,
        ],
    ],
    "tests": [
        [2.85368682492, 2, 0.240065515304],
        [0.1723434314, 1, 0.678037468827],
        [5.67282594348, 4, 0.224950440913],
    ],
    "fit": [
        [-11.6965253474],
        [2.5],
        [0.242797663375],
        [0.791666666667],
        [-8.40117090923],
    ],
}


# d$done <- ifelse(!is.na(d$age) & d$age > 33, "yes", "no"); age alone, conf.level = .90
APART = {
    "terms": [
        [
            -26.0314142567,
            12.7187078426,
            21.5225477771,
            1,
            3.4969276822e-06,
            -105.294584095,
            -10.1347357886,
        ],
        [
            0.782411431307,
            0.381229337067,
            22.5946546756,
            1,
            2.00040393384e-06,
            0.304224284715,
            3.13903374191,
            2.18673908375,
            1.35557305631,
            23.0815533425,
        ],
    ],
    "tests": [
        [22.5946546756, 1, 2.00040393384e-06],
    ],
    "fit": [
        [-1.84342943682],
        [11],
        [0.863877311426],
        [1],
        [-0.813109330363],
    ],
}


@pytest.mark.parametrize(
    ("model", "frame", "asked", "expected"),
    [
        (logistic_model, COHORT, {}, PLAIN),
        (firth_logistic, COHORT, {}, FIRTH),
        (
            firth_logistic,
            SEPARATED,
            {"predictors": ["age"], "conf_level": 0.9},
            APART,
        ),
    ],
)
def test_logistic_models_agree_with_r(model, frame, asked, expected):
    """Every number, with gaps, ties, and outcomes that a predictor separates."""
    found = model(sampled(frame), **{**ASKED, **asked})
    for part, rows in expected.items():
        parts = found.fit[:-2] if part == "fit" else getattr(found, part)
        for one, row in zip(parts, rows, strict=True):
            assert numbers(one) == pytest.approx(row, rel=1e-7, abs=1e-9), (part, one)


# The same with d$a <- d$age + 3000 and + 1e6; the limits by uniroot on the deviance of
# glm(y ~ 0 + x[, -1], offset = rep(b, length(y)))
FAR = [
    (logistic_model, 3e3, PLAIN, (-268.734147459, 216.868015, -755.4339722, 132.18990)),
    (logistic_model, 1e6, PLAIN, (-88246.53389, 71512.36218, -248686.953511, 44041.13)),
    (firth_logistic, 3e3, FIRTH, (-198.796668676, 198.0540670276, None, None)),
    (firth_logistic, 1e6, FIRTH, (-65260.9582491, 65326.49178918, None, None)),
    (firth_logistic, 1e8, FIRTH, None),
    (logistic_model, 1e8, PLAIN, None),
]


@pytest.mark.parametrize(("model", "shift", "known", "first"), FAR)
def test_a_mean_far_from_0_leaves_all_but_the_intercept_as_it_was(
    model, shift, known, first
):
    """Age counted from long ago: what glm gives for it, and no false separation."""
    found = model(sampled(COHORT.assign(age=COHORT["age"] + shift)), **ASKED)
    for one, row in zip(found.terms[1:], known["terms"][1:], strict=True):
        assert numbers(one) == pytest.approx(row, rel=1e-7, abs=1e-9)
    for part in ("tests", "fit"):
        parts = found.fit[:-2] if part == "fit" else getattr(found, part)
        for one, row in zip(parts, known[part], strict=True):
            assert numbers(one) == pytest.approx(row, rel=1e-7, abs=1e-9)
    assert found.undefined == ""
    if first:
        one = found.terms[0]
        pairs = zip(
            (one.estimate, one.std_error, one.conf_low, one.conf_high),
            first,
            strict=True,
        )
        for number, value in pairs:
            assert value is None or number == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize(
    ("model", "method", "statistic"),
    [
        (logistic_model, "Logistic regression by maximum likelihood", ("z", None)),
        (
            firth_logistic,
            "Logistic regression by Firth's penalised likelihood",
            ("χ²", 1),
        ),
    ],
)
def test_logistic_models_say_what_each_number_is(model, method, statistic):
    """Names, labels, counts, and what a stranger needs to repeat it."""
    found = model(sampled(COHORT, done="Completed"), **ASKED)
    assert (found.n, found.n_missing, found.n_events) == (22, 2, 12)
    assert found.n_people is None
    assert (found.method, found.outcome, found.unit) == (method, "Completed", "")
    assert [(term.name, term.label) for term in found.terms] == [
        ("intercept", "Intercept"),
        ("age", "Age"),
        ("setting-inpatient", "Setting: Inpatient, against Prison"),
        ("setting-outpatient", "Setting: Outpatient, against Prison"),
        ("crack-yes", "Crack cocaine: yes, against no"),
    ]
    assert {(t.statistic_name, t.dof) for t in found.terms} == {statistic}
    assert found.terms[0].effect is None
    assert {term.effect.name for term in found.terms[1:]} == {"odds_ratio"}
    assert [(test.name, test.label, test.statistic_name) for test in found.tests] == [
        ("setting", "Setting", "χ²"),
        ("crack", "Crack cocaine", "χ²"),
        ("model", "Whole model", "χ²"),
    ]
    assert [one.name for one in found.fit][:4] == [
        "log_likelihood",
        "events_per_coefficient",
        "tjur_r_squared",
        "c_statistic",
    ]
    assert [one.name for one in found.fit][-2:] == [
        "c_statistic_low",
        "c_statistic_high",
    ]
    assert (found.means, found.contrasts, found.assumptions) == ((), (), ())
    assert found.data.variables == ("done", "age", "setting", "crack")
    assert found.data.rows == 22
    assert found.data.function == model.__name__
    assert [(o.name, o.value) for o in found.data.options] == [
        ("level", "yes"),
        ("conf_level", 0.95),
        ("seed", 1),
        ("resamples", 5000),
    ]
    left = model(sampled(COHORT, done={"no": "Left"}), **{**ASKED, "level": "no"})
    assert left.outcome == "Left"


# R: o <- round(qlogis(fitted(m)), 9); o[done == "yes"] and o[done == "no"] drawn again
#   200,000 times with set.seed(1): quantile(c, c(.025, .975)) is 0.575 and 0.958333
def test_the_c_statistic_has_bootstrap_limits():
    """They hold the statistic; the seed decides them."""
    found = logistic_model(sampled(COHORT), **ASKED)
    fit = {one.name: one.value for one in found.fit}
    low, high = fit["c_statistic_low"], fit["c_statistic_high"]
    assert low <= fit["c_statistic"] <= high
    assert (low, high) == pytest.approx((0.575, 0.958333), abs=1 / 240)
    other = logistic_model(sampled(COHORT), **ASKED, conf_level=0.5, seed=2).fit
    narrow = {one.name: one.value for one in other}
    assert low < narrow["c_statistic_low"] < narrow["c_statistic_high"] < high


def test_a_filter_is_executed():
    """A level that no row has any longer is no term."""
    found = firth_logistic(
        sampled(COHORT, "setting is inpatient or outpatient"), **ASKED
    )
    assert [term.name for term in found.terms] == [
        "intercept",
        "age",
        "setting-outpatient",
        "crack-yes",
    ]
    assert found.n == 15


def test_an_odds_ratio_beyond_all_numbers_is_undefined():
    """Age in units of a million years; the coefficient itself stays."""
    frame = COHORT.assign(age=COHORT["age"] / 1e6)
    found = firth_logistic(sampled(frame), **{**ASKED, "predictors": ["age"]}).terms[1]
    assert found.estimate > 700
    assert found.effect.estimate is None
    assert found.effect.undefined == (
        "too large or small a number; use a larger or smaller unit"
    )


def test_separated_outcomes_are_mentioned():
    """The reader is told that estimates rest on the penalty."""
    asked = {**ASKED, "predictors": ["age"]}
    assert firth_logistic(sampled(SEPARATED), **asked).undefined == (
        "the predictors separate those with and without the outcome: maximum "
        "likelihood has no estimate, and these rest on the penalty"
    )
    assert firth_logistic(sampled(COHORT), **asked).undefined == ""


def test_an_interval_without_a_limit_is_undefined(monkeypatch):
    """Both limits, of the coefficient and of the odds ratio."""
    monkeypatch.setattr(profiles, "MOST_STEPS", 0)
    found = firth_logistic(sampled(COHORT), **ASKED).terms[1]
    assert (found.conf_low, found.conf_high) == (None, None)
    assert (found.effect.conf_low, found.effect.conf_high) == (None, None)
    assert found.effect.estimate == pytest.approx(FIRTH["terms"][1][7])
    assert found.undefined == "the profile likelihood has no such limits"
    assert found.effect.undefined == found.undefined


WHERE = "simulated/cohort, done by age, setting, crack: "

FAULTS = [
    (
        firth_logistic,
        COHORT.assign(done="yes", age=30),
        "done is yes in 24 of 24 complete rows; there is nothing to predict\n"
        f"{WHERE}age is the same in all 24 complete rows; leave it out",
    ),
    (
        logistic_model,
        COHORT.assign(done=pd.Categorical(["no"] * 24, categories=["no", "yes"])),
        "done is yes in 0 of 23 complete rows; there is nothing to predict",
    ),
    (
        firth_logistic,
        COHORT.assign(done=["never", "always"] * 12),
        "no such level, got 'yes'; use one of ['always', 'never']",
    ),
    (
        firth_logistic,
        COHORT.assign(crack=COHORT["setting"].astype(str)),
        "the other predictors determine ['crack-outpatient', 'crack-prison'], so its "
        "coefficient has no one value; leave it out",
    ),
    (
        firth_logistic,
        COHORT.loc[[0, 2, 8, 16, 11]],
        "5 coefficients need more rows than that, got 5 complete rows; "
        "use fewer predictors",
    ),
    (
        logistic_model,
        SEPARATED,
        "the predictors separate the 23 rows with and without the outcome, so maximum "
        "likelihood has no estimate; use firth_logistic",
    ),
    (
        logistic_model,
        COHORT.drop(columns="age"),
        "no such variable, got 'age'; "
        "the columns are ['who', 'entry', 'later', 'setting', 'crack'] and more",
    ),
    (
        logistic_model,
        COHORT.assign(age=np.nan),
        "every row has a missing value, got 24 rows; "
        "check the filter, or leave a variable out",
    ),
]


@pytest.mark.parametrize(("model", "frame", "message"), FAULTS)
def test_a_model_that_cannot_be_estimated_says_why(model, frame, message):
    """The whole message, everything that is wrong at once."""
    with pytest.raises(DataError) as caught:
        unwrap(model)(sampled(frame), **ASKED)
    assert str(caught.value) == WHERE + message


def test_an_outcome_cannot_predict_itself():
    """A programmer's error."""
    with pytest.raises(ValueError, match=r"^predictors") as caught:
        firth_logistic(sampled(COHORT), **{**ASKED, "predictors": ["done"]})
    assert str(caught.value) == (
        "predictors: at least one besides 'done', got ['done']"
    )


@pytest.mark.parametrize(
    ("values", "level", "message"),
    [
        ([True, False] * 12, "yes", "got 'yes'; use one of [False, True]"),
        ([1.0, 0.0] * 12, np.float64(2), "got 2.0; use one of [0.0, 1.0]"),
        (["yes", 1] * 12, "no", "got 'no'; use one of [1, 'yes']"),
    ],
)
def test_levels_are_shown_as_they_are_written(values, level, message):
    """Not as NumPy calls them, also where they are of two kinds."""
    frame = COHORT.assign(done=pd.Series(values))
    with pytest.raises(DataError) as caught:
        logistic_model(sampled(frame), **{**ASKED, "level": level})
    assert str(caught.value) == f"{WHERE}no such level, {message}"


@settings(max_examples=5, deadline=None)
@given(shift=st.integers(-20, 20), factor=st.integers(1, 5), seed=st.integers(0, 99))
def test_the_unit_and_the_order_of_rows_never_matter(shift, factor, seed):
    """Tests stay, a coefficient is per unit, and the input is not modified."""
    frame = COHORT.sample(frac=1, random_state=seed)
    frame = frame.assign(age=frame["age"] * factor + shift)
    before = frame.copy(deep=True)
    for model, known in ((logistic_model, PLAIN), (firth_logistic, FIRTH)):
        found = model(sampled(frame), **ASKED)
        for one, row in zip(found.tests, known["tests"], strict=True):
            assert numbers(one) == pytest.approx(row, rel=1e-6)
        for one, row in zip(found.fit[:4], known["fit"], strict=False):
            assert numbers(one) == pytest.approx(row, rel=1e-6)
        assert found.terms[1].estimate * factor == pytest.approx(known["terms"][1][0])
    pd.testing.assert_frame_equal(frame, before)


@settings(max_examples=5, deadline=None)
@given(age=st.integers(21, 49))
def test_calling_the_event_by_the_other_level_turns_the_signs_round(age):
    """The same fit and tests; odds ratios are inverted."""
    frame = SEPARATED.assign(done=["yes" if one and one > age else "no" for one in AGE])
    asked = {**ASKED, "predictors": ["age", "crack"]}
    one = firth_logistic(sampled(frame), **asked)
    other = firth_logistic(sampled(frame), **{**asked, "level": "no"})
    for first, second in zip(one.terms, other.terms, strict=True):
        assert first.estimate == pytest.approx(-second.estimate, abs=1e-7)
        assert first.conf_low == pytest.approx(-second.conf_high, abs=1e-7)
        assert first.p_value == pytest.approx(second.p_value)
