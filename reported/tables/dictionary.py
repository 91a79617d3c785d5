"""The data dictionary: codebook and scoring keys as rows that a person reads."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from reported.markdown import Markdown

DICTIONARY_HEADER = ("Variable", "What it is", "Values", "Missing codes")
SCALES_HEADER = ("Instrument and source", "Scale", "Items", "Reversed", "Rule", "Range")


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


def scale_rows(key: Any, form: str) -> list[list[str]]:
    """Describe the scales of a scoring key; single ratings are left out.

    Parameters
    ----------
    key : object
        A scoring key, with its `scales` and `items`.
    form : str
        What the instrument is called, with ``{}`` where the number of its items stands.

    Returns
    -------
    list of list of str
        One row per scale of several items, the first with the instrument and its
        source, under `SCALES_HEADER`.
    """
    source = f" {{cite:p}}`{key.source[0]}`" if key.source else ""
    rows = [_scale(scale) for scale in key.scales if len(scale.items) > 1]
    names = [Markdown(form.format(key.items) + source), *[""] * len(rows)]
    return [[name, *row] for name, row in zip(names, rows, strict=False)]


def _scale(scale: Any) -> list[str]:
    needed = f", {scale.minimum_answered} answered" if scale.minimum_answered else ""
    between = "–".join(f"{bound:g}" for bound in scale.range)
    items = (_items(scale.items), _items(scale.reverse_keyed))
    return [scale.short, *items, scale.rule + needed, between]


def _items(items: list[int]) -> str:
    """Name items; those of a whole series by its ends."""
    if len(items) > 2 and items == list(range(items[0], items[-1] + 1)):
        return f"{items[0]}–{items[-1]}"
    return ", ".join(map(str, items)) or "none"
