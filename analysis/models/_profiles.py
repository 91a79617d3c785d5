"""Limits of the profile likelihood of one coefficient of a logistic model.

Tests and intervals are those that G. Heinze and M. Schemper (2002) describe, Statistics
in Medicine 21, 2409-2419; without the penalty, the usual likelihood ratio tests and
profile likelihood intervals.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy import optimize, stats

from analysis.estimates.rows import Values
from analysis.models._maxima import HIGHER, along, highest, refuse_higher
from analysis.models.firth import Fit, Likelihood, fit
from results import DataError

#: Steps outwards, each half as long again as the last, in the search for a limit.
MOST_STEPS = 60

#: Times that a higher maximum may be found at what was taken for a limit.
MOST_MAXIMA = 10


def profile_limit(
    model: Likelihood, best: Fit, term: int, *, upper: bool, conf_level: float
) -> float | None:
    """Limit of the profile likelihood interval of one coefficient.

    Parameters
    ----------
    model : Likelihood
        As for `analysis.models.firth.fit`.
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
        model=model,
        best=best,
        term=term,
        drop=float(stats.chi2.ppf(conf_level, 1)) / 2,
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

    model: Likelihood
    best: Fit
    term: int
    drop: float  # of the log likelihood, at a limit
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
            here = self.highest_at(root, wide=False).log_likelihood
            wider = self.highest_at(root, wide=True)
            if wider.log_likelihood <= here + HIGHER or maxima == MOST_MAXIMA:
                return root
            maxima += 1
            self.known.append(wider.coefficients)
            near, step = root, step / 10
        return None

    def excess(self, distance: float) -> float:
        height = self.highest_at(distance, wide=False)
        return self.best.log_likelihood - height.log_likelihood - self.drop

    def highest_at(self, distance: float, *, wide: bool) -> Fit:
        # The highest of the maxima over the other coefficients that are reached.
        fixed = {self.term: self.value(distance)}
        starts: tuple[Values, ...] = (self.last,)
        if self.model.penalised:
            near, zero = along(self.best, fixed), np.zeros(len(self.last))
            starts = (self.last, *self.known, near, zero)
        top = highest(
            self.model, self.best, fixed, starts, wide=wide and self.model.penalised
        )
        self.last = top.coefficients
        refuse_higher(top, self.best, self.model.where)
        return top

    def followed(self, near: float, far: float) -> float | None:
        # Where the maximum over the other coefficients, from the last one on, comes
        # down to the limit: one search for each place, where `excess` needs several.
        # None where searches end in different maxima, so that there is a leap and no
        # such place, or where a wide search finds a higher one.
        fits: list[Fit] = []

        def above(distance: float) -> float:
            start = fits[-1].coefficients if fits else self.last
            fits.append(fit(self.model, {self.term: self.value(distance)}, start))
            return fits[-1].log_likelihood - self.best.log_likelihood + self.drop

        try:
            root = float(optimize.brentq(above, near, far, xtol=1e-11, rtol=1e-12))
        except (DataError, ValueError):
            return None
        if abs(above(root)) > HIGHER:
            return None
        there = fits[-1]
        self.last = there.coefficients
        wider = self.highest_at(root, wide=True)
        agree = wider.log_likelihood <= there.log_likelihood + HIGHER
        return root if agree else None
