"""List the sentences that interpret results and rest on no condition."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reported.built import Built
from reported.checks._listed_words import listed_words
from reported.checks._running_text import CLAIM, running_text
from reported.findings import Check, Finding, counted, no_list

# What running_text would take away is marked by signs that no text holds.
STAT, CITED, BEGIN, END, ITEM = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
SIGNS = f"[{STAT}{CITED}{BEGIN}{END}{ITEM}]"
ROLES = {
    re.compile(r"\{stat\}`[^`]+`"): f"{STAT}X",
    re.compile(r"\{cite:t\w*\}`[^`]+`"): f"{CITED}X",
    re.compile(r"\{cite:p\w*\}`[^`]+`"): CITED,
}
LISTED = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+", re.MULTILINE)
SENTENCE_END = re.compile(
    rf"(?<=[.?!])[”’\"')*{END}]*\s+(?=[“‘\"'(*\[{STAT}{CITED}{BEGIN}]*[A-Z])|\n(?={ITEM})"
)
PARAGRAPH = re.compile(r"(?:^.*\S.*(?:\n|\Z))+", re.MULTILINE)
#: What tells that a sentence with a citation speaks of this study's results as well.
OWN = re.compile(
    r"\b(?:simulated|simulation|stand-in|(?:this|present) (?:study|edition|thesis|book)"
    r"|these data|here)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a page's running text."""

    line: int  # in which it begins
    text: str  # without markup; what a role shows is X
    results: bool  # whether it speaks of results
    claimed: bool  # whether a claim holds it or a part of it


def interpretations(built: Built) -> Check:
    """List sentences that interpret results outside of claims, and idle exceptions.

    A sentence speaks of results if it shows one, is a claim or holds one, or stands
    after such a sentence in its paragraph; and so does every sentence on a page that
    publishes a result or shows a claim. Left out are questions, which say nothing, and
    sentences that cite a work, which say what others found, unless they show a result,
    hold a claim or name this study. Headings, captions and tables are not read.

    It interprets them if it holds a word of the book's list of them: a comparative, a
    superlative, or a verb of change, difference or association. No list of words
    understands a sentence, so what is listed are notes to work from and no faults. A
    fault is only an exception that no longer excepts anything.

    Raises
    ------
    DataError
        If the list is not there or has another shape.
    """
    name = "sentences that interpret results are counted"
    if not built.book.interpretations:
        return no_list(name, "interpretations")
    words = listed_words(built.root / built.book.interpretations)
    of_results = _pages_of_results(built)
    results = claimed = excepted = 0
    notes: list[Finding] = []
    for source, text in built.sources.items():
        for sentence in sentences_on(text, of_results=source in of_results):
            results += sentence.results
            found = words.pattern.search(sentence.text) if sentence.results else None
            if found and sentence.claimed:
                claimed += 1
            elif found:
                left = list(words.outside_exceptions(sentence.text))
                excepted += not left
                notes += [_note(source, sentence, left)] if left else []
    return Check(
        name=name,
        looked_at=f"{counted(results, 'sentence')} with results, "
        f"{claimed + excepted + len(notes)} interpret: {claimed} in claims, "
        f"{excepted} excepted, {len(notes)} listed",
        findings=tuple(
            words.idle(built.book.interpretations, "sentence outside of claims")
        ),
        notes=tuple(notes),
    )


def _pages_of_results(built: Built) -> set[str]:
    """Return the sources that publish a result or show a claim."""
    publish = {entry["chapter"] for entry in built.results}
    show = {use["page"] for claim in built.claims for use in claim["shown"]}
    return {built.source(page) for page in publish | show}


def sentences_on(text: str, *, of_results: bool = False) -> Iterator[Sentence]:
    r"""Yield the sentences of a page, and whether they speak of results.

    Parameters
    ----------
    text : str
        MyST Markdown.
    of_results : bool
        Whether the page is one of results, see `interpretations`.

    Examples
    --------
    >>> page = "All came. {claim}`It fell <mood-falls>`. It was {stat}`mood`."
    >>> [(s.text, s.results, s.claimed) for s in sentences_on(page)]
    [('All came.', False, False), ('It fell.', True, True), ('It was X.', True, False)]
    """
    marked = CLAIM.sub(_marked_claim, text)
    for role, sign in ROLES.items():
        marked = role.sub(sign, marked)
    plain = LISTED.sub(lambda mark: ITEM.ljust(len(mark[0])), running_text(marked))
    for paragraph in PARAGRAPH.finditer(plain):
        after, inside = of_results, False
        start = paragraph.start()
        for part in _parts(paragraph[0]):
            claimed = inside or BEGIN in part
            after = after or claimed or STAT in part
            if part.strip():
                yield Sentence(
                    line=plain.count("\n", 0, start) + 1,
                    text=" ".join(re.sub(SIGNS, "", part).split()),
                    results=after and _asserts_results(part, claimed=claimed),
                    claimed=claimed,
                )
            inside = claimed and part.rfind(END) < part.rfind(BEGIN)
            start += len(part)


def _marked_claim(found: re.Match[str]) -> str:
    first, last = found.groups()
    return f"{BEGIN}{found[0][len(first) : -len(last)]}{END}"


def _parts(paragraph: str) -> Iterator[str]:
    """Cut a paragraph into sentences; together they are the paragraph."""
    start = 0
    for found in SENTENCE_END.finditer(paragraph):
        yield paragraph[start : found.end()]
        start = found.end()
    yield paragraph[start:]


def _asserts_results(part: str, *, claimed: bool) -> bool:
    if claimed or STAT in part:
        return True
    question = part.rstrip(f" \n”’\"')*{END}").endswith("?")
    return not question and (CITED not in part or bool(OWN.search(part)))


def _note(name: str, sentence: Sentence, words: Sequence[str]) -> Finding:
    which = ", ".join(dict.fromkeys(words))
    return Finding(
        place=f"{name}:{sentence.line}",
        rule=f"interprets results outside of a claim ({which})",
        value=sentence.text,
    )
