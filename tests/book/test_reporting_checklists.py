"""The checklists have every item, each with its place or said to be missing."""

import re
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[2] / "book"
PAGE = (BOOK / "back" / "reporting.md").read_text("utf-8")
ROW = re.compile(r"^\| (\d+)([a-e]?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
POINTS_TO = re.compile(r"\{(?:num)?ref\}`(?:[^`<]*<)?([\w-]+)>?`")


def rows(name: str) -> list[tuple[str, str, str, str]]:
    """Return the rows of one table: number, letter, what it asks for, where."""
    table = PAGE.split(f":name: app-reporting-tab-{name}\n")[1].split("\n:::")[0]
    return ROW.findall(table)


@pytest.mark.parametrize(
    ("name", "items"), [("strobe", 22), ("coreq", 32), ("gramms", 6)]
)
def test_every_item_of_a_checklist_has_its_row(name, items):
    """In order; an item with parts has a row for each part."""
    numbers = [int(number) for number, *_ in rows(name)]
    assert sorted(set(numbers)) == list(range(1, items + 1))
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("name", ["strobe", "coreq", "gramms"])
def test_every_item_points_to_a_place_or_is_said_to_be_missing(name):
    """An empty cell would leave the reader to search."""
    for number, letter, asked, where in rows(name):
        pointed = bool(POINTS_TO.search(where))
        missing = where.startswith("Not reported")
        assert asked
        assert pointed != missing, f"{name} {number}{letter}: {where}"


def test_every_place_is_in_the_book():
    """A label stands on a line of its own above its heading."""
    sources = [path for path in BOOK.rglob("*.md") if "_build" not in path.parts]
    labels = {
        label
        for path in sources
        for label in re.findall(r"^\(([\w-]+)\)=$", path.read_text("utf-8"), re.M)
    }
    tables = set(re.findall(r"^:name: ([\w-]+)$", PAGE, re.MULTILINE))
    assert set(POINTS_TO.findall(PAGE)) <= labels | tables
