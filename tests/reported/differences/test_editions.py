"""An edition says of itself what its statistics say, and no more."""

import pytest

from reported.differences.editions import edition_of


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
