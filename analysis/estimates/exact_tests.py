"""The exact test of a table of counts, by going through every table it could be.

scipy's fisher_exact draws tables at random where they are larger than two by two.
"""

from __future__ import annotations

from math import exp, lgamma

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from analysis.estimates.rows import Values, Whole
from results import DataError, NotComputable

#: Tables that the exact test enumerates at most.
MOST_TABLES = 500_000

#: Cells that it fills at most in all tables together; about a second's work.
MOST_CELLS = 10_000_000

#: Relative error allowed when two tables' probabilities are compared, as in R.
RELATIVE_ERROR = 1e-7

#: Largest count; up to this, whole numbers are exact in floating point.
MOST_COUNT = 2**53


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
        If a cell is no count, there are more than 500,000 such tables, or more than
        10,000,000 cells in all of them.

    References
    ----------
    Freeman and Halton (1951), Note on an exact treatment of contingency, goodness of
    fit and other problems of significance, for tables larger than Fisher's: a table
    has the probability Π row! Π column! / (n! Π cell!). The rule of R's fisher.test,
    with which it agrees.

    Examples
    --------
    >>> round(exact_p_value([[3, 0], [1, 5]]), 6)
    0.047619
    """
    counts = counts_of(table, where=where)
    chances, constant = table_chances(counts, where)
    observed = exp(constant - sum(lgamma(k + 1) for k in counts.ravel().tolist()))
    as_rare = chances <= observed * (1 + RELATIVE_ERROR)
    return float(chances[as_rare].sum() / chances.sum())  # of all tables, exactly 1


def counts_of(table: npt.ArrayLike, *, where: str) -> Whole:
    """Read a table of counts.

    Raises
    ------
    DataError
        If it has no rows and columns, or a cell is not a whole number from 0.
    """
    try:
        cells = np.asarray(table, dtype=np.float64)
    except (TypeError, ValueError):
        raise DataError(
            f"{where}: a table of counts has rows of one length with a number in each "
            f"cell, got {table!r}; count the people in each cell"
        ) from None
    if cells.ndim != 2 or 0 in cells.shape:
        raise DataError(
            f"{where}: a table of counts has rows and columns, got the shape "
            f"{list(cells.shape)}; give a row for a group and a column for a level"
        )
    whole = (cells >= 0) & (cells <= MOST_COUNT) & (cells % 1 == 0)
    if not whole.all():
        raise DataError(
            f"{where}: counts are whole numbers from 0 to {MOST_COUNT:,}, got "
            f"{cells[~whole][0]:g} in {int((~whole).sum())} of {cells.size} cells; "
            "count people, and do not weight them"
        )
    return cells.astype(np.int64)


def table_chances(counts: Whole, where: str) -> tuple[Values, float]:
    """Of every table with these margins, and the logarithm of what is common to all.

    Raises
    ------
    DataError
        As `exact_p_value`.
    """
    if counts.shape[0] < counts.shape[1]:
        counts = counts.T  # fewer columns, fewer ways to fill a row
    weights = _weights(counts, where)
    margins = [*counts.sum(axis=1).tolist(), *counts.sum(axis=0).tolist()]
    constant = sum(lgamma(k + 1) for k in margins) - lgamma(int(counts.sum()) + 1)
    return np.exp(constant - weights), constant


def _weights(counts: Whole, where: str) -> Values:
    # Sum of log factorials of the cells, for every table with these margins. All are
    # filled together, row by row. What is begun can be completed, so there are at
    # least as many tables as beginnings, and too many are known before they are made.
    left, weights, done = counts.sum(axis=0)[None, :], np.zeros(1), 0
    for total in counts.sum(axis=1)[:-1].tolist():
        rest = np.full(len(weights), total)
        for column in range(counts.shape[1]):
            least = np.maximum(0, rest - left[:, column + 1 :].sum(axis=1))
            ways = np.minimum(rest, left[:, column]) - least + 1
            many = int(ways.sum())
            done += many
            wrong = ""
            if many > MOST_TABLES:
                wrong = f"more than {MOST_TABLES:,} tables have these margins"
            elif done > MOST_CELLS:
                wrong = f"the tables with these margins have over {MOST_CELLS:,} cells"
            if wrong:
                raise NotComputable(
                    f"{where}: {wrong}, got {list(counts.shape)} rows and columns with "
                    f"{counts.sum()} counts; merge rare levels, or choose a test that "
                    "is not exact"
                )
            begun = np.repeat(np.arange(len(ways)), ways)
            first = np.repeat(ways.cumsum() - ways, ways)
            cells = least[begun] + np.arange(many) - first
            left, rest = left[begun], rest[begun] - cells
            left[:, column] -= cells
            weights = weights[begun] + gammaln(cells + 1.0)
    logs: Values = weights + gammaln(left + 1.0).sum(axis=1)
    return logs
