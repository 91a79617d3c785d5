"""What a design of this size can detect, and how precisely it can estimate.

Nothing is simulated here: every number follows from the sizes of the groups, under
conditions that each cell states. Groups of people are independent, values are normal
with the same standard deviation, and tests are two-sided.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import combinations
from math import exp, lgamma, sqrt, tanh
from typing import TypeVar

import numpy as np
from scipy import stats

from analysis.estimates.coverage import tail_of
from analysis.estimates.proportions import wilson_interval
from analysis.estimates.recorded import recorded
from analysis.power._design_measures import design_used
from analysis.power._detectable_cells import (
    anova_cell,
    correlation_cell,
    design_cell,
    means_cell,
    paired_cell,
    proportions_cell,
)
from analysis.power.exact_power import mean_over_correlations
from results import Cell, DesignAnalysis, Measure

T = TypeVar("T")


@recorded("per_group", "followed_up", "proportions", "alpha", "power")
def smallest_effects(
    *,
    per_group: int = 24,
    followed_up: Sequence[int] = (17, 16, 15),
    proportions: Sequence[float] = (0.5, 0.2),
    alpha: float = 0.05,
    power: float = 0.8,
) -> DesignAnalysis:
    """Smallest effects that a study of this size detects with the power asked for.

    Parameters
    ----------
    per_group : int
        People in each group at entry.
    followed_up : sequence of int
        People of each group seen again, one number for every group.
    proportions : sequence of float
        True proportions in the first of two groups, between 0 and 1.
    alpha : float
        An effect is detected if p is below it.
    power : float
        Probability of detection, above `alpha` and below 1.

    Returns
    -------
    DesignAnalysis
        One cell for each test and size: at entry first, then every pair of groups
        followed up. Measures are true values, not estimates:

        - ``means-...``: `cohen_d`, the difference of two means in standard
          deviations, which Hedges' g estimates; Student's t test
        - ``anova-...``: `f`, the standard deviation of the groups' means (weighted by
          their sizes) in standard deviations of the values, and `omega_squared`, the
          share of the variance, f^2 / (1 + f^2); analysis of variance
        - ``paired-...``: `d_z`, the mean change in standard deviations of the change
        - ``correlation-...``: `r`, by the exact distribution of the correlation of two
          normal variables (not Fisher's z); t test of a correlation
        - ``proportions-...``: `higher` and `lower`, the nearest detected proportions
          of the second group, with their distances `increase` and `decrease`; Fisher's
          exact test over all tables. None where not even 1, or 0, would be detected.

    Raises
    ------
    ValueError
        If a size, a proportion, `alpha` or `power` is out of its range.

    References
    ----------
    R 4.2.2: power.t.test(strict = TRUE); power.anova.test for groups of one size, and
    pf with ncp for others; for correlations pt with ncp, integrated over the
    distribution of the other variable's sum of squares; for proportions dbinom and
    fisher.test over all tables.
    """
    _check(per_group, followed_up, proportions)
    if not 0 < alpha < power < 1:
        raise ValueError(
            f"alpha and power: not 0 < alpha < power < 1, got {alpha} and {power}; "
            "use 0.05 and 0.8"
        )
    entry, later = (per_group,) * len(followed_up), tuple(followed_up)
    pairs = _pairs(per_group, followed_up)
    paired = _unique([sum(later), *sorted(later, reverse=True)])
    cells = [
        *(means_cell(pair, alpha, power) for pair in pairs),
        *(anova_cell(sizes, alpha, power) for sizes in _unique([entry, later])),
        *(paired_cell(n, alpha, power) for n in paired),
        *(correlation_cell(n, alpha, power) for n in _unique([sum(entry), sum(later)])),
        *(
            proportions_cell(p, pair, alpha, power)
            for p in proportions
            for pair in pairs
        ),
    ]
    return DesignAnalysis(
        method="Power of two-sided tests",
        label=f"Smallest effects detected with a power of {100 * power:g}%",
        n_replications=None,
        cells=tuple(cells),
        data=design_used(),
    )


@recorded("per_group", "followed_up", "proportion", "correlation", "conf_level")
def precision(
    *,
    per_group: int = 24,
    followed_up: Sequence[int] = (17, 16, 15),
    proportion: float = 0.5,
    correlation: float = 0.3,
    conf_level: float = 0.95,
) -> DesignAnalysis:
    """Half the width that intervals are expected to have in a study of this size.

    Parameters
    ----------
    per_group, followed_up : int and sequence of int
        As for `smallest_effects`.
    proportion, correlation : float
        True values, between 0 and 1 and between -1 and 1.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    DesignAnalysis
        One cell for each estimate and size, with one measure `half_width`, the mean
        over all studies of this size of (upper limit - lower limit) / 2:

        - ``means-...``: difference of two means, in standard deviations of the
          values; interval of Student's t
        - ``proportion-...``: one group's proportion, 0 to 1; Wilson's interval
        - ``correlation-...``: interval by Fisher's z, over the exact distribution of
          the correlation of two normal variables

    Raises
    ------
    ValueError
        If a size, a true value or `conf_level` is out of its range.

    References
    ----------
    R 4.2.2: qt and gamma; prop.test(correct = FALSE) over dbinom; pt with ncp,
    integrated, for the distribution of a correlation.
    """
    _check(per_group, followed_up, [proportion])
    if not -1 < correlation < 1:
        raise ValueError(f"correlation: outside -1 to 1, got {correlation}; use 0.3")
    tail = tail_of(conf_level)
    single = _unique([per_group, *sorted(followed_up, reverse=True)])
    everybody = _unique([per_group * len(followed_up), sum(followed_up)])
    cells = [
        *(_of_means(*pair, tail) for pair in _pairs(per_group, followed_up)),
        *(_of_proportion(n, proportion, conf_level) for n in single),
        *(_of_correlation(n, correlation, tail) for n in everybody),
    ]
    return DesignAnalysis(
        method="Expected width of intervals",
        label=f"Half the expected width of {100 * conf_level:g}% intervals",
        n_replications=None,
        cells=tuple(cells),
        data=design_used(),
    )


def _check(
    per_group: int, followed_up: Sequence[int], proportions: Sequence[float]
) -> None:
    if len(followed_up) < 2 or not all(3 <= n <= per_group for n in followed_up):
        raise ValueError(
            "followed_up: not two groups or more of 3 to per_group people, got "
            f"{list(followed_up)} of {per_group} each"
        )
    if not all(0 < p < 1 for p in proportions):
        raise ValueError(
            f"proportion: outside 0 to 1, got {list(proportions)}; use such as 0.5"
        )


def _pairs(per_group: int, followed_up: Sequence[int]) -> list[tuple[int, int]]:
    return _unique([(per_group, per_group), *combinations(followed_up, 2)])


def _unique(things: Sequence[T]) -> list[T]:
    return list(dict.fromkeys(things))


def _of_means(first: int, second: int, tail: float) -> Cell:
    dof = first + second - 2
    mean_sd = sqrt(2 / dof) * exp(lgamma((dof + 1) / 2) - lgamma(dof / 2))
    width = float(stats.t.isf(tail, dof)) * sqrt(1 / first + 1 / second) * mean_sd
    sizes = (first, second)
    return design_cell("means", "Two means", sizes, "Student's t", _half(width))


def _of_proportion(n: int, truth: float, conf_level: float) -> Cell:
    limits = [wilson_interval(k, n, conf_level=conf_level) for k in range(n + 1)]
    chances = stats.binom.pmf(np.arange(n + 1), n, truth)
    half = _half(float(chances @ np.array([(high - low) / 2 for low, high in limits])))
    return design_cell("proportion", "A proportion", [n], "Wilson", half, truth)


def _of_correlation(n: int, truth: float, tail: float) -> Cell:
    aside = float(stats.norm.isf(tail)) / sqrt(n - 3)
    half = _half(mean_over_correlations(partial(_width, aside), truth, n))
    return design_cell("correlation", "A correlation", [n], "Fisher's z", half, truth)


def _half(width: float) -> list[Measure]:
    return [Measure(name="half_width", label="Expected half width", value=width)]


def _width(aside: float, z: float) -> float:
    # Half the width of an interval that reaches so far to either side of Fisher's z.
    return (tanh(z + aside) - tanh(z - aside)) / 2
