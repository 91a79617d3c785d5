"""Any cell that differs on the web, as CSV or on paper is found, with its place."""

from dataclasses import replace

import pytest
from example_build import ENTRY, SmallBuild
from example_tables import (
    LONG,
    MOOD_ROWS,
    ROWS,
    SMALL,
    as_csv,
    changed,
    pages,
    said,
    tabulate,
    with_tables,
)

from reported.checks.tables import tables
from thesis.places import built_thesis

MEDIA = ("web", "files", "paper")
#: Table, row, column, and what is written there in place of what is true.
SPOILT = {
    "a lone digit": (SMALL, 1, 1, "8"),
    "a lone number": (SMALL, 3, 1, "13"),
    "a digit more": (SMALL, 2, 1, "71"),
    "a digit less": (SMALL, 3, 1, "1"),
    "a mean": (SMALL, 1, 2, "28.15 (4.38)"),
    "a spread in brackets": (SMALL, 2, 2, "28.29 (3.45)"),
    "a limit": (SMALL, 1, 3, "−0.14 [−5.75, 5.48]"),
    "a sign": (SMALL, 2, 3, "3.00 [−1.71, −7.71]"),
    "a sign less": (SMALL, 1, 3, "0.14 [−5.75, 5.47]"),
    "a p value": (SMALL, 2, 4, ".254"),
    "a bound of p": (SMALL, 1, 4, "> .997"),
    "a percentage": (SMALL, 1, 5, "3 of 7 (34%)"),
    "a count": (SMALL, 1, 5, "2 of 7 (43%)"),
    "a dash filled": (SMALL, 2, 5, "0"),
    "a dash lost": (SMALL, 2, 5, ""),
    "an empty cell filled": (SMALL, 3, 5, "–"),
    "a last cell filled": (SMALL, 1, 6, "4"),
    "a last cell": (SMALL, 3, 6, "1,205"),
    "a word of a label": (SMALL, 2, 0, "Outpatient clinic"),
    "a hyphen of a label": (SMALL, 3, 0, "Dropin only, outpatient"),
    "a head": (SMALL, 0, 3, "Less next [90% CI]"),
    "a long table": (LONG, 2, 3, "30"),
    "a long table overleaf": (LONG, 7, 2, "28"),
    "its last cell": (LONG, 8, 3, "24"),
    "its heads": (LONG, 0, 2, "At exit"),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Return a small thesis with two tables, built once and never changed."""
    return with_tables(tmp_path_factory.mktemp("sound"))


def spoilt(sound, medium, rows):
    """Return the small thesis with other rows in one medium."""
    if medium == "files":
        return replace(sound, numbers={name: as_csv(rows[name]) for name in rows})
    abstract, entry, *_, last = sound.printed
    return replace(sound, printed=(abstract, entry, *pages(rows), last))


def test_tables_that_agree_are_counted(sound):
    """Heads and empty cells too; two tables, one of which goes on overleaf."""
    found = tables(sound)
    assert found.findings == ()
    assert found.looked_at == (
        "2 tables: 64 cells on the web, 64 as CSV, 64 on paper; 15 numbers with "
        "decimals in the records of their page"
    )


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("kind", SPOILT)
def test_a_cell_that_differs_in_one_medium_is_found(sound, tmp_path, kind, medium):
    """On the web it differs from both others."""
    rows = changed(*SPOILT[kind])
    if medium == "web":
        small = SmallBuild(tmp_path)
        tabulate(small, web=rows)
        built = built_thesis(small.root)
    else:
        built = spoilt(sound, medium, rows)
    lines = said(built)
    assert any(line.startswith("data/") for line in lines) == (medium != "paper")
    assert any(line.startswith("PDF") for line in lines) == (medium != "files")


def test_a_finding_says_where_and_what(sound):
    """Page or file, table, row, column, and both values."""
    rows = changed(*SPOILT["a mean"])
    assert said(spoilt(sound, "files", rows)) == [
        "data/entry-tab-mood.csv: Table 6.1 of chapters/06-entry.html, row 1 'Prison', "
        "column 3 'M (SD)': the web page says '28.14 (4.38)', got '28.15 (4.38)'; "
        "build the book again"
    ]
    assert said(spoilt(sound, "paper", rows)) == [
        "PDF, page 3: Table 6.1 (entry-tab-mood), row 1 'Prison', column 3 "
        "'M (SD)': the web page says '28.14 (4.38)', got '28.15 (4.38)'; "
        "build the book again"
    ]


def without(name, row):
    """Return the rows of all tables without one row of one."""
    rows = ROWS[name]
    return ROWS | {name: (*rows[:row], *rows[row + 1 :])}


def twice(name, row):
    """Return the rows of all tables with one row of one written again, changed."""
    rows = ROWS[name]
    more = tuple(f"{cell}1" for cell in rows[row])
    return ROWS | {name: (*rows[:row], more, *rows[row:])}


@pytest.mark.parametrize("medium", MEDIA[1:])
@pytest.mark.parametrize("name", [SMALL, LONG])
@pytest.mark.parametrize("row", [1, 2, 3])
def test_a_row_too_few_or_too_many_is_one_finding(sound, name, row, medium):
    """The rows behind it are compared as before, and agree."""
    for rows in (without(name, row), twice(name, row)):
        (line,) = said(spoilt(sound, medium, rows))
        assert ("Table 6.1" if name == SMALL else "Table 6.2") in line


@pytest.mark.parametrize("medium", MEDIA[1:])
def test_a_last_row_too_few_or_too_many_is_found(sound, medium):
    """Behind the small table its note is expected, behind the long one its page."""
    for name in (SMALL, LONG):
        last = len(ROWS[name])
        more = ROWS | {name: (*ROWS[name], ("Probation", *ROWS[name][-1][1:]))}
        for rows in (without(name, last - 1), more):
            lines = said(spoilt(sound, medium, rows))
            assert lines, (name, medium)
            assert all("Table 6." in line for line in lines)


def test_a_column_too_few_or_too_many_is_found(sound):
    """In the file each row that differs is named; on paper each row lacks a cell."""
    for rows in (
        tuple((*row, "3") for row in MOOD_ROWS),
        tuple(row[:-2] for row in MOOD_ROWS),
    ):
        for medium in MEDIA[1:]:
            assert len(said(spoilt(sound, medium, ROWS | {SMALL: rows}))) >= 2


def test_every_changed_cell_of_a_table_is_named(sound):
    """Those side by side on paper together."""
    rows = [list(row) for row in MOOD_ROWS]
    rows[1][1], rows[2][3], rows[2][4], rows[3][6] = "9", "3.01", ".246", "1,240"
    many = ROWS | {SMALL: tuple(map(tuple, rows))}
    assert len(said(spoilt(sound, "files", many))) == 4
    lines = said(spoilt(sound, "paper", many))
    assert [line.partition(", got ")[2] for line in lines] == [
        "'9'; build the book again",
        "'3.01 .246'; build the book again",
        "'1,240'; build the book again",
    ]
    assert "and 1 more cell: the web page says '3.00 [−1.71, 7.71] | .245'" in lines[1]


def test_files_and_pages_lead_to_each_other(tmp_path):
    """A table without a file, without a link to it, and a file that nothing shows."""
    small = SmallBuild(tmp_path)
    tabulate(small)
    page, folder = f"book/_build/html/{ENTRY}.html", "book/_build/html/data"
    small.source(f"{folder}/entry-tab-old.csv", "n,data\n7,Simulated data\n")
    (tmp_path / folder / f"{LONG}.csv").unlink()
    small.edit(page, f'href="../data/{SMALL}.csv"', f'href="../data/{LONG}.csv"')
    assert said(built_thesis(tmp_path)) == [
        "chapters/06-entry.html: Table 6.1 (entry-tab-mood) does not lead to "
        "data/entry-tab-mood.csv, got '../data/entry-tab-people.csv'; "
        "build the book again",
        "chapters/06-entry.html: Table 6.2 (entry-tab-people) has no "
        "data/entry-tab-people.csv; build the book again",
        "data/entry-tab-mood.csv: no table and no figure of the book leads to it; "
        "build the book again",
        "data/entry-tab-old.csv: no table and no figure of the book leads to it; "
        "build the book again",
    ]


def test_a_table_only_on_the_web_or_only_on_paper_is_found(tmp_path):
    """The front page alone may have one that paper lacks."""
    small = SmallBuild(tmp_path)
    tabulate(small)
    page = f"book/_build/html/{ENTRY}.html"
    html = (tmp_path / page).read_text("utf-8")
    start, stop = html.index(f'<table id="{LONG}"'), html.rindex("</table>")
    small.edit(page, html[start : stop + len("</table>")], "")
    lines = said(built_thesis(tmp_path))
    assert "PDF, page 3: Table 6.2 is not in the web book" in lines[-1]
    rows = "<table><tr><th>Page</th></tr><tr><td>Entry</td></tr></table>"
    small.page("index", rows)
    assert said(built_thesis(tmp_path)) == lines
    small.page("front/list", rows)
    (line,) = set(said(built_thesis(tmp_path))) - set(lines)
    assert "PDF: the table of Page of front/list.html is not there" in line


def test_a_table_without_a_number_is_compared_on_paper(sound, tmp_path):
    """It has no file; on paper it is found by its heads and its first row."""
    small = SmallBuild(tmp_path)
    tabulate(small)
    rows = "<tr><th>Sign</th><th>Meaning</th></tr><tr><td>M</td><td>Mean</td></tr>"
    more = "<tr><td>p</td><td>Chance of 7 in 12</td></tr>"
    small.page("front/signs", f"<table>{rows}{more}</table>")
    web, paper = built_thesis(tmp_path), "Sign Meaning\nM Mean\np Chance of\n7 in 12"
    printed = (*sound.printed, paper)
    assert said(replace(web, printed=printed)) == []
    assert tables(replace(web, printed=printed)).looked_at == (
        "3 tables: 70 cells on the web, 64 as CSV, 70 on paper; not as CSV 1 without "
        "a number; 15 numbers with decimals in the records of their page"
    )
    (line,) = said(replace(web, printed=(*sound.printed, paper.replace("12", "13"))))
    assert "the table of Sign, Meaning, row 3 'p', column 2 'Meaning'" in line


def test_without_a_pdf_tables_are_not_said_to_agree(sound):
    """Nothing was compared on paper."""
    found = tables(replace(sound, printed=None))
    assert found.looked_at.startswith(
        "2 tables: 64 cells on the web, 64 as CSV, 0 on paper; not on paper: no PDF; "
    )
    (line,) = map(str, found.findings)
    assert "there is no PDF whose tables could be compared" in line
