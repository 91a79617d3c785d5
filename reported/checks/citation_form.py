"""Check that works are cited in one form."""

import re
from collections.abc import Iterator

from reported.built import Built
from reported.checks._running_text import outside_code
from reported.findings import Check, Finding, counted

CITED = re.compile(r"\{cite:?\w*\}`([^`]*)`")
BRACKETED = r"\{cite:p\w*\}`[^`]*`"
#: What is wrong and what to do, for what stands in a line of the source.
FORMS = {
    rf"[.?!]\s*{BRACKETED}": (
        "a citation stands after the end of its sentence",
        "put it before the full stop",
    ),
    rf"[^\s(]{BRACKETED}": ("no space stands before a citation", "put one there"),
    rf"\(\s*{BRACKETED}|{BRACKETED}\s*\)": (
        "a citation that has brackets stands in brackets",
        "take the outer brackets away",
    ),
    rf"{BRACKETED}\s*[,;]?\s*{BRACKETED}": (
        "two citations stand side by side",
        "write one, with the keys of both",
    ),
    rf"\b(?:by|of|from|in|to|with|than) {BRACKETED}": (
        "a work that is part of the sentence is cited in brackets",
        "cite it with {cite:t}",
    ),
    r"\{cite\}`[^`]*`": (
        "a citation does not say whether it stands in brackets",
        "write {cite:p} or {cite:t}",
    ),
}


def citation_form(built: Built) -> Check:
    """Find citations in another form than the rest, or that name a work twice."""
    findings, citations = [], 0
    for name, text in built.sources.items():
        lines = outside_code(text.splitlines())
        for number, line in enumerate(lines, 1):
            citations += len(CITED.findall(line))
            for rule, value, hint in ill_formed(line):
                place = f"{name}:{number}"
                findings.append(Finding(place=place, rule=rule, value=value, hint=hint))
    return Check(
        name="works are cited in one form",
        looked_at=counted(citations, "citation"),
        findings=tuple(findings),
    )


def ill_formed(line: str) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with the citations in a line, the place, and what to do.

    Examples
    --------
    >>> [rule for rule, _, _ in ill_formed("It fell. {cite:p}`joe1998effects`")]
    ['a citation stands after the end of its sentence']
    """
    for pattern, (rule, hint) in FORMS.items():
        for found in re.finditer(pattern, line):
            yield rule, found[0], hint
    for found in CITED.finditer(line):
        keys = [key.strip() for key in found[1].split(",")]
        if len(set(keys)) < len(keys):
            yield "a work is named twice in one citation", found[0], "name it once"
