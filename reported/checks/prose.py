"""Find statistics that were typed by hand in the prose of the book."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from reported.built import Built
from reported.checks._allowed_numbers import Allowed, allowed_numbers
from reported.checks._bounds_of_claims import Bounds, claims_on
from reported.checks._clauses import clauses_of
from reported.checks._numbers_in_prose import Stated, numbers_of, row_numbers
from reported.checks._running_text import prose
from reported.checks.constants import Facts, Stand, places_of
from reported.findings import Check, Finding, counted

SYMBOL = r"(?:p|[tFHzrUWVMngdN]|SD|SE|Mdn|df|OR|RR|[χωεη]²|[αβκ])"
STATISTIC = re.compile(
    rf"(?<!\w){SYMBOL}\s*(?:\([\d.,\s]+\))?\s*[=<>≤≥≈]\s*[-−]?\d*\.?\d+"
)


@dataclass(slots=True, kw_only=True)
class PageNumbers:
    """What was found on one page."""

    clauses: int = 0
    numbers: int = 0
    cited: int = 0
    findings: list[Finding] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # wordings and phrases
    checked: int = 0  # constants held against the data


def typed_numbers(built: Built, facts_of: Callable[[], Facts]) -> Check:
    """Find typed statistics, false constants, and entries that stand nowhere."""
    listed = built.book.typed_numbers
    allowed = allowed_numbers(built.root, listed, built.sources, facts_of)
    pages = [numbers_on(name, text, allowed) for name, text in built.sources.items()]
    used = set[str]().union(*(page.used for page in pages))
    findings = [finding for page in pages for finding in page.findings]
    wordings = [wording for wording, _ in allowed.constants]
    findings += [
        Finding(
            place=f"{listed}: {part}",
            rule="this stands in no sentence that needs it any more",
            value=entry,
            hint="take it out",
        )
        for part, entries in (
            ("constants", wordings),
            ("exceptions", allowed.exceptions),
        )
        for entry in entries
        if entry not in used
    ]
    return Check(
        name="no statistic is typed in prose",
        looked_at=f"{counted(len(pages), 'page')}, "
        f"{counted(sum(page.clauses for page in pages), 'clause')}, "
        f"{counted(sum(page.numbers for page in pages), 'number')}, "
        f"of them {sum(page.cited for page in pages):,} beside a citation, "
        f"{counted(sum(page.checked for page in pages), 'constant')} held against the "
        f"data, {counted(len(allowed.exceptions), 'exception')}",
        findings=tuple(findings),
    )


def numbers_on(name: str, text: str, allowed: Allowed) -> PageNumbers:
    r"""Look at every number that a page types.

    Parameters
    ----------
    name : str
        Path of the page, for messages.
    text : str
        Its MyST Markdown.
    allowed : Allowed
        What may be typed.

    Returns
    -------
    PageNumbers
        A number is exempt that stands in a clause with a citation; that counts the
        rows of a table; that is a constant of the design, as the data have it; that
        the condition of its claim tests; or that lies, with what it counts, in a phrase
        that is excepted. Every other number is a finding, and so is a constant that the
        data contradict.

    Examples
    --------
    >>> from reported.checks._allowed_numbers import Allowed
    >>> nothing = Allowed(constants=(), exceptions=(), facts={}, bounds={})
    >>> page = numbers_on("book/index.md", "Of all, 37 men left.\n", nothing)
    >>> print(page.findings[0].value)
    37 men
    """
    seen = prose(text)
    page, rows = PageNumbers(), row_numbers(seen)
    uncited: list[Stated] = []
    cited: list[tuple[int, int]] = []
    for clause in clauses_of(seen):
        numbers = list(numbers_of(seen, clause))
        page.clauses += any(token.kind == "word" for token in clause.tokens)
        page.numbers += len(numbers)
        if clause.cited:
            page.cited += len(numbers)
            cited.append((clause.tokens[0].start, clause.tokens[-1].end))
        else:
            uncited += [number for number in numbers if number.start not in rows]
    covered = _constants(name, seen, cited, allowed, page)
    claims = claims_on(text)
    excepted = [
        (found.start(), found.end(), phrase)
        for phrase in allowed.exceptions
        for found in _pattern(phrase).finditer(seen)
    ]
    for number in uncited:
        holding = [
            phrase
            for start, end, phrase in excepted
            if start <= number.start and number.end <= end
        ]
        page.used.update(holding)
        passes = holding or number.start in covered
        if not passes and not _tested(number, claims, allowed.bounds):
            page.findings.append(_typed(name, seen, number, allowed.listed))
    page.findings = list(dict.fromkeys(page.findings))  # one statistic, two numbers
    return page


def _constants(
    name: str,
    seen: str,
    cited: list[tuple[int, int]],
    allowed: Allowed,
    page: PageNumbers,
) -> set[int]:
    """Hold constants against the data; return where their numbers begin."""
    covered: set[int] = set()
    for wording, names in allowed.constants:
        values = tuple(value for name in names for value in allowed.facts[name])
        for stand in places_of(wording, seen):
            if any(start <= stand.start < end for start, end in cited):
                continue
            page.used.add(wording)
            page.checked += 1
            covered.update(start for start, _ in stand.numbers)
            if stand.values != values:
                wrong = (name, seen, stand, names, values, allowed.listed)
                page.findings.append(_contradicted(*wrong))
    return covered


def _tested(number: Stated, claims: list[tuple[int, int, str]], bounds: Bounds) -> bool:
    """Whether a number is a bound that the condition of its claim tests."""
    within = (name for start, end, name in claims if start <= number.start < end)
    tested = bounds.get(next(within, ""), frozenset[Fraction]())
    percent = {100 * bound for bound in tested if number.kind == "a percentage"}
    return number.value is not None and abs(number.value) in tested | percent


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, prose(phrase).split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _typed(name: str, seen: str, number: Stated, listed: str) -> Finding:
    kind, value = number.kind, number.text
    line = seen.rfind("\n", 0, number.start) + 1
    for found in STATISTIC.finditer(seen, line):
        if found.start() > number.start:
            break
        if found.start() <= number.start < found.end():
            kind, value = "a statistic", " ".join(found[0].split())
    return Finding(
        place=_place(name, seen, number.start),
        rule=f"{kind} is typed",
        value=value,
        hint=f"show it with {{stat}}, cite its source in this clause, or see {listed}",
    )


def _contradicted(
    name: str,
    seen: str,
    stand: Stand,
    facts: tuple[str, ...],
    values: tuple[Fraction, ...],
    listed: str,
) -> Finding:
    said = " and ".join(map(str, values)) or "nothing"
    return Finding(
        place=_place(name, seen, stand.start),
        rule=f"a constant of the design: the data say {said} ({', '.join(facts)})",
        value=stand.text,
        hint=f"correct the sentence, or the constant in {listed}",
    )


def _place(name: str, seen: str, start: int) -> str:
    line = seen.count("\n", 0, start) + 1
    return f"{name}:{line}"
