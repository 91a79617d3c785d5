"""R's answers: numbers as text, or with their kind or error, in the shape of ours."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from reported.recomputing.questions import GIVEN

#: Fields that stand for a whole result, the first that it has.
HEADLINES = (
    "p_value",
    "estimate",
    "proportion",
    "count",
    "summary.mean",
    "alpha.estimate",
    "members[0].p_adjusted",
    "tests[0].p_value",
    "contrasts[0].p_adjusted",
    "p_observed",
    "pairs[0].p_value",
    "additions[0].p_value",
    "n_remaining",
    "cells[0].measures[0].value",
    "n_excerpts",
    "n",
)

Number = int | float | None


def headline(ours: Mapping[str, Any], theirs: Any) -> tuple[str, Number, Number]:
    """Return the number that stands for a result: its name, ours and R's."""
    here, there = dict(_leaves("", dict(ours))), dict(_leaves("", theirs))
    name = next((name for name in HEADLINES if here.get(name) is not None), "")
    name = name or next((name for name, value in here.items() if value is not None), "")
    return name, here.get(name), number_of(there.get(name))


def is_kind(answer: Any, name: str) -> bool:
    """Say whether R's answer is of the kind that has such a field."""
    kinds = {"skip": {"skip"}, "error": {"value", "error"}, "kind": {"value", "kind"}}
    return isinstance(answer, dict) and set(answer) == kinds[name]


def number_of(answer: Any) -> Number:
    """Return the number of an answer; None for none, or none that is finite."""
    if isinstance(answer, dict):
        answer = answer.get("value")
    # A single part comes as a list of one.
    if isinstance(answer, list) and len(answer) == 1:
        answer = answer[0]
    if not isinstance(answer, str | int | float) or not _numeric(answer):
        return None
    number = float(answer)
    return number if math.isfinite(number) else None


def _leaves(path: str, part: Any) -> Iterator[tuple[str, Any]]:
    """Yield every number of ours or of R's with its path."""
    one = any(is_kind(part, kind) for kind in ("error", "kind", "skip"))
    if isinstance(part, dict) and not one:
        for name, below in part.items():
            chosen = name in GIVEN and not isinstance(below, dict)
            if not chosen and name not in ("record", "options"):
                yield from _leaves(f"{path}.{name}" if path else name, below)
    elif isinstance(part, list):
        for number, below in enumerate(part):
            yield from _leaves(f"{path}[{number}]", below)
    elif not isinstance(part, bool) and not (
        isinstance(part, str) and not _numeric(part)
    ):
        yield path, part


def _numeric(answer: str | int | float) -> bool:
    try:
        float(answer)
    except (ValueError, OverflowError):  # words, or a whole number without end
        return False
    return True
