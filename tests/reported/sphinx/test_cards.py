"""A card holds what a reader wants to know of a number that a page shows."""

from types import SimpleNamespace

from bs4 import BeautifulSoup
from example_domain import WHOLE, domain, environment

from reported.sphinx._cards import add_cards


def cards_of(page, register="register"):
    """Return the cards that are put below the words of a page."""
    env = environment(domain(register))
    builder = SimpleNamespace(get_relative_uri=lambda page, to: f"../{to}.html")
    context = {"body": "<p>Words</p>"}
    add_cards(SimpleNamespace(env=env, builder=builder), page, "", context, None)
    assert context["body"].startswith("<p>Words</p>")
    return BeautifulSoup(context["body"], "html.parser").select("aside")


def test_a_page_has_one_card_for_each_result_that_it_shows():
    """Hidden, with the result in full and links to the register and to its code."""
    (card,) = cards_of("entry")
    assert card.attrs == {
        "class": ["stat-card"],
        "id": "card-entry-mood",
        "hidden": "",
    }
    said = card.select_one(".stat-card-reported")
    assert said.get_text() == WHOLE.replace("*", "")
    assert [part.get_text() for part in said.select("em")] == ["F", "p"]
    rows = dict(
        zip(
            (row.get_text() for row in card.select("dt")),
            (row.get_text() for row in card.select("dd")),
            strict=True,
        )
    )
    assert rows["Rows"] == "19, all rows"
    assert [(link["href"], link.get_text()) for link in card.select("a")] == [
        ("../register.html#stat-entry-mood", "Entry in the register"),
        ("../entry.html#made-entry-mood", "Code: Chapter 6"),
    ]


def test_without_a_register_or_a_number_there_is_no_card():
    """A claim has none, and a page that shows nothing has none."""
    assert cards_of("entry", register=None) == []
    assert cards_of("codebook") == []
    assert [card["id"] for card in cards_of("index")] == ["card-entry-mood"]
