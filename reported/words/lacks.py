"""What a result lacks because it could not be computed, and what would stand there.

A whole result that the data do not allow is a `NotComputed`; another can lack some of
the groups, which its option "absent" names. What a path would lead to is known from the
fields of the record that would be there, so that a misspelt field is still a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import Field, dataclass, fields
from typing import Any

from reported.words.phrases import EFFECT_NAMES
from results import KINDS, DataUsed, NotComputed, Record
from results.parts import ABSENT, names_of, no_field

#: Shown in place of a number, and said of a group.
NOT_COMPUTED = "not computed"
NOTHING = "nothing could be computed for"


@dataclass(frozen=True, slots=True)
class Lack:
    """What a path would lead to in a result, or a part of one, that is not there."""

    kinds: tuple[type[Record], ...]  # of which it would be one; none of a number
    several: bool = False  # whether there would be parts, by their keys
    words: bool = False  # whether it would be a name or a label

    def step(self, name: str) -> Lack:
        """Take one step; errors are those of `results.parts.follow`."""
        if self.several:
            return Lack(self.kinds)
        own = [field for kind in self.kinds for field in fields(kind)]
        types = [_type(field) for field in own if field.name == name]
        if name in self.names():
            several = any(one.startswith("tuple") for one in types)
            return Lack(_kinds(types), several, "str" in types)
        # the name of an effect, or a key whose field is left out
        start = "Effect" if name in EFFECT_NAMES else "tuple"
        kinds = _kinds(one for one in map(_type, own) if one.startswith(start))
        if not kinds:
            raise KeyError(no_field(name, name, self.names()))
        return Lack(kinds)

    def names(self) -> list[str]:
        """Return what can be asked for by name."""
        return [name for kind in self.kinds for name in names_of(kind)]


def expected(result: Record) -> Lack:
    """Say what a result is, or would have been."""
    kind = KINDS[result.kind] if isinstance(result, NotComputed) else type(result)
    return Lack((kind,))


def why_lacking(result: Record, path: str) -> str:
    """Say why a result lacks what a path asks for; "" if it does not lack it."""
    why = str(getattr(result, "undefined", ""))
    words = [word for step in path.split(".") for word in (step, *step.split("-"))]
    codes = [code for code in absent(result) if code in words]
    return f"{NOTHING} {codes[0]}" if codes else why


def absent(result: Record) -> list[str]:
    """Return the groups for which a result could compute nothing, by their codes."""
    data = getattr(result, "data", None)
    given = data.options if isinstance(data, DataUsed) else ()
    return [
        code
        for option in given
        if option.name == ABSENT
        for code in str(option.value).split(", ")
    ]


def _type(field: Field[Any]) -> str:
    return str(field.type)


def _kinds(types: Iterable[str]) -> tuple[type[Record], ...]:
    words = [word for one in types for word in re.findall(r"\w+", one)]
    return tuple(dict.fromkeys(KINDS[word] for word in words if word in KINDS))
