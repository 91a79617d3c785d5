"""Plain Jupyter Book for tests, from one process that has loaded others' packages.

Of three seconds that a build of a small book takes, two load pandas, Sphinx and the
like. Here they are loaded once; each build is a child of its own, forked from there,
which has nothing of this project loaded, and ends as the command would end. Notebooks
run in ordinary kernels.

What is not seen so: hashes of strings are the same in all builds of one test run. Tests
that compare the bytes of two builds call the command (see `thesis build` in
test_output, and scripts/kill_builds.py).
"""

import atexit
import functools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path
from typing import Any

#: Packages of others that a build loads; none of this project.
OTHERS = (
    "jupyter_book.cli.main",
    "jupyter_book.sphinx",
    "sphinx.application",
    "sphinx.builders.html",
    "sphinx.builders.latex",
    "sphinx_book_theme",
    "sphinx_external_toc",
    "sphinxcontrib.bibtex",
    "jupyter_cache.cache.db",
    "myst_nb.sphinx_ext",
    "myst_nb.ext.download",
    "matplotlib",
    "pandas",
    "scipy.stats",
    "statsmodels.api",
    "bs4",
    "pydantic",
)


@functools.cache
def _process() -> subprocess.Popen[str]:
    """Start the process that has the packages, without a path of ours."""
    process = subprocess.Popen(
        [sys.executable, "-P", str(Path(__file__))],
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.communicate)  # it ends where its questions end
    return process


def build(
    folder: Path, *options: str, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run `jupyter-book build book` in a folder, with this environment alone."""
    command = ["jupyter-book", "build", "book", *options]
    question = {"folder": str(folder), "command": command, "environment": environment}
    asked, answers = _process().stdin, _process().stdout
    assert asked
    assert answers
    asked.write(json.dumps(question) + "\n")
    asked.flush()
    answer = answers.readline()
    assert answer, "the process that builds for tests has ended"
    return subprocess.CompletedProcess(command, **json.loads(answer))


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """Build in a child, and return how it ended and what it said."""
    with (
        tempfile.TemporaryFile("w+b") as out,
        tempfile.TemporaryFile("w+b") as err,
    ):
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            _build(question)
        _, status = os.waitpid(child, 0)
        said = {}
        for name, file in (("stdout", out), ("stderr", err)):
            file.seek(0)
            said[name] = file.read().decode("utf-8", "replace")
        return {"returncode": os.waitstatus_to_exitcode(status), **said}


def _build(question: dict[str, Any]) -> None:
    """Be the command, to the end of the process."""
    from jupyter_book.cli.main import main

    code: Any = 1
    try:
        os.chdir(question["folder"])
        os.environ.clear()
        os.environ.update(question["environment"])
        time.tzset()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.argv = question["command"]
        code = main()
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
    if isinstance(code, str):
        print(code, file=sys.stderr)
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def serve() -> None:
    """Answer one question a line until there are no more."""
    for name in OTHERS:
        __import__(name)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    serve()
