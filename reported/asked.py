"""How results are asked for what is in them, and what is often claimed of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from reported.conditions import Condition, all_of, any_of, said_of
from reported.quantities import Quantity

#: What is compared of the groups of a result, the first that they have.
MEASURES = ("estimate", "proportion", "mean", "count")


class Asked(ABC):
    """What has fields and parts, whether or not they could be computed."""

    __slots__ = ()

    @abstractmethod
    def _step(self, step: str) -> Any:
        """Return what a name or a key leads to; KeyError if to nothing."""

    @abstractmethod
    def _names(self) -> list[str]:
        """Return what can be asked for by name."""

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

    def __dir__(self) -> list[str]:
        """List the fields."""
        return ["key", "result", "target", *self._names()]

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
        return said_of(found.holds, said, found.targets, found.lacks)

    def largest(self, key: str, field: str = "") -> Condition:
        """Hold where no other group has so much; see `Parts.largest`."""
        found: Condition = self._groups().largest(key, field)
        return found

    def smallest(self, key: str, field: str = "") -> Condition:
        """Hold where no other group has so little; see `Parts.largest`."""
        found: Condition = self._groups().smallest(key, field)
        return found

    def _groups(self) -> Any:
        return self._step("means" if "means" in self._names() else "groups")


def apart(
    parts: Any, key: str, field: str, absent: Iterable[Any] = ()
) -> tuple[Quantity, list[Quantity]]:
    """Return what is compared of one part, and of the others and those not computed."""
    one = parts[key]
    field = field or next(name for name in MEASURES if name in dir(one))
    beside = (part for part in (*parts, *absent) if part.key != one.key)
    others = [getattr(part, field) for part in beside]
    return getattr(one, field), others


def said_of_one(found: Condition, own: Quantity, how: str) -> Condition:
    """Say of one part what holds of it among all."""
    said = own.said()
    said = said._replace(part="", how=f"{how} {said.part}")
    return said_of(found.holds, said, found.targets, found.lacks)
