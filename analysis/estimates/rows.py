"""Rows and columns of a data frame: found, selected, read as numbers, and counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.estimates.filters import conditions, written
from analysis.estimates.float_limits import wrong_size
from results import DataError, Fault
from results.near_names import did_you_mean

Values = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def column(frame: pd.DataFrame, name: str, *, where: str) -> Any:
    """One column of a frame; DataError if it is not there, or there twice."""
    if name not in frame.columns:
        raise DataError(
            f"{where}: no such variable, got {name!r}; {meant(name, frame.columns)}"
        )
    chosen = frame[name]
    if isinstance(chosen, pd.DataFrame):
        raise DataError(
            f"{where}: {chosen.shape[1]} columns have one name, got {name!r}; "
            "rename or drop all but one"
        )
    return chosen


def meant(name: str, known: Iterable[str]) -> str:
    """Say which of the names that are known might be meant by another.

    Examples
    --------
    >>> meant("seting", ["age", "setting"])
    "did you mean 'setting'?"
    """
    names = [str(one) for one in known]
    return did_you_mean(str(name), names) or (
        f"the columns are {names[:5]}{' and more' if len(names) > 5 else ''}"
    )


def column_names(names: Sequence[str], *, parameter: str) -> tuple[str, ...]:
    """Columns that were named, in order; ValueError if they are one text or a mapping.

    Examples
    --------
    >>> column_names(["age", "setting"], parameter="predictors")
    ('age', 'setting')
    """
    if isinstance(names, str | Mapping):
        kind = "one text" if isinstance(names, str) else "a mapping"
        raise ValueError(
            f"{parameter}: {kind}, got {names!r}; list the columns, such as "
            f"{[names] if isinstance(names, str) else list(names)}"
        )
    return tuple(names)


def numeric(frame: pd.DataFrame, name: str, *, where: str) -> Values:
    """One column as floats, NaN where missing; DataError if it is not numbers.

    Numbers may be held as objects, as pandas holds whole numbers beside None. They are
    refused if their squares could not be computed with.
    """
    series = column(frame, name, where=where)
    if not is_numeric(series):
        raise DataError(f"{where}: {name} is not numeric, got {_no_numbers(series)}")
    values = np.asarray(series.to_numpy(dtype="float64", na_value=np.nan))
    infinite = np.isinf(values)
    if infinite.any():
        raise DataError(
            f"{where}: {name} is infinite {infinite.sum()} times, at rows "
            f"{list(frame.index[infinite][:5])}; check how it was computed"
        )
    if wrong := wrong_size(values):
        raise DataError(f"{where}: {name} {wrong}; use a larger or smaller unit")
    return values


def numbers(
    frame: pd.DataFrame, names: Iterable[str], *, where: str
) -> dict[str, Values]:
    """Several columns, each as `numeric` has it; all their faults in one DataError."""
    columns: dict[str, Values] = {}
    faults: list[Fault] = []
    for name in names:
        try:
            columns[name] = numeric(frame, name, where=where)
        except DataError as error:
            faults.extend(error.faults)
    if faults:
        raise DataError(faults)
    return columns


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


def codes_of(values: Any) -> list[Any]:
    """Return what a column may hold: its categories, or else every value it has."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        return list(values.cat.categories)
    return list(values.dropna().unique())


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


def selected(frame: pd.DataFrame, filter: str, *, where: str) -> pd.DataFrame:
    """Keep the rows that a filter names.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_variables)
        Rows of any kind.
    filter : str
        ``all rows``, or conditions of the form ``setting is prison or inpatient``
        joined by ``and``, as `analysis.estimates.filters` reads them. A row is kept if
        every condition holds; a missing value fulfils none.
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
        legal = {code_text(code): code for code in codes_of(codes)}
        unknown = [value for value in one.values if value not in legal]
        if unknown:
            raise DataError(
                f"{where}: {one.name} has no such value, got {unknown} in the filter; "
                f"use one of {sorted(map(written, legal))[:5]}"
            )
        wanted = [legal[value] for value in one.values]
        kept &= codes.isin(wanted).to_numpy()
    return frame[kept]
