"""Designs have the columns that were asked for, and say why they have no solution."""

import numpy as np
import pandas as pd
import pytest
from example_samples import sampled

from analysis.estimates.sample import Described
from analysis.models.designs import (
    as_category,
    complete,
    design_of,
    predictors_used,
    refuse,
)
from results import DataError

FRAME = pd.DataFrame(
    {
        "age": [31.0, 25, None, 40, 22, 36],
        "ward": ["b", "a", "c", None, "c", "b"],
        "sex": pd.Categorical(list("mfmfmf"), categories=["m", "x", "f"]),
    }
)
WORDS = {"age": "Age", "sex": "Sex"}
WARD = Described(label="Ward", levels={"a": "Ward A", "b": "B"})


# By hand: a is first by its letter, m by its category; nobody is x
def test_a_category_has_a_column_for_each_level_after_the_first():
    """Numbers stay, and what is missing stays so in all columns of its own."""
    sample = sampled(FRAME, ward=WARD, **WORDS)
    found = design_of(sample, ["age", "ward", "sex"], where="HELP")
    assert found.names == ("intercept", "age", "ward-b", "ward-c", "sex-f")
    assert found.labels == (
        "Intercept",
        "Age",
        "Ward: B, against Ward A",
        "Ward: c, against Ward A",
        "Sex: f, against m",
    )
    assert found.parts == {"age": (1,), "ward": (2, 3), "sex": (4,)}
    assert found.categories == ("ward", "sex")
    nan = np.nan
    expected = [
        [1, 31, 1, 0, 0],
        [1, 25, 0, 0, 1],
        [1, nan, 0, 1, 0],
        [1, 40, nan, nan, 1],
        [1, 22, 0, 1, 0],
        [1, 36, 1, 0, 1],
    ]
    np.testing.assert_array_equal(found.matrix, expected)


def test_labels_give_the_order_of_levels():
    """The first of them is what others are held against, which need not be said."""
    words = {
        "ward": Described(label="Ward", levels={"c": "C", "b": "B", "a": "A"}),
        "sex": {"f": "F", "m": "M"},  # has an order of its own
    }
    sample = sampled(FRAME, **words)
    found = design_of(sample, ["ward"], where="HELP", against=False)
    assert found.labels == ("Intercept", "Ward: B", "Ward: A")
    asked = predictors_used(
        sampled(FRAME.dropna(), **words), ("age",), ["ward", "sex"], level="y"
    )
    assert [(option.name, option.value) for option in asked.options] == [
        ("level", "y"),
        ("order", "ward: c, b, a"),
    ]
    assert asked.variables == ("age", "ward", "sex")


def test_codes_of_a_category_are_words():
    """Numbers are no quantity then, and whole ones have no decimals."""
    found = as_category(sampled(pd.DataFrame({"ward": [2.0, 1.0, 2.0]})), "ward")
    assert list(found.frame["ward"]) == ["2", "1", "2"]
    design = design_of(found, ["ward"], where="HELP")
    assert design.names == ("intercept", "ward-2")


def test_complete_rows_are_those_without_a_gap_in_what_was_asked():
    """Other columns do not count; a column has one part; somebody has to be left."""
    assert list(complete(sampled(FRAME), ("age", "sex"), where="HELP").frame.index) == [
        0,
        1,
        3,
        4,
        5,
    ]
    assert list(
        complete(sampled(FRAME), ("age", "ward"), where="HELP").frame.index
    ) == [
        0,
        1,
        4,
        5,
    ]
    with pytest.raises(ValueError, match="one column") as caught:
        complete(sampled(FRAME), ("age", "sex", "age"), where="HELP")
    assert str(caught.value) == (
        "HELP: one column for two things, got ['age'] twice; name another"
    )
    with pytest.raises(DataError) as caught:
        complete(sampled(FRAME[2:4]), ("age", "ward"), where="HELP")
    assert str(caught.value) == (
        "HELP: every row has a missing value, got 2 rows; "
        "check the filter, or leave a variable out"
    )


ROWS = pd.DataFrame(
    {
        "age": [31.0, 25, 28, 40, 22, 36],
        "year": [2001.0, 2003, 2002, 2001, 2003, 2002],
        "same": [0.1 + 0.2, 0.3, 0.3, 0.3, 0.3, 0.3],
    }
)


@pytest.mark.parametrize(
    ("columns", "names", "wrong"),
    [
        ({}, ["age", "year"], []),
        ({"age": ROWS["age"] * 1e-9 + 10}, ["age", "year"], []),
        (
            {},
            ["age", "same"],
            ["same is the same in all 6 complete rows; leave it out"],
        ),
        (
            {"older": 7 - 2 * ROWS["age"] + ROWS["year"]},
            ["age", "year", "older"],
            [
                "the other predictors determine ['older'], so its coefficient has no "
                "one value; leave it out"
            ],
        ),
        (
            {"ward": list("abcdef")},
            ["ward"],
            [
                "6 coefficients need more rows than that, got 6 complete rows; "
                "use fewer predictors"
            ],
        ),
    ],
)
def test_a_design_without_a_solution_says_why(columns, names, wrong):
    """The whole message; the unit and the origin of a predictor do not matter."""
    frame = ROWS.assign(**columns)
    design = design_of(sampled(frame), names, where="HELP")
    assert design.unsolvable() == wrong
    refuse("HELP", [])
    if wrong:
        with pytest.raises(DataError) as caught:
            refuse("HELP", [*wrong, "and more"])
        assert str(caught.value) == f"HELP: {wrong[0]}\nHELP: and more"
