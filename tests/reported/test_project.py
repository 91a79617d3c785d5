"""What binds `reported` to one book is all that it is told of."""

import inspect

import pytest

from reported.project import Book, Project, project_named
from results import DataError
from thesis.project import ThesisProject, in_use

TOLD = sorted(name for name in vars(Project) if not name.startswith("_"))


def test_the_settings_say_what_a_book_tells():
    """Where it lies, four facts of the data, and four things to do with them."""
    facts = [name for name in TOLD if isinstance(vars(Project)[name], property)]
    assert facts == ["fingerprint", "folder", "kind", "statement"]
    assert sorted(set(TOLD) - set(facts)) == [
        *("book", "derived_tables", "export", "origin", "watched")
    ]


@pytest.mark.parametrize("name", [name for name in TOLD if name != "book"])
def test_the_thesis_fulfils_them(name):
    """With the same parameters, and the same kinds of answers."""
    asked, told = vars(Project)[name], vars(ThesisProject)[name]
    assert type(told) is type(asked)
    if isinstance(asked, property):
        asked, told = asked.fget, told.fget
    assert inspect.signature(told) == inspect.signature(asked)


def test_a_book_that_tells_nothing_has_data_without_a_name(tmp_path):
    """It lies in the folder `book`, has no lists, and nothing for R."""
    told = project_named("", tmp_path)
    assert (told.kind, told.statement, told.fingerprint) == ("", "", "")
    assert (told.origin("plants"), told.derived_tables()) == (("", ""), {})
    assert list(told.watched(tmp_path)) == []
    assert told.book == Book()
    assert told.book.statistics.as_posix() == "book/_build/html/statistics.json"
    with pytest.raises(DataError, match="this book says not how its results can be"):
        told.export(tmp_path, {}, [])


def test_the_settings_are_found_by_their_name(tmp_path):
    """An object, what makes one, and a module beside the book."""
    assert project_named("thesis.project:in_use", tmp_path).kind == in_use().kind
    (tmp_path / "told_of.py").write_text(
        "from reported.project import Project\nMADE, OTHER = Project(), list\n"
    )
    assert type(project_named("told_of:MADE", tmp_path)) is Project


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("told_of:NONE", "cannot be read as module:object: module 'told_of' has no"),
        ("told_off:MADE", "cannot be read as module:object: No module named 'told_off"),
        ("told_of", "cannot be read as module:object"),
        ("told_of:OTHER", "'told_of:OTHER' is no Project, but []"),
    ],
)
def test_settings_that_are_not_there_are_named(tmp_path, monkeypatch, name, message):
    """With what was read and why it does not serve."""
    text = "from reported.project import Project\nMADE, OTHER = Project(), list\n"
    (tmp_path / "told_of.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(DataError) as caught:
        project_named(name, tmp_path)
    assert str(caught.value).startswith("reported_project: ")
    assert message in str(caught.value)
