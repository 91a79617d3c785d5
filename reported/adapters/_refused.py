"""Say what may be meant by what is handed to `publish` and is no result."""

from numbers import Number
from typing import Any

LONGEST = 100  # characters
ONE = (
    "a number does not say what was counted or from which rows; publish the result "
    "that it comes from"
)
#: What each kind is, by the name of its type, where that says more than what it can do.
BY_NAME = {
    "NoneType": "the function that it came from returned nothing",
    "bool": "a truth value is what a claim says: claim(id, condition)",
    "bool_": "a truth value is what a claim says: claim(id, condition)",
    "Condition": "a condition is what a claim rests on: claim(id, condition)",
    "Number": ONE,
    "Table": "a table is shown: show(...)",
    "Plot": "a figure is shown: show(...)",
    "Part": "it is published already; use it under the id that it has",
    "Parts": "it is published already; use it under the id that it has",
    "DataFrame": "compute a result from its rows, by a function of the analysis, or "
    "show it by show(tables.table(...))",
}
SEVERAL = (
    "publish several as a mapping of keys to results, with {} for the key in the id"
)
ROWS = "compute a result from these values, by a function of the analysis"


def shown(found: Any) -> str:
    """Return how a message calls a value: by itself if it is short, else by its type.

    Rows of people are never shown: what a build says may be read by anybody.
    """
    said = repr(found)
    return said if len(said) <= LONGEST and "\n" not in said else type(found).__name__


def advice(found: Any) -> str:
    """Return what to do with something that is no result, "" if nothing is known.

    Examples
    --------
    >>> advice(True)
    'a truth value is what a claim says: claim(id, condition)'
    """
    name = type(found).__name__
    if name in BY_NAME:
        return BY_NAME[name]
    if isinstance(found, Number):
        return ONE
    if isinstance(found, list | tuple | set | frozenset):
        return SEVERAL
    if hasattr(found, "frame") or hasattr(found, "dtype"):
        return ROWS
    if hasattr(found, "fit"):
        return "a model has results once it is fitted; publish what fit() returns"
    return "call it, and publish what it returns" if callable(found) else ""
