"""Folders that several tests need: a small copy of the project, and the built book."""

import os
import platform
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from small_books import PARTS, ROOT, SmallBook
from xdist.scheduler import LoadFileScheduling

if TYPE_CHECKING:
    from example_build import SmallBuild

#: Fixtures for which a book has to be built, or the cells of all its chapters run.
BOOKS = frozenset({"built", "pdf_pages", "warm_book", "book", "browser", "recorded"})
#: Files of tests that take longest, in this order.
LONGEST = (
    "test_mutations.py",
    "test_web_browser.py",
    "test_gate.py",
    "test_failures.py",
    "test_freshness.py",
    "test_replacing.py",
    "test_output.py",
    "test_register.py",
    "test_claims.py",
)
MADE = frozenset({"_build", "__pycache__"})

#: How many cases Hypothesis draws where a test does not say it: in the tests of every
#: day, and in `make test-long`, which runs all such tests again.
DRAWN = {"every day": 20, "long": 200}
for profile, number in DRAWN.items():
    settings.register_profile(profile, max_examples=number)
settings.load_profile("every day")

# What a script starts in the background is deaf to Ctrl-C, and so is what that starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

# as a build does, before numpy is loaded: see thesis_declaration
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

FLAGS = [
    "--no-sandbox",  # its sandbox refuses to run as root, which containers are
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_xdist_make_scheduler(
    config: pytest.Config, log: object
) -> LoadFileScheduling:
    """Share the tests out by file, in the order of the files."""
    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which Python these tests ran in; the head that says it is left out by -q."""
    terminalreporter.write_line(f"Python {platform.python_version()}")
    for report in terminalreporter.getreports("passed"):
        for what, value in report.user_properties:
            terminalreporter.write_line(f"{what}: {value}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a built book, and let the longest files begin.

    Files that start last run beside nothing, so those that take long come first.
    """
    for item in items:
        if BOOKS.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.book)
    first = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: first.get(item.path.name, len(first)))


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> "SmallBuild":
    """Return a small thesis, built once; it is copied and never changed."""
    from example_build import SmallBuild

    return SmallBuild(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def small(
    sound: "SmallBuild", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> "SmallBuild":
    """Return a small thesis, built and sound, to be spoilt; no list of names is set."""
    monkeypatch.delenv("THESIS_NAMES", raising=False)
    return sound.copied_to(tmp_path)


@pytest.fixture(scope="session")
def warm_book(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    """Build a small book once, without a fault, and keep a copy of all that it made."""
    book = SmallBook(tmp_path_factory.mktemp("project") / "thesis")
    first = book.build()
    assert first.returncode == 0, first.stdout + first.stderr
    shutil.copytree(book.folder, book.folder.with_name("kept"))
    return book


@pytest.fixture
def small_book(warm_book: SmallBook) -> SmallBook:
    """Return the small book as it was first built, whatever a test made of it since."""
    shutil.rmtree(warm_book.folder)
    shutil.copytree(warm_book.folder.with_name("kept"), warm_book.folder)
    return warm_book


@pytest.fixture(scope="session")
def built() -> Path:
    """Return the folder of the book's HTML, built anew if anything changed since."""
    from thesis.building import build

    if not _is_current():
        build(ROOT, html=True, pdf=True)
    return ROOT / "book" / "_build" / "html"


def _is_current() -> bool:
    """Tell whether pages and PDF are whole and younger than all they were made from."""
    from thesis.places import HTML, PDF
    from thesis.whole import MARK, amiss, digest, read_mark

    folder = (ROOT / HTML).parent
    made_with = read_mark(folder).get("pdf")
    if amiss(folder) or not made_with or not (ROOT / PDF).exists():
        return False
    made = (folder / MARK).stat().st_mtime
    sources = [ROOT / "build" / "verification.json"]
    for part in ("book", *PARTS):
        source = ROOT / part
        sources += source.rglob("*") if source.is_dir() else [source]
    newest = max(
        path.stat().st_mtime
        for path in sources
        if path.is_file() and not MADE.intersection(path.parts)
    )
    return newest < made and digest(ROOT / PDF) == made_with


@pytest.fixture(scope="session")
def pdf_pages(built: Path) -> list[str]:
    """Return the text of every page of the PDF; without TeX this fails in CI."""
    from pypdf import PdfReader

    from thesis.building import missing_tex
    from thesis.places import PDF

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
