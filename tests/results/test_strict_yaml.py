"""YAML is read without guessing: what is not as declared is told, all at once."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from results import DataError
from results.strict_yaml import Entry, load_yaml, of_shape, read_yaml, short_name

HINT = "see the example"


class Part(Entry):
    """One part of the file."""

    name: str
    size: int = 0
    sound: bool = True
    words: list[str] = Field(default_factory=list)
    signs: Annotated[tuple[str, ...], Field(strict=False)] = ()
    levels: dict[str, str] = Field(default_factory=dict)
    share: Annotated[float, Field(ge=0)] = 0.0


class Whole(Entry):
    """The whole file."""

    title: str
    begun: date | None = None
    parts: list[Part] = Field(default_factory=list)


def written(folder: Path, text: str | bytes) -> Path:
    """Write a file into a folder of its own."""
    path = folder / "data" / "whole.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refused(folder: Path, text: str | bytes) -> list[str]:
    """Return the lines in which a file is refused, without its name and the hint."""
    with pytest.raises(DataError) as caught:
        read_yaml(written(folder, text), Whole, hint=HINT)
    lines = str(caught.value).splitlines()
    assert all(line.startswith("data/whole.yaml") for line in lines)
    assert all(line.endswith(f"; {HINT}") for line in lines)
    return [
        line.removeprefix("data/whole.yaml").removesuffix(f"; {HINT}") for line in lines
    ]


def test_a_file_of_the_shape_is_read(tmp_path):
    """Every value with its type; what is left out has its default."""
    text = (
        "title: Whole\nbegun: 2009-01-09\n"
        "parts:\n  - {name: a, size: 2, levels: {'1': One}}\n  - {name: b}\n"
    )
    assert read_yaml(written(tmp_path, text), Whole, hint=HINT) == Whole(
        title="Whole",
        begun=date(2009, 1, 9),
        parts=[Part(name="a", size=2, levels={"1": "One"}), Part(name="b")],
    )


def test_all_faults_are_told_at_once_each_with_its_place(tmp_path):
    """Parts are called by their names where they have one, else counted from 0."""
    text = (
        "title: 3\nbegun: soon\ncolour: red\n"
        "parts:\n"
        "  - {name: a, size: '2', sound: 'yes', words: b, signs: c, levels: [c]}\n"
        "  - {size: 1, levels: {1: One}, share: -0.5}\n"
        "  - none\n"
    )
    assert refused(tmp_path, text) == [
        ", title: must be text; YAML took it for something else, so quote it, got '3'",
        ", begun: input should be a valid date, got 'soon'",
        ", parts[a].size: must be a whole number, got '2'",
        ", parts[a].sound: must be true or false, got 'yes'",
        ", parts[a].words: must be a list, as in [A, B], got 'b'",
        ", parts[a].signs: must be a list, as in [A, B], got 'c'",
        ", parts[a].levels: must be a mapping of keys to values",
        ", parts[1].name: is missing",
        ", parts[1].levels[1] (the code): must be text; YAML took it for something "
        "else, so quote it, got '1'",
        ", parts[1].share: input should be greater than or equal to 0, got '-0.5'",
        ", parts[2]: must be a mapping of keys to values, got 'none'",
        ", colour: is not a key of this file, got 'red'",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ": must be a mapping of keys to values"),
        (
            "title: A\nparts:\n  - {name: a, size: 1, name: b}\n",
            ": is not YAML in UTF-8: the key 'name' stands twice, in line 3",
        ),
        (
            "title: A\ntitle: A\n",
            ": is not YAML in UTF-8: the key 'title' stands twice, in line 2",
        ),
        (
            "title: [A\n",
            ": is not YAML in UTF-8: expected ',' or ']', but got '<stream end>', "
            "in line 2",
        ),
        (
            b"title: \xe9\n",
            ": is not YAML in UTF-8: 'utf-8' codec can't decode byte 0xe9 in position "
            "7: invalid continuation byte",
        ),
        (
            "title: A\nbegun: 2009-02-30\n",
            ": is not YAML in UTF-8: day is out of range for month",
        ),
        (
            "title: " + "[" * 5000,
            ": is not YAML in UTF-8: it is nested too deeply",
        ),
    ],
)
def test_what_is_no_yaml_is_refused(tmp_path, text, said):
    """With the line, where that is known."""
    assert refused(tmp_path, text) == [said]


BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{before}, *{before}]\n"
    for before, name in pairwise("abcdefghijklmnopqrstuvwxyz")
)


@pytest.mark.parametrize("text", [BOMB, "a: &a [*a]\n"], ids=["a bomb", "a circle"])
def test_aliases_that_stand_for_too_much_are_refused(tmp_path, text):
    """A few lines could be a file that no memory holds, and no walk of it would end."""
    assert refused(tmp_path, text) == [
        ": is not YAML in UTF-8: its aliases (*) make it more than 1,000,000 parts, or "
        "endless, in line 1"
    ]


def test_an_alias_stands_for_what_it_names(tmp_path):
    """Again and again, within reason."""
    text = "a: &a {b: [1, 2]}\nc: *a\nd: [*a, *a]\n"
    found = load_yaml(written(tmp_path, text), hint=HINT)
    assert found == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}, "d": [{"b": [1, 2]}] * 2}


def test_what_is_no_yaml_is_not_told_as_of_yaml():
    """A file of another kind is held to a shape in the same words."""
    with pytest.raises(DataError) as caught:
        of_shape({"title": 3, "parts": [1]}, Whole, file="a.json", hint=HINT)
    assert str(caught.value).splitlines() == [
        f"a.json, title: must be text, got '3'; {HINT}",
        f"a.json, parts[0]: must be a mapping of keys to values, got '1'; {HINT}",
    ]


def test_what_cannot_be_opened_is_refused(tmp_path):
    """A file that is not there, and a folder in its place."""
    path = tmp_path / "data" / "whole.yaml"
    for rule in ("is missing", "cannot be read: Is a directory"):
        with pytest.raises(DataError) as caught:
            load_yaml(path, hint=HINT)
        assert str(caught.value) == f"data/whole.yaml: {rule}; {HINT}"
        path.mkdir(parents=True, exist_ok=True)
    assert short_name(path) == "data/whole.yaml"
    assert short_name(Path("whole.yaml")) == "whole.yaml"


PLAIN = st.none() | st.booleans() | st.integers() | st.text() | st.dates()
TREES = st.recursive(
    PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@settings(deadline=None)
@given(TREES)
def test_what_was_written_as_yaml_is_read_as_it_was(tmp_path_factory, tree):
    """Of any shape; only keys that stand twice are not as elsewhere."""
    path = tmp_path_factory.mktemp("yaml") / "tree.yaml"
    path.write_text(yaml.safe_dump(tree), encoding="utf-8")
    assert load_yaml(path, hint=HINT) == tree
