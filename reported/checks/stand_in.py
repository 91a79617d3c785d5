"""Find sentences that are true of simulated data only and are not marked so."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from reported.built import Built
from reported.checks._listed_words import ListedWords, listed_words
from reported.checks._running_text import prose, without_stand_ins
from reported.findings import Check, Finding, counted, no_list

NAME = "what is true of simulated data only is marked so"
ROLE, SIMULATED = "{stand-in}", "simulated"
#: One that opens and does not close, or not where it is one.
OPEN = re.compile(r"(?<!`)\{stand-in\}")
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def stand_in(built: Built) -> Check:
    """Look in all that a reader reads of every page, also in the captions of cells.

    A book on other data leaves out what stands in the role or the block `{stand-in}`;
    the rest has to be true of them too. Which words speak of the simulation is a list
    that the book names, with phrases that are meant otherwise.

    Raises
    ------
    DataError
        If the list is not there or has another shape.
    """
    if not built.book.stand_in:
        return no_list(NAME, "stand_in")
    words = listed_words(built.root / built.book.stand_in)
    findings = [
        finding
        for name, text in built.sources.items()
        for finding in _outside(name, text, words)
    ]
    marked = sum(text.count(ROLE) for text in built.sources.values())
    return Check(
        name=NAME,
        looked_at=f"{counted(len(built.sources), 'page')}, "
        f"{counted(marked, 'stand-in text')}, "
        f"{counted(len(words.exceptions), 'exception')}",
        findings=(*findings, *words.idle(built.book.stand_in, "sentence")),
    )


def as_read(text: str, kind: str) -> str:
    """Return the source of a page as a book on data of some kind has it.

    Parameters
    ----------
    text : str
        MyST Markdown.
    kind : str
        "simulated", or another word of other data, of which all that is true of
        simulated data only is blanked out; every place stays where it is.
    """
    return text if kind == SIMULATED else without_stand_ins(text)


def sentences_outside(texts: Iterable[str], path: Path) -> int:
    """Count the sentences of pages that are to stand in stand-in text.

    Parameters
    ----------
    texts : iterable of str
        MyST Markdown.
    path : Path
        The list of words; DataError if it is not there or has another shape.
    """
    words = listed_words(path)
    lines = (
        line for text in texts for line in prose(without_stand_ins(text)).split("\n")
    )
    sentences = (one for line in lines for one in SENTENCE.split(line))
    return sum(any(words.outside_exceptions(one)) for one in sentences)


def _outside(name: str, text: str, words: ListedWords) -> Iterator[Finding]:
    left_in = without_stand_ins(text)
    for number, line in enumerate(left_in.split("\n"), start=1):
        if OPEN.search(line):
            yield Finding(
                place=f"{name}:{number}",
                rule="stand-in text that is not closed, or begins a list item",
                value=line.strip(),
                hint="close it by as many backticks as open it, or by colons",
            )
    seen = prose(left_in).split("\n")
    for number, (line, source) in enumerate(
        zip(seen, text.split("\n"), strict=True), start=1
    ):
        left = list(words.outside_exceptions(line))
        if left:
            which = ", ".join(dict.fromkeys(left))
            yield Finding(
                place=f"{name}:{number}",
                rule=f"speaks of the simulation outside of stand-in text ({which})",
                value=source.strip(),
                hint=f"put it into {ROLE}, or word it so that it is true of any data",
            )
