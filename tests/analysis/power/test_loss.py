"""What attrition does agrees with R, and does not depend on where it is computed."""

import math
import re

import joblib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.power.loss import attrition_bias
from results import Option

TRUE = {"prison": 0.6, "inpatient": 0.5, "outpatient": 0.2}
LABELS = {"prison": "Prison", "inpatient": "Inpatient", "outpatient": "Outpatient"}


@pytest.fixture(scope="module")
def result():
    """Simulate three settings once."""
    return attrition_bias(abstinent=TRUE, labels=LABELS, replications=4000, seed=7)


def measure(result, cell, name):
    """One measure of one cell."""
    (found,) = [c for c in result.cells if c.name == cell]
    return next(m for m in found.measures if m.name == name)


# R: the bias of complete cases is exact. By the outcome: uniroot for s in p *
#    plogis(s + log(4)) + (1 - p) * plogis(s) = 17/24, then p * plogis(s + log(4)) /
#    (17/24) - p. By x: intercepts by uniroot on integrate(dnorm(x) * plogis(...)),
#    then the integral of plogis(a - log(2) * x) * plogis(s - log(4) * x), likewise.
#    Coverage: the sum of dbinom(n, 24, 15/24) * dbinom(k, n, p) over the counts k of n
#    whose prop.test(correct = FALSE) holds .2
KNOWN = [
    ("random", "complete_bias_prison", 0.0),
    ("random", "weighted_bias_prison", 0.0),
    ("random", "complete_bias_prison-outpatient", 0.0),
    ("outcome-4", "complete_bias_prison", 0.0968059890386),
    ("outcome-4", "complete_bias_inpatient", 0.109611796798),
    ("outcome-4", "complete_bias_outpatient", 0.0693657884956),
    ("outcome-4", "complete_bias_prison-outpatient", 0.0968059890 - 0.0693657885),
    ("outcome-2", "complete_bias_prison", 0.0491745220431),
    ("outcome-2", "complete_bias_outpatient", 0.0386892287382),
    ("differential-4", "complete_bias_prison", 0.0),
    ("differential-4", "complete_bias_inpatient", 0.109611796798),
    ("differential-4", "complete_bias_prison-outpatient", -0.0693657884956),
    ("observed-4", "complete_bias_prison", 0.0472625010459),
    ("observed-4", "complete_bias_inpatient", 0.0544119649352),
    ("observed-4", "complete_bias_outpatient", 0.0379916306551),
    ("observed-2", "weighted_bias_inpatient", 0.0),
    ("random", "complete_coverage_prison", 0.950749527169),
    ("random", "complete_coverage_outpatient", 0.958461036716),
    ("outcome-4", "complete_coverage_outpatient", 0.876637278118),
]


@pytest.mark.parametrize(("cell", "name", "value"), KNOWN)
def test_bias_and_coverage_agree_with_the_exact_ones(result, cell, name, value):
    """Within four Monte Carlo errors."""
    found = measure(result, cell, name)
    assert abs(found.value - value) < 4 * found.monte_carlo_error
    assert 0 < found.monte_carlo_error < 0.006


def test_weighting_helps_only_against_what_was_observed(result):
    """By the entry variable the bias goes; by the outcome most of it stays."""
    for code in TRUE:
        names = [f"{kind}_bias_{code}" for kind in ("complete", "weighted")]
        raw, left = (measure(result, "observed-4", name).value for name in names)
        assert abs(left) < raw / 3
        raw, left = (measure(result, "outcome-4", name).value for name in names)
        assert raw / 2 < left < raw


def test_a_result_says_what_it_depends_on(result):
    """Options, conditions, and every measure in its order."""
    assert {o.name: o.value for o in result.data.options} == {
        "groups": "prison, inpatient, outpatient",
        "abstinent": "0.6, 0.5, 0.2",
        "per_group": 24,
        "followed_up": "17, 16, 15",
        "strengths": "2, 4",
        "outcome_odds_ratio": 2.0,
        "replications": 4000,
        "conf_level": 0.95,
        "seed": 7,
    }
    assert (result.data.source, result.data.rows) == ("design", 0)
    assert result.data.function == "attrition_bias"
    assert result.n_replications == 4000
    names = [cell.name for cell in result.cells]
    others = ("observed", "outcome", "differential")
    assert names == ["random", *(f"{m}-{s}" for m in others for s in (2, 4))]
    last = result.cells[-1]
    assert last.label == "By the outcome, not in Prison, odds ratio 4"
    assert last.conditions == (
        Option(name="mechanism", value="differential"),
        Option(name="odds_ratio", value=4),
        Option(name="true_prison", value=0.6),
        Option(name="true_inpatient", value=0.5),
        Option(name="true_outpatient", value=0.2),
    )
    parts = [*TRUE, "prison-outpatient"]
    assert [m.name for m in last.measures] == ["left_out"] + [
        f"{kind}_{what}_{part}"
        for kind in ("complete", "weighted")
        for part in parts
        for what in ("bias", "coverage")
    ]
    assert last.measures[1].label == "Bias: Prison, complete cases"
    assert last.measures[-1].label == "Coverage: Prison - Outpatient, weighted"


FEW = {"abstinent": {"a": 0.3, "b": 0.6}, "per_group": 12, "followed_up": (5, 8)}


# The chance that nobody of a or nobody of b is seen: (7/12)^12 + (4/12)^12 = 0.00155
def test_studies_without_an_estimate_are_left_out_and_counted():
    """And a lower level of confidence covers less."""
    found = attrition_bias(**FEW, replications=20_000, strengths=(1,), seed=2)
    for cell in found.cells:
        share = cell.measures[0]
        assert 0.00155 / 2 < share.value < 0.01
    low = attrition_bias(**FEW, replications=500, strengths=(1,), conf_level=0.5)
    assert low.cells[0].measures[2].value < 0.75 < found.cells[0].measures[2].value


@settings(max_examples=5, deadline=None)
@given(first=st.floats(0.2, 0.8), second=st.floats(0.2, 0.8), seen=st.integers(8, 22))
def test_random_loss_is_unbiased_and_strength_one_is_random(first, second, seen):
    """Whatever the proportions."""
    found = attrition_bias(
        abstinent={"a": first, "b": second},
        followed_up=(seen, seen),
        strengths=(1,),
        replications=400,
    )
    for cell in found.cells:
        bias = cell.measures[1]
        assert abs(bias.value) < 5 * bias.monte_carlo_error


def test_any_backend_gives_the_same_numbers():
    """On threads, and on a cluster of two workers, as in one process."""
    asked = {**FEW, "replications": 50, "seed": 9}
    serial = attrition_bias(**asked)
    assert serial == attrition_bias(**asked)
    assert serial.cells != attrition_bias(**{**asked, "seed": 8}).cells
    with joblib.parallel_config("threading", n_jobs=2):
        assert attrition_bias(**asked) == serial
    from dask.distributed import Client, LocalCluster

    cluster = LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None
    )
    with cluster, Client(cluster), joblib.parallel_config("dask"):
        assert attrition_bias(**asked) == serial


FAULTS = [
    (
        {"abstinent": {"a": 0.5}},
        "followed_up: not one number for each of two groups or more, got "
        "[17, 16, 15] for ['a']",
    ),
    (
        {"abstinent": {**TRUE, "outpatient": 1.0}},
        "abstinent: outside 0 to 1, got [0.6, 0.5, 1.0]; use proportions",
    ),
    (
        {"followed_up": (17, 16, 24)},
        "followed_up: not between 0 and 24, got [17, 16, 24]",
    ),
    (
        {"strengths": (2, 0)},
        "strengths and outcome_odds_ratio: not above 0, got [2, 0, 2.0]; "
        "1 is no dependence",
    ),
    (
        {"strengths": (2, math.nan)},
        "strengths and outcome_odds_ratio: not finite, got [2, nan, 2.0]; "
        "1 is no dependence",
    ),
    (
        {"outcome_odds_ratio": math.inf},
        "strengths and outcome_odds_ratio: not finite, got [2, 4, inf]; "
        "1 is no dependence",
    ),
    (
        {"strengths": (2, 4, 2.0)},
        "strengths: the same one twice, got [2, 4, 2.0]; give each once",
    ),
    ({"replications": 1}, "replications: fewer than 2, got 1; use 5000"),
    ({"conf_level": 95}, "conf_level: outside 0-1, got 95; use 0.95"),
]


@pytest.mark.parametrize(("asked", "message"), FAULTS)
def test_what_cannot_be_asked_is_refused(asked, message):
    """The whole message."""
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        attrition_bias(**{"abstinent": TRUE, **asked})
