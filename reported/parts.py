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

from reported.conditions import Condition, all_of, any_of, said_of
from reported.numbers import Number, target_of
from reported.quantities import Quantity
from reported.words.fields import ENDINGS
from reported.words.paths import FIELDS, pair_words
from results import Record
from results.parts import (
    NUMBER_OR_NONE,
    Place,
    follow,
    key_of,
    names_of,
    no_field,
)

#: What is compared of the groups of a result, the first that they have.
MEASURES = ("estimate", "proportion", "mean", "count")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups by their codes."""

    first: str
    second: str


class Part:
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

    def __getattr__(self, name: str) -> Any:
        """Return a field: a part, the parts of a tuple, a number, or words."""
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._step(name)
        except KeyError as error:
            raise AttributeError(error.args[0]) from error

    def __getitem__(self, key: str) -> Any:
        """Return a part by its key, in whichever field of the record it stands."""
        return self._step(key)

    def _step(self, step: str) -> Any:
        path = f"{self._at.path}.{step}" if self._at.path else step
        return _found(self._name, self._result, path)

    def __dir__(self) -> list[str]:
        """List the fields."""
        return ["key", "result", "target", *names_of(self.result)]

    def __repr__(self) -> str:
        """Say what it is."""
        return f"<{self.target or 'not published'}: {type(self.result).__name__}>"

    # --- what is often claimed --------------------------------------------------------

    @property
    def p(self) -> Quantity:
        """Return its p value; the adjusted one where it has one."""
        adjusted = "p_adjusted" in self._names()
        number: Quantity = self._step("p_adjusted" if adjusted else "p_value")
        return number

    @property
    def differs(self) -> Condition:
        """Hold where p, adjusted if there is an adjusted one, is below .05."""
        return self.p < 0.05

    @property
    def not_detected(self) -> Condition:
        """Hold where p, adjusted if there is an adjusted one, is .05 or more."""
        return self.p >= 0.05

    @property
    def higher(self) -> Condition:
        """Hold where the estimate is above 0 and p, as in `differs`, below .05."""
        found: Condition = (self._step("estimate") > 0) & self.differs
        return found

    @property
    def lower(self) -> Condition:
        """Hold where the estimate is below 0 and p, as in `differs`, below .05."""
        found: Condition = (self._step("estimate") < 0) & self.differs
        return found

    def covers(self, value: float) -> Condition:
        """Hold where the interval reaches from below a value to above it."""
        low, high = self._step("conf_low"), self._step("conf_high")
        return all_of((low < value, high > value))

    def excludes(self, value: float) -> Condition:
        """Hold where the whole interval lies above a value, or all of it below."""
        low, high = self._step("conf_low"), self._step("conf_high")
        found = any_of((low > value, high < value))
        how = f"is clear of {low.given(value)} with its whole interval"
        said = self._step("estimate").said(how)
        return said_of(found.holds, said, found.targets, found.why)

    def largest(self, key: str, field: str = "") -> Condition:
        """Hold where no other group has so much; see `Parts.largest`."""
        return self._groups().largest(key, field)

    def smallest(self, key: str, field: str = "") -> Condition:
        """Hold where no other group has so little; see `Parts.largest`."""
        return self._groups().smallest(key, field)

    def _names(self) -> list[str]:
        return names_of(self.result)

    def _groups(self) -> Parts:
        found: Parts = self._step(
            "means" if hasattr(self.result, "means") else "groups"
        )
        return found


class Lacking(Part):
    """Two groups that a result could not compare: none of the numbers exists.

    No condition over them can be judged, and the result says why.
    """

    __slots__ = ("_pair",)

    def __init__(self, name: str, result: Record, pair: Pair) -> None:
        super().__init__(name, result)
        self._pair = pair

    def _step(self, step: str) -> Quantity:
        if step not in self._names():
            raise KeyError(no_field(step, step, self._names()))
        what = "Difference" if step == "estimate" else FIELDS[step]
        return Quantity(
            None,
            f"{what} of {self.result.outcome}",
            (self.target,),
            why=self.result.undefined or f"{self.result.method} does not give it",
            part=pair_words(self._pair, self.result),
            of=self.result.outcome,
        )

    def _names(self) -> list[str]:
        return ["estimate", "p_value", "p_adjusted", "conf_low", "conf_high"]


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
        own, others = self._apart(key, field)
        found = all_of(own > other for other in others)
        return _said(found, own, "is largest in")

    def smallest(self, key: str, field: str = "") -> Condition:
        """Hold where no other part has so little; parameters as for `largest`."""
        own, others = self._apart(key, field)
        found = all_of(own < other for other in others)
        return _said(found, own, "is smallest in")

    def _apart(self, key: str, field: str) -> tuple[Number, list[Number]]:
        one = self[key]
        names = names_of(one.result)
        field = field or next(name for name in MEASURES if name in names)
        others = [getattr(part, field) for part in self if part.key != one.key]
        return getattr(one, field), others


def published(result: Any) -> Part:
    """Take a record that is not published as one without an id; a part as it is."""
    return result if isinstance(result, Part) else Part("", result)


def _said(found: Condition, own: Number, how: str) -> Condition:
    said = own.said()
    said = said._replace(part="", how=f"{how} {said.part}")
    return said_of(found.holds, said, found.targets, found.why)


def _found(name: str, result: Any, path: str) -> Any:
    """Follow a path; a pair of groups that were not compared is one without numbers."""
    key = path.removeprefix("contrasts.")
    for pair in _pairs(result):
        if key == key_of(pair) and key not in map(key_of, result.contrasts):
            return Lacking(name, result, pair)
    return _reached(name, result, path)


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
        return value if _plain(value) else Parts(name, result, at.path, value)
    if isinstance(value, str | bool):
        return value
    if value is None and not _is_number(at):
        return None
    return Number(name, result, at.path)


def _ends(path: str) -> bool:
    return path.rpartition(".")[2] in ENDINGS


def _plain(values: tuple[Any, ...]) -> bool:
    return not any(isinstance(value, Record) for value in values)


def _is_number(at: Place) -> bool:
    kinds = fields(at.owner)
    types = {field.name: str(field.type) for field in kinds}
    return types.get(at.field, NUMBER_OR_NONE[0]) in NUMBER_OR_NONE
