"""A result comes back from JSON as it was, and nothing else does."""

import json
from dataclasses import fields, replace

import pytest
from example_results import ALL, COUNT, FIELDS, WELCH
from hypothesis import given
from hypothesis import strategies as st

from reported.words.sentences import apa, plain
from results.record_json import from_json, to_json


@pytest.mark.parametrize("result", ALL, ids=lambda result: type(result).__name__)
def test_a_result_comes_back_from_json_as_it_was(result):
    """Equal in full precision, and shown in the same words."""
    text = json.dumps(to_json(result), allow_nan=False)
    again = from_json(json.loads(text))
    assert again == result
    assert apa(again) == apa(result)
    assert json.loads(text)["record"] == type(result).__name__


@pytest.mark.parametrize(("result", "path", "expected"), FIELDS)
def test_a_field_is_shown_alike_after_json(result, path, expected):
    """What is displayed later needs the JSON alone."""
    assert plain(from_json(json.loads(json.dumps(to_json(result)))), path) == expected


@given(value=st.floats(-1e9, 1e9), p=st.floats(0, 1))
def test_json_keeps_every_digit(value, p):
    """Seventeen of them, if need be."""
    result = replace(WELCH, statistic=value, p_value=p)
    assert from_json(json.loads(json.dumps(to_json(result)))) == result


def test_json_has_the_fields_in_their_order():
    """In every process alike, or pages would be written again for nothing."""
    names = ["version", "record", *(field.name for field in fields(WELCH))]
    assert list(to_json(WELCH)) == names


def test_a_record_of_before_a_field_was_added_is_read():
    """It has the default; what has none must be there."""
    older = to_json(WELCH)
    del older["contrasts"][0]["unit"]
    assert from_json(older) == WELCH
    del older["contrasts"][0]["estimate"]
    with pytest.raises(ValueError, match=r"Contrast: other fields .* \['estimate'\]"):
        from_json(older)


BAD_JSON = [
    (
        {"version": 1},
        "version: written in another form, got 1; "
        "build the page again, the form is now 3",
    ),
    ({"record": "Ghost"}, "record: no such type, got 'Ghost'; see results"),
    ({"record": "Record"}, "record: no such type, got 'Record'; see results"),
    ({"record": "Result"}, "record: no such type, got 'Result'; see results"),
    (
        {"size": 3},
        "Count: other fields than this type has, got ['size']; build the page again",
    ),
    (
        {"count": "3"},
        "Count.count: of another type than this field has, got '3'; build the page "
        "again",
    ),
    (
        {"count": True},
        "Count.count: of another type than this field has, got True; build the page "
        "again",
    ),
    (
        {"data": [to_json(COUNT)["data"]]},
        f"Count.data: of another type than this field has, got {(COUNT.data,)!r}; "
        "build the page again",
    ),
]


@pytest.mark.parametrize(("change", "message"), BAD_JSON)
def test_json_of_another_form_is_refused(change, message):
    """The whole message."""
    with pytest.raises(ValueError, match=r":") as caught:
        from_json({**to_json(COUNT), **change})
    assert str(caught.value) == message


def test_json_of_a_part_is_not_a_result():
    """Only what can be published comes back."""
    part = {"version": 3, **to_json(WELCH)["effect"]}
    with pytest.raises(ValueError, match=r"^record") as caught:
        from_json(part)
    assert str(caught.value) == "record: not a whole result, got 'Effect'"
