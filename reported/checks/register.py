"""Check the register of a book: ids, results that nobody uses, claims that fail."""

from collections.abc import Iterator
from typing import Any

from reported.built import Built
from reported.findings import Check, Finding, counted
from results import NotComputed

NOT_COMPUTED = NotComputed.__name__

Record = dict[str, Any]


def unused(built: Built) -> Check:
    """Find results and claims that are published and stand nowhere in the book.

    A result stands there also in what a sentence rests on. Of one that could not
    be computed no number can be shown.
    """
    said = [claim for claim in built.claims if claim["shown"]]
    used = {name for claim in said for name in claim["rests_on"]}
    used |= {e["id"] for e in built.results if e["record"]["record"] == NOT_COMPUTED}
    findings = [
        Finding(
            place=built.place_of(entry),
            rule=f"{kind} {entry['id']} is published and shown nowhere",
            hint=f"refer to it with {role}, or do not publish it",
        )
        for kind, role, entries in (
            ("result", "{stat}", built.results),
            ("claim", "{claim}", built.claims),
        )
        for entry in entries
        if not entry["shown"] and not (kind == "result" and entry["id"] in used)
    ]
    results, claims = len(built.results), len(built.claims)
    looked_at = f"{counted(results, 'result')}, {counted(claims, 'claim')}"
    return Check(name="no unused result", looked_at=looked_at, findings=tuple(findings))


def unsupported_claims(built: Built) -> Check:
    """Find claims that the results do not support, and claims on unknown results."""
    reported = {entry["id"]: entry["reported"] for entry in built.results}
    findings = []
    for claim in built.claims:
        for name in claim["rests_on"]:
            if name.partition(".")[0] not in reported:
                findings.append(
                    Finding(
                        place=built.place_of(claim),
                        rule=f"claim {claim['id']} rests on a result that is not "
                        "published",
                        value=name,
                        hint="correct the id",
                    )
                )
        if not claim["holds"]:
            findings.append(_unsupported(built, claim, reported))
    return Check(
        name="claims hold",
        looked_at=counted(len(built.claims), "claim"),
        findings=tuple(findings),
    )


def _unsupported(built: Built, claim: Record, reported: dict[str, str]) -> Finding:
    pages = ", ".join(sorted({use["page"] for use in claim["shown"]})) or "no page"
    needs = f"it needs that {claim['condition']}"
    if claim.get("undecided"):
        rule = f"claim {claim['id']} cannot be judged, because {claim['undecided']}; "
        rule += needs
    else:
        basis = "; ".join(_basis(built, claim, reported))
        rule = f"claim {claim['id']} does not hold: {needs} ({basis})"
    return Finding(
        place=built.place_of(claim), rule=rule, hint=f"rewrite the sentence on {pages}"
    )


def _basis(built: Built, claim: Record, reported: dict[str, str]) -> Iterator[str]:
    """Yield the numbers that a claim looks at, or else the results they are of."""
    for target in claim.get("numbers") or claim["rests_on"]:
        name = target.partition(".")[0]
        try:
            yield f"{target}: {built.printed_number(target).replace('*', '')}"
        except (KeyError, ValueError):
            yield f"{target}: {reported.get(name, 'not published')}"


def duplicate_ids(built: Built) -> Check:
    """Find ids that two results or two claims share."""
    findings = []
    for kind, entries in (("result", built.results), ("claim", built.claims)):
        first: dict[str, str] = {}
        for entry in entries:
            name, place = entry["id"], built.place_of(entry)
            if name in first:
                findings.append(
                    Finding(
                        place=place,
                        rule=f"{kind} {name} is published here and at {first[name]}",
                        hint="rename one of them",
                    )
                )
            first.setdefault(name, place)
    return Check(
        name="ids are unique",
        looked_at=f"{built.book.statistics.name}: "
        + counted(len(built.results) + len(built.claims), "id"),
        findings=tuple(findings),
    )
