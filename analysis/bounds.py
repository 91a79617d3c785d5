"""What the outcomes of lost participants could change, whatever they were.

Nothing is assumed about those not observed. Rows, groups and missing values are treated
as `analysis.attrition` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import product
from math import prod
from operator import add
from typing import Any

import numpy as np
import pandas as pd

from analysis.attrition import Followed, described, followed
from analysis.errors import DataError
from analysis.exact_tests import exact_p_value
from analysis.results import BoundedProportion, Bounds, TippingCell, TippingPoint
from analysis.samples import ALL_ROWS, code_text

__all__ = ["attrition_bounds", "tipping_point"]

#: Ways to fill the gaps that are tried at most; some seconds' work.
MOST_FILLINGS = 20_000


def attrition_bounds(
    frame: pd.DataFrame,
    *,
    outcome: str,
    level: object,
    group: str,
    source: str,
    filter: str = ALL_ROWS,
    labels: Mapping[Any, str] | None = None,
    outcome_label: str | None = None,
) -> Bounds:
    """Proportions by group if nobody, or everybody, of those lost had the outcome.

    Parameters
    ----------
    frame : DataFrame, shape (n_people, n_variables)
        NaN in the outcome of those not observed; a row without a group is left out.
    outcome, group : str
        Column of categories and column of group codes.
    level : object
        The category whose proportion is given.
    source, filter : str
        Kind of data and table; which rows, as `samples.selected` reads it.
    labels : mapping of str to str, optional
        Group code to label.
    outcome_label : str, optional
        What the outcome is called.

    Returns
    -------
    Bounds
        For each group the proportion of those observed, and the smallest and largest
        that is possible; of the exact test of all groups, the p value of those
        observed, and the smallest and largest over every way to fill the gaps. The
        variables are outcome and group.

    Raises
    ------
    DataError
        If a column is not there, nobody can have `level`, there is one group only,
        or the gaps can be filled in too many ways.

    Notes
    -----
    An outcome either has the level or has it not. If all people have the same outcome,
    p is 1. The p value of those observed is None if a group was not observed at all
    or all those observed have the same outcome.

    References
    ----------
    R: fisher.test of every table of groups by outcome.
    """
    found = followed(
        frame,
        outcome=outcome,
        level=level,
        group=group,
        source=source,
        filter=filter,
        labels=labels,
    )
    hits, seen, sizes = _counts(found)
    if len(sizes) < 2:
        raise DataError(
            f"{found.where}: at least 2 groups are needed, got {list(found.keys)}; "
            "report the proportion instead"
        )
    lost = [n - k for n, k in zip(sizes, seen, strict=True)]
    fillings = prod(k + 1 for k in lost)
    if fillings > MOST_FILLINGS:
        raise DataError(
            f"{found.where}: more than {MOST_FILLINGS:,} ways to fill the gaps, got "
            f"{fillings:,}; leave groups out with a filter"
        )
    p_values = [
        _exact(_pairs(map(add, hits, more), sizes), found.where)
        for more in product(*(range(k + 1) for k in lost))
    ]
    undefined = _not_compared(hits, seen)
    return Bounds(
        method="Worst and best case of those lost",
        outcome=outcome_label or outcome,
        n=sum(sizes),
        n_observed=sum(seen),
        groups=tuple(
            BoundedProportion(
                group=key,
                label=label,
                n=n,
                n_observed=k,
                count=count,
                lowest=count / n,
                observed=count / k if k else None,
                highest=(count + n - k) / n,
            )
            for key, label, count, k, n in zip(
                found.keys, found.labels, hits, seen, sizes, strict=True
            )
        ),
        p_lowest=min(p_values),
        p_observed=None if undefined else _exact(_pairs(hits, seen), found.where),
        p_highest=max(p_values),
        data=described(
            found,
            (outcome, group),
            source=source,
            filter=filter,
            function="analysis.bounds.attrition_bounds",
            level=code_text(level),
        ),
        undefined=undefined,
    )


def _counts(found: Followed) -> tuple[list[int], list[int], list[int]]:
    # In each group: those who have the level, those observed, and everybody.
    inside = [found.success[found.member == i] for i in range(len(found.keys))]
    return (
        [int(np.nansum(values)) for values in inside],
        [int((~np.isnan(values)).sum()) for values in inside],
        [len(values) for values in inside],
    )


def _not_compared(hits: Sequence[int], seen: Sequence[int]) -> str:
    if not all(seen):
        return "in a group nobody was observed, so those observed are not compared"
    if sum(hits) in (0, sum(seen)):
        return "all those observed have the same outcome, so they are not compared"
    return ""


def _pairs(hits: Iterable[int], sizes: Sequence[int]) -> tuple[tuple[int, int], ...]:
    # Groups by outcome; the test is the same for any order of groups and of outcomes.
    table = sorted((h, n - h) for h, n in zip(hits, sizes, strict=True))
    return tuple(min(table, sorted((b, a) for a, b in table)))


@cache
def _exact(table: tuple[tuple[int, int], ...], where: str) -> float:
    # People who all have the same outcome do not differ.
    alike = 0 in np.sum(table, axis=0)
    return 1.0 if alike else exact_p_value(table, where=where)


def tipping_point(
    frame: pd.DataFrame,
    *,
    outcome: str,
    level: object,
    group: str,
    first: object,
    second: object,
    source: str,
    filter: str = ALL_ROWS,
    labels: Mapping[Any, str] | None = None,
    outcome_label: str | None = None,
    alpha: float = 0.05,
) -> TippingPoint:
    """For which outcomes of those lost a difference of two groups would remain.

    Parameters are those of `attrition_bounds`, with the codes `first` and `second` of
    the two groups, and `alpha`, below which a p value counts as a difference.

    Returns
    -------
    TippingPoint
        A cell for every number of those lost in the first group who could have the
        outcome, with every such number in the second: the difference of proportions
        (first - second) of everybody, and p of Fisher's exact test. A cell remains if
        p is below `alpha` and the difference has the sign of the observed one. The
        variables are outcome and group; the filter names the two groups.

    Raises
    ------
    DataError
        As `attrition_bounds`; and if one of the two groups has no row.
    ValueError
        If both groups are the same, or `alpha` is not between 0 and 1.

    Notes
    -----
    No cell remains where the observed proportions are equal or not both known; then
    `undefined` says so.

    References
    ----------
    R: fisher.test of every table of the two groups by outcome.
    """
    if code_text(first) == code_text(second):
        raise ValueError(f"second: the same group as first, got {second!r}")
    if not 0 < alpha < 1:
        raise ValueError(f"alpha: outside 0-1, got {alpha}; use 0.05")
    codes = (code_text(first), code_text(second))
    inside = f"{group} is {codes[0]} or {codes[1]}"
    words = inside if filter == ALL_ROWS else f"{filter} and {inside}"
    found = followed(
        frame,
        outcome=outcome,
        level=level,
        group=group,
        source=source,
        filter=words,
        labels=labels,
    )
    absent = [key for key in codes if key not in found.keys]
    if absent:
        raise DataError(
            f"{found.where}: no row of this group, got {absent}; choose other groups "
            "or other rows"
        )
    order = [found.keys.index(key) for key in codes]
    hits, seen, sizes = ([part[i] for i in order] for part in _counts(found))
    cells = tuple(
        TippingCell(
            first_count=i,
            second_count=j,
            estimate=(hits[0] + i) / sizes[0] - (hits[1] + j) / sizes[1],
            p_value=_exact(_pairs([hits[0] + i, hits[1] + j], sizes), found.where),
        )
        for i in range(sizes[0] - seen[0] + 1)
        for j in range(sizes[1] - seen[1] + 1)
    )
    # Whole numbers: equal proportions have a difference of exactly 0.
    sign = hits[0] * seen[1] - hits[1] * seen[0]
    undefined = ""
    if not all(seen):
        undefined = "in a group nobody was observed, so there is no difference to keep"
    elif sign == 0:
        undefined = "the observed proportions are equal: there is no difference to keep"
    remaining = sum(cell.p_value < alpha and cell.estimate * sign > 0 for cell in cells)
    return TippingPoint(
        method="Tipping points of Fisher's exact test",
        outcome=outcome_label or outcome,
        first=found.labels[order[0]],
        second=found.labels[order[1]],
        n=sum(sizes),
        n_observed=sum(seen),
        n_cells=len(cells),
        n_remaining=remaining,
        alpha=alpha,
        cells=cells,
        data=described(
            found,
            (outcome, group),
            source=source,
            filter=words,
            function="analysis.bounds.tipping_point",
            level=code_text(level),
            first=codes[0],
            second=codes[1],
            alpha=alpha,
        ),
        undefined=undefined,
    )
