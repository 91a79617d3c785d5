"""What is known of results by page, also by processes that read in parallel."""

from types import SimpleNamespace

import pytest
from sphinx.errors import ExtensionError

from reported.sphinx.domain import PROJECT, ResultDomain, project_of


def test_what_a_parallel_process_collected_is_taken_over():
    """Purge and merge: pages of another process come in, a forgotten page goes out."""
    own = {"results": {"a": {"x": 1}}, "claims": {}, "shown": {}, "behind": {}}
    domain = ResultDomain.__new__(ResultDomain)
    domain.data = own | {"register": None, "verification": None}
    other = {
        "results": {"b": {"y": 2}, "c": {"z": 3}},
        "claims": {"b": {"k": 4}},
        "shown": {"b": {}},
        "behind": {},
        "register": "b",
        "verification": "c",
    }
    domain.merge_domaindata(["b"], other)
    assert domain.data["results"] == {"a": {"x": 1}, "b": {"y": 2}}
    assert domain.data["claims"] == {"b": {"k": 4}}
    assert domain.data["register"] == "b"
    domain.clear_doc("b")
    assert domain.data["results"] == {"a": {"x": 1}}
    assert (domain.data["claims"], domain.data["register"]) == ({}, None)


def test_the_page_on_r_is_taken_over_and_forgotten_as_the_register_is():
    """Only from a process that read it."""
    domain = ResultDomain.__new__(ResultDomain)
    parts = {"results": {}, "claims": {}, "shown": {}, "behind": {}}
    domain.data = parts | {"register": "a", "verification": None}
    other = parts | {"register": None, "verification": "b"}
    domain.merge_domaindata(["c"], other)
    assert domain.data["verification"] is None
    domain.merge_domaindata(["b"], other)
    assert (domain.data["verification"], domain.data["register"]) == ("b", "a")
    domain.clear_doc("b")
    assert (domain.data["verification"], domain.data["register"]) == (None, "a")


def test_what_has_moved_is_told_once():
    """The first time it has; the order of names in it says nothing."""
    domain = ResultDomain.__new__(ResultDomain)
    domain.data = {"last": {}}
    assert domain.moved("register", {"a": 1, "b": 2})
    assert not domain.moved("register", {"b": 2, "a": 1})
    assert domain.moved("register", {"a": 2, "b": 2})
    assert domain.moved("report", None)
    assert not domain.moved("report", None)


def test_a_book_has_to_tell_of_its_data():
    """Else the build ends with the name of the event that nobody answers."""
    project = object()
    answers = {PROJECT: project}
    app = SimpleNamespace(emit_firstresult=answers.get)
    assert project_of(app) is project
    answers.clear()
    with pytest.raises(ExtensionError, match=f"no extension .* answers '{PROJECT}'"):
        project_of(app)
