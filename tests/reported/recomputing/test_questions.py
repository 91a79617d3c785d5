"""R is told what was asked, and nothing that was found."""

import pytest
from example_questions import study_and_records

from reported.recomputing.questions import question


@pytest.fixture(scope="module")
def questions():
    """Return the study and records of every kind that the harness itself answers."""
    return study_and_records()


def numbers(part, name=""):
    """Yield every number of a question with its field, but those of options."""
    if isinstance(part, dict):
        if part.get("record") != "Option":
            for key, below in part.items():
                yield from numbers(below, key)
    elif isinstance(part, list):
        for below in part:
            yield from numbers(below, name)
    elif isinstance(part, int | float) and not isinstance(part, bool):
        yield name, part


def test_no_number_that_was_found_is_told_to_r(questions):
    """Nor any word: only what was asked is left, and who is in a family."""
    _, records = questions
    for record in records.values():
        assert set(dict(numbers(question(record)))) == set()
        assert set(question(record)) == {"record", "data"}
        assert set(question(record)["data"]) == {
            *("record", "source", "variables", "filter", "function", "options")
        }
    themes = question(records["themes"])
    assert themes["data"]["options"][0]["value"] == "A"
    member = {"name": "entry-age", "label": "Age", "p_value": 0.5}
    family = {"record": "Family", "method": "Holm", "data": {}, "members": [member]}
    assert question(family)["members"] == [{"name": "entry-age"}]
