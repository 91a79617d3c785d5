"""The built thesis, as an examiner gets it: on the web and on paper."""

import html
import re
import unicodedata
from pathlib import Path
from string import ascii_uppercase

import pytest
import yaml
from pypdf import PdfReader

from analysis.data.loading import data_folder, read_declaration
from thesis.places import PDF

ROOT = Path(__file__).parents[2]
STATEMENT = read_declaration(data_folder()).statement
HELP_STATEMENT = "Real people of the HELP study, public data"
TAG = re.compile(r"<[^>]+>")


def pages_of(built: Path) -> dict[str, str]:
    """Return every page of the web book, by its path."""
    pages = {}
    for path in sorted(built.rglob("*.html")):
        name = path.relative_to(built).as_posix()
        if not name.startswith(("_static", "_sphinx_design_static")):
            pages[name] = path.read_text("utf-8")
    return pages


def words(text: str) -> str:
    """Return text without tags, with single spaces."""
    return " ".join(html.unescape(TAG.sub("", text)).split())


def captions(page: str) -> list[tuple[str, str]]:
    """Return number and words of every caption of a page, without its link."""
    page = re.sub(r'<a class="csv"[^>]*>CSV</a>', "", page)
    part = r'<span class="caption-{}">(.*?)</span>'
    pattern = part.format("number") + part.format("text")
    found = re.findall(pattern, page, re.DOTALL)
    return [(words(number), words(text)) for number, text in found]


def squeezed(text: str) -> str:
    """Return text without spaces, hyphens and ligatures, as line ends may have them."""
    return re.sub(r"[\s\u00ad-]", "", unicodedata.normalize("NFKC", text))


def outline(reader: PdfReader) -> list[str]:
    """Return the titles of the first level of the PDF's bookmarks."""
    return [entry.title for entry in reader.outline if not isinstance(entry, list)]


def test_every_web_page_says_what_its_data_are(built):
    """The bar stands on all pages, also on those of search and index."""
    pages = pages_of(built)
    assert len(pages) >= 25
    for name, page in pages.items():
        bar = re.search(
            r'<aside class="bd-header-announcement".*?</aside>', page, re.DOTALL
        )
        expected = HELP_STATEMENT if name == "back/help.html" else STATEMENT
        assert bar, name
        assert expected in words(bar[0]), name


def test_every_figure_says_what_its_data_are(built):
    """A figure that is copied out still says so."""
    figures = [path.read_text("utf-8") for path in (built / "_images").glob("*.svg")]
    for page in pages_of(built).values():
        figures += re.findall(r'<div class="plot".*?</svg>', page, re.DOTALL)
    assert len(figures) >= 17
    for figure in figures:
        assert STATEMENT in figure or "Real people: HELP" in figure, figure[:200]


def test_every_printed_page_says_what_its_data_are(pdf_pages):
    """The foot of every page; HELP's pages say that theirs are real people."""
    foot, own = squeezed(STATEMENT), squeezed(HELP_STATEMENT)
    of_help = [own in squeezed(page) for page in pdf_pages]
    for number, page in enumerate(pdf_pages, 1):
        assert foot in squeezed(page) or of_help[number - 1], number
    assert 3 <= sum(of_help) <= 14  # as long as the appendix is


def test_pdf_has_the_parts_of_a_thesis_in_order(pdf_pages):
    """Front matter, contents and lists, eleven chapters, references, appendices."""
    titles = outline(PdfReader(ROOT / PDF))
    toc = yaml.safe_load((ROOT / "book" / "_toc.yml").read_text("utf-8"))
    chapters = [t for t in titles if re.match(r"(Chapter )?\d+ ", t)]
    assert [int(re.search(r"\d+", t)[0]) for t in chapters] == list(range(1, 12))
    for wanted in ("Abstract", "List of tables", "List of figures", "References"):
        assert titles.count(wanted) == 1, wanted
    letters = [
        re.search(r"\b([A-Z]) ", t) for t in titles[titles.index("References") :]
    ]
    appendices = len(toc["parts"][-1]["chapters"])
    assert [m[1] for m in letters if m] == list(ascii_uppercase[:appendices])


@pytest.mark.usefixtures("pdf_pages")
def test_pdf_is_a4_with_title_and_declared_data():
    """The page size, and what a library's catalogue reads."""
    reader = PdfReader(ROOT / PDF)
    box = reader.pages[0].mediabox
    assert [round(float(x)) for x in (box.width, box.height)] == [595, 842]
    assert reader.metadata.title.startswith("Dimensions of coercion")
    assert reader.metadata.subject == STATEMENT


def test_tables_and_figures_have_the_same_numbers_on_web_and_paper(built, pdf_pages):
    """Every caption of the web stands in the PDF, under the same number."""
    whole = squeezed(" ".join(pdf_pages))
    found = [c for page in pages_of(built).values() for c in captions(page)]
    assert len(found) >= 25
    for number, text in found:
        assert squeezed(f"{number}: {text}")[:60] in whole, f"{number} {text}"
    numbers = [number for number, _ in found]
    assert len(numbers) == len(set(numbers))


def test_nothing_is_left_unresolved(built, pdf_pages):
    """No question marks, no role that prints as typed, no empty citation."""
    for name, page in pages_of(built).items():
        main = page.partition("<main")[2].partition("</main>")[0]
        text = words(re.sub(r"<(pre|script).*?</\1>", "", main, flags=re.DOTALL))
        assert not re.search(r"\{(stat|cite|numref|ref)", text), name
        assert "()" not in text, name
    for number, page in enumerate(pdf_pages, 1):
        assert "??" not in page, number
        assert not re.search(r"\{(stat|cite|numref)", page), number


def test_references_are_one_alphabetical_list_without_labels(built, pdf_pages):
    """Harvard: by author, with no label before the name, once in each output."""
    page = (built / "back" / "references.html").read_text("utf-8")
    block = page.partition('class="references')[2].partition("</section>")[0]
    entries = [words(p) for p in re.findall(r"<p id=.*?</p>", block, re.DOTALL)]
    listed = (ROOT / "references.bib").read_text("utf-8").count("\n@") + 1
    assert len(entries) == listed
    assert not [entry for entry in entries if entry.startswith("[")]
    first = [re.split(r"[ ,(]", entry)[0].casefold() for entry in entries]
    assert first == sorted(first)
    printed = [page for page in pdf_pages if page.lstrip().startswith("References")]
    assert squeezed(entries[0])[:40] in squeezed(printed[0])
    assert squeezed(entries[-1])[:40] in squeezed("".join(printed))


@pytest.mark.parametrize("number", range(4, 9))
def test_a_results_chapter_has_table_figure_and_published_comparison(number):
    """Chapters 4 to 8 compute their main table, a figure and their comparison."""
    (path,) = (ROOT / "book" / "chapters").glob(f"{number:02d}-*.md")
    text = path.read_text("utf-8")
    assert re.search(r'name="[a-z]+-tab-', text)
    assert re.search(r":    name: [a-z]+-fig-", text)
    assert re.search(r"publish\(\s*(\"|name)", text)
    assert len(re.findall(r"\{stat\}`", text)) >= 5


def test_no_statistic_is_typed_in_the_prose():
    """A test, a p value or an interval comes from a result, or stands by a citation."""
    typed = re.compile(
        r"\*?[pFtHrdgMU]\*?(?:\([\d., ]+\))? ?[=<>] ?[-−]?\.?\d"
        r"|\b95 ?% CI\b|\bSD\*? ?= ?\d"
    )
    for path in sorted((ROOT / "book").glob("**/*.md")):
        if "_build" in path.parts:
            continue
        prose = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
        for line in prose.splitlines():
            if "{cite" not in line:
                assert not typed.search(line), f"{path.name}: {line}"
