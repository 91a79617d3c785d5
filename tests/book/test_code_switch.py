"""What a reader does with the code of a page in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import expect as seen

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "tests" / "browser_pages" / "code.html").as_uri()
SCRIPT = ROOT / "reported" / "sphinx" / "static" / "code.js"
SWITCH = "Show all code"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Lend the window of a reader who has pressed nothing before."""
    context = browser.new_context(viewport={"width": 1100, "height": 700})
    context.set_default_timeout(5000)
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def opened(page: Page) -> list[bool]:
    """Tell of each cell whether its code can be seen."""
    cells = page.locator("details.hide")
    return [cells.nth(n).evaluate("cell => cell.open") for n in range(cells.count())]


def test_one_switch_opens_and_folds_all_code(page):
    """The switch says which of the two it has done."""
    page.goto(PAGE)
    switch = page.get_by_role("button", name=SWITCH)
    seen(switch).to_have_attribute("aria-pressed", "false")
    assert opened(page) == [False, False]
    switch.click()
    seen(switch).to_have_attribute("aria-pressed", "true")
    assert opened(page) == [True, True]
    switch.click()
    assert opened(page) == [False, False]


def test_the_switch_is_kept_for_the_next_page(page):
    """Both ways, and by the keyboard too."""
    page.goto(PAGE)
    page.get_by_role("button", name=SWITCH).press("Enter")
    page.goto(PAGE)
    seen(page.get_by_role("button", name=SWITCH)).to_have_attribute(
        "aria-pressed", "true"
    )
    assert opened(page) == [True, True]
    page.get_by_role("button", name=SWITCH).press("Enter")
    page.goto(PAGE)
    assert opened(page) == [False, False]


def test_a_browser_that_keeps_nothing_has_the_switch_all_the_same(page):
    """For the page that is open."""
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', "
        "{ get() { throw new DOMException('denied', 'SecurityError'); } })"
    )
    page.goto(PAGE)
    page.get_by_role("button", name=SWITCH).click()
    assert opened(page) == [True, True]


def test_a_link_to_a_cell_opens_it_and_goes_there(page):
    """From another page, from this one, and once more when the cell was folded."""
    place = page.locator("#made-entry-mood")
    page.goto(f"{PAGE}#made-entry-mood")
    assert opened(page) == [False, True]
    seen(page.locator("#made-entry-age")).to_be_in_viewport()
    page.goto(PAGE)
    for _ in range(2):
        page.evaluate("window.scrollTo(0, 0)")
        page.locator("#to-code").click()
        seen(place.locator("+ details")).to_have_attribute("open", "")
        assert opened(page) == [False, True]
        seen(page.locator("#made-entry-age")).to_be_in_viewport()
        page.locator("details.hide").nth(1).evaluate("cell => { cell.open = false; }")


def test_a_page_without_code_has_no_switch(page):
    """There is nothing to open."""
    page.goto(PAGE.replace("code.html", "chapter.html"))
    page.add_script_tag(path=SCRIPT)
    assert page.get_by_role("button", name=SWITCH).count() == 0
