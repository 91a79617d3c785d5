"""Failing cells: all of them with their places, and what only follows from them.

A chapter runs to its end whatever fails in it (`allow_errors` in `_config.yml`), so one
build finds every cell that fails. A cell that lacks what a failed one would have
defined is not reported, nor is a reference to what a failed one would have published.
The outputs of a chapter with a failed cell are not kept: the next build runs it again.
"""

import ast
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb
from typing import Any

import nbformat
from docutils import nodes
from jupyter_cache import get_cache
from jupyter_client.kernelspec import NoSuchKernel
from myst_nb.core import read
from myst_nb.core.read import MystMetadataParsingError
from myst_nb.sphinx_ import NbMetadataCollector, Parser
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from thesis_freshness import watched_files

logger = logging.getLogger(__name__)

FAILED = "failed"  # the type of the warnings that are given here
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LINE = re.compile(r"\(\w+\.py, line (\d+)\)$")  # how Python names a line of a cell
TITLE = re.compile(r"^# .*$", re.MULTILINE)
UNREAD = re.compile(r"at line (\d+)")  # how MyST-NB names a cell that it cannot read
CELL_UNREAD = (
    "the options of the cell that starts here cannot be read; between --- or behind "
    "colons they are YAML, as in :tags: [hide-input], and behind +++ JSON"
)
LACKING = re.compile(r"(?:Name|Key|Attribute)Error: .*'(\w+)'[^']*$")
#: What is said of something that is referred to and is not there.
MISSING = re.compile(r"(?:under the id|label:|not found:|figure) '([^']+)'")
#: An id or a label in the text of a cell, with {...} where it is put together.
NAME = re.compile(r"[A-Za-z](?:[\w-]|\{[^{}]*\})*")


class Chapter(Parser):
    """Read a chapter, also one whose kernel died, and report the cells that failed."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Run the chapter; where that cannot be done, read it without its outputs."""
        env = document.settings.env
        config, dead = env.mystnb_config, None
        try:
            super().parse(inputstring, document)
        except MystMetadataParsingError as error:
            place = (env.docname, int(UNREAD.findall(str(error))[0]))
            super().parse(give_up(env.app, place, inputstring, CELL_UNREAD), document)
        except (RuntimeError, NoSuchKernel) as error:
            if document.children:  # it has run, and something else is amiss
                raise
            dead = error
            env.mystnb_config = config.copy(execution_mode="off")
            super().parse(inputstring, document)
        finally:
            env.mystnb_config = config
        ran = NbMetadataCollector.get_exec_data(env, env.docname)
        if ran or dead:
            outcome = _outcome(env)  # `_stopped` finds another by `notebook`
            _report(env, outcome, ran, dead)
            _report_written(env, outcome)
            _report_twice(env, outcome)


def give_up(app: Sphinx, place: tuple[str, int], text: str, fault: str) -> str:
    """Report a page that cannot be read, and return what is read of it: its title."""
    logger.warning("%s", fault, location=place, type=FAILED)
    app.thesis_lost.append(text)
    title = TITLE.search(text)
    before = text.count("\n", 0, title.start()) if title else 0
    return "\n" * before + (title[0] if title else "# ?")


def _below_a_cell(text: str) -> str:
    """Leave out one blank line, which MyST-NB counts; it would count no other one."""
    return text.rstrip().removeprefix("\n")


def _outcome(env: BuildEnvironment) -> nbformat.NotebookNode:
    """Return a chapter with its outputs, which are not kept where a cell failed."""
    config = vars(env)["mystnb_config"]
    path = Path(config.output_folder, f"{env.docname}.ipynb")
    notebook = nbformat.read(path, nbformat.NO_CONVERT)  # without those of the cache
    cache = get_cache(config.execution_cache_path)
    with suppress(KeyError):  # what was stopped is not in the cache
        record = cache.match_cache_notebook(notebook)
        cached = cache.get_cache_bundle(record.pk).nb.cells
        code = (cell for cell in notebook.cells if cell.cell_type == "code")
        for cell, kept in zip(code, cached, strict=True):
            cell.outputs = kept.outputs
        if any(map(_error, cached)):
            cache.remove_cache(record.pk)
    return notebook


def _error(cell: nbformat.NotebookNode) -> str:
    """Return what Python said of a cell that failed and was not meant to."""
    if "raises-exception" in cell.metadata.get("tags", ()):
        return ""
    errors = [o for o in cell.get("outputs", ()) if o.output_type == "error"]
    said = "\n".join(f"{error.ename}: {error.evalue}".strip(" :") for error in errors)
    return LINE.sub(r"(line \1 of the cell)", COLOUR.sub("", said))


def _stopped(
    env: BuildEnvironment, notebook: nbformat.NotebookNode, ran: Any, dead: Any
) -> tuple[int, str]:
    """Return the cell in which a chapter stopped, and why; or the end of it."""
    if dead:
        places = [frame.f_locals for frame, _ in walk_tb(dead.__traceback__)]
        notebook.update(next(p["notebook"] for p in places if "notebook" in p))
        cells = [place["cell_index"] for place in places if "cell_index" in place]
        if not cells:
            told = "the chapter could not be run: %s%s"
            unknown = isinstance(dead, NoSuchKernel)
            hint = "; write kernelspec: {name: python3, display_name: Python 3}"
            args = (dead, hint if unknown else "")
            logger.warning(told, *args, location=env.docname, type=FAILED)
        return (*cells, -1)[0], f"{dead}; no cell after it has run"
    if not ran["error"]:
        return len(notebook.cells), ""
    shutil.rmtree(Path(env.app.outdir, "reports"), ignore_errors=True)
    cells = [n for n, cell in enumerate(notebook.cells) if cell.get("execution_count")]
    limit = re.search(r"after \S+ seconds", ran["traceback"])
    why = f"it was stopped {limit[0]}; no cell after it has run" if limit else ""
    return (-1, *cells)[-1], why


def _report(
    env: BuildEnvironment, notebook: nbformat.NotebookNode, ran: Any, dead: Any
) -> None:
    """Warn of every cell that failed by itself, and note what is lost with it."""
    stopped, why = _stopped(env, notebook, ran, dead)
    text = Path(env.doc2path(env.docname)).read_text("utf-8")
    lost: set[str] = set()
    for number, cell in enumerate(notebook.cells):
        words = (number == stopped and why) or _error(cell)
        if cell.cell_type != "code" or not (words or number > stopped):
            continue
        lacks = LACKING.match(words)
        if words and not (lacks and lost & {lacks[1], "*"}):
            fence = notebook.metadata["source_map"][number]
            place = (env.docname, _line(text, fence, cell.source))
            told = "the cell that starts here failed: %s"
            logger.warning(told, words, location=place, type=FAILED)
        lost.update(_defined(cell.source))
        env.app.thesis_lost.append(f"{cell.source} {json.dumps(cell.metadata)}")


def _report_written(env: BuildEnvironment, notebook: nbformat.NotebookNode) -> None:
    """Warn of a cell that ran and wrote on stderr, mostly a warning, and quote it."""
    text = Path(env.doc2path(env.docname)).read_text("utf-8")
    for number, cell in enumerate(notebook.cells):
        streams = (o for o in cell.get("outputs", ()) if o.get("name") == "stderr")
        words = COLOUR.sub("", "".join(stream.text for stream in streams)).strip()
        if (
            not words
            or _error(cell)
            or "remove-stderr" in cell.metadata.get("tags", ())
        ):
            continue
        fence = notebook.metadata["source_map"][number]
        place = (env.docname, _line(text, fence, cell.source))
        told = "the cell that starts here wrote a warning, or on stderr: %s"
        logger.warning(told, words, location=place, type=FAILED)


def _report_twice(env: BuildEnvironment, notebook: nbformat.NotebookNode) -> None:
    """Warn of an id that is published or claimed a second time, with both places."""
    text = Path(env.doc2path(env.docname)).read_text("utf-8")
    first: dict[str, int] = {}
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", ()):
            name = output.get("metadata", {}).get("scrapbook", {}).get("name", "")
            for left in output.get("data", {}).values() if name else ():
                if "line" not in left:
                    continue
                fence = notebook.metadata["source_map"][number]
                line = _line(text, fence, cell.source) + left["line"] - 1
                if name in first:
                    what = "claim" if name.startswith("claim:") else "result"
                    told = "%s %r stands here and in line %s; give one another id"
                    args = (what, left["id"], first[name])
                    logger.warning(told, *args, location=(env.docname, line))
                first.setdefault(name, line)


def _line(text: str, fence: int, code: str) -> int:
    """Return the line on which the code of a cell starts, from that of its fence."""
    before = sum(len(line) + 1 for line in text.split("\n")[:fence])
    return text.count("\n", 0, max(text.find(code.strip(), before), before)) + 1


def _defined(code: str) -> Iterator[str]:
    """Yield the names, columns and attributes that the code of a cell gives a value."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        yield from re.findall(r"\w+", code)
        return
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
            case ast.Subscript(slice=ast.Constant(value=name), ctx=ast.Store()):
                yield str(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.alias(name=name, asname=short):
                yield short or name.partition(".")[0]


def follows(fault: str, lost: list[str], known: str) -> bool:
    """Tell whether a fault is that something is missing which failed cells make.

    Parameters
    ----------
    fault : str
        What is said of it.
    lost : list of str
        The failed cells, code and options, and all cells that did not run.
    known : str
        What a cell may take parts of names from, besides these cells.

    Returns
    -------
    bool
        Whether an id or a label stands in one of them, or is put together there of
        words that all stand in these cells or in what is known.
    """
    missing = MISSING.search(fault)
    if not missing:
        return False
    text = "\n".join(lost)
    words = set(re.findall("[a-z0-9]+", f"{text}\n{known}".lower()))
    for name in set(NAME.findall(text)):
        parts = [re.escape(part) for part in re.split(r"\{[^{}]*\}", name)]
        found = re.fullmatch("([a-z0-9-]+)".join(parts), missing[1])
        if found and words.issuperset(re.findall(r"\w+", " ".join(found.groups()))):
            return True
    return False


def declared(app: Sphinx) -> str:
    """Return all that is declared of scales, variables and groups."""
    from analysis.data.loading import data_folder

    files = watched_files(Path(app.confdir).resolve().parent, data_folder())
    return "\n".join(p.read_text("utf-8") for p in files if p.suffix == ".yaml")


def setup(app: Sphinx) -> dict[str, Any]:
    """Read chapters in this way instead of that of MyST-NB."""
    app.setup_extension("myst_nb")
    app.thesis_lost = []
    read._strip_blank_lines = _below_a_cell
    # where a cell ends Python, IPython would advise on stderr how to do so
    os.environ.setdefault("PYTHONWARNINGS", "ignore:To exit")
    app.add_source_parser(Chapter, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
