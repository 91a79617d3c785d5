"""Keep a result as JSON, in full precision, and rebuild it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from results import Record, Result
from results._record import KINDS

#: Version of the JSON form; raised when a reader of the old form would be misled.
VERSION = 3


def to_json(result: Result) -> dict[str, Any]:
    """Turn a result into an object for JSON, in full precision.

    Returns
    -------
    dict
        The record's fields; `record` names its type here and in every part, `version`
        the form. Tuples become lists.

    Examples
    --------
    >>> from results import Count, DataUsed
    >>> used = DataUsed(source="HELP", variables=(), filter="all rows", rows=3)
    >>> to_json(Count(label="people", count=3, data=used))["record"]
    'Count'
    """
    return {"version": VERSION, **_encoded(result)}


def _encoded(value: Any) -> Any:
    if isinstance(value, Record):
        parts = {name: _encoded(getattr(value, name)) for name in _names(type(value))}
        return {"record": type(value).__name__, **parts}
    if isinstance(value, tuple):
        return [_encoded(part) for part in value]
    return value


def from_json(data: Mapping[str, Any]) -> Result:
    """Rebuild the result that `to_json` wrote: equal to the first in every field.

    Raises
    ------
    ValueError
        If the version is another, the type of a record is not known, or its fields
        are not those of its type, by their names and by what they hold.
    """
    if not isinstance(data, Mapping) or data.get("version") != VERSION:
        got = data.get("version") if isinstance(data, Mapping) else data
        raise ValueError(
            f"version: written in another form, got {got!r}; "
            f"build the page again, the form is now {VERSION}"
        )
    found = _decoded({key: part for key, part in data.items() if key != "version"})
    if not isinstance(found, Result):
        raise ValueError(f"record: not a whole result, got {data.get('record')!r}")
    return found


def _decoded(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_decoded(part) for part in value)
    if not isinstance(value, Mapping):
        return value
    parts = {key: _decoded(part) for key, part in value.items() if key != "record"}
    kind = value.get("record")
    made = KINDS.get(str(kind))
    if made is None or not is_dataclass(made):
        raise ValueError(f"record: no such type, got {kind!r}; see results")
    # a field with a default is younger than some records that were kept
    given, needed = set(parts), set(_names(made, needed=True))
    other = (given - set(_names(made))) | (needed - given)
    if other:
        raise ValueError(
            f"{kind}: other fields than this type has, got {sorted(other)}; "
            "build the page again"
        )
    for name, part in parts.items():
        if not _fits(part, _hints(made.__name__)[name]):
            raise ValueError(
                f"{kind}.{name}: of another type than this field has, got {part!r}; "
                "build the page again"
            )
    return made(**parts)


@cache
def _hints(kind: str) -> dict[str, Any]:
    return get_type_hints(KINDS[kind])


def _fits(value: Any, hint: Any) -> bool:
    """Tell whether a value is of the type that a field declares."""
    if isinstance(hint, UnionType):
        return any(_fits(value, each) for each in get_args(hint))
    if get_origin(hint) is tuple:
        each, _ = get_args(hint)  # tuple[X, ...]
        return isinstance(value, tuple) and all(_fits(part, each) for part in value)
    if hint is float:
        return type(value) in (int, float)
    return type(value) is int if hint is int else isinstance(value, hint)


def _names(kind: type[Record], *, needed: bool = False) -> list[str]:
    return [
        field.name for field in fields(kind) if not needed or field.default is MISSING
    ]
