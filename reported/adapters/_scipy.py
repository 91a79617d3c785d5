"""Results of scipy.stats: their types say which test they are of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reported.adapters._making import Parts, a_test, effect, sided
from results import HypothesisTest

NAME = "scipy.stats"


def recognised(found: Any) -> HypothesisTest | None:
    """Take a result of scipy.stats; None for anything else."""
    kind = type(found)
    if kind.__name__ not in MADE or not kind.__module__.startswith("scipy.stats"):
        return None
    function, method, name, parts = MADE[kind.__name__]
    return a_test(
        f"{NAME}.{function}", method, name, p_value=found.pvalue, **parts(found)
    )


def _plain(found: Any) -> Parts:
    return {"statistic": found.statistic}


def _t(found: Any) -> Parts:
    low, high = found.confidence_interval(0.95)
    alternative = sided(low, high)
    # at this coverage the one limit of a one-sided interval is the estimate itself
    middle = (low + high) / 2
    if alternative != "two-sided":
        ends = found.confidence_interval(0.5)
        middle = ends[0] if alternative == "greater" else ends[1]
    size = effect("estimate", middle, (low, high))
    parts = {"dof": found.df, "alternative": alternative, "effects": (size,)}
    return _plain(found) | parts


def _pearson(found: Any) -> Parts:
    low, high = found.confidence_interval(0.95)
    limits = {"conf_low": low, "conf_high": high}
    return _plain(found) | limits | {"alternative": sided(low, high, -1.0)}


def _binomial(found: Any) -> Parts:
    size = effect("proportion", found.statistic, found.proportion_ci(0.95))
    return {"n": found.n, "alternative": found.alternative, "effects": (size,)}


def _chi2(found: Any) -> Parts:
    n = round(found.expected_freq.sum())
    return _plain(found) | {"dof": found.dof, "n": n}


#: Type of a result to its function, its method, its statistic, and what has the numbers
#: that it holds beside p. `SignificanceResult` is that of several tests, and only the
#: data tell of which.
MADE: dict[str, tuple[str, str, str, Callable[[Any], Parts]]] = {
    "TtestResult": ("ttest", "t test", "t", _t),
    "PearsonRResult": ("pearsonr", "Pearson correlation", "r", _pearson),
    "BinomTestResult": ("binomtest", "Exact binomial test", "", _binomial),
    "Chi2ContingencyResult": (
        "chi2_contingency",
        "Chi-square test of independence",
        "χ²",
        _chi2,
    ),
    "SignificanceResult": ("SignificanceResult", "Test of association", "", _plain),
    "MannwhitneyuResult": ("mannwhitneyu", "Mann-Whitney test", "U", _plain),
    "WilcoxonResult": ("wilcoxon", "Wilcoxon signed-rank test", "W", _plain),
    "KruskalResult": ("kruskal", "Kruskal-Wallis test", "H", _plain),
    "F_onewayResult": ("f_oneway", "Analysis of variance", "F", _plain),
    "ShapiroResult": ("shapiro", "Shapiro-Wilk test", "W", _plain),
    "FriedmanchisquareResult": ("friedmanchisquare", "Friedman test", "χ²", _plain),
}
ACCEPTED = (
    *("ttest_ind", "ttest_rel", "ttest_1samp", "pearsonr", "spearmanr", "kendalltau"),
    *("mannwhitneyu", "wilcoxon", "kruskal", "f_oneway", "chi2_contingency"),
    *("fisher_exact", "binomtest", "shapiro", "friedmanchisquare"),
)
