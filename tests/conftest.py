"""Folders that several tests need: a small copy of the project, and the built book."""

import functools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[1]
PARTS = ("analysis", "thesis", "data", "references.bib", "requirements.lock", "apt.txt")
BOOK_PARTS = ("_config.yml", "_ext", "_latex", "_static", "_templates")

FLAGS = [
    "--no-sandbox",  # its sandbox refuses to run as root, which containers are
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

INDEX = """
# A small book

The mean age was {stat}`entry-age.groups.prison.mean` years.
The study is that of {cite:t}`jones2021methadone`.
"""

CHAPTER = """\
---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
---

(entry)=
# At entry

Age gave {stat}`entry-age`, mood {stat}`entry-mood.groups.prison.mean`.

```{code-cell} ipython3
from analysis import cohort, load_study, welch_anova
from thesis import publish

people = cohort(load_study())
used = {"group": "setting", "source": "simulated"}
publish("entry-age", welch_anova(people, outcome="age", **used))
publish("entry-mood", welch_anova(people, outcome="mood_entry", **used));
```
"""

ABSTRACT = """
# Abstract

In prison the mean of mood was {stat}`entry-mood.groups.prison.mean`.
See {ref}`entry`.
"""

REFERENCES = """
# References

```{bibliography}
:style: harvard
```
"""

TOC = """\
format: jb-book
root: index
chapters:
  - file: abstract
  - file: entry
  - file: references
"""


class SmallBook:
    """A copy of the project with one chapter, built as an author would."""

    def __init__(self, folder: Path) -> None:
        """Copy what the book needs, and write three small pages."""
        self.folder = folder
        skip = shutil.ignore_patterns("__pycache__", "private")
        for part in PARTS:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, folder / part, ignore=skip)
            else:
                shutil.copyfile(source, folder / part)
        (folder / "book").mkdir()
        for part in BOOK_PARTS:
            source = ROOT / "book" / part
            if source.is_dir():
                shutil.copytree(source, folder / "book" / part, ignore=skip)
            else:
                shutil.copyfile(source, folder / "book" / part)
        pages = {
            "index.md": INDEX,
            "entry.md": CHAPTER,
            "abstract.md": ABSTRACT,
            "references.md": REFERENCES,
            "_toc.yml": TOC,
        }
        for name, text in pages.items():
            (folder / "book" / name).write_text(text, "utf-8")
        before = "thesis_contents_before: "
        self.edit("book/_config.yml", f"{before}front/abbreviations", f"{before}entry")

    def build(
        self, *options: str, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run plain `jupyter-book build book`, with nothing of ours around it."""
        program = Path(sys.executable).parent / "jupyter-book"
        known = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        return subprocess.run(
            [str(program), "build", "book", *options],
            cwd=self.folder,
            env={**known, "NO_COLOR": "1", **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def page(self, name: str) -> str:
        """Return one built page."""
        path = self.folder / "book" / "_build" / "html" / f"{name}.html"
        return path.read_text("utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Change one file of the copy; the old text must be there."""
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")


class ByFile(LoadScopeScheduling):
    """Keep a file's tests in one process, and all that build the whole book in one.

    The marks of `--dist loadgroup` would, but pytest 9.2 no longer passes them on.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return "the whole book" if _builds_the_book(file) else file


@functools.cache
def _builds_the_book(file: str) -> bool:
    """Tell whether a test or a fixture of the file asks for the built book."""
    asked = re.compile(r"def \w+\([^)]*\b(?:built|pdf_pages)\b")
    return bool(asked.search((ROOT / file).read_text("utf-8")))


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    """Share the tests out by file."""
    return ByFile(config, log)


@pytest.fixture(scope="module")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    """Build a small book once, without a fault."""
    book = SmallBook(tmp_path_factory.mktemp("project"))
    first = book.build()
    assert first.returncode == 0, first.stdout + first.stderr
    return book


@pytest.fixture(scope="session")
def built() -> Path:
    """Build the whole book where anything changed; return the folder of its HTML."""
    from thesis.building import build

    build(ROOT, html=True, pdf=True)
    return ROOT / "book" / "_build" / "html"


@pytest.fixture(scope="session")
def pdf_pages(built: Path) -> list[str]:
    """Return the text of every page of the PDF; without TeX this fails in CI."""
    from pypdf import PdfReader

    from thesis.building import PDF, missing_tex

    if missing_tex(ROOT) and not os.environ.get("CI"):
        pytest.skip("TeX is not installed here; CI installs it and runs this")
    return [page.extract_text() for page in PdfReader(ROOT / PDF).pages]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium without a window; nothing is downloaded."""
    program = shutil.which("chromium")
    if program is None and not os.environ.get("CI"):
        pytest.skip("Chromium is not installed here (apt-test.txt); CI runs this")
    assert program, "Chromium is missing; install the packages of apt-test.txt"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()
