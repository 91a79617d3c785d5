"""Phrases that sentences on several kinds of result share."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from reported.words.rounding import (
    apa_number,
    apa_p,
    apa_stat,
    coverage,
    interval,
    small_number,
)
from results import Effect

#: How an effect size is printed, and whether it cannot exceed 1.
EFFECTS = {
    "adjusted_hedges_g": ("*g*", False),
    "alpha": ("α", True),
    "cohens_d": ("*d*", False),
    "cohens_kappa": ("κ", True),
    "common_language": ("CLES", True),
    "cramers_v": ("*V*", True),
    "estimate": ("estimate", False),
    "generalised_eta_squared": ("η²G", True),
    "hazard_ratio": ("HR", False),
    "hedges_g": ("*g*", False),
    "hedges_g_z": ("*g*z", False),
    "krippendorff_alpha": ("α", True),
    "mcfadden_r_squared": ("*R*²McF", True),
    "mean": ("*M*", False),
    "mean_difference": ("difference", False),
    "odds_ratio": ("OR", False),
    "omega_squared": ("ω²", True),
    "omega_total": ("ωt", True),
    "pabak": ("PABAK", True),
    "partial_eta_squared": ("η²p", True),
    "partial_omega_squared": ("ω²p", True),
    "pooled_hedges_g": ("*g*", False),
    "proportion": ("proportion", True),
    "r_squared": ("*R*²", True),
    "rank_biserial": ("*r*rb", True),
    "rank_epsilon_squared": ("ε²", True),
    "rate_ratio": ("RR", False),
    "standardised_difference": ("*d*", False),
}

#: What a reader of a table is told about its effect size.
MEANINGS = {
    "adjusted_hedges_g": (
        "*g* is the adjusted difference over the residual standard deviation, "
        "corrected for small samples"
    ),
    "alpha": "α is Cronbach's alpha",
    "cohens_d": "*d* is Cohen's d",
    "cohens_kappa": "κ is Cohen's kappa",
    "common_language": "CLES is the common-language effect size",
    "cramers_v": "*V* is Cramér's V",
    "estimate": "estimate is that of the mean, or difference of means, in question",
    "generalised_eta_squared": "η²G is generalised eta squared",
    "hazard_ratio": "HR is the hazard ratio",
    "hedges_g": "*g* is Hedges' g, with the two variances averaged",
    "hedges_g_z": (
        "*g*z is the mean change divided by the standard deviation of the changes, "
        "corrected for small samples"
    ),
    "krippendorff_alpha": "α is Krippendorff's alpha",
    "mcfadden_r_squared": "*R*²McF is McFadden's pseudo R squared",
    "mean": "*M* is the mean",
    "mean_difference": "difference is that of the means",
    "odds_ratio": "OR is the odds ratio",
    "omega_squared": "ω² is omega squared",
    "omega_total": "ωt is McDonald's omega of one factor",
    "pabak": "PABAK is kappa adjusted for prevalence and bias",
    "partial_eta_squared": "η²p is partial eta squared",
    "partial_omega_squared": "ω²p is partial omega squared",
    "pooled_hedges_g": "*g* is Hedges' g, with the two variances pooled",
    "proportion": "proportion is that of all",
    "r_squared": "*R*² is the share of variance explained",
    "rank_biserial": "*r*rb is the rank-biserial correlation",
    "rank_epsilon_squared": "ε² is epsilon squared of the ranks",
    "rate_ratio": "RR is the rate ratio",
    "standardised_difference": (
        "*d* is the standardised difference of the proportions over all levels"
    ),
}

#: What an effect size is called in words.
EFFECT_NAMES = {
    "adjusted_hedges_g": "the adjusted Hedges' g",
    "alpha": "Cronbach's alpha",
    "cohens_d": "Cohen's d",
    "cohens_kappa": "Cohen's kappa",
    "common_language": "the common-language effect size",
    "cramers_v": "Cramér's V",
    "estimate": "the estimate",
    "generalised_eta_squared": "generalised eta squared",
    "hazard_ratio": "the hazard ratio",
    "hedges_g": "Hedges' g",
    "hedges_g_z": "Hedges' g of the changes",
    "krippendorff_alpha": "Krippendorff's alpha",
    "mcfadden_r_squared": "McFadden's pseudo R squared",
    "mean": "the mean",
    "mean_difference": "the mean difference",
    "odds_ratio": "the odds ratio",
    "omega_squared": "omega squared",
    "omega_total": "omega total",
    "pabak": "PABAK",
    "partial_eta_squared": "partial eta squared",
    "partial_omega_squared": "partial omega squared",
    "pooled_hedges_g": "Hedges' g with the pooled variance",
    "proportion": "the proportion",
    "r_squared": "R squared",
    "rank_biserial": "the rank-biserial correlation",
    "rank_epsilon_squared": "epsilon squared of the ranks",
    "rate_ratio": "the rate ratio",
    "standardised_difference": "the standardised difference",
}


#: The one method by which families, additions and correlations are adjusted.
HOLM = "Holm"

#: Ratios are never 0, so that a small one keeps two digits.
RATIOS = ("hazard_ratio", "odds_ratio", "rate_ratio")


def effect_number(name: str, value: float) -> str:
    """Print a number on the scale of an effect size.

    Examples
    --------
    >>> effect_number("omega_squared", 0.151), effect_number("odds_ratio", 0.0412)
    ('.15', '0.041')
    >>> effect_number("alpha", -1.25)  # which has no lower limit
    '−1.25'
    """
    if name in RATIOS:
        return small_number(value)
    bounded = EFFECTS[name][1] and not (name == "alpha" and value < -1)
    return apa_number(value, bounded=bounded)


def effect_words(result: Effect | None, *, said: str = "") -> str:
    """Say an effect size with its interval; nothing where it is undefined.

    `said` stands before the interval, such as "unadjusted".
    """
    if result is None or result.estimate is None:
        return ""
    symbol, _ = EFFECTS[result.name]
    printed = partial(effect_number, result.name)
    limits = interval_words(result, printed, said=said)
    return joined(f"{symbol} = {printed(result.estimate)}", limits)


def interval_words(
    result: Any, printed: Callable[[float], str] = apa_number, *, said: str = ""
) -> str:
    """Say the limits of an estimate, each printed so; nothing where one is missing.

    `said` stands before the interval, such as "unadjusted".
    """
    if result.conf_low is None or result.conf_high is None:
        return ""
    limits = interval(result.conf_low, result.conf_high, printed)
    return covered(limits, result.conf_level, said)


def statistic_words(result: Any) -> str:
    """Say a test statistic with its degrees of freedom; nothing where there is none."""
    if getattr(result, "statistic", None) is None:
        return ""
    degrees = (getattr(result, "dof", None), getattr(result, "dof_resid", None))
    dof = [value for value in degrees if value is not None]
    return apa_stat(result.statistic_name, result.statistic, dof)


def p_words(value: float | None) -> str:
    """Say a p value with its letter; nothing where there is none."""
    return "" if value is None else apa_p(value)


def by_group(result: Any) -> str:
    """Say what is compared, and by what, without a number: "Mood, by setting"."""
    grouping = str(result.data.variables[0]).replace("_", " ")
    return f"{result.outcome}, by {grouping}"


def adjusted_p(value: float, correction: str, *, exact: bool = False) -> str:
    """Print a p value with the name of the method that adjusted it, if one did.

    Without it, a reader would take p for that of the statistic beside it.

    Examples
    --------
    >>> adjusted_p(0.047, "Games-Howell"), adjusted_p(0.0002, "none")
    ('Games-Howell-adjusted *p* = .047', '*p* < .001')
    >>> adjusted_p(0.083, "Holm", exact=True)
    'Holm-adjusted exact *p* = .083'
    """
    printed = f"exact {apa_p(value)}" if exact else apa_p(value)
    if correction == "none":
        return printed
    # Dunn's contrasts are adjusted by Holm's method, and named by both.
    return f"{HOLM if HOLM in correction else correction}-adjusted {printed}"


def adjusted_interval(correction: str) -> str:
    """Say what adjusted the interval of a difference, to stand before it.

    Examples
    --------
    >>> adjusted_interval("Bonferroni"), adjusted_interval("none")
    ('Bonferroni-adjusted', '')
    """
    return "" if correction == "none" else f"{correction}-adjusted"


def unadjusted(correction: str) -> str:
    """Say that an interval is not adjusted, where the p value beside it is."""
    return "" if correction == "none" else "unadjusted"


def covered(limits: str, conf_level: float, said: str = "") -> str:
    """Say what share of intervals holds the truth, before the limits."""
    return f"{said} {coverage(conf_level)} CI {limits}".strip()


def joined(*parts: str) -> str:
    """Join what there is with commas."""
    return ", ".join(part for part in parts if part)
