"""Read which numbers may be typed in the book: constants, exceptions, bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reported.checks._bounds_of_claims import Bounds, bounds_of_claims
from reported.checks.constants import Constant, Facts
from reported.findings import counted
from results import DataError, Fault
from results.strict_yaml import Entry, read_yaml, short_name

UNNAMED = "typed_numbers in the settings of the book"
MOST_EXCEPTIONS = 60
WORDS = range(3, 13)  # of an exception


class Excepted(Entry):
    """A phrase whose numbers may be typed, and why."""

    phrase: str
    reason: str


class TypedList(Entry):
    """What may be typed, as the file has it."""

    constants: list[Constant]
    exceptions: list[Excepted]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What may be typed, with what the data and the claims say of it."""

    constants: tuple[tuple[str, tuple[str, ...]], ...]  # wording, names of facts
    exceptions: tuple[str, ...]
    facts: Facts
    bounds: Bounds
    listed: str = UNNAMED  # the file, for messages


def allowed_numbers(
    root: Path, name: str, sources: Mapping[str, str], facts_of: Callable[[], Facts]
) -> Allowed:
    """Read which numbers may be typed, and what the data say of the constants.

    Parameters
    ----------
    root : Path
        The project's folder.
    name : str
        Path of the list below it; empty for a book without one.
    sources : mapping of str to str
        Its pages, whose cells hold the conditions of claims.
    facts_of : callable
        Reads what the data say of the constants; asked if there are any.

    Raises
    ------
    DataError
        If the list is not there or has another shape; if an exception has fewer than 3
        or more than 12 words, no reason, or stands twice; if there are more than 60;
        if a constant names no known fact or has other numbers than its wording.
    """
    hint = "it needs constants (words, data) and exceptions (phrase, reason)"
    listed = TypedList(constants=[], exceptions=[])
    if name:
        listed = read_yaml(root / name, TypedList, hint=hint)
    facts = facts_of() if listed.constants else {}
    faults = [
        Fault(file=short_name(root / name), variable=place, value=value, rule=rule)
        for place, value, rule in (
            *_misfit(listed.exceptions),
            *_unknown(listed, facts),
        )
    ]
    if faults:
        raise DataError(faults)
    return Allowed(
        constants=tuple(
            (wording, tuple(constant.data))
            for constant in listed.constants
            for wording in constant.words
        ),
        exceptions=tuple(entry.phrase for entry in listed.exceptions),
        facts=facts,
        bounds=bounds_of_claims(sources),
        listed=name or UNNAMED,
    )


def _misfit(exceptions: list[Excepted]) -> Iterator[tuple[str, str, str]]:
    seen: set[str] = set()
    for number, entry in enumerate(exceptions):
        place, phrase = f"exceptions[{number}]", " ".join(entry.phrase.split())
        words = len(phrase.split())
        if words not in WORDS:
            rule = f"has {words} words; name a phrase of 3 to 12 words that holds it"
            yield f"{place}.phrase", phrase, rule
        if not entry.reason.strip():
            yield f"{place}.reason", phrase, "is empty; say why this may be typed"
        if phrase.casefold() in seen:
            yield f"{place}.phrase", phrase, "stands twice; take one out"
        seen.add(phrase.casefold())
    if len(exceptions) > MOST_EXCEPTIONS:
        rule = f"more than {MOST_EXCEPTIONS}; show numbers with {{stat}}, or reword"
        yield "exceptions", str(len(exceptions)), rule


def _unknown(listed: TypedList, facts: Facts) -> Iterator[tuple[str, str, str]]:
    seen: set[str] = set()
    for number, constant in enumerate(listed.constants):
        place = f"constants[{number}]"
        for name in constant.data:
            if name not in facts:
                rule = "is no fact that is read; one of " + ", ".join(sorted(facts))
                yield f"{place}.data", name, rule
        for wording in constant.words:
            given = sum(len(facts.get(name, ())) for name in constant.data)
            if wording.count("{}") != given and not _differs(constant, facts):
                rule = (
                    f"has {counted(wording.count('{}'), 'place')} {{}} for "
                    f"{counted(given, 'value')}"
                )
                yield f"{place}.words", wording, rule
            if len(wording.replace("{}", "").split()) < 1:
                yield f"{place}.words", wording, "names nothing beside the number"
            if wording in seen:
                yield f"{place}.words", wording, "stands twice; take one out"
            seen.add(wording)


def _differs(constant: Constant, facts: Facts) -> bool:
    """Whether a fact that should be one number is several in these data."""
    return any(len(facts.get(name, ())) > 1 for name in constant.data)
