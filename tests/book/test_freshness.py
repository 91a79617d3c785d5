"""No page shows a number that is older than what it rests on.

Every build here is plain `jupyter-book build book` on a copy of the project.
"""

import re
import shutil

import pytest
import thesis_freshness
from thesis_freshness import fingerprint

#: The line of `analysis/scales/participants.py` that two tests make a year longer each.
AGE = 'people["age"] = _completed_years(people["date_of_birth"], people["entry_date"])'


def shown(page: str) -> list[str]:
    """Return the results that a page shows, as a reader sees them."""
    found = re.findall(r'<span class="stat">(.*?)</span>', page)
    return [re.sub(r"<[^>]+>", "", words) for words in found]


def rebuilt(book, *names):
    """Build, and return what the named pages show."""
    done = book.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return [shown(book.page(name)) for name in names]


def test_an_edited_scoring_key_changes_the_number(small_book):
    """A CES-D item that is no longer reversed moves the mean of mood everywhere."""
    before = [shown(small_book.page(name)) for name in ("abstract", "entry")]
    key = "analysis/scales/instruments/cesd.yaml"
    small_book.edit(key, "reverse_keyed: [4, 8, 12, 16]", "reverse_keyed: [4, 8, 12]")
    small_book.edit("data/codebook.yaml", "[4, 8, 12, 16]", "[4, 8, 12]")
    abstract, entry = rebuilt(small_book, "abstract", "entry")
    assert abstract != before[0]
    assert abstract[0] == entry[1]
    assert entry[0] == before[1][0], "age has nothing to do with the key"


def test_an_edited_data_cell_changes_the_number(small_book):
    """One person born ten years earlier makes the mean age of 24 men 10/24 higher."""
    (before,) = shown(small_book.page("index"))
    table = "data/simulated/participants.csv"
    text = (small_book.folder / table).read_text("utf-8")
    born = re.search(r"S001,simulated,prison,(\d{4})", text)
    small_book.edit(table, born[0], born[0][:-4] + str(int(born[1]) - 10))
    ((after,),) = rebuilt(small_book, "index")
    assert float(after) == pytest.approx(float(before) + 10 / 24, abs=0.011)


def test_an_edited_function_changes_the_number(small_book):
    """A year added to everybody's age is a year more on a page without code."""
    (before,) = shown(small_book.page("index"))
    small_book.edit("analysis/scales/participants.py", AGE, f"{AGE} + 1")
    ((after,),) = rebuilt(small_book, "index")
    assert float(after) == pytest.approx(float(before) + 1)


def test_a_new_lock_file_runs_the_chapter_again(small_book):
    """Other versions may give other numbers, so nothing from before is trusted."""
    small_book.edit("requirements.lock", "#    make lock", "#    make lock again")
    done = small_book.build()
    assert done.returncode == 0
    assert "Executing notebook" in done.stdout + done.stderr


def test_nothing_is_run_or_written_when_nothing_changed(small_book):
    """A second build leaves every page as it is."""
    small_book.build()
    done = small_book.build()
    said = done.stdout + done.stderr
    assert done.returncode == 0
    assert "0 added, 0 changed, 0 removed" in said
    assert "no targets are out of date" in said


def test_edited_prose_runs_no_cell(small_book):
    """The cached results are used when only words changed."""
    small_book.edit("book/entry.md", "Age gave", "The age of the men gave")
    done = small_book.build()
    assert done.returncode == 0
    assert "The age of the men gave" in small_book.page("entry")
    assert "Executing notebook" not in done.stdout + done.stderr


def test_another_data_folder_is_one_setting(small_book):
    """The environment names it for one build; its statement stands on every page."""
    other = small_book.folder / "other"
    shutil.copytree(small_book.folder / "data" / "simulated", other)
    declared = other / "dataset.yaml"
    text = declared.read_text("utf-8")
    declared.write_text(
        re.sub("statement: .*", "statement: Another simulated study", text), "utf-8"
    )
    done = small_book.build(THESIS_DATA=str(other))
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("index", "abstract", "entry", "references", "search", "genindex"):
        assert "Another simulated study" in small_book.page(name), name


def test_what_the_pdf_build_read_is_still_written_to_the_web_pages(small_book):
    """Both outputs share what was read; neither may take it from the other."""
    (before,) = shown(small_book.page("index"))
    small_book.edit("analysis/scales/participants.py", AGE, f"{AGE} + 1")
    assert small_book.build("--builder", "latex").returncode == 0
    ((after,),) = rebuilt(small_book, "index")
    assert float(after) == pytest.approx(float(before) + 1)


def test_a_page_that_left_the_contents_leaves_the_book(small_book):
    """Nobody finds it with the numbers of some earlier day."""
    small_book.edit("book/_toc.yml", "  - file: abstract\n", "")
    rebuilt(small_book, "index")
    assert not (small_book.folder / "book/_build/html/abstract.html").exists()
    small_book.edit(
        "book/_toc.yml", "  - file: entry", "  - file: abstract\n  - file: entry"
    )
    rebuilt(small_book, "abstract")


def test_other_software_is_another_fingerprint(tmp_path, monkeypatch):
    """What is installed counts, not only what the lock file names."""
    before = fingerprint(tmp_path, tmp_path)
    assert fingerprint(tmp_path, tmp_path) == before
    package = tmp_path / "site" / "arithmetic-2.0.dist-info"
    package.mkdir(parents=True)
    (package / "METADATA").write_text("Name: arithmetic\nVersion: 2.0\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert fingerprint(tmp_path / "none", tmp_path / "none") != before


#: A file of every kind that a number can rest on.
WATCHED = (
    "analysis/models/cox.py",
    "analysis/scales/instruments/cesd.yaml",
    "reported/publishing.py",
    "thesis/typed_numbers.yaml",
    "data/codebook.yaml",
    "data/simulated/entry.csv",
    "data/simulated/transcripts/I01.txt",
    "requirements.lock",
)


@pytest.mark.parametrize("name", WATCHED)
def test_every_file_that_a_number_rests_on_is_watched(tmp_path, monkeypatch, name):
    """One letter of it, and whether it is there."""
    monkeypatch.setattr(thesis_freshness, "distributions", list)
    for each in WATCHED:
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).write_text("a", "utf-8")
    found = [fingerprint(tmp_path, tmp_path / "data" / "simulated")]
    (tmp_path / name).write_text("b", "utf-8")
    found.append(fingerprint(tmp_path, tmp_path / "data" / "simulated"))
    (tmp_path / name).unlink()
    found.append(fingerprint(tmp_path, tmp_path / "data" / "simulated"))
    assert len(set(found)) == 3
