"""JSON is read, or refused in one way."""

import pytest

from results.strict_json import load_json


def test_json_is_read(tmp_path):
    """Whatever its shape."""
    path = tmp_path / "a.json"
    path.write_text('{"é": [1, null]}', "utf-8")
    assert load_json(path) == {"é": [1, None]}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "Expecting property name"),
        (b'"\xff"', "'utf-8' codec can't decode byte 0xff"),
        (b"[" * 100_000, "it is nested too deeply"),
        (b"9" * 5000, "Exceeds the limit"),
    ],
)
def test_what_is_no_json_is_a_value_error(tmp_path, data, said):
    """Cut off, in another encoding, very deep, a number without end."""
    path = tmp_path / "a.json"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=said):
        load_json(path)
