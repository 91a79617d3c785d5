"""The likelihood of a logistic model along one or more of its coefficients.

Tests and intervals are those that G. Heinze and M. Schemper (2002) describe, Statistics
in Medicine 21, 2409-2419; without the penalty, the usual likelihood ratio tests and
profile likelihood intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import sqrt

import numpy as np
from scipy import optimize, stats

from analysis.errors import DataError
from analysis.firth import Fit, fit
from analysis.samples import Values

__all__ = ["best_fit", "constrained", "profile_limit"]

#: A log likelihood that is higher by less is the same.
HIGHER = 1e-8

#: Steps outwards, each half as long again as the last, in the search for a limit.
MOST_STEPS = 60

#: Times that a higher maximum may be found at what was taken for a limit.
MOST_MAXIMA = 10


def best_fit(
    design: Values,
    outcome: Values,
    *,
    penalised: bool = True,
    where: str = "logistic model",
) -> Fit:
    """Maximise the likelihood over all coefficients, from several beginnings.

    Parameters and errors are those of `firth.fit`. Where predictors separate the
    outcomes, the penalised likelihood can have more than one maximum.
    """
    first = fit(design, outcome, penalised=penalised, where=where)
    if not penalised:  # one maximum only
        return first
    return _highest(design, outcome, first, {}, (), penalised=True, where=where)


def constrained(
    design: Values,
    outcome: Values,
    best: Fit,
    fixed: Mapping[int, float],
    *,
    penalised: bool = True,
    where: str = "logistic model",
) -> Fit:
    """Maximise the likelihood with some coefficients fixed, from several beginnings.

    Parameters
    ----------
    design, outcome, fixed, penalised, where
        As for `firth.fit`.
    best : Fit
        With all coefficients estimated.

    Returns
    -------
    Fit
        The highest maximum that was found, with the fixed coefficients as given.

    Raises
    ------
    DataError
        If no maximum is reached, or one higher than that of `best`.
    """
    near = _along(best, fixed)
    if not penalised:
        return fit(
            design, outcome, fixed=fixed, start=near, penalised=False, where=where
        )
    starts = (near, np.zeros(len(near)))
    found = _highest(design, outcome, best, fixed, starts, penalised=True, where=where)
    _refuse_higher(found, best, where)
    return found


def _along(best: Fit, fixed: Mapping[int, float]) -> Values:
    # The coefficients, the free ones moved with the fixed as their covariance says.
    columns = list(fixed)
    moved = np.array(list(fixed.values())) - best.coefficients[columns]
    inside = best.covariance[np.ix_(columns, columns)]
    found: Values = best.coefficients + best.covariance[:, columns] @ np.linalg.solve(
        inside, moved
    )
    return found


def _around(best: Fit) -> Iterator[Values]:
    # Places from which other maxima are found, if there are any.
    for factor in (0.5, 2, 3):
        yield best.coefficients * factor
    for j, error in enumerate(np.sqrt(np.diag(best.covariance))):
        for side in (-3, 3):
            yield best.coefficients + side * best.covariance[:, j] / error


def _highest(
    design: Values,
    outcome: Values,
    best: Fit,
    fixed: Mapping[int, float],
    starts: tuple[Values, ...],
    *,
    penalised: bool,
    where: str,
    wide: bool = True,
) -> Fit:
    # The highest of the maxima that are reached; a start that leads nowhere is left.
    found = [] if fixed else [best]
    failed: list[DataError] = []
    for start in [*starts, *(_around(best) if wide else ())]:
        try:
            found.append(
                fit(
                    design,
                    outcome,
                    fixed=fixed,
                    start=start,
                    penalised=penalised,
                    where=where,
                )
            )
        except DataError as error:
            failed.append(error)
    if not found:
        raise failed[0]
    return max(found, key=lambda one: one.log_likelihood)


def _refuse_higher(found: Fit, best: Fit, where: str) -> None:
    if found.log_likelihood > best.log_likelihood + HIGHER:
        raise DataError(
            f"{where}: the likelihood has more than one maximum; use fewer predictors"
        )


def profile_limit(
    design: Values,
    outcome: Values,
    best: Fit,
    term: int,
    *,
    upper: bool,
    conf_level: float,
    penalised: bool = True,
    where: str = "logistic model",
) -> float | None:
    """Limit of the profile likelihood interval of one coefficient.

    Parameters
    ----------
    design, outcome, penalised, where
        As for `firth.fit`.
    best : Fit
        With all coefficients estimated.
    term : int
        Column of the coefficient.
    upper : bool
        Which of the two limits.
    conf_level : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    float or None
        The nearest place where twice the log likelihood, maximised over the other
        coefficients, is lower than at its maximum by the quantile of χ² with one
        degree of freedom; None if it never is.

    Raises
    ------
    DataError
        As `constrained`.
    """
    centre, error = float(best.coefficients[term]), sqrt(best.covariance[term, term])
    drop = float(stats.chi2.ppf(conf_level, 1)) / 2
    known = [best.coefficients]  # maxima at the nearer end, and higher ones found
    last = best.coefficients

    def profiled(distance: float, wide: bool) -> Fit:
        nonlocal last
        fixed = {term: centre + distance * error}
        if penalised:
            starts = (last, *known, _along(best, fixed), np.zeros(len(last)))
        else:
            starts = (last,)
        found = _highest(
            design,
            outcome,
            best,
            fixed,
            starts,
            penalised=penalised,
            where=where,
            wide=wide and penalised,
        )
        last = found.coefficients
        _refuse_higher(found, best, where)
        return found

    def excess(distance: float) -> float:
        return best.log_likelihood - profiled(distance, False).log_likelihood - drop

    def alone(distance: float, start: Values) -> Fit:
        return fit(
            design,
            outcome,
            fixed={term: centre + distance * error},
            start=start,
            penalised=penalised,
            where=where,
        )

    near, step = 0.0, sqrt(2 * drop) * (1 if upper else -1) / 2
    maxima = 0
    for _ in range(MOST_STEPS):
        if excess(near + step) <= 0:
            near, step = near + step, step * 1.5
            known[0] = last
            continue
        found = _followed(alone, last, best.log_likelihood - drop, near, near + step)
        if found is not None:
            root, there = found
            last = there.coefficients
            wider = profiled(root, True)
            if wider.log_likelihood <= there.log_likelihood + HIGHER:
                return centre + root * error
        try:
            root = float(
                optimize.brentq(excess, near, near + step, xtol=1e-11, rtol=1e-12)
            )
        except ValueError:  # a higher maximum was found on the way
            continue
        here = profiled(root, False).log_likelihood
        wider = profiled(root, True)
        if wider.log_likelihood <= here + HIGHER or maxima == MOST_MAXIMA:
            return centre + root * error
        maxima += 1
        known.append(wider.coefficients)
        near, step = root, step / 10
    return None


def _followed(
    alone: Callable[[float, Values], Fit],
    start: Values,
    height: float,
    near: float,
    far: float,
) -> tuple[float, Fit] | None:
    # Where the maximum over the other coefficients, from the last one on, comes down to
    # a height: one search for each place, where `excess` needs several. None where
    # searches end in different maxima, so that there is a leap and no such place.
    fits: list[Fit] = []

    def above(distance: float) -> float:
        fits.append(alone(distance, fits[-1].coefficients if fits else start))
        return fits[-1].log_likelihood - height

    try:
        root = float(optimize.brentq(above, near, far, xtol=1e-11, rtol=1e-12))
    except (DataError, ValueError):
        return None
    return (root, fits[-1]) if abs(above(root)) <= HIGHER else None
