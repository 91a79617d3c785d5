"""Terms of libraries under the names of this book."""

import math

import pytest

from reported.adapters._making import no_data
from reported.adapters._terms import a_model, a_term, label_of, term_name
from results import DataError


@pytest.mark.parametrize(
    ("given", "name", "label"),
    [
        ("Intercept", "intercept", "Intercept"),
        ("const", "intercept", "Intercept"),
        ("wt", "wt", "wt"),
        ("np.log(wt)", "log(wt)", "log(wt)"),
        ("group[T.trt1]", "group-trt1", "group: trt1"),
        ("C(cyl)[T.6.0]", "cyl-6", "cyl: 6"),
        ('C(g, Treatment("b"))[T.a]', "g-a", "g: a"),
        ("wt:C(am)[T.1]", "wt:am-1", "wt × am: 1"),
    ],
)
def test_a_term_is_named_by_variable_and_level(given, name, label):
    """Whichever way a formula wrote it."""
    assert (term_name(given), label_of(given)) == (name, label)


def test_a_ratio_is_that_of_which_the_coefficient_is_the_logarithm():
    """Limits too; an intercept has none."""
    numbers, limits = (math.log(2), 0.1, 6.9, 0.001), (0.0, math.log(4))
    term = a_term("wt", "z", numbers, limits, ratio="odds_ratio")
    assert [term.effect.estimate, term.effect.conf_low, term.effect.conf_high] == (
        pytest.approx([2.0, 1.0, 4.0])
    )
    assert a_term("const", "z", numbers, limits, ratio="odds_ratio").effect is None


def test_a_number_that_there_is_not_is_undefined():
    """But a coefficient there has to be."""
    term = a_term("wt", "t", (1.0, math.nan, math.nan, math.nan), (math.nan,) * 2)
    assert (term.std_error, term.p_value) == (None, None)
    assert term.undefined == "the library gives no number"
    with pytest.raises(DataError, match="wt: the model has no coefficient of it"):
        a_term("wt", "t", (math.nan,) * 4, (0, 1))


def test_of_the_fit_what_there_is_is_kept():
    """By its name."""
    fit = {"aic": 3.5, "log_likelihood": math.nan, "r_squared": None}
    model = a_model("Regression", [], no_data("f"), n=None, fit=fit)
    assert [(one.name, one.label, one.value) for one in model.fit] == [
        ("aic", "AIC", 3.5)
    ]
    assert (model.n, model.n_missing) == (None, None)
