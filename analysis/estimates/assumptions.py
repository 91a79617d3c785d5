"""What a test takes for granted, looked at beside it; it never decides which test.

A reader sees how far the data are from what was assumed, and judges for themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import stats

from analysis.estimates.float_limits import all_alike
from analysis.estimates.rows import Values
from results import Assumption

#: Values for which the Shapiro-Wilk test was worked out.
FEWEST, MOST = 3, 5000

#: Ranges below this are made 1 before that test.
SMALL = 1e-9


def normal_residuals(
    values: Sequence[Values], *, name: str = "normal residuals"
) -> Assumption:
    """Shapiro-Wilk test of the distances from each group's mean, all together.

    Parameters
    ----------
    values : sequence of arrays
        Observed values of each group, without NaN; one group is allowed.
    name : str
        What is looked at.

    Returns
    -------
    Assumption
        W and p. Undefined with fewer than 3 or more than 5,000 values, and if every
        value is its group's mean.

    References
    ----------
    R, shapiro.test.

    Examples
    --------
    >>> round(normal_residuals([np.array([1.0, 2.0, 4.0])]).statistic, 4)
    0.9643
    """
    residuals = np.concatenate([group - group.mean() for group in values])
    alike = "every value is the mean of its group"
    return normality(residuals, name, alike if all_alike(residuals, of=values) else "")


def normality(values: Values, name: str, undefined: str = "") -> Assumption:
    """Shapiro-Wilk test of values; `undefined` says why they cannot be tested."""
    if len(values) < FEWEST:
        undefined = f"the test needs at least {FEWEST} values"
    elif len(values) > MOST:
        undefined = f"the test is made for at most {MOST:,} values"
    elif not undefined and all_alike(values):
        undefined = "every value is the same"
    test = None if undefined else _shapiro_wilk(values)
    return assumption(name, "Shapiro-Wilk test", "W", test, undefined=undefined)


def _shapiro_wilk(values: Values) -> Any:
    # SciPy takes a range below 1e-19 for none.
    spread = float(np.ptp(values))
    return stats.shapiro(values / spread if spread < SMALL else values)


def equal_variances(values: Sequence[Values]) -> Assumption:
    """Brown-Forsythe test of the distances from each group's median.

    Parameters
    ----------
    values : sequence of arrays
        Observed values of at least two groups, without NaN.

    Returns
    -------
    Assumption
        F, its degrees of freedom and p. Undefined if within every group each value
        is as far from the median as any other, as it is with two values.

    References
    ----------
    R, car::leveneTest(center = median).

    Examples
    --------
    >>> found = equal_variances([np.array([1.0, 2, 3]), np.array([2.0, 4, 6])])
    >>> round(found.statistic, 4), found.dof, found.dof_resid
    (0.8, 1.0, 4.0)
    """
    distances = [np.abs(group - np.median(group)) for group in values]
    alike = all(all_alike(distance, of=values) for distance in distances)
    sizes = float(len(values) - 1), float(sum(map(len, values)) - len(values))
    return assumption(
        "equal variances",
        "Brown-Forsythe test",
        "F",
        None if alike else stats.levene(*values, center="median"),
        dof=() if alike else sizes,
        undefined="within every group, all values are equally far from the median"
        if alike
        else "",
    )


def assumption(
    name: str,
    method: str,
    statistic_name: str,
    test: Any,
    *,
    dof: Sequence[float] = (),
    undefined: str,
) -> Assumption:
    """Make the record of a test: its statistic and p value, or None and the reason."""
    statistic, p_value = (None, None) if test is None else map(float, test)
    first, second, *_ = *dof, None, None
    return Assumption(
        name=name,
        method=method,
        statistic_name=statistic_name,
        statistic=statistic,
        dof=first,
        dof_resid=second,
        p_value=p_value,
        undefined=undefined,
    )
