"""The built web book in a real browser: for every reader, at every width, offline."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import expect as seen

RULES = {"runOnly": {"type": "tag", "values": [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
]}, "resultTypes": ["violations"]}  # fmt: skip
AXE = Path(__file__).parents[2] / "build" / "axe.min.js"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
#: What the key Tab should come to, below a part of the page.
FOCUSABLE = """(part => [...part.querySelectorAll(
  'a[href], button, input, summary, [tabindex]')].filter(one => one.tabIndex >= 0
  && one.checkVisibility({visibilityProperty: true}) && !one.closest('[inert]')))"""
SHORT = ["index", "front/abstract", "chapters/06-entry", "back/register"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Lend a window of a desktop computer."""
    context = browser.new_context(viewport=DESK)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def pages_of(built: Path) -> list[str]:
    """Return the names of all pages, also those of the search and of the index."""
    return sorted(
        path.relative_to(built).with_suffix("").as_posix()
        for path in built.rglob("*.html")
        if not path.relative_to(built).parts[0].startswith("_")
    )


def with_axe(page: Page, words: str, *given: object) -> Any:
    """Return what axe-core says in a page."""
    assert AXE.is_file(), f"{AXE} is missing; `make build/axe.min.js` fetches it"
    page.evaluate(AXE.read_text("utf-8"))
    return page.evaluate(words, *given)


def test_axe_core_knows_the_rules_of_today(page):
    """Each version finds more than the last."""
    version = with_axe(page, "axe.version")
    assert tuple(map(int, version.split("."))) >= (4, 14)


def grave(page: Page) -> list[tuple[str, str, str]]:
    """Return what keeps people out of a page, if it is serious or critical."""
    found = with_axe(page, "rules => axe.run(document, rules)", RULES)["violations"]
    return [
        (one["id"], one["help"], node["html"][:150])
        for one in found
        for node in one["nodes"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_keeps_anybody_out(built, browser, theme):
    """WCAG 2.2 AA by axe-core: nothing serious, nothing critical."""
    names = pages_of(built)
    assert len(names) >= 29
    context = browser.new_context(viewport=DESK, color_scheme=theme)
    page = context.new_page()
    faults = {}
    for name in names:
        page.goto((built / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.dataset.theme") == theme
        faults[name] = grave(page)
    context.close()
    assert {name: told for name, told in faults.items() if told} == {}


def test_a_phone_keeps_nobody_out_and_no_page_is_wider_than_it(built, browser):
    """Wide tables scroll in their place, by keyboard too."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    page = context.new_page()
    faults, wide = {}, {}
    for name in pages_of(built):
        page.goto((built / f"{name}.html").as_uri())
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            wide[name] = width
        if name in SHORT:
            faults[name] = grave(page)
    context.close()
    assert wide == {}
    assert {name: told for name, told in faults.items() if told} == {}


def test_the_first_column_of_a_wide_table_stays_while_it_scrolls(built, browser):
    """On a phone, so that a number keeps its name."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto((built / "chapters/06-entry.html").as_uri() + "#entry-tab-scales")
    first = page.locator("#entry-tab-scales tbody th").first
    before = first.bounding_box()
    moved = page.locator("#entry-tab-scales").evaluate(
        "table => { const box = table.closest('.pst-scrollable-table-container');"
        " box.scrollLeft = 150; return box.scrollLeft; }"
    )
    assert moved == 150
    assert first.bounding_box()["x"] == before["x"]
    context.close()


def test_the_head_of_a_row_looks_like_its_other_cells(built, browser):
    """In every table of a page, in the light and the dark: only who listens notices."""
    alike = """head => { const other = head.parentElement.querySelector('td');
      if (!other) return [];
      const [own, wanted] = [head, other].map(cell => getComputedStyle(cell));
      return ['fontWeight', 'fontSize', 'color', 'backgroundColor', 'verticalAlign',
        'paddingTop', 'paddingBottom', 'paddingLeft', 'paddingRight',
        'borderTop', 'borderBottom'].filter(name => own[name] !== wanted[name]); }"""
    for theme in ("light", "dark"):
        context = browser.new_context(viewport=DESK, color_scheme=theme)
        page = context.new_page()
        for name in ("chapters/06-entry", "back/verification"):
            page.goto((built / f"{name}.html").as_uri())
            found = page.evaluate(
                f"[...document.querySelectorAll('article tbody th')].map({alike})"
            )
            assert len(found) > 50
            assert not [names for names in found if names]
            heads = page.locator("article tbody th")
            assert heads.first.evaluate("e => getComputedStyle(e).textAlign") == "left"
        context.close()


def test_the_front_page_shows_in_less_than_a_second_from_disk(built, page):
    """Loaded and painted; the best of three, since others use the machine too."""
    address = (built / "index.html").as_uri()
    times = []
    for _ in range(3):
        page.goto("about:blank")
        start = time.perf_counter()
        page.goto(address, wait_until="load")
        seen(page.locator("article h1")).to_be_in_viewport()
        times.append(time.perf_counter() - start)
    assert min(times) < 1


def test_the_front_page_says_all_in_one_screen(built, browser):
    """What it is, that it is simulated, ways to read it, findings, the files."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.goto((built / "index.html").as_uri())
    for words in (
        "Its data are simulated.",
        "Read it as a thesis",
        "Read it by results",
    ):
        seen(page.get_by_text(words)).to_be_in_viewport()
    for link in ("The thesis as PDF", "Results as CSV", "Simulated data (ZIP)"):
        seen(page.get_by_role("link", name=link)).to_be_in_viewport()
    heading = page.get_by_role("heading", name="What the analysis reports")
    seen(heading).to_be_in_viewport()
    findings = page.locator("section:has(> h2) ul.simple").first.locator("li")
    assert findings.count() >= 4
    for i in range(3):
        seen(findings.nth(i)).to_be_in_viewport()
    context.close()


def test_the_search_finds_a_chapter(built, page):
    """Typed into the field of the front page, and answered from disk."""
    page.goto((built / "index.html").as_uri())
    button = page.locator(".bd-sidebar-primary button.search-button-field")
    seen(button).to_have_accessible_name(re.compile("^Search Ctrl"))
    button.click()
    field = page.locator("dialog input[name=q], .search-button__search-container input")
    field.first.fill("saturation")
    field.first.press("Enter")
    results = page.locator("#search-results ul.search li a")
    seen(results.first).to_be_visible()
    assert any("qualitative" in a.get_attribute("href") for a in results.all())


def test_the_theme_button_turns_the_light_off_and_on(built, page):
    """And the choice stays on the next page."""
    page.emulate_media(color_scheme="light")
    page.goto((built / "index.html").as_uri())
    button = page.locator("button.theme-switch-button:visible").first
    for _ in range(3):  # automatic, light, dark in turn
        if page.evaluate("document.documentElement.dataset.theme") == "dark":
            break
        button.click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    seen(button).to_have_accessible_name("Colour mode: dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto((built / "front/abstract.html").as_uri())
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_a_click_fetches_the_numbers_of_a_figure(built, page, tmp_path):
    """As a file under the figure's name."""
    page.goto((built / "chapters/06-entry.html").as_uri())
    link = page.locator("#entry-fig-efficacy a.csv")
    assert link.get_attribute("aria-label").startswith("Numbers of this figure as CSV")
    with page.expect_download() as held:
        link.click()
    assert held.value.suggested_filename == "entry-fig-efficacy.csv"
    held.value.save_as(tmp_path / "numbers.csv")
    lines = (tmp_path / "numbers.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("group,")
    assert len(lines) == 73


def test_the_keyboard_reaches_everything(built, page):
    """Skip link, search, theme, side bar, text, code, tables, next page."""
    page.goto((built / "chapters/06-entry.html").as_uri())
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.innerText.trim()")
    assert first == "Skip to main content"
    wanted = page.evaluate(f"{FOCUSABLE}(document).length")
    reached = page.evaluate(
        "() => { window.reached = new Set(); document.addEventListener('focusin', e =>"
        " window.reached.add(e.target)); return 0 }"
    )
    for _ in range(wanted + 50):
        page.keyboard.press("Tab")
    reached = page.evaluate("window.reached.size")
    assert reached >= wanted - 2  # the first had the focus before we watched
    missed = page.evaluate(
        f"{FOCUSABLE}(document.querySelector('main'))"
        ".filter(one => !window.reached.has(one))"
        ".map(one => one.outerHTML.slice(0, 90))"
    )
    assert missed == []


def test_folded_code_unfolds_and_says_so(built, page):
    """By its line, whose words tell what a press will do."""
    page.goto((built / "chapters/06-entry.html").as_uri())
    line = page.locator(".cell details.hide > summary").first
    assert line.inner_text().strip().endswith("Show the code")
    line.focus()
    page.keyboard.press("Enter")
    assert line.inner_text().strip().endswith("Hide the code")
    seen(page.locator(".cell details.hide pre").first).to_be_visible()


def test_print_leaves_out_the_furniture(built, page):
    """Side bars and buttons are not for paper; what the data are is."""
    page.emulate_media(media="print")
    page.goto((built / "chapters/06-entry.html").as_uri())
    for part in (
        ".bd-sidebar-primary",
        ".bd-sidebar-secondary",
        ".prev-next-area",
        "a.csv",
    ):
        seen(page.locator(part).first).to_be_hidden()
    seen(page.locator(".bd-header-announcement")).to_be_visible()
