"""Compute every p value of a record again: from its test, and for its family."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from reported.built import Built
from reported.checks._printed_tests import DEGREES
from reported.checks.consistency import games_howell_p_value, p_value
from reported.findings import Check, Finding, counted
from reported.words.rounding import apa_stat

#: p values agree when they differ by no more than this share, or this much.
NEAR = {"rel_tol": 1e-6, "abs_tol": 1e-12}
#: What the name of a correction by Holm's method holds.
HOLM = "Holm"
GAMES_HOWELL = "Games-Howell"

Record = dict[str, Any]


def p_values(built: Built) -> Check:
    """Compute every p value again, from its statistic and from those beside it."""
    findings: list[Finding] = []
    recomputed = 0
    skipped: Counter[str] = Counter()
    for entry in built.results:
        for path, part, whole in parts_with(entry["record"], "p_value"):
            if part["p_value"] is None:
                continue
            expected = _expected_p(part)
            if expected is None:
                skipped[_kind(part, whole)] += 1
                continue
            recomputed += 1
            if not math.isclose(part["p_value"], expected, **NEAR):
                findings.append(_wrong_p(built, entry, path, part, expected))
        for path, part, whole in parts_with(entry["record"], "p_adjusted"):
            if part["p_adjusted"] is None:
                continue
            expected = _expected_adjusted(part, whole)
            if expected is None:
                skipped[f"{correction_of(part, whole)} adjustment"] += 1
                continue
            recomputed += 1
            if not math.isclose(part["p_adjusted"], expected, **NEAR):
                wrong = (entry, path, part, whole, expected)
                findings.append(_wrong_adjusted(built, *wrong))
    looked_at = counted(recomputed, "p value")
    if skipped:
        kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(skipped.items()))
        looked_at += f"; {skipped.total()} without a known distribution: {kinds}"
    return Check(
        name="p follows from the test", looked_at=looked_at, findings=tuple(findings)
    )


def parts_with(
    record: Any, field: str, path: str = "", whole: Record | None = None
) -> Iterator[tuple[str, Record, Record]]:
    """Yield every part of a record with a field, its path, and the part around it."""
    if isinstance(record, list):
        for number, part in enumerate(record):
            yield from parts_with(part, field, f"{path}[{number}]", whole)
    elif isinstance(record, dict):
        if field in record:
            yield path, record, whole or record
        for name, part in record.items():
            below = f"{path}.{name}" if path else name
            yield from parts_with(part, field, below, record)


def _expected_p(part: Record) -> float | None:
    """Return the p value of a test by itself; None if it cannot be known."""
    name = part.get("statistic_name", "t" if part["record"] == "Contrast" else None)
    if name not in DEGREES or part.get("statistic") is None:
        return None
    dof = degrees_of(part)
    if not dof and DEGREES[name]:
        return None
    tails = part.get("alternative", "two-sided")
    return p_value(name, part["statistic"], dof, alternative=tails)


def _expected_adjusted(part: Record, whole: Record) -> float | None:
    """Return an adjusted p value, from the p values of all tests beside it."""
    correction = correction_of(part, whole)
    if correction == "none":
        return float(part["p_value"])
    if correction == GAMES_HOWELL:
        groups = groups_of(whole)
        return games_howell_p_value(part["statistic"], part["dof"], n_groups=groups)
    if HOLM not in correction:
        return None
    beside = _beside(part, whole)
    return _adjusted([other["p_value"] for other in beside])[_place(part, beside)]


def correction_of(part: Record, whole: Record) -> str:
    """Return the name of the method that adjusts a p value; "none" if none does."""
    # A family is named by its method.
    named = part.get("correction") or whole.get("correction") or whole.get("method")
    return str(named)


def groups_of(whole: Record) -> int:
    """Return how many groups were compared, 0 of none: k have k (k - 1) / 2 pairs."""
    pairs = len(whole.get("tests") or ())
    by_pairs = round((1 + math.sqrt(1 + 8 * pairs)) / 2) if pairs else 0
    return len(whole.get("groups") or ()) or by_pairs


def _beside(part: Record, whole: Record) -> list[Record]:
    return next(
        parts
        for parts in whole.values()
        if isinstance(parts, list) and any(other is part for other in parts)
    )


def _place(part: Record, beside: Sequence[Record]) -> int:
    return next(i for i, other in enumerate(beside) if other is part)


def _adjusted(found: Sequence[float | None]) -> list[float | None]:
    """Adjust p values by Holm's method; those that are None are no tests.

    Not with the function that adjusted them first, so that a check is worth something.
    """
    order = sorted((p, i) for i, p in enumerate(found) if p is not None)
    adjusted: list[float | None] = [None] * len(found)
    largest = 0.0
    for rank, (p, i) in enumerate(order):
        largest = max(largest, min(1.0, p * (len(order) - rank)))
        adjusted[i] = largest
    return adjusted


def _kind(part: Record, whole: Record) -> str:
    return str(part.get("method") or whole.get("method") or part["record"])


def degrees_of(part: Record) -> list[float]:
    """Return the degrees of freedom of a test, as many as it has."""
    both = (part.get("dof"), part.get("dof_resid"))
    return [number for number in both if number is not None]


def _wrong_p(
    built: Built, entry: Record, path: str, part: Record, expected: float
) -> Finding:
    what = ".".join(name for name in (entry["id"], path, "p_value") if name)
    return Finding(
        place=built.place_of(entry),
        rule=f"{what} does not follow from {_test_of(part)}, which gives p = "
        f"{expected:.8g}",
        value=f"{part['p_value']:.8g}",
        hint=f"build again, or mend {entry.get('function') or 'the record'}",
    )


def _test_of(part: Record) -> str:
    name = part.get("statistic_name", "t")
    return apa_stat(name, part["statistic"], degrees_of(part)).replace("*", "")


def _wrong_adjusted(
    built: Built, entry: Record, path: str, part: Record, whole: Record, expected: float
) -> Finding:
    correction = correction_of(part, whole)
    if correction == GAMES_HOWELL:
        made_from = f"{_test_of(part)}, which gives"
    else:
        beside = counted(len(_beside(part, whole)), "p value")
        made_from = f"{beside}, correction {correction}, which give"
    return Finding(
        place=built.place_of(entry),
        rule=f"{entry['id']}.{path}.p_adjusted does not follow from {made_from} "
        f"p = {expected:.8g}",
        value=f"{part['p_adjusted']:.8g}",
        hint=f"build again, or mend {entry.get('function') or 'the record'}",
    )
