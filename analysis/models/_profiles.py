"""The likelihood of a logistic model along one or more of its coefficients.

Tests and intervals are those that G. Heinze and M. Schemper (2002) describe, Statistics
in Medicine 21, 2409-2419; without the penalty, the usual likelihood ratio tests and
profile likelihood intervals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy import optimize, stats

from analysis.estimates.rows import Values
from analysis.models.firth import Fit, fit
from results import DataError

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
    profile = _Profile(
        design=design,
        outcome=outcome,
        best=best,
        term=term,
        drop=float(stats.chi2.ppf(conf_level, 1)) / 2,
        penalised=penalised,
        where=where,
        last=best.coefficients,
        known=[best.coefficients],
    )
    root = profile.limit(1 if upper else -1)
    return None if root is None else profile.value(root)


@dataclass(slots=True, kw_only=True)
class _Profile:
    """The likelihood along one coefficient, and what a search has found of it.

    Distances are from its maximum, in standard errors of the coefficient.
    """

    design: Values
    outcome: Values
    best: Fit
    term: int
    drop: float  # of the log likelihood, at a limit
    penalised: bool
    where: str
    last: Values  # the maximum found last
    known: list[Values]  # maxima at the nearer end, and higher ones found

    def value(self, distance: float) -> float:
        error = sqrt(self.best.covariance[self.term, self.term])
        return float(self.best.coefficients[self.term]) + distance * error

    def limit(self, side: int) -> float | None:
        near, step = 0.0, sqrt(2 * self.drop) * side / 2
        maxima = 0
        for _ in range(MOST_STEPS):
            if self.excess(near + step) <= 0:
                near, step = near + step, step * 1.5
                self.known[0] = self.last
                continue
            if (root := self.followed(near, near + step)) is not None:
                return root
            try:
                root = float(
                    optimize.brentq(
                        self.excess, near, near + step, xtol=1e-11, rtol=1e-12
                    )
                )
            except ValueError:  # a higher maximum was found on the way
                continue
            here = self.highest(root, wide=False).log_likelihood
            wider = self.highest(root, wide=True)
            if wider.log_likelihood <= here + HIGHER or maxima == MOST_MAXIMA:
                return root
            maxima += 1
            self.known.append(wider.coefficients)
            near, step = root, step / 10
        return None

    def excess(self, distance: float) -> float:
        found = self.highest(distance, wide=False)
        return self.best.log_likelihood - found.log_likelihood - self.drop

    def highest(self, distance: float, *, wide: bool) -> Fit:
        # The highest of the maxima over the other coefficients that are reached.
        fixed = {self.term: self.value(distance)}
        starts: tuple[Values, ...] = (self.last,)
        if self.penalised:
            along, zero = _along(self.best, fixed), np.zeros(len(self.last))
            starts = (self.last, *self.known, along, zero)
        found = _highest(
            self.design,
            self.outcome,
            self.best,
            fixed,
            starts,
            penalised=self.penalised,
            where=self.where,
            wide=wide and self.penalised,
        )
        self.last = found.coefficients
        _refuse_higher(found, self.best, self.where)
        return found

    def followed(self, near: float, far: float) -> float | None:
        # Where the maximum over the other coefficients, from the last one on, comes
        # down to the limit: one search for each place, where `excess` needs several.
        # None where searches end in different maxima, so that there is a leap and no
        # such place, or where a wide search finds a higher one.
        fits: list[Fit] = []

        def above(distance: float) -> float:
            fits.append(
                fit(
                    self.design,
                    self.outcome,
                    fixed={self.term: self.value(distance)},
                    start=fits[-1].coefficients if fits else self.last,
                    penalised=self.penalised,
                    where=self.where,
                )
            )
            return fits[-1].log_likelihood - self.best.log_likelihood + self.drop

        try:
            root = float(optimize.brentq(above, near, far, xtol=1e-11, rtol=1e-12))
        except (DataError, ValueError):
            return None
        if abs(above(root)) > HIGHER:
            return None
        there = fits[-1]
        self.last = there.coefficients
        wider = self.highest(root, wide=True)
        agree = wider.log_likelihood <= there.log_likelihood + HIGHER
        return root if agree else None
