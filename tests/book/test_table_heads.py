"""Tables on the web say which of their cells are heads, and of what."""

import re

import pytest
from bs4 import BeautifulSoup
from example_paper import sphinx, write_book

MORE = """
## More

| Scale | Part | Mean |
|---|:---:|---:|
| *Mood* | first | 2.5 |
|  | second | 3.5 |

```{eval-rst}
+-------+------+
| Group | Mean |
+=======+======+
| In prison    |
+-------+------+
| Men   | 2.5  |
|       +------+
|       | 3.5  |
+-------+------+
```
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Build a small book for the web and for paper, with tables of every kind."""
    folder = tmp_path_factory.mktemp("book")
    write_book(folder)
    with (folder / "software.md").open("a") as page:
        page.write(MORE)
    for builder in ("html", "latex"):
        done = sphinx(folder, builder)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def page(book):
    """Return a page with three tables."""
    text = (book / "html" / "software.html").read_text("utf-8")
    return BeautifulSoup(text, "html.parser")


def cells(table):
    """Return what every cell is, a row of the table a line."""
    return [
        [(cell.name, cell.get("scope"), cell.get_text(strip=True)) for cell in row]
        for row in (line.find_all(["th", "td"]) for line in table("tr"))
    ]


def test_heads_of_columns_and_rows_say_of_what_they_are_heads(page):
    """The first row and the first column, as a screen reader reads them out."""
    numbered, plain, _ = page("table")
    assert cells(numbered) == [
        [("th", "col", "Variable"), ("th", "col", "Mean")],
        [("th", "row", "days_of_use"), ("td", None, "2.5")],
    ]
    assert cells(plain)[:2] == [
        [("th", "col", "Scale"), ("th", "col", "Part"), ("th", "col", "Mean")],
        [("th", "row", "Mood"), ("td", None, "first"), ("td", None, "2.5")],
    ]
    assert plain.th["class"] == ["head"]
    assert plain.tbody.th["class"] == ["stub"]


def test_an_empty_cell_is_no_head(page):
    """It would say nothing of its row."""
    assert cells(page("table")[1])[2] == [
        ("td", None, ""),
        ("td", None, "second"),
        ("td", None, "3.5"),
    ]


def test_cells_keep_their_side_and_what_they_span(page):
    """Whatever else is said of them."""
    _, plain, spanning = page("table")
    sides = [cell.get("class") for cell in plain.tbody.find_all(["th", "td"])]
    assert sides[1:3] == [["text-center"], ["text-right"]]
    assert cells(spanning)[1:] == [
        [("th", "row", "In prison")],
        [("th", "row", "Men"), ("td", None, "2.5")],
        [("td", None, "3.5")],
    ]
    prison, men = spanning.tbody("th")
    assert prison["colspan"] == men["rowspan"] == "2"


def test_paper_has_heads_of_columns_only(book):
    """Rows begin there as they did."""
    tex = (book / "latex" / "thesis.tex").read_text("utf-8")
    heads = re.findall(r"\\sphinxstyletheadfamily\s*\\sphinxAtStartPar\s*(\w+)", tex)
    assert set(heads) == {"Variable", "Mean", "Question", "Scale", "Part", "Group"}
