"""Every candidate is tested by itself, on the rows where it is known."""

# Known answers: R 4.2.2, twice the difference of two maxima by optim of the penalised
# likelihood (see test_logistic.py), done ~ age against done ~ age + candidate;
# p.adjust(p, "holm"); with the data of example_models.py

from inspect import unwrap

import numpy as np
import pytest
from example_models import COHORT, numbers, sampled

from analysis.models.improvements import improvement
from analysis.models.logistic import firth_logistic
from results import DataError

ASKED = {
    "outcome": "done",
    "level": "yes",
    "base": ["age"],
    "candidates": ["setting", "crack", "entry"],
}


# n, events, χ², df, p, p by Holm
KNOWN = {
    "additions": [
        [22, 12, 3.09556133255, 2, 0.212719546008, 0.425439092015],
        [22, 12, 0.303222213535, 1, 0.581869398377, 0.581869398377],
        [20, 11, 3.46850681176, 1, 0.0625477481897, 0.187643244569],
    ],
}


def test_improvement_agrees_with_r():
    """Every number, and each candidate has its own rows."""
    found = improvement(sampled(COHORT), **ASKED)
    for one, row in zip(found.additions, KNOWN["additions"], strict=True):
        assert numbers(one) == pytest.approx(row, rel=1e-7)


def test_a_mean_far_from_0_changes_nothing():
    """Age counted from long ago."""
    found = improvement(sampled(COHORT.assign(age=COHORT["age"] + 1e6)), **ASKED)
    for one, row in zip(found.additions, KNOWN["additions"], strict=True):
        assert numbers(one) == pytest.approx(row, rel=1e-7)


def test_improvement_says_what_each_number_is():
    """Words, rows, and how many of the variables are the base."""
    sample = sampled(COHORT, done="Completed", entry="Mood")
    found = improvement(sample, **ASKED)
    assert (found.n, found.data.rows, found.base) == (22, 22, "Age")
    assert (found.outcome, found.correction) == ("Completed", "Holm")
    assert found.method == "Penalised likelihood ratio tests of single additions"
    assert [(a.name, a.label, a.statistic_name) for a in found.additions] == [
        ("setting", "Setting", "χ²"),
        ("crack", "Crack cocaine", "χ²"),
        ("entry", "Mood", "χ²"),
    ]
    assert found.data.variables == ("done", "age", "setting", "crack", "entry")
    assert found.data.function == "improvement"
    assert [(o.name, o.value) for o in found.data.options] == [
        ("level", "yes"),
        ("base", 1),
    ]


def test_an_addition_is_the_test_of_the_larger_model():
    """Offered to nothing, a candidate gets the test of the whole model."""
    found = improvement(sampled(COHORT), **{**ASKED, "base": []})
    alone = firth_logistic(
        sampled(COHORT),
        outcome="done",
        level="yes",
        predictors=["crack"],
    )
    assert found.additions[1].statistic == pytest.approx(alone.tests[1].statistic)
    assert (found.base, found.n) == ("nothing", 23)


def test_every_candidate_at_fault_is_named():
    """The whole message, all at once."""
    frame = COHORT.assign(crack="no", entry=COHORT["age"] * 2)
    with pytest.raises(DataError) as caught:
        unwrap(improvement)(sampled(frame), **ASKED)
    where = "simulated/cohort, done by age, with "
    assert str(caught.value) == (
        f"{where}crack: crack is the same in all 22 complete rows; leave it out\n"
        f"{where}entry: the other predictors determine ['entry'], so its coefficient "
        "has no one value; leave it out"
    )


def test_a_column_twice_is_an_error_of_the_programmer():
    """And so is no candidate."""
    with pytest.raises(ValueError, match="no column twice") as caught:
        improvement(sampled(COHORT), **{**ASKED, "candidates": ["age"]})
    assert str(caught.value) == (
        "candidates: at least one, and no column twice, "
        "got ['age'] beside ['done', 'age']"
    )
    with pytest.raises(ValueError, match="at least one"):
        improvement(sampled(COHORT), **{**ASKED, "candidates": []})


def test_nothing_of_the_base_left_is_said():
    """Every row lacks its age."""
    with pytest.raises(DataError) as caught:
        unwrap(improvement)(sampled(COHORT.assign(age=np.nan)), **ASKED)
    assert str(caught.value) == (
        "simulated/cohort, done by age: every row has a missing value, got 24 rows; "
        "check the filter, or leave a variable out"
    )
