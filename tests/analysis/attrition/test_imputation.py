"""Imputed proportions agree with R's mice, and refuse what cannot be imputed."""

# Known answers: R 4.2.2, mice 3.15, with the data of example_lost.py as d

from inspect import unwrap

import pytest
from example_groups import near
from example_lost import ASKED, FRAME, LABELS, PREDICTORS, sampled, wards
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attrition import _chained_equations as chained_equations
from analysis.attrition.imputation import imputed_proportions
from results import DataError

MANY = imputed_proportions(
    sampled(FRAME),
    predictors=PREDICTORS,
    seed=1,
    imputations=3000,
    iterations=5,
    **ASKED,
)
FEW = {"seed": 4, "imputations": 20, "iterations": 3}


# R: x <- d[!is.na(d$ward), ], its categories as factors
#    i <- mice(x, m = 1500, maxit = 5, method = c("logreg", "", "norm", "logreg"),
#              seed = 5, eps = 0); pool.scalar of every ward's proportion p with
#    p * (1 - p) / 8, n = 8, k = 1, and of every difference, n = 16, k = 2.
#    Tolerances are about four Monte Carlo errors of the difference of both runs; R's
#    own is .0024, .0019 and .0023 in a proportion.
@pytest.mark.parametrize(
    ("i", "numbers"),
    [
        (0, (0.596416667, 0.193710457, 0.1445494, 0.9281838, 0.437458257)),
        (1, (0.350750000, 0.182556542, 0.06171069, 0.81609521, 0.384076790)),
        (2, (0.479666667, 0.194823560, 0.1031015, 0.8808467, 0.416990349)),
    ],
)
def test_imputed_proportions_agree_with_mice(i, numbers):
    """Proportion, error, interval and missing information of every group."""
    group = MANY.groups[i]
    assert (
        group.proportion,
        group.std_error,
        group.conf_low,
        group.conf_high,
        group.missing_information,
    ) == tuple(
        pytest.approx(number, abs=most)
        for number, most in zip(
            numbers, (0.011, 0.006, 0.016, 0.016, 0.035), strict=True
        )
    )
    # R's between-imputation variances .00849, .00555, .00772 over 3000
    expected = (0.00168, 0.00136, 0.00160)[i]
    assert group.monte_carlo_error == pytest.approx(expected, rel=0.08)
    assert (group.group, group.label) == ("abc"[i], LABELS["abc"[i]])
    assert (group.n, group.n_observed) == (8, 6)
    assert (group.conf_level, group.undefined) == (0.95, "")


@pytest.mark.parametrize(
    ("i", "pair", "numbers"),
    [
        (0, "ab", (0.2456667, 0.2669034, 9.8466665, 0.9204328, -0.5226939, 1.0140273)),
        (1, "ac", (0.1167500, 0.2724025, 9.8629404, 0.4285936, -0.6671851, 0.9006851)),
        (
            2,
            "bc",
            (-0.1289167, 0.2683659, 9.9467982, -0.4803765, -0.8999491, 0.6421157),
        ),
    ],
)
def test_differences_of_imputed_proportions_agree_with_mice(i, pair, numbers):
    """Difference, error, degrees of freedom, t and interval of every pair."""
    found = MANY.contrasts[i]
    assert (found.first, found.second) == tuple(pair)
    assert (
        found.estimate,
        found.std_error,
        found.dof,
        found.statistic,
        found.conf_low,
        found.conf_high,
    ) == tuple(
        pytest.approx(number, abs=most)
        for number, most in zip(
            numbers, (0.017, 0.006, 0.5, 0.07, 0.022, 0.022), strict=True
        )
    )
    assert (found.statistic_name, found.correction) == ("t", "Holm")
    assert (found.effect, found.conf_level) == (None, 0.95)


def test_p_values_and_intervals_follow_from_the_pooled_numbers():
    """P is Holm's of t, and the interval of a proportion that of its log odds."""
    found = imputed_proportions(
        sampled(wards(a="yyyyyyyyn.", b="nnnnnnnny.", c="ynynynyny.")),
        predictors=["age"],
        conf_level=0.9,
        **FEW,
        **ASKED,
    )
    for pair in found.contrasts:
        assert pair.statistic == pytest.approx(pair.estimate / pair.std_error)
        assert pair.conf_low + pair.conf_high == pytest.approx(2 * pair.estimate)
        assert pair.conf_level == 0.9
    # R: p.adjust(2 * pt(-abs(t), df), "holm") and e + qt(1 - .1 / 6, df) * se, with the
    #    differences e, errors se, and t and df that these draws give
    t_values = [5.118257190827, 1.714688456587, -2.258403914675]
    dofs = [13.832435253599, 14.639152837153, 14.563166853030]
    assert tuple(c.statistic for c in found.contrasts) == near(*t_values)
    assert tuple(c.dof for c in found.contrasts) == near(*dofs)
    assert tuple(c.p_value for c in found.contrasts) == near(
        0.0001623645732811, 0.1074864070426775, 0.0397348791180287
    )
    assert tuple(c.p_adjusted for c in found.contrasts) == near(
        0.0004870937198432, 0.1074864070426775, 0.0794697582360574
    )
    assert tuple(c.conf_high for c in found.contrasts) == near(
        1.1327894440396, 0.7938732221862, 0.01784407631725
    )


def test_imputed_proportions_say_what_was_imputed():
    """Values of every variable, Monte Carlo errors of differences, rows left out."""
    fit = {part.name: part.value for part in MANY.fit}
    assert list(fit) == [
        "imputed-seen",
        "imputed-age",
        "imputed-work",
        "monte_carlo_error-a-b",
        "monte_carlo_error-a-c",
        "monte_carlo_error-b-c",
        "n_missing",
    ]
    assert list(fit.values())[:3] == [6, 1, 1]
    assert fit["n_missing"] == 1
    # R: sqrt(var(a - b) / 3000), from cov() of the three proportions
    assert list(fit.values())[3:6] == pytest.approx(
        [0.00219, 0.00223, 0.00214], rel=0.08
    )
    assert MANY.fit[0].label == "Values imputed, Seen"
    assert MANY.fit[3].label == "Monte Carlo error of the difference, Ward A - Ward B"


def test_imputed_proportions_say_what_they_rest_on():
    """Everybody with a group, roles of the variables, and all options."""
    assert (MANY.n, MANY.n_observed, MANY.undefined) == (24, 18, "")
    assert (MANY.outcome, MANY.terms) == ("Seen", ())
    assert MANY.method == "Multiple imputation by chained equations"
    data = MANY.data
    assert (data.source, data.filter, data.rows) == ("simulated/entry", "all rows", 24)
    assert data.variables == ("seen", "ward", "age", "work")
    assert data.function == "imputed_proportions"
    assert {option.name: option.value for option in data.options} == {
        "level": "yes",
        "imputations": 3000,
        "iterations": 5,
        "seed": 1,
        "conf_level": 0.95,
    }


def test_the_same_seed_gives_the_same_numbers():
    """To the last binary digit; another seed gives others."""
    first = imputed_proportions(sampled(FRAME), predictors=PREDICTORS, **FEW, **ASKED)
    assert (
        imputed_proportions(sampled(FRAME), predictors=PREDICTORS, **FEW, **ASKED)
        == first
    )
    other = {**FEW, "seed": 5}
    assert (
        imputed_proportions(sampled(FRAME), predictors=PREDICTORS, **other, **ASKED)
        != first
    )


def test_imputation_ignores_the_unit_of_a_predictor():
    """Years or days, the draws are the same."""
    days = FRAME.assign(age=FRAME["age"] * 365.25 + 1e4)
    one = imputed_proportions(sampled(FRAME), predictors=PREDICTORS, **FEW, **ASKED)
    other = imputed_proportions(sampled(days), predictors=PREDICTORS, **FEW, **ASKED)
    assert [g.proportion for g in one.groups] == pytest.approx(
        [g.proportion for g in other.groups]
    )


def test_a_group_of_whom_nobody_was_lost_keeps_its_proportion():
    """Nothing varies between the imputations, and only the sample is small."""
    frame = wards(a="yynyn", b="yn.y.nny")
    found = imputed_proportions(sampled(frame), predictors=["age"], **FEW, **ASKED)
    group = found.groups[0]
    assert (group.proportion, group.monte_carlo_error) == (pytest.approx(0.6), 0.0)
    assert group.std_error == pytest.approx((0.6 * 0.4 / 5) ** 0.5)
    # R: pool.scalar(rep(.6, 20), rep(.048, 20), n = 5, k = 1)$fmi
    assert group.missing_information == pytest.approx(0.341480072449, rel=1e-6)


def test_a_proportion_of_one_and_a_group_of_one_have_no_interval():
    """The reason stands in the group, and with the pairs that are not compared."""
    frame = wards(a="yyyyy", b="yny.ny.n", c="n")
    found = imputed_proportions(sampled(frame), predictors=[], **FEW, **ASKED)
    certain = "a proportion of 0 or 1 has no standard error by this method"
    assert [group.undefined for group in found.groups] == [certain, "", certain]
    for group in found.groups[::2]:
        assert (group.std_error, group.conf_low, group.conf_high) == (None,) * 3
        assert (group.missing_information, group.monte_carlo_error) == (None, 0.0)
    assert found.contrasts == ()
    assert found.undefined == "; ".join(
        f"{first} and {second} are not compared: {certain}"
        for first, second in [("a", "b"), ("a", "c"), ("b", "c")]
    )


def test_an_outcome_told_without_error_can_be_imputed():
    """All men with work were seen, no man without; the estimates stay finite."""
    frame = wards(a="yynn..", b="ynyn..")
    frame["work"] = ["y", "y", "n", "n", "y", "n", "y", "n", "y", "n", "y", "n"]
    found = imputed_proportions(sampled(frame), predictors=["work"], **FEW, **ASKED)
    for group in found.groups:
        assert group.proportion == pytest.approx(0.5, abs=0.1)


LOST = wards(a="yn.y.n", b="yn.nyy")

WHERE = "simulated/entry, seen by ward"

FAULTS = [
    (
        wards(a="yn", b="ny"),
        {},
        ": nobody was lost, got 4 outcomes of 4 people; "
        "report the proportions as observed",
    ),
    (
        wards(a="yn.", b=".."),
        {},
        ": no outcome was observed in 1 group, got ['b']; "
        "leave the group out with a filter",
    ),
    (
        wards(a="yy.", b="y."),
        {},
        ": all 3 observed outcomes are the same, so that "
        "nothing tells those lost apart; report the bounds instead",
    ),
    (
        LOST.assign(
            job=["x", "y", "z"] * 3 + [None] * 3, town=["n", "s", "e", None] * 3
        ),
        {"predictors": ["job", "town"]},
        ": job has more than two levels and is missing 3 times; merge levels, or leave "
        f"it out of the predictors\n{WHERE}: town has more than two levels and is "
        "missing 3 times; merge levels, or leave it out of the predictors",
    ),
    (
        LOST.assign(months=LOST["age"] * 12),
        {"predictors": ["age", "months"]},
        ": some predictors can be computed from others, got ['age', 'months'] for 12 "
        "people with all of them; leave one of them out",
    ),
    (
        LOST.assign(job="x"),
        {"predictors": ["job"]},
        ": job does not vary, got ['x']; leave it out of the predictors",
    ),
    (
        LOST.assign(dose=[3.0, 3, 4, 3, 5, 3, 3, 3, None, 3, 3, 3]),
        {"predictors": ["age", "dose"]},
        ": dose does not vary in the 9 people in whom seen was observed, got ['3']; "
        "leave it out of the predictors, or merge levels",
    ),
    (
        LOST.assign(job=["x", "y", "z", "x", "y", "x"] * 2, work=["y", None, "n"] * 4),
        {"predictors": ["job", "work"]},
        ": job-z does not vary in the 9 people in whom seen was observed, got ['0']; "
        "leave it out of the predictors, or merge levels",
    ),
    (
        LOST.assign(mood=[1.0, 2.0, None, 5.0] + [None] * 8),
        {"predictors": ["mood"]},
        ": some predictors can be computed from others, got ['mood'] for 3 people with "
        "all of them; leave one of them out",
    ),
    (
        wards(a="yn.y", b="nyny").assign(mood=[1.0, 2.0, None, None, 4.0] + [None] * 3),
        {"predictors": ["mood"]},
        ", mood cannot be imputed: too few people in whom it was observed, or too much "
        "alike, got 3 for 3 coefficients; use fewer predictors",
    ),
]


@pytest.mark.parametrize(("frame", "more", "message"), FAULTS)
def test_proportions_that_cannot_be_imputed_say_why(frame, more, message):
    """The whole message."""
    with pytest.raises(DataError) as caught:
        unwrap(imputed_proportions)(
            sampled(frame), **{**ASKED, **FEW, "predictors": [], **more}
        )
    assert str(caught.value) == WHERE + message


def test_a_model_that_does_not_converge_is_refused(monkeypatch):
    """And no number is given."""
    monkeypatch.setattr(chained_equations, "MOST_ROUNDS", 2)
    with pytest.raises(DataError) as caught:
        unwrap(imputed_proportions)(sampled(LOST), predictors=[], **FEW, **ASKED)
    assert str(caught.value) == (
        "simulated/entry, seen by ward, seen cannot be imputed: its model did not "
        "converge, got 2 rounds without an end; use fewer predictors"
    )


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"imputations": 1}, "imputations: fewer than 2, got 1; use 200"),
        ({"iterations": 0}, "iterations: fewer than 1, got 0; use 10"),
    ],
)
def test_a_chain_without_length_is_a_programming_error(more, message):
    """The whole message."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        imputed_proportions(sampled(LOST), predictors=[], **{**FEW, **more}, **ASKED)


@settings(max_examples=10, deadline=None)
@given(outcomes=st.text("yn.", min_size=3, max_size=12), seed=st.integers(0, 99))
def test_imputed_proportions_lie_within_the_bounds(outcomes, seed):
    """Whoever was lost, between nobody and everybody of them having the outcome."""
    frame = wards(a="yn." + outcomes, b="yynn.")
    found = imputed_proportions(
        sampled(frame), predictors=["age"], **{**FEW, "seed": seed}, **ASKED
    )
    group = found.groups[0]
    hits, lost = frame["seen"][frame["ward"] == "a"].eq("yes").sum(), group.n
    lost -= group.n_observed
    assert hits / group.n <= group.proportion <= (hits + lost) / group.n
    assert 0 < group.conf_low < group.proportion < group.conf_high < 1
    assert 0 <= group.missing_information <= 1
