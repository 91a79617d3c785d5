"""What can be told apart, squared and summed in floating-point numbers.

Whether values differ at all is decided here alone, by the distance between neighbouring
numbers of their size: beside 10,000,000,000,000 that is 0.002, and a point more or less
is a difference like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

#: Steps between neighbouring numbers that a few sums and differences can be out by.
STEPS = 4

#: Sizes whose fourth powers, as in Welch's degrees of freedom, a computer can hold.
LARGEST = 1e70
SMALLEST = 1e-70

#: Values this many times as large as their spread lose figures when they are squared.
FAR = 1e6


def resolution(values: Sequence[Values]) -> float:
    """Differences up to this are none: what is left of 0 after it was computed.

    Parameters
    ----------
    values : sequence of arrays
        What the differences were computed from.

    Returns
    -------
    float
        Four times the distance of the largest value's neighbour.

    Examples
    --------
    >>> 0 < 0.1 + 0.2 - 0.3 < resolution([np.array([0.1 + 0.2]), np.array([0.3])])
    True
    >>> resolution([np.array([1e13, 1e13 + 1])])
    0.0078125
    """
    largest = max(
        (float(np.abs(part).max()) for part in values if part.size), default=0
    )
    return STEPS * float(np.spacing(largest))


def all_alike(values: Values, *, of: Iterable[Values] | None = None) -> bool:
    """Tell whether values are all the same, but for rounding.

    Parameters
    ----------
    values : array, shape (n_values,)
        Without NaN.
    of : iterable of arrays, optional
        What they were computed from, if they are differences or sums.

    Examples
    --------
    >>> all_alike(np.array([0.3, 0.1 + 0.2])), all_alike(1e13 + np.array([0.0, 1.0]))
    (True, False)
    """
    if not values.size:
        return True
    return bool(np.ptp(values) <= resolution([values, *(of or ())]))


def near_nought(values: Sequence[Values]) -> tuple[Values, ...]:
    """Take the first value from all, where their size would drown their spread.

    For what depends on differences alone. Such a subtraction loses nothing; values that
    are not far from 0 are returned as they are.

    Examples
    --------
    >>> first, second = near_nought([np.array([1e13]), np.array([1e13 + 2])])
    >>> first.tolist(), second.tolist()
    ([0.0], [2.0])
    """
    together = np.concatenate(values)
    if np.abs(together).max() <= FAR * np.ptp(together):
        return tuple(values)
    return tuple(part - together[0] for part in values)


def wrong_size(values: Values) -> str:
    """Say why numbers are too large or too small to compute with; "" if they are not.

    Examples
    --------
    >>> wrong_size(np.array([0.0, 3.0]))
    ''
    >>> wrong_size(np.array([1e160, 3.0]))
    'has numbers beyond 1e+70, got 1e+160'
    """
    sizes = np.abs(values[np.isfinite(values)])
    largest = float(sizes.max()) if sizes.size else 0.0
    if largest > LARGEST:
        return f"has numbers beyond {LARGEST:g}, got {largest:g}"
    if 0 < largest < SMALLEST:
        return f"has no number above {SMALLEST:g}, got {largest:g}"
    return ""
