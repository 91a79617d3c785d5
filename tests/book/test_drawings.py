"""Figures of a built page: drawings whose marks open the cards of their numbers."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page
from playwright.sync_api import expect as seen
from small_books import SmallBook

from reported.checks.pages import alternative_texts, links
from reported.sphinx._nodes import register_place
from reported.words.paths import pressed
from results.record_json import from_json
from thesis.places import built_thesis

CELLS = """
```{code-cell} ipython3
from reported import figures, show

mood = publish("entry-mood-again", welch_anova(people, outcome="mood_entry", **used))
```

```{code-cell} ipython3
:mystnb:
:  figure:
:    name: entry-fig-mood
:    caption: Mood at entry.
:  image:
:    alt: Strip plot of mood in three settings, with means and quartiles.
show(figures.strip_by_group(
    people.frame, mood, "mood_entry", "setting", note="Simulated."))
```

```{code-cell} ipython3
:mystnb:
:  figure:
:    name: entry-fig-pairs
:    caption: Differences in mood.
:  image:
:    alt: Forest plot of the differences in mood between settings.
show(figures.forest([(pair.key, pair) for pair in mood.contrasts], axis="Difference",
                    note="Simulated."))
```
"""
REGISTER = "(app-register)=\n# Register\n\n```{register}\n```\n"
#: Three groups with a mean and two quartiles, three pairs with an estimate and limits.
LINKS = {"entry-fig-mood": 9, "entry-fig-pairs": 9}


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> SmallBook:
    """Build a small book with a register, and two figures on one page."""
    book = SmallBook(tmp_path_factory.mktemp("drawings"))
    pages = book.folder / "book"
    (pages / "register.md").write_text(REGISTER, "utf-8")
    with (pages / "entry.md").open("a", encoding="utf-8") as entry:
        entry.write(CELLS)
    with (pages / "_toc.yml").open("a", encoding="utf-8") as toc:
        toc.write("  - file: register\n")
    done = book.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return book


@pytest.fixture
def page(browser: Browser, book: SmallBook) -> Iterator[Page]:
    """Open the page with the figures."""
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    context.set_default_timeout(5000)
    page = context.new_page()
    page.goto((html(book) / "entry.html").as_uri())
    yield page
    context.close()


def html(book: SmallBook) -> Path:
    """Return the folder of the pages."""
    return book.folder / "book" / "_build" / "html"


def entry(book: SmallBook) -> BeautifulSoup:
    """Return the page with the figures."""
    return BeautifulSoup(book.page("entry"), "html.parser")


def test_figures_are_drawings_in_the_page_and_no_files(book):
    """Each with a text for those who do not see it, and names of its own."""
    page = entry(book)
    assert not page.select("article img")
    assert not list(html(book).glob("_images/*.svg"))
    named = [figure["aria-label"] for figure in page.select("figure > .plot")]
    assert named == [
        "Strip plot of mood in three settings, with means and quartiles.",
        "Forest plot of the differences in mood between settings.",
    ]
    ids = [part["id"] for part in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    built = built_thesis(book.folder)
    looked = alternative_texts(built)
    assert (looked.looked_at, looked.findings) == ("2 images", ())
    assert links(built).findings == ()


def test_each_mark_is_a_link_as_a_number_in_the_text_is(book):
    """With what the card says of it, and its place in the register."""
    page = entry(book)
    statistics = json.loads((html(book) / "statistics.json").read_text("utf-8"))
    records = {r["id"]: from_json(r["record"]) for r in statistics["results"]}
    for name, count in LINKS.items():
        found = page.select(f"#{name} svg a")
        assert len(found) == count
        for link in found:
            target = link["data-reference"]
            result, _, path = target.partition(".")
            number = pressed(records[result], path)
            assert link.attrs == {
                "class": ["stat"],
                "href": register_place(f"register.html#stat-{result}", path),
                "aria-label": f"{number.words}: {number.printed}",
                "data-stat": result,
                "data-reference": target,
                "data-words": number.words,
                "data-exact": number.exact,
                "data-rounded": number.rounded,
            }
    assert page.find(id="card-entry-mood-again")


def test_the_register_says_which_figure_draws_a_number(book):
    """And the file of the figure has its numbers in full."""
    statistics = json.loads((html(book) / "statistics.json").read_text("utf-8"))
    (mood,) = (r for r in statistics["results"] if r["id"] == "entry-mood-again")
    drawn = {name: [] for name in LINKS}
    for use in mood["shown"]:
        drawn[use["figure"]].append(use["reference"])
    assert {name: len(references) for name, references in drawn.items()} == LINKS
    with (html(book) / "data" / "entry-fig-pairs.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pairs = mood["record"]["contrasts"]
    assert [float(row["Difference"]) for row in rows] == [p["estimate"] for p in pairs]


def test_words_of_a_figure_are_not_found_by_the_search(book):
    """As those of a picture are not."""
    assert "middle half" in entry(book).select_one("#entry-fig-mood svg").get_text()
    index = (html(book) / "searchindex.js").read_text("utf-8")
    assert '"mood":' in index
    assert '"middl":' not in index


def test_a_page_that_is_written_again_has_the_same_drawings(book):
    """Byte for byte."""
    before = [str(figure) for figure in entry(book).select("figure")]
    book.edit("book/entry.md", "# At entry", "# At treatment entry")
    assert book.build().returncode == 0
    assert "At treatment entry" in book.page("entry")
    assert [str(figure) for figure in entry(book).select("figure")] == before
    book.edit("book/entry.md", "# At treatment entry", "# At entry")


# --- in a browser -----------------------------------------------------------------


def test_a_press_on_a_point_opens_its_card(page):
    """And a second one closes it; where nothing is drawn, nothing opens."""
    mean = page.locator('#entry-fig-mood a[data-reference$="groups.prison.mean"]')
    card = page.locator("#card-entry-mood-again")
    box = mean.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.click(x - 60, y)
    seen(card).to_be_hidden()
    page.mouse.click(x, y)
    seen(card).to_be_visible()
    assert mean.get_attribute("aria-expanded") == "true"
    page.mouse.click(x, y)
    seen(card).to_be_hidden()
    assert page.url.endswith("entry.html")


def test_the_keyboard_comes_to_every_mark_and_sees_where_it_is(page):
    """A ring around the mark; Enter opens the card, Escape returns."""
    first, second = (page.locator("#entry-fig-mood a.stat").nth(i) for i in (0, 1))
    first.focus()
    page.keyboard.press("Tab")
    seen(second).to_be_focused()
    ring = "link => getComputedStyle(link.querySelector('.hit')).stroke"
    assert second.evaluate(ring) == "rgb(0, 0, 0)"
    assert first.evaluate(ring) == "none"
    page.keyboard.press("Enter")
    seen(page.locator("#card-entry-mood-again")).to_be_visible()
    page.keyboard.press("Escape")
    seen(second).to_be_focused()


def test_what_is_pressed_is_the_mark_below_the_pointer(page):
    """In the middle of each mark, none lies over another; a dot of a person is none."""
    found = page.evaluate(
        """() => [...document.querySelectorAll('.plot a.stat')].filter(link => {
            const use = link.querySelector('use');
            if (!use) return false;
            link.scrollIntoView({block: 'center'});
            const box = link.querySelector('.hit').getBoundingClientRect();
            const at = document.elementFromPoint(
                box.x + box.width / 2, box.y + box.height / 2);
            return at.closest('a.stat') !== link;
        }).map(link => link.dataset.reference)"""
    )
    assert found == []
    dot = page.locator("#entry-fig-mood svg use").evaluate_all(
        """all => all.filter(use => !use.closest('a'))
            .map(use => getComputedStyle(use).pointerEvents)"""
    )
    assert set(dot) == {"none"}
    assert len(dot) > 60


def test_a_drawing_is_as_wide_as_there_is_room_on_white_paper(page):
    """Its size follows the page, and the dark leaves it its colours."""
    drawing = page.locator("#entry-fig-mood svg")
    wide = drawing.bounding_box()
    page.set_viewport_size({"width": 400, "height": 700})
    narrow = drawing.bounding_box()
    assert narrow["width"] < 390 < wide["width"]
    ratio = wide["width"] / wide["height"]
    assert narrow["width"] / narrow["height"] == pytest.approx(ratio, rel=0.01)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    ground = "svg => getComputedStyle(svg).backgroundColor"
    assert drawing.evaluate(ground) == "rgb(255, 255, 255)"
    assert drawing.evaluate("svg => getComputedStyle(svg).filter") == "none"
