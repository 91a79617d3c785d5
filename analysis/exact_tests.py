"""The exact test of a table of counts, by going through every table it could be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, lgamma

import numpy as np
import numpy.typing as npt

from analysis.errors import DataError

__all__ = ["MOST_TABLES", "RELATIVE_ERROR", "exact_p_value"]

#: Tables that the exact test enumerates at most; about a second's work.
MOST_TABLES = 500_000

#: Relative error allowed when two tables' probabilities are compared, as in R.
RELATIVE_ERROR = 1e-7


def exact_p_value(table: npt.ArrayLike, *, where: str = "table") -> float:
    """Two-sided p value of an r x c table of counts, by complete enumeration.

    Parameters
    ----------
    table : array, shape (n_groups, n_levels)
        Counts.
    where : str
        Opening of an error message.

    Returns
    -------
    float
        Sum of the probabilities of all tables with these margins that are no likelier
        than this one (within a relative error of 1e-7).

    Raises
    ------
    DataError
        If there are more than 500,000 such tables.

    References
    ----------
    The rule of R's fisher.test, with which it agrees.

    Examples
    --------
    >>> round(exact_p_value([[3, 0], [1, 5]]), 6)
    0.047619
    """
    counts = np.asarray(table, dtype=np.int64)
    if counts.shape[0] < counts.shape[1]:
        counts = counts.T  # fewer columns, fewer ways to fill a row
    rows, columns = counts.sum(axis=1).tolist(), counts.sum(axis=0).tolist()
    weights: list[float] = []
    for weight in _weights(rows, columns):
        weights.append(weight)
        if len(weights) > MOST_TABLES:
            raise DataError(
                f"{where}: more than {MOST_TABLES:,} tables have these margins, "
                f"got {list(counts.shape)} rows and columns with {counts.sum()} "
                "counts; merge rare levels, or choose a test that is not exact"
            )
    everything = sum(lgamma(total + 1) for total in [*rows, *columns])
    constant = everything - lgamma(int(counts.sum()) + 1)
    chances = np.exp(constant - np.array(weights))
    observed = exp(constant - sum(lgamma(k + 1) for k in counts.ravel().tolist()))
    return min(1.0, float(chances[chances <= observed * (1 + RELATIVE_ERROR)].sum()))


def _weights(rows: Sequence[int], columns: Sequence[int]) -> Iterator[float]:
    # Sum of log factorials of the cells, for every table with these margins.
    if len(rows) == 1:
        yield sum(lgamma(k + 1) for k in columns)
        return
    for cells in _fillings(rows[0], columns):
        here = sum(lgamma(k + 1) for k in cells)
        left = [total - k for total, k in zip(columns, cells, strict=True)]
        for rest in _weights(rows[1:], left):
            yield here + rest


def _fillings(total: int, columns: Sequence[int]) -> Iterator[tuple[int, ...]]:
    # Every way to spread a row total over cells that the columns can still hold.
    if len(columns) == 1:
        yield (total,)
        return
    room = sum(columns[1:])
    for first in range(max(0, total - room), min(total, columns[0]) + 1):
        for rest in _fillings(total - first, columns[1:]):
            yield (first, *rest)
