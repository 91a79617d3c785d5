"""Find statistics that were typed by hand in the prose of the book."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.strict_yaml import Entry, read_yaml
from thesis.built import Built
from thesis.findings import Check, Finding, counted
from thesis.running_text import blank, outside_code, with_words_of_claims

__all__ = ["Exempt", "read_exempt", "typed_numbers", "typed_on"]

EXEMPT = Path("thesis/typed_numbers.yaml")
#: Pages whose every number is a result of this study.
RESULTS_ONLY = re.compile(r"book/(chapters/0[4-8]-[\w-]+|front/abstract)\.md")

N = r"[-−]?\d*\.?\d+"
SYMBOL = r"(?:p|[tFHzrUWVMngdN]|SD|SE|Mdn|df|OR|RR|[χωεη]²|[αβκ])"
TYPED = {
    "a statistic": re.compile(
        rf"(?<![\w*])\*{{0,2}}{SYMBOL}\*{{0,2}}\s*(?:\([\d.,\s]+\))?\s*[=<>≤≥≈]\s*{N}"
    ),
    "an interval": re.compile(rf"{N}\s*%\s*CI\b|\bCI\s*[=:]?\s*\[\s*{N}"),
    "a percentage": re.compile(rf"{N}\s*(?:%|per\s?cent\b)"),
    "a count": re.compile(r"\b\d[\d,]*\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?\d[\d,]*\b"),
}
ANY_NUMBER = {"a number": re.compile(r"(?<![\w-])\d+(?:[.,]\d+)*(?!\w)")}

HIDDEN = re.compile(
    r"\A---\n.*?\n---\n"  # front matter
    r"|\$\$.+?\$\$|(?<![\\$\w])\$[^$\n]+\$"  # math
    r"|(?:\{[\w:.+-]+\})?`[^`\n]+`"  # roles and code
    r"|^%.*?$|^\([\w-]+\)=$|<!--.*?-->"  # comments and labels
    r"|^\s*:(?!alt|caption)[\w-]+:.*?$|^\s*[`:]{3,}\{figure\}.*?$"  # options, files
    r"|^\s*\d+[.)]\s|\]\([^)\n]*\)",  # numbered lists, addresses
    re.MULTILINE | re.DOTALL,
)


class Exempt(Entry):
    """A number that may be typed, and why."""

    file: str
    text: str  # the part of the sentence that holds the number
    reason: str


class _ExemptFile(Entry):
    typed_numbers: list[Exempt]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A statistic that stands in the text of a page as it was typed."""

    line: int
    start: int  # within the line
    text: str
    kind: str


def read_exempt(root: Path) -> list[Exempt]:
    """Read which numbers may be typed.

    Raises
    ------
    DataError
        If the file is not there or has another shape.
    """
    hint = "each entry of typed_numbers needs file, text and reason"
    return read_yaml(root / EXEMPT, _ExemptFile, hint=hint).typed_numbers


def typed_numbers(built: Built) -> Check:
    """Find typed statistics, and exemptions that no longer exempt anything."""
    exempt = read_exempt(built.root)
    used: set[int] = set()
    findings = []
    for name, text in built.sources.items():
        lines = text.splitlines()
        for typed in typed_on(name, text):
            covers = _covering(exempt, name, lines[typed.line - 1], typed)
            used.update(covers)
            if not covers:
                findings.append(_was_typed(name, typed))
    for number, entry in enumerate(exempt):
        if number not in used:
            findings.append(
                Finding(
                    place=f"{EXEMPT}: {entry.file}",
                    rule="no typed statistic stands in this text any more",
                    value=entry.text,
                    hint="take the entry out",
                )
            )
    return Check(
        name="no statistic is typed in prose",
        looked_at=f"{counted(len(built.sources), 'page')}, "
        f"{counted(len(exempt), 'exemption')}",
        findings=tuple(findings),
    )


def _was_typed(name: str, typed: Typed) -> Finding:
    return Finding(
        place=f"{name}:{typed.line}",
        rule=f"{typed.kind} is typed",
        value=typed.text,
        hint=f"show it with {{stat}}, cite its source, or exempt it in {EXEMPT}",
    )


def _covering(
    exempt: Sequence[Exempt], name: str, line: str, typed: Typed
) -> list[int]:
    """Return which exemptions hold the typed text, where it stands in its line."""
    end = typed.start + len(typed.text)
    return [
        number
        for number, entry in enumerate(exempt)
        if entry.file == name
        for found in re.finditer(re.escape(entry.text), line)
        if found.start() <= typed.start and end <= found.end()
    ]


def typed_on(name: str, text: str) -> Iterator[Typed]:
    """Find the statistics that are typed on a page.

    Parameters
    ----------
    name : str
        Path of the page below the project. In chapters 4 to 8 and the abstract every
        number counts as typed, elsewhere what looks like a statistic.
    text : str
        MyST Markdown, one sentence a line; a line with a citation is exempt.

    Yields
    ------
    Typed
        In the order of the lines. What stands in code, math, roles and options is not
        looked at, but the words of a claim are.

    Examples
    --------
    >>> [typed.text for typed in typed_on("book/index.md", "Of all, 67% were seen.")]
    ['67%']
    """
    kinds = TYPED | ANY_NUMBER if RESULTS_ONLY.fullmatch(name) else TYPED
    cited = ["{cite" in line for line in text.splitlines()]
    for number, line in enumerate(_prose(text).splitlines(), start=1):
        if cited[number - 1]:
            continue
        taken: list[tuple[int, int]] = []
        for kind, pattern in kinds.items():
            for found in pattern.finditer(line):
                start, end = found.span()
                if all(end <= low or high <= start for low, high in taken):
                    taken.append((start, end))
                    yield Typed(line=number, start=start, text=found[0], kind=kind)


def _prose(text: str) -> str:
    """Blank out what is not prose; lines and columns stay where they are."""
    text = with_words_of_claims("\n".join(outside_code(text.splitlines())))
    return HIDDEN.sub(lambda found: blank(found[0]), text)
