"""Who was lost: everybody with a group is counted, and what is vain is refused."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from example_lost import ASKED, FRAME, LABELS, PREDICTORS, sampled, wards

from analysis.attrition._lost import (
    followed,
)
from analysis.attrition.bounds import attrition_bounds
from analysis.attrition.imputation import imputed_proportions
from analysis.attrition.weighting import weighted_proportions
from results import DataError

WHERE = "simulated/entry, seen by ward: "


# By hand from the words of example_lost.py: who is in ward b, and who was seen
def test_everybody_with_a_group_is_followed():
    """Groups in order; 1, 0 or nothing known; one row without a group."""
    found = followed(sampled(FRAME), **ASKED)
    assert (found.keys, found.labels) == (tuple("abc"), tuple(LABELS.values()))
    assert found.member.tolist() == [0] * 8 + [1] * 8 + [2] * 8
    known = [1.0, 0, 1, None, 0, 1, None, 1, 0, 0, 1, None, 0, None, 0, 1]
    assert [None if np.isnan(v) else v for v in found.success[:16]] == known
    assert (len(found.sample), found.n_missing) == (24, 1)
    (left,) = [found.missing_rows()]
    assert (left.name, left.label, left.value) == ("n_missing", "Rows left out", 1.0)
    data = found.described(["age"], level="yes")
    assert (data.rows, data.variables) == (24, ("seen", "ward", "age"))


def test_a_filter_and_the_order_of_labels_are_taken():
    """Groups that are left out are no group; codes of numbers are written whole."""
    frame = FRAME.assign(ward=FRAME["ward"].map({"a": 3.0, "b": 2.0, "c": 1.0}))
    labels = {3: "Ward A", 1: "Ward C"}
    found = followed(sampled(frame, "ward is 1 or 3", ward=labels), **ASKED)
    assert (found.keys, found.labels) == (("3", "1"), ("Ward A", "Ward C"))
    assert (len(found.sample), found.n_missing) == (16, 0)


def test_predictors_become_columns_and_missing_ones_stay_missing():
    """Groups come first if they are asked for; levels are not held against one."""
    found = followed(sampled(FRAME), **ASKED)
    design = found.predictor_design(PREDICTORS, with_group=True)
    assert design.labels == (
        "Intercept",
        "Ward: Ward B",
        "Ward: Ward C",
        "Age",
        "Work: no",
    )
    age = FRAME["age"][:24].to_numpy()
    assert design.matrix[:, 3] == pytest.approx(age, nan_ok=True)
    assert np.isnan(design.matrix[21, 4])
    assert found.predictor_design(PREDICTORS).names == ("intercept", "age", "work-no")


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (
            wards(a="yn", b="ny"),
            "nobody was lost, got 4 outcomes of 4 people; "
            "report the proportions as observed",
        ),
        (
            wards(a="yn.", b=".."),
            "no outcome was observed in 1 group, got ['b']; "
            "leave the group out with a filter",
        ),
    ],
)
def test_somebody_has_to_be_lost_and_somebody_seen(frame, message):
    """The whole message; nobody has to be lost of every group."""
    followed(sampled(wards(a="yn", b="n.")), **ASKED).need_lost()
    found = followed(sampled(frame), **ASKED)
    with pytest.raises(DataError) as caught:
        found.need_lost()
    assert str(caught.value) == WHERE + message


def test_predictors_that_do_not_vary_are_refused_all_at_once():
    """Also one that varies by rounding alone, and one that nobody has."""
    frame = wards(a="yn.", b="ny.").assign(job="no", age=[0.3, 0.1 + 0.2] * 3)
    found = followed(sampled(frame), **ASKED)
    with pytest.raises(DataError) as caught:
        found.predictor_design(["job", "age"])
    assert str(caught.value) == (
        f"{WHERE}job does not vary, got ['no']; leave it out of the predictors\n"
        f"{WHERE}age does not vary, got ['0.3']; leave it out of the predictors"
    )
    nobody = sampled(frame.assign(job=pd.Series([None] * 6, dtype=object)))
    found = replace(found, sample=nobody)
    with pytest.raises(DataError, match=r"job does not vary, got \[\]; leave it out"):
        found.predictor_design(["job"])


def test_levels_of_numbers_are_shown_as_they_are_written():
    """Not as NumPy calls them."""
    frame = FRAME.assign(seen=FRAME["seen"].map({"yes": 1.0, "no": 0.0}))
    with pytest.raises(DataError) as caught:
        attrition_bounds(sampled(frame), **{**ASKED, "level": 2})
    assert str(caught.value) == (
        WHERE + "no such level, got 2; use one of [1.0, 0.0], "
        "or make the variable categorical if nobody happens to have it"
    )


def test_an_outcome_is_not_its_own_group():
    """A programmer's error."""
    with pytest.raises(ValueError, match=r"^group: ") as caught:
        attrition_bounds(sampled(FRAME), **{**ASKED, "group": "seen"})
    assert str(caught.value) == (
        "group: the outcome itself, got 'seen'; use another column"
    )


@pytest.mark.parametrize("function", [weighted_proportions, imputed_proportions])
@pytest.mark.parametrize("name", ["seen", "ward"])
def test_outcome_and_group_are_no_predictors(function, name):
    """An outcome cannot predict itself; the group stands in the model already."""
    more = [name, *PREDICTORS]
    seed = {"seed": 1} if function is imputed_proportions else {}
    with pytest.raises(ValueError, match=r"^predictors") as caught:
        function(sampled(FRAME), predictors=more, **seed, **ASKED)
    assert str(caught.value) == (
        f"predictors: outcome or group among them, got ['{name}']; leave them out"
    )
    with pytest.raises(ValueError, match=r"^predictors: named twice") as caught:
        function(sampled(FRAME), predictors=["age", "age"], **seed, **ASKED)
    assert str(caught.value) == ("predictors: named twice, got ['age']; name each once")
