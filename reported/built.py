"""A book as it was built: its pages, its PDF, its statistics and its sources."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, overload

from bs4 import BeautifulSoup
from bs4.element import Tag

from reported.project import Book
from reported.statistics_file import read_statistics
from reported.words.sentences import apa, plain, shown
from results import Result
from results.parts import Place
from results.record_json import from_json

STYLE = Path("_static/edition.css")  # beside the HTML; empty where a PDF belongs to it
#: Where the numbers of tables and figures are, below the pages.
NUMBERS = "data"
#: Pages that are made by the theme and hold nothing of the author's.
MADE = ("_static", "_sphinx_design_static", "_sources")
#: What a reader does not see until something is opened, and code.
UNSEEN = "script, style, template, [hidden], [role=dialog], [role=tooltip], .cell_input"
#: What a number opens: its test, participants and data.
CARDS = "article .stat-card"
#: Where one run of text ends and another begins.
BLOCKS = (
    "p, div, section, table, caption, tr, td, th, li, dl, dt, dd, figure, figcaption, "
    "pre, br, hr, h1, h2, h3, h4, h5, h6, aside, blockquote"
)


@dataclass(frozen=True)
class Page:
    """One page of the web book."""

    name: str  # as in statistics.json: the path below the folder of the book
    path: Path
    html: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        """Return the whole page; it is parsed when a check first looks at it."""
        return BeautifulSoup(self.html, "html.parser")

    @cached_property
    def article(self) -> Tag:
        """Return what an author wrote, as a reader sees it first; without code."""
        whole = BeautifulSoup(str(self.soup.select_one("article") or ""), "html.parser")
        for unseen in whole.select(UNSEEN):
            unseen.decompose()
        return whole

    @cached_property
    def text(self) -> str:
        """Return the words of the article, one block of text a line."""
        return _text_of(self.article)

    @cached_property
    def cards(self) -> str:
        """Return the words of the cards that numbers of the page open."""
        return "\n".join(_text_of(card) for card in self.soup.select(CARDS))

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Return every place on the page that a link can point to."""
        named = {str(tag["id"]) for tag in self.soup.find_all(id=True)}
        old = self.soup.find_all("a", attrs={"name": True})
        return frozenset(named | {str(tag["name"]) for tag in old})


def _text_of(tag: Tag) -> str:
    """Return the words of a part of a page, one block of text a line; no pictures'."""
    copy = BeautifulSoup(str(tag), "html.parser")
    for picture in copy.select("svg"):
        picture.decompose()
    for text in copy.find_all(string="\n"):
        text.replace_with(" ")
    for block in copy.select(BLOCKS):
        block.insert_before("\f")
        block.append("\f")
    lines = (" ".join(line.split()) for line in copy.get_text().split("\f"))
    return "\n".join(line for line in lines if line)


@dataclass(frozen=True)
class Built:
    """Everything that the checks look at."""

    root: Path
    statistics: dict[str, Any]
    pages: dict[str, Page]
    printed: Sequence[str] | None  # text of each page of the PDF; None without one
    numbers: dict[str, str]  # of each table and figure: its CSV, by its name
    book: Book

    @property
    def results(self) -> list[dict[str, Any]]:
        """Return the entries of the results in statistics.json."""
        found: list[dict[str, Any]] = self.statistics["results"]
        return found

    @property
    def claims(self) -> list[dict[str, Any]]:
        """Return the entries of the claims in statistics.json."""
        found: list[dict[str, Any]] = self.statistics["claims"]
        return found

    @cached_property
    def _records(self) -> dict[str, Result]:
        return {entry["id"]: from_json(entry["record"]) for entry in self.results}

    def printed_number(self, target: str) -> str:
        """Print what a target (id and path) leads to, from the record.

        Raises
        ------
        KeyError, ValueError
            If it leads nowhere, or to no value.
        """
        name, _, path = target.partition(".")
        result = self._records[name]
        return plain(result, path) if path else apa(result)

    def place(self, target: str) -> Place:
        """Return where a target leads in the records; errors as `printed_number`."""
        name, _, path = target.partition(".")
        return shown(self._records[name], path)[1]

    @cached_property
    def _by_path(self) -> dict[Path, Page]:
        return {page.path.resolve(): page for page in self.pages.values()}

    def page_at(self, path: Path) -> Page | None:
        """Return the page that stands in a file, if it is one of the book's."""
        return self._by_path.get(path.resolve())

    @cached_property
    def sources(self) -> dict[str, str]:
        """Return the text of every page of the book, by its path below the root."""
        paths = sorted((self.root / self.book.folder).rglob("*.md"))
        return {
            path.relative_to(self.root).as_posix(): path.read_text("utf-8")
            for path in paths
            if "_build" not in path.parts
        }

    def source(self, page: str) -> str:
        """Return the path of a page's source below the root."""
        return f"{self.book.folder}/{page}.md"

    def place_of(self, entry: dict[str, Any]) -> str:
        """Return the file and line in which a result or claim was published."""
        line = f":{entry['line']}" if entry.get("line") else ""
        return f"{self.source(entry['chapter'])}{line}"

    def page_of(self, table: str) -> str:
        """Return the page on which a table stands; empty if there is none."""
        holds = (p.name for p in self.pages.values() if table in p.anchors)
        return next(holds, "")


def load_built(root: Path, book: Book) -> Built:
    """Read a built book.

    Parameters
    ----------
    root : Path
        The project's folder.
    book : Book
        Where in it the book is.

    Raises
    ------
    NothingBuiltError
        If there is no HTML with statistics, or they cannot be read.
    """
    statistics = read_statistics(root / book.statistics, book.statistics.as_posix())
    folder = (root / book.html).parent
    pages = {}
    for path in sorted(folder.rglob("*.html")):
        below = path.relative_to(folder)
        if below.parts[0] not in MADE:
            name = below.with_suffix("").as_posix()
            pages[name] = Page(name=name, path=path, html=path.read_text("utf-8"))
    files = sorted((folder / NUMBERS).glob("*.csv"))
    paper = _Printed(root / book.paper)
    return Built(
        root=root,
        statistics=statistics,
        pages=pages,
        printed=paper if book.pdf and paper.path.exists() else None,
        numbers={path.stem: path.read_text("utf-8") for path in files},
        book=book,
    )


class _Printed(Sequence[str]):
    """The text of each page of a PDF, which is read when a check first looks at it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def _pages(self) -> tuple[str, ...]:
        from pypdf import PdfReader

        return tuple(
            unicodedata.normalize("NFKC", page.extract_text() or "")
            for page in PdfReader(self.path).pages
        )

    def __len__(self) -> int:
        return len(self._pages)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        """Return the text of one page, or of several."""
        return self._pages[at]


def joined(printed: Sequence[str]) -> str:
    """Join the pages of a PDF, without heads, feet and the hyphens at line ends."""
    text = "\n\f".join("\n".join(page) for page in bodies(printed))
    return re.sub(r"(?<=\w)-\n(?=[a-z])", "", text)


def bodies(printed: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of each page; what repeats at its head or foot is taken off."""
    pages = [page.splitlines() or [""] for page in printed]
    heads = Counter(lines[0] for lines in pages)
    feet = Counter(lines[-1] for lines in pages)
    for lines in pages:
        body = lines[1:] if heads[lines[0]] > 1 else lines
        if body and feet[body[-1]] > 1:
            body = body[:-1]
        if body and re.fullmatch(r"\d+|[ivxlc]+", body[-1].strip()):
            body = body[:-1]
        yield body


def squeezed(text: str) -> str:
    """Keep what two renderings of a text share: letters, digits, signs and points.

    Examples
    --------
    >>> squeezed("Self-eﬃcacy was 26.95 (n = 22).")
    'selfefficacywas26.95(n=22).'
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w.,=<>%()\[\]−]", "", plain)
