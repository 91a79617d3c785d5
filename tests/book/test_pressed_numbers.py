"""Sixty numbers of the book, pressed as a reader does: each opens its own card.

They are drawn at random from the text, from cells of tables and from points of figures.
What each card has to show is computed from the register's record of its result.
"""

import json
import random
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page
from playwright.sync_api import expect as seen

from reported.words.paths import exact
from reported.words.sentences import shown
from results.record_json import from_json

SEED, EACH = 17, 20
LINKS = "article a.stat[data-reference]"
KINDS = ("text", "cell", "figure")


class Drawn(NamedTuple):
    """A number of the book: its page, which of the links there, and where it leads."""

    kind: str
    page: str
    number: int
    target: str
    href: str


@cache
def records(built: Path) -> dict:
    """Return the published results, by their ids."""
    statistics = json.loads((built / "statistics.json").read_text("utf-8"))
    return {one["id"]: from_json(one["record"]) for one in statistics["results"]}


def kind_of(link) -> str:
    """Say whether a link stands in a picture, in a table or in the text."""
    if link.find_parent("svg"):
        return "figure"
    return "cell" if link.find_parent(["td", "th"]) else "text"


def every_number(built: Path) -> list[Drawn]:
    """Return every link to a single number."""
    found = []
    for path in sorted(built.rglob("*.html")):
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for number, link in enumerate(soup.select(LINKS)):
            if "data-exact" in link.attrs:
                page = path.relative_to(built).as_posix()
                target = link["data-reference"]
                found.append(Drawn(kind_of(link), page, number, target, link["href"]))
    return found


@pytest.fixture(scope="module")
def drawn(built: Path) -> list[Drawn]:
    """Draw as many of each kind, in the order of their pages."""
    numbers = every_number(built)
    rng = random.Random(SEED)
    return sorted(
        one
        for kind in KINDS
        for one in rng.sample([n for n in numbers if n.kind == kind], EACH)
    )


@pytest.fixture
def page(browser):
    """Lend a window of a desktop computer."""
    context = browser.new_context(viewport={"width": 1100, "height": 700})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_every_number_drawn_shows_its_value_and_leads_to_it(built, drawn, page):
    """The card has it in full; the register opens at it, in sight."""
    assert len(drawn) == EACH * len(KINDS)
    register = page.context.new_page()
    for one in drawn:
        name, _, path = one.target.partition(".")
        printed, at, _ = shown(records(built)[name], path)
        press(page, built / one.page, one)
        card = page.locator(f"#card-{name}")
        seen(card).to_be_visible()
        line = card.locator(".stat-card-number")
        seen(line.locator("strong")).to_have_text(exact(at.value))
        seen(line).to_contain_text(f"printed as {printed}")
        register.goto(f"{(built / one.page).parent.as_uri()}/{one.href}")
        marked = register.locator("li.register-target")
        seen(marked).to_have_count(1)
        seen(marked).to_contain_text(exact(at.value))
        seen(marked).to_be_in_viewport()
        entry = register.locator("tr.register-target code").first
        seen(entry).to_have_text(name)


def press(page: Page, path: Path, one: Drawn) -> None:
    """Press a number; one of a picture, which another may overlie, by the keyboard."""
    if page.url.partition("#")[0] != path.as_uri():
        page.goto(path.as_uri())
    page.keyboard.press("Escape")
    link = page.locator(LINKS).nth(one.number)
    seen(link).to_have_attribute("data-reference", one.target)
    if one.kind == "figure":
        link.press("Enter")
    else:
        link.click()
