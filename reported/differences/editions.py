"""One build of a book among several: where its statistics are, and what it is."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One build of a book: what it calls itself, and what it reports."""

    name: str  # as it was asked for
    title: str
    commit: str  # and whether files had changed since; "" if not known
    data: str  # the statement that its pages carry
    fingerprint: str  # of the data
    results: dict[str, dict[str, Any]]
    claims: dict[str, dict[str, Any]]


def edition_of(name: str, found: dict[str, Any]) -> Edition:
    """Return the edition that a file of statistics describes."""
    book = found["thesis"]
    commit = book.get("commit") or ""
    if commit and book.get("clean") is False:
        commit += ", with changes that were not committed"
    return Edition(
        name=name,
        title=book.get("title", ""),
        commit=commit,
        data=book.get("data", {}).get("statement", ""),
        fingerprint=book.get("data", {}).get("fingerprint", ""),
        results={entry["id"]: entry for entry in found["results"]},
        claims={entry["id"]: entry for entry in found["claims"]},
    )
