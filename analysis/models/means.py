"""What models share in their results: coefficients, ratios, tests, means and pairs.

Statistics are t where a model has residual degrees of freedom, else z.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, sqrt
from typing import Any

import numpy as np
from scipy import stats

from analysis.estimates.adjusted_p import BONFERRONI, holm_adjusted, joint_level
from analysis.estimates.coverage import tail_of
from analysis.estimates.effect_sizes import effect_of, standardised
from analysis.estimates.rows import Values
from results import Contrast, Effect, EstimatedMean, FitStatistic, Term, TermTest

#: Beyond this a coefficient has no odds or hazard ratio that a computer can hold.
MOST_LOG_RATIO = 700.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates:
    """Coefficients, or sums of them, with what their tests need."""

    values: Values  # (n_values,)
    covariance: Values  # (n_values, n_values)
    dof: int | None = None  # of the residuals, for t; None for z

    def weighted(self, weights: Values) -> Estimates:
        """Add these up, by weights of shape (n_sums, n_values)."""
        return Estimates(
            values=weights @ self.values,
            covariance=weights @ self.covariance @ weights.T,
            dof=self.dof,
        )

    def intervals(self, conf_level: float) -> Iterator[dict[str, Any]]:
        """Each with its error and limits, by the names that records have for them."""
        margin = _quantile(self.dof, conf_level)
        errors = np.sqrt(np.diag(self.covariance))
        for estimate, error in zip(self.values, errors, strict=True):
            yield {
                "estimate": float(estimate),
                "std_error": float(error),
                "conf_low": float(estimate - margin * error),
                "conf_high": float(estimate + margin * error),
                "conf_level": conf_level,
            }

    def terms(
        self, names: Sequence[str], labels: Sequence[str], conf_level: float
    ) -> tuple[Term, ...]:
        """Coefficients with t or z, p value and interval."""
        parts = zip(names, labels, self.intervals(conf_level), strict=True)
        return tuple(
            Term(
                name=name,
                label=label,
                statistic_name="z" if self.dof is None else "t",
                statistic=part["estimate"] / part["std_error"],
                dof=self.dof,
                p_value=_two_sided(part["estimate"] / part["std_error"], self.dof),
                **part,
            )
            for name, label, part in parts
        )

    def means(
        self, groups: Mapping[str, str], conf_level: float
    ) -> tuple[EstimatedMean, ...]:
        """Give groups, by code and label, their estimates with error and interval."""
        parts = zip(groups.items(), self.intervals(conf_level), strict=True)
        return tuple(EstimatedMean(group=k, label=t, **part) for (k, t), part in parts)

    def pairwise(
        self, groups: Iterable[str], conf_level: float, residual_sd: float | None = None
    ) -> tuple[Contrast, ...]:
        """Differences of all pairs of groups' estimates, earlier - later.

        Parameters
        ----------
        groups : iterable of str
            Codes, in order.
        conf_level : float
            Coverage of the intervals, between 0 and 1.
        residual_sd : float, optional
            If given, every difference also gets the effect `adjusted_hedges_g`: the
            difference over this SD, times the exact correction for small samples with
            the degrees of freedom; its interval is that of the noncentral t
            distribution.

        Returns
        -------
        tuple of Contrast
            p values are adjusted by Holm's method for all pairs, and intervals of the
            differences hold together, by Bonferroni; those of the effects are not
            adjusted.
        """
        differences = []
        for (i, first), (j, second) in combinations(enumerate(groups), 2):
            estimate = float(self.values[i] - self.values[j])
            cov = self.covariance
            error = sqrt(cov[i, i] + cov[j, j] - 2 * cov[i, j])
            effect = None
            if self.dof is not None and residual_sd is not None:
                effect = standardised(
                    "adjusted_hedges_g",
                    estimate / error,
                    self.dof,
                    error / residual_sd,
                    conf_level=conf_level,
                )
            differences.append(
                Difference(
                    first=first,
                    second=second,
                    estimate=estimate,
                    std_error=error,
                    dof=self.dof,
                    effect=effect,
                )
            )
        return tested(differences, conf_level)


def ratio_of(term: Term, name: str) -> Effect:
    """Odds or hazard ratio of a coefficient, with the limits that this has."""
    logs = (term.estimate, term.conf_low, term.conf_high)
    ratio, *limits = (
        None if value is None or abs(value) > MOST_LOG_RATIO else exp(value)
        for value in logs
    )
    beyond = [ratio, *limits].count(None) > logs.count(None)
    why = "too large or small a number; use a larger or smaller unit"
    return effect_of(
        name,
        ratio,
        (limits[0], limits[1]),
        term.conf_level,
        why if beyond else term.undefined,
    )


def chi_square_test(name: str, label: str, statistic: float, dof: float) -> TermTest:
    """Joint test of coefficients by χ²."""
    return TermTest(
        name=name,
        label=label,
        statistic_name="χ²",
        statistic=statistic,
        dof=dof,
        dof_resid=None,
        p_value=float(stats.chi2.sf(statistic, dof)),
    )


def numbers_of_fit(
    numbers: Mapping[str, tuple[str, float | None]], undefined: str = ""
) -> tuple[FitStatistic, ...]:
    """Numbers by name, each with its label; `undefined` is why there is none."""
    return tuple(
        FitStatistic(
            name=name,
            label=label,
            value=value,
            undefined=undefined if value is None else "",
        )
        for name, (label, value) in numbers.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The difference of two groups before it is tested; dof None for a z test."""

    first: str
    second: str
    estimate: float
    std_error: float  # 0 where it is undefined
    dof: float | None
    effect: Effect | None = None
    undefined: str = ""


def tested(
    differences: Sequence[Difference], conf_level: float
) -> tuple[Contrast, ...]:
    """Test differences by z or t, and adjust the p values by Holm's method.

    The intervals hold together, by Bonferroni.
    """
    level = joint_level(conf_level, len(differences))
    quantiles = [_quantile(d.dof, level) for d in differences]
    raw = [_two_sided(d.estimate / d.std_error, d.dof) for d in differences]
    parts = zip(differences, quantiles, raw, holm_adjusted(raw), strict=True)
    return tuple(
        Contrast(
            first=difference.first,
            second=difference.second,
            estimate=difference.estimate,
            std_error=difference.std_error,
            statistic_name="z" if difference.dof is None else "t",
            statistic=difference.estimate / difference.std_error,
            dof=difference.dof,
            p_value=p_value,
            p_adjusted=p_adjusted,
            conf_low=difference.estimate - quantile * difference.std_error,
            conf_high=difference.estimate + quantile * difference.std_error,
            conf_level=conf_level,
            effect=difference.effect,
            correction="Holm",
            interval_correction=BONFERRONI,
        )
        for difference, quantile, p_value, p_adjusted in parts
    )


def _quantile(dof: float | None, conf_level: float) -> float:
    upper = 1 - tail_of(conf_level)
    return float(stats.norm.ppf(upper) if dof is None else stats.t.ppf(upper, dof))


def _two_sided(statistic: float, dof: float | None) -> float:
    size = abs(statistic)
    return float(2 * (stats.norm.sf(size) if dof is None else stats.t.sf(size, dof)))
