"""The guide for authors, followed word by word in a small copy of the book."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from small_books import SmallBook

GUIDE = (Path(__file__).parents[2] / "docs" / "writing-a-chapter.md").read_text("utf-8")
#: What the guide has the reader type: the kind of each piece, and its text.
PIECES = re.findall(r"^(`{3,})(\w+)\n(.*?)^\1$", GUIDE, re.MULTILINE | re.DOTALL)
FILE = "book/chapters/12-mood.md"


def pieces(kind: str) -> list[str]:
    """Return the pieces of one kind, in the order of the guide."""
    return [text for _, named, text in PIECES if named == kind]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    """Write the chapter of the guide, and name it in the contents."""
    book = SmallBook(tmp_path_factory.mktemp("guide") / "thesis")
    assert f"Make the file `{FILE}`" in GUIDE
    (book.folder / FILE).parent.mkdir()
    (book.folder / FILE).write_text("\n".join(pieces("markdown")), "utf-8")
    contents = book.folder / "book" / "_toc.yml"
    (book.folder / "book" / "register.md").write_text(
        "# Register\n\n```{register}\n```\n"
    )
    named = "  - file: register\n"
    named += "".join(f"  {line.strip()}\n" for line in pieces("yaml"))
    contents.write_text(contents.read_text("utf-8") + named, "utf-8")
    done = book.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return book


@pytest.fixture(scope="module")
def page(book: SmallBook) -> BeautifulSoup:
    """Return the page that came of it."""
    return BeautifulSoup(book.page("chapters/12-mood"), "html.parser")


def test_what_the_guide_adds_stands_on_the_page(page):
    """A result and a number of it, two claims that hold, a table, a figure, a work."""
    text = " ".join(page.select_one("article").get_text().split())
    assert re.search(r"Welch’s analysis of variance, F\(2, \d+\.\d\d\) = ", text)
    assert re.search(r"In prison the mean was \d+\.\d\d points\.", text)
    claims = page.select("article .claim")
    assert [claim.get_text() for claim in claims] == [
        "The mean lay at 16 points or more in every setting",
        "no difference between the settings was detected",
    ]
    assert not page.select(".claim-unsupported")
    assert page.select_one("#mood-tab-settings a.stat")
    assert page.select_one("#mood-fig-settings svg a.stat")
    assert "(Lewinsohn et al., 1997)" in text
    assert "These people are simulated" in text


def test_the_result_is_in_the_register_with_its_number(book):
    """And the work in the list of references."""
    statistics = (book.folder / "book/_build/html/statistics.json").read_text("utf-8")
    assert '"id": "mood-settings"' in statistics
    assert 'id="stat-mood-settings"' in book.page("register")
    assert "Lewinsohn" in book.page("references")


def test_a_misspelt_id_says_what_the_guide_says(book):
    """And the page that was there stays."""
    before = book.page("chapters/12-mood")
    book.edit(FILE, "{stat}`mood-settings`", "{stat}`mood-setting`")
    try:
        done = book.build()
    finally:
        book.edit(FILE, "{stat}`mood-setting`", "{stat}`mood-settings`")
    assert done.returncode != 0
    said = pieces("text")[0].strip()
    assert re.search(rf"12-mood\.md:\d+: {re.escape(said)}", done.stdout + done.stderr)
    assert book.page("chapters/12-mood") == before


def test_the_guide_names_commands_that_there_are():
    """Targets of make, each with its line of help."""
    makefile = (Path(__file__).parents[2] / "Makefile").read_text("utf-8")
    for line in pieces("sh")[0].splitlines():
        target = line.split()[1]
        assert re.search(rf"^{target}: .*## ", makefile, re.MULTILINE), target


def test_the_guide_is_one_page():
    """Of at most 800 words."""
    assert len(GUIDE.split()) <= 800
