"""Coefficients of agreement on categories: Cohen's kappa, PABAK, Krippendorff's alpha.

Those of two coders come from counts of units, so that many tables of counts, such as
those of resamples, are computed at once; the package krippendorff takes one table.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from results import DataError

Numbers = npt.NDArray[np.float64]


def krippendorff_alpha(ratings: Any) -> float | None:
    """Krippendorff's alpha for categories, of any number of coders.

    Parameters
    ----------
    ratings : DataFrame or array, shape (n_coders, n_units)
        The category, of any type, that a coder gave a unit; NaN or None where there is
        none. A unit with fewer than two categories cannot be compared and is left out.

    Returns
    -------
    float or None
        1 for perfect agreement, 0 for what chance would give; None where no unit can
        be compared, or only one category was ever given, since then there is nothing
        on which the coders could have disagreed.

    Raises
    ------
    DataError
        If there are not two coders.

    References
    ----------
    Krippendorff (2018) [krippendorff2018content].

    Examples
    --------
    >>> krippendorff_alpha([["a", "b", "b", None], ["a", "b", "a", "a"]])
    0.4444444444444444
    """
    table = pd.DataFrame(ratings)
    if len(table) < 2:
        raise DataError(
            f"ratings: agreement needs two coders, got {len(table)}; give each coder "
            "a row"
        )
    cells = table.to_numpy(dtype=object)
    codes, _ = pd.factorize(cells.ravel())  # -1 where there is none
    codes = codes.reshape(cells.shape)
    given = np.array(
        [(codes == code).sum(axis=0) for code in range(codes.max(initial=-1) + 1)]
    ).reshape(-1, cells.shape[1])
    of_unit = given.sum(axis=0)
    given, of_unit = given[:, of_unit > 1], of_unit[of_unit > 1]
    pairs = (of_unit**2 - (given**2).sum(axis=0)) / (of_unit - 1)
    alpha = _alpha(pairs.sum(), given.sum(axis=1).astype(np.float64))
    return None if np.isnan(alpha) else float(alpha)


def _alpha(disagreements: Any, times: Numbers) -> Any:
    # Of the coincidences off the diagonal, and how often each category (along the first
    # axis) was given. NaN where only one category was, or none.
    values = times.sum(axis=0)
    expected = values**2 - (times**2).sum(axis=0)
    return 1 - _ratio((values - 1) * disagreements, expected)


def _ratio(part: Any, whole: Any) -> Any:
    # NaN where there is nothing to divide by.
    whole = np.asarray(whole, dtype=np.float64)
    return np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole != 0)


def agreement(counts: Numbers) -> Numbers:
    """Share of units on which two coders agree.

    Parameters
    ----------
    counts : array, shape (..., 4)
        Units in which both found a theme, only the first did, only the second did, and
        neither did; at least one unit in all.
    """
    shares: Numbers = (counts[..., 0] + counts[..., 3]) / counts.sum(axis=-1)
    return shares


def prevalence(counts: Numbers) -> Numbers:
    """Mean of two coders' shares of units with a theme; `counts` as in `agreement`."""
    both, first, second = counts[..., 0], counts[..., 1], counts[..., 2]
    shares: Numbers = (2 * both + first + second) / (2 * counts.sum(axis=-1))
    return shares


def _cohens_kappa(counts: Numbers) -> Numbers:
    both, first, second, neither = np.moveaxis(counts, -1, 0)
    units = counts.sum(axis=-1)
    # all in units squared, so that tables of whole numbers are computed exactly
    chance = (both + first) * (both + second) + (second + neither) * (first + neither)
    kappa: Numbers = _ratio(units * (both + neither) - chance, units**2 - chance)
    return kappa


def _pabak(counts: Numbers) -> Numbers:
    return 2 * agreement(counts) - 1


def _alpha_of_two(counts: Numbers) -> Numbers:
    both, first, second, neither = np.moveaxis(counts, -1, 0)
    apart = first + second
    # both coders' values of a unit stand in its coincidences twice
    alpha: Numbers = _alpha(
        2 * apart, np.stack([2 * both + apart, 2 * neither + apart])
    )
    return alpha


#: Each coefficient of two coders, from counts as in `agreement`; NaN where both coders
#: found the theme nowhere, or everywhere.
COEFFICIENTS = {
    "cohens_kappa": _cohens_kappa,
    "pabak": _pabak,
    "krippendorff_alpha": _alpha_of_two,
}
