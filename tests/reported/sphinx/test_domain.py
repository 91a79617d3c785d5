"""What is known of results and claims, by page, and what a reference to one shows."""

import pytest
from example_domain import WHOLE, domain

from reported.sphinx.domain import PAGES, ResultDomain


def test_what_a_parallel_process_collected_is_taken_over():
    """Purge and merge: pages of another process come in, a forgotten page goes out."""
    own = {"results": {"a": {"x": 1}}, "claims": {}}
    own |= {"shown": {}, "places": {}, "behind": {}}
    domain = ResultDomain.__new__(ResultDomain)
    domain.data = own | dict.fromkeys(PAGES)
    other = {
        "results": {"b": {"y": 2}, "c": {"z": 3}},
        "claims": {"b": {"k": 4}},
        "shown": {"b": {}},
        "places": {"b": {"y.n": [("table", "t")]}},
        "behind": {},
        "register": "b",
        "verification": None,
        "recomputed_with": None,
    }
    domain.merge_domaindata(["b"], other)
    assert domain.data["results"] == {"a": {"x": 1}, "b": {"y": 2}}
    assert domain.data["claims"] == {"b": {"k": 4}}
    assert domain.data["places"] == {"b": {"y.n": [("table", "t")]}}
    assert domain.data["register"] == "b"
    domain.clear_doc("b")
    assert domain.data["results"] == {"a": {"x": 1}}
    assert (domain.data["claims"], domain.data["register"]) == ({}, None)


def test_a_reference_shows_a_result_a_field_or_a_verdict():
    """What is not there is said with what to do."""
    made = domain()
    shown = {
        ("stat", "entry-mood"): WHOLE,
        ("stat", "entry-mood.groups.prison.mean"): "14.00",
        ("claim", "mood-falls"): "holds",
    }
    assert {reference: made.words(reference) for reference in shown} == shown
    for kind, what in (("stat", "result is published"), ("claim", "claim is made")):
        with pytest.raises(KeyError) as caught:
            made.words((kind, "entry-anger"))
        assert caught.value.args[0] == (
            f"no {what} under the id 'entry-anger'; do so in a chapter, or correct the "
            "id"
        )


def test_a_claim_that_cannot_be_judged_shows_why():
    """And not that it fails."""
    made = domain()
    left = made.data["claims"]["entry"]["mood-falls"]
    left |= {"holds": False, "undecided": "p of mood: one group only"}
    assert made.words(("claim", "mood-falls")) == "p of mood: one group only"


def test_a_number_says_what_its_card_shows():
    """A whole result has no value of its own, and an ending is no part of the path."""
    made = domain()
    assert made.attributes("entry-mood.groups.prison.mean") == {
        "data-stat": "entry-mood",
        "data-reference": "entry-mood.groups.prison.mean",
        "data-words": "Mean of mood, Prison, n = 6",
        "data-exact": "14",
        "data-rounded": "two decimals",
    }
    assert made.attributes("entry-mood.n.words")["data-rounded"] == "in words"
    assert made.place("entry-mood.n.words").path == "n"
    assert set(made.attributes("entry-mood")) == {
        "data-stat",
        "data-reference",
        "data-words",
    }


@pytest.mark.parametrize("register", ["register", None])
def test_other_books_are_led_to_the_register_or_else_to_the_page(register):
    """With the anchor that its row has there."""
    found = {
        name: (role, *place)
        for name, _, role, *place, _ in (domain(register).get_objects())
    }
    assert found == {
        "entry-mood": (
            "stat",
            register or "entry",
            "stat-entry-mood" if register else "",
        ),
        "people": ("stat", register or "codebook", "stat-people" if register else ""),
        "mood-falls": (
            "claim",
            register or "entry",
            "claim-mood-falls" if register else "",
        ),
    }


def test_the_page_on_r_is_taken_over_and_forgotten_as_the_register_is():
    """Only from a process that read it."""
    domain = ResultDomain.__new__(ResultDomain)
    parts = {"results": {}, "claims": {}, "shown": {}, "places": {}, "behind": {}}
    domain.data = parts | dict.fromkeys(PAGES) | {"register": "a"}
    other = parts | dict.fromkeys(PAGES) | {"verification": "b"}
    domain.merge_domaindata(["c"], other)
    assert domain.data["verification"] is None
    domain.merge_domaindata(["b"], other)
    assert (domain.data["verification"], domain.data["register"]) == ("b", "a")
    domain.clear_doc("b")
    assert (domain.data["verification"], domain.data["register"]) == (None, "a")


def test_what_has_moved_is_told_once():
    """The first time it has; the order of names in it says nothing."""
    domain = ResultDomain.__new__(ResultDomain)
    domain.data = {"last": {}}
    assert domain.moved("register", {"a": 1, "b": 2})
    assert not domain.moved("register", {"b": 2, "a": 1})
    assert domain.moved("register", {"a": 2, "b": 2})
    assert domain.moved("report", None)
    assert not domain.moved("report", None)
