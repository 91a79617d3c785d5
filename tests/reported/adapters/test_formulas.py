"""Models whose rows are named: columns, labels and levels by the formula."""

import numpy as np
import pingouin as pg
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from example_libraries import CARS, PLANTS, sample

from analysis.estimates.sample import Described, Sample
from reported.adapters import adapted
from results import DataError


def options(found):
    """Return what R is told that was asked."""
    return {option.name: option.value for option in found.data.options}


def test_the_formula_names_the_columns_and_the_sample_their_labels():
    """Rows that lack a value are counted; the level without a term comes first."""
    words = {
        "weight": Described(label="Dried weight", unit="g"),
        "group": Described(label="Treatment", levels={"trt1": "One", "ctrl": "None"}),
    }
    of = Sample(PLANTS, source="R/plants", variables=words)
    found = adapted(smf.ols("weight ~ group", PLANTS).fit(), of=of)
    assert (found.n, found.n_missing) == (28, 2)
    assert (found.outcome, found.unit) == ("Dried weight", "g")
    assert found.data.variables == ("weight", "group")
    assert [(term.name, term.label) for term in found.terms] == [
        ("intercept", "Intercept"),
        ("group-trt1", "Treatment: One"),
        ("group-trt2", "Treatment: trt2"),
    ]
    assert options(found) == {
        "formula": "weight ~ group",
        "model": "OLS",
        "errors": "nonrobust",
        "order": "group: ctrl, trt1, trt2",
    }


def test_another_level_to_hold_against_is_told_to_r():
    """As it is the one that has no term."""
    formula = 'weight ~ C(group, Treatment("trt1"))'
    found = adapted(smf.ols(formula, PLANTS).fit(), of=sample(PLANTS))
    assert options(found)["order"] == "group: trt1, ctrl, trt2"


def test_an_outcome_that_is_computed_is_called_by_its_formula():
    """And a term that is computed keeps its name."""
    assert np.log(1) == 0  # the formula finds the name here
    model = smf.ols("I(mpg * 2) ~ np.log(wt)", CARS).fit()
    found = adapted(model, of=sample(CARS))
    assert (found.outcome, found.unit) == ("I(mpg * 2)", "")
    assert found.terms[1].label == "log(wt)"


def test_a_table_of_pingouin_has_a_formula_by_its_outcome():
    """Which it does not name itself."""
    table = pg.linear_regression(CARS[["wt", "hp"]], CARS["mpg"])
    found = adapted(table, of=sample(CARS), outcome="mpg")
    assert options(found) == {"formula": "mpg ~ wt + hp"}
    assert found.data.variables == ("mpg", "wt", "hp")


def test_a_model_without_a_formula_or_of_other_rows_is_refused():
    """With what to do."""
    arrays = sm.OLS(CARS["mpg"], sm.add_constant(CARS[["wt"]])).fit()
    with pytest.raises(DataError) as error:
        adapted(arrays, of=sample(CARS))
    assert str(error.value) == (
        "R/data: a model without a formula does not say which columns it uses; fit it "
        "by formula (of pingouin's, name outcome=), or leave out of="
    )
    found = smf.ols("mpg ~ wt", CARS[1:]).fit()
    with pytest.raises(DataError, match="has 31 rows, these rows give 32"):
        adapted(found, of=sample(CARS))
