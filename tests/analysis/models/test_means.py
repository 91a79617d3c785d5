"""What models share agrees with statsmodels, or with a sum that can be done by hand."""

from dataclasses import replace
from math import exp, gamma, log, sqrt

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.multitest import multipletests

from analysis.models import means
from analysis.models.means import (
    Difference,
    Estimates,
    chi_square_test,
    numbers_of_fit,
    ratio_of,
)

#: Three groups of four, as columns of their own, so that coefficients are means.
Y = np.array([12, 15, 11, 18, 17, 19, 22, 18, 14, 10, 19, 15.0])
GROUPS = np.repeat(np.eye(3), 4, axis=0)
OLS = sm.OLS(Y, GROUPS).fit()
FOUND = Estimates(values=OLS.params, covariance=OLS.cov_params(), dof=9)


@pytest.mark.parametrize(("dof", "name"), [(9, "t"), (None, "z")])
def test_terms_are_those_of_statsmodels(dof, name):
    """Statistic, p and interval, by t where there are degrees of freedom."""
    known = sm.OLS(Y, GROUPS).fit(use_t=dof is not None)
    found = Estimates(values=OLS.params, covariance=OLS.cov_params(), dof=dof)
    limits = known.conf_int(alpha=0.2)
    for i, term in enumerate(found.terms("abc", "ABC", 0.8)):
        assert (term.name, term.label, term.statistic_name) == (
            "abc"[i],
            "ABC"[i],
            name,
        )
        assert (term.statistic, term.p_value) == pytest.approx(
            (known.tvalues[i], known.pvalues[i])
        )
        assert (term.conf_low, term.conf_high) == pytest.approx(limits[i])
        assert (term.dof, term.conf_level) == (dof, 0.8)
    groups = found.means({"a": "A", "b": "B", "c": "C"}, 0.8)
    assert [(mean.group, mean.label) for mean in groups] == [
        ("a", "A"),
        ("b", "B"),
        ("c", "C"),
    ]
    assert [mean.estimate for mean in groups] == pytest.approx([14, 19, 14.5])


# Holm by statsmodels; Bonferroni by hand: 5% over three; J of 9 degrees of freedom
def test_pairs_are_those_of_statsmodels():
    """Differences, errors, both p values, joint intervals and Hedges' g."""
    sd = sqrt(OLS.mse_resid)
    pairs = FOUND.pairwise("abc", 0.95, residual_sd=sd)
    assert [(p.first, p.second) for p in pairs] == [("a", "b"), ("a", "c"), ("b", "c")]
    known = OLS.t_test(np.array([[1, -1, 0], [1, 0, -1], [0, 1, -1]]))
    assert [p.estimate for p in pairs] == pytest.approx(known.effect)
    assert [p.std_error for p in pairs] == pytest.approx(known.sd)
    assert [p.p_value for p in pairs] == pytest.approx(known.pvalue)
    holm = multipletests(known.pvalue, method="holm")[1]
    assert [p.p_adjusted for p in pairs] == pytest.approx(holm)
    limits = known.conf_int(alpha=0.05 / 3)
    assert [p.conf_low for p in pairs] == pytest.approx(limits[:, 0])
    assert [p.conf_high for p in pairs] == pytest.approx(limits[:, 1])
    small = gamma(4.5) / (sqrt(4.5) * gamma(4))
    for pair in pairs:
        assert pair.effect.name == "adjusted_hedges_g"
        assert pair.effect.estimate == pytest.approx(small * pair.estimate / sd)
    assert {p.effect for p in FOUND.pairwise("abc", 0.95)} == {None}


def test_sums_of_estimates_have_the_error_of_their_contrast():
    """By statsmodels' test of the same sums."""
    sums = np.array([[0.5, 0.5, -1], [1, 2, 3]])
    known = OLS.t_test(sums)
    found = FOUND.weighted(sums)
    assert found.values == pytest.approx(known.effect)
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(known.sd)
    assert found.dof == 9


def test_differences_of_unlike_degrees_are_tested_each_by_its_own():
    """Each of two intervals leaves out half of what both together may."""
    given = {"first": "a", "second": "b", "estimate": 0.3, "std_error": 0.1}
    unlike = [Difference(**given, dof=4.5), Difference(**given, dof=None)]
    one, other = means.tested(unlike, 0.9)
    assert (one.p_value, other.p_value) == pytest.approx(
        (2 * stats.t.cdf(-3, 4.5), 2 * stats.norm.cdf(-3))
    )
    assert (one.conf_low, other.conf_high) == pytest.approx(
        (0.3 - 0.1 * stats.t.ppf(0.975, 4.5), 0.3 + 0.1 * stats.norm.ppf(0.975))
    )


def term_of(estimate, low, high):
    """Make a term of a log ratio with its limits."""
    one = Estimates(values=np.ones(1), covariance=np.eye(1))
    (term,) = one.terms(["x"], ["X"], 0.95)
    return replace(term, estimate=estimate, conf_low=low, conf_high=high)


def test_a_ratio_is_held_or_said_to_be_too_large():
    """A limit that the coefficient has not got is no number too large."""
    found = ratio_of(term_of(log(2), log(1.5), log(3)), "odds_ratio")
    assert (found.estimate, found.conf_low, found.conf_high) == pytest.approx(
        (2, 1.5, 3)
    )
    found = ratio_of(term_of(-2.0, -701.0, 3.0), "hazard_ratio")
    assert (found.estimate, found.conf_low) == (exp(-2), None)
    assert found.undefined == (
        "too large or small a number; use a larger or smaller unit"
    )
    bare = replace(term_of(0.0, None, None), undefined="no limits")
    assert ratio_of(bare, "odds_ratio").undefined == "no limits"


# The tail of chi square with two degrees of freedom is exp(-x / 2)
def test_a_joint_test_has_the_tail_of_chi_square():
    """And a number of fit that there is none of says why."""
    test = chi_square_test("x", "X", 3.4, 2)
    assert (test.p_value, test.dof_resid) == (pytest.approx(exp(-1.7)), None)
    one, other = numbers_of_fit({"a": ("A", 1.0), "b": ("B", None)}, "no reason")
    assert (one.name, one.label, one.value, one.undefined) == ("a", "A", 1.0, "")
    assert (other.value, other.undefined) == (None, "no reason")
