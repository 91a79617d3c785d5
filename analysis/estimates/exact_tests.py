"""The exact test of a table of counts, by going through every table it could be.

scipy's fisher_exact draws tables at random where they are larger than two by two.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, lgamma

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from results import DataError

#: Tables that the exact test enumerates at most.
MOST_TABLES = 500_000

#: Cells that it fills at most in all tables together; about a second's work.
MOST_CELLS = 10_000_000

#: Tables that several tests enumerate at most together; some seconds' work.
MOST_TOGETHER = 10_000_000

#: Relative error allowed when two tables' probabilities are compared, as in R.
RELATIVE_ERROR = 1e-7

#: Largest count; up to this, whole numbers are exact in floating point.
MOST_COUNT = 2**53

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


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
    chances, constant = _chances(counts, where)
    observed = _chance(counts, constant)
    as_rare = chances <= observed * (1 + RELATIVE_ERROR)
    return float(chances[as_rare].sum() / chances.sum())  # of all tables, exactly 1


def exact_p_values(
    hits: Counts, sizes: Sequence[int], *, where: str = "table"
) -> Floats:
    """Two-sided p values of many tables of the same groups by an outcome or none.

    Parameters
    ----------
    hits : array, shape (n_tables, n_groups)
        How many of each group have the outcome, in each table.
    sizes : sequence of int
        How many the groups are.
    where : str
        Opening of an error message.

    Returns
    -------
    array, shape (n_tables,)
        That of `exact_p_value` for each; 1 if all people have the same outcome. Tables
        with as many hits in all are compared with the same tables, made once.

    Raises
    ------
    DataError
        As `exact_p_value`; and if more than 10,000,000 tables were to be made.

    Examples
    --------
    >>> exact_p_values(np.array([[3, 1], [3, 0], [3, 6]]), [3, 6]).round(6).tolist()
    [0.047619, 0.011905, 1.0]
    """
    # In one order of groups and of outcomes, so that no other order has another figure.
    order = np.argsort(sizes, kind="stable")
    size, hits = np.asarray(sizes)[order], hits[:, order]
    hits = np.where(2 * hits.sum(axis=1, keepdims=True) > size.sum(), size - hits, hits)
    totals, misses = hits.sum(axis=1), size - hits
    p_values = np.ones(len(hits))
    made = 0
    for total in np.unique(totals):
        inside = np.flatnonzero(totals == total)
        if total == 0:
            continue
        first = np.column_stack([hits[inside[0]], misses[inside[0]]])
        chances, constant = _chances(first, where)
        made += len(chances)
        if made > MOST_TOGETHER:
            raise DataError(
                f"{where}: more than {MOST_TOGETHER:,} tables are compared in "
                f"{len(hits):,} exact tests, got groups of {list(sizes)}; leave groups "
                "out with a filter"
            )
        ordered = np.sort(chances)
        below = ordered.cumsum()
        cells = np.concatenate([hits[inside], misses[inside]], axis=1)
        observed = np.exp(constant - gammaln(cells + 1.0).sum(axis=1))
        last = np.searchsorted(ordered, observed * (1 + RELATIVE_ERROR), side="right")
        p_values[inside] = below[last - 1] / below[-1]
    return p_values


def counts_of(table: npt.ArrayLike, *, where: str) -> Counts:
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


def _chances(counts: Counts, where: str) -> tuple[Floats, float]:
    # Of every table with these margins, and the logarithm of what they have in common.
    if counts.shape[0] < counts.shape[1]:
        counts = counts.T  # fewer columns, fewer ways to fill a row
    weights = _weights(counts, where)
    margins = [*counts.sum(axis=1).tolist(), *counts.sum(axis=0).tolist()]
    constant = sum(lgamma(k + 1) for k in margins) - lgamma(int(counts.sum()) + 1)
    return np.exp(constant - weights), constant


def _chance(counts: Counts, constant: float) -> float:
    return exp(constant - sum(lgamma(k + 1) for k in counts.ravel().tolist()))


def _weights(counts: Counts, where: str) -> Floats:
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
            if many > MOST_TABLES:
                wrong = f"more than {MOST_TABLES:,} tables have these margins"
                raise _too_large(wrong, counts, where)
            if done > MOST_CELLS:
                wrong = f"the tables with these margins have over {MOST_CELLS:,} cells"
                raise _too_large(wrong, counts, where)
            begun = np.repeat(np.arange(len(ways)), ways)
            first = np.repeat(ways.cumsum() - ways, ways)
            cells = least[begun] + np.arange(many) - first
            left, rest = left[begun], rest[begun] - cells
            left[:, column] -= cells
            weights = weights[begun] + gammaln(cells + 1.0)
    logs: Floats = weights + gammaln(left + 1.0).sum(axis=1)
    return logs


def _too_large(wrong: str, counts: Counts, where: str) -> DataError:
    return DataError(
        f"{where}: {wrong}, got {list(counts.shape)} rows and columns with "
        f"{counts.sum()} counts; merge rare levels, or choose a test that is not exact"
    )
