"""Compare groups at follow-up with allowance for where they began.

Rows, groups and missing values are treated as `analysis.estimates.grouped` says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

import numpy as np
from scipy import stats
from statsmodels.regression.linear_model import OLS

from analysis.estimates.assumptions import normality
from analysis.estimates.effect_sizes import omega_squared
from analysis.estimates.float_limits import all_alike
from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.rows import Values, numeric
from analysis.estimates.sample import Sample
from analysis.models._residuals import constant_variance, parallel_slopes, rounding
from analysis.models.designs import Design, as_category, complete, design_of, refuse
from analysis.models.means import Estimates, numbers_of_fit
from results import Assumption, FitStatistic, Model, NotComputable, Term, TermTest


@recorded("conf_level")
def ancova(
    sample: Sample, *, outcome: str, baseline: str, group: str, conf_level: float = 0.95
) -> Model:
    """Analysis of covariance: follow-up by group, with allowance for the entry score.

    Parameters
    ----------
    sample : Sample
        One row for a participant; NaN where a value is missing.
    outcome, baseline : str
        Columns of numbers: follow-up and entry, in the same unit. A baseline that is
        called as the outcome gets ", entry" behind its label.
    group : str
        Column of group codes; coefficients compare each group with the first.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    Model
        Of the rows with all three values; the others are counted in `n_missing`.
        Terms: t tests of the coefficients of least squares. Tests: F of the baseline
        and of the group, each beside the other (type II), with
        `partial_omega_squared`. Means: of every group at the mean entry score, which
        is `baseline_mean` in `fit`. Contrasts: all pairs of those means, with p values
        adjusted by Holm's method, intervals by Bonferroni's, and
        `adjusted_hedges_g`, the difference over the residual SD corrected for small
        samples. Assumptions: normal residuals, constant variance, and the same slope
        in every group; none of them decides what is reported. `data.variables` are
        outcome, baseline, group.

    Raises
    ------
    DataError
        If a column is not there or not numeric, there is one group only, the outcome
        or the baseline is constant, groups and baseline determine one another, there
        are no more rows than coefficients, or nothing is left unexplained.
    ValueError
        If one column is given twice.

    References
    ----------
    R: lm; car::Anova(type = 2); emmeans::emmeans and pairs(adjust = "none") with
    p.adjust; effectsize::F_to_omega2, its limits as
    `analysis.estimates.effect_sizes.omega_squared` says.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {"entry": [1, 2, 3, 4.0], "later": [1, 3, 3, 6.0], "ward": list("abab")}
    ... )
    >>> sample = Sample(frame, source="simulated")
    >>> found = ancova(sample, outcome="later", baseline="entry", group="ward")
    >>> [round(mean.estimate, 3) for mean in found.means]
    [2.625, 3.875]
    """
    where = _opening(sample.source, outcome, baseline, group)
    sample = _with_entry(sample, outcome, baseline)
    y, design, groups = _read(sample, outcome, baseline, group, where)
    fit = _fitted(y, design, baseline, where)
    at_mean = fit.found.weighted(_at_mean(design, group))
    return Model(
        method="Analysis of covariance",
        outcome=sample.label(outcome),
        unit=sample.unit(outcome),
        n=len(y),
        n_missing=len(sample) - len(y),
        n_events=None,
        n_people=None,
        terms=_terms(fit, conf_level),
        tests=tuple(
            _test(fit, name, sample.label(name), conf_level)
            for name in (baseline, group)
        ),
        means=_higher(at_mean, fit.y_mean).means(groups, conf_level),
        contrasts=at_mean.pairwise(groups, conf_level, residual_sd=fit.sd),
        fit=_fit_statistics(fit, sample.label(baseline)),
        assumptions=_assumptions(fit, baseline, group),
        data=data_used(sample, (outcome, baseline, group)),
    )


def _opening(source: str, outcome: str, baseline: str, group: str) -> str:
    # Of messages about the model; it needs three columns.
    names = [outcome, baseline, group]
    if len(set(names)) < len(names):
        raise ValueError(
            f"outcome, baseline and group: one column is given twice, got {names}; "
            "name three columns"
        )
    return f"{source}, {outcome} by {baseline} and {group}"


def _with_entry(sample: Sample, outcome: str, baseline: str) -> Sample:
    # Words that tell both times apart.
    if sample.label(outcome) != sample.label(baseline):
        return sample
    label = f"{sample.label(baseline)}, entry"
    said = replace(sample.variables[baseline], label=label)
    return replace(sample, variables={**sample.variables, baseline: said})


def _read(
    sample: Sample, outcome: str, baseline: str, group: str, where: str
) -> tuple[Values, Design, dict[str, str]]:
    # The outcome, the design of baseline and group, and the groups with their labels.
    rows = as_category(complete(sample, (outcome, baseline, group), where=where), group)
    y = numeric(rows.frame, outcome, where=where)
    numeric(rows.frame, baseline, where=where)
    design = design_of(rows, (baseline, group), where=where)
    same = f"{outcome} is the same in all {len(y)} complete rows"
    constant = [f"{same}; there is nothing to compare"] if all_alike(y) else []
    refuse(where, constant + design.unsolvable())
    return y, design, rows.levels(group)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitted:
    """A fit around both means: far from 0, no figures of a difference would be left."""

    design: Design  # less `origin`
    origin: Values  # (n_terms,), the mean of the baseline, else 0
    y_mean: float
    ols: Any  # results of statsmodels, of the outcome less `y_mean`
    found: Estimates

    @property
    def sd(self) -> float:
        """SD of the residuals."""
        return sqrt(self.ols.mse_resid)


def _fitted(y: Values, design: Design, baseline: str, where: str) -> _Fitted:
    is_baseline = np.zeros(len(design.names))
    is_baseline[list(design.parts[baseline])] = 1
    origin = design.matrix.mean(axis=0) * is_baseline
    design = replace(design, matrix=design.matrix - origin)
    ols = OLS(y - y.mean(), design.matrix).fit(method="qr")
    if ols.ssr <= rounding(y):
        raise NotComputable(
            f"{where}: the model fits all {len(y)} complete rows without error, so "
            "no test exists; check whether one variable was computed from another"
        )
    dof = int(ols.df_resid)
    found = Estimates(values=ols.params, covariance=ols.cov_params(), dof=dof)
    return _Fitted(
        design=design, origin=origin, y_mean=float(y.mean()), ols=ols, found=found
    )


def _higher(estimates: Estimates, by: Values | float) -> Estimates:
    return replace(estimates, values=estimates.values + by)


def _terms(fit: _Fitted, conf_level: float) -> tuple[Term, ...]:
    # Where the baseline is 0, as it is read.
    one = np.eye(len(fit.origin))
    at_zero = fit.found.weighted(one - np.outer(one[0], fit.origin))
    names, labels = fit.design.names, fit.design.labels
    return _higher(at_zero, fit.y_mean * one[0]).terms(names, labels, conf_level)


def _at_mean(design: Design, group: str) -> Values:
    # One row of the design for each group, at the mean of the baseline, which is 0.
    rows = np.zeros((len(design.parts[group]) + 1, design.matrix.shape[1]))
    rows[:, 0] = 1
    for i, part in enumerate(design.parts[group]):
        rows[i + 1, part] = 1
    return rows


def _test(fit: _Fitted, name: str, label: str, conf_level: float) -> TermTest:
    # F of one predictor beside all the others.
    parts = fit.design.parts[name]
    others = np.delete(fit.design.matrix, parts, axis=1)
    without = OLS(fit.ols.model.endog, others).fit(method="qr")
    f = max(0.0, float(fit.ols.compare_f_test(without)[0]))
    dof, dof_resid = len(parts), int(fit.ols.df_resid)
    n = dof + dof_resid + 1
    effect = omega_squared(f, dof, dof_resid, n=n, conf_level=conf_level)
    return TermTest(
        name=name,
        label=label,
        statistic_name="F",
        statistic=f,
        dof=dof,
        dof_resid=dof_resid,
        p_value=float(stats.f.sf(f, dof, dof_resid)),
        effect=replace(effect, name="partial_omega_squared"),
    )


def _fit_statistics(fit: _Fitted, baseline_label: str) -> tuple[FitStatistic, ...]:
    at = f"{baseline_label}: mean, at which means are estimated"
    return numbers_of_fit(
        {
            "r_squared": ("R²", float(fit.ols.rsquared)),
            "residual_sd": ("Residual SD", fit.sd),
            "baseline_mean": (at, float(fit.origin.sum())),
        }
    )


def _assumptions(fit: _Fitted, baseline: str, group: str) -> tuple[Assumption, ...]:
    y, residuals = fit.ols.model.endog, fit.ols.resid
    return (
        normality(residuals, "normal residuals"),
        constant_variance(fit.design.matrix, residuals),
        parallel_slopes(fit.design, y, residuals, baseline, group),
    )
