"""Filters as phrases: ``setting is prison or inpatient and wave is entry``.

Conditions are joined by ``and``, values by ``or``. A value that holds one of these
words, or ``is``, stands in double quotation marks, and a mark within it is doubled:
``site is "Hope and Anchor"``. R reads filters by the same rules (``verify/data.R``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from results import DataError

#: The filter that keeps everything.
ALL_ROWS = "all rows"

EXAMPLE = "write it like 'setting is prison or inpatient and wave is entry'"
CLOSE = "close the quotation marks, and double those within, 'site is \"A and B\"'"

IS = " is "
JOINTS = (" and ", " or ", IS)
QUOTED = re.compile(r'"((?:[^"]|"")*)"(?= or | and |\Z)')
PLAIN = re.compile(r"(.*?)(?= or | and |\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """The column of a condition, and the values that fulfil it."""

    name: str
    values: tuple[str, ...]


def written(value: str) -> str:
    """Write a value as a filter names it, in quotation marks where it needs them.

    Examples
    --------
    >>> [written(value) for value in ("prison", "A and B", 'the "Anchor"')]
    ['prison', '"A and B"', 'the "Anchor"']
    """
    taken = not value or value[0] == '"' or any(j in f" {value} " for j in JOINTS)
    doubled = value.replace('"', '""')
    return f'"{doubled}"' if taken else value


def condition(name: str, *values: str) -> str:
    """Write the condition that a column has one of these values.

    Examples
    --------
    >>> condition("site", "Hope and Anchor", "Leeds")
    'site is "Hope and Anchor" or Leeds'
    """
    return f"{name}{IS}{' or '.join(map(written, values))}"


def conditions(filter: str, *, where: str) -> tuple[Condition, ...]:
    """Read the conditions of a filter; none of ``all rows``.

    Raises
    ------
    DataError
        If a condition has no value, or a quotation mark does not close.

    Examples
    --------
    >>> for one in conditions('a is x or "y and z" and b is 1', where="simulated"):
    ...     print(one.name, one.values)
    a ('x', 'y and z')
    b ('1',)
    """
    read = []
    left = "" if filter == ALL_ROWS else f" and {filter}"
    while left:
        part = left.removeprefix(" and ")
        name, form, left = part.partition(IS)
        if not form or " and " in name:
            raise _not_understood(part.split(" and ")[0], where)
        values = []
        left = f" or {left}"
        while left.startswith(" or "):
            left = left.removeprefix(" or ")
            quoted = left.startswith('"')
            value = (QUOTED if quoted else PLAIN).match(left)
            if value is None:
                raise _not_understood(f"{name}{IS}{left}", where, CLOSE)
            values.append(value[1].replace('""', '"') if quoted else value[1])
            left = left[value.end() :]
        read.append(Condition(name=name, values=tuple(values)))
    return tuple(read)


def _not_understood(part: str, where: str, hint: str = EXAMPLE) -> DataError:
    return DataError(f"{where}: filter not understood, got {part!r}; {hint}")
