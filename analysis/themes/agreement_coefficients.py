"""Coefficients of agreement on categories: Cohen's kappa, PABAK, Krippendorff's alpha.

They come from counts of units, which add up, so that many tables of counts, such as
those of resamples, are computed at once; the package krippendorff takes one table.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from analysis.estimates.rows import Values


def _ratio(part: Any, whole: Any) -> Any:
    # NaN where there is nothing to divide by.
    whole = np.asarray(whole, dtype=np.float64)
    return np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole != 0)


def agreement(counts: Values) -> Values:
    """Share of units on which two coders agree.

    Parameters
    ----------
    counts : array, shape (..., 4)
        Units in which both found a theme, only the first did, only the second did, and
        neither did; at least one unit in all.
    """
    shares: Values = (counts[..., 0] + counts[..., 3]) / counts.sum(axis=-1)
    return shares


def prevalence(counts: Values) -> Values:
    """Mean of two coders' shares of units with a theme; `counts` as in `agreement`."""
    both, first, second = counts[..., 0], counts[..., 1], counts[..., 2]
    shares: Values = (2 * both + first + second) / (2 * counts.sum(axis=-1))
    return shares


def _cohens_kappa(counts: Values) -> Values:
    both, first, second, neither = np.moveaxis(counts, -1, 0)
    units = counts.sum(axis=-1)
    # all in units squared, so that tables of whole numbers are computed exactly
    chance = (both + first) * (both + second) + (second + neither) * (first + neither)
    kappa: Values = _ratio(units * (both + neither) - chance, units**2 - chance)
    return kappa


def _pabak(counts: Values) -> Values:
    return 2 * agreement(counts) - 1


def _alpha_of_two(counts: Values) -> Values:
    both, first, second, neither = np.moveaxis(counts, -1, 0)
    apart = first + second
    # both coders' values of a unit count
    parts = [2 * apart, 2 * both + apart, 2 * neither + apart]
    return krippendorff_alpha_of(np.stack(parts, axis=-1))


def coincidences(given: Values) -> Values:
    """Count what Krippendorff's alpha of any number of coders is computed from.

    Parameters
    ----------
    given : array, shape (..., n_units, n_values)
        How many coders gave a unit each value; who gave it none is not counted. A unit
        with fewer than two coders cannot be compared and is left out.

    Returns
    -------
    array, shape (..., 1 + n_values)
        Coincidences of different values, then how often each value was given. Those of
        several sets of units add up.
    """
    coders = given.sum(axis=-1)
    kept = np.where(coders > 1, 1.0, 0.0)
    apart = kept * (coders**2 - (given**2).sum(axis=-1)) / np.maximum(coders - 1, 1)
    times = (kept[..., np.newaxis] * given).sum(axis=-2)
    found: Values = np.concatenate(
        [apart.sum(axis=-1)[..., np.newaxis], times], axis=-1
    )
    return found


def krippendorff_alpha_of(counts: Values) -> Values:
    """Krippendorff's alpha for categories, from what `coincidences` returns.

    NaN where no unit can be compared, or only one value was ever given, since then
    there is nothing on which the coders could have disagreed.

    Examples
    --------
    Two coders, three units, on the last of which they differ:

    >>> given = np.array([[2, 0], [0, 2], [1, 1]])
    >>> round(float(krippendorff_alpha_of(coincidences(given))), 3)
    0.444
    """
    apart, times = counts[..., 0], counts[..., 1:]
    values = times.sum(axis=-1)
    expected = values**2 - (times**2).sum(axis=-1)
    alpha: Values = 1 - _ratio((values - 1) * apart, expected)
    return alpha


#: Each coefficient of two coders, from counts as in `agreement`; NaN where both coders
#: found the theme nowhere, or everywhere.
COEFFICIENTS = {
    "cohens_kappa": _cohens_kappa,
    "pabak": _pabak,
    "krippendorff_alpha": _alpha_of_two,
}
