"""The register has every result and claim in the order of the book."""

from example_domain import MADE_WITH, WHOLE, domain, environment

from reported.sphinx._entries import entries
from results.record_json import from_json


def test_entries_stand_in_the_order_of_the_book_with_where_they_are_used():
    """The chapter before the appendix; a table is a use of its own."""
    found = entries(environment(domain()))
    assert [entry["id"] for entry in found["results"]] == ["entry-mood", "people"]
    entry = found["results"][0]
    assert from_json(entry.pop("record")).n == entry["n"] == 14
    assert entry == {
        "id": "entry-mood",
        "description": "Mood, by setting",
        "method": "Welch analysis of variance",
        "n": 14,
        "reported": WHOLE.replace("*", ""),
        "marked": WHOLE,
        "chapter": "entry",
        "title": "At entry",
        "line": 12,
        "function": "",
        "provenance": MADE_WITH,
        "shown": [
            {"page": "index", "reference": "entry-mood.n", "words": "14"},
            {"page": "entry", "reference": "entry-mood", "words": entry["reported"]},
            {"page": "entry", "reference": "entry-mood.n", "words": "14"},
            {
                "page": "entry",
                "reference": "entry-mood.n",
                "words": "14",
                "table": "entry-tab-mood",
            },
        ],
    }
    assert found["results"][1]["shown"] == []


def test_a_claim_keeps_what_readers_get_of_it():
    """Without the cell in which it is made."""
    assert entries(environment(domain()))["claims"] == [
        {
            "id": "mood-falls",
            "condition": "p is below .05",
            "holds": True,
            "rests_on": ["entry-mood"],
            "numbers": ["entry-mood.p_value"],
            "line": 20,
            "chapter": "entry",
            "shown": [{"page": "index"}],
        }
    ]
