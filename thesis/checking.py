"""Check the built thesis: numbers against each other, outputs against their source."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from reported.built import Built
from reported.checks.consistency import grim
from reported.checks.p_values import parts_with
from reported.checks.running import Checks, checks_of_any_book, chosen, run
from reported.findings import Check, Finding, counted
from reported.words.rounding import apa_number
from thesis.build_checks import whole
from thesis.design_constants import design_facts
from thesis.name_checks import names
from thesis.places import built_thesis
from thesis.row_checks import rows_accounted
from thesis.small_groups import small_groups

#: Age is counted in completed years, though no table of the codebook holds it.
COMPLETED = {"age"}

Record = dict[str, Any]


def check(root: Path, *, only: Sequence[str] = (), page: str = "") -> Iterator[Check]:
    """Check a project's built thesis, one thing after the other.

    Parameters
    ----------
    root : Path
        The project's folder.
    only, page
        As for `reported.checks.running`, `chosen` and `run`.

    Raises
    ------
    NothingBuiltError
        If there is no HTML with statistics.
    DataError
        If there is no such check or page.
    """
    checks = chosen(CHECKS, only)
    return run(checks, built_thesis(root), page=page)


def means(built: Built) -> Check:
    """Check that every mean of whole numbers can be the mean of so many of them."""
    findings: list[Finding] = []
    looked_at = 0
    for entry in built.results:
        items = _items(entry["record"])
        if items is None:
            continue
        for path, part, _ in parts_with(entry["record"], "mean"):
            if part["mean"] is None:  # of a group without a value
                continue
            looked_at += 1
            mean = apa_number(part["mean"])
            if not grim(mean, part["n"], items=items):
                what = f"the mean of {part['n']} values, each of whole numbers"
                findings.append(
                    Finding(
                        place=built.place_of(entry),
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


#: By the word that asks for each, in the order in which they are told.
CHECKS: Checks = {
    "whole": whole,
    **checks_of_any_book(design_facts),
    "means": means,
    "rows": rows_accounted,
    "small-groups": small_groups,
    "names": names,
}
