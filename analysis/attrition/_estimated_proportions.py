"""Intervals and differences of proportions that have a standard error of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from scipy import stats
from scipy.special import expit

from analysis.estimates.adjusted_p import BONFERRONI, holm_adjusted, joint_level
from analysis.estimates.noncentrality import tail_of
from results import Contrast

#: Why a proportion of 0 or 1 has no standard error.
CERTAIN = "a proportion of 0 or 1 has no standard error by this method"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The difference of two groups before it is tested; dof None for a z test."""

    first: str
    second: str
    estimate: float
    std_error: float  # 0 where it is undefined
    dof: float | None
    undefined: str = ""


def logit_interval(
    estimate: float, std_error: float, quantile: float
) -> tuple[float, float]:
    """Interval of a proportion, made on the scale of the log odds and carried back.

    Examples
    --------
    >>> [round(limit, 4) for limit in logit_interval(0.2, 0.1, 1.96)]
    [0.0684, 0.4598]
    """
    centre = log(estimate / (1 - estimate))
    margin = quantile * std_error / (estimate * (1 - estimate))
    return float(expit(centre - margin)), float(expit(centre + margin))


def contrasts(
    differences: Sequence[Difference], *, conf_level: float
) -> tuple[tuple[Contrast, ...], str]:
    """Test differences of proportions by z or t, and adjust the p values by Holm.

    Returns
    -------
    contrasts : tuple of Contrast
        In the same order; the intervals hold together, by Bonferroni, and as symmetric
        intervals of a difference they may pass -1 or 1. A difference without a
        standard error is left out.
    undefined : str
        Which differences were left out, and why; empty if none.
    """
    tested = [d for d in differences if not d.undefined]
    raw = [2 * float(_reference(d).sf(abs(d.estimate / d.std_error))) for d in tested]
    adjusted = holm_adjusted(raw)
    joint = joint_level(conf_level, len(tested))
    found = tuple(
        _contrast(difference, p_values, conf_level, joint)
        for difference, *p_values in zip(tested, raw, adjusted, strict=True)
    )
    left = [
        f"{d.first} and {d.second} are not compared: {d.undefined}"
        for d in differences
        if d.undefined
    ]
    return found, "; ".join(left)


def _reference(difference: Difference) -> Any:
    # The distribution of estimate / std_error where there is no difference.
    return stats.norm if difference.dof is None else stats.t(difference.dof)


def _contrast(
    difference: Difference, p_values: Sequence[float], conf_level: float, joint: float
) -> Contrast:
    p_value, p_adjusted = p_values
    quantile = float(_reference(difference).isf(tail_of(joint)))
    margin = quantile * difference.std_error
    return Contrast(
        first=difference.first,
        second=difference.second,
        estimate=difference.estimate,
        std_error=difference.std_error,
        statistic_name="z" if difference.dof is None else "t",
        statistic=difference.estimate / difference.std_error,
        dof=difference.dof,
        p_value=p_value,
        p_adjusted=p_adjusted,
        conf_low=difference.estimate - margin,
        conf_high=difference.estimate + margin,
        conf_level=conf_level,
        effect=None,
        correction="Holm",
        interval_correction=BONFERRONI,
    )
