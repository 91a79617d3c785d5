"""What is not as it was built is seen, and a new folder takes the place of the old."""

import pytest
from example_editions import written

from thesis import whole
from thesis.whole import MARK, amiss, mark, put_in_place, read_mark


@pytest.fixture
def folder(tmp_path):
    """Return a folder that was marked as whole."""
    made = written(tmp_path / "html", a="one", data__b="two", _static__c="three")
    mark(made, pdf=None)
    return made


def test_a_folder_that_was_marked_is_whole(folder):
    """The mark holds the hash of every file, in folders too, and not its own."""
    assert amiss(folder) == {}
    assert list(read_mark(folder)["files"]) == ["_static/c", "a", "data/b"]


SPOILT = {
    "changed": (lambda f: written(f, data__b="twO"), "data/b", "not as it was built"),
    "cut": (lambda f: written(f, a=""), "a", "not as it was built"),
    "gone": (lambda f: (f / "a").unlink(), "a", "is not there"),
    "added": (lambda f: written(f, data__x="?"), "data/x", "the build has no such"),
    "linked": (lambda f: (f / "d").symlink_to("nowhere"), "d", "the build has no such"),
    "unmarked": (lambda f: whole.unmark(f), MARK, "was not finished"),
    "no JSON": (lambda f: (f / MARK).write_text('{"files"'), MARK, "was not finished"),
    "no mark": (lambda f: (f / MARK).write_text("[1]"), MARK, "was not finished"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_whatever_is_not_as_it_was_built_is_seen(folder, how):
    """One file, or the mark, and what is wrong with it."""
    spoil, name, rule = SPOILT[how]
    spoil(folder)
    found = amiss(folder)
    assert list(found) == [name]
    assert rule in found[name]


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_new_folder_takes_the_place_of_the_old_one(tmp_path, monkeypatch, exchanges):
    """Where the system can let two folders change places, and where it cannot."""
    if not exchanges:
        monkeypatch.setattr(whole, "_exchanged", lambda *_: False)
    old, new = written(tmp_path / "old", a="1", b="1"), written(tmp_path / "new", a="2")
    put_in_place(new, old)
    assert [p.name for p in tmp_path.rglob("*")] == ["old", "a"]
    assert (old / "a").read_text() == "2"
    put_in_place(written(tmp_path / "new", a="3"), tmp_path / "first")
    assert (tmp_path / "first" / "a").read_text() == "3"
