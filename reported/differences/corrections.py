"""The differences of two editions as one page that can be sent to examiners."""

from collections.abc import Iterator
from html import escape

from reported.differences.comparing import PARTS, Differences, Move, by_chapter
from reported.differences.editions import Edition
from reported.findings import counted

STYLE = """
body { font: 1rem/1.5 Georgia, serif; max-width: 60rem; margin: 2rem auto;
       padding: 0 1rem; color: #1a1a1a; background: #fff; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1.5rem; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem;
         border-bottom: 1px solid #bbb; }
code { font-size: .9em; overflow-wrap: anywhere; }
@media print { body { max-width: none; margin: 0; } }
"""


def as_page(found: Differences) -> str:
    """Write the differences as a whole HTML page that needs no other file.

    Parameters
    ----------
    found : Differences
        Of two editions of one book.

    Returns
    -------
    str
        HTML, with every text from the editions escaped.
    """
    title = f"Changes to the reported results: {found.new.title or found.old.title}"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en-GB">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style></head>",
            "<body><main>",
            f"<h1>{escape(title)}</h1>",
            *_editions(found),
            *_parts(found),
            "</main></body></html>",
            "",
        ]
    )


def _editions(found: Differences) -> Iterator[str]:
    yield "<table><caption>The two editions</caption>"
    yield _row("", "Earlier", "Later", head=True)
    for label, field in (
        ("Edition", "name"),
        ("Commit", "commit"),
        ("Data", "data"),
        ("Fingerprint of the data", "fingerprint"),
    ):
        yield _row(label, *(_known(e, field) for e in (found.old, found.new)))
    yield "</table>"


def _known(edition: Edition, field: str) -> str:
    return getattr(edition, field) or "not recorded"


def _row(*cells: str, head: bool = False) -> str:
    tag = 'th scope="col"' if head else "td"
    inside = "".join(f"<{tag}>{escape(cell)}</{tag[:2]}>" for cell in cells)
    return f"<tr>{inside}</tr>"


def _parts(found: Differences) -> Iterator[str]:
    if found.none:
        yield "<p>No reported result differs.</p>"
    for heading, field, both in PARTS:
        moves: tuple[Move, ...] = getattr(found, field)
        if moves:
            yield f"<h2>{escape(heading)} ({len(moves)})</h2>"
        for title, here in by_chapter(moves):
            yield f"<table><caption>{escape(title)}</caption>"
            yield _row("Result", "What", *_heads(both=both), head=True)
            for move in here:
                values = (move.old, move.new) if both else (move.new,)
                yield _row(move.id, move.what or "as reported", *values)
            yield "</table>"
    if found.unprinted:
        results = counted(found.unprinted, "result")
        yield f"<p>Beyond the printed decimals only: {results}.</p>"


def _heads(*, both: bool) -> tuple[str, ...]:
    return ("Earlier", "Later") if both else ("As reported",)
