"""One build of a book among several: where its statistics are, and what it is."""

from dataclasses import dataclass
from typing import Any

from reported.statistics_file import Part, refuse_other_shape


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


class _Use(Part):
    reference: str
    words: str


class _Result(Part):
    chapter: str
    title: str | None = None
    reported: str
    shown: list[_Use]


class _Claim(Part):
    chapter: str
    title: str | None = None
    condition: str
    holds: bool


class _Compared(Part):
    """What is read of the statistics of an edition, whatever else is there."""

    results: list[_Result]
    claims: list[_Claim]


def refuse_incomparable(found: dict[str, Any], shown: str) -> None:
    """Refuse statistics that lack what is compared; `shown` is how messages call them.

    Raises
    ------
    NothingBuiltError
        If anything is missing, or something else stands in its place; all at once.
    """
    refuse_other_shape(found, _Compared, shown)


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
