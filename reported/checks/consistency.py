"""Whether reported numbers can be true together: p with its test, a mean with its n.

Nothing here needs the data. What is recomputed is allowed to differ by no more than the
rounding of what was printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from math import ceil, floor, sqrt

from scipy import stats

from reported.checks._printed_tests import DEGREES, ReportedTest

#: The correction whose contrasts have a distribution of their own.
GAMES_HOWELL = "Games-Howell"
#: Differences below this are those of floating-point numbers.
TINY = 1e-12


def p_value(
    name: str,
    statistic: float,
    dof: Sequence[float] = (),
    *,
    alternative: str = "two-sided",
) -> float:
    """Compute the p value of a test statistic.

    Parameters
    ----------
    name : {"F", "H", "r", "rs", "t", "z", "χ²"}
        Which statistic; H of Kruskal and Wallis is taken as χ², and r, and rs of ranks,
        as a correlation with n - 2 degrees of freedom.
    statistic : float
        Its value; of F, H and χ² not negative, of r between -1 and 1.
    dof : sequence of float
        Two degrees of freedom of F, none of z, one of the others; may be fractions.
    alternative : {"two-sided", "greater", "less"}
        Of r, t and z; the others have one tail only.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If the statistic is not known, or has other degrees of freedom than it needs.

    References
    ----------
    R, pf(), pchisq(), pt() and pnorm() with lower.tail = FALSE.

    Examples
    --------
    >>> round(p_value("F", 4.49, (1, 16)), 3), round(p_value("t", -2.0, [20]), 3)
    (0.05, 0.059)
    """
    if name not in DEGREES:
        known = ", ".join(sorted(DEGREES))
        raise ValueError(
            f"statistic: no distribution is known, got {name!r}; use one of {known}"
        )
    if len(dof) != DEGREES[name]:
        raise ValueError(
            f"{name}: {DEGREES[name]} degrees of freedom are needed, got {list(dof)}; "
            "give those of the test"
        )
    if name == "F":
        return float(stats.f.sf(statistic, *dof))
    if name in ("H", "χ²"):
        return float(stats.chi2.sf(statistic, *dof))
    if name in ("r", "rs"):
        return _tail(stats.t(*dof).cdf, _t_of_r(statistic, dof[0]), alternative)
    distribution = stats.t(*dof) if name == "t" else stats.norm()
    return _tail(distribution.cdf, statistic, alternative)


def _t_of_r(r: float, dof: float) -> float:
    left = 1 - r * r
    return r * sqrt(dof / left) if left > 0 else float("inf") * r


def _tail(cdf: Callable[[float], float], value: float, alternative: str) -> float:
    if alternative == "two-sided":
        return float(2 * cdf(-abs(value)))
    if alternative not in ("greater", "less"):
        raise ValueError(
            f"alternative: not a direction, got {alternative!r}; "
            "use two-sided, greater or less"
        )
    return float(cdf(value if alternative == "less" else -value))


def p_bounds(test: ReportedTest, *, n_groups: int | None = None) -> tuple[float, float]:
    """Return the smallest and largest p value that a printed test can stand for.

    Parameters
    ----------
    test : ReportedTest
        The statistic may be off by half of its last decimal, and so may degrees of
        freedom that are printed with decimals; whole ones are exact.
    n_groups : int, optional
        Of a Games-Howell contrast, how many groups were compared; it has to be known.

    Returns
    -------
    (float, float)
        Between 0 and 1. Of a test whose p was adjusted by another method, from the p
        value that is not adjusted, which is the smallest possible, to 1.

    Raises
    ------
    ValueError
        If the groups of a Games-Howell contrast are not known.
    """
    games_howell = test.correction == GAMES_HOWELL
    if games_howell and n_groups is None:
        raise ValueError(
            f"{test.text}: how many groups were compared is not known; give n_groups"
        )
    low, high = _rounded_from(test.statistic)
    sizes = sorted(abs(value) for value in (low, high))
    # The sign does not matter for two tails, and 0 may lie between the limits.
    statistics = [0.0 if low < 0 < high else sizes[0], sizes[1]]
    degrees = [
        _rounded_from(number) if "." in number else (float(number),)
        for number in test.dof
    ]
    found = [
        _p_of(test.name, statistic, dof, n_groups if games_howell else None)
        for statistic, dof in product(statistics, product(*degrees))
    ]
    return min(found), 1.0 if test.correction and not games_howell else max(found)


def _rounded_from(printed: str) -> tuple[float, float]:
    half = 0.5 * 10 ** -len(printed.partition(".")[2])
    return float(printed) - half, float(printed) + half


def _p_of(
    name: str, statistic: float, dof: Sequence[float], n_groups: int | None
) -> float:
    if n_groups is None:
        return p_value(name, statistic, dof)
    return games_howell_p_value(statistic, dof[0], n_groups=n_groups)


@cache
def games_howell_p_value(t: float, dof: float, *, n_groups: int) -> float:
    """Compute the p value of one Games-Howell contrast of several groups.

    Not with the distribution that gave it first, so that a check is worth something:
    by quadrature, to about 1e-12.

    Parameters
    ----------
    t : float
        Difference of the two means over its standard error.
    dof : float
        Degrees of freedom of the two groups (Welch).
    n_groups : int
        How many groups were compared in all.

    Returns
    -------
    float
        Adjusted for all pairs; at least that of the t test.

    References
    ----------
    R, ptukey(abs(t) * sqrt(2), n_groups, dof, lower.tail = FALSE).
    """
    far = stats.studentized_range.sf(abs(t) * sqrt(2), n_groups, dof)
    return max(0.0, float(far))


def agrees(test: ReportedTest, *, n_groups: int | None = None) -> bool:
    """Tell whether a printed p value can be that of its printed test.

    Parameters are those of `p_bounds`.

    Examples
    --------
    >>> from reported.checks._printed_tests import reported_tests
    >>> [agrees(t) for t in reported_tests("z = 1.96, p = .050; z = 1.90, p = .050")]
    [True, False]
    """
    low, high = p_bounds(test, n_groups=n_groups)
    if test.sign == "<":
        return low < float(test.p)
    if test.sign == ">":
        return high > float(test.p)
    lowest, highest = _rounded_from(test.p)
    return lowest <= high + TINY and low <= highest + TINY


def grim(mean: str, n: int, *, items: int = 1) -> bool:
    """Tell whether a printed mean can come from whole numbers.

    Parameters
    ----------
    mean : str
        As printed, with its decimals; a true minus is read.
    n : int
        How many values were averaged.
    items : int
        Of a value that is itself a mean of whole answers, how many answers.

    Returns
    -------
    bool
        Always true when `n` times `items` is at least 10 to the number of decimals.

    Raises
    ------
    ValueError
        If `n` or `items` is less than 1, or the mean is not a number.

    References
    ----------
    Brown, N.J.L. and Heathers, J.A.J. (2017), the GRIM test.

    Examples
    --------
    >>> grim("5.19", 28), grim("5.18", 28)
    (False, True)
    """
    if n < 1 or items < 1:
        raise ValueError(f"grim: nothing was averaged, got n {n} and items {items}")
    value = Fraction(mean.replace("−", "-"))
    half = Fraction(1, 2 * 10 ** len(mean.partition(".")[2]))
    total = n * items
    return ceil((value - half) * total) <= floor((value + half) * total)
