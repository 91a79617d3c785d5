"""Intervals and differences of proportions that have a standard error of their own."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from scipy.special import expit

from analysis.models.means import Difference, tested
from results import Contrast

#: Why a proportion of 0 or 1 has no standard error.
CERTAIN = "a proportion of 0 or 1 has no standard error by this method"


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
    known = [d for d in differences if not d.undefined]
    left = [
        f"{d.first} and {d.second} are not compared: {d.undefined}"
        for d in differences
        if d.undefined
    ]
    return tested(known, conf_level), "; ".join(left)
