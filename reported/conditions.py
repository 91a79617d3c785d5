"""What a claim rests on: conditions over numbers that know their results.

A number of a published result can be compared (`reported.quantities`); what comes of it
is a `Condition` that keeps the results it rests on and says itself in words. Conditions
combine with ``&``, ``|``, ``~``, `all_of` and `any_of`. A condition has no truth value,
since ``a < x < b``, ``and``, ``min`` and ``sorted`` would silently drop half of it;
whether it holds is `holds`, which is None where a number in it cannot be computed. Then
`why` says so.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reported.words.conditions import WHOLE, Said, denied, lower, sentence, together

if TYPE_CHECKING:
    from reported.quantities import Quantity

HINT = (
    "combine conditions by &, |, ~ or all_of, compare by (a < x) & (x < b), and ask "
    ".holds whether one holds"
)

#: Numbers that do not exist in words, each with the reason.
Lacks = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that is true of results or is not."""

    holds: bool | None  # None: it cannot be judged
    words: str
    targets: tuple[str, ...]  # ids and paths of the numbers that it looks at
    #: Why it cannot be judged: each number that there is not, and why.
    lacks: Lacks = ()
    #: What it compares, in pieces, so that several can be said as one.
    said: Said = WHOLE
    #: What all has to hold, where that is several conditions.
    members: tuple[Condition, ...] = ()

    @property
    def why(self) -> str:
        """Say why it cannot be judged, each reason once, after what it holds for."""
        return reasons(self.lacks)

    def __bool__(self) -> bool:
        """Refuse to be true or false.

        Raises
        ------
        TypeError
            Always.
        """
        raise TypeError(f"a condition is not true or false by itself: {HINT}")

    def __and__(self, other: Condition) -> Condition:
        """Hold where both hold."""
        return all_of((self, other))

    def __or__(self, other: Condition) -> Condition:
        """Hold where one of them holds."""
        return any_of((self, other))

    def __invert__(self) -> Condition:
        """Hold where the other does not."""
        holds = None if self.holds is None else not self.holds
        if not self.said.what:
            words = f"it is not so that {lower(self.words)}"
            return Condition(holds, words, self.targets, self.lacks)
        return said_of(holds, denied(self.said), self.targets, self.lacks)


def reasons(lacks: Iterable[tuple[str, str]]) -> str:
    """Say why numbers do not exist: each reason once, after all that it holds for."""
    found: dict[str, dict[str, None]] = {}
    for words, reason in lacks:
        found.setdefault(reason, {})[words] = None
    return "; ".join(f"{', '.join(ws)}: {reason}" for reason, ws in found.items())


def said_of(
    holds: bool | None, said: Said, targets: tuple[str, ...], lacks: Lacks
) -> Condition:
    """Make a condition of what it says."""
    return Condition(holds, sentence(said), targets, lacks, said)


def all_of(conditions: Iterable[Condition]) -> Condition:
    """Hold where every one of several conditions holds.

    Raises
    ------
    TypeError
        If one of them is no condition.
    ValueError
        If there is none.
    """
    given = checked_conditions(conditions)
    found = [member for one in given for member in one.members or (one,)]
    return replace(_joined(found, False, "and", "each of"), members=tuple(found))


def any_of(conditions: Iterable[Condition]) -> Condition:
    """Hold where one of several conditions holds; errors are those of `all_of`."""
    return _joined(checked_conditions(conditions), True, "or", "one of")


def none_of(conditions: Iterable[Condition]) -> Condition:
    """Hold where not one of several conditions holds; errors are those of `all_of`."""
    return all_of(~one for one in checked_conditions(conditions))


def only(
    keys: Collection[Hashable], conditions: Mapping[Hashable, Condition]
) -> Condition:
    """Hold where the conditions with these keys hold and no other does.

    Raises
    ------
    KeyError
        If there is no condition with one of the keys, unless one cannot be judged, of
        which nobody knows all keys.
    """
    unknown = [key for key in keys if key not in conditions]
    if unknown and not any(one.lacks for one in conditions.values()):
        raise KeyError(f"no condition has the key {unknown}; use {[*conditions]}")
    return all_of(one if key in keys else ~one for key, one in conditions.items())


def agree(one: Condition, other: Condition) -> Condition:
    """Hold where both hold or neither does; errors are those of `all_of`."""
    both = checked_conditions((one, other))
    undecided = None in (one.holds, other.holds)
    holds = None if undecided else one.holds == other.holds
    lacks = lacks_of(both)
    own, there = one.said, other.said
    if not own.what or not f"{own.part}, ".startswith(f"{there.part}, "):
        words = f"{one.words} just where {lower(other.words)}"
        return Condition(holds, words, targets_of(both), lacks)
    how = f"{own.how} just where {lower(there.what)} {there.how}"
    return said_of(holds, own._replace(how=how), targets_of(both), lacks)


def checked_conditions(conditions: Iterable[Condition]) -> list[Condition]:
    """Refuse what is no condition, and none at all; errors are those of `all_of`."""
    found = list(conditions)
    for one in found:
        if not isinstance(one, Condition):
            raise TypeError(
                f"a condition compares numbers of published results, got {one!r}; "
                "compare what publish(...) returned"
            )
    if not found:
        raise ValueError("there is no condition; give at least one")
    return found


def _joined(
    found: Sequence[Condition], decided: bool, joint: str, each: str
) -> Condition:
    """Join conditions of which one that is `decided` decides on the whole."""
    verdicts = [one.holds for one in found]
    holds = None if None in verdicts else not decided
    if decided in verdicts:
        holds = decided
    lacks = lacks_of(found) if holds is None else ()
    words = said_together(found, f"; {joint} ", each)
    return Condition(holds, words, targets_of(found), lacks)


def said_together(found: Sequence[Condition], joint: str, each: str) -> str:
    """Say several conditions; `joint` and `each` are those of `together`."""
    said = []
    for one in found:
        # What joins several conditions is one among others only in brackets.
        brackets = len(found) > 1 and "; " in one.words and not one.said.what
        words = f"({lower(one.words)})" if brackets else one.words
        said.append((one.said if one.said.what else Said(where=results_of(one)), words))
    return together(said, joint, each)


def targets_of(found: Iterable[Condition | Quantity]) -> tuple[str, ...]:
    """Return the ids and paths of all numbers that several things rest on."""
    return tuple(dict.fromkeys(target for one in found for target in one.targets))


def lacks_of(found: Iterable[Condition | Quantity]) -> Lacks:
    """Return what does not exist of all that several things rest on, and why."""
    return tuple(lack for one in found for lack in one.lacks)


def results_of(one: Condition | Quantity) -> str:
    """Return the ids of the results that something rests on."""
    ids = dict.fromkeys(target.partition(".")[0] for target in one.targets)
    return " and ".join(ids)
