"""What chapters hand over: ids and claims of one form, and everything that was said."""

import numpy as np
import pytest

from reported import publishing
from reported.publishing import claim, publish
from results import Count, DataError, DataUsed
from results.record_json import to_json

MEN = Count(
    label="men",
    count=72,
    data=DataUsed(source="HELP", variables=(), filter="all rows", rows=72),
)


@pytest.fixture
def left(monkeypatch):
    """Keep what is handed over; there is no notebook here."""
    found = {}

    def keep(key, kind, cell, **content):
        found[key] = (kind, content)

    monkeypatch.setattr(publishing, "_leave", keep)
    return found


def test_a_result_is_handed_over_in_full_and_given_back(left):
    """As a record of JSON, under its id."""
    assert publish("mood-men", MEN) is MEN
    ((key, (kind, content)),) = left.items()
    assert (key, kind) == ("mood-men", publishing.RECORD)
    assert content["id"] == "mood-men"
    assert content["result"] == to_json(MEN)


@pytest.mark.parametrize("holds", [True, False, np.True_, np.False_])
def test_a_claim_says_if_it_holds_and_what_it_rests_on(left, holds):
    """As a truth value that JSON has, under a key of its own."""
    given = claim("mood-falls", "it fell", holds=holds, rests_on=("mood", "mood-two"))
    assert given is bool(holds)
    ((key, (kind, content)),) = left.items()
    assert (key, kind) == ("claim:mood-falls", publishing.CLAIM)
    assert content["holds"] is bool(holds)
    assert (content["id"], content["condition"]) == ("mood-falls", "it fell")
    assert content["rests_on"] == ["mood", "mood-two"]


FAULTS = {
    "a p value": ({"holds": 0.04}, "holds must be true or false, got 0.04; compare"),
    "a word": ({"holds": "no"}, "holds must be true or false, got 'no'; compare"),
    "nothing": ({"rests_on": []}, "it needs a condition in words and the results"),
    "no words": ({"condition": " "}, "it needs a condition in words and the results"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_claim_that_rests_on_nothing_is_refused(left, fault):
    """A number would count as true, and words and results are what it is about."""
    changed, told = FAULTS[fault]
    asked = {"condition": "it fell", "holds": True, "rests_on": ["mood"], **changed}
    with pytest.raises(DataError, match=f"claim 'mood-falls': {told}"):
        claim("mood-falls", **asked)
    assert not left


@pytest.mark.parametrize(
    "name", ["Mood", "mood fell", "mood_fell", "mood-", "-mood", "7-mood", "", "mood\n"]
)
def test_an_id_is_of_one_form(left, name):
    """Lower-case words joined by hyphens, of results and claims alike."""
    with pytest.raises(DataError, match="an id is lower-case words joined by hyphens"):
        publish(name, MEN)
    with pytest.raises(DataError, match="an id is lower-case words joined by hyphens"):
        claim(name, "it fell", holds=True, rests_on=["mood"])
    assert not left
