"""One outcome's observed values, group by group: split, counted and summarised.

Every function takes a data frame with one row for a participant, leaves it as it was,
drops the rows on which a variable of this analysis is missing, and counts them. Groups
come in the order of the categories of a categorical column, else of `labels`, else
sorted; a category without any row (a setting that recruited nobody) is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.errors import DataError
from analysis.filters import ALL_ROWS, condition, conditions, written
from analysis.float_limits import wrong_size
from analysis.results import Count, DataUsed, Description, GroupSummary, Option

__all__ = [
    "ALL_ROWS",
    "Samples",
    "Values",
    "code_text",
    "column",
    "condition",
    "count",
    "data_used",
    "describe",
    "group_order",
    "in_group",
    "is_numeric",
    "label_of",
    "numeric",
    "refuse_groups",
    "samples",
    "selected",
    "summary",
]

Values = npt.NDArray[np.float64]


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
    found = Samples(
        keys=tuple(code_text(key) for key in keys),
        labels=tuple(label_of(key, labels) for key in keys),
        values=tuple(values[~np.isnan(values)] for values in inside),
        missing=tuple(int(np.isnan(values).sum()) for values in inside),
        n_missing=int((np.isnan(numbers) | codes.isna().to_numpy()).sum()),
        where=where,
        data=data_used(frame, (group, outcome), source=source, filter=filter),
    )
    refuse_groups(
        [k for k, v in zip(found.keys, found.values, strict=True) if not len(v)],
        f"{where}: no value was observed",
        f"leave the group out with a filter, or check {outcome}",
    )
    return found


def column(frame: pd.DataFrame, name: str, *, where: str) -> Any:
    """One column of a frame; DataError if it is not there, or there twice."""
    if name not in frame.columns:
        raise DataError(
            f"{where}: no such variable, got {name!r}; "
            "use a name that stands in data/codebook.yaml"
        )
    found = frame[name]
    if isinstance(found, pd.DataFrame):
        raise DataError(
            f"{where}: {found.shape[1]} columns have one name, got {name!r}; "
            "rename or drop all but one"
        )
    return found


def numeric(frame: pd.DataFrame, name: str, *, where: str) -> Values:
    """One column as floats, NaN where missing; DataError if it is not numbers.

    Numbers may be held as objects, as pandas holds whole numbers beside None. They are
    refused if their squares could not be computed with.
    """
    found = column(frame, name, where=where)
    if not is_numeric(found):
        raise DataError(f"{where}: {name} is not numeric, got {_no_numbers(found)}")
    values = np.asarray(found.to_numpy(dtype="float64", na_value=np.nan))
    infinite = np.isinf(values)
    if infinite.any():
        raise DataError(
            f"{where}: {name} is infinite {infinite.sum()} times, at rows "
            f"{list(frame.index[infinite][:5])}; check how it was computed"
        )
    if wrong := wrong_size(values):
        raise DataError(f"{where}: {name} {wrong}; use a larger or smaller unit")
    return values


def is_numeric(values: Any) -> bool:
    """Tell whether a column holds real numbers, whatever its type; missing ones aside.

    Examples
    --------
    >>> is_numeric(pd.Series([3, None], dtype=object)), is_numeric(pd.Series(["3"]))
    (True, False)
    """
    if values.dtype == object:
        held = values.dropna()
        return bool(len(held)) and all(
            isinstance(one, Real | Decimal) and not isinstance(one, bool | np.bool_)
            for one in held
        )
    kinds = pd.api.types
    return bool(
        kinds.is_numeric_dtype(values.dtype)
        and not kinds.is_complex_dtype(values.dtype)
    )


def _no_numbers(values: Any) -> str:
    # What a column holds in place of numbers, and what to do about it.
    try:
        pd.to_numeric(values.astype(object).dropna().astype(str))
    except (TypeError, ValueError):
        return f"{values.dtype}; compare its categories with exact_counts"
    first = values.dropna()
    if not len(first):
        return f"{values.dtype} without a value; check the filter"
    return (
        f"{type(first.iloc[0]).__name__} {str(first.iloc[0])!r}; "
        "convert it by pandas.to_numeric"
    )


def code_text(code: object) -> str:
    """Write a code the way that keys, labels and filters have it.

    A whole number has no decimals, since a column of whole numbers in which one is
    missing holds floats; every other number has all of its figures.

    Examples
    --------
    >>> [code_text(code) for code in (1.0, 20240101.0, 0.5, True, "1.0")]
    ['1', '20240101', '0.5', 'True', '1.0']
    """
    if isinstance(code, float | np.floating) and code.is_integer():
        return str(int(code))
    return str(code)


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
    found: npt.NDArray[np.bool_] = (codes == key).to_numpy(dtype=bool, na_value=False)
    return found


def label_of(key: object, labels: Mapping[Any, str] | None) -> str:
    """Label of a code, or the code itself."""
    texts = {code_text(code): label for code, label in (labels or {}).items()}
    return texts.get(code_text(key), code_text(key))


def data_used(
    frame: pd.DataFrame,
    names: Sequence[str],
    *,
    source: str,
    filter: str,
    function: str = "",
    **options: str | float | bool,
) -> DataUsed:
    """Describe the rows on which none of the named variables is missing.

    `frame` holds the rows that the filter kept; `options` are what the function was
    called with, as far as the numbers depend on it.
    """
    rows = int(frame[list(names)].notna().all(axis=1).sum())
    return DataUsed(
        source=source,
        variables=tuple(names),
        filter=filter,
        rows=rows,
        function=function,
        options=tuple(Option(name=name, value=v) for name, v in options.items()),
    )


def selected(frame: pd.DataFrame, filter: str, *, where: str) -> pd.DataFrame:
    """Keep the rows that a filter names.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_variables)
        Rows of any kind.
    filter : str
        ``all rows``, or conditions of the form ``setting is prison or inpatient``
        joined by ``and``, as `analysis.filters` reads them. A row is kept if every
        condition holds; a missing value fulfils none.
    where : str
        Opening of an error message.

    Returns
    -------
    DataFrame, shape (n_kept, n_variables)
        In the same order. Rows that fulfil a filter already are left as they are.

    Raises
    ------
    DataError
        If the filter is not of this form, or names a column or a value that is not
        there.

    Examples
    --------
    >>> frame = pd.DataFrame({"seen": ["yes", "no", None], "days": [1, 2, 3]})
    >>> selected(frame, "seen is yes", where="simulated")["days"].tolist()
    [1]
    """
    kept = np.ones(len(frame), dtype=bool)
    for one in conditions(filter, where=where):
        codes = column(frame, one.name, where=where)
        legal = _codes_of(codes)
        unknown = [value for value in one.values if value not in legal]
        if unknown:
            raise DataError(
                f"{where}: {one.name} has no such value, got {unknown} in the filter; "
                f"use one of {sorted(map(written, legal))[:5]}"
            )
        wanted = [legal[value] for value in one.values]
        kept &= codes.isin(wanted).to_numpy()
    return frame[kept]


def _codes_of(codes: Any) -> dict[str, Any]:
    # What a filter may name: every category, or every value, as it is written.
    if isinstance(codes.dtype, pd.CategoricalDtype):
        found = list(codes.cat.categories)
    else:
        found = list(codes.dropna().unique())
    return {code_text(code): code for code in found}


def summary(
    values: Values, *, group: str, label: str, n_missing: int = 0
) -> GroupSummary:
    """Summarise observed values: SD with n - 1, quartiles of type 7."""
    if not len(values):
        return GroupSummary(
            group=group,
            label=label,
            n=0,
            n_missing=n_missing,
            mean=None,
            sd=None,
            median=None,
            q1=None,
            q3=None,
            minimum=None,
            maximum=None,
            undefined="there is no value",
        )
    q1, median, q3 = np.quantile(values, [0.25, 0.5, 0.75])
    alone = len(values) == 1
    return GroupSummary(
        group=group,
        label=label,
        n=len(values),
        n_missing=n_missing,
        mean=float(values.mean()),
        sd=None if alone else float(values.std(ddof=1)),
        median=float(median),
        q1=float(q1),
        q3=float(q3),
        minimum=float(values.min()),
        maximum=float(values.max()),
        undefined="one value has no standard deviation" if alone else "",
    )


def refuse_groups(groups: Sequence[str], wrong: str, repair: str) -> None:
    """Raise a DataError that says what is wrong in these groups, if there are any."""
    if groups:
        many = "1 group" if len(groups) == 1 else f"{len(groups)} groups"
        raise DataError(f"{wrong} in {many}, got {list(groups[:5])}; {repair}")


def describe(
    frame: pd.DataFrame,
    *,
    outcome: str,
    source: str,
    filter: str = ALL_ROWS,
    outcome_label: str | None = None,
    unit: str = "",
) -> Description:
    """Summarise an outcome in all rows together.

    Parameters are those of `samples`; `outcome_label` and `unit` are words.

    Returns
    -------
    Description
        With one summary; missing values are left out and counted.

    Raises
    ------
    DataError
        If the column is not there, not numeric, or has no observed value.
    """
    where = f"{source}, {outcome}"
    frame = selected(frame, filter, where=where)
    values = numeric(frame, outcome, where=where)
    observed = values[~np.isnan(values)]
    if not len(observed):
        raise DataError(f"{where}: no value was observed; check the filter")
    return Description(
        outcome=outcome_label or outcome,
        unit=unit,
        summary=summary(
            observed,
            group="all",
            label="All",
            n_missing=len(values) - len(observed),
        ),
        data=data_used(
            frame,
            (outcome,),
            source=source,
            filter=filter,
            function="describe",
        ),
    )


def count(
    frame: pd.DataFrame, *, label: str, source: str, filter: str = ALL_ROWS
) -> Count:
    """Count the rows of a frame, whether or not values are missing in them.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_variables)
        One row for each thing counted.
    label : str
        What the rows are, such as "men at treatment entry".
    source, filter : str
        As for `samples`.

    Returns
    -------
    Count
        With the number of rows.
    """
    frame = selected(frame, filter, where=source)
    data = DataUsed(
        source=source,
        variables=(),
        filter=filter,
        rows=len(frame),
        function="count",
    )
    return Count(label=label, count=len(frame), data=data)
