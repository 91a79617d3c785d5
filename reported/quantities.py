"""Numbers that keep the results from which they were calculated, and say what they are.

Comparing one gives a condition, calculating with one gives another: what a claim rests
on is known however it was put together. See `reported.conditions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import isfinite
from numbers import Real
from operator import add, eq, ge, gt, le, lt, mul, ne, sub, truediv
from typing import Any

from reported.conditions import (
    Condition,
    Lacks,
    all_of,
    checked_conditions,
    lacks_of,
    reasons,
    results_of,
    said_of,
    said_together,
    targets_of,
)
from reported.words.conditions import (
    BESIDE,
    CALCULATED,
    COMPARED,
    Said,
    beside,
    calculation,
    listed,
    lower,
)
from reported.words.rounding import MINUS


def _comparing(operation: Any) -> Callable[[Quantity, Any], Condition]:
    return lambda one, other: _compared(operation, one, other)


def _calculating(operation: Any) -> tuple[Callable[[Quantity, Any], Quantity], ...]:
    return (
        lambda one, other: _calculated(operation, one, other),
        lambda one, other: _calculated(operation, other, one),
    )


class Quantity:
    """A number that keeps the results from which it was calculated.

    It can be compared (which gives a `Condition`), calculated with, and handed to
    whatever takes a number: ``float(quantity)`` leaves its origin behind.
    """

    __array_ufunc__ = None  # NumPy leaves comparing to this class
    _given: Callable[[float], str] | None = None  # how it is written, if otherwise
    _lacks: Lacks = ()  # of the numbers from which it would be calculated

    def __init__(
        self,
        value: float | None,
        words: str,
        targets: tuple[str, ...],
        *,
        why: str = "",
        part: str = "",
        of: str = "",
        given: Callable[[float], str] | None = None,
        lacks: Lacks = (),
    ) -> None:
        self._value, self._words, self._targets = value, words, targets
        self._lacks, self._why = lacks, why or reasons(lacks)
        self._part, self._given = part, given
        self._of = of if words.endswith(f" of {of}") else ""

    @property
    def value(self) -> float | None:
        """Return the plain number; None if it does not exist."""
        return self._value

    @property
    def words(self) -> str:
        """Return what it is."""
        return ", ".join(part for part in (self._words, self._part) if part)

    @property
    def targets(self) -> tuple[str, ...]:
        """Return the ids and paths of the numbers from which it was calculated."""
        return self._targets

    @property
    def why(self) -> str:
        """Return why there is no number."""
        return self._why

    @property
    def lacks(self) -> Lacks:
        """Return what does not exist and why, where there is no number."""
        own = () if self.value is not None else ((self.words, self.why),)
        return self._lacks or own

    @property
    def short(self) -> str:
        """Return what it is, without the number that it rests on."""
        return ", ".join(part for part in self.heading() if part)

    @property
    def of(self) -> str:
        """Return the outcome that it is of, with which `heading` ends; "" if none."""
        return self._of

    def heading(self) -> tuple[str, str]:
        """Return what it is, and of which part, where that can be told apart."""
        return self._words, self._part

    def given(self, value: float) -> str:
        """Write a number that it is compared with."""
        if self._given is not None:
            return self._given(value)
        return f"{value:,g}".replace("-", MINUS)

    # --- as a number ----------------------------------------------------------------

    def __float__(self) -> float:
        """Return the plain number."""
        return float(self._number())

    def __int__(self) -> int:
        """Return the plain number, without its decimals."""
        return int(self._number())

    def _number(self) -> float:
        if self.value is None:
            raise ValueError(f"{self.words}: there is no such number, {self.why}")
        return self.value

    def __repr__(self) -> str:
        """Say what it is and how large."""
        return f"<{self.words}: {self.value}>"

    def __bool__(self) -> bool:
        """Refuse to be true or false.

        Raises
        ------
        TypeError
            Always: compare it with nought.
        """
        raise TypeError(f"{self.words}: a number is not true or false; compare it")

    # --- compared and calculated with ------------------------------------------------

    __lt__ = _comparing(lt)
    __le__ = _comparing(le)
    __gt__ = _comparing(gt)
    __ge__ = _comparing(ge)
    #: Two quantities are the same where no digit of theirs differs.
    # object has these give a truth value; a condition has none
    __eq__ = _comparing(eq)  # type: ignore[assignment]
    __ne__ = _comparing(ne)  # type: ignore[assignment]

    __add__, __radd__ = _calculating(add)
    __sub__, __rsub__ = _calculating(sub)
    __mul__, __rmul__ = _calculating(mul)
    __truediv__, __rtruediv__ = _calculating(truediv)

    __hash__ = object.__hash__

    def between(self, low: float, high: float) -> Condition:
        """Hold where it lies above one number and below another."""
        how = f"is above {self.given(low)} and below {self.given(high)}"
        return self._said_as(all_of((self > low, self < high)), how)

    def within(self, low: float, high: float) -> Condition:
        """Hold where it lies between two numbers, or is one of them."""
        how = f"is from {self.given(low)} to {self.given(high)}"
        return self._said_as(all_of((self >= low, self <= high)), how)

    @property
    def missing(self) -> Condition:
        """Hold where there is no such number."""
        found = Condition(self.value is None, "", self.targets)
        return self._said_as(found, "is missing")

    def said(self, how: str = "") -> Said:
        """Say it in pieces, and how it compares."""
        what, part = self.heading()
        return Said(what, part, how, results_of(self), self.of)

    def _said_as(self, found: Condition, how: str) -> Condition:
        return said_of(found.holds, self.said(how), found.targets, found.lacks)

    def __neg__(self) -> Quantity:
        """Change the sign."""
        return _calculated(mul, -1, self)

    def __abs__(self) -> Quantity:
        """Take the size without the sign."""
        what, part = self.heading()
        return Quantity(
            None if self.value is None else abs(self.value),
            f"Size of {lower(what)}",
            self.targets,
            why=self.why,
            part=part,
            of=self.of,
            given=self.given,
        )


def how_many(conditions: Iterable[Condition]) -> Quantity:
    """Count the conditions that hold; errors are those of `all_of`."""
    found = checked_conditions(conditions)
    lacks = lacks_of(found)
    number = None if lacks else sum(bool(one.holds) for one in found)
    words = f"Number that hold of {len(found)} conditions "
    words += f"({said_together(found, '; ', 'of')})"
    return Quantity(number, words, targets_of(found), lacks=lacks)


def greatest(quantities: Iterable[Quantity]) -> Quantity:
    """Give the largest of several quantities, which rests on all of them."""
    return _extreme(max, "Largest", list(quantities))


def least(quantities: Iterable[Quantity]) -> Quantity:
    """Give the smallest of several quantities, which rests on all of them."""
    return _extreme(min, "Smallest", list(quantities))


def _extreme(
    chosen: Callable[[list[float]], float], what: str, found: Sequence[Quantity]
) -> Quantity:
    numbers = [one.value for one in found if one.value is not None]
    lacks = lacks_of(found)
    headings = [one.heading() for one in found]
    if len({of for of, _ in headings}) == 1:
        words = f"{what} {lower(headings[0][0])}"
        part = f"of {listed([part or 'all' for _, part in headings])}"
    else:
        words, part = f"{what} of {'; '.join(lower(one.short) for one in found)}", ""
    return Quantity(
        chosen(numbers) if numbers and not lacks else None,
        words,
        targets_of(found),
        why="" if lacks else "there is no quantity",
        lacks=lacks,
        part=part,
        given=found[0].given if found else None,
    )


def _compared(operation: Any, one: Quantity, other: Any) -> Condition:
    if isinstance(other, Quantity):
        how = BESIDE[operation].format(beside(one.said(), other.said()))
        number, both = other.value, [one, other]
    else:
        number, both = _plain(other), [one]
        how = COMPARED[operation].format(one.given(number))
    lacks = lacks_of(both)
    holds = None if lacks else bool(operation(one.value, number))
    return said_of(holds, one.said(how), targets_of(both), lacks)


def _calculated(operation: Any, one: Any, other: Any) -> Quantity:
    one, other = (x if isinstance(x, Quantity) else _plain(x) for x in (one, other))
    both = [part for part in (one, other) if isinstance(part, Quantity)]
    values = [x.value if isinstance(x, Quantity) else x for x in (one, other)]
    lacks, why = lacks_of(both), ""
    if operation is truediv and values[1] == 0 and not lacks:
        why = f"{other.words if isinstance(other, Quantity) else other} is 0"
    words, part = calculation(CALCULATED[operation], _named(one), _named(other))
    return Quantity(
        None if why or lacks else operation(*values),
        words,
        targets_of(both),
        why=why,
        lacks=lacks,
        part=part,
        of=both[0].of if len({one.of for one in both}) == 1 else "",
        given=both[0].given if operation in (add, sub) else None,
    )


def _plain(other: Any) -> float:
    """Take a number; NumPy's would overflow, or be rounded to their own precision."""
    # NaN is neither above nor below anything, so that a denial of it would hold.
    if isinstance(other, bool) or not isinstance(other, Real) or not isfinite(other):
        raise TypeError(
            f"a number of a result is compared and calculated with numbers, got "
            f"{other!r}"
        )
    return other if isinstance(other, int) else float(other)


def _named(part: Any) -> tuple[str, str] | str:
    return part.heading() if isinstance(part, Quantity) else f"{part:,g}"
