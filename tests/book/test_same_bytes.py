"""The same sources are the same bytes: wherever, whenever and after whatever."""

import os

import pytest
from small_books import SmallBook

#: A table and a figure, and the number that a reader can press in each.
SHOWN = """\
```{code-cell} ipython3
from reported import figures, show, tables

show(tables.group_table([age], name="entry-tab-age", caption="Age"))
```

```{code-cell} ipython3
:mystnb:
:  figure:
:    name: entry-fig-age
:    caption: Age, by setting
:  image:
:    alt: Dots for each setting.
show(figures.strip_by_group(people.frame, age, "age", "setting", note="Simulated"))
```
"""
LATEX = ("--builder", "custom", "--custom-builder", "latex")


def written(book: SmallBook) -> dict[str, bytes]:
    """Return every file of the web pages and of the LaTeX."""
    folder = book.folder / "book" / "_build" / "latex"
    paper = {path.name: path.read_bytes() for path in folder.glob("*.*")}
    return book.published() | {f"latex/{name}": text for name, text in paper.items()}


def built(book: SmallBook, **environment: str) -> dict[str, bytes]:
    """Build web pages and LaTeX, and return all of it."""
    for options in ((), LATEX):
        done = book.build(*options, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
    return written(book)


@pytest.mark.long
def test_two_first_builds_and_a_later_one_are_the_same_bytes(tmp_path):
    """In folders of other length, another time zone and umask, and after an edit."""
    (tmp_path / "a-much-longer-name-of-a-folder").mkdir()
    here = SmallBook(tmp_path / "x")
    there = SmallBook(tmp_path / "a-much-longer-name-of-a-folder" / "thesis")
    for book in (here, there):
        page = book.folder / "book" / "entry.md"
        page.write_text(page.read_text("utf-8") + SHOWN, "utf-8")
    first = built(here, TZ="Pacific/Auckland")
    kinds = {name.rpartition(".")[2] for name in first}
    assert {"html", "csv", "json", "svg", "pdf", "tex", "js", "zip"} <= kinds
    before = os.umask(0o077)
    try:
        second = built(there, TZ="America/Anchorage")
    finally:
        os.umask(before)
    assert [n for n in first | second if first.get(n) != second.get(n)] == []
    for old, new in (("Age gave", "Age then gave"), ("Age then gave", "Age gave")):
        here.edit("book/entry.md", old, new)
        later = built(here)
    assert [n for n in first | later if first.get(n) != later.get(n)] == []
