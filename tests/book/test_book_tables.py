"""No table of the built book deviates, and any digit that is changed is found."""

import csv
import random
import re
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from reported.checks._filed_tables import filed
from reported.checks._paper_tables import on_paper
from reported.checks._printed_tables import NEXT, UNSEEN, ends, followed, paper_of
from reported.checks.tables import tables
from reported.checks.values import shown_values
from reported.web_tables import as_printed, web_tables
from thesis.places import built_thesis

ROOT = Path(__file__).parents[2]
SEED = 22_19


@pytest.fixture(scope="module")
def book(built):
    """Return the built book, read once, with its tables and its paper."""
    read = built_thesis(ROOT)
    if read.printed is None:
        pytest.skip("TeX is not installed here; CI installs it and runs this")
    every = [table for table in web_tables(read) if table.number]
    return SimpleNamespace(built=read, tables=every, paper=paper_of(read.printed))


@pytest.fixture
def chance():
    """Return the same chance at every run."""
    return random.Random(SEED)


def other_digit(chance, text):
    """Return a text with one of its digits changed, and where it is."""
    at = chance.choice([found.start() for found in re.finditer("[0-9]", text)])
    return at, chance.choice([d for d in "0123456789" if d != text[at]])


def with_digits(table):
    """Return the rows and columns of the cells below the heads that hold a digit."""
    return [
        (row, column)
        for row in range(table.n_heads, len(table.rows))
        for column, cell in enumerate(table.rows[row])
        if re.search(r"[0-9]", cell)
    ]


def ten_tables(book, chance):
    """Return ten tables of ten pages, each with a cell that holds a digit."""
    pages = sorted({table.page for table in book.tables if with_digits(table)})
    for page in chance.sample(pages, 10):
        some = [t for t in book.tables if t.page == page and with_digits(t)]
        table = chance.choice(some)
        yield table, chance.choice(with_digits(table))


def printed_digits(book, table):
    """Return the places of the digits of a table on the first of its pages."""
    printed = as_printed(table)
    (start,) = ends(book.paper, printed)[1]
    found = followed(book.paper, printed, start)
    stop = start + found.end
    if found.last:
        stop = book.paper.signs.index(NEXT, start)
    return [n for n in range(start, stop) if book.paper.signs[n] in "0123456789"]


def reprinted(book, place, digit):
    """Return the text of the page with another digit in one place, and its number."""
    page = book.paper.page(place)
    number = place - book.paper.pages.index(page)
    text = book.built.printed[page - 1]
    assert text == text.translate(UNSEEN)
    at = [n for n, sign in enumerate(text) if not sign.isspace()][number]
    assert text[at] == book.paper.signs[place]
    return page, text[:at] + digit + text[at + 1 :]


def test_no_table_of_the_book_deviates(book):
    """Every cell of every table was compared, thousands of them in each medium."""
    found = tables(book.built)
    assert [str(finding) for finding in found.findings] == []
    media = r"(\d[\d,]*) (?:tables:|cells|as CSV|on paper)"
    counts = re.findall(media, found.looked_at)
    cells = [int(count.replace(",", "")) for count in counts]
    assert cells[0] > 100
    assert all(number > 6_000 for number in cells[1:4])
    assert "not as CSV 3 without a number, on paper 1 of the front page" in (
        found.looked_at
    )


def test_a_digit_changed_in_ten_web_tables_is_found_ten_times(book, chance):
    """Each differs from its file and from paper."""
    changed = []
    for table, (row, column) in ten_tables(book, chance):
        tag = book.built.pages[table.page].soup.find(id=table.name).find_all("tr")[row]
        cell = tag.find_all(["td", "th"])[column]
        texts = [t for t in cell.find_all(string=True) if re.search("[0-9]", t)]
        text = chance.choice(texts)
        at, digit = other_digit(chance, text)
        new = type(text)(text[:at] + digit + text[at + 1 :])
        text.replace_with(new)
        changed.append((table, text, new))
    try:
        findings = tables(book.built).findings
    finally:
        for _, text, new in changed:
            new.replace_with(text)
    for table, _, _ in changed:
        places = [f.place for f in findings if f"{table.number} " in f.rule]
        assert places[0] == f"data/{table.name}.csv"
        assert places[1].startswith("PDF, page ")
        # Besides it may differ from the record.
        assert set(places[2:]) <= {f"{table.page}.html"}
    pdf = [f for f in findings if f.place.startswith("PDF")]
    assert len(pdf) == len(changed) == 10


def test_a_digit_changed_in_ten_files_is_found_ten_times(book, chance):
    """The place names the cell."""
    files, expected = dict(book.built.numbers), []
    for table, (row, column) in ten_tables(book, chance):
        lines = files[table.name].splitlines(keepends=True)
        cell = table.rows[row][column].replace("−", "-")
        start = lines[row].index(cell, sum(map(len, table.rows[row][:column])))
        at, digit = other_digit(chance, cell)
        lines[row] = lines[row][: start + at] + digit + lines[row][start + at + 1 :]
        files[table.name] = "".join(lines)
        expected.append((table, table.spot(row, column)))
    findings = tables(replace(book.built, numbers=files)).findings
    assert len(findings) == 10
    for table, spot in expected:
        (rule,) = (f.rule for f in findings if table.name in f.place)
        assert f"{table.number} of {table.page}.html, {spot}: " in rule


def test_a_digit_changed_in_ten_tables_on_paper_is_found_ten_times(book, chance):
    """The page is named."""
    printed, expected = list(book.built.printed), []
    for table, _ in ten_tables(book, chance):
        place = chance.choice(printed_digits(book, table))
        digit = chance.choice([d for d in "0123456789" if d != book.paper.signs[place]])
        page, text = reprinted(book, place, digit)
        assert printed[page - 1] == book.built.printed[page - 1]
        printed[page - 1] = text
        expected.append((table, page))
    findings = tables(replace(book.built, printed=tuple(printed))).findings
    assert len(findings) == 10
    for table, page in expected:
        (place,) = (f.place for f in findings if f"{table.number} " in f.rule)
        assert place == f"PDF, page {page}"


def test_any_of_hundreds_of_digits_changed_on_the_web_is_found(book, chance):
    """In the file and on paper, each by itself."""
    for _ in range(300):
        table = chance.choice([t for t in book.tables if with_digits(t)])
        row, column = chance.choice(with_digits(table))
        cell = table.rows[row][column]
        at, digit = other_digit(chance, cell)
        rows = [list(cells) for cells in table.rows]
        rows[row][column] = cell[:at] + digit + cell[at + 1 :]
        spoilt = replace(table, rows=tuple(map(tuple, rows)))
        page, statement = book.built.pages[table.page], said(book, table)
        file = book.built.numbers[table.name]
        in_file = filed(spoilt, file, statement, book.built.place)
        assert len(list(in_file)) == 1
        assert list(on_paper(book.paper, as_printed(spoilt), page, statement)), rows


def said(book, table):
    """Return what the file of a table says of its data."""
    (*_, last) = csv.reader(book.built.numbers[table.name].splitlines())
    return last[-1]


def test_a_number_changed_in_the_files_is_found_beyond_every_decimal(book, chance):
    """Behind the printed cells each has the number of the record in full."""
    files, changed = dict(book.built.numbers), 0
    for name in chance.sample(sorted(table.name for table in book.tables), 40):
        lines = files[name].splitlines(keepends=True)
        full = [match for match in re.finditer(r"\d\.\d{9,}", lines[-1])]
        if full:
            at = chance.choice(full).end() - 1
            other = "1" if lines[-1][at] != "1" else "2"
            lines[-1] = lines[-1][:at] + other + lines[-1][at + 1 :]
            files[name], changed = "".join(lines), changed + 1
    findings = tables(replace(book.built, numbers=files)).findings
    assert len(findings) == changed > 10
    assert all("the record has" in finding.rule for finding in findings)


def test_a_number_changed_in_the_records_is_found_where_it_is_shown(book):
    """On the pages, by what they say, and in the files, in full."""
    statistics = deepcopy(book.built.statistics)
    (entry,) = (r for r in statistics["results"] if r["id"] == "entry-mood")
    group = entry["record"]["groups"][0]
    group["mean"] += 1e-9
    spoilt = replace(book.built, statistics=statistics)
    rules = [finding.rule for finding in tables(spoilt).findings]
    assert rules
    assert all("mean: the record has" in rule for rule in rules)
    group["mean"] += 1
    spoilt = replace(book.built, statistics=statistics)
    found = [str(finding) for finding in shown_values(spoilt).findings]
    assert any("entry-mood.groups.prison.mean: the record gives" in f for f in found)


def test_any_of_hundreds_of_digits_changed_on_paper_is_found(book, chance):
    """Each by itself, lone small numbers as well."""
    for _ in range(300):
        table = chance.choice(book.tables)
        places = printed_digits(book, table)
        if not places:
            continue
        place = chance.choice(places)
        signs = book.paper.signs
        digit = chance.choice([d for d in "0123456789" if d != signs[place]])
        paper = replace(book.paper, signs=signs[:place] + digit + signs[place + 1 :])
        page = book.built.pages[table.page]
        found = list(on_paper(paper, as_printed(table), page, said(book, table)))
        assert found, (table.name, paper.words(place - 10, place + 10))


def test_any_of_hundreds_of_digits_changed_in_a_number_is_found_in_its_record(
    book, chance
):
    """Without the other media: each number of a table refers to its result."""
    fresh = built_thesis(ROOT)  # what was read of a page before is kept
    links = [
        (page.name, link)
        for page in fresh.pages.values()
        for link in page.soup.select("article td a.stat[data-reference]")
        if re.search(r"[0-9]", link.get_text())
    ]
    assert len(links) > 3_000
    changed = []
    for page, link in chance.sample(links, 300):
        text = link.get_text()
        at, digit = other_digit(chance, text)
        changed.append((page, link))
        link.string = text[:at] + digit + text[at + 1 :]
    found = [str(finding) for finding in shown_values(fresh).findings]
    for page, link in changed:
        reference, text = link["data-reference"], " ".join(link.get_text().split())
        said = f"{page}.html: {reference}: the register says "
        mine = [f for f in found if f.startswith(said)]
        assert any(f"got '{text}'" in one for one in mine), (text, mine)
