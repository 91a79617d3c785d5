"""One outcome's observed values, group by group: split, and counted.

Every analysis by groups treats its rows alike: it takes a sample with one row for a
participant, drops the rows on which one of its variables is missing, and counts them.
Groups come in the order of `analysis.estimates.sample.Sample.codes`; a category without
any row (a setting that recruited nobody) is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.estimates.descriptions import summary
from analysis.estimates.recorded import data_used
from analysis.estimates.rows import Values, code_text, column, numeric
from analysis.estimates.sample import Sample
from results import DataUsed, GroupSummary, NotComputable


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One outcome's observed values in every group, in points of its own unit."""

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    values: tuple[Values, ...]
    missing: tuple[int, ...]
    n_missing: int  # also rows without a group
    where: str  # opening of an error message
    data: DataUsed

    @property
    def n(self) -> int:
        """Values used."""
        return sum(len(values) for values in self.values)

    @property
    def groups(self) -> tuple[GroupSummary, ...]:
        """The distribution in every group."""
        parts = zip(self.keys, self.labels, self.values, self.missing, strict=True)
        return tuple(summary(v, group=k, label=t, n_missing=m) for k, t, v, m in parts)


def split_by_group(sample: Sample, *, outcome: str, group: str) -> Split:
    """Split an outcome by group, and count what is missing.

    Parameters
    ----------
    sample : Sample
        NaN where a value is missing.
    outcome, group : str
        Column of numbers and column of group codes.

    Returns
    -------
    Split
        Values of each group, without the missing ones.

    Raises
    ------
    DataError
        If a column is not there or not numeric, or a group has no observed value.
    """
    where = f"{sample.source}, {outcome} by {group}"
    numbers = numeric(sample.frame, outcome, where=where)
    codes = column(sample.frame, group, where=where)
    keys = sample.codes(group)
    inside = [numbers[in_group(codes, key)] for key in keys]
    split = Split(
        keys=tuple(code_text(key) for key in keys),
        labels=tuple(sample.level(group, key) for key in keys),
        values=tuple(values[~np.isnan(values)] for values in inside),
        missing=tuple(int(np.isnan(values).sum()) for values in inside),
        n_missing=int((np.isnan(numbers) | codes.isna().to_numpy()).sum()),
        where=where,
        data=data_used(sample, (group, outcome)),
    )
    refuse_groups(
        [k for k, v in zip(split.keys, split.values, strict=True) if not len(v)],
        f"{where}: no value was observed",
        f"leave the group out with a filter, or check {outcome}",
    )
    return split


def in_group(codes: Any, key: object) -> npt.NDArray[np.bool_]:
    """Tell which rows have a code; one without any does not, whatever its type."""
    inside: npt.NDArray[np.bool_] = (codes == key).to_numpy(dtype=bool, na_value=False)
    return inside


def refuse_groups(groups: Sequence[str], wrong: str, repair: str) -> None:
    """Raise a DataError that says what is wrong in these groups, if there are any."""
    if groups:
        many = "1 group" if len(groups) == 1 else f"{len(groups)} groups"
        raise NotComputable(f"{wrong} in {many}, got {list(groups[:5])}; {repair}")
