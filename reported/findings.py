"""What a check looked at and what it found amiss; as a table, as lines and as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

AGAIN = "build the book again"  # what to do where things built do not agree
FIRST_NOTES = 3  # of a check, unless all are asked for
MOST_CHARACTERS = 100  # of a value; a whole sentence would bury the message


class NothingBuiltError(RuntimeError):
    """There is nothing to look at; the message says what, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is amiss, with its place."""

    place: str  # file and line, page, or id
    rule: str  # what is wrong
    value: str = ""
    hint: str = ""  # what to do about it

    def __str__(self) -> str:
        """One line: where, what is wrong, the value; what to do."""
        value = self.value
        if len(value) > MOST_CHARACTERS:
            value = value[: MOST_CHARACTERS - 1] + "…"
        got = f", got '{value}'" if value else ""
        repair = f"; {self.hint}" if self.hint else ""
        return f"{self.place}: {self.rule}{got}{repair}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of a built book."""

    name: str
    looked_at: str  # what, with its number
    findings: tuple[Finding, ...]
    not_run: str = ""  # why, where a program that it needs is missing
    notes: tuple[Finding, ...] = ()  # what to look at; nothing is amiss

    @property
    def verdict(self) -> str:
        """Return ok, or FAILED with the number of faults, or that it was not run."""
        if self.not_run:
            return f"NOT RUN: {self.not_run}"
        return f"FAILED ({len(self.findings)})" if self.findings else "ok"


def no_list(name: str, setting: str) -> Check:
    """Return a check that is not run, since the book names no list for it."""
    why = f"the book names no list under `{setting}`"
    return Check(name=name, looked_at="nothing", findings=(), not_run=why)


def listing(checks: Sequence[Check], *, all_notes: bool = False) -> str:
    """Write one line per check, and below them every fault under its check.

    Parameters
    ----------
    checks : sequence of Check
        In the order of the table.
    all_notes : bool
        Whether to write every note too, and not only the first of each check.
    """
    rows = [("Check", "Looked at", "Verdict")]
    rows += [(check.name, check.looked_at, check.verdict) for check in checks]
    lines = aligned(rows)
    for check in checks:
        if check.findings:
            lines += ["", f"{check.name}:"]
            lines += [f"  {finding}" for finding in check.findings]
    for check in checks:
        if check.notes:
            lines += [
                "",
                *_noted(check, len(check.notes) if all_notes else FIRST_NOTES),
            ]
    return "\n".join(lines)


def _noted(check: Check, shown: int) -> Iterator[str]:
    number = counted(len(check.notes), "note")
    yield f"{check.name}: {number} to look at, none of them a fault"
    yield from (f"  {note}" for note in check.notes[:shown])
    if shown < len(check.notes):
        yield f"  and {len(check.notes) - shown:,} more; --notes lists all"


def as_json(checks: Sequence[Check]) -> dict[str, Any]:
    """Return the checks as an object for JSON."""
    return {
        "version": 1,
        "ok": not any(check.findings for check in checks),
        "checks": [asdict(check) | {"ok": not check.findings} for check in checks],
    }


def aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    """Pad the cells of a text table to the width of their columns."""
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in table
    ]


def counted(number: int, thing: str, things: str = "") -> str:
    """Write a number with what it counts: 1 page, 2 pages.

    Examples
    --------
    >>> counted(1, "page"), counted(1200, "page"), counted(2, "entry", "entries")
    ('1 page', '1,200 pages', '2 entries')
    """
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"
