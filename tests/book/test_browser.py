"""What a reader sees of a number in a real browser: its card, and the register.

The pages in tests/browser_pages hold what the book writes, and no more; the tests named
`..._in_the_book` open the built thesis from disk, as an examiner does.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from playwright.sync_api import expect as seen

PAGES = Path(__file__).parents[1] / "browser_pages"
PASSING_BY = 100  # ms, less than a card waits
LONG_ENOUGH = 450  # ms, more than any card waits
KNOWN = {
    # pydata-sphinx-theme on a first visit, before light or dark was chosen
    "Got invalid theme mode: . Resetting to auto.",
}
YELLOW = "rgb(251, 229, 78)"  # of a marked row, where no theme sets another
MEAN = "?part=groups.prison.mean#stat-entry-mood"
IDS_OF_ROWS = [
    "entry-mood",
    "entry-age",
    "outcomes-heroin-days",
    "help-people",
    "qualitative-themes",
]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Lend a window of a desktop computer, with a mouse."""
    yield from opened(browser.new_context(viewport={"width": 1100, "height": 700}))


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Lend a narrow window with a finger in place of a mouse."""
    size = {"width": 320, "height": 560}
    context = browser.new_context(viewport=size, has_touch=True, is_mobile=True)
    yield from opened(context)


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """Lend a window that runs no scripts."""
    yield from opened(browser.new_context(java_script_enabled=False))


@pytest.fixture(scope="module")
def chapter(built: Path) -> Path:
    """Return a chapter of the built book that shows numbers."""
    return built / "chapters" / "06-entry.html"


@pytest.fixture(scope="module")
def register(built: Path) -> Path:
    """Return the register of the built book."""
    return built / "back" / "register.html"


def opened(context: BrowserContext) -> Iterator[Page]:
    """Lend a page, then check that no script failed on it."""
    context.set_default_timeout(5000)
    page = context.new_page()
    faults = faults_of(page)
    yield page
    context.close()
    assert faults == []


def faults_of(page: Page) -> list[str]:
    """Return a list that fills with the errors of a page."""
    faults: list[str] = []

    def note(text: str) -> None:
        if text not in KNOWN:
            faults.append(text)

    page.on("pageerror", lambda error: note(str(error)))
    page.on("console", lambda line: note(line.text) if line.type == "error" else None)
    return faults


def visit(page: Page, name: str, mark: str = "") -> None:
    """Open one of the small pages from disk."""
    page.goto((PAGES / f"{name}.html").as_uri() + mark)


def stop_the_clock(page: Page, name: str) -> None:
    """Open a small page on which time passes only when a test says so."""
    page.clock.install(time=0)
    visit(page, name)
    page.clock.pause_at(60_000)


def cards(page: Page) -> list[str]:
    """Return the ids of the open cards."""
    return page.eval_on_selector_all(
        ".stat-card",
        "all => all.filter(one => one.checkVisibility()).map(one => one.id)",
    )


def focused(page: Page) -> str:
    """Return the id of what has the focus, or its words where it has no id."""
    active = "document.activeElement"
    return page.evaluate(f"{active}.id || {active}.innerText")


def rows(page: Page) -> list[str]:
    """Return the ids of the results in the rows that are shown, in their order."""
    return page.eval_on_selector_all(
        "table.register [id^=stat-]",
        "all => all.filter(one => one.closest('tr').checkVisibility())"
        ".map(one => one.id.slice('stat-'.length))",
    )


def status(page: Page) -> Locator:
    """Return the line that says how many rows are shown."""
    return page.locator(".register-status").first


# cards, by mouse


def test_the_mouse_opens_a_card_that_stays_while_it_is_over_it(page):
    """From the number to the card and back nothing closes; elsewhere it does."""
    stop_the_clock(page, "chapter")
    page.hover("#mean")
    page.clock.run_for(LONG_ENOUGH)
    card = page.locator("#card-entry-mood").bounding_box()
    page.mouse.move(card["x"] + 20, card["y"] - 3)  # between number and card
    page.clock.run_for(PASSING_BY)
    page.hover("#card-entry-mood dl")
    page.clock.run_for(LONG_ENOUGH)
    assert cards(page) == ["card-entry-mood"]
    page.hover("#mean")
    page.clock.run_for(LONG_ENOUGH)
    assert cards(page) == ["card-entry-mood"]
    page.hover("#field")
    page.clock.run_for(LONG_ENOUGH)
    assert cards(page) == []


def test_a_mouse_that_passes_by_opens_nothing(page):
    """A card waits for the pointer to rest."""
    stop_the_clock(page, "chapter")
    page.hover("#mean")
    page.clock.run_for(PASSING_BY)
    assert cards(page) == []
    page.hover("#field")
    page.clock.run_for(LONG_ENOUGH)
    assert cards(page) == []


def test_a_hovered_card_stays_while_the_keyboard_moves_on(page):
    """What the pointer opened, the pointer closes."""
    visit(page, "chapter")
    page.focus("#field")
    page.hover("#mean")
    seen(page.locator("#card-entry-mood")).to_be_visible()
    page.keyboard.press("Tab")
    assert focused(page) == "before"
    assert cards(page) == ["card-entry-mood"]


def test_a_click_keeps_the_card_open_and_a_second_one_closes_it(page):
    """A card that was asked for does not go when the pointer leaves."""
    visit(page, "chapter")
    page.click("#mean")
    page.hover("#other")
    page.wait_for_timeout(LONG_ENOUGH)
    assert cards(page) == ["card-entry-mood"]
    page.click("#mean")
    assert cards(page) == []
    assert page.url.endswith("chapter.html")


def test_a_click_elsewhere_closes_the_card(page):
    """Nothing else needs to be found."""
    visit(page, "chapter")
    page.click("#mean")
    page.click("h1")
    assert cards(page) == []


def test_a_click_into_a_hovered_card_keeps_it(page):
    """Whoever marks words of a card does not lose it when the pointer leaves."""
    visit(page, "chapter")
    page.hover("#mean")
    page.click("#card-entry-mood dd >> nth=0")
    page.hover("#field")
    page.wait_for_timeout(LONG_ENOUGH)
    assert cards(page) == ["card-entry-mood"]


def test_only_one_card_is_open(page):
    """Opening a second card closes the first, also for two numbers of one result."""
    visit(page, "chapter")
    page.click("#mean")
    page.click("#other")
    assert cards(page) == ["card-entry-age"]
    page.click("#whole")
    assert cards(page) == ["card-entry-mood"]
    expanded = page.locator('a.stat[aria-expanded="true"]')
    assert expanded.evaluate_all("all => all.map(one => one.id)") == ["whole"]


def test_the_close_button_closes_the_card(page):
    """The focus is on the number again."""
    visit(page, "chapter")
    page.click("#mean")
    page.get_by_role("button", name="Close").click()
    assert cards(page) == []
    assert focused(page) == "mean"


def test_a_link_of_a_card_closes_it(page):
    """Else it would lie over the code that it leads to."""
    visit(page, "chapter")
    page.click("#mean")
    assert cards(page) == ["card-entry-mood"]
    page.locator("#card-entry-mood").get_by_role("link", name="Code").click()
    assert cards(page) == []
    assert page.url.endswith("#end")


def test_a_click_with_control_follows_the_link(page):
    """The register opens in a new tab, as with any link."""
    visit(page, "chapter")
    with page.context.expect_page() as other:
        page.click("#mean", modifiers=["Control"])
    assert other.value.url.endswith(f"register.html{MEAN}")


def test_a_number_without_a_card_is_a_plain_link(page):
    """It leads to the register."""
    visit(page, "chapter")
    page.click("#cardless")
    assert page.url.endswith("register.html#stat-entry-age")


# cards, by keyboard


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_opens_a_card_and_escape_returns_to_the_number(page, key):
    """The focus goes into the card and comes back."""
    visit(page, "chapter")
    page.focus("#mean")
    page.wait_for_timeout(LONG_ENOUGH)
    assert cards(page) == []  # focus alone does not cover the text
    page.keyboard.press(key)
    assert cards(page) == ["card-entry-mood"]
    assert focused(page) == "card-entry-mood"
    page.wait_for_timeout(LONG_ENOUGH)
    assert page.evaluate("scrollY") == 0  # where the space bar scrolls the page
    page.keyboard.press("Escape")
    assert cards(page) == []
    assert focused(page) == "mean"
    assert page.url.endswith("chapter.html")


def test_tab_goes_through_the_card_and_on_from_the_number(page):
    """The card stands after its number in the order of the keyboard."""
    visit(page, "chapter")
    page.focus("#mean")
    page.keyboard.press("Enter")
    stops = []
    for _ in range(4):
        page.keyboard.press("Tab")
        stops.append(focused(page))
    assert stops == ["×", "Entry in the register", "Code", "spread"]
    assert cards(page) == []


def test_shift_and_tab_go_back_to_the_number(page):
    """From the card itself, and from its first button."""
    visit(page, "chapter")
    for tabs in (0, 1):
        page.focus("#mean")
        page.keyboard.press("Enter")
        for _ in range(tabs):
            page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        assert cards(page) == []
        assert focused(page) == "mean"


def test_escape_closes_a_hovered_card(page):
    """It stays closed while the pointer stays; the focus goes to the number."""
    visit(page, "chapter")
    page.hover("#mean")
    seen(page.locator("#card-entry-mood")).to_be_visible()
    page.keyboard.press("Escape")
    page.wait_for_timeout(LONG_ENOUGH)
    assert cards(page) == []
    assert focused(page) == "mean"


def test_escape_takes_nobody_out_of_a_field(page):
    """Who writes in a field while the pointer rests on a number goes on writing."""
    visit(page, "chapter")
    page.focus("#field")
    page.hover("#mean")
    seen(page.locator("#card-entry-mood")).to_be_visible()
    page.keyboard.press("Escape")
    assert cards(page) == []
    assert focused(page) == "field"


def test_a_card_has_a_name_and_its_number_says_what_it_opens(page):
    """Screen readers hear a dialogue with a title, open or not."""
    visit(page, "chapter")
    number = page.locator("#mean")
    seen(number).to_have_attribute("aria-haspopup", "dialog")
    seen(number).to_have_attribute("aria-controls", "card-entry-mood")
    seen(number).to_have_attribute("aria-expanded", "false")
    page.focus("#mean")
    page.keyboard.press("Enter")
    seen(number).to_have_attribute("aria-expanded", "true")
    title = "Mean of depressed mood (CES-D), Prison, n = 24"
    seen(page.get_by_role("dialog", name=title)).to_be_visible()
    seen(page.locator("#cardless")).not_to_have_attribute("aria-haspopup", "dialog")


@pytest.mark.parametrize(
    ("number", "title", "value"),
    [
        (
            "mean",
            "Mean of depressed mood (CES-D), Prison, n = 24",
            "25.958333333333332 in full; printed as 25.96 (two decimals)",
        ),
        (
            "spread",
            "Standard deviation of depressed mood (CES-D), Prison, n = 24",
            "9.128709291752769 in full; printed as 9.13 (two decimals)",
        ),
        ("whole", "Depressed mood (CES-D), by setting", None),
    ],
)
def test_a_card_is_that_of_the_number_pressed(page, number, title, value):
    """Whichever of a sentence was open before; a whole result has no one value."""
    visit(page, "chapter")
    for other in ("mean", "spread", "whole", number):
        page.click(f"#{other}")
    card = page.locator("#card-entry-mood")
    seen(card.locator(".stat-card-title")).to_have_text(title)
    line = card.locator(".stat-card-number")
    if value is None:
        seen(line).to_be_hidden()
    else:
        seen(line).to_have_text(value)
    seen(card.locator(".stat-card-reported")).to_contain_text("F(2, 45.98) = 0.09")
    own = page.locator(f"#{number}").get_attribute("href")
    seen(card.locator("a").first).to_have_attribute("href", own)


# cards, by touch


def test_a_tap_opens_the_card_and_the_card_leads_to_the_register(phone):
    """The first tap does not follow the link."""
    visit(phone, "chapter")
    phone.tap("#mean")
    assert cards(phone) == ["card-entry-mood"]
    phone.wait_for_timeout(LONG_ENOUGH)
    assert cards(phone) == ["card-entry-mood"]
    phone.tap("text=Entry in the register >> visible=true")
    phone.wait_for_url(f"**/register.html{MEAN}")


def test_a_second_tap_and_a_tap_elsewhere_close_the_card(phone):
    """Either is enough."""
    visit(phone, "chapter")
    phone.tap("#mean")
    phone.tap("#mean")
    assert cards(phone) == []
    phone.tap("#mean")
    phone.tap("h1")
    assert cards(phone) == []


def test_a_finger_that_rests_on_a_number_opens_nothing(phone):
    """Whoever scrolls with a finger on a number sees no card flash up."""
    visit(phone, "chapter")
    phone.dispatch_event("#mean", "pointerenter", {"pointerType": "touch"})
    phone.wait_for_timeout(LONG_ENOUGH)
    assert cards(phone) == []


# where a card stands, and how it looks


@pytest.mark.parametrize("number", ["mean", "whole", "other", "last"])
@pytest.mark.parametrize("size", [(1100, 700), (320, 560), (320, 256)])
def test_a_card_is_inside_the_window_and_beside_its_number(page, number, size):
    """Also at the right edge, at the foot, on a phone and at 400 per cent."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    visit(page, "chapter")
    page.focus(f"#{number}")
    page.keyboard.press("Enter")
    card = page.locator(".stat-card >> visible=true").bounding_box()
    link = page.locator(f"#{number}").bounding_box()
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= width
    assert card["y"] >= 0
    assert card["y"] + card["height"] <= height
    assert card["height"] >= 60
    below = card["y"] - (link["y"] + link["height"])
    above = link["y"] - (card["y"] + card["height"])
    assert 0 <= max(below, above) <= 10
    corner = [card["x"] + card["width"] - 20, card["y"] + card["height"] - 4]
    on_top = (
        "([x, y]) => document.elementFromPoint(x, y).closest('.stat-card') !== null"
    )
    assert page.evaluate(on_top, corner)


def test_a_card_follows_its_number_when_the_window_changes(page):
    """A narrower window keeps the card inside."""
    visit(page, "chapter")
    page.click("#other")
    page.set_viewport_size({"width": 400, "height": 700})
    page.wait_for_timeout(PASSING_BY)
    card = page.locator("#card-entry-age").bounding_box()
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= 400


def test_cards_move_only_for_readers_who_allow_it(page):
    """A card fades in, but not where less motion is asked for."""
    # counted as they begin, since a slow machine sees them when they are over
    listen = "addEventListener('animationstart', () => window.begun = window.begun + 1)"
    for wish, expected in (("no-preference", 1), ("reduce", 0)):
        page.emulate_media(reduced_motion=wish)
        visit(page, "chapter")
        page.evaluate(f"window.begun = 0; document.{listen}; null")
        page.click("#mean")
        page.wait_for_timeout(PASSING_BY)
        assert page.evaluate("window.begun") == expected


def test_paper_shows_no_card_and_no_underline(page):
    """A page printed with an open card reads as text."""
    visit(page, "chapter")
    page.click("#mean")
    page.emulate_media(media="print")
    assert cards(page) == []
    line = "getComputedStyle(document.querySelector('#mean')).textDecorationLine"
    assert page.evaluate(line) == "none"


def test_an_unsupported_sentence_is_marked_by_words_and_a_frame(page):
    """Colour alone would not reach every reader."""
    visit(page, "chapter")
    claim = page.locator(".claim-unsupported")
    seen(claim).to_contain_text("[not supported by these data]")
    seen(claim).to_have_css("border-top-style", "dashed")


# without scripts


def test_without_scripts_a_number_leads_to_its_row(scriptless):
    """No card shows, and the row is there."""
    visit(scriptless, "chapter")
    seen(scriptless.locator("#card-entry-mood")).to_be_hidden()
    scriptless.click("#mean")
    assert scriptless.url.endswith(f"register.html{MEAN}")
    seen(scriptless.locator("tr", has_text="entry-mood")).to_be_visible()


def test_without_scripts_the_register_is_a_complete_table(scriptless):
    """Every row shows, and no field or button that would do nothing."""
    visit(scriptless, "register")
    seen(scriptless.locator("tbody tr >> visible=true")).to_have_count(len(IDS_OF_ROWS))
    seen(scriptless.locator("input, button")).to_have_count(0)


# the register


def test_the_register_is_searched_by_any_words(page):
    """All words count, in any column and order, and the count is announced."""
    visit(page, "register")
    name = "Search this table: Every result that the thesis publishes"
    field = page.get_by_role("searchbox", name=name, exact=True)
    seen(status(page)).to_have_text("5 of 5 entries shown")
    field.fill("WELCH mood")
    assert rows(page) == ["entry-mood"]
    seen(status(page)).to_have_text("1 of 5 entries shown")
    seen(status(page)).to_have_role("status")
    field.fill("nobody")
    assert rows(page) == []
    seen(status(page)).to_have_text("0 of 5 entries shown")
    field.fill("")
    assert rows(page) == IDS_OF_ROWS


@pytest.mark.parametrize(
    ("typed", "found"),
    [("-8.13", "outcomes-heroin-days"), ("family's", "qualitative-themes")],
)
def test_signs_of_the_keyboard_find_those_of_print(page, typed, found):
    """A hyphen finds a true minus, a straight apostrophe a curved one."""
    visit(page, "register")
    page.get_by_role("searchbox").fill(typed)
    assert rows(page) == [found]


def test_the_register_finds_every_number_and_opens_the_row_at_it(page):
    """By its value, as print or in full, or by what it is; 5.96 is not in 25.96."""
    visit(page, "register")
    field = page.get_by_role("searchbox")
    marked = page.locator(".register-parts-list li.register-target >> visible=true")
    for typed, row, number in (
        ("5.96", "entry-age", "Mean, Prison: 5.96 (5.9621)"),
        ("25.9583", "entry-mood", "Mean, Prison: 25.96 (25.958333333333332)"),
        ("mood deviation", "entry-mood", "Standard deviation, Prison: 9.13 (9.128"),
    ):
        field.fill(typed)
        assert rows(page) == [row]
        seen(marked).to_have_count(1)
        seen(marked).to_contain_text(number)
    field.fill("entry-mood")  # by its own words: nothing of it is pointed at
    assert rows(page) == ["entry-mood"]
    seen(marked).to_have_count(0)
    page.get_by_text("All 3 numbers").click()
    seen(page.locator(".register-parts-list li >> visible=true")).to_have_count(3)


def test_a_link_to_a_number_opens_its_row_at_it(page):
    """Marked, and in sight."""
    visit(page, "register", MEAN)
    marked = page.locator("li.register-target")
    seen(marked).to_have_count(1)
    seen(marked).to_have_text("Mean, Prison: 25.96 (25.958333333333332)")
    seen(marked).to_be_in_viewport()
    seen(page.locator("tr.register-target")).to_contain_text("entry-mood")
    page.evaluate("location.hash = '#stat-entry-age'")  # the same number of another
    seen(marked).to_have_count(1)
    seen(marked).to_have_text("Mean, Prison: 5.96 (5.9621)")


def test_the_register_is_sorted_by_number(page):
    """Upwards, downwards, and again as in the book; without a value: last."""
    visit(page, "register")
    head = page.get_by_role("columnheader", name="n", exact=True)
    button = head.get_by_role("button")
    button.click()
    seen(head).to_have_attribute("aria-sort", "ascending")
    up = ["outcomes-heroin-days", "entry-age", "entry-mood", "help-people"]
    assert rows(page) == [*up, "qualitative-themes"]
    button.press("Enter")
    seen(head).to_have_attribute("aria-sort", "descending")
    assert rows(page) == [*reversed(up), "qualitative-themes"]
    button.press("Space")
    seen(page.locator("th[aria-sort]")).to_have_count(0)
    assert rows(page) == IDS_OF_ROWS


def test_the_register_is_sorted_by_words_and_chapters(page):
    """Words by the alphabet, chapters by their number: 10 comes after 4."""
    visit(page, "register")
    page.get_by_role("button", name="Id").click()
    assert rows(page) == sorted(IDS_OF_ROWS)
    page.get_by_role("button", name="Chapter").click()
    assert rows(page) == [
        "entry-age",
        "help-people",
        "qualitative-themes",
        "entry-mood",
        "outcomes-heroin-days",
    ]
    seen(page.locator("th[aria-sort]")).to_have_count(1)


def test_a_link_to_a_row_shows_and_marks_it(page):
    """On arrival, and later although a search had hidden it."""
    visit(page, "register", "#stat-help-people")
    marked = page.locator("tr.register-target")
    seen(marked).to_contain_text("People in the HELP study")
    page.get_by_role("searchbox").fill("mood")
    assert rows(page) == ["entry-mood"]
    page.evaluate("location.hash = '#stat-entry-age'")
    seen(marked).to_have_count(1)
    seen(marked).to_contain_text("Age by treatment setting")
    seen(marked).to_be_in_viewport()
    for cell in (marked.locator("th"), marked.locator("td").first):
        seen(cell).to_have_css("background-color", YELLOW)
    assert rows(page) == IDS_OF_ROWS


def test_paper_shows_the_whole_register(page):
    """Also the rows that a search had hidden."""
    visit(page, "register")
    page.get_by_role("searchbox").fill("mood")
    page.emulate_media(media="print")
    assert rows(page) == IDS_OF_ROWS
    seen(page.locator(".register-search")).to_be_hidden()


# the built thesis


def numbers(page: Page) -> Locator:
    """Return the numbers of a page that stand in its text."""
    return page.locator("article p a.stat[data-stat]")


def card_of(page: Page, number: Locator) -> Locator:
    """Return the card of a number."""
    return page.locator(f"#card-{number.get_attribute('data-stat')}")


def test_the_mouse_and_the_keyboard_open_cards_in_the_book(chapter, page):
    """A card has its test, n and p, and stays inside the window."""
    page.goto(chapter.as_uri())
    number = numbers(page).first
    card = card_of(page, number)
    number.hover()
    seen(card).to_be_visible()
    seen(card).to_be_in_viewport(ratio=0.99)
    page.keyboard.press("Escape")
    seen(card).to_be_hidden()
    number.press("Enter")
    seen(card).to_be_focused()
    seen(card.locator("dt").first).to_be_visible()
    page.keyboard.press("Escape")
    seen(number).to_be_focused()


def test_a_finger_opens_cards_in_the_book(chapter, phone):
    """The card fits a phone, and its link leads to the row of the register."""
    phone.goto(chapter.as_uri())
    number = numbers(phone).first
    number.tap()
    card = card_of(phone, number)
    seen(card).to_be_in_viewport(ratio=0.99)
    href = number.get_attribute("href").removeprefix("../back/")
    card.get_by_role("link", name="Entry in the register").tap()
    phone.wait_for_url(f"**/back/{href}")


def test_every_number_in_the_book_has_a_card_and_a_row(built, register):
    """No card is missing and no link leads nowhere."""
    listed = set(re.findall(r'id="stat-([\w-]+)"', register.read_text("utf-8")))
    shown = 0
    for path in sorted(built.rglob("*.html")):
        text = path.read_text("utf-8")
        used = set(re.findall(r'data-stat="([\w-]+)"', text))
        assert used == set(re.findall(r'id="card-([\w-]+)"', text)), path.name
        assert used <= listed, path.name
        shown += len(used)
    assert shown >= 50


def test_the_register_is_searched_and_sorted_in_the_book(register, page):
    """Every row is found by its id, and columns sort."""
    page.goto(register.as_uri())
    seen(page.locator("table.register").first).to_be_visible()
    everything = rows(page)
    assert len(everything) >= 50
    page.get_by_role("searchbox", name="Search this table").first.fill("retention-days")
    assert "retention-days" in rows(page)
    assert len(rows(page)) < len(everything)
    page.goto(register.as_uri() + "#stat-entry-mood")
    page.reload()
    marked = page.locator("tr.register-target")
    seen(marked).to_contain_text("entry-mood")
    seen(marked).to_be_in_viewport()
    page.get_by_role("button", name="Id", exact=True).first.click()
    assert rows(page) == sorted(everything)


def test_pages_of_the_book_ask_nothing_of_the_network(built, browser):
    """Every page, opened from disk, loads only files, and no script fails."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    faults = faults_of(page)
    pages = [p for p in sorted(built.rglob("*.html")) if "_static" not in p.parts]
    for path in pages:
        page.goto(path.as_uri(), wait_until="load")
    page.wait_for_timeout(LONG_ENOUGH)
    context.close()
    assert len(pages) >= 25
    assert len(asked) > len(pages)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert faults == []
