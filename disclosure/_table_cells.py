"""Names of which each word fills a cell: in CSV, JSON, or a table of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

LONGEST = 400  # characters on each side that can belong to the same row
EDGE = re.compile(r"[\n{}]")  # between the rows of a table, and the records of JSON
QUOTES = "[\"'`*]*"


def in_cells(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    r"""Find rows in which every word of a name is a cell of its own.

    Parameters
    ----------
    text : str
        Folded.
    words : sequence of str
        Two or more, as listed; they are found in capitals too, and in any order.

    Yields
    ------
    tuple of (int, int)
        From the first of the cells to the last.

    Examples
    --------
    >>> text = '{"last": "Evans", "age": 41, "first": "Gwen"}'
    >>> [text[start:end] for start, end in in_cells(text, ["Gwen", "Evans"])]
    ['Evans", "age": 41, "first": "Gwen']
    """
    first, *others = map(_cell, words)
    for match in first.finditer(text):
        start, end = _row(text, *match.span("word"))
        found = [other.search(text, start, end) for other in others]
        spans = [match.span("word"), *(f.span("word") for f in found if f)]
        if len(spans) == len(words):
            yield min(spans)[0], max(span[1] for span in spans)


def _cell(word: str) -> re.Pattern[str]:
    forms = "|".join(
        re.escape(form).replace("'", "'?")
        for form in dict.fromkeys((word, word.upper()))
    )
    return re.compile(
        rf"(?:^|[{{\[(,:;|\t])[ ]*{QUOTES}(?P<word>{forms}){QUOTES}"
        r"[ ]*(?=$|[}\]),:;|\t\n])",
        re.MULTILINE,
    )


def _row(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the row around a place begins and ends."""
    before = text[max(0, start - LONGEST) : start]
    edges = [edge.end() for edge in EDGE.finditer(before)]
    after = EDGE.search(text, end, end + LONGEST)
    first = start - len(before) + (edges[-1] if edges else 0)
    return first, after.start() if after else min(len(text), end + LONGEST)
