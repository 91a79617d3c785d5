"""Results of scipy.stats: their types say which test they are of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reported.adapters._making import a_test, effect, sided
from results import HypothesisTest

NAME = "scipy.stats"


def recognised(found: Any) -> HypothesisTest | None:
    """Take a result of scipy.stats; None for anything else."""
    kind = type(found)
    made = MADE.get(kind.__name__)
    ours = kind.__module__.startswith("scipy.stats")
    return made(found) if made is not None and ours else None


def _t(found: Any) -> HypothesisTest:
    low, high = found.confidence_interval(0.95)
    alternative = sided(low, high)
    # at this coverage the one limit of a one-sided interval is the estimate itself
    middle = (low + high) / 2
    if alternative != "two-sided":
        ends = found.confidence_interval(0.5)
        middle = ends[0] if alternative == "greater" else ends[1]
    return a_test(
        f"{NAME}.ttest",
        "t test",
        "t",
        statistic=found.statistic,
        dof=found.df,
        p_value=found.pvalue,
        alternative=alternative,
        effects=(effect("estimate", middle, (low, high)),),
    )


def _pearson(found: Any) -> HypothesisTest:
    low, high = found.confidence_interval(0.95)
    return a_test(
        f"{NAME}.pearsonr",
        "Pearson correlation",
        "r",
        statistic=found.statistic,
        p_value=found.pvalue,
        conf_low=low,
        conf_high=high,
        alternative=sided(low, high, -1.0),
    )


def _binomial(found: Any) -> HypothesisTest:
    limits = found.proportion_ci(0.95)
    return a_test(
        f"{NAME}.binomtest",
        "Exact binomial test",
        "",
        p_value=found.pvalue,
        n=found.n,
        alternative=found.alternative,
        effects=(effect("proportion", found.statistic, limits),),
    )


def _chi2(found: Any) -> HypothesisTest:
    return a_test(
        f"{NAME}.chi2_contingency",
        "Chi-square test of independence",
        "χ²",
        statistic=found.statistic,
        dof=found.dof,
        p_value=found.pvalue,
        n=round(found.expected_freq.sum()),
    )


def _plain(
    function: str, method: str, statistic_name: str
) -> Callable[[Any], HypothesisTest]:
    """Take a result that holds a statistic and p, and nothing else."""

    def made(found: Any) -> HypothesisTest:
        return a_test(
            f"{NAME}.{function}",
            method,
            statistic_name,
            statistic=found.statistic,
            p_value=found.pvalue,
        )

    return made


#: Type of a result to what takes it. `SignificanceResult` is that of several tests, and
#: only the data tell of which.
MADE: dict[str, Callable[[Any], HypothesisTest]] = {
    "TtestResult": _t,
    "PearsonRResult": _pearson,
    "BinomTestResult": _binomial,
    "Chi2ContingencyResult": _chi2,
    "SignificanceResult": _plain("SignificanceResult", "Test of association", ""),
    "MannwhitneyuResult": _plain("mannwhitneyu", "Mann-Whitney test", "U"),
    "WilcoxonResult": _plain("wilcoxon", "Wilcoxon signed-rank test", "W"),
    "KruskalResult": _plain("kruskal", "Kruskal-Wallis test", "H"),
    "F_onewayResult": _plain("f_oneway", "Analysis of variance", "F"),
    "ShapiroResult": _plain("shapiro", "Shapiro-Wilk test", "W"),
    "FriedmanchisquareResult": _plain("friedmanchisquare", "Friedman test", "χ²"),
}
ACCEPTED = (
    *("ttest_ind", "ttest_rel", "ttest_1samp", "pearsonr", "spearmanr", "kendalltau"),
    *("mannwhitneyu", "wilcoxon", "kruskal", "f_oneway", "chi2_contingency"),
    *("fisher_exact", "binomtest", "shapiro", "friedmanchisquare"),
)
