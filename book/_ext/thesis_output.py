"""Pages that are whole: nothing of an earlier build stays, and none is half written.

`thesis build` names a folder beside the pages in the environment (`THESIS_OUTPUT`) that
holds a copy of the last ones; it takes their place when all has gone well. Plain
`jupyter-book build book` writes where the pages are. In both, what the book no longer
has (pages, pictures, tables, terms of the search) is taken out before anything is
written, and a mark with the hash of every file is there only at the end.
"""

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_cache import get_cache
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.environment import BuildEnvironment

OUTPUT = "THESIS_OUTPUT"  # name of a folder beside the pages, to write into
READING = "reading"  # a file beside what was read, while more is being read


def _is_web(app: Sphinx) -> bool:
    return app.builder.format == "html"


# --- What was read ----------------------------------------------------------------


def _forget_half_read(app: Sphinx) -> None:
    """Read everything anew after a build that was stopped while it read.

    Some pages were read by then, of data that may be gone again, and the last chapter
    that ran may be in the cache in part.
    """
    if not Path(app.doctreedir, READING).exists():
        return
    Path(app.doctreedir, ENV_PICKLE_FILENAME).unlink(missing_ok=True)
    folder = Path(app.outdir).parent / ".jupyter_cache"
    if not folder.is_dir():
        return
    cache = get_cache(folder)
    for record in cache.list_cache_records():
        notebook = folder / "executed" / record.hashkey / "base.ipynb"
        try:
            json.loads(notebook.read_text("utf-8"))
        except (OSError, ValueError):
            shutil.rmtree(notebook.parent, ignore_errors=True)
            cache.remove_cache(record.pk)


def _start_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Name this state of the book, and see whether these pages show the last one.

    All builders share what was read: what another builder read, or what was read before
    a build was stopped, was never written here.
    """
    if docnames:
        Path(app.doctreedir, READING).touch()
    app.thesis_state = getattr(env, "thesis_state", "")
    env.thesis_state = uuid.uuid4().hex
    if _is_web(app):
        from thesis.whole import amiss, read_mark

        folder = Path(app.outdir)
        shown = read_mark(folder).get("state")
        app.thesis_behind = shown != app.thesis_state or bool(amiss(folder))


def _never_written(app: Sphinx, env: BuildEnvironment) -> list[str]:
    return sorted(env.found_docs) if getattr(app, "thesis_behind", False) else []


def _note_gone(
    app: Sphinx, env: BuildEnvironment, _added: Any, _changed: Any, removed: set[str]
) -> list[str]:
    """Write at least one page when a page has gone, so that what it left is seen."""
    return [env.config.root_doc] if removed else []


def _end_reading(app: Sphinx, env: BuildEnvironment) -> None:
    """Keep the name of the state: Sphinx has just saved what it read."""
    Path(app.doctreedir, READING).unlink(missing_ok=True)
    app.thesis_state = env.thesis_state


# --- What is written --------------------------------------------------------------


def _start_writing(app: Sphinx, _builder: Any) -> None:
    """Take away the mark, and all that the build neither writes nor carries over."""
    if not _is_web(app):
        return
    from thesis.whole import unmark

    folder = Path(app.outdir)
    unmark(folder)
    kept = set(_carried_over(app))
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError):  # it is not empty
                path.rmdir()
        elif path not in kept:
            path.unlink()


def _carried_over(app: Sphinx) -> Iterator[Path]:
    """Yield the files that Sphinx writes only where their page has changed."""
    folder, env = Path(app.outdir), app.env
    for docname in env.found_docs:
        yield Path(app.builder.get_outfilename(docname))
    for _, name in env.images.values():
        yield folder / app.builder.imagedir / name
    for names in getattr(env, "reported_downloads", {}).values():
        for name in names:
            yield folder / "data" / f"{name}.csv"
    yield folder / app.builder.searchindex_filename


def _clean_index(app: Sphinx) -> Iterator[Any]:
    """Drop the terms that no page has any more; Sphinx keeps them without a page."""
    index = getattr(app.builder, "indexer", None)
    if index is not None:
        for terms in (index._mapping, index._title_mapping):
            for term in [term for term, pages in terms.items() if not pages]:
                del terms[term]
    return iter(())


def _end_writing(app: Sphinx, error: Exception | None) -> None:
    if error is None and _is_web(app):
        from thesis.whole import unmark

        unmark(Path(app.outdir))  # files beside the pages are written now


def _finish(app: Sphinx, error: Exception | None) -> None:
    if error is None and _is_web(app):
        from thesis.whole import mark

        mark(Path(app.outdir), state=app.thesis_state, pdf=None)


def setup(app: Sphinx) -> dict[str, Any]:
    """Say where to write, before Sphinx looks; mark the pages when all is done."""
    app.setup_extension("thesis_declaration")
    beside = os.environ.get(OUTPUT)
    if beside:
        app.outdir = type(app.outdir)(Path(app.outdir).with_name(beside))
        Path(app.outdir).mkdir(exist_ok=True)
    _forget_half_read(app)
    app.connect("env-before-read-docs", _start_reading)
    app.connect("env-get-outdated", _note_gone)
    app.connect("env-updated", _never_written)
    app.connect("env-check-consistency", _end_reading, priority=0)
    app.connect("write-started", _start_writing)
    app.connect("html-collect-pages", _clean_index)
    app.connect("build-finished", _end_writing, priority=0)
    app.connect("build-finished", _finish, priority=990)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
