"""The exact tests of all tables that those who were lost could have made."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import gammaln

from analysis.estimates.exact_tests import RELATIVE_ERROR, table_chances
from analysis.estimates.rows import Values, Whole
from results import NotComputable

#: Tables that several tests enumerate at most together; some seconds' work.
MOST_TOGETHER = 10_000_000


def exact_p_values(
    hits: Whole, sizes: Sequence[int], *, where: str = "table"
) -> Values:
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
        chances, constant = table_chances(first, where)
        made += len(chances)
        if made > MOST_TOGETHER:
            raise NotComputable(
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
