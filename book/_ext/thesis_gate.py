"""Fail for good: a fault in the book ends the build, and ends it again the next time.

Everything that Sphinx only warns about is a fault here: an unknown citation, reference
or result, a label used twice, text on stderr in a cell. All pages are resolved before
the first one is written, so a failed build leaves the last good pages as they were, and
nothing is remembered of it, so the next build finds the fault again.
"""

import logging as standard_logging
import re
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util import logging

logger = logging.getLogger(__name__)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
CELL = re.compile(r"^-{18,}\n(?P<cell>.*?)\n-{18,}$", re.DOTALL | re.MULTILINE)


class BookFault(SphinxError):
    """Faults that stop the book, with the place of each."""

    category = "The book was not built"


class _Collector(standard_logging.Handler):
    """Keep each warning with its place."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(standard_logging.WARNING)
        self.faults: list[str] = []
        self.addFilter(logging.WarningSuppressor(app))
        self.addFilter(logging.WarningLogRecordTranslator(app))

    def emit(self, record: standard_logging.LogRecord) -> None:
        place = getattr(record, "location", None)
        text = standard_logging.LogRecord.getMessage(record)  # without its place
        fault = f"{_relative(place)}: {text}" if place else text
        if fault not in self.faults:
            self.faults.append(fault)


def _relative(place: str) -> str:
    """Shorten a place to its path below the folder one is in."""
    here = f"{Path.cwd()}/"
    return place.removeprefix(here).rstrip(":")


def _start(app: Sphinx) -> None:
    app.thesis_faults = _Collector(app)
    standard_logging.getLogger("sphinx").addHandler(app.thesis_faults)


def _resolve_all(app: Sphinx, env: BuildEnvironment) -> None:
    """Resolve every page once, before any is written, and stop on what is amiss."""
    if not app.thesis_faults.faults:
        if not getattr(app.builder, "docnames", True):
            # the LaTeX builder links only to pages that it knows it will write
            app.builder.docnames = env.all_docs
        for docname in sorted(env.all_docs):
            doctree = env.get_doctree(docname)
            env.resolve_references(doctree, docname, app.builder)
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
    if faults:
        listing = "\n".join(f"  {fault}" for fault in faults)
        one = len(faults) == 1
        raise BookFault(
            f"{len(faults)} fault{'' if one else 's'}, no page was changed; "
            f"mend {'it' if one else 'them'} and build again:\n{listing}"
        )


def _finish(app: Sphinx, error: Exception | None) -> None:
    """Name file and line of a failing cell; forget a build that ended in faults."""
    collector = app.thesis_faults
    standard_logging.getLogger("sphinx").removeHandler(collector)
    if error is not None:
        place = _failing_cell(app, error)
        if place:
            logger.error(place)
        return
    if collector.faults:
        Path(app.doctreedir, "environment.pickle").unlink(missing_ok=True)
        _stop_on_faults(app)


def _failing_cell(app: Sphinx, error: Exception) -> str | None:
    """Return file, line and last words of the cell that stopped the build."""
    cause: BaseException | None = error
    while cause is not None:
        found = CELL.search(str(cause))
        if found:
            break
        cause = cause.__cause__ or cause.__context__
    else:
        return None
    docname = app.env.docname if "docname" in app.env.temp_data else None
    if docname is None:
        return None
    path = Path(app.env.doc2path(docname))
    text = path.read_text("utf-8")
    start = text.find(found["cell"].strip())
    line = text.count("\n", 0, start) + 1 if start >= 0 else 1
    words = COLOUR.sub("", str(cause).strip().splitlines()[-1])
    return f"{_relative(str(path))}:{line}: the cell that starts here failed: {words}"


def setup(app: Sphinx) -> dict[str, Any]:
    """Collect warnings from the start and look at them before anything is written."""
    app.connect("builder-inited", _start, priority=0)
    app.connect("env-updated", lambda app, _env: _look_up_once(app), priority=0)
    app.connect("env-check-consistency", _resolve_all, priority=900)
    app.connect("build-finished", _finish, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
