"""Results of scipy.stats in exact words, with and without their data."""

import numpy as np
import pytest
from example_libraries import (
    BY_GROUP,
    CARS,
    COUNTS,
    GROUPS,
    KNOWN,
    OF_COUNTS,
    PAIRS,
    PLANTS,
    SLEEP,
    TWICE,
    TWO,
    sample,
)
from scipy import stats

from reported.adapters import adapted
from reported.adapters._scipy import MADE, recognised
from reported.words.sentences import apa
from results import NO_DATA, DataError

CTRL, TRT1, TRT2 = GROUPS.values()
AFTER, BEFORE = PAIRS["after"], PAIRS["before"]

#: What was computed, of which rows, and what is printed with and without these.
SENTENCES = {
    "ttest_ind": (stats.ttest_ind(CTRL, TRT1), TWO, BY_GROUP),
    "ttest_ind, Welch": (stats.ttest_ind(CTRL, TRT1, equal_var=False), TWO, BY_GROUP),
    "ttest_ind, one-sided": (
        stats.ttest_ind(CTRL, TRT1, equal_var=False, alternative="less"),
        TWO,
        BY_GROUP,
    ),
    "ttest_rel": (stats.ttest_rel(AFTER, BEFORE), SLEEP, TWICE),
    "ttest_1samp": (
        stats.ttest_1samp(KNOWN["weight"], 5),
        PLANTS,
        {"outcome": "weight"},
    ),
    "mannwhitneyu": (stats.mannwhitneyu(CTRL, TRT1), TWO, BY_GROUP),
    "wilcoxon": (stats.wilcoxon(AFTER, BEFORE), SLEEP, TWICE),
    "pearsonr": (stats.pearsonr(AFTER, BEFORE), SLEEP, TWICE),
    "kruskal": (stats.kruskal(*GROUPS.values()), PLANTS, BY_GROUP),
    "f_oneway": (stats.f_oneway(*GROUPS.values()), PLANTS, BY_GROUP),
    "chi2_contingency": (stats.chi2_contingency(COUNTS), CARS, OF_COUNTS),
    "chi2_contingency, plain": (
        stats.chi2_contingency(COUNTS, correction=False),
        CARS,
        OF_COUNTS,
    ),
    "shapiro": (stats.shapiro(KNOWN["weight"]), PLANTS, {"outcome": "weight"}),
    "binomtest": (stats.binomtest(14, 32), CARS, {"outcome": "vs"}),
    "friedmanchisquare": (
        stats.friedmanchisquare(AFTER, BEFORE, AFTER + BEFORE),
        None,
        {},
    ),
    "spearmanr": (stats.spearmanr(AFTER, BEFORE), SLEEP, TWICE),
    "kendalltau": (stats.kendalltau(AFTER, BEFORE, method="asymptotic"), SLEEP, TWICE),
    "fisher_exact": (stats.fisher_exact(COUNTS), CARS, OF_COUNTS),
}

#: What is printed, without and with the rows; None where scipy does not say enough.
# R 4.2, on these data: t.test, wilcox.test (scipy counts V from the smaller side, and
# all ways to turn signs where there are zeros), cor.test(exact = FALSE), kruskal.test,
# oneway.test, chisq.test, shapiro.test, binom.test, friedman.test, fisher.test
EXPECTED = {
    "ttest_ind": (
        ("*t*(16) = 1.56, *p* = .139, estimate = 0.49, 95% CI [−0.18, 1.15]"),
        ("*t*(16) = 1.56, *p* = .139, difference = 0.49, 95% CI [−0.18, 1.15]"),
    ),
    "ttest_ind, Welch": (
        ("*t*(15.68) = 1.56, *p* = .139, estimate = 0.49, 95% CI [−0.18, 1.15]"),
        ("*t*(15.68) = 1.56, *p* = .139, difference = 0.49, 95% CI [−0.18, 1.15]"),
    ),
    "ttest_ind, one-sided": (
        "*t*(15.68) = 1.56, one-sided *p* = .931, estimate = 0.49",
        "*t*(15.68) = 1.56, one-sided *p* = .931, difference = 0.49",
    ),
    "ttest_rel": (
        ("*t*(8) = 3.72, *p* = .006, estimate = 1.61, 95% CI [0.61, 2.61]"),
        ("*t*(8) = 3.72, *p* = .006, difference = 1.61, 95% CI [0.61, 2.61]"),
    ),
    "ttest_1samp": (
        ("*t*(27) = 0.30, *p* = .764, estimate = 5.04, 95% CI [4.77, 5.32]"),
        "*t*(27) = 0.30, *p* = .764, *M* = 5.04, 95% CI [4.77, 5.32]",
    ),
    "mannwhitneyu": (
        "*U* = 58.50, *p* = .122",
        "*U* = 58.50, *p* = .122",
    ),
    "wilcoxon": (
        "*W* = 0, *p* = .008",
        "*W* = 0, *p* = .008",
    ),
    "pearsonr": (
        "*r* = .76, *p* = .018, 95% CI [.19, .95]",
        "*r*(7) = .76, *p* = .018, 95% CI [.19, .95]",
    ),
    "kruskal": (
        "*H* = 10.14, *p* = .006",
        "*H*(2) = 10.14, *p* = .006",
    ),
    "f_oneway": (
        "*F* = 6.70, *p* = .005",
        "*F*(2, 25) = 6.70, *p* = .005",
    ),
    "chi2_contingency": (
        "*χ²*(1) = 0.35, *p* = .556",
        "*χ²*(1) = 0.35, *p* = .556",
    ),
    "chi2_contingency, plain": (
        "*χ²*(1) = 0.91, *p* = .341",
        "*χ²*(1) = 0.91, *p* = .341",
    ),
    "shapiro": (
        "*W* = 0.98, *p* = .917",
        "*W* = 0.98, *p* = .917",
    ),
    "binomtest": (
        "exact *p* = .597, proportion = .44, 95% CI [.26, .62]",
        "exact *p* = .597, proportion = .44, 95% CI [.26, .62]",
    ),
    "friedmanchisquare": (
        "*χ²* = 10.06, *p* = .007",
        "*χ²* = 10.06, *p* = .007",
    ),
    "spearmanr": (
        None,
        "*rs*(7) = .77, *p* = .016",
    ),
    "kendalltau": (
        None,
        "*τ* = .61, *p* = .022",
    ),
    "fisher_exact": (
        None,
        "exact *p* = .473, OR = 2.00",
    ),
}


def made(name, *, named):
    """Take a result, of its rows or of none."""
    found, frame, columns = SENTENCES[name]
    return adapted(found, of=sample(frame) if named else None, **columns)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_result_is_put_into_words(name):
    """Degrees of freedom that scipy leaves out come from the rows."""
    bare, full = EXPECTED[name]
    if bare is None:
        with pytest.raises(DataError, match="does not say of which test"):
            made(name, named=False)
    else:
        assert apa(made(name, named=False)) == bare
    if SENTENCES[name][1] is not None:
        assert apa(made(name, named=True)) == full


def test_what_scipy_does_not_hold_is_none_and_no_data_are_named():
    """Nothing is guessed."""
    found = recognised(stats.kruskal(CTRL, TRT1, TRT2))
    assert (found.n, found.n_missing, found.dof, found.alternative) == (
        *(None, None, None, ""),
    )
    assert found.data.source == NO_DATA
    assert (found.data.variables, found.data.rows) == ((), 0)


def test_what_is_not_a_number_is_said_to_be_undefined():
    """Of values that are all the same."""
    with np.errstate(all="ignore"):
        found = adapted(stats.kruskal([1, 2, float("nan")], [3, 4]))
    assert (found.statistic, found.p_value) == (None, None)
    assert found.undefined == "the library gives no number"
    assert apa(found) == "*H* is not defined"


def test_every_type_of_scipy_that_is_known_is_tried():
    """And no result of anything else is taken for one of scipy."""
    assert {type(found).__name__ for found, *_ in SENTENCES.values()} == set(MADE)
    assert recognised(object()) is None
    assert recognised(type("KruskalResult", (), {})()) is None
