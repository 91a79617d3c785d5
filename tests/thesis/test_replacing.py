"""New pages and paper take the place of the last ones together, or not at all."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from example_editions import edition, shown, written

from reported.built import STYLE
from thesis import whole
from thesis.places import HTML, PDF
from thesis.replacing import beside, carry_over, only_build, replace
from thesis.whole import amiss, digest, mark, put_in_place, read_mark

ROOT = Path(__file__).parents[2]


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
