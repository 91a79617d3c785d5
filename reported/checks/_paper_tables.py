"""Compare the tables of the web book with those on paper."""

import re
from collections.abc import Iterator, Sequence

from reported.built import Page
from reported.checks._printed_tables import (
    Deviation,
    Followed,
    Paper,
    ends,
    followed,
    signs_of,
)
from reported.findings import AGAIN, Finding, counted
from reported.web_tables import WebTable

#: Signs behind a table that tell whether they are of its page.
BEHIND = 20
CAPTION = re.compile(r"^(Table (?:[A-Z]|\d+)\.\d+): ", re.MULTILINE)
FIGURE = re.compile(r"Figure(?:[A-Z]|\d+)\.\d+:")
#: The number of a page at its foot.
FOLIO = r"(?:\d+|[ivxlc]+)?"
SEEN = 40  # signs of what stands in a wrong place, in a message
BACK = 10  # of them before the first wrong one


def on_paper(
    paper: Paper, table: WebTable, page: Page, statement: str
) -> Iterator[Finding]:
    """Yield whatever of a table is not on paper as on the web.

    Parameters
    ----------
    paper : Paper
        The whole PDF.
    table : WebTable
        With the columns that it has on paper; see `as_printed`.
    page : Page
        The page of the web book on which it stands.
    statement : str
        What the data of the page are, as the foot of the printed page says it.
    """
    numbers, begun = ends(paper, table)
    if len(begun) != 1:
        yield _elsewhere(paper, table, numbers, begun)
        return
    found = followed(paper, table, begun[0])
    for wrong in found.deviations:
        yield _deviation(table, wrong)
    if found.end >= 0:
        yield from _behind(found, table, page, statement)


def unknown(printed: Sequence[str], numbered: Sequence[WebTable]) -> Iterator[Finding]:
    """Yield the tables on paper that the web book does not have."""
    known = {table.number for table in numbered}
    for number, text in enumerate(printed, start=1):
        for called in CAPTION.findall(text):
            if called not in known:
                yield _finding(number, f"{called} is not in the web book", called)


def _elsewhere(
    paper: Paper, table: WebTable, numbers: Sequence[int], begun: Sequence[int]
) -> Finding:
    """Say why a table cannot be followed: no caption, another one, or several."""
    if begun:
        rule = f"{table.called} begins {len(begun)} times"
        return _finding(paper.page(begun[1]), rule, "")
    if not numbers:
        words = "is not there" if table.number else "is not there as on the web"
        return _finding(0, f"{table.called} of {table.page}.html {words}", "")
    at, caption = numbers[0], signs_of(table.caption)
    rule = f"{table.called}: the caption on the web is '{table.caption}'"
    return _finding(paper.page(at), rule, paper.words(at, at + len(caption)))


def _deviation(table: WebTable, wrong: Deviation) -> Finding:
    if not wrong.cells:
        rule = f"{table.called} has something that the web page has not"
        return _finding(wrong.page, rule, wrong.seen)
    first, *more = wrong.cells
    words = " | ".join(cell.words for cell in wrong.cells)
    rule = f"{table.called}, {table.spot(first.row, first.column)}"
    if more:
        rule += f" and {counted(len(more), 'more cell')}"
    rule += f": the web page says '{_short(words)}'"
    return _finding(wrong.page, rule, wrong.seen or "nothing")


def _behind(
    found: Followed, table: WebTable, page: Page, statement: str
) -> Iterator[Finding]:
    """Find rows too many, and a note that is another one."""
    text, end = found.text, found.end
    rule = f"{table.called} is followed by what the web page has not"
    if end <= found.last and found.last:
        yield _finding(text.page(end), rule, text.words(end, end + SEEN))
        return
    stop = text.page_end(end - 1)
    foot = re.compile(FOLIO + re.escape(signs_of(statement)) + r"\Z")
    body = foot.sub("", text.signs[end:stop]) if stop > end else ""
    if table.note:
        yield from _note(found, table, end + len(body))
    elif body and not FIGURE.search(body) and not _known(body[:BEHIND], page):
        yield _finding(text.page(end), rule, text.words(end, end + SEEN))


def _note(found: Followed, table: WebTable, stop: int) -> Iterator[Finding]:
    """Follow the note below a table, and overleaf if it goes on there."""
    text, note = found.text, signs_of(table.note)
    number, at = text.agreed(found.end, note)
    if number == len(note):
        return
    if at >= stop:  # the rest is on one of the next pages, or below a float there
        rest, over = note[number:].lstrip("-"), text.page_end(found.end)
        two = range(over, text.page_end(text.page_end(over)))
        if any(text.gaps[n] and text.agreed(n, rest)[0] == len(rest) for n in two):
            return
    right, back = note[max(0, number - BACK) :][:SEEN], max(found.end, at - BACK)
    rule = f"{table.called}, note: the web page says '…{right}'"
    seen = text.words(back, back + SEEN)
    yield _finding(text.page(min(at, stop)), rule, f"…{seen}")


def _known(signs: str, page: Page) -> bool:
    """Tell whether a page of the web book has some words outside its tables."""
    words = (
        text
        for text in page.article.find_all(string=True)
        if not text.find_parent(["td", "th", "svg"])
    )
    return _letters(signs) in _letters(signs_of("".join(words)))


def _letters(text: str) -> str:
    """Keep what headings and captions share on the web and on paper."""
    return re.sub(r"[\W_]", "", text)


def _short(words: str) -> str:
    return words if len(words) <= 2 * SEEN else f"{words[: 2 * SEEN]}…"


def _finding(page: int, rule: str, value: str) -> Finding:
    return Finding(
        place=f"PDF, page {page}" if page else "PDF", rule=rule, value=value, hint=AGAIN
    )
