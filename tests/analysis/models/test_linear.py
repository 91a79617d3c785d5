"""Analysis of covariance agrees with R and refuses what cannot be estimated."""

# Known answers: R 4.2.2, car 3.1.1, emmeans 1.8.4.1, effectsize 0.8.3, with the data of
# example_models.py as d:
#   m <- lm(later ~ entry + g, d); coef(summary(m)); confint(m); sigma(m)
#   car::Anova(m, type = 2); F_to_omega2(F, df, 14), the limits by uniroot on
#   pf(F, df, 14, ncp) as ncp / (ncp + df + 15)
#   e <- emmeans(m, "g"); summary(e); summary(pairs(e), infer = TRUE, adjust = "none"),
#   p.adjust(p, "holm"); for the effect uniroot on pt(t, 14, ncp), times SE / sigma(m)
#   and the correction exp(lgamma(7) - log(sqrt(7)) - lgamma(6.5))
#   shapiro.test(residuals(m)); 18 * summary(lm(residuals(m)^2 ~ entry + g))$r.squared;
#   anova(m, lm(later ~ entry * g, d))

import re
from inspect import unwrap

import numpy as np
import pandas as pd
import pytest
from example_models import COHORT, LABELS, numbers, sampled
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.estimates.sample import Described
from analysis.models.linear import ancova
from results import DataError

ASKED = {
    "outcome": "later",
    "baseline": "entry",
    "group": "setting",
}


# Estimate, error, t, df, p, limits; tests with omega squared; means; contrasts with g
KNOWN = {
    "terms": [
        [
            -0.434064080944,
            2.44141354733,
            -0.177792116137,
            14,
            0.861433070419,
            -5.67037535696,
            4.80224719507,
        ],
        [
            0.908937605396,
            0.156050517558,
            5.82463691644,
            14,
            4.40949364507e-05,
            0.574242532696,
            1.2436326781,
        ],
        [
            -2.31611659841,
            1.19748528969,
            -1.93415035521,
            14,
            0.0735685110494,
            -4.88446710671,
            0.252233909895,
        ],
        [
            1.72411467116,
            0.948362703914,
            1.81799080041,
            14,
            0.0905225064784,
            -0.309921031509,
            3.75815037384,
        ],
    ],
    "tests": [
        [
            33.9263952084,
            1,
            14,
            4.40949364507e-05,
            0.672978155618,
            0.341192576319,
            0.824703068255,
        ],
        [
            5.29133140965,
            2,
            14,
            0.0194309386018,
            0.335487469773,
            0.010716609849,
            0.631288015229,
        ],
    ],
    "means": [
        [14.714896009, 0.740943311798, 13.1257306573, 16.3040613606],
        [12.3987794106, 0.783835998048, 10.7176183965, 14.0799404247],
        [16.4390106802, 0.743858987842, 14.8435918253, 18.034429535],
    ],
    "contrasts": [
        [
            2.31611659841,
            1.19748528969,
            1.93415035521,
            14,
            0.0735685110491,
            0.147137022099,
            -0.938355226022,
            5.57058842284,
            1.41126153433,
            -0.131803355704,
            2.91014689801,
        ],
        [
            -1.72411467116,
            0.948362703914,
            -1.81799080041,
            14,
            0.0905225064777,
            0.147137022099,
            -4.30153230276,
            0.853302960441,
            -1.0505415478,
            -2.2302675103,
            0.162517710104,
        ],
        [
            -4.04023126957,
            1.25442727946,
            -3.22077758967,
            14,
            0.00616061762022,
            0.0184818528605,
            -7.44945748049,
            -0.63100505865,
            -2.46180308213,
            -4.17911472305,
            -0.680464160155,
        ],
    ],
    "fit": [
        [0.741362458451],
        [1.55137552244],
        [16.6666666667],
    ],
    "assumptions": [
        [0.93099378446, 0.202157349036],
        [3.62968725805, 3, 0.304327523574],
        [0.485047971073, 2, 12, 0.627232198423],
    ],
}


# The same at conf.level = .80
NARROW = {
    "terms": [
        [
            -0.434064080944,
            2.44141354733,
            -0.177792116137,
            14,
            0.861433070419,
            -3.71783945871,
            2.84971129682,
        ],
        [
            0.908937605396,
            0.156050517558,
            5.82463691644,
            14,
            4.40949364507e-05,
            0.699044919332,
            1.11883029146,
        ],
        [
            -2.31611659841,
            1.19748528969,
            -1.93415035521,
            14,
            0.0735685110494,
            -3.92677068601,
            -0.705462510814,
        ],
        [
            1.72411467116,
            0.948362703914,
            1.81799080041,
            14,
            0.0905225064784,
            0.448538028399,
            2.99969131393,
        ],
    ],
    "tests": [
        [
            33.9263952084,
            1,
            14,
            4.40949364507e-05,
            0.672978155618,
            0.479301238374,
            0.784459185605,
        ],
        [
            5.29133140965,
            2,
            14,
            0.0194309386018,
            0.335487469773,
            0.108487800110,
            0.551780652426,
        ],
    ],
    "means": [
        [14.714896009, 0.740943311798, 13.7183047489, 15.7114872691],
        [12.3987794106, 0.783835998048, 11.3444961846, 13.4530626365],
        [16.4390106802, 0.743858987842, 15.4384977472, 17.4395236131],
    ],
    "contrasts": [
        [
            2.31611659841,
            1.19748528969,
            1.93415035521,
            14,
            0.0735685110491,
            0.147137022099,
            -0.0651141387997,
            4.69734733562,
            1.41126153433,
            0.392440683541,
            2.38146945872,
        ],
        [
            -1.72411467116,
            0.948362703914,
            -1.81799080041,
            14,
            0.0905225064777,
            0.147137022099,
            -3.60995864772,
            0.161729305402,
            -1.0505415478,
            -1.81467711518,
            -0.250117146815,
        ],
        [
            -4.04023126957,
            1.25442727946,
            -3.22077758967,
            14,
            0.00616061762022,
            0.0184818528605,
            -6.53469263888,
            -1.54576990026,
            -2.46180308213,
            -3.56478564659,
            -1.27699552763,
        ],
    ],
    "fit": [
        [0.741362458451],
        [1.55137552244],
        [16.6666666667],
    ],
    "assumptions": [
        [0.93099378446, 0.202157349036],
        [3.62968725805, 3, 0.304327523574],
        [0.485047971073, 2, 12, 0.627232198423],
    ],
}


# d <- d[d$g != "outpatient" | d$who == "S17", ]: one person alone in a group
ALONE = {
    "terms": [
        [
            1.06764705882,
            3.0607459349,
            0.348819236072,
            9,
            0.735246456439,
            -5.85624128133,
            7.99153539897,
        ],
        [
            0.808823529412,
            0.198149080655,
            4.08189392925,
            9,
            0.00275020160692,
            0.360579167306,
            1.25706789152,
        ],
        [
            -1.81554621849,
            1.37730410955,
            -1.31818834047,
            9,
            0.220001526834,
            -4.93122457525,
            1.30013213827,
        ],
        [
            2.60882352941,
            1.80086884708,
            1.44864715365,
            9,
            0.181364017909,
            -1.46502483227,
            6.68267189109,
        ],
    ],
    "tests": [
        [
            16.6618580496,
            1,
            9,
            0.00275020160692,
            0.58742560329,
            0.137496983340,
            0.804297830533,
        ],
        [2.21918987917, 2, 9, 0.164638044304, 0.168881813552, 0, 0.581442642969],
    ],
    "means": [
        [15.3153846154, 0.89584943038, 13.2888324097, 17.3419368211],
        [13.4998383969, 0.777610215501, 11.740761878, 15.2589149158],
        [17.9242081448, 1.78412320785, 13.8882410509, 21.9601752387],
    ],
    "contrasts": [
        [
            1.81554621849,
            1.37730410955,
            1.31818834047,
            9,
            0.220001526834,
            0.362728035817,
            -2.22453310307,
            5.85562554005,
            1.01542426365,
            -0.588882482973,
            2.56903297304,
        ],
        [
            -2.60882352941,
            1.80086884708,
            -1.44864715365,
            9,
            0.181364017907,
            0.362728035817,
            -7.89135549855,
            2.67370843973,
            -1.45909957255,
            -3.50615152679,
            0.659505759812,
        ],
        [
            -4.4243697479,
            2.11300038195,
            -2.09388024048,
            9,
            0.065768091542,
            0.197304274625,
            -10.622484667,
            1.77374517122,
            -2.4745238362,
            -4.99556900351,
            0.155533459401,
        ],
    ],
    "fit": [
        [0.711296773793],
        [1.63397917832],
        [17.6153846154],
    ],
    "assumptions": [
        [0.94801438374, 0.568529873968],
        [5.19203155335, 3, 0.158263735771],
        [0.113293482196, 1, 8, 0.745084591248],
    ],
}


@pytest.mark.parametrize(
    ("frame", "conf_level", "expected"),
    [
        (COHORT, 0.95, KNOWN),
        (COHORT, 0.8, NARROW),
        (COHORT[~COHORT["who"].between("S18", "S24")], 0.95, ALONE),
    ],
)
def test_ancova_agrees_with_r(frame, conf_level, expected):
    """Every number, with gaps, ties, and a group of one."""
    found = ancova(sampled(frame), **ASKED, conf_level=conf_level)
    for part, rows in expected.items():
        for one, row in zip(getattr(found, part), rows, strict=True):
            assert numbers(one) == pytest.approx(row, rel=1e-6, abs=1e-9), (part, one)


def test_ancova_says_what_each_number_is():
    """Names, labels, counts, and what a stranger needs to repeat it."""
    mood = Described(label="Mood", unit="points")
    sample = sampled(COHORT, entry="Mood at entry", later=mood)
    found = ancova(sample, **ASKED)
    assert (found.n, found.n_missing) == (18, 6)
    assert (found.n_events, found.n_people) == (None, None)
    assert (found.method, found.outcome, found.unit) == (
        "Analysis of covariance",
        "Mood",
        "points",
    )
    assert [(term.name, term.label) for term in found.terms] == [
        ("intercept", "Intercept"),
        ("entry", "Mood at entry"),
        ("setting-inpatient", "Setting: Inpatient, against Prison"),
        ("setting-outpatient", "Setting: Outpatient, against Prison"),
    ]
    assert {term.statistic_name for term in found.terms} == {"t"}
    assert [(test.name, test.label, test.statistic_name) for test in found.tests] == [
        ("entry", "Mood at entry", "F"),
        ("setting", "Setting", "F"),
    ]
    assert {test.effect.name for test in found.tests} == {"partial_omega_squared"}
    assert [(mean.group, mean.label) for mean in found.means] == list(LABELS.items())
    assert [(c.first, c.second) for c in found.contrasts] == [
        ("prison", "inpatient"),
        ("prison", "outpatient"),
        ("inpatient", "outpatient"),
    ]
    assert {
        (c.statistic_name, c.correction, c.effect.name) for c in found.contrasts
    } == {("t", "Holm", "adjusted_hedges_g")}
    names = ["r_squared", "residual_sd", "baseline_mean"]
    assert [one.name for one in found.fit] == names
    assert found.fit[2].label == "Mood at entry: mean, at which means are estimated"
    assert [(a.name, a.method, a.statistic_name) for a in found.assumptions] == [
        ("normal residuals", "Shapiro-Wilk test", "W"),
        ("constant variance", "Breusch-Pagan test, studentised", "χ²"),
        ("parallel slopes", "F test of the interaction", "F"),
    ]
    assert found.data.variables == ("later", "entry", "setting")
    assert (found.data.rows, found.data.filter) == (18, "all rows")
    assert found.data.function == "ancova"
    assert [(o.name, o.value) for o in found.data.options] == [("conf_level", 0.95)]


def test_a_baseline_that_is_called_as_the_outcome_is_told_apart():
    """In its coefficient, its test, and the mean at which others are estimated."""
    found = ancova(sampled(COHORT, entry="Mood", later="Mood"), **ASKED)
    assert (found.outcome, found.terms[1].label) == ("Mood", "Mood, entry")
    assert found.tests[0].label == "Mood, entry"
    assert found.fit[2].label.startswith("Mood, entry: mean")


def test_a_filter_is_executed():
    """The same as giving only those rows."""
    filter = "setting is prison or inpatient"
    found = ancova(sampled(COHORT, filter), **ASKED)
    fewer = ancova(
        sampled(COHORT[COHORT["setting"].isin(["prison", "inpatient"])]), **ASKED
    )
    assert found.terms == fewer.terms
    assert (found.n, found.data.filter) == (12, filter)


def test_numbers_can_be_the_codes_of_groups():
    """They are groups all the same, in the order of their values."""
    order = {"prison": 3, "inpatient": 1, "outpatient": 2}
    codes = COHORT["setting"].astype(str).map(order)
    found = ancova(sampled(COHORT.assign(setting=codes), setting="Setting"), **ASKED)
    assert [term.name for term in found.terms[2:]] == ["setting-2", "setting-3"]
    assert found.tests[1].statistic == pytest.approx(KNOWN["tests"][1][0])


def test_assumptions_that_cannot_be_looked_at_say_why():
    """Two groups of two, of which neither leaves anything for a slope of its own."""
    frame = pd.DataFrame(
        {"later": [1, 4, 3, 8.0], "entry": [1, 2, 1, 2.0], "setting": list("aabb")}
    )
    found = ancova(sampled(frame), **ASKED)
    _, spread, slopes = found.assumptions
    assert (spread.statistic, spread.dof, spread.p_value) == (None, None, None)
    assert spread.undefined == "all squared residuals are the same"
    assert (slopes.statistic, slopes.dof, slopes.dof_resid) == (None, None, None)
    assert slopes.undefined == "too few values within groups for a slope of each"
    assert found.contrasts[0].effect.undefined == (
        "the correction for small samples needs more observations"
    )


def test_groups_may_be_numbers_with_decimals_of_floats():
    """Names and labels are those of whole numbers, in the order of the labels."""
    codes = {"prison": 1.0, "inpatient": 2.0, "outpatient": 3.0}
    frame = COHORT.assign(setting=COHORT["setting"].astype(object).map(codes))
    labels = {2: "Inpatient", 1: "Prison", 3: "Outpatient"}
    found = ancova(sampled(frame, setting=labels), **ASKED)
    assert [term.name for term in found.terms[2:]] == ["setting-1", "setting-3"]
    assert [(mean.group, mean.label) for mean in found.means] == [
        ("2", "Inpatient"),
        ("1", "Prison"),
        ("3", "Outpatient"),
    ]
    assert [(c.first, c.second) for c in found.contrasts] == [
        ("2", "1"),
        ("2", "3"),
        ("1", "3"),
    ]


@pytest.mark.parametrize("twice", ["outcome", "group"])
def test_a_column_given_twice_is_refused(twice):
    """Nothing is adjusted for itself."""
    asked = {**ASKED, twice: "entry"}
    names = [asked[part] for part in ("outcome", "baseline", "group")]
    message = (
        f"outcome, baseline and group: one column is given twice, got {names}; "
        "name three columns"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        ancova(sampled(COHORT), **asked)


@pytest.mark.parametrize("far", [1e8, -1e9])
def test_a_baseline_far_from_0_changes_nothing_but_the_intercept(far):
    """As in R, whose emmeans do not depend on where the baseline begins."""
    found = ancova(sampled(COHORT.assign(entry=COHORT["entry"] + far)), **ASKED)
    for part in ("tests", "means", "contrasts", "assumptions"):
        for one, row in zip(getattr(found, part), KNOWN[part], strict=True):
            assert numbers(one) == pytest.approx(row, rel=1e-7), part
    for one, row in zip(found.terms[1:], KNOWN["terms"][1:], strict=True):
        assert numbers(one) == pytest.approx(row, rel=1e-7)
    assert found.fit[1].value == pytest.approx(KNOWN["fit"][1][0], rel=1e-9)
    assert found.fit[2].value == pytest.approx(KNOWN["fit"][2][0] + far)


def test_an_outcome_far_from_0_is_not_fitted_without_error():
    """Only the intercept and the means move; a fit that is perfect is still seen."""
    far = COHORT["later"] / 16 + 2.0**30
    found = ancova(sampled(COHORT.assign(later=far)), **ASKED)
    for part in ("tests", "assumptions"):
        for one, row in zip(getattr(found, part), KNOWN[part], strict=True):
            assert numbers(one) == pytest.approx(row, rel=1e-6), part
    for mean, row in zip(found.means, KNOWN["means"], strict=True):
        assert mean.estimate - 2.0**30 == pytest.approx(row[0] / 16, abs=1e-6)
        assert mean.std_error == pytest.approx(row[1] / 16)
    assert found.terms[0].estimate == pytest.approx(2.0**30 + KNOWN["terms"][0][0] / 16)
    perfect = COHORT.assign(later=COHORT["entry"] * 0.1 + 2.0**30)
    with pytest.raises(DataError, match="the model fits all 22 complete rows without"):
        unwrap(ancova)(sampled(perfect), **ASKED)


WHERE = "simulated/cohort, later by entry and setting: "


def changed(**columns):
    """Put other columns into the cohort."""
    return COHORT.assign(**columns)


TWO_FAULTS = (
    "later is the same in all 20 complete rows; there is nothing to compare\n"
    f"{WHERE}setting is the same in all 20 complete rows; leave it out"
)

FAULTS = [
    (
        changed(entry=np.nan),
        "every row has a missing value, got 24 rows; "
        "check the filter, or leave a variable out",
    ),
    (
        changed(entry=7.0),
        "entry is the same in all 20 complete rows; leave it out",
    ),
    (changed(later=7.0, setting="a").dropna(subset=["entry"])[:20], TWO_FAULTS),
    (
        changed(entry=COHORT["setting"].cat.codes * 2.0),
        "the other predictors determine ['setting-outpatient'], so its coefficient has "
        "no one value; leave it out",
    ),
    (
        COHORT.loc[[0, 1, 8, 16]],
        "4 coefficients need more rows than that, got 4 complete rows; "
        "use fewer predictors",
    ),
    (
        changed(later=COHORT["entry"] * 2 + 1),
        "the model fits all 22 complete rows without error, so no test exists; "
        "check whether one variable was computed from another",
    ),
    (
        changed(later="low"),
        "later is not numeric, got str; compare its categories with exact_counts",
    ),
    (
        COHORT.drop(columns="setting"),
        "no such variable, got 'setting'; "
        "the columns are ['who', 'entry', 'later', 'age', 'crack'] and more",
    ),
]


@pytest.mark.parametrize(("frame", "message"), FAULTS)
def test_a_model_that_cannot_be_estimated_says_why(frame, message):
    """The whole message, everything that is wrong at once."""
    with pytest.raises(DataError) as caught:
        unwrap(ancova)(sampled(frame), **ASKED)
    assert str(caught.value) == WHERE + message


@settings(max_examples=10, deadline=None)
@given(shift=st.integers(-20, 20), factor=st.integers(1, 5), seed=st.integers(0, 99))
def test_the_unit_and_the_order_of_rows_never_matter(shift, factor, seed):
    """Tests stay; differences take the new unit; the input is not modified."""
    frame = COHORT.sample(frac=1, random_state=seed)
    frame = frame.assign(
        later=frame["later"] * factor + shift, entry=frame["entry"] * factor
    )
    before = frame.copy(deep=True)
    found = ancova(sampled(frame), **ASKED)
    pd.testing.assert_frame_equal(frame, before)
    for part in ("tests", "assumptions"):
        for one, row in zip(getattr(found, part), KNOWN[part], strict=True):
            assert numbers(one) == pytest.approx(row, rel=1e-6, abs=1e-8)
    for contrast, row in zip(found.contrasts, KNOWN["contrasts"], strict=True):
        assert contrast.estimate == pytest.approx(row[0] * factor)
        assert contrast.effect.estimate == pytest.approx(row[8])
