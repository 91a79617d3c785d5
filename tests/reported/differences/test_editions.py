"""An edition says of itself what its statistics say, and no more."""

import pytest

from reported.differences.editions import edition_of, refuse_incomparable
from reported.findings import NothingBuiltError


@pytest.mark.parametrize(
    ("commit", "clean", "said"),
    [
        ("abc1234", True, "abc1234"),
        ("abc1234", None, "abc1234"),
        ("abc1234", False, "abc1234, with changes that were not committed"),
        (None, False, ""),
        (None, None, ""),
    ],
)
def test_an_edition_says_if_files_had_changed_since_its_commit(commit, clean, said):
    """Only where there is a commit; of an older form nothing is made up."""
    entries = {"results": [{"id": "a", "n": 1}, {"id": "b"}], "claims": [{"id": "c"}]}
    found = edition_of(
        "then", {"thesis": {"commit": commit, "clean": clean}, **entries}
    )
    assert found.commit == said
    assert (found.name, found.title, found.data, found.fingerprint) == (
        ("then", "", "", "")
    )
    assert found.results == {"a": {"id": "a", "n": 1}, "b": {"id": "b"}}
    assert list(found.claims) == ["c"]


def test_what_cannot_be_compared_is_told_at_once():
    """What readers see of every result and claim has to be there."""
    use = {"reference": "a.n"}
    result = {"id": "a", "chapter": "c", "reported": 3, "shown": [use]}
    claim = {"id": "b", "chapter": "c", "condition": "n is 1", "holds": "yes"}
    with pytest.raises(NothingBuiltError) as caught:
        refuse_incomparable({"results": [result], "claims": [claim]}, "old")
    assert str(caught.value).splitlines() == [
        "old, results[0].reported: must be text, got '3'; build the book again",
        "old, results[0].shown[0].words: is missing; build the book again",
        "old, claims[0].holds: must be true or false, got 'yes'; build the book again",
    ]
