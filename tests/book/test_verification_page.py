"""The page on what R found: it never says more than is known of the results now."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from small_books import SmallBook

from reported.recomputing.verifying import record_hash

PAGES = {
    "verification": """
(app-verification)=
# Recomputation in R

{numref}`app-verification-tab-results`, {numref}`app-verification-tab-derived`,
{numref}`app-verification-tab-tolerances`.

```{verification} make verify
```
""",
    "register": "# Register\n\n```{register}\n```\n",
    "software": "# Software\n\n```{recomputed-with}\n```\n",
}
CHANGED = "not recomputed since it changed"
NOT_RUN = (
    "R was not run on this build, so there is no report to show; make verify runs it."
)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Build a small book with the page, and without a report."""
    book = SmallBook(tmp_path_factory.mktemp("verification"))
    for name, text in PAGES.items():
        (book.folder / "book" / f"{name}.md").write_text(text, "utf-8")
    toc = book.folder / "book" / "_toc.yml"
    more = "".join(f"  - file: {name}\n" for name in PAGES)
    toc.write_text(toc.read_text("utf-8") + more, "utf-8")
    built(book)
    return book


def built(book, *options):
    """Build, and expect no fault."""
    done = book.build(*options)
    assert done.returncode == 0, done.stdout + done.stderr


def written(book):
    """Return when each page was written last."""
    folder = book.folder / "book" / "_build" / "html"
    return {path.stem: path.stat().st_mtime_ns for path in folder.glob("*.html")}


def cells(page):
    """Return the cells of the tables of a page."""
    return [
        [
            [" ".join(cell.get_text().split()) for cell in row.find_all(["th", "td"])]
            for row in table.select("tbody tr")
        ]
        for table in page.select("article table")
    ]


def shown(book):
    """Return the words of the paragraph, and the cells of the tables."""
    page = BeautifulSoup(book.page("verification"), "html.parser")
    said = page.select_one("p.verification").get_text()
    return said, *cells(page)


def software(book):
    """Return the rows of the table of what recomputed the results."""
    (rows,) = cells(BeautifulSoup(book.page("software"), "html.parser"))
    return rows


def report(book, **changes):
    """Return a report in which R agrees; `changes` are to the row of an id."""
    path = book.folder / "book" / "_build" / "html" / "statistics.json"
    results = json.loads(path.read_text("utf-8"))["results"]
    row = {
        "function": "welch_anova",
        "number": "p_value",
        "ours": 0.0312345678,
        "theirs": 0.0312345679,
        "difference": 3.2e-9,
        "errors": 0.0,
        "compared": 40,
        "words": 7,
        "simulated": 0,
        "otherwise": [],
        "verdict": "agrees",
        "reasons": [],
        "skipped": [],
    }
    rows = [
        row
        | {"id": entry["id"], "hash": record_hash(entry["record"])}
        | changes.get(entry["id"].replace("-", "_"), {})
        for entry in results
    ]
    derived = [
        {"column": f"cohort.{name}", "values": 72, "verdict": "agrees", "reasons": []}
        for name in ("age", "mood_entry")
    ]
    derived.append(derived[0] | {"column": "HELP/cohort.sex", "verdict": "disagrees"})
    return {
        "version": 2,
        "inputs": "",
        "ok": True,
        "tolerances": [],
        "faults": [],
        "r": {
            "version": "R version 4.2.2 (2022-10-31)",
            "packages": {"mice": "3.15.0"},
            "software": [["r-cran-mice", "3.15.0-1", "multiple imputation"]],
        },
        "results": rows,
        "derived": derived,
    }


def keep(book, found):
    """Write the report as `thesis verify` does."""
    path = book.folder / "build" / "verification.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(found), "utf-8")


def test_without_a_report_the_page_says_that_r_was_not_run(book):
    """And vouches for nothing."""
    said, derived, kinds, results = shown(book)
    assert said == NOT_RUN
    assert software(book) == [["none", "", ""]]
    assert derived == [["none", "", "", ""]]
    assert kinds == [["none", "", "", "", ""]]
    assert results == [
        ["entry-age", "", "", "", "", CHANGED],
        ["entry-mood", "", "", "", "", CHANGED],
    ]


def test_a_report_is_shown_as_far_as_it_holds(book):
    """No other page is written for it; ids lead to the register."""
    before = written(book)
    part = {"number": "x", "ours": 1.0, "theirs": 1.31}
    drawn = part | {"kind": "draws", "tolerance": 1.25, "apart": 0.31}
    rough = part | {"kind": "studentized range", "tolerance": 1e-5, "apart": 3e-7}
    reasons = {"errors": 1.24, "reasons": ["n: 1 here, 2 in R", "b"]}
    otherwise = {"otherwise": [rough, drawn, drawn], "verdict": "disagrees"}
    found = report(book, entry_mood=reasons | otherwise)
    keep(book, found)
    built(book)
    now = written(book)
    others = ("abstract", "entry", "register")
    assert [now[name] for name in others] == [before[name] for name in others]
    assert software(book) == [["r-cran-mice", "3.15.0-1", "multiple imputation"]]
    said, derived, kinds, results = shown(book)
    assert [row[:4] for row in kinds] == [
        ["studentized range", "1", "1 × 10−5", "3 × 10−7"],
        ["draws", "2", "5 standard errors", "1.2"],
    ]
    assert kinds[0][4].startswith("R's ptukey takes a probability close to one")
    assert said == (
        "Of 2 results 1 agree in all of their 40 numbers, and in 7 words and phrases; "
        "1 do not agree. Recomputed "
        "by R version 4.2.2 with mice 3.15.0."
    )
    assert derived == [
        ["cohort", "2", "144", "agrees"],
        ["HELP/cohort.sex", "1", "72", "disagrees"],
    ]
    numbers = ["p_value", "0.0312346", "0.0312346"]
    assert results == [
        ["entry-age", *numbers, "3 × 10−9 in 40", "agrees"],
        [
            "entry-mood",
            *numbers,
            "3 × 10−9 in 40; 1.2 Monte Carlo errors in 2",
            "disagrees: n: 1 here, 2 in R (and 1 more)",
        ],
    ]
    assert 'href="register.html#stat-entry-age"' in book.page("verification")


def test_an_unchanged_report_writes_nothing_again(book):
    """A second build leaves every page as it is."""
    before = written(book)["verification"]
    built(book)
    assert written(book)["verification"] == before


def test_a_result_that_changed_is_no_longer_vouched_for(book):
    """Its row says so, and the others stay."""
    keep(book, report(book))
    old = 'outcome="age", **used'
    book.edit("book/entry.md", old, 'outcome="age", conf_level=0.9, **used')
    built(book)
    said, _, _, results = shown(book)
    assert said.startswith(
        "Of 2 results 1 agree in all of their 40 numbers, and in 7 words and phrases; "
        "1 have not been recomputed "
        "since they changed. "
    )
    assert [row[-1] for row in results] == [CHANGED, "agrees"]
    keep(book, report(book))
    built(book)
    assert [row[-1] for row in shown(book)[3]] == ["agrees", "agrees"]


def test_what_another_builder_has_read_is_written_here_all_the_same(book):
    """The report changes, the PDF is prepared, and the HTML is not left behind."""
    found = deepcopy(report(book))
    found["results"][0] |= {"ours": 1.5e-7, "theirs": None, "difference": 0.0}
    keep(book, found)
    built(book, "--builder", "custom", "--custom-builder", "latex")
    tex = Path(book.folder / "book/_build/latex/thesis.tex").read_text("utf-8")
    assert r"; 1.5 × 10$^{\text{−7}}$; –; 0 in 40" in tex
    built(book)
    assert shown(book)[3][0][1:5] == ["p_value", "1.5 × 10−7", "–", "0 in 40"]


def test_a_removed_report_is_no_longer_shown(book):
    """The page goes back to saying that R was not run."""
    (book.folder / "build" / "verification.json").unlink()
    built(book)
    assert shown(book)[0] == NOT_RUN


def test_no_test_is_printed_that_checks_would_take_for_a_result():
    """The page of the thesis gives ids and numbers, and no statistics in words."""
    from reported.checks._printed_tests import reported_tests

    page = Path(__file__).parents[2] / "book" / "back" / "verification.md"
    assert list(reported_tests(page.read_text("utf-8"))) == []
