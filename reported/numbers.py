"""One number of a published result: its origin, what it is, and how it prints."""

from __future__ import annotations

from functools import cached_property

from reported.conditions import Condition, said_of
from reported.quantities import Quantity
from reported.words.fields import ENDINGS, POINTS, WHOLE_PERCENT, rounding
from reported.words.paths import heading, outcome, path_words
from reported.words.rounding import MINUS
from reported.words.sentences import plain, reason
from results import Record
from results.parts import Place, place


class Number(Quantity):
    """One number of a result, with its path and how it prints."""

    def __init__(self, name: str, result: Record, path: str) -> None:
        stem, _, ending = path.rpartition(".")
        self._ending = ending if ending in ENDINGS else ""
        self._at: Place = place(result, stem if self._ending else path)
        self._name, self._result = name, result

    @property
    def value(self) -> float | None:
        """Return the plain number; None if it does not exist."""
        value: float | None = self._at.value
        return value

    @cached_property
    def words(self) -> str:
        """Return what it is: field, outcome, part, and how many it rests on."""
        return path_words(self._result, self._at.path)

    @property
    def target(self) -> str:
        """Return id and path, as prose refers to it; "" if it is not published."""
        path = f"{self._at.path}.{self._ending}".rstrip(".")
        return target_of(self._name, path)

    @property
    def targets(self) -> tuple[str, ...]:
        """Return its own id and path."""
        return (target_of(self._name, self._at.path),)

    @property
    def why(self) -> str:
        """Return why there is no number."""
        return reason(self._at) if self.value is None else ""

    @property
    def printed(self) -> str:
        """Return what a reader sees; "" if there is no number."""
        path = f"{self._at.path}.{self._ending}".rstrip(".")
        return "" if self.value is None else plain(self._result, path)

    def prints_as(self, text: str) -> Condition:
        """Hold where it is printed so, as others have printed the same number."""
        holds = None if self.value is None else self.printed == text
        said = self.said(f"is printed as {text}")
        return said_of(holds, said, self.targets, self.lacks)

    def __getattr__(self, name: str) -> Number:
        """Return the same number, printed in another way: `words` excepted."""
        if name in ENDINGS:
            return Number(self._name, self._result, f"{self._at.path}.{name}")
        raise AttributeError(f"{type(self).__name__} has no {name!r}")

    @property
    def of(self) -> str:
        """Return the outcome that it is of; "" if none."""
        return outcome(self._at)

    def heading(self) -> tuple[str, str]:
        """Return what it is, and of which part."""
        return heading(self._at)

    def given(self, value: float) -> str:
        """Write a number that it is compared with as it is printed itself."""
        how = rounding(self._at)
        if how.words == WHOLE_PERCENT:
            return f"{100 * value:g}%"
        if how is POINTS:
            return f"{100 * value:g} percentage points".replace("-", MINUS)
        text = super().given(value)
        return text.removeprefix("0") if self._at.field.startswith("p_") else text


def target_of(name: str, path: str) -> str:
    """Write id and path as prose refers to them; "" of what is not published."""
    return f"{name}.{path}".rstrip(".") if name else ""
