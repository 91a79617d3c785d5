"""The mixed model agrees with lme4, and uses everybody seen at least once."""

# Known answers: R 4.2.2, lme4 1.1.31, with the data of example_models.py as d, in long
# form: long <- na.omit(data.frame(y = c(d$entry, d$later), wave = rep(0:1, each = 24),
#   g = rep(d$g, 2), who = rep(d$who, 2)))
#   f <- lmer(y ~ wave * g + (1 | who), long, devFunOnly = TRUE), minimised by uniroot
#   on its slope and put into mkMerMod; fixef, vcov, VarCorr, logLik; z and pnorm;
#   car::linearHypothesis(m, L, test = "Chisq"); p.adjust(p, "holm");
#   shapiro.test(residuals(m)) and of ranef(m)$who

from inspect import unwrap

import numpy as np
import pandas as pd
import pytest
from example_models import COHORT, ENTRY, LABELS, LATER, numbers, sampled
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.estimates.sample import Described
from analysis.models.mixed import mixed_model
from results import DataError

ASKED = {
    "outcome_entry": "entry",
    "outcome_followup": "later",
    "group": "setting",
    "person": "who",
}


# Estimate, error, z, p, limits; χ², df, p; changes; their differences; fit; W, p
KNOWN = {
    "terms": [
        [
            14.0931142278,
            0.961055316782,
            14.664207129,
            1.09286278009e-48,
            12.2094804197,
            15.9767480358,
        ],
        [
            -1.67713163994,
            0.663712458503,
            -2.52689492031,
            0.0115075927664,
            -2.9779841547,
            -0.376279125184,
        ],
        [
            5.90688577225,
            1.34466561751,
            4.39282874147,
            1.11885262762e-05,
            3.27138959068,
            8.54238195381,
        ],
        [
            0.478632204128,
            1.35885900763,
            0.352230953646,
            0.724665064896,
            -2.18468251089,
            3.14194691915,
        ],
        [
            -2.89429693149,
            0.875549220995,
            -3.30569300056,
            0.000947418304398,
            -4.61034187133,
            -1.17825199165,
        ],
        [
            1.49205561697,
            0.902598664096,
            1.65306650267,
            0.0983173297555,
            -0.277005257154,
            3.26111649109,
        ],
    ],
    "tests": [
        [70.5667152077, 3, 3.2277590035e-15],
        [28.656490172, 2, 5.98855749918e-07],
    ],
    "means": [
        [-1.67713163994, 0.663712458503, -2.9779841547, -0.376279125184],
        [-4.57142857143, 0.571027329306, -5.69062157106, -3.4522355718],
        [-0.185076022973, 0.611694466916, -1.38397514767, 1.01382310172],
    ],
    "contrasts": [
        [
            2.89429693149,
            0.875549220995,
            3.30569300056,
            0.000947418304389,
            0.0018948366088,
            0.798249782681,
            4.9903440803,
        ],
        [
            -1.49205561697,
            0.902598664096,
            -1.65306650267,
            0.0983173297546,
            0.0983173297555,
            -3.65285858616,
            0.668747352219,
        ],
        [
            -4.38635254846,
            0.836804834874,
            -5.24178681295,
            1.59029045063e-07,
            4.77087135196e-07,
            -6.38964641954,
            -2.38305867738,
        ],
    ],
    "fit": [
        [2.43371968712],
        [1.07377599733],
        [0.837055242057],
        [-83.0594118645],
    ],
    "assumptions": [
        [0.971713762822, 0.376352443552],
        [0.978658149758, 0.869902637875],
    ],
}


# The same with later = 30 - entry where both are there: persons differ less than chance
SINGULAR = {
    "terms": [
        [
            14.1428571429,
            1.00127469778,
            14.1248522251,
            2.66959263406e-45,
            12.1803947966,
            16.1053194891,
        ],
        [
            0.357142857143,
            1.47383644871,
            0.242321905836,
            0.808530741103,
            -2.53152350143,
            3.24580921572,
        ],
        [
            5.85714285714,
            1.37105184558,
            4.27200683623,
            1.93721636087e-05,
            3.16993061887,
            8.54435509541,
        ],
        [
            0.714285714286,
            1.41601625726,
            0.504433272305,
            0.613956941909,
            -2.06105515146,
            3.48962658003,
        ],
        [
            -10.3571428571,
            2.01295231956,
            -5.14524996768,
            2.67164823499e-07,
            -14.3024569061,
            -6.41182880821,
        ],
        [
            0.0714285714286,
            2.04384341826,
            0.0349481622664,
            0.972121076114,
            -3.9344309184,
            4.07728806126,
        ],
    ],
    "tests": [
        [53.3479480655, 3, 1.54547694223e-11],
        [36.9707793767, 2, 9.37340241828e-09],
    ],
    "means": [
        [0.357142857143, 1.47383644871, -2.53152350143, 3.24580921572],
        [-10, 1.37105184558, -12.6872122383, -7.31278776173],
        [0.428571428571, 1.41601625726, -2.34676943718, 3.20391229432],
    ],
    "contrasts": [
        [
            10.3571428571,
            2.01295231956,
            5.14524996768,
            2.67164823494e-07,
            5.34329646999e-07,
            5.53817566608,
            15.1761100481,
        ],
        [
            -0.0714285714286,
            2.04384341826,
            -0.0349481622664,
            0.972121076114,
            0.972121076114,
            -4.96434842874,
            4.82149128588,
        ],
        [
            -10.4285714286,
            1.97101121359,
            -5.29097518913,
            1.2166587236e-07,
            3.64997617088e-07,
            -15.1471324592,
            -5.71001039805,
        ],
    ],
    "fit": [
        [0],
        [2.64912384438],
        [0],
        [-91.9814505793],
    ],
    "assumptions": [
        [0.982125915566, 0.743363808948],
        [],
    ],
}


def opposed():
    """Whoever is high at entry is low at follow-up."""
    pairs = zip(ENTRY, LATER, strict=True)
    later = [30 - one if one and other else other for one, other in pairs]
    return COHORT.assign(later=pd.Series(later, dtype="float64"))


@pytest.mark.parametrize(
    ("frame", "expected"), [(COHORT, KNOWN), (opposed(), SINGULAR)]
)
def test_mixed_model_agrees_with_lme4(frame, expected):
    """Every number, with gaps in either wave, also on the boundary."""
    found = mixed_model(sampled(frame), **ASKED)
    for part, rows in expected.items():
        for one, row in zip(getattr(found, part), rows, strict=True):
            assert numbers(one) == pytest.approx(row, rel=1e-7, abs=1e-9), (part, one)


def test_a_variance_of_nothing_is_said():
    """The estimate is 0, and the reader is told that it lies on a boundary."""
    found = mixed_model(sampled(opposed()), **ASKED)
    assert found.undefined == (
        "persons were not found to differ beyond their residuals: the estimate of "
        "their SD is 0, on the boundary of what is possible"
    )
    persons = found.assumptions[1]
    assert (persons.statistic, persons.p_value) == (None, None)
    assert persons.undefined == "every value is the same"
    assert mixed_model(sampled(COHORT), **ASKED).undefined == ""


def test_mixed_model_says_what_each_number_is():
    """Names, labels, counts of values and persons."""
    mood = Described(label="Mood", unit="points")
    found = mixed_model(sampled(COHORT, entry=mood, later=mood), **ASKED)
    assert (found.n, found.n_missing, found.n_people) == (42, 6, 24)
    assert (found.data.rows, found.n_events) == (24, None)
    assert (found.outcome, found.unit) == ("Mood", "points")
    assert mixed_model(sampled(COHORT), **ASKED).outcome == "entry to later"
    inpatient, outpatient = (
        f"Setting: {name}, against Prison" for name in ("Inpatient", "Outpatient")
    )
    assert [(term.name, term.label) for term in found.terms] == [
        ("intercept", "Prison at entry"),
        ("wave", "Follow-up, against entry, in Prison"),
        ("setting-inpatient", f"{inpatient}, at entry"),
        ("setting-outpatient", f"{outpatient}, at entry"),
        ("wave:setting-inpatient", f"{inpatient}, in the change"),
        ("wave:setting-outpatient", f"{outpatient}, in the change"),
    ]
    assert {(t.statistic_name, t.dof) for t in found.terms} == {("z", None)}
    assert [(test.name, test.label, test.statistic_name) for test in found.tests] == [
        ("wave", "Change in any Setting", "χ²"),
        ("wave:setting", "Change differs by Setting", "χ²"),
    ]
    assert [(mean.group, mean.label) for mean in found.means] == [
        (code, f"{label}, follow-up - entry") for code, label in LABELS.items()
    ]
    assert {(c.statistic_name, c.dof, c.correction) for c in found.contrasts} == {
        ("z", None, "Holm")
    }
    assert [(c.first, c.second) for c in found.contrasts] == [
        ("prison", "inpatient"),
        ("prison", "outpatient"),
        ("inpatient", "outpatient"),
    ]
    assert [one.name for one in found.fit] == [
        "sd_person",
        "sd_residual",
        "icc",
        "log_likelihood",
    ]
    assert [a.name for a in found.assumptions] == [
        "normal residuals",
        "normal intercepts of persons",
    ]
    assert found.data.variables == ("entry", "later", "setting", "who")
    assert found.data.function == "mixed_model"
    assert [(o.name, o.value) for o in found.data.options] == [("conf_level", 0.95)]


# R: qnorm(.95) for limits of 90%
def test_mixed_model_takes_the_level_of_confidence_everywhere():
    """Terms, means and contrasts."""
    found = mixed_model(sampled(COHORT), **ASKED, conf_level=0.9)
    alone, together = 1.64485362695, 2.128045234185  # R: qnorm(.95), qnorm(1 - .1 / 6)
    parts = [(part, alone) for part in (*found.terms, *found.means)]
    for part, quantile in (*parts, *((pair, together) for pair in found.contrasts)):
        assert part.conf_level == 0.9
        margin = quantile * part.std_error
        assert part.conf_high - part.estimate == pytest.approx(margin)
        assert part.estimate - part.conf_low == pytest.approx(margin)


def test_groups_may_be_numbers_of_which_one_is_missing():
    """Names and labels are those of whole numbers."""
    codes = {"prison": 1.0, "inpatient": 2.0}
    frame = COHORT.assign(setting=COHORT["setting"].astype(object).map(codes))
    found = mixed_model(sampled(frame, setting={2: "Inpatient", 1: "Prison"}), **ASKED)
    assert [(mean.group, mean.label) for mean in found.means] == [
        ("2", "Inpatient, follow-up - entry"),
        ("1", "Prison, follow-up - entry"),
    ]
    assert found.terms[2].name == "setting-1"


@pytest.mark.parametrize("dtype", ["string", "string[pyarrow]"])
def test_groups_may_be_of_a_type_with_missing_values_of_its_own(dtype):
    """A person without a group is in none."""
    codes = COHORT["setting"].astype(object).where(COHORT["who"] != "S24", None)
    found = mixed_model(sampled(COHORT.assign(setting=codes.astype(dtype))), **ASKED)
    plain = mixed_model(sampled(COHORT.assign(setting=codes)), **ASKED)
    assert (found.n_people, found.terms) == (23, plain.terms)


def test_an_outcome_far_from_0_has_variance_within_persons():
    """Only the intercept moves; a change that is the same for all is still seen."""
    far = {name: COHORT[name] / 16 + 2.0**30 for name in ("entry", "later")}
    found = mixed_model(sampled(COHORT.assign(**far)), **ASKED)
    for part in ("tests", "assumptions"):
        for one, row in zip(getattr(found, part), KNOWN[part], strict=True):
            assert numbers(one) == pytest.approx(row, rel=1e-6), part
    for mean, row in zip(found.means, KNOWN["means"], strict=True):
        assert numbers(mean) == pytest.approx([n / 16 for n in row], rel=1e-6)
    begin = KNOWN["terms"][0][0] / 16
    assert found.terms[0].estimate == pytest.approx(2.0**30 + begin, abs=1e-6)
    alike = COHORT.assign(entry=far["entry"], later=far["entry"] + 0.1)
    with pytest.raises(DataError, match="everybody of a group changes by the same"):
        unwrap(mixed_model)(sampled(alike), **ASKED)


WHERE = "simulated/cohort, entry and later by setting: "

FAULTS = [
    (
        COHORT.assign(who=[1, 1, *range(2, 24)]),
        "who has two rows, got [1]; put both waves into one row",
    ),
    (
        pd.concat([COHORT, COHORT[:2]]).assign(
            who=lambda frame: frame["who"].where(frame["who"] != "S05")
        ),
        "who has two rows, got ['S01', 'S02']; put both waves into one row\n"
        f"{WHERE}who is missing on 1 rows; check the table",
    ),
    (
        COHORT[COHORT["setting"] == "prison"],
        "at least 2 groups are needed, got ['prison']; "
        "choose other rows or another test",
    ),
    (
        COHORT.assign(later=COHORT["later"].where(COHORT["setting"] != "prison")),
        "no value was observed at follow-up in ['prison']; "
        "leave the setting out with a filter",
    ),
    (
        COHORT.assign(
            entry=COHORT["entry"].where(COHORT["setting"] != "inpatient"),
            later=COHORT["later"].where(COHORT["setting"] != "outpatient"),
        ),
        "no value was observed at entry in ['inpatient']; "
        "leave the setting out with a filter\n"
        f"{WHERE}no value was observed at follow-up in ['outpatient']; "
        "leave the setting out with a filter",
    ),
    (
        COHORT[~COHORT["who"].isin([f"S{i:02d}" for i in range(3, 9)])],
        "fewer than 3 persons have a value in ['prison'], too few for tests of large "
        "samples; leave the setting out with a filter",
    ),
    (
        COHORT[:18],
        "fewer than 3 persons have a value in ['outpatient'], too few for tests of "
        "large samples; leave the setting out with a filter",
    ),
    (
        COHORT.assign(
            entry=COHORT["entry"].where(COHORT.index % 2 == 0),
            later=COHORT["later"].where(COHORT.index % 2 == 1),
        ),
        "nobody has both values, got 23 persons with one each; "
        "compare the groups at each wave instead",
    ),
    (
        COHORT.assign(later=COHORT["entry"] - 3),
        "everybody of a group changes by the same amount, so there is no variance "
        "within persons; describe the groups instead",
    ),
    (
        COHORT.drop(columns="who"),
        "no such variable, got 'who'; "
        "the columns are ['entry', 'later', 'setting', 'age', 'crack'] and more",
    ),
]


@pytest.mark.parametrize(("frame", "message"), FAULTS)
def test_waves_that_cannot_be_compared_say_why(frame, message):
    """The whole message, everything that is wrong at once."""
    with pytest.raises(DataError) as caught:
        unwrap(mixed_model)(sampled(frame), **ASKED)
    assert str(caught.value) == WHERE + message


def test_complete_pairs_give_the_paired_differences():
    """With both values of everybody, a group's change is its mean difference."""
    both = COHORT.dropna(subset=["entry", "later"])
    found = mixed_model(sampled(both), **ASKED)
    differences = both["later"] - both["entry"]
    change = differences.groupby(both["setting"], observed=True).mean()
    assert [mean.estimate for mean in found.means] == pytest.approx(list(change))


@settings(max_examples=10, deadline=None)
@given(shift=st.integers(-20, 20), factor=st.integers(1, 5), seed=st.integers(0, 99))
def test_the_unit_and_the_order_of_rows_never_matter(shift, factor, seed):
    """Tests stay; empty rows are counted and change nothing."""
    gap = pd.DataFrame({"who": ["S99"], "setting": ["prison"]})
    frame = pd.concat([COHORT, gap]).sample(frac=1, random_state=seed)
    for name in ("entry", "later"):
        frame[name] = frame[name] * factor + shift
    before = frame.copy(deep=True)
    found = mixed_model(sampled(frame), **ASKED)
    pd.testing.assert_frame_equal(frame, before)
    assert (found.n, found.n_missing, found.n_people) == (42, 8, 24)
    for one, row in zip(found.tests, KNOWN["tests"], strict=True):
        assert numbers(one) == pytest.approx(row)
    assert found.fit[2].value == pytest.approx(KNOWN["fit"][2][0])
    assert np.isclose(found.fit[0].value, KNOWN["fit"][0][0] * factor)
