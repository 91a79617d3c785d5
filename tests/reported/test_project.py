"""What binds `reported` to one thesis is all that it is told of."""

import inspect

import pytest

from reported.project import Project
from thesis.project import ThesisProject

TOLD = sorted(name for name in vars(Project) if not name.startswith("_"))


def test_the_protocol_says_what_a_thesis_tells():
    """Four facts of the data, and four things to do with them."""
    facts = [name for name in TOLD if isinstance(vars(Project)[name], property)]
    assert facts == ["fingerprint", "folder", "kind", "statement"]
    assert sorted(set(TOLD) - set(facts)) == [
        *("derived_tables", "export", "origin", "watched")
    ]


@pytest.mark.parametrize("name", TOLD)
def test_the_thesis_fulfils_the_protocol(name):
    """With the same parameters, and the same kinds of answers."""
    asked, told = vars(Project)[name], vars(ThesisProject)[name]
    assert type(told) is type(asked)
    if isinstance(asked, property):
        asked, told = asked.fget, told.fget
    assert inspect.signature(told) == inspect.signature(asked)
