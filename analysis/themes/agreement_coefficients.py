"""Coefficients of agreement on categories: Cohen's kappa, PABAK, Krippendorff's alpha.

Those of two coders come from counts of units, so that many tables of counts, such as
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
    found, not_found = 2 * both + apart, 2 * neither + apart
    values = found + not_found
    alpha: Values = 1 - _ratio((values - 1) * apart, found * not_found)
    return alpha


#: Each coefficient of two coders, from counts as in `agreement`; NaN where both coders
#: found the theme nowhere, or everywhere.
COEFFICIENTS = {
    "cohens_kappa": _cohens_kappa,
    "pabak": _pabak,
    "krippendorff_alpha": _alpha_of_two,
}
