"""Tables of the small thesis: on a page, as CSV and on paper; every cell can differ."""

import csv
import html
import io
import textwrap

from example_build import ABSTRACT, ENTRY, SmallBuild

from reported.checks.tables import tables
from thesis.places import built_thesis

SMALL, LONG = "entry-tab-mood", "entry-tab-people"
NUMBERS = {SMALL: "Table 6.1", LONG: "Table 6.2"}
CAPTIONS = {
    SMALL: "Mood at treatment entry and its change, by setting",
    LONG: "Mood of every participant at both interviews",
}
NOTES = {
    SMALL: "Note. n: Prison 7, Inpatient 7. The change is that of the self-rating."
}
MOOD_ROWS = (
    ("Setting", "n", "M (SD)", "Less next [95% CI]", "p", "Low", "Missing"),
    ("Prison", "7", "28.14 (4.38)", "−0.14 [−5.75, 5.47]", ".997", "3 of 7 (43%)", ""),
    ("Inpatient clinic", "7", "28.29 (3.35)", "3.00 [−1.71, 7.71]", ".245", "–", "12"),
    ("Drop-in only, outpatient", "12", "25.29 (3.25)", "2.86", "", "", "1,204"),
)
PEOPLE_ROWS = (
    ("Participant", "Setting", "At entry", "Later"),
    *((f"R{n:02}", "Prison, remand", str(20 + n), str(31 - n)) for n in range(1, 9)),
)
ROWS = {SMALL: MOOD_ROWS, LONG: PEOPLE_ROWS}
PARTED = 5  # rows of the long table on its first page, heads included
STATEMENT = "Simulated data"


def changed(name, row, column, words):
    """Return the rows of all tables with another text in one cell of one."""
    rows = [list(cells) for cells in ROWS[name]]
    rows[row][column] = words
    return ROWS | {name: tuple(map(tuple, rows))}


def tabulate(small, *, web=ROWS, files=ROWS, paper=ROWS, after=""):
    """Write tables into the page, the CSV files and the PDF of a small thesis."""
    small.write()
    prose = [small.text_of(ABSTRACT), small.text_of(ENTRY)]
    tables = "".join(as_html(name, rows) for name, rows in web.items())
    page = f"book/_build/html/{ENTRY}.html"
    small.edit(page, "</article>", f"{tables}<h2>What follows</h2></article>")
    for name, rows in files.items():
        small.source(f"book/_build/html/data/{name}.csv", as_csv(rows))
    reported = "\n".join(entry["reported"] for entry in small.statistics["results"])
    small.print([*prose, *pages(paper, after), reported])


def as_html(name, rows):
    """Return a table as a page of the web book has it."""
    head, *body = (
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    link = f'<a class="csv" href="../data/{name}.csv" download>CSV</a>'
    caption = (
        f'<span class="caption-number">{NUMBERS[name]} </span>'
        f'<span class="caption-text">{CAPTIONS[name]} {link}</span>'
        f'<a class="headerlink" href="#{name}">#</a>'
    )
    note = f"<p>{NOTES[name]}</p>" if name in NOTES else ""
    return (
        f'<div class="pst-scrollable-table-container"><table id="{name}">'
        f"<caption>{caption}</caption><thead>{head}</thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>{note}"
    )


def as_csv(rows):
    """Return a table as its file has it: no interval begins like a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row, said in zip(rows, ["data", *[STATEMENT] * len(rows)], strict=False):
        cells = [cell.replace("−", "-") for cell in row]
        cells = [f"−{c[1:]}" if c[:1] == "-" and " " in c else c for c in cells]
        writer.writerow([*cells, said])
    return out.getvalue()


def pages(tables, after=""):
    """Return two pages of paper with the tables; the long one goes on overleaf.

    `after` stands behind the last row of the long table.
    """
    first, second = tables[SMALL], tables[LONG]
    head, *body = second
    caption = textwrap.fill(f"{NUMBERS[SMALL]}: {CAPTIONS[SMALL]}", 30)
    note = "\n".join(textwrap.wrap(NOTES[SMALL], 40, break_on_hyphens=True))
    return (
        f"{caption}\n{lines(first)}\n{note}\n{NUMBERS[LONG]}: {CAPTIONS[LONG]}\n"
        f"{lines([head, *body[: PARTED - 1]])}\ncontinues on next page",
        f"{NUMBERS[LONG]} – continued from previous page\n"
        f"{lines([head, *body[PARTED - 1 :]])}\n{after}What follows",
    )


def lines(rows):
    """Return cells one below the other, with long ones broken, as pypdf reads them."""
    parts = [
        part.replace("Inpatient", "Inpa-\ntient")
        for row in rows
        for cell in row
        for part in textwrap.wrap(cell, 12)
    ]
    return "\n".join(parts)


def with_tables(folder):
    """Return a small thesis with two tables as checks read it."""
    small = SmallBuild(folder)
    tabulate(small)
    return built_thesis(small.root)


def said(built):
    """Return the faults of the tables of a thesis, as lines."""
    return [str(finding) for finding in tables(built).findings]
