"""Nothing of an earlier build stays in what is published, and no page says which it is.

Builds are those of an author: `thesis build`, and plain `jupyter-book build book`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import thesis_editions as editions

from thesis.checking import check
from thesis.whole import amiss

#: A name of nobody, a figure that only a private page would have, and its table.
PRIVATE = """

Vrabcek said so on Thursday, as {numref}`entry-tab-vrabcek` shows.

```{image} vrabcek.svg
:alt: A line of Vrabcek.
:class: no-caption
```

```{table} A table of Vrabcek.
:name: entry-tab-vrabcek

| Vrabcek | 1 |
|---|---|
| a | 2 |
```
"""
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<path d="M0 0L9 8.7654321"/></svg>'
)


def build(book, how: str) -> None:
    """Build the web pages in one of the two ways."""
    if how == "plain":
        done = book.build()
    else:
        done = subprocess.run(
            [sys.executable, "-m", "thesis.cli", "build", "--html"],
            cwd=book.folder,
            env={**os.environ, "PYTHONPATH": str(book.folder)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr


def traces(book) -> list[str]:
    """Return the files that say the name, show the picture, or are called like it."""
    return [
        name
        for name, content in book.published().items()
        if b"vrabcek" in f"{name} ".encode().lower() + content.lower()
        or b"8.7654321" in content
    ]


@pytest.mark.parametrize("how", ["plain", "thesis build"])
def test_a_name_and_a_figure_that_were_taken_out_leave_no_trace(small_book, how):
    """In, built, out, built: no page, picture, table, index or term has them."""
    build(small_book, how)
    before = small_book.published()
    page = small_book.folder / "book" / "abstract.md"
    sound = page.read_text("utf-8")
    picture = small_book.folder / "book" / "vrabcek.svg"
    picture.write_text(PICTURE, "utf-8")
    page.write_text(sound + PRIVATE, "utf-8")
    build(small_book, how)
    found = traces(small_book)
    expected = {
        "_images/vrabcek.svg",
        "abstract.html",
        "data/entry-tab-vrabcek.csv",
        "searchindex.js",
    }
    assert expected <= set(found)
    page.write_text(sound, "utf-8")
    picture.unlink()
    build(small_book, how)
    assert traces(small_book) == []
    after = small_book.published()
    assert sorted(after) == sorted(before)
    apart = {name for name in after if after[name] != before[name]}
    assert apart <= {"statistics.json", "edition.js"}  # which name the state of files


@pytest.mark.parametrize("how", ["plain", "thesis build"])
def test_a_page_that_is_gone_leaves_no_trace(small_book, how):
    """Also where nothing else has changed."""
    page = small_book.folder / "book" / "private.md"
    page.write_text("# Vrabcek\n\nVrabcek said so.\n", "utf-8")
    small_book.edit(
        "book/_toc.yml",
        "  - file: references",
        "  - file: references\n  - file: private",
    )
    build(small_book, how)
    assert "private.html" in traces(small_book)
    small_book.edit("book/_toc.yml", "\n  - file: private", "")
    page.unlink()
    build(small_book, how)
    assert traces(small_book) == []


def test_what_is_not_of_the_book_is_taken_out(small_book):
    """Files that an earlier build or anybody else put among the pages."""
    build(small_book, "plain")
    html = small_book.folder / "book" / "_build" / "html"
    for name in (
        "reports/entry.err.log",
        "_static/old.js",
        "old.html",
        "_images/a.svg",
    ):
        (html / name).parent.mkdir(parents=True, exist_ok=True)
        (html / name).write_text("Vrabcek", "utf-8")
    build(small_book, "thesis build")
    assert traces(small_book) == []
    assert not (html / "reports").exists()


@pytest.mark.parametrize("how", ["plain", "thesis build"])
def test_a_page_that_was_changed_by_hand_is_written_again(small_book, how):
    """The check sees it, and the next build mends it although nothing else changed."""
    build(small_book, how)
    html = small_book.folder / "book" / "_build" / "html"
    page = html / "abstract.html"
    sound = page.read_text("utf-8")
    page.write_text(sound.replace("mood", "mud"), "utf-8")
    assert list(amiss(html)) == ["abstract.html"]
    (found,) = check(small_book.folder, only=["whole"])
    assert [str(finding) for finding in found.findings] == [
        "html/abstract.html: the file is not as it was built; run `thesis build`"
    ]
    build(small_book, how)
    assert page.read_text("utf-8") == sound


def git(folder: Path, *words: str) -> None:
    """Run git as an author would, with a date of its own."""
    named = {
        f"GIT_{who}_{what}": "a"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    day = {
        "GIT_AUTHOR_DATE": "2026-03-09T12:00:00Z",
        "GIT_COMMITTER_DATE": "2026-03-09T12:00:00Z",
    }
    subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**os.environ, **named, **day},
        check=True,
        capture_output=True,
    )


def test_a_commit_changes_no_page(small_book):
    """Only the small file that names the edition, and the register as data."""
    folder = small_book.folder
    (folder / "pyproject.toml").write_text('[project]\nversion = "3.1"\n', "utf-8")
    (folder / ".gitignore").write_text("_build\nbuild\n__pycache__\n", "utf-8")
    build(small_book, "plain")
    before = small_book.published()
    assert b'"Version 3.1, commit not known"' in before["edition.js"]
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "All of it")
    build(small_book, "thesis build")
    after = small_book.published()
    apart = {name for name in after if after[name] != before[name]}
    assert apart == {"edition.js", "statistics.json"}
    named = after["edition.js"].decode().splitlines()[0]
    assert named.startswith('const edition = "Version 3.1, commit ')
    assert named.endswith(' of 9 March 2026";')
    commit = json.loads(after["statistics.json"])["thesis"]["commit"]
    assert commit.startswith(named.split()[6])
    for name in ("index.html", "entry.html", "search.html", "genindex.html"):
        assert b'<script src="edition.js"></script>' in after[name]
    small_book.edit("book/abstract.md", "In prison", "There")
    assert editions.edition(folder).endswith(", with changes that were not committed")


def test_an_edition_outside_of_git_is_not_that_of_a_project_around_it(tmp_path):
    """The commit is that of this folder, or not known."""
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "Another project")
    inside = tmp_path / "thesis"
    inside.mkdir()
    assert editions.edition(tmp_path).startswith("Version not known, commit ")
    assert editions.edition(inside) == "Version not known, commit not known"
