"""Records of any kind, made from the types of their fields, and what must hold of them.

The values mean nothing; they only are of the type that a field declares.
"""

import types
from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import get_args, get_origin, get_type_hints

import pytest

import results
from results import Record, Result
from results.record_json import from_json, to_json

PLAIN = {str: "words", int: 3, float: 0.25, bool: True}


def records_of(module):
    """Return the records that a module declares, with their names for a report."""
    kinds = [
        kind
        for kind in vars(module).values()
        if is_dataclass(kind) and kind.__module__ == module.__name__
    ]
    return [pytest.param(kind, id=kind.__name__) for kind in kinds]


def made(kind, **given):
    """Make a record of a kind, with a value of its type in each field."""
    hints = get_type_hints(kind)
    values = {field.name: _value(hints[field.name]) for field in fields(kind)}
    return kind(**values | given)


def _value(hint):
    if isinstance(hint, types.UnionType):
        return _value(next(part for part in get_args(hint) if part is not type(None)))
    if get_origin(hint) is tuple:
        return (_value(get_args(hint)[0]),) * 2
    return PLAIN[hint] if hint in PLAIN else made(hint)


def numbers_in(kind):
    """Return the fields of a record that hold a number with decimals."""
    hints = get_type_hints(kind)
    return [
        field.name
        for field in fields(kind)
        if float in (hints[field.name], *get_args(hints[field.name]))
    ]


def broken_promises(kind):
    """Say which promises of a record its kind does not keep; none if all is well."""
    record, found = made(kind), []
    if not isinstance(record, Record) or getattr(results, kind.__name__) is not kind:
        found.append("it is no public record")
    if record != made(kind) or hash(record) != hash(made(kind)):
        found.append("two that hold the same are not the same")
    for field in fields(kind):
        try:
            setattr(record, field.name, None)
        except FrozenInstanceError:
            continue
        found.append(f"{field.name} can be changed")
    try:
        kind(*(getattr(record, field.name) for field in fields(kind)))
    except TypeError:
        pass
    else:
        found.append("its fields need no name")
    for name in numbers_in(kind):
        for wrong in (float("nan"), float("inf"), float("-inf")):
            try:
                made(kind, **{name: wrong})
            except ValueError as error:
                said = str(error)
            else:
                said = "nothing"
            expected = (
                f"{kind.__name__}.{name}: not a finite number, got {wrong}; "
                "use None and say why in `undefined`"
            )
            if said != expected:
                found.append(f"of {name} = {wrong} it says {said}")
    if isinstance(record, Result) and from_json(to_json(record)) != record:
        found.append("it does not come back from JSON")
    return found
