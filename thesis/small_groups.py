"""Count what few people stand behind, in a book built from a study's own data.

A group of one to four can tell of somebody whom a reader knows, and a smallest or a
largest value is that of one person. What to do about it is for the author to decide;
here it is counted, so that nobody overlooks it. Simulated data and the public HELP data
are not counted: they hold nothing that anybody told in confidence.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from reported.built import Built
from reported.findings import Check, Finding, counted
from results import Record as Part

#: Fields that count people, their interviews, or what happened to one of them.
PEOPLE = (
    *("n", "n_observed", "n_events", "events", "count", "at_risk"),
    *("participants", "n_participants", "interviews", "n_interviews"),
    *("both", "before_only", "after_only", "n_higher", "n_same", "n_lower"),
)
FEW = range(1, 5)
EXTREMES = ("minimum", "maximum")
STUDY = "study"  # kind of data that are neither simulated nor public

Record = dict[str, Any]


def small_groups(built: Built) -> Check:
    """Count groups of few, smallest and largest values, and cells that show either.

    Everything that is counted is a note by its result; nothing of it is a fault.
    """
    name = "groups of one to four people are counted"
    if built.statistics["thesis"]["data"].get("kind") != STUDY:
        nothing = "nothing, since the data are not a study's own"
        return Check(name=name, looked_at=nothing, findings=())
    entries = [entry for entry in built.results if not _public(entry["record"])]
    told = {entry["id"]: _counts(built, entry) for entry in entries}
    notes = [
        Finding(
            place=built.place_of(entry),
            rule=f"{entry['id']}: {_said(told[entry['id']])}",
            hint="think who could be known by it before you publish",
        )
        for entry in entries
        if told[entry["id"]].total()
    ]
    said = _said(sum(told.values(), Counter())) or "no group of one to four"
    looked_at = f"{counted(len(entries), 'result')} of a study's own data: {said}"
    return Check(name=name, looked_at=looked_at, findings=(), notes=tuple(notes))


def _public(record: Record) -> bool:
    source: str = record.get("data", {}).get("source", "")
    return source.startswith("HELP")


def _counts(built: Built, entry: Record) -> Counter[str]:
    """Return how much of each kind one result has."""
    parts = list(_parts(entry["record"]))
    few = sum(any(part.get(name) in FEW for name in PEOPLE) for part in parts)
    ends = sum(any(part.get(e) is not None for e in EXTREMES) for part in parts)
    cells = len(set(_cells(built, entry)))
    return Counter({"group": few, "extreme": ends, "cell": cells})


def _said(counts: Counter[str]) -> str:
    said = (
        (counts["group"], "group of one to four", "groups of one to four"),
        (counts["extreme"], "summary with an extreme", "summaries with an extreme"),
        (counts["cell"], "cell of a table", "cells of tables"),
    )
    return ", ".join(counted(*one) for one in said if one[0])


def _parts(found: object) -> Iterator[Record]:
    """Yield a record and all in it."""
    if isinstance(found, dict):
        yield found
        for value in found.values():
            yield from _parts(value)
    elif isinstance(found, list):
        for value in found:
            yield from _parts(value)


def _cells(built: Built, entry: Record) -> Iterator[tuple[str, str]]:
    """Yield table and reference of each cell that shows few people, or an extreme."""
    for use in entry["shown"]:
        if not use.get("table"):
            continue
        try:
            at = built.place(use["reference"])
        except (KeyError, ValueError):  # which the check of values tells
            continue
        part = at.value if isinstance(at.value, Part) else at.owner
        few = any(getattr(part, name, None) in FEW for name in PEOPLE)
        if few or at.field in EXTREMES:
            yield use["table"], use["reference"]
