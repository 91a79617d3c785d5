"""Let a new build take the place of the last one, web pages and PDF together.

What is built is made in folders beside those of the last build, which stay as they are
until all is done.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reported.built import STYLE
from thesis.places import HTML, PDF
from thesis.whole import amiss, digest, mark, put_in_place, read_mark

LOCK = Path("book/_build/.lock")


def beside(built: Path) -> Path:
    """Return the folder in which the next edition of a built file is made."""
    return built.parent.with_name(f"{built.parent.name}.new")


@contextmanager
def only_build(root: Path) -> Iterator[int]:
    """Wait until no other build works in this folder; end what one left undone.

    Yields a file that programs started by the build have to keep open: while one of
    them is alive, although the build was killed, no other build starts.
    """
    (root / LOCK).parent.mkdir(parents=True, exist_ok=True)
    with (root / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another build of this folder has not ended; waiting …", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        _settle(root)
        yield file.fileno()


def _settle(root: Path) -> None:
    """Finish a change of place that was cut short, and remove what was half built."""
    web, paper = (root / HTML).parent, (root / PDF).parent
    for folder in (web, paper):
        aside = folder.with_name(f"{folder.name}.old")
        if aside.exists() and not folder.exists():
            aside.rename(folder)
    pages = beside(root / HTML)
    made_with = read_mark(pages).get("pdf")
    printed = digest(root / PDF) if (root / PDF).exists() else ""
    # Paper changes place first: its pages, all done, were about to.
    if made_with == printed != read_mark(web).get("pdf") and not amiss(pages):
        put_in_place(pages, web)
    for built in (HTML, PDF):
        shutil.rmtree(beside(root / built), ignore_errors=True)


def carry_over(root: Path, pages: Path) -> None:
    """Copy the last pages, if they are whole, so that only what changed is written."""
    last = (root / HTML).parent
    if last.is_dir() and not amiss(last):
        shutil.copytree(last, pages)


def replace(root: Path, pages: Path | None, paper: Path | None) -> None:
    """Let what was built take the place of the last build, as the last step."""
    paper = paper if paper and (paper / PDF.name).exists() else None
    if pages:
        made_with = None
        if paper:
            shutil.copyfile(paper / PDF.name, pages / PDF.name)
            (pages / STYLE).write_text("", "utf-8")
            made_with = digest(paper / PDF.name)
        mark(pages, state=read_mark(pages)["state"], pdf=made_with)
    if paper:
        put_in_place(paper, (root / PDF).parent)
    if pages:
        put_in_place(pages, (root / HTML).parent)
