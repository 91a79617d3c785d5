"""Check the built thesis: numbers against each other, outputs against their source."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from reported.built import STATISTICS, Built, load_built, place_of
from reported.checks.citation_form import citation_form
from reported.checks.consistency import grim
from reported.checks.interpretations import interpretations
from reported.checks.language import abbreviations, chosen_words, doubled, spelling
from reported.checks.p_values import p_values, parts_with
from reported.checks.pages import alternative_texts, bibliography, links, resolved
from reported.checks.paper import off_the_page
from reported.checks.printed_p import adjusted_p_values, printed_tests
from reported.checks.prose import typed_numbers
from reported.checks.tables import tables
from reported.checks.uses import uses
from reported.checks.values import shown_values
from reported.findings import Check, Finding, counted
from reported.words.rounding import apa_number
from thesis.build_checks import whole
from thesis.design_constants import design_facts
from thesis.name_checks import names
from thesis.row_checks import rows_accounted

#: Age is counted in completed years, though no table of the codebook holds it.
COMPLETED = {"age"}

Record = dict[str, Any]


def check(root: Path) -> tuple[Check, ...]:
    """Run every check on a project's built thesis.

    Raises
    ------
    NothingBuiltError
        If there is no HTML with statistics.
    """
    built = load_built(root)
    return tuple(run(built) for run in CHECKS)


def said_data(built: Built) -> Check:
    """Look for sentences about simulated data in a thesis on a study's own."""
    lines = [
        (f"{name}:{number}", line)
        for name, text in built.sources.items()
        for number, line in enumerate(text.splitlines(), 1)
    ]
    kind = built.statistics["thesis"]["data"]["kind"]
    findings = [
        Finding(
            place=place,
            rule="speaks of simulated data, but the data are the study's own",
            value=line.strip(),
            hint="write the sentence anew for these data",
        )
        for place, line in lines
        if kind == "study" and re.search("simulat|stand-in", line, re.IGNORECASE)
    ]
    return Check(
        name="the text says whose data these are",
        looked_at=f"{counted(len(lines), 'line')}, data of kind {kind}",
        findings=tuple(findings),
    )


def means(built: Built) -> Check:
    """Check that every mean of whole numbers can be the mean of so many of them."""
    findings: list[Finding] = []
    looked_at = 0
    for entry in built.results:
        items = _items(entry["record"])
        if items is None:
            continue
        for path, part, _ in parts_with(entry["record"], "mean"):
            looked_at += 1
            mean = apa_number(part["mean"])
            if not grim(mean, part["n"], items=items):
                what = f"the mean of {part['n']} values, each of whole numbers"
                findings.append(
                    Finding(
                        place=place_of(entry),
                        rule=f"{entry['id']}.{path} cannot be {what}",
                        value=mean,
                        hint="check n and the scoring key",
                    )
                )
    return Check(
        name="means are possible (GRIM)",
        looked_at=f"{counted(looked_at, 'mean')} of whole numbers",
        findings=tuple(findings),
    )


def _items(record: Record) -> int | None:
    """Return how many whole answers one value averages; None if that can vary."""
    if record["record"] not in ("Comparison", "Change", "Description"):
        return None
    whole = _whole_numbers()
    names = (
        name.removesuffix("_entry").removesuffix("_followup")
        for name in record["data"]["variables"]
    )
    # Beside the outcome stands the group, which is no number.
    return next((whole[name] for name in names if name in whole), None)


@cache
def _whole_numbers() -> dict[str, int]:
    """Return the variables that are whole numbers, or means of so many of them."""
    from analysis.data.codebook import load_codebook
    from analysis.scales.scoring import load_instruments

    found = dict.fromkeys(COMPLETED, 1)
    for table in load_codebook().tables.values():
        for variable in table.variables.values():
            if variable.type == "integer":
                found[variable.name] = 1
    for key in load_instruments().values():
        for scale in key.scales:
            if scale.rule == "sum":
                found[scale.name] = 1
            elif scale.minimum_answered in (None, len(scale.items)):
                found[scale.name] = len(scale.items)
    return found


def unused(built: Built) -> Check:
    """Find results and claims that are published and stand nowhere in the book.

    A result stands there also in what a sentence rests on.
    """
    said = [claim for claim in built.claims if claim["shown"]]
    rested_on = {name for claim in said for name in claim["rests_on"]}
    findings = [
        Finding(
            place=place_of(entry),
            rule=f"{kind} {entry['id']} is published and shown nowhere",
            hint=f"refer to it with {role}, or do not publish it",
        )
        for kind, role, entries in (
            ("result", "{stat}", built.results),
            ("claim", "{claim}", built.claims),
        )
        for entry in entries
        if not entry["shown"] and not (kind == "result" and entry["id"] in rested_on)
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
                        place=place_of(claim),
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
        place=place_of(claim), rule=rule, hint=f"rewrite the sentence on {pages}"
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
            name, place = entry["id"], place_of(entry)
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
        looked_at=f"{STATISTICS.name}: "
        + counted(len(built.results) + len(built.claims), "id"),
        findings=tuple(findings),
    )


def typed(built: Built) -> Check:
    """Find typed statistics, and constants that the data of this study contradict."""
    return typed_numbers(built, design_facts)


#: In the order of the table.
CHECKS: tuple[Callable[[Built], Check], ...] = (
    whole,
    p_values,
    printed_tests,
    adjusted_p_values,
    shown_values,
    uses,
    tables,
    means,
    rows_accounted,
    typed,
    said_data,
    unused,
    alternative_texts,
    links,
    resolved,
    bibliography,
    off_the_page,
    citation_form,
    spelling,
    doubled,
    chosen_words,
    abbreviations,
    unsupported_claims,
    interpretations,
    duplicate_ids,
    names,
)
