"""Weighted proportions agree with R, count who is left out, and refuse what is vain."""

# Known answers: R 4.2.2 with the data of example_lost.py as d

from inspect import unwrap

import numpy as np
import pandas as pd
import pytest
from example_groups import near
from example_lost import ASKED, FRAME, LABELS, PREDICTORS, sampled, wards
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.attrition.weighting import weighted_proportions
from results import DataError

FOUND = weighted_proportions(sampled(FRAME), predictors=PREDICTORS, **ASKED)


# R: w <- d[complete.cases(d[c("ward", "age", "work")]), ]; w$o <- !is.na(w$seen)
#    w$work <- factor(w$work, c("yes", "no"))
#    m <- glm(o ~ ward + age + work, binomial, w, epsilon = 1e-20, maxit = 50)
#    summary(m)$coefficients; confint.default(m)
@pytest.mark.parametrize(
    ("i", "name", "label", "numbers"),
    [
        (
            0,
            "intercept",
            "Intercept",
            (
                -2.5240442588,
                3.074530137972,
                -0.820952843372,
                0.411673129395,
                -8.5500125986076,
                3.501924081008,
            ),
        ),
        (
            1,
            "ward-b",
            "Ward: Ward B",
            (
                -0.799160296947,
                1.470708550598,
                -0.54338454524,
                0.5868650643,
                -3.6816960878749,
                2.08337549398,
            ),
        ),
        (
            2,
            "ward-c",
            "Ward: Ward C",
            (
                -1.402296843688,
                1.548616862113,
                -0.905515675307,
                0.365192259319,
                -4.4375301192808,
                1.632936431905,
            ),
        ),
        (
            3,
            "age",
            "Age",
            (
                0.15577925605,
                0.104531387352,
                1.490262972646,
                0.136155104277,
                -0.0490984984138,
                0.360657010513,
            ),
        ),
        (
            4,
            "work-no",
            "Work: no",
            (
                -0.530413561893,
                1.139470494606,
                -0.465491264938,
                0.641579690848,
                -2.763734692767,
                1.70290756898,
            ),
        ),
    ],
)
def test_the_model_of_who_was_observed_agrees_with_r(i, name, label, numbers):
    """Log odds, error, z, p and interval of every term, and its odds ratio."""
    term = FOUND.terms[i]
    assert (term.name, term.label) == (name, label)
    assert (
        term.estimate,
        term.std_error,
        term.statistic,
        term.p_value,
        term.conf_low,
        term.conf_high,
    ) == near(*numbers)
    assert (term.statistic_name, term.dof, term.conf_level) == ("z", None, 0.95)
    effect = term.effect
    assert (effect.name, effect.undefined) == ("odds_ratio", "")
    assert (effect.estimate, effect.conf_low, effect.conf_high) == near(
        *np.exp([numbers[0], *numbers[4:]])
    )
    assert len(FOUND.terms) == 5


# R: wt <- 1 / fitted(m); in each ward with the observed i, x <- wt[i],
#    y <- w$seen[i] == "yes": p <- weighted.mean(y, x), n <- length(y),
#    se <- sqrt(n * var(x * (y - p) / sum(x))),
#    plogis(qlogis(p) + c(-1, 1) * qt(.975, n - 1) * se / (p * (1 - p)))
@pytest.mark.parametrize(
    ("i", "n", "observed", "numbers"),
    [
        (0, 7, 6, (0.651779094217, 0.215887815950, 0.1396410385039, 0.955723383661)),
        (
            1,
            8,
            6,
            (0.2805636280912, 0.1925179175528, 0.03250134719905, 0.81907563945729),
        ),
        (
            2,
            7,
            5,
            (0.4115591072344, 0.2500810710304, 0.03825146781027, 0.92480675547693),
        ),
    ],
)
def test_weighted_proportions_agree_with_r(i, n, observed, numbers):
    """Proportion, error and interval of every group, and who was counted."""
    group = FOUND.groups[i]
    assert (group.group, group.label) == ("abc"[i], LABELS["abc"[i]])
    assert (group.n, group.n_observed) == (n, observed)
    assert (
        group.proportion,
        group.std_error,
        group.conf_low,
        group.conf_high,
    ) == near(*numbers)
    assert (group.conf_level, group.undefined) == (0.95, "")
    assert (group.missing_information, group.monte_carlo_error) == (None, None)


# R: e <- differences, se <- sqrt(sums of se^2), df <- sums of n - 2,
#    p.adjust(2 * pt(-abs(e / se), df), "holm"), e + c(-1, 1) * qt(.975, df) * se
@pytest.mark.parametrize(
    ("i", "pair", "numbers"),
    [
        (
            0,
            ("a", "b"),
            (
                0.371215466126,
                0.289258876535,
                1.283333014954,
                0.6849515172782,
                -0.458978496898,
                1.20140942915,
            ),
        ),
        (
            1,
            ("a", "c"),
            (
                0.240219986983,
                0.330375681858,
                0.727111588939,
                0.9712798934916,
                -0.728878958824,
                1.20931893279,
            ),
        ),
        (
            2,
            ("b", "c"),
            (
                -0.130995479143,
                0.315600523869,
                -0.415067369145,
                0.9712798934916,
                -1.05675409811,
                0.794763139825,
            ),
        ),
    ],
)
def test_differences_of_weighted_proportions_agree_with_r(i, pair, numbers):
    """Difference, error, t, Holm's p and interval of every pair."""
    found = FOUND.contrasts[i]
    assert (found.first, found.second) == pair
    assert (
        found.estimate,
        found.std_error,
        found.statistic,
        found.p_adjusted,
        found.conf_low,
        found.conf_high,
    ) == near(*numbers)
    # R: 2 * pt(-abs(t), df), not adjusted
    raw = (0.228317172426, 0.485639946746, 0.687812525358)[i]
    assert found.p_value == pytest.approx(raw, rel=1e-6)
    assert (found.statistic_name, found.effect) == ("t", None)
    assert found.dof == sum(g.n_observed for g in FOUND.groups if g.group in pair) - 2
    assert (found.correction, found.conf_level) == ("Holm", 0.95)


# R: range(x), mean(x), sum(x)^2 / sum(x^2) of wt of those observed, and in each ward;
#    max(x) / sum(x) in each ward
def test_the_weights_are_described():
    """Size, effective n, what one person carries, and the rows left out."""
    fit = {part.name: part.value for part in FOUND.fit}
    assert list(fit) == [
        "weight_smallest",
        "weight_mean",
        "weight_largest",
        "effective_n",
        "effective_n-a",
        "effective_n-b",
        "effective_n-c",
        "largest_share-a",
        "largest_share-b",
        "largest_share-c",
        "n_missing",
    ]
    assert tuple(fit.values()) == near(
        *(1.01126536546, 1.25898349445, 1.82148422887, 16.49493996527),
        *(5.964433797987, 5.8056384828366, 4.8762924262033),
        *(0.1872665269693, 0.22446532506806, 0.24116573395065, 3),
    )
    assert FOUND.fit[4].label == "Effective n, Ward A"
    assert FOUND.fit[7].label == (
        "Largest share of the weight carried by one person, Ward A"
    )


def test_weighted_proportions_say_what_they_rest_on():
    """Rows that could have a weight, roles of the variables, and the options."""
    assert (FOUND.n, FOUND.n_observed, FOUND.undefined) == (22, 17, "")
    assert FOUND.method == (
        "Proportions weighted by the inverse chance of being observed"
    )
    assert FOUND.outcome == "Seen"
    data = FOUND.data
    assert (data.source, data.filter, data.rows) == ("simulated/entry", "all rows", 22)
    assert data.variables == ("seen", "ward", "age", "work")
    assert data.function == "weighted_proportions"
    assert {option.name: option.value for option in data.options} == {
        "level": "yes",
        "group_predicts": True,
        "conf_level": 0.95,
    }


def test_without_predictors_the_weights_are_alike():
    """Then the proportions are those observed, and the variance divides by n - 1."""
    found = weighted_proportions(
        sampled(FRAME), predictors=[], group_predicts=False, conf_level=0.8, **ASKED
    )
    assert [g.proportion for g in found.groups] == pytest.approx([4 / 6, 2 / 6, 3 / 6])
    assert [g.std_error for g in found.groups] == pytest.approx(
        [(2 / 9 / 5) ** 0.5, (2 / 9 / 5) ** 0.5, (1 / 4 / 5) ** 0.5]
    )
    assert [term.name for term in found.terms] == ["intercept"]
    # R: plogis(qlogis(2 / 3) - qt(.9, 5) * sqrt(2 / 45) / (2 / 9))
    assert found.groups[0].conf_low == pytest.approx(0.330262209214, rel=1e-6)


def test_a_proportion_of_one_and_a_group_of_one_have_no_error():
    """The reason stands in the group, and with the pairs that are not compared."""
    frame = wards(a="yyy.", b="n...", c="yny.", d="nyyy.")
    found = weighted_proportions(sampled(frame), predictors=[], **ASKED)
    certain = "a proportion of 0 or 1 has no standard error by this method"
    alone = "one observed person has no standard error"
    assert [group.undefined for group in found.groups] == [certain, alone, "", ""]
    assert [g.proportion for g in found.groups][:2] == [1.0, 0.0]
    for group in found.groups[:2]:
        assert (group.std_error, group.conf_low, group.conf_high) == (None,) * 3
    assert [(c.first, c.second) for c in found.contrasts] == [("c", "d")]
    assert found.undefined == "; ".join(
        f"{first} and {second} are not compared: {reason}"
        for first, second, reason in [
            ("a", "b", certain),
            ("a", "c", certain),
            ("a", "d", certain),
            ("b", "c", alone),
            ("b", "d", alone),
        ]
    )


def test_an_odds_ratio_too_large_to_be_written_is_undefined():
    """A predictor in a tiny unit has a huge coefficient."""
    frame = FRAME.assign(age=FRAME["age"] * 1e-5)
    found = weighted_proportions(sampled(frame), predictors=PREDICTORS, **ASKED)
    effect = found.terms[3].effect
    assert (effect.estimate, effect.conf_low, effect.conf_high) == (None,) * 3
    assert effect.undefined == (
        "too large or small a number; use a larger or smaller unit"
    )
    assert found.groups[0].proportion == pytest.approx(0.651779094217)


# R: u <- w[!(w$ward == "a" & !w$o), ]; m <- glm(o ~ ward + age + work, binomial, u,
#    epsilon = 1e-20, maxit = 50), with 1 / fitted(m) and p, se as above: all wards; its
#    coefficients of age and work, and wardc - wardb, are those of the model of wards
#    b and c. coef(summary(glm(o ~ ward + age + work, binomial, u[u$ward != "a", ])))
def test_a_group_of_whom_nobody_was_lost_has_weights_of_one():
    """The others have a model of their own, to which that with all wards converges."""
    lost = FRAME["seen"].isna() & (FRAME["ward"] == "a")
    found = weighted_proportions(sampled(FRAME[~lost]), predictors=PREDICTORS, **ASKED)
    assert [term.name for term in found.terms] == [
        "intercept",
        "ward-c",
        "age",
        "work-no",
    ]
    assert [(term.estimate, term.std_error) for term in found.terms] == [
        near(-1.88615893518750, 3.3352185344056),
        near(-0.38318672462453, 1.2291455216156),
        near(0.09386968937432, 0.1054672162868),
        near(0.13248232215266, 1.2112906599938),
    ]
    assert [(g.proportion, g.std_error) for g in found.groups] == [
        near(2 / 3, 0.2108185106779),
        near(0.29762566729028, 0.19848346568669),
        near(0.43752402052532, 0.25260523839368),
    ]
    assert [(g.n, g.n_observed) for g in found.groups] == [(6, 6), (8, 6), (7, 5)]
    fit = {part.name: part.value for part in found.fit}
    names = ("weight_smallest", "weight_mean", "weight_largest", "effective_n-a")
    assert tuple(fit[name] for name in names) == near(
        1, 1.222463567326, 1.635797392248, 6
    )


def test_one_group_with_loss_has_a_model_by_itself():
    """Without predictors, everybody seen in it stands for as many."""
    found = weighted_proportions(
        sampled(wards(a="ynyy", b="yn.ny.")), predictors=[], **ASKED
    )
    assert [term.name for term in found.terms] == ["intercept"]
    fit = {part.name: part.value for part in found.fit}
    assert (fit["weight_smallest"], fit["weight_largest"]) == near(1, 6 / 4)
    pooled = weighted_proportions(
        sampled(wards(a="ynyy", b="yn.ny.")),
        predictors=[],
        group_predicts=False,
        **ASKED,
    )
    fit = {part.name: part.value for part in pooled.fit}
    assert (fit["weight_smallest"], fit["weight_largest"]) == near(10 / 8, 10 / 8)


# R: the same w with w$age <- w$age + 1e6 has the same coef(summary(m))[-1, ]
@pytest.mark.parametrize("shift", [3e3, 1e6, 1e8])
def test_a_mean_far_from_0_leaves_the_weights_as_they_were(shift):
    """Nothing is told without error for that, and only the intercept is another."""
    frame = FRAME.assign(age=FRAME["age"] + shift)
    found = weighted_proportions(sampled(frame), predictors=PREDICTORS, **ASKED)
    for one, other in zip(found.groups, FOUND.groups, strict=True):
        assert one.proportion == pytest.approx(other.proportion, rel=1e-6)
        assert one.std_error == pytest.approx(other.std_error, rel=1e-6)
    for one, other in zip(found.terms[1:], FOUND.terms[1:], strict=True):
        assert one.estimate == pytest.approx(other.estimate, rel=1e-6)
        assert one.p_value == pytest.approx(other.p_value, rel=1e-6)
    first, age = found.terms[0], FOUND.terms[3]
    assert first.estimate == pytest.approx(
        FOUND.terms[0].estimate - shift * age.estimate, rel=1e-6
    )


LOST = wards(a="yn.y.", b="yn.ny")

FAULTS = [
    (
        LOST,
        {"level": "Yes"},
        "no such level, got 'Yes'; use one of ['yes', 'no'], "
        "or make the variable categorical if nobody happens to have it",
    ),
    (
        LOST.assign(ward=None),
        {},
        "no row has a group; check the filter",
    ),
    (
        wards(a="yn.", b="..."),
        {},
        "no outcome was observed in 1 group, got ['b']; "
        "leave the group out with a filter",
    ),
    (
        wards(a="yn", b="ny"),
        {},
        "nobody was lost, got 4 outcomes of 4 people; "
        "report the proportions as observed",
    ),
    (
        LOST,
        {"predictors": ["drug"]},
        "no such variable, got 'drug'; the columns are ['seen', 'ward', 'age']",
    ),
    (
        LOST.assign(job="no", sex=1.0),
        {"predictors": ["job", "age", "sex"]},
        "job does not vary, got ['no']; leave it out of the predictors\n"
        "simulated/entry, seen by ward: sex does not vary, got ['1.0']; "
        "leave it out of the predictors",
    ),
    (
        LOST.assign(months=LOST["age"] * 12),
        {"predictors": ["age", "months"]},
        "some predictors can be computed from others, got ['ward-b', 'age', 'months'] "
        "for 10 people; leave one of them out",
    ),
    (
        LOST.assign(came=LOST["seen"].notna().map({True: "yes", False: "no"})),
        {"predictors": ["came"]},
        "who was observed is told without error, for some people at least, by "
        "['came-yes']; leave such a predictor out, or the group by "
        "group_predicts=False",
    ),
    (
        wards(a="ynyy", b="yn.ny.", c=".yn").assign(job=list("xyxy") + ["x"] * 9),
        {"predictors": ["job"]},
        "in b and c: job does not vary, got ['x']; leave it out of the predictors",
    ),
]


@pytest.mark.parametrize(("frame", "more", "message"), FAULTS)
def test_proportions_that_cannot_be_weighted_say_why(frame, more, message):
    """The whole message."""
    with pytest.raises(DataError) as caught:
        unwrap(weighted_proportions)(
            sampled(frame), **{**ASKED, "predictors": [], **more}
        )
    found = str(caught.value)
    joint = ", " if message.startswith("in b") else ": "
    assert found == "simulated/entry, seen by ward" + joint + message


@settings(max_examples=10, deadline=None)
@given(
    outcomes=st.lists(st.sampled_from("yn."), min_size=12, max_size=30),
    order=st.randoms(use_true_random=False),
)
def test_weighted_proportions_ignore_the_order_of_rows(outcomes, order):
    """And stay between 0 and 1, with an interval around them."""
    frame = wards(a="yn." + "".join(outcomes), b="ny.")
    mixed = list(range(len(frame)))
    order.shuffle(mixed)
    try:
        found = weighted_proportions(sampled(frame), predictors=["age"], **ASKED)
    except DataError:  # age tells who was lost
        assume(False)
    again = weighted_proportions(
        sampled(frame.iloc[mixed]), predictors=["age"], **ASKED
    )
    for one, other in zip(found.groups, again.groups, strict=True):
        assert one.proportion == pytest.approx(other.proportion, rel=1e-6)
        assert one.std_error == pytest.approx(other.std_error, rel=1e-6)
        assert 0 <= one.conf_low <= one.proportion <= one.conf_high <= 1
    weights = {part.name: part.value for part in found.fit}
    assert weights["effective_n"] <= found.n_observed + 1e-9
    assert pd.notna(weights["weight_largest"])
