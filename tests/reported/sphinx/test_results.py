"""What chapters publish is consistent, or the place of the fault is named."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from example_domain import claim, domain, environment, left
from example_results import COUNT

from reported.sphinx import results


@pytest.fixture
def told(monkeypatch):
    """Return a list of the warnings, each with its place."""
    found = []

    def warning(words, *parts, location, type):
        found.append((location, words % parts))

    monkeypatch.setattr(results, "logger", SimpleNamespace(warning=warning))
    return found


def test_an_id_of_two_pages_and_a_claim_on_nothing_are_warned_of(told):
    """On the later page by name, whichever was read first; and what to do."""
    made = domain()
    results._consistent(None, environment(made))
    assert told == []
    made.data["results"]["abstract"] = {"people": left("people", COUNT, 7)}
    made.data["claims"]["index"] = {"a": claim("a", ["entry-mood", "entry-anger"])}
    results._consistent(None, environment(made))
    assert told == [
        (
            ("codebook", 3),
            "result 'people' stands here and in book/abstract.md; rename one of them",
        ),
        (
            ("index", 20),
            "claim 'a' rests on 'entry-anger': no result is published under the id "
            "'entry-anger'; do so in a chapter, or correct the id",
        ),
    ]


def test_a_result_is_named_at_its_cell_where_the_page_shows_that():
    """One whose cell is not on the page has no place to lead to but the page."""
    page = nodes.document("", "")
    cell = nodes.container("", nodes.literal_block("", "a = 1\n"), classes=["cell"])
    page += cell
    kept = {
        "here": {"cell": "a = 1", "line": 3},
        "hidden": {"cell": "b = 2", "line": 9},
        "elsewhere": {"cell": "c = 3", "line": None},
    }
    results._name_cells(page, kept)
    assert cell["ids"] == ["made-here"]
    assert {name: found["anchor"] for name, found in kept.items()} == {
        "here": "made-here",
        "hidden": "",
        "elsewhere": "",
    }
