"""Check what is printed of tests: it agrees with itself, and says if p is adjusted."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4.element import Tag

from reported.built import Built, Page, joined, squeezed
from reported.checks._printed_tests import (
    METHODS,
    ReportedP,
    ReportedTest,
    names_a_work,
    reported_p,
    reported_tests,
)
from reported.checks.consistency import GAMES_HOWELL, agrees, p_bounds
from reported.checks.p_values import correction_of, degrees_of, groups_of, parts_with
from reported.findings import Check, Finding, counted
from reported.words.phrases import adjusted_p
from reported.words.rounding import apa_stat, p_number

HINT = "show the result with {stat}, or correct what was typed"
#: Head of a column of p values, adjusted or not.
P_HEAD = re.compile(r"(?P<adjusted>adjusted )?(?:exact )?p", re.IGNORECASE)
#: Words of a note that say that the p values of its table are adjusted.
ADJUSTED_NOTE = re.compile(
    r"\bp (?:(?:is|and the interval of the difference are) )?adjusted for "
    r"(?:all pairs|the number|\d+ )"
)
#: Where the clause ends that has to say what a bare number is.
CLAUSE_END = re.compile(r"[.;:]\s")

Record = dict[str, Any]


@dataclass(frozen=True)
class _Text:
    """A text that a reader sees, or opens."""

    edition: str  # HTML, cards or PDF
    page: str
    words: str

    def place(self, start: int) -> str:
        """Return the page on which a place in the text stands."""
        if self.edition == "HTML":
            return f"{self.page}.html"
        if self.edition == "cards":
            return f"{self.page}.html, a card"
        number = self.words.count("\n\f", 0, start) + 1
        return f"{self.page}, page {number}"


@dataclass(frozen=True)
class _Adjusted:
    """A p value of a result that was adjusted."""

    reference: str  # as {stat} names it
    statistic: str  # as it is printed; empty if there is none
    words: tuple[str, ...]  # the forms in which p is printed, with the method
    n_groups: int | None  # of the comparison around a contrast


def _texts(built: Built) -> Iterator[_Text]:
    for page in built.pages.values():
        yield _Text("HTML", page.name, page.text)
        yield _Text("cards", page.name, page.cards)
    yield _Text("PDF", built.book.pdf, joined(built.printed or ()))


def _adjusted(built: Built) -> Iterator[_Adjusted]:
    for entry in built.results:
        for path, part, whole in parts_with(entry["record"], "p_adjusted"):
            correction, found = correction_of(part, whole), part["p_adjusted"]
            if found is None or correction == "none":
                continue
            name = part.get("name") or f"{part.get('first')}-{part.get('second')}"
            where = path.partition("[")[0]
            yield _Adjusted(
                reference=f"{entry['id']}.{where}.{name}.p_adjusted",
                statistic=_statistic(part),
                words=tuple(
                    squeezed(adjusted_p(found, correction, exact=exact))
                    for exact in (False, True)
                ),
                n_groups=groups_of(whole) or None,
            )


def _statistic(part: Record) -> str:
    if part.get("statistic") is None:
        return ""
    name = part.get("statistic_name", "t")
    return squeezed(f"{apa_stat(name, part['statistic'], degrees_of(part))}, ")


def printed_tests(built: Built) -> Check:
    """Check that every test printed in HTML, cards and PDF agrees with itself.

    A Games-Howell contrast is computed again as one. Of a p value that another method
    adjusted the test gives the smallest possible; that and its statistic have to be
    those of a result.
    """
    known = {
        one.statistic + words: one.n_groups
        for one in _adjusted(built)
        for words in one.words
        if one.statistic
    }
    findings: list[Finding] = []
    found: Counter[str] = Counter()
    for text in _texts(built):
        for test in reported_tests(text.words):
            found[text.edition] += 1
            findings += _disagrees(test, known, text)
    return Check(
        name="printed tests agree with their p",
        looked_at=f"{found['HTML']} in HTML, {found['cards']} in cards, "
        f"{found['PDF']} in PDF",
        findings=tuple(findings),
    )


def _disagrees(
    test: ReportedTest, known: dict[str, int | None], text: _Text
) -> Iterator[Finding]:
    n_groups = known.get(squeezed(test.text))
    if test.correction and squeezed(test.text) not in known:
        if not names_a_work(text.words, test.start, test.end):
            yield _finding(
                "no result has this adjusted p with this statistic", test, text
            )
        elif test.correction == GAMES_HOWELL:
            return  # of how many groups is not said
    if test.correction == GAMES_HOWELL and n_groups is None:
        return
    if not agrees(test, n_groups=n_groups):
        low, high = (p_number(p) for p in p_bounds(test, n_groups=n_groups))
        between = low if low == high else f"{low} to {high}"
        yield _finding(f"the test gives a p of {between}", test, text)


def _finding(rule: str, printed: ReportedTest | ReportedP, text: _Text) -> Finding:
    return Finding(
        place=text.place(printed.start), rule=rule, value=printed.text, hint=HINT
    )


def adjusted_p_values(built: Built) -> Check:
    """Check that every p has its test beside it or says what it is, and by what.

    In the PDF a page or a float can part a test from its p, so that there it is only
    looked whether an adjusted p is that of a result.
    """
    adjusted = list(_adjusted(built))
    known = {words for one in adjusted for words in one.words}
    findings: list[Finding] = []
    kinds: Counter[str] = Counter()
    for text in _texts(built):
        for p in reported_p(text.words):
            kinds[f"{p.correction} {p.kind}".strip()] += text.edition == "HTML"
            findings += _unclear(p, known, text)
    columns = 0
    references = {one.reference for one in adjusted}
    for page in built.pages.values():
        findings += _bare_numbers(page, references)
        for faults in _columns(page):
            columns += 1
            findings += faults
    said = ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items()) if n)
    return Check(
        name="every p says if it was adjusted, and by what",
        looked_at=f"{kinds.total()} p in HTML ({said or 'none'}), "
        f"{counted(columns, 'column')} of p in tables",
        findings=tuple(findings),
    )


def _unclear(p: ReportedP, known: set[str], text: _Text) -> Iterator[Finding]:
    in_pdf = text.edition == "PDF"
    if p.kind == "alone" and not in_pdf:
        yield _finding("this p has no test beside it, nor the word exact", p, text)
    if p.kind != "adjusted":
        return
    if not p.correction:
        if not in_pdf:
            yield _finding("this p is adjusted, but it does not say by what", p, text)
    elif squeezed(p.text) not in known and not names_a_work(
        text.words, p.start, p.start + len(p.text)
    ):
        yield _finding("no result has this adjusted p", p, text)


def _bare_numbers(page: Page, references: set[str]) -> Iterator[Finding]:
    """Find adjusted p values shown as numbers whose clause does not say so.

    In a table the head of its column and the note have to say it.
    """
    for tag in page.article.select("[data-reference]:not(svg *)"):
        if str(tag["data-reference"]) not in references:
            continue
        block = tag.find_parent(["p", "li", "dd", "td", "th", "figcaption", "caption"])
        before = CLAUSE_END.split(_text_before(tag, block))[-1]
        cell = tag.find_parent(["td", "th"])
        if cell is not None:
            before = _head_and_note(cell) or before
        if "adjust" not in before.casefold() or not re.search(METHODS, before):
            yield Finding(
                place=f"{page.name}.html",
                rule=f"{tag['data-reference']} was adjusted; its clause does not say "
                "so, and by what, before it",
                value=f"{before[-60:]}{tag.get_text()}".strip(),
                hint="name the method, as in: Holm-adjusted p = .012",
            )


def _head_and_note(cell: Tag) -> str:
    """Return what stands above and below a cell, if its table has a row of heads."""
    row, table = cell.find_parent("tr"), cell.find_parent("table")
    heads = table.select("thead tr:first-child > *") if table else []
    cells = row.find_all(["td", "th"], recursive=False) if row else []
    place = next((n for n, one in enumerate(cells) if one is cell), len(heads))
    if table is None or place >= len(heads):
        return ""
    return f"{' '.join(heads[place].get_text().split())}: {_note(table)} "


def _text_before(tag: Tag, block: Tag | None) -> str:
    found: list[str] = []
    for string in tag.find_all_previous(string=True):
        if block is not None and block not in string.parents:
            break
        found.insert(0, str(string))
    return " ".join("".join(found).split())


def _columns(page: Page) -> Iterator[list[Finding]]:
    """Yield the faults of every column of p values, against the note of its table."""
    for table in page.article.select("table"):
        heads = [" ".join(th.get_text().split()) for th in table.select("thead th")]
        columns = [found for head in heads if (found := P_HEAD.fullmatch(head))]
        note = _note(table)
        adjusted = [one for one in columns if one["adjusted"]]
        place = f"{page.name}.html, {table.get('id', 'a table')}"
        for column in columns:
            if column["adjusted"] and not re.search(METHODS, note):
                rule = "a column of adjusted p; the note names no method"
                hint = "name it in the note of the table"
            elif not adjusted and ADJUSTED_NOTE.search(note):
                rule = "the note says that p is adjusted, the head of its column not"
                hint = "head the column: Adjusted p"
            else:
                yield []
                continue
            yield [Finding(place=place, rule=rule, value=column[0], hint=hint)]


def _note(table: Tag) -> str:
    """Return the note below a table; nothing if another thing follows."""
    after: Tag | None = table
    while after is not None and after.find_next_sibling() is None:
        after = after.parent
    note = after.find_next_sibling() if after is not None else None
    text = " ".join(note.get_text().split()) if note is not None else ""
    return text if text.startswith("Note.") else ""
