"""A build is whole or known not to be, and takes the place of another in one step."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reported.built import HTML, PDF, STYLE
from thesis import replacing, whole
from thesis.building import build
from thesis.replacing import beside, carry_over, only_build, replace
from thesis.whole import MARK, amiss, digest, mark, put_in_place, read_mark

ROOT = Path(__file__).parents[2]


def written(folder: Path, **files: str) -> Path:
    """Write files into a folder; two underscores stand for a folder within it."""
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


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


def edition(root: Path, pages: str, paper: str, *, new: bool = False) -> None:
    """Write web pages and a PDF that belong together, where they are or beside it."""
    web, printed = (beside(root / p) if new else (root / p).parent for p in (HTML, PDF))
    written(printed, **{"thesis.pdf": paper})
    written(web, **{"index.html": pages})
    mark(web, pdf=digest(printed / PDF.name))


def shown(root: Path) -> tuple[str, str]:
    """Return the web pages and the PDF that a reader gets."""
    return (root / HTML).read_text(), (root / PDF).read_text()


def test_pages_and_paper_that_were_cut_apart_are_brought_together(tmp_path):
    """The PDF had changed places, its pages had not: the next build finishes it."""
    edition(tmp_path, "old", "old")
    edition(tmp_path, "new", "new", new=True)
    put_in_place(beside(tmp_path / PDF), (tmp_path / PDF).parent)
    assert shown(tmp_path) == ("old", "new")
    with only_build(tmp_path):
        assert shown(tmp_path) == ("new", "new")
        assert not beside(tmp_path / HTML).exists()


def test_pages_that_are_not_whole_take_no_place(tmp_path):
    """Also where the PDF that belongs to them has changed places already."""
    edition(tmp_path, "old", "old")
    edition(tmp_path, "new", "new", new=True)
    put_in_place(beside(tmp_path / PDF), (tmp_path / PDF).parent)
    written(beside(tmp_path / HTML), x="?")
    with only_build(tmp_path):
        assert shown(tmp_path) == ("old", "new")
        assert not beside(tmp_path / HTML).exists()


@pytest.mark.parametrize("printed", [True, False])
def test_new_pages_say_which_pdf_is_theirs(tmp_path, printed):
    """It lies beside them, and its link is shown; without one neither is so."""
    edition(tmp_path, "old", "old")
    pages, paper = (beside(tmp_path / built) for built in (HTML, PDF))
    written(pages, **{"index.html": "new", "_static__edition.css": "hidden"})
    mark(pages, state="read")
    if printed:
        written(paper, **{"thesis.pdf": "new"})
    replace(tmp_path, pages, paper if printed else None)
    assert shown(tmp_path) == ("new", "new" if printed else "old")
    web = (tmp_path / HTML).parent
    assert not amiss(web)
    assert read_mark(web)["state"] == "read"
    assert read_mark(web)["pdf"] == (digest(tmp_path / PDF) if printed else None)
    assert (web / STYLE).read_text() == ("" if printed else "hidden")
    assert (web / PDF.name).exists() is printed


def test_pages_that_were_moved_aside_come_back(tmp_path):
    """Where folders cannot change places there is a moment without any."""
    edition(tmp_path, "old", "old")
    web = (tmp_path / HTML).parent
    web.rename(web.with_name("html.old"))
    with only_build(tmp_path):
        assert shown(tmp_path) == ("old", "old")


@pytest.mark.parametrize("half", ["unmarked", "other file", "no PDF"])
def test_what_was_half_built_is_removed(tmp_path, half):
    """It never takes the place of what is there."""
    edition(tmp_path, "old", "old")
    edition(tmp_path, "new", "new", new=True)
    pages, paper = (beside(tmp_path / built) for built in (HTML, PDF))
    if half == "unmarked":
        whole.unmark(pages)
    elif half == "other file":
        put_in_place(paper, (tmp_path / PDF).parent)
        written(pages, x="?")
        edition(tmp_path, "old", "old")
    else:
        mark(pages, pdf=None)
    with only_build(tmp_path):
        assert shown(tmp_path) == ("old", "old")
        assert not pages.exists()
        assert not paper.exists()


@pytest.mark.parametrize("sound", [True, False])
def test_only_whole_pages_are_carried_over(tmp_path, sound):
    """Pages that are not as they were built are all written anew."""
    edition(tmp_path, "old", "old")
    if not sound:
        written((tmp_path / HTML).parent, x="?")
    new = beside(tmp_path / HTML)
    carry_over(tmp_path, new)
    assert new.exists() is sound


def test_two_builds_of_a_folder_wait_for_each_other(tmp_path):
    """Also for what a killed build had started, as long as that runs."""
    program = (
        "import sys, time; from pathlib import Path\n"
        "from thesis.replacing import only_build\n"
        "with only_build(Path(sys.argv[1])): print('in', flush=True); time.sleep(1)\n"
    )
    asked = [sys.executable, "-c", program, str(tmp_path)]
    with subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout.readline() == "in\n"
        began = time.monotonic()
        with only_build(tmp_path):
            assert time.monotonic() - began > 0.3


def test_a_build_that_fails_leaves_the_last_one(tmp_path, monkeypatch):
    """Whatever went wrong, and whenever: pages and paper stay as they were."""
    edition(tmp_path, "old", "old")
    monkeypatch.setattr("thesis.building._check_data", lambda _root: None)
    monkeypatch.setattr("thesis.building.missing_tex", lambda _root: [])

    def half(_root: Path, output: Path, *_: object) -> None:
        written(output, **{"index.html": "half"})
        if output.name == "latex.new":
            raise KeyboardInterrupt

    monkeypatch.setattr("thesis.building._jupyter_book", half)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, html=True, pdf=True)
    assert shown(tmp_path) == ("old", "old")
    assert not amiss((tmp_path / HTML).parent)
    left = {p.name for p in (tmp_path / "book/_build").iterdir()}
    assert left == {"html", "latex", replacing.LOCK.name}


@pytest.mark.long
@pytest.mark.parametrize("plain", [False, True])
def test_no_kill_leaves_half_a_build(small_book, plain):
    """At random moments of writing; `scripts/kill_builds.py` does it more often."""
    script = ROOT / "scripts" / "kill_builds.py"
    asked = ["--times", "3", "--seed", "5", "--folder", str(small_book.folder)]
    page = ["--page", "book/abstract.md"]
    done = subprocess.run(
        [sys.executable, str(script), *asked, *page, *(["--plain"] if plain else [])],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    shutil.rmtree(small_book.folder / "book" / "_build" / "latex", ignore_errors=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the next build: as one from nothing" in done.stdout
    assert done.stdout.endswith("3 kills, 0 faults\n")
