"""What a check looked at and what it found amiss; as a list, as lines and as JSON."""

import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from shutil import get_terminal_size
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
    word: str = ""  # by which it is asked for

    @property
    def verdict(self) -> str:
        """Return ok, FAILED with the number of faults, or NOT RUN."""
        if self.not_run:
            return "NOT RUN"
        return f"FAILED ({len(self.findings)})" if self.findings else "ok"


def no_list(name: str, setting: str) -> Check:
    """Return a check that is not run, since the book names no list for it."""
    why = f"the book names no list under `{setting}`"
    return Check(name=name, looked_at="nothing", findings=(), not_run=why)


def tell(
    words: Sequence[str],
    checks: Iterator[Check],
    *,
    all_notes: bool = False,
    quiet: bool = False,
) -> tuple[Check, ...]:
    """Print what each check looked at when it has ended, and then every fault.

    Lines are as wide as the terminal; elsewhere a check or a fault is one line.

    Parameters
    ----------
    words : sequence of str
        Of the checks that are run, in order. On a terminal the one that runs is told.
    checks : iterator of Check
        Runs the next one when it is asked.
    all_notes : bool
        Whether to print every note too, and not only the first of each check.
    quiet : bool
        Whether to print nothing of what is found.

    Returns
    -------
    tuple of Check
        All that were run.
    """
    width = get_terminal_size().columns if sys.stdout.isatty() else None
    found: list[Check] = []
    margin = max(map(len, words), default=0)
    for n, word in enumerate(words, 1):
        _at_work(f"Checking: {n} of {len(words)}, {word}")
        found.append(next(checks))
        _at_work("")
        if not quiet:
            print(_line(found[-1], margin, width), flush=True)
    for line in () if quiet else _faults(found, all_notes=all_notes):
        print(_folded(line, "    ", width))
    return tuple(found)


def _at_work(words: str) -> None:
    """Say on a terminal what is being done; the next words take the place of these."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)


def _line(check: Check, margin: int, width: int | None) -> str:
    """Write verdict, word and name of a check, and what it looked at."""
    looked_at = check.not_run or check.looked_at
    head = f"{check.verdict:<10}  {check.word:<{margin}}  "
    return _folded(f"{head}{check.name}: {looked_at}", " " * len(head), width)


def _folded(line: str, margin: str, width: int | None) -> str:
    if width is None or width < len(margin) + 30:
        return line
    return textwrap.fill(
        line,
        width,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _faults(checks: Sequence[Check], *, all_notes: bool) -> Iterator[str]:
    for check in checks:
        if check.findings:
            yield from ("", f"{check.name}:")
            yield from (f"  {finding}" for finding in check.findings)
    for check in checks:
        if check.notes:
            yield ""
            yield from _noted(check, len(check.notes) if all_notes else FIRST_NOTES)


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
