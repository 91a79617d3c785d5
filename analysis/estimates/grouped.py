"""One outcome's observed values, group by group: split, and counted.

Every analysis by groups treats its rows alike: it takes a data frame with one row for a
participant, leaves it as it was, drops the rows on which one of its variables is
missing, and counts them. Groups come in the order of the categories of a categorical
column, else of `labels`, else sorted; a category without any row (a setting that
recruited nobody) is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.estimates.descriptions import summary
from analysis.estimates.filters import ALL_ROWS
from analysis.estimates.rows import (
    Values,
    code_text,
    column,
    data_used,
    numeric,
    selected,
)
from results import DataError, DataUsed, GroupSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
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


def samples(
    frame: pd.DataFrame,
    *,
    outcome: str,
    group: str,
    source: str,
    filter: str = ALL_ROWS,
    labels: Mapping[Any, str] | None = None,
) -> Samples:
    """Split an outcome by group, and count what is missing.

    Parameters
    ----------
    frame : DataFrame, shape (n_participants, n_variables)
        NaN where a value is missing.
    outcome, group : str
        Column of numbers and column of group codes.
    source : str
        Where the rows come from: kind of data and table.
    filter : str
        Which rows are used, as `selected` reads it.
    labels : mapping of str to str, optional
        Group code, as it is or as `code_text` writes it, to label; a code without a
        label is its own.

    Returns
    -------
    Samples
        Values of each group, without the missing ones.

    Raises
    ------
    DataError
        If a column is not there or not numeric, or a group has no observed value.
    """
    where = f"{source}, {outcome} by {group}"
    frame = selected(frame, filter, where=where)
    numbers = numeric(frame, outcome, where=where)
    codes = column(frame, group, where=where)
    keys = group_order(codes, labels)
    inside = [numbers[in_group(codes, key)] for key in keys]
    split = Samples(
        keys=tuple(code_text(key) for key in keys),
        labels=tuple(label_of(key, labels) for key in keys),
        values=tuple(values[~np.isnan(values)] for values in inside),
        missing=tuple(int(np.isnan(values).sum()) for values in inside),
        n_missing=int((np.isnan(numbers) | codes.isna().to_numpy()).sum()),
        where=where,
        data=data_used(frame, (group, outcome), source=source, filter=filter),
    )
    refuse_groups(
        [k for k, v in zip(split.keys, split.values, strict=True) if not len(v)],
        f"{where}: no value was observed",
        f"leave the group out with a filter, or check {outcome}",
    )
    return split


def group_order(codes: Any, labels: Mapping[Any, str] | None) -> list[Any]:
    """Order the groups that have a row: by category, as in `labels`, or sorted.

    DataError if their codes have no order, as words have none beside numbers.
    """
    present = list(codes.dropna().unique())
    if isinstance(codes.dtype, pd.CategoricalDtype):
        return [key for key in codes.cat.categories if key in present]
    place = {code_text(code): i for i, code in enumerate(labels or ())}
    try:
        return sorted(present, key=lambda k: (place.get(code_text(k), len(place)), k))
    except TypeError:
        kinds = sorted({type(key).__name__ for key in present})
        raise DataError(
            f"{codes.name}: codes of {len(kinds)} types have no order, got "
            f"{present[:5]} of {kinds}; write all of them as text, or label each"
        ) from None


def in_group(codes: Any, key: object) -> npt.NDArray[np.bool_]:
    """Tell which rows have a code; one without any does not, whatever its type."""
    inside: npt.NDArray[np.bool_] = (codes == key).to_numpy(dtype=bool, na_value=False)
    return inside


def label_of(key: object, labels: Mapping[Any, str] | None) -> str:
    """Label of a code, or the code itself."""
    texts = {code_text(code): label for code, label in (labels or {}).items()}
    return texts.get(code_text(key), code_text(key))


def refuse_groups(groups: Sequence[str], wrong: str, repair: str) -> None:
    """Raise a DataError that says what is wrong in these groups, if there are any."""
    if groups:
        many = "1 group" if len(groups) == 1 else f"{len(groups)} groups"
        raise DataError(f"{wrong} in {many}, got {list(groups[:5])}; {repair}")
