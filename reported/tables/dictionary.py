"""The data dictionary: the codebook as rows that a person reads."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

DICTIONARY_HEADER = ("Variable", "What it is", "Values", "Missing codes")


def dictionary_rows(table: Any) -> list[list[str]]:
    """Describe the variables of a table; an instrument's items share one row.

    Parameters
    ----------
    table : object with `variables`
        A table of a codebook.

    Returns
    -------
    list of list of str
        One row per variable or instrument: name, label, legal values with unit, and
        the missing codes with their reasons, under `DICTIONARY_HEADER`.
    """
    return [
        [_names(same), _label(same), _values(same[0]), _missing(same[0])]
        for same in _together(table)
    ]


def _together(table: Any) -> Iterator[list[Any]]:
    """Yield the items of an instrument together, every other variable alone."""
    for _, group in groupby(
        table.variables.values(), key=lambda v: v.instrument or v.name
    ):
        yield list(group)


def _names(same: list[Any]) -> str:
    return same[0].name if len(same) == 1 else f"{same[0].name} to {same[-1].name}"


def _label(same: list[Any]) -> str:
    if len(same) == 1:
        return str(same[0].label)
    reverse = [str(v.item) for v in same if v.reverse_keyed]
    label = f"{same[0].label.rpartition(',')[0]}, {len(same)} items"
    return f"{label}; reversed: {', '.join(reverse)}" if reverse else label


def _values(variable: Any) -> str:
    if variable.levels:
        return "; ".join(f"{k} = {label}" for k, label in variable.levels.items())
    if variable.range is None:
        return str({"id": "identifier"}.get(variable.type, variable.type))
    low, high = variable.range
    between = f"{low} to {high}" + (f" {variable.unit}" if variable.unit else "")
    also = "".join(f"; {k} = {what}" for k, what in variable.also.items())
    return between + also


def _missing(variable: Any) -> str:
    return "; ".join(f"{code} = {why}" for code, why in variable.missing.items())
