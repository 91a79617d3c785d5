"""What the outcomes of lost participants could change, whatever they were.

Nothing is assumed about those not observed. Rows, groups and missing values are treated
as `analysis.attrition._lost` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from analysis.attrition._lost import Followed, followed
from analysis.attrition._many_exact_tests import exact_p_values
from analysis.estimates.filters import condition
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import code_text
from analysis.estimates.sample import Sample
from results import (
    BoundedProportion,
    Bounds,
    DataError,
    NotComputable,
    TippingCell,
    TippingPoint,
)

#: Ways to fill the gaps that are tried at most; some seconds' work.
MOST_FILLINGS = 20_000

#: Those that are tried and kept for two groups, each a cell of the record.
MOST_TIPPING = 100_000


@recorded("level")
def attrition_bounds(
    sample: Sample, *, outcome: str, level: object, group: str
) -> Bounds:
    """Proportions by group if nobody, or everybody, of those lost had the outcome.

    Parameters
    ----------
    sample : Sample
        NaN in the outcome of those not observed; a row without a group is left out.
    outcome, group : str
        Column of categories and column of group codes.
    level : object
        The category whose proportion is given.

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
    people = followed(sample, outcome, level, group)
    if len(people.keys) < 2:
        raise NotComputable(
            f"{people.where}: at least 2 groups are needed, got {list(people.keys)}; "
            "report the proportion instead"
        )
    counts = _counts(people, people.keys)
    hits, seen, sizes = counts.hits, counts.seen, counts.sizes
    ways = _filled(counts, MOST_FILLINGS, "leave groups out with a filter")
    p_values = exact_p_values(ways, sizes, where=people.where)
    undefined = _not_compared(hits, seen)
    return Bounds(
        method="Worst and best case of those lost",
        outcome=sample.event(outcome, level),
        n=sum(sizes),
        n_observed=sum(seen),
        groups=_bounded(people, counts),
        p_lowest=float(p_values.min()),
        p_observed=None
        if undefined
        else float(exact_p_values(np.array([hits]), seen, where=people.where)[0]),
        p_highest=float(p_values.max()),
        data=people.described(),
        undefined=undefined,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    """People in each group."""

    hits: list[int]  # who have the level
    seen: list[int]  # who were observed
    sizes: list[int]
    where: str  # opening of an error message


def _counts(people: Followed, keys: Iterable[str]) -> _Counts:
    inside = [people.success[people.member == people.keys.index(key)] for key in keys]
    return _Counts(
        hits=[int(np.nansum(values)) for values in inside],
        seen=[int((~np.isnan(values)).sum()) for values in inside],
        sizes=[len(values) for values in inside],
        where=people.where,
    )


def _bounded(people: Followed, counts: _Counts) -> tuple[BoundedProportion, ...]:
    parts = zip(
        people.keys, people.labels, counts.hits, counts.seen, counts.sizes, strict=True
    )
    return tuple(
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
        for key, label, count, k, n in parts
    )


def _filled(counts: _Counts, most: int, repair: str) -> npt.NDArray[np.int64]:
    # Those with the outcome in each group, for every way to fill the gaps; the last
    # group's gaps are filled first.
    ends = [n - k + 1 for n, k in zip(counts.sizes, counts.seen, strict=True)]
    if prod(ends) > most:
        raise NotComputable(
            f"{counts.where}: more than {most:,} ways to fill the gaps, got "
            f"{prod(ends):,}; {repair}"
        )
    ways = np.indices(ends).reshape(len(ends), -1).T
    filled: npt.NDArray[np.int64] = ways + np.asarray(counts.hits)
    return filled


def _not_compared(hits: Sequence[int], seen: Sequence[int]) -> str:
    if not all(seen):
        return "in a group nobody was observed, so those observed are not compared"
    if sum(hits) in (0, sum(seen)):
        return "all those observed have the same outcome, so they are not compared"
    return ""


@recorded("level", "first", "second", "alpha")
def tipping_point(
    sample: Sample,
    *,
    outcome: str,
    level: object,
    group: str,
    first: object,
    second: object,
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
        As `attrition_bounds`, with 100,000 ways to fill the gaps; and if one of the
        two groups has no row.
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
    codes = (code_text(first), code_text(second))
    _refuse_asked(codes, second, alpha)
    sample = sample.where(condition(group, *codes))
    people = followed(sample, outcome, level, group)
    named = dict(zip(people.keys, people.labels, strict=True))
    _refuse_absent(people, codes)
    counts = _counts(people, codes)
    cells = _tipping_cells(counts)
    # Whole numbers: equal proportions have a difference of exactly 0.
    sign = counts.hits[0] * counts.seen[1] - counts.hits[1] * counts.seen[0]
    remaining = sum(cell.p_value < alpha and cell.estimate * sign > 0 for cell in cells)
    return TippingPoint(
        method="Tipping points of Fisher's exact test",
        outcome=sample.event(outcome, level),
        first=named[codes[0]],
        second=named[codes[1]],
        n=sum(counts.sizes),
        n_observed=sum(counts.seen),
        n_cells=len(cells),
        n_remaining=remaining,
        alpha=alpha,
        cells=cells,
        data=people.described(first=codes[0], second=codes[1]),
        undefined=_nothing_to_keep(counts.seen, sign),
    )


def _refuse_asked(codes: tuple[str, str], second: object, alpha: float) -> None:
    if codes[0] == codes[1]:
        raise ValueError(f"second: the same group as first, got {second!r}")
    if not 0 < alpha < 1:
        raise ValueError(f"alpha: outside 0-1, got {alpha}; use 0.05")


def _refuse_absent(people: Followed, codes: Iterable[str]) -> None:
    absent = [key for key in codes if key not in people.keys]
    if absent:
        raise DataError(
            f"{people.where}: no row of this group, got {absent}; choose other groups "
            "or other rows"
        )


def _nothing_to_keep(seen: Sequence[int], sign: int) -> str:
    if not all(seen):
        return "in a group nobody was observed, so there is no difference to keep"
    if sign == 0:
        return "the observed proportions are equal: there is no difference to keep"
    return ""


def _tipping_cells(counts: _Counts) -> tuple[TippingCell, ...]:
    repair = "report the worst and best case by attrition_bounds"
    ways = _filled(counts, MOST_TIPPING, repair)
    p_values = exact_p_values(ways, counts.sizes, where=counts.where)
    (first, second), sizes = counts.hits, counts.sizes
    return tuple(
        TippingCell(
            first_count=i - first,
            second_count=j - second,
            estimate=i / sizes[0] - j / sizes[1],
            p_value=p_value,
        )
        for (i, j), p_value in zip(ways.tolist(), p_values.tolist(), strict=True)
    )
