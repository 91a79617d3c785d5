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
    points,
    small_number,
)
from results import Effect

#: Of each effect size: how it is printed, whether it cannot exceed 1, and its name.
EFFECTS = {
    "adjusted_hedges_g": ("*g*", False, "the adjusted Hedges' g"),
    "alpha": ("α", True, "Cronbach's alpha"),
    "cohens_d": ("*d*", False, "Cohen's d"),
    "cohens_kappa": ("κ", True, "Cohen's kappa"),
    "common_language": ("CLES", True, "the common-language effect size"),
    "cramers_v": ("*V*", True, "Cramér's V"),
    "estimate": ("estimate", False, "the estimate"),
    "generalised_eta_squared": ("η²G", True, "generalised eta squared"),
    "hazard_ratio": ("HR", False, "the hazard ratio"),
    "hedges_g": ("*g*", False, "Hedges' g"),
    "hedges_g_z": ("*g*z", False, "Hedges' g of the changes"),
    "krippendorff_alpha": ("α", True, "Krippendorff's alpha"),
    "mcfadden_r_squared": ("*R*²McF", True, "McFadden's pseudo R squared"),
    "mean": ("*M*", False, "the mean"),
    "mean_difference": ("difference", False, "the mean difference"),
    "odds_ratio": ("OR", False, "the odds ratio"),
    "omega_squared": ("ω²", True, "omega squared"),
    "omega_total": ("ωt", True, "omega total"),
    "pabak": ("PABAK", True, "PABAK"),
    "partial_eta_squared": ("η²p", True, "partial eta squared"),
    "partial_omega_squared": ("ω²p", True, "partial omega squared"),
    "pooled_hedges_g": ("*g*", False, "Hedges' g with the pooled variance"),
    "proportion": ("proportion", True, "the proportion"),
    "r_squared": ("*R*²", True, "R squared"),
    "rank_biserial": ("*r*rb", True, "the rank-biserial correlation"),
    "rank_epsilon_squared": ("ε²", True, "epsilon squared of the ranks"),
    "rate_ratio": ("RR", False, "the rate ratio"),
    "standardised_difference": ("*d*", False, "the standardised difference"),
}
EFFECT_NAMES = {key: name for key, (_, _, name) in EFFECTS.items()}
#: What a reader of a table is told that it is, where that is not its name.
MEANT = {
    "adjusted_hedges_g": (
        "the adjusted difference over the residual standard deviation, "
        "corrected for small samples"
    ),
    "estimate": "that of the mean, or difference of means, in question",
    "hedges_g": "Hedges' g, with the two variances averaged",
    "hedges_g_z": (
        "the mean change divided by the standard deviation of the changes, "
        "corrected for small samples"
    ),
    "mean_difference": "that of the means",
    "omega_total": "McDonald's omega of one factor",
    "pabak": "kappa adjusted for prevalence and bias",
    "pooled_hedges_g": "Hedges' g, with the two variances pooled",
    "proportion": "that of all",
    "r_squared": "the share of variance explained",
    "standardised_difference": (
        "the standardised difference of the proportions over all levels"
    ),
}
#: The same of every effect size, with its symbol.
MEANINGS = {
    key: f"{symbol} is {MEANT.get(key, name)}"
    for key, (symbol, _, name) in EFFECTS.items()
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
    symbol = EFFECTS[result.name][0]
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


def tested(result: Any) -> str:
    """Say a test with its p value, and its effect size if it has one."""
    effect = effect_words(getattr(result, "effect", None))
    return joined(statistic_words(result), p_words(result.p_value), effect)


def difference_of_shares(result: Any, *, exact: bool = False) -> str:
    """Say a difference of two proportions, in percentage points, with its test.

    `exact` says that p is that of an exact test.
    """
    said = adjusted_interval(result.interval_correction)
    return joined(
        f"difference = {points(result.estimate)} percentage points",
        interval_words(result, points, said=said),
        statistic_words(result),
        adjusted_p(result.p_adjusted, result.correction, exact=exact),
    )


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
