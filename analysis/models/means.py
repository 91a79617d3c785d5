"""What models share in their results: coefficients, means of groups, and pairs of them.

Statistics are t where a model has residual degrees of freedom, else z.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import sqrt
from typing import Any

import numpy as np
from scipy import stats

from analysis.estimates.adjusted_p import BONFERRONI, holm_adjusted, joint_level
from analysis.estimates.effect_sizes import standardised
from analysis.estimates.noncentrality import tail_of
from analysis.estimates.rows import Values, code_text
from results import Contrast, EstimatedMean, Term


def wald_terms(
    names: Sequence[str],
    labels: Sequence[str],
    estimates: Values,
    covariance: Values,
    *,
    dof: float | None,
    conf_level: float,
) -> tuple[Term, ...]:
    """Coefficients with t (or z, if `dof` is None), p value and interval."""
    errors = np.sqrt(np.diag(covariance))
    margin = _quantile(dof, conf_level)
    return tuple(
        Term(
            name=name,
            label=label,
            estimate=float(estimate),
            std_error=float(error),
            statistic_name="z" if dof is None else "t",
            statistic=float(estimate / error),
            dof=dof,
            p_value=_two_sided(estimate / error, dof),
            conf_low=float(estimate - margin * error),
            conf_high=float(estimate + margin * error),
            conf_level=conf_level,
        )
        for name, label, estimate, error in zip(
            names, labels, estimates, errors, strict=True
        )
    )


def estimated_means(
    groups: Sequence[Any],
    labels: Sequence[str],
    estimates: Values,
    covariance: Values,
    *,
    dof: float | None,
    conf_level: float,
) -> tuple[EstimatedMean, ...]:
    """Give groups' estimates with standard error and interval (of t, or of z)."""
    errors = np.sqrt(np.diag(covariance))
    margin = _quantile(dof, conf_level)
    return tuple(
        EstimatedMean(
            group=code_text(group),
            label=label,
            estimate=float(estimate),
            std_error=float(error),
            conf_low=float(estimate - margin * error),
            conf_high=float(estimate + margin * error),
            conf_level=conf_level,
        )
        for group, label, estimate, error in zip(
            groups, labels, estimates, errors, strict=True
        )
    )


def pairwise(
    groups: Sequence[Any],
    estimates: Values,
    covariance: Values,
    *,
    dof: int | None,
    residual_sd: float | None = None,
    conf_level: float,
) -> tuple[Contrast, ...]:
    """Differences of all pairs of groups' estimates, earlier - later.

    Parameters
    ----------
    groups : sequence of shape (n_groups,)
        Codes, in order.
    estimates, covariance : array, shapes (n_groups,) and (n_groups, n_groups)
        What the model estimates for them.
    dof : int or None
        Residual degrees of freedom for t; None for z.
    residual_sd : float, optional
        If given, every difference also gets the effect `adjusted_hedges_g`: the
        difference over this SD, times the exact correction for small samples with
        `dof` degrees of freedom; its interval is that of the noncentral t distribution.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    tuple of Contrast
        p values are adjusted by Holm's method for all pairs, and intervals of the
        differences hold together, by Bonferroni; those of the effects are not adjusted.
    """
    pairs = list(combinations(range(len(groups)), 2))
    margin = _quantile(dof, joint_level(conf_level, len(pairs)))
    found = []
    for i, j in pairs:
        estimate = float(estimates[i] - estimates[j])
        error = sqrt(covariance[i, i] + covariance[j, j] - 2 * covariance[i, j])
        found.append((estimate, error, _two_sided(estimate / error, dof)))
    adjusted = holm_adjusted([p for _, _, p in found])
    return tuple(
        Contrast(
            first=code_text(groups[i]),
            second=code_text(groups[j]),
            estimate=estimate,
            std_error=error,
            statistic_name="z" if dof is None else "t",
            statistic=estimate / error,
            dof=dof,
            p_value=p,
            p_adjusted=q,
            conf_low=estimate - margin * error,
            conf_high=estimate + margin * error,
            conf_level=conf_level,
            effect=None
            if dof is None or residual_sd is None
            else standardised(
                "adjusted_hedges_g",
                estimate / error,
                dof,
                error / residual_sd,
                conf_level=conf_level,
            ),
            correction="Holm",
            interval_correction=BONFERRONI,
        )
        for (i, j), (estimate, error, p), q in zip(pairs, found, adjusted, strict=True)
    )


def _quantile(dof: float | None, conf_level: float) -> float:
    upper = 1 - tail_of(conf_level)
    return float(stats.norm.ppf(upper) if dof is None else stats.t.ppf(upper, dof))


def _two_sided(statistic: float, dof: float | None) -> float:
    size = abs(statistic)
    return float(2 * (stats.norm.sf(size) if dof is None else stats.t.sf(size, dof)))
