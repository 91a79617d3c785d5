"""Check that every table says the same on the web, as CSV and on paper.

What is guaranteed: every cell of a table of the web book, heads, row labels and empty
cells included, stands in the same row and column of its CSV; and its cells stand on
paper below its caption, one behind the other, in order and whole, with nothing between
them, and nothing behind them but the note of the table or other words of its page. So
any sign of a table that differs in one of the three is found. Behind each printed cell
the CSV has the numbers of results in it as their records have them, in full. On paper,
white space within a cell, hyphens at ends of lines, raised and lowered signs and the
column of an empty cell are not told apart. What the records of the results can say of
the tables is asked as well; see `reported.checks._table_records`.
"""

import re
from collections.abc import Iterator, Sequence
from posixpath import basename

from reported.built import NUMBERS, Built
from reported.checks._filed_tables import filed
from reported.checks._paper_tables import on_paper, unknown
from reported.checks._printed_tables import paper_of
from reported.checks._table_records import decimals, registered, traced, untraced
from reported.findings import AGAIN, Check, Finding, counted
from reported.web_tables import PRINTED, WebTable, as_printed, web_tables

#: The page of the web book that paper has its title page for.
FRONT = "index"
#: On a page that is made from other data than the rest: in its text, or in its head.
OWN = re.compile(
    r"^(?:[`:]{3,}\{data-statement\}|data_statement:) *(.+)$", re.MULTILINE
)


def tables(built: Built) -> Check:
    """Compare every table of the web book with its CSV and with paper."""
    every = list(web_tables(built))
    numbered = [table for table in every if table.number]
    printed = [table for table in every if table.page != FRONT]
    findings = [*_files(built, numbered)]
    for table in numbered:
        if table.name in built.numbers:
            statement = _statement(built, table.page)
            file = built.numbers[table.name]
            findings += filed(table, file, statement, built.place)
    if built.printed is None:
        printed = []
        if every and built.book.pdf:
            findings.append(_no_pdf(built))
    else:
        paper = paper_of(built.printed)
        for table in printed:
            page, said = built.pages[table.page], _statement(built, table.page)
            findings += on_paper(paper, as_printed(table), page, said)
        findings += unknown(built.printed, numbered)
    in_records, untold = _in_records(built, numbered)
    compared = _looked_at(every, numbered, printed, pdf=built.printed is not None)
    return Check(
        name="tables say the same on the web, as CSV and on paper",
        looked_at=f"{compared}; {in_records}",
        findings=(*findings, *untold),
    )


def _in_records(
    built: Built, numbered: Sequence[WebTable]
) -> tuple[str, list[Finding]]:
    """Trace decimals to records; say how many were, and find those that were not."""
    findings = list(registered(built, numbered))
    known = quoted = 0
    for table, row, lacking in traced(built, numbered):
        known += len(decimals(table.rows[row]) - lacking)
        if table.name in built.book.quoted:
            quoted += len(lacking)
        elif lacking:
            findings.append(untraced(table, row, lacking))
    said = f"{counted(known, 'number')} with decimals in the records of their page"
    return said + (f", {quoted:,} quoted from others not" if quoted else ""), findings


def _looked_at(
    every: Sequence[WebTable],
    numbered: Sequence[WebTable],
    printed: Sequence[WebTable],
    *,
    pdf: bool,
) -> str:
    """Say how many cells were compared where, and what was not."""
    on_web, as_csv, on_paper = (
        f"{sum(table.n_cells for table in some):,}"
        for some in (every, numbered, map(as_printed, printed))
    )
    said = f"{counted(len(every), 'table')}: {on_web} cells on the web, {as_csv} as CSV"
    said += f", {on_paper} on paper"
    run_on = sum(table.name in PRINTED for table in printed)
    said += f" ({run_on} tables with other columns)" if run_on else ""
    unnumbered, unprinted = len(every) - len(numbered), len(every) - len(printed)
    left = []
    if unnumbered:
        left.append(f"as CSV {unnumbered} without a number")
    if every and not pdf:
        left.append("on paper: no PDF")
    elif unprinted:
        left.append(f"on paper {unprinted} of the front page")
    return f"{said}; not {', '.join(left)}" if left else said


def _statement(built: Built, page: str) -> str:
    """Return what a page says of its data."""
    own = OWN.search(built.sources.get(built.source(page), ""))
    return own[1].strip() if own else built.statistics["thesis"]["data"]["statement"]


def _files(built: Built, numbered: Sequence[WebTable]) -> Iterator[Finding]:
    """Find tables without a file or a link to it, and files that nothing links to."""
    for table in numbered:
        file = f"{table.name}.csv"
        if table.name not in built.numbers:
            yield _file(table.page, f"{table.called} has no {NUMBERS}/{file}", "")
        elif basename(table.file) != file:
            rule = f"{table.called} does not lead to {NUMBERS}/{file}"
            yield _file(table.page, rule, table.file)
    linked = {
        basename(str(link["href"]))
        for page in built.pages.values()
        for link in page.soup.select("a.csv[href]")
    }
    for name in built.numbers:
        if f"{name}.csv" not in linked:
            rule = "no table and no figure of the book leads to it"
            yield Finding(place=f"{NUMBERS}/{name}.csv", rule=rule, hint=AGAIN)


def _file(page: str, rule: str, value: str) -> Finding:
    return Finding(place=f"{page}.html", rule=rule, value=value, hint=AGAIN)


def _no_pdf(built: Built) -> Finding:
    return Finding(
        place=built.book.paper.as_posix(),
        rule="there is no PDF whose tables could be compared",
        hint="build the PDF too",
    )
