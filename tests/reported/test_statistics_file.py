"""A file of statistics is one, or what is wrong with it is said."""

import json
from copy import deepcopy

import pytest
from example_build import statistics

from reported.findings import NothingBuiltError
from reported.statistics_file import read_statistics

SOUND = statistics()


def test_statistics_are_read_as_they_stand(tmp_path):
    """Also with more in them than is known here."""
    path = tmp_path / "statistics.json"
    path.write_text(json.dumps(SOUND | {"later": 1}), "utf-8")
    assert read_statistics(path, "s") == SOUND | {"later": 1}


def test_all_that_is_no_statistics_is_told_at_once(tmp_path):
    """Places by number, as an entry that is none has no id."""
    path, found = tmp_path / "statistics.json", deepcopy(SOUND)
    found["thesis"]["data"] = 3
    found["results"][0]["record"] = []
    found["results"][1] = "x"
    del found["claims"][0]["id"]
    path.write_text(json.dumps(found), "utf-8")
    with pytest.raises(NothingBuiltError) as caught:
        read_statistics(path, "old.json")
    rule = "must be a mapping of keys to values"
    assert str(caught.value).splitlines() == [
        f"old.json, thesis.data: {rule}, got '3'; build the book again",
        f"old.json, results[0].record: {rule}; build the book again",
        f"old.json, results[1]: {rule}, got 'x'; build the book again",
        "old.json, claims[0].id: is missing; build the book again",
    ]


@pytest.mark.parametrize("data", [b"[" * 100_000, b"\xff"], ids=["deep", "bytes"])
def test_what_is_no_json_is_refused(tmp_path, data):
    """Nested without end, and in another encoding."""
    path = tmp_path / "statistics.json"
    path.write_bytes(data)
    with pytest.raises(NothingBuiltError, match=r"^old: not JSON, "):
        read_statistics(path, "old")
