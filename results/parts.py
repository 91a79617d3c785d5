"""Parts of a result by their keys: the path that prose and code name them by.

A path is made of fields joined by points: ``groups.prison.mean``. In a tuple a part is
named by its key: a group by its code, a contrast by two codes joined by a hyphen, a
theme by its id. The tuple's own field may be left out where one key has that name
(``prison.mean``), and so may `measures` of a set of conditions, and an effect can be
called by its own name (``omega_squared``). `place` says the path in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any

from results._comparisons import Effect
from results._designs import TippingCell
from results._models import SurvivalStep
from results._record import Record
from results._themes import Quotation, SaturationStep

#: Fields that name a record among others of its kind, in the order of their use.
KEYS = ("theme", "item", "group", "name")
NUMBER_OR_NONE = ("float | None", "int | None")

#: The option of a result that names the groups for which nothing could be computed.
ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a path leads."""

    path: str  # in full
    value: Any  # a record, a tuple, a number, words or None
    owners: tuple[Record, ...]  # the records on the way, the whole result first
    field: str  # the last field or key

    @property
    def owner(self) -> Record:
        """Return the record in which the last step was taken."""
        return self.owners[-1]


def key_of(part: Any) -> str:
    """Return the name of a part among those beside it."""
    if hasattr(part, "second"):
        return f"{part.first}-{part.second}"
    if isinstance(part, Quotation):
        return part.name
    for name in KEYS:
        if hasattr(part, name):
            return str(getattr(part, name))
    if isinstance(part, SurvivalStep):
        return f"{part.time:g}"
    if isinstance(part, SaturationStep):
        return str(part.interviews)
    if isinstance(part, TippingCell):
        return f"{part.first_count}-{part.second_count}"
    return str(part)


def names_of(record: Record | type[Record]) -> list[str]:
    """Return the fields of a record, and what else it can be asked for by name."""
    own = [field.name for field in fields(record)]
    kind = record if isinstance(record, type) else type(record)
    derived = [n for n in vars(kind) if isinstance(getattr(kind, n), property)]
    return [*own, *derived]


def place(result: Record, path: str) -> Place:
    """Follow a path from a result; the name of an effect leads to its estimate.

    Parameters, what is returned, and errors are those of `follow`.
    """
    at = follow(result, path)
    effect = at.value
    if not isinstance(effect, Effect) or path.rpartition(".")[2] != effect.name:
        return at
    return Place(
        path=f"{at.path}.estimate",
        value=effect.estimate,
        owners=(*at.owners, effect),
        field="estimate",
    )


def follow(result: Record, path: str) -> Place:
    """Follow a path from a result.

    Parameters
    ----------
    result : record of `results`
        A whole result.
    path : str
        As the module says; "" is the result itself.

    Returns
    -------
    Place
        With the path in full, whatever was left out of it.

    Raises
    ------
    KeyError
        If there is no such field, or the name has several parts; the message has
        those there are.
    """
    here: Any = result
    owners: list[Record] = [result]
    taken: list[str] = []
    left = path.split(".") if path else []
    while left:
        here, step, used = _step(here, left, path)
        taken += step
        left = left[used:]
        if isinstance(here, Record) and left:
            owners.append(here)
    field = taken[-1] if taken else ""
    return Place(path=".".join(taken), value=here, owners=tuple(owners), field=field)


def _step(here: Any, left: Sequence[str], path: str) -> tuple[Any, list[str], int]:
    """Take one step; return where it leads, the steps in full, and how many it used."""
    if isinstance(here, tuple):
        return _keyed(here, left, path)
    if not isinstance(here, Record):
        raise KeyError(no_field(path, left[0], []))
    name = left[0]
    names = names_of(here)
    if name in names:
        return getattr(here, name), [name], 1
    effect = getattr(here, "effect", None)
    if isinstance(effect, Effect) and name == effect.name:
        return effect, ["effect"], 1
    return _left_out(here, left, path)


def _keyed(
    parts: tuple[Any, ...], left: Sequence[str], path: str
) -> tuple[Any, list[str], int]:
    # A key can have points in it, as a time of 30.5 days.
    keys = [key_of(part) for part in parts]
    for used in range(1, len(left) + 1):
        key = ".".join(left[:used])
        if keys.count(key) > 1:
            raise KeyError(f"{path}: {keys.count(key)} parts are named {key!r}")
        if key in keys:
            return parts[keys.index(key)], [key], used
    raise KeyError(no_field(path, left[0], keys))


def _left_out(
    here: Record, left: Sequence[str], path: str
) -> tuple[Any, list[str], int]:
    """Find a key in whichever tuple of a record has it."""
    found: list[tuple[Any, list[str], int]] = []
    for name, parts in _tuples(here):
        try:
            value, step, used = _keyed(parts, left, path)
        except KeyError:
            continue
        found.append((value, [name, *step], used))
    if len(found) == 1:
        return found[0]
    if found:
        where = ", ".join(".".join(step) for _, step, _ in found)
        raise KeyError(f"{path}: {len(found)} parts are named {left[0]!r}; use {where}")
    effect = getattr(here, "effect", None)
    own = [effect.name] if isinstance(effect, Effect) else []
    raise KeyError(no_field(path, left[0], [*names_of(here), *own], also=_all(here)))


def _tuples(record: Record) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, tuple) and value and isinstance(value[0], Record):
            yield field.name, value


def _all(record: Record) -> list[str]:
    return [key_of(part) for _, parts in _tuples(record) for part in parts]


def no_field(
    path: str, step: str, legal: Sequence[str], also: Sequence[str] = ()
) -> str:
    """Say that a name leads nowhere, which ones do, and which may be meant."""
    use = f"use one of {', '.join(legal)}" if legal else "leave it out"
    known = [*legal, *also]
    # A pair of groups has a direction: the other one is there under another name.
    turned = "-".join(reversed(step.split("-")))
    near = get_close_matches(step, known, n=3, cutoff=0.75)
    near += [turned] if turned in known and turned not in near else []
    meant = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"{path}: no field to show under this name, got {step!r}; {use}{meant}"


def numbers(result: Record) -> Iterator[tuple[str, float | None]]:
    """Yield every number of a result with its path, in the order of its fields.

    Truth values and words are none; a number that does not exist is None. What says
    how the numbers were asked for (`data`) is left out.
    """
    yield from _numbers(result, "")


def _numbers(here: Any, path: str) -> Iterator[tuple[str, float | None]]:
    if isinstance(here, Record):
        for field in fields(here):
            if field.name not in ("data", "conditions"):
                value = getattr(here, field.name)
                if value is not None or str(field.type) in NUMBER_OR_NONE:
                    yield from _numbers(value, f"{path}.{field.name}".lstrip("."))
    elif isinstance(here, tuple):
        for part in here:
            yield from _numbers(part, f"{path}.{key_of(part)}")
    elif here is None or (isinstance(here, int | float) and not isinstance(here, bool)):
        yield path, here
