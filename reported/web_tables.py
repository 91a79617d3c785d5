"""The tables of the web book as a reader sees them, and as paper has them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bs4.element import Tag

from reported.built import Built, Page

#: Tables whose middle columns run on in one cell on paper, with their heads there.
PRINTED = {
    "app-register-tab-results": (
        "Id",
        "Result, as reported, with its method and n",
        "Where",
    ),
    "app-register-tab-claims": (
        "Id",
        "Condition, verdict, and the results it rests on",
        "Where",
    ),
    "app-verification-tab-results": (
        "Result",
        "Number, here and in R, largest difference",
        "Verdict",
    ),
}
#: In the caption: links, which are no words of it.
LINKS = ("csv", "headerlink")
#: Not a table to a reader: code with numbers of lines.
NO_TABLE = "highlighttable"
CONTAINER = "pst-scrollable-table-container"

Row = tuple[str, ...]
Link = tuple[str, str]


@dataclass(frozen=True)
class WebTable:
    """One table of a web page; white space in its texts is single blanks."""

    page: str  # as in statistics.json: the path below the folder of the book
    name: str  # entry-tab-scales; empty without one
    number: str  # Table 6.3; empty without one
    caption: str
    rows: tuple[Row, ...]  # the rows of heads first
    n_heads: int  # how many rows are heads
    note: str  # the paragraph below that begins with Note.; empty without one
    file: str  # where the link to its numbers leads; empty without one
    #: Of each cell: the numbers of results in it, as id and path, and as printed.
    links: tuple[tuple[tuple[Link, ...], ...], ...] = ()

    @property
    def n_cells(self) -> int:
        """Return how many cells it has, heads and empty ones included."""
        return sum(map(len, self.rows))

    @property
    def called(self) -> str:
        """Return what a message calls it."""
        if self.number:
            return f"{self.number} ({self.name})"
        return f"the table of {', '.join(self.rows[0])}" if self.rows else "a table"

    def targets(self, row: int, column: int) -> list[str]:
        """Return the numbers of results that a cell shows, as id and path."""
        if row >= len(self.links) or column >= len(self.links[row]):
            return []
        return [target for target, _ in self.links[row][column]]

    def unlinked(self, row: int) -> Row:
        """Return the cells of a row without the numbers that belong to results."""
        cells = list(self.rows[row])
        for column, here in enumerate(self.links[row] if self.links else ()):
            for _, printed in here:
                cells[column] = cells[column].replace(printed, "", 1)
        return tuple(cells)

    def line(self, row: int) -> str:
        """Return what a message calls a row: its number below the heads."""
        if row < self.n_heads:
            return "heads" if self.n_heads == 1 else f"heads {row + 1}"
        return f"row {row - self.n_heads + 1}"

    def spot(self, row: int, column: int) -> str:
        """Return where a cell stands, with the label of its row and its column."""
        head = self.rows[0][column] if column < len(self.rows[0]) else ""
        label = self.rows[row][0] if column and row >= self.n_heads else ""
        words = f"{self.line(row)} '{label}'" if label else self.line(row)
        return f"{words}, column {column + 1}" + (f" '{head}'" if head else "")


def web_tables(built: Built) -> Iterator[WebTable]:
    """Yield every table of the web book, those without a number too, page by page."""
    for page in built.pages.values():
        for table in page.soup.find_all("table"):
            if NO_TABLE not in table.get_attribute_list("class"):
                yield _read(page, table)


def as_printed(table: WebTable) -> WebTable:
    """Return a table with the columns that it has on paper.

    Those of the registers run the cells between the first and the last together,
    parted by semicolons; a number of participants is then called n.
    """
    heads = PRINTED.get(table.name)
    if heads is None or not table.rows:
        return table
    named = table.rows[0]
    rows = tuple(_run_on(named, row) for row in table.rows[table.n_heads :])
    return replace(table, rows=(heads, *rows), n_heads=1)


def _run_on(heads: Row, row: Row) -> Row:
    middle = [
        f"n = {cell}" if head == "n" else cell
        for head, cell in list(zip(heads, row, strict=False))[1:-1]
        if cell
    ]
    return (row[0], "; ".join(middle), row[-1]) if len(row) > 1 else row


def _read(page: Page, table: Tag) -> WebTable:
    caption = table.find("caption")
    lines = table.find_all("tr")
    cells = [line.find_all(["th", "td"]) for line in lines]
    link = caption.select_one("a.csv[href]") if caption else None
    return WebTable(
        page=page.name,
        name=str(table.get("id") or ""),
        number=_words(caption.select_one(".caption-number")) if caption else "",
        caption=_words(caption.select_one(".caption-text")) if caption else "",
        rows=tuple(tuple(map(_words, line)) for line in cells),
        n_heads=sum(line.find_parent("thead") is not None for line in lines),
        note=_note(table),
        file=str(link["href"]) if link else "",
        links=tuple(tuple(map(_links, line)) for line in cells),
    )


def _links(cell: Tag) -> tuple[Link, ...]:
    """Return the numbers of results that a cell shows."""
    found = cell.select("a[data-reference]")
    return tuple((str(link["data-reference"]), _words(link)) for link in found)


def _words(tag: Tag | None) -> str:
    """Return the text of an element without links that are no words of it."""
    if tag is None:
        return ""
    links = [link for name in LINKS for link in tag.find_all("a", class_=name)]
    parts = [
        text
        for text in tag.find_all(string=True)
        if not any(link in text.parents for link in links)
    ]
    return " ".join("".join(parts).split())


def _note(table: Tag) -> str:
    """Return the note right below a table."""
    after = (table.find_parent(class_=CONTAINER) or table).find_next_sibling()
    if after is None or after.name != "p":
        return ""
    words = _words(after)
    return words if words.startswith("Note.") else ""
