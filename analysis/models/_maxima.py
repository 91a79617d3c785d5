"""The highest likelihood of a logistic model, also with some coefficients fixed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from analysis.estimates.rows import Values
from analysis.models.firth import Fit, Likelihood, fit
from results import DataError, NotComputable

#: A log likelihood that is higher by less is the same.
HIGHER = 1e-8


def best_fit(model: Likelihood) -> Fit:
    """Maximise the likelihood over all coefficients, from several beginnings.

    Errors are those of `analysis.models.firth.fit`. Where predictors separate the
    outcomes, the penalised likelihood can have more than one maximum.
    """
    first = fit(model)
    if not model.penalised:  # one maximum only
        return first
    return highest(model, first, {}, ())


def constrained(model: Likelihood, best: Fit, fixed: Mapping[int, float]) -> Fit:
    """Maximise the likelihood with some coefficients fixed, from several beginnings.

    Parameters
    ----------
    model, fixed
        As for `analysis.models.firth.fit`.
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
    near = along(best, fixed)
    if not model.penalised:
        return fit(model, fixed, near)
    top = highest(model, best, fixed, (near, np.zeros(len(near))))
    refuse_higher(top, best, model.where)
    return top


def along(best: Fit, fixed: Mapping[int, float]) -> Values:
    """Move the coefficients to the fixed ones, the free as their covariance says."""
    columns = list(fixed)
    moved = np.array(list(fixed.values())) - best.coefficients[columns]
    inside = best.covariance[np.ix_(columns, columns)]
    start: Values = best.coefficients + best.covariance[:, columns] @ np.linalg.solve(
        inside, moved
    )
    return start


def _around(best: Fit) -> Iterator[Values]:
    # Places from which other maxima are found, if there are any.
    for factor in (0.5, 2, 3):
        yield best.coefficients * factor
    for j, error in enumerate(np.sqrt(np.diag(best.covariance))):
        for side in (-3, 3):
            yield best.coefficients + side * best.covariance[:, j] / error


def highest(
    model: Likelihood,
    best: Fit,
    fixed: Mapping[int, float],
    starts: tuple[Values, ...],
    *,
    wide: bool = True,
) -> Fit:
    """Take the highest of the maxima that are reached; some starts lead nowhere.

    `wide` starts from around the best fit as well.
    """
    maxima = [] if fixed else [best]
    failed: list[DataError] = []
    for start in [*starts, *(_around(best) if wide else ())]:
        try:
            maxima.append(fit(model, fixed, start))
        except DataError as error:
            failed.append(error)
    if not maxima:
        raise failed[0]
    return max(maxima, key=lambda one: one.log_likelihood)


def refuse_higher(other: Fit, best: Fit, where: str) -> None:
    """Raise a DataError if a maximum is higher than what was taken for the best."""
    if other.log_likelihood > best.log_likelihood + HIGHER:
        raise NotComputable(
            f"{where}: the likelihood has more than one maximum; use fewer predictors"
        )
