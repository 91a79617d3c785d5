"""Fail for good: a fault in the book ends the build, and ends it again the next time.

Everything that Sphinx only warns about is a fault here: an unknown citation, reference
or result, a label used twice, a cell that fails or writes on stderr. All pages are read
and resolved before the first one is written: a build finds every fault of the book, and
leaves the last good pages as they were. What it read is kept, but for the pages with
faults, which the next build reads anew and whose faults it finds again. Names that the
coding frame does not have are one fault, whatever comes of each.
"""

import logging as standard_logging
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util import logging
from thesis_failures import FAILED, declared, follows
from thesis_told import told

#: What is said of a chapter that did not run to its end, has an id twice or wrote on
#: stderr, of which more is known.
STOPPED = re.compile(
    r"\[(?:mystnb\.(?:exec|stderr)|myst-nb\.lexer)\]$"
    r"|^glue key '(?!figure:).*' duplicate"
)
FAULTY = "faulty"  # a file beside what was read: the pages to read again


class BookFault(SphinxError):
    """Faults that stop the book, with the place of each."""

    category = "The book was not built"


class _Fault(NamedTuple):
    """What is amiss, in a page and line or wherever Sphinx says."""

    place: str
    text: str
    failed: bool  # whether a cell failed, of which other faults may be consequences
    pages: frozenset[str] = frozenset()  # of one that stands on several

    def __str__(self) -> str:
        """Place and words, with paths below the folder one is in, without gaps."""
        place = f"{self.place}: " if self.place else ""
        lines = f"{place}{self.text}".replace(f"{Path.cwd()}/", "").splitlines()
        return "\n    ".join(filter(str.strip, lines))


class _Collector(standard_logging.Handler):
    """Keep each warning with its place."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(standard_logging.WARNING)
        self.faults: list[_Fault] = []
        self.addFilter(logging.WarningSuppressor(app))
        named = logging.WarningLogRecordTranslator(app).filter
        self.addFilter(lambda record: _has_path(record) or named(record))

    def emit(self, record: standard_logging.LogRecord) -> None:
        place = (getattr(record, "location", None) or "").rstrip(":")
        text = standard_logging.LogRecord.getMessage(record)  # without its place
        fault = _Fault(place, text, failed=getattr(record, "type", "") == FAILED)
        if fault not in self.faults and not STOPPED.search(text):
            self.faults.append(fault)


def _has_path(record: standard_logging.LogRecord) -> bool:
    """Tell whether Sphinx's own handler has put a path for the page already."""
    return str(getattr(record, "location", "")).startswith("/")


def _start(app: Sphinx) -> None:
    app.thesis_faults = _Collector(app)
    standard_logging.getLogger("sphinx").addHandler(app.thesis_faults)


def _read_again(app: Sphinx, *_: Any) -> list[str]:
    """Return the pages that had faults in the last build."""
    faulty = Path(app.doctreedir, FAULTY)
    return faulty.read_text("utf-8").split("\n") if faulty.exists() else []


def _forget(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget all pages that are read now, so that none meets what another had."""
    for docname in docnames:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)


def _resolve_all(app: Sphinx, env: BuildEnvironment) -> None:
    """Resolve every page once, before any is written, and stop on what is amiss."""
    if not getattr(app.builder, "docnames", True):
        # the LaTeX builder links only to pages that it knows it will write
        app.builder.docnames = env.all_docs
    pages = app.outdir
    with TemporaryDirectory() as nowhere:  # tables are written as they are resolved
        app.outdir = type(pages)(nowhere)
        for docname in sorted(env.all_docs):
            doctree = env.get_doctree(docname)
            env.resolve_references(doctree, docname, app.builder)
    app.outdir = pages
    _stop_on_faults(app)


def _look_up_once(app: Sphinx) -> None:
    """Read each page that references to tables and figures look into only once.

    They look into the page that holds the table, and change nothing there. Whoever
    else asks for a page changes it in place, and gets a copy of its own as before.
    """
    env = app.env
    domain = env.get_domain("std")
    resolve, read = domain._resolve_numref_xref, cache(env.get_doctree)

    def resolve_from_kept(*given: Any) -> nodes.Element | None:
        env.get_doctree = read
        try:
            return resolve(*given)
        finally:
            del env.get_doctree

    domain._resolve_numref_xref = resolve_from_kept


def _stop_on_faults(app: Sphinx) -> None:
    faults = app.thesis_faults.faults
    if app.thesis_lost:
        lost, known = app.thesis_lost, declared(app)
        faults = [f for f in faults if f.failed or not follows(f.text, lost, known)]
    faults = _by_cause(app, faults)
    if faults:
        faults.sort(key=lambda fault: not fault.failed)
        _keep(app, faults)
        said = [f._replace(text=told(app, f.place, f.text)) for f in faults]
        listing = "\n".join(f"  {fault}" for fault in said)
        one = len(faults) == 1
        raise BookFault(
            f"{len(faults)} fault{'' if one else 's'}, no page was changed; "
            f"mend {'it' if one else 'them'} and build again:\n{listing}"
        )


def _by_cause(app: Sphinx, faults: list[_Fault]) -> list[_Fault]:
    """Put one fault, with all its places, for the names that the coding frame lacks."""
    from thesis.theme_names import unknown_themes

    root = Path(app.confdir).resolve().parent
    unknown = unknown_themes(root)
    left = [f for f in faults if not unknown.explains(f.place, f.text)]
    if len(left) == len(faults) and not any(at.certain for at in unknown.places):
        return faults
    pages = frozenset(app.env.path2doc(root / at.page) for at in unknown.places)
    text = "\n".join((unknown.heading, *unknown.lines()))
    return [_Fault("", text, failed=True, pages=pages), *left]


def _keep(app: Sphinx, faults: list[_Fault]) -> None:
    """Keep what was read, which Sphinx drops, and name the pages with faults.

    Nothing is kept when a fault is not of a page.
    """
    named = [_pages(app.env, fault) for fault in faults]
    read = Path(app.doctreedir, ENV_PICKLE_FILENAME)
    if all(named) and read.exists():
        app.thesis_read = read.read_bytes()
        pages = "\n".join(sorted(set().union(*named)))
        read.with_name(FAULTY).write_text(pages, "utf-8")


def _pages(env: BuildEnvironment, fault: _Fault) -> set[str]:
    """Return the page of a fault, and those that are named in it, such as another."""
    if fault.pages:
        return set(fault.pages)
    page = env.path2doc(re.sub(r":\d+$", "", fault.place))
    if page not in env.found_docs:
        return set()
    words = [word.strip(",;:()'") for word in fault.text.split()]
    named = {page, *words, *(env.path2doc(word) for word in words)}
    return named & env.found_docs


def _finish(app: Sphinx, error: Exception | None) -> None:
    """Keep nothing of a build that failed but what was read without a fault."""
    standard_logging.getLogger("sphinx").removeHandler(app.thesis_faults)
    if error is None:
        _stop_on_faults(app)
        Path(app.doctreedir, FAULTY).unlink(missing_ok=True)
    elif isinstance(error, BookFault) and app.thesis_read:
        Path(app.doctreedir, ENV_PICKLE_FILENAME).write_bytes(app.thesis_read)


def setup(app: Sphinx) -> dict[str, Any]:
    """Collect warnings from the start and look at them before anything is written."""
    app.setup_extension("thesis_failures")
    app.thesis_read = b""
    app.connect("builder-inited", _start, priority=0)
    app.connect("env-get-outdated", _read_again)
    app.connect("env-before-read-docs", _forget)
    app.connect("env-updated", lambda app, _env: _look_up_once(app), priority=0)
    app.connect("env-check-consistency", _resolve_all, priority=900)
    app.connect("build-finished", _finish, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
