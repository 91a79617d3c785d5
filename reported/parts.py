"""A published result as a chapter uses it: parts by key, and numbers that know theirs.

What prose calls ``outcomes-use.contrasts.inpatient-outpatient.estimate``, code calls
``use["inpatient-outpatient"].estimate``: a field by its name, a part by its key. The
number that comes of it knows its result, its path, and how it prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import combinations
from typing import Any

from reported.asked import Asked, apart, said_of_one
from reported.conditions import Condition, all_of
from reported.lacking import Lacking
from reported.numbers import Number, target_of
from reported.words.fields import ENDINGS
from reported.words.lacks import Lack, absent, expected, why_lacking
from reported.words.paths import pair_words
from results import Contrast, Record
from results.parts import NUMBER_OR_NONE, Place, follow, key_of


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups by their codes."""

    first: str
    second: str


class Part(Asked):
    """A published result, or a part of one that has fields."""

    __slots__ = ("_at", "_name", "_result")

    def __init__(self, name: str, result: Record, path: str = "") -> None:
        self._name, self._result = name, result
        self._at = follow(result, path)

    @property
    def result(self) -> Any:
        """Return the record itself."""
        return self._at.value

    @property
    def target(self) -> str:
        """Return id and path, as prose refers to it; "" if it is not published."""
        return target_of(self._name, self._at.path)

    @property
    def key(self) -> str:
        """Return its name among the parts beside it."""
        return key_of(self.result)

    def called(self, outcome: str) -> Part:
        """Return the same whole result under another label of its outcome."""
        result: Any = self._result
        return Part(self._name, replace(result, outcome=outcome))

    def _step(self, step: str) -> Any:
        path = f"{self._at.path}.{step}" if self._at.path else step
        return _found(self._name, self._result, path)

    def _names(self) -> list[str]:
        return expected(self.result).names()

    def __repr__(self) -> str:
        """Say what it is."""
        return f"<{self.target or 'not published'}: {type(self.result).__name__}>"


class Parts:
    """The parts of a record that stand in one tuple, in their order."""

    __slots__ = ("_name", "_path", "_records", "_result")

    def __init__(
        self, name: str, result: Record, path: str, records: tuple[Any, ...]
    ) -> None:
        self._name, self._result, self._path = name, result, path
        self._records = records

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._records)

    def __iter__(self) -> Iterator[Part]:
        """Yield one after the other."""
        return (self[key] for key in self.keys())

    def __getitem__(self, key: str | int) -> Any:
        """Return one by its key, or by its number."""
        name = key if isinstance(key, str) else self.keys()[key]
        return _found(self._name, self._result, f"{self._path}.{name}")

    def keys(self) -> list[str]:
        """Return the keys."""
        return [key_of(record) for record in self._records]

    def largest(self, key: str, field: str = "") -> Condition:
        """Hold where no other part has so much.

        Parameters
        ----------
        key : str
            Of the part.
        field : str
            What is compared; else the first of estimate, proportion, mean and count
            that the parts have.
        """
        own, others = apart(self, key, field, self._absent())
        found = all_of(own > other for other in others)
        return said_of_one(found, own, "is largest in")

    def smallest(self, key: str, field: str = "") -> Condition:
        """Hold where no other part has so little; parameters as for `largest`."""
        own, others = apart(self, key, field, self._absent())
        found = all_of(own < other for other in others)
        return said_of_one(found, own, "is smallest in")

    def _absent(self) -> list[Any]:
        """Return the groups of which nothing could be computed."""
        groups = self._path.rpartition(".")[2] in ("groups", "means")
        return [self[code] for code in absent(self._result)] if groups else []


def published(result: Any) -> Part:
    """Take a record that is not published as one without an id; a part as it is."""
    part: Part = Part("", result) if isinstance(result, Record) else result
    return part


def _found(name: str, result: Any, path: str) -> Any:
    """Follow a path; a pair of groups that were not compared is one without numbers."""
    key = path.removeprefix("contrasts.")
    for pair in _pairs(result):
        if key == key_of(pair) and key not in map(key_of, result.contrasts):
            why = result.undefined or f"{result.method} does not give it"
            said = pair_words(pair, result)
            return Lacking(name, result, Lack((Contrast,)), why=why, part=said)
    try:
        return _reached(name, result, path)
    except KeyError:
        why = why_lacking(result, path)
        if not why:
            raise
    here: Any = Lacking(name, result, expected(result), why=why)
    for step in path.split("."):
        here = here[step]
    return here


def _pairs(result: Any) -> list[Pair]:
    """Return the pairs of groups that a result can compare, in the order of groups."""
    if not hasattr(result, "contrasts"):
        return []
    groups = [*getattr(result, "groups", ()), *getattr(result, "means", ())]
    return [Pair(*map(key_of, two)) for two in combinations(groups, 2)]


def _reached(name: str, result: Record, path: str) -> Any:
    at = follow(result, path.rpartition(".")[0] if _ends(path) else path)
    value = at.value
    if _ends(path):
        return Number(name, result, path)
    if isinstance(value, Record):
        return Part(name, result, at.path)
    if isinstance(value, tuple):
        return value if _plain(at) else Parts(name, result, at.path, value)
    if isinstance(value, str | bool):
        return value
    if value is None and not _is_number(at):
        return None
    return Number(name, result, at.path)


def _ends(path: str) -> bool:
    return path.rpartition(".")[2] in ENDINGS


def _plain(at: Place) -> bool:
    return not Lack((type(at.owner),)).step(at.field).kinds


def _is_number(at: Place) -> bool:
    kinds = fields(at.owner)
    types = {field.name: str(field.type) for field in kinds}
    return types.get(at.field, NUMBER_OR_NONE[0]) in NUMBER_OR_NONE
