"""From text to values: each column converted, and checked, by its codebook entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.data._cells import Cells, Column
from analysis.data._signs import CANNOT, unprintable
from analysis.data.codebook import Table, Variable
from results import Fault

# 15 digits are as many as a float holds exactly
WHOLE_NUMBER = r"-?[0-9]{1,15}"
NUMBER = r"-?[0-9]{1,15}(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

#: A whole number as programs write it that take the column for one with decimals.
POINT_NOUGHT = r"-?[0-9]{1,15}\.0+"
WITHOUT_POINT = (
    "write 18, not 18.0: in a spreadsheet, show the column without decimals and save "
    "it again; in pandas, make it Int64 before it is written"
)
#: What spreadsheets and programs write for two or a few answers.
NUMERALS = re.compile(r"[0-9]{1,2}(\.0)?|true|false", re.IGNORECASE)

#: What programs write where nothing is known.
NOTHING_KNOWN = r"(?i:#?n/?a!?|#null!|null|nan|<na>|nil|n\.a\.|missing|[.?-])"

#: A column declared wrongly is wrong in every row; nobody reads a million of those.
MOST_PER_RULE = 1000

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Breach:
    """A rule of the codebook, and which of a column's different texts break it."""

    bad: Mask
    rule: str
    hint: str


def table_values(cells: Cells, table: Table) -> tuple[pd.DataFrame, list[Fault]]:
    """Convert the cells of a table, and say which contradict the codebook.

    Parameters
    ----------
    cells : Cells
        The table as text.
    table : Table
        What the codebook says of it.

    Returns
    -------
    DataFrame, shape (n_rows, n_variables)
        In the order of the codebook: whole and other numbers as float64, categories as
        Categorical of codes with the levels in their order, dates as datetime64, the
        rest as str; missing codes are NaN or NaT, and so are cells that have no value
        of their type.
    list of Fault
        Every cell that is empty, of another type, out of range, no level, not of its
        pattern, or with signs that cannot be printed, by row; one bad cell never hides
        another. Beyond 1,000 cells with the same fault in one column, only their number
        is given.
    """
    frame: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, variable in table.variables.items():
        if name in cells.columns:
            frame[name], breaches = _converted(cells.columns[name], variable)
            for breach in (*_unprintable(cells.columns[name]), *breaches):
                faults += _faults(cells, name, breach)
    faults.sort(key=lambda fault: np.inf if fault.row is None else fault.row)
    return pd.DataFrame(frame), faults


def _converted(column: Column, variable: Variable) -> tuple[Any, list[_Breach]]:
    missing = np.isin(column.texts, list(variable.missing))
    empty = (column.texts == "") & ~missing
    unknown = np.zeros_like(empty)
    if variable.type not in ("id", "text"):
        unknown = ~missing & _matching(column.texts, NOTHING_KNOWN)
        unknown &= ~np.isin(column.texts, list(variable.levels))
    given = ~missing & ~empty & ~unknown
    kinds = {"category": _categories, "date": _dates, "id": _texts, "text": _texts}
    values, breaches = kinds.get(variable.type, _numbers)(column, variable, given)
    codes = ", ".join(f"{code} {reason}" for code, reason in variable.missing.items())
    hint = f"write why it is missing: {codes}" if codes else "it may not be missing"
    nothing = [
        _Breach(empty, "empty cell", hint),
        _Breach(unknown, "is no missing code", hint),
    ]
    return values, [*nothing, *breaches]


def _unprintable(column: Column) -> Iterator[_Breach]:
    signs = [{name for _, name in unprintable(text)} for text in column.texts]
    for name in sorted(set().union(*signs)):
        bad = np.array([name in held for held in signs], dtype=bool)
        yield _Breach(bad, f"holds {name}, {CANNOT}", "take it out of the cell")


def _numbers(
    column: Column, variable: Variable, given: Mask
) -> tuple[NDArray[np.float64], list[_Breach]]:
    whole = variable.type == "integer"
    codes = "|".join(map(re.escape, filter(None, variable.missing)))
    decimal = given & _matching(column.texts, rf"(?:{codes})\.0+") & (not whole)
    legal = given & _matching(column.texts, WHOLE_NUMBER if whole else NUMBER)
    legal &= ~decimal
    values = np.full(len(legal), np.nan)
    values[legal] = column.texts[legal].astype(np.float64)
    infinite = np.isinf(values)
    values[infinite] = np.nan
    rule = "not a whole number" if whole else "not a number"
    hint = "check the form; write digits only, with a point before decimals"
    wrong, point = (given & ~legal & ~decimal) | infinite, np.zeros_like(legal)
    if whole and _matching(column.texts[wrong], POINT_NOUGHT).sum() > 1:
        point = wrong & _matching(column.texts, POINT_NOUGHT)
    unlike = "write the code as data/codebook.yaml has it, without decimals"
    breaches = [
        _Breach(decimal, "a missing code with decimals", unlike),
        _Breach(point, rule, WITHOUT_POINT),
        _Breach(wrong & ~point, rule, hint),
    ]
    if variable.range is not None:
        low, high = variable.range
        inside = (values >= low) & (values <= high)
        inside |= np.isin(values, [float(value) for value in variable.also])
        breaches.append(_outside(legal & ~infinite & ~inside, variable))
    return values[column.codes], breaches


def _categories(
    column: Column, variable: Variable, given: Mask
) -> tuple[pd.Categorical, list[_Breach]]:
    levels = list(variable.levels)
    position = pd.Index(levels).get_indexer(column.texts)
    rule = f"not one of {', '.join(levels)}"
    values = pd.Categorical.from_codes(position[column.codes], categories=levels)
    bad = given & (position == -1)
    return values, [_Breach(bad, rule, _recoded(column.texts[bad], variable))]


def _recoded(texts: NDArray[np.object_], variable: Variable) -> str:
    """Say how to come from what stands in a column to the codes of its levels."""
    code_of = {label.casefold(): code for code, label in variable.levels.items()}
    code_of |= {code.casefold(): code for code in variable.levels}
    meant = {str(text): code_of.get(text.strip().casefold()) for text in texts}
    if len(meant) > 1 and all(meant.values()):
        codes = ", ".join(f"{code} for {text!r}" for text, code in meant.items())
        return f"write the code of each level: {codes}"
    if len(meant) > 1 and all(NUMERALS.fullmatch(text) for text in meant):
        return (
            f"replace each of {', '.join(sorted(meant))} by the code that it stands "
            "for, as whole cells in a spreadsheet; data/codebook.yaml cannot say it, "
            "for chapters use its codes"
        )
    return "check the form, or the levels in data/codebook.yaml"


def _dates(
    column: Column, variable: Variable, given: Mask
) -> tuple[NDArray[np.datetime64], list[_Breach]]:
    shaped = given & _matching(column.texts, DATE)
    days = np.full(len(shaped), None, dtype="datetime64[us]")
    # NaT for such as the thirtieth of February
    read = pd.to_datetime(column.texts[shaped], format="%Y-%m-%d", errors="coerce")
    days[shaped] = read.to_numpy()
    legal = ~np.isnat(days)
    rule = "not a date of the form yyyy-mm-dd"
    breaches = [_Breach(given & ~legal, rule, "check the form")]
    if variable.range is not None:
        low, high = (np.datetime64(str(bound), "us") for bound in variable.range)
        breaches.append(_outside(legal & ~((days >= low) & (days <= high)), variable))
    return days[column.codes], breaches


def _texts(
    column: Column, variable: Variable, given: Mask
) -> tuple[Any, list[_Breach]]:
    kept = pd.array(np.where(given, column.texts, np.nan), dtype="str")
    values = kept.take(column.codes)
    if variable.pattern is None:
        return values, []
    bad = given & ~_matching(column.texts, variable.pattern)
    hint = "check the form, or the pattern in data/codebook.yaml"
    return values, [_Breach(bad, f"not of the form {variable.pattern}", hint)]


def _outside(bad: Mask, variable: Variable) -> _Breach:
    low, high = (str(bound) for bound in variable.range or ())
    dash = " to " if variable.type == "date" or low.startswith("-") else "-"
    unit = f" {variable.unit}" if variable.unit else ""
    also = "".join(f" and not {value}" for value in variable.also)
    hint = "check the form, or the range in data/codebook.yaml"
    return _Breach(bad, f"outside {low}{dash}{high}{unit}{also}", hint)


def _matching(texts: NDArray[np.object_], pattern: str) -> Mask:
    whole = re.compile(pattern)
    return np.array([whole.fullmatch(text) is not None for text in texts], dtype=bool)


def _faults(cells: Cells, name: str, breach: _Breach) -> Iterator[Fault]:
    if not breach.bad.any():
        return
    at = np.flatnonzero(breach.bad[cells.columns[name].codes])
    for index in at[:MOST_PER_RULE]:
        yield cells.fault(int(index), name, breach.rule, breach.hint)
    if len(at) > MOST_PER_RULE:
        rule = f"{breach.rule}, in {len(at) - MOST_PER_RULE} more rows"
        yield Fault(file=cells.file, variable=name, rule=rule, hint=breach.hint)
