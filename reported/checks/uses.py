"""Check that the register says exactly where each number is used.

What it says was collected while the pages were read. Here it is found a second way, in
the built pages: every link to a number, and the table or figure around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bs4.element import Tag

from reported.built import Built
from reported.findings import AGAIN, Check, Finding, counted

#: What a link can stand in that has a name of its own.
AROUND = ["table", "figure"]
Use = tuple[str, str, str]  # page, name of the table or figure (or ""), id and path


def uses(built: Built) -> Check:
    """Compare where the register says that numbers are used with where they are."""
    said = set(_said(built.results))
    seen = set(_seen(built))
    missing, untold = said - seen, seen - said
    findings = [
        *(_finding(one, "the register says so, the page does not") for one in missing),
        *(_finding(one, "the page has it, the register does not") for one in untold),
    ]
    places = len({(page, name) for page, name, _ in seen if name})
    return Check(
        name="the register says where each number is used",
        looked_at=f"{counted(len(seen), 'use')}, in the text and in {places:,} tables "
        "and figures",
        findings=tuple(sorted(findings, key=str)),
    )


def _said(results: list[dict[str, Any]]) -> Iterator[Use]:
    for entry in results:
        for use in entry["shown"]:
            name = use.get("table") or use.get("figure") or ""
            yield use["page"], name, use["reference"]


def _seen(built: Built) -> Iterator[Use]:
    for page in built.pages.values():
        for link in page.soup.select("article [data-reference]"):
            yield page.name, _around(link), str(link["data-reference"])


def _around(link: Tag) -> str:
    """Return the name of the table or figure in which a link stands."""
    around = link.find_parent(AROUND)
    return "" if around is None else str(around.get("id") or "")


def _finding(use: Use, rule: str) -> Finding:
    page, name, reference = use
    where = f"in {name}" if name else "in the text"
    return Finding(
        place=f"{page}.html", rule=f"{reference} {where}: {rule}", hint=AGAIN
    )
