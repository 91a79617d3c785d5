"""Constants of the design: how they are worded, and where they stand in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from reported.checks.number_words import value_of
from results.strict_yaml import Entry

#: A number in digits or in words, where a wording has {}.
NUMBER = r"([-−]?\d[\d,]*(?:\.\d+)?|\.\d+|(?:a\s)?[^\W\d_]+(?:-[^\W\d_]+)*)"
Facts = Mapping[str, tuple[Fraction, ...]]


class Constant(Entry):
    """A number of the design: how it is worded, and where the data say it."""

    words: list[str]  # exact wordings, with {} for each number
    data: list[str]  # names of facts, whose values follow one another


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A place where a constant stands in prose."""

    start: int
    end: int
    numbers: tuple[tuple[int, int], ...]  # where each of its numbers stands
    values: tuple[Fraction, ...]
    text: str


def places_of(wording: str, prose: str) -> Iterator[Stand]:
    """Find a wording of a constant in prose, with any numbers.

    Parameters
    ----------
    wording : str
        Such as ``at {} months``; capitals and line ends do not matter.
    prose : str
        As `reported.checks._running_text.prose` gives it.
    """
    parts = [part for part in re.split(r"(\{\}|\s+)", wording) if part]
    words = [part for part in parts if part.isascii() and part.isalpha()]
    if not all(word.lower() in prose.lower() for word in words):
        return  # at once: a number is looked for at every sign
    pattern = "".join(
        NUMBER if part == "{}" else r"\s+" if part.isspace() else re.escape(part)
        for part in parts
    )
    pattern = rf"(?<![\w-]){pattern}(?![\w-])"
    for found in re.finditer(pattern, prose, re.IGNORECASE):
        values = [value_of(group) for group in found.groups()]
        if None not in values:
            yield Stand(
                start=found.start(),
                end=found.end(),
                numbers=tuple(found.span(n) for n in range(1, len(values) + 1)),
                values=tuple(value for value in values if value is not None),
                text=" ".join(found[0].split()),
            )
