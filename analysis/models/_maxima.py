"""The highest likelihood of a logistic model, also with some coefficients fixed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from analysis.estimates.rows import Values
from analysis.models.firth import Fit, fit
from results import DataError, NotComputable

#: A log likelihood that is higher by less is the same.
HIGHER = 1e-8


def best_fit(
    design: Values,
    outcome: Values,
    *,
    penalised: bool = True,
    where: str = "logistic model",
) -> Fit:
    """Maximise the likelihood over all coefficients, from several beginnings.

    Parameters and errors are those of `analysis.models.firth.fit`. Where predictors
    separate the outcomes, the penalised likelihood can have more than one maximum.
    """
    first = fit(design, outcome, penalised=penalised, where=where)
    if not penalised:  # one maximum only
        return first
    return highest(design, outcome, first, {}, (), penalised=True, where=where)


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
    if not penalised:
        return fit(
            design, outcome, fixed=fixed, start=near, penalised=False, where=where
        )
    starts = (near, np.zeros(len(near)))
    top = highest(design, outcome, best, fixed, starts, penalised=True, where=where)
    refuse_higher(top, best, where)
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
    """Take the highest of the maxima that are reached; some starts lead nowhere.

    `wide` starts from around the best fit as well.
    """
    maxima = [] if fixed else [best]
    failed: list[DataError] = []
    for start in [*starts, *(_around(best) if wide else ())]:
        try:
            maxima.append(
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
    if not maxima:
        raise failed[0]
    return max(maxima, key=lambda one: one.log_likelihood)


def refuse_higher(other: Fit, best: Fit, where: str) -> None:
    """Raise a DataError if a maximum is higher than what was taken for the best."""
    if other.log_likelihood > best.log_likelihood + HIGHER:
        raise NotComputable(
            f"{where}: the likelihood has more than one maximum; use fewer predictors"
        )
