"""Run R over the results, and bring back what it found."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from errno import EACCES
from pathlib import Path
from typing import Any

from reported.programs import started
from reported.project import Project
from reported.recomputing._shapes import Answers
from results.strict_json import load_json
from results.strict_yaml import of_shape

#: Debian packages with R and what its methods need.
PACKAGES = "apt-verify.txt"
SCRIPT = Path("verify/recompute.R")
#: Exit code of the script where an R package is missing.
MISSING_PACKAGE = 4


class MissingRError(RuntimeError):
    """R or one of its packages is not there; the message says how to install it."""


class RecomputingError(RuntimeError):
    """R ended before it had answered, or with no answers; the message says how."""


def recompute(root: Path, records: dict[str, Any], project: Project) -> dict[str, Any]:
    """Ask R the questions of all results and return its answers.

    Parameters
    ----------
    root : Path
        The project's folder, with ``verify`` and ``apt-verify.txt``.
    records : dict
        The record of every result, by its id, as JSON.
    project : Project
        The data in use.

    Returns
    -------
    dict
        ``results`` (id to {values} or {error}), ``derived`` (table to {columns} or
        {error}), ``faults`` of files that R could not read, ``r``, ``packages`` and
        ``software``, rows of name, version and use.

    Raises
    ------
    MissingRError
        If R or a package of ``apt-verify.txt`` is missing.
    RecomputingError
        If R ended before it had answered, or wrote something else.
    """
    listed = _listed(root / PACKAGES)
    if shutil.which("Rscript") is None:
        raise MissingRError(_install("R is not installed", list(listed)))
    packages = [name[7:] for name in listed if name.startswith("r-cran-")]
    with tempfile.TemporaryDirectory() as scratch:
        folder, answers = Path(scratch, "in"), Path(scratch, "out.json")
        folder.mkdir()
        project.export(folder, records, packages)
        command = ["Rscript", "--vanilla", root / SCRIPT, folder, answers]
        code, said = _run([str(word) for word in command])
        missing = re.search(r"^missing packages: (.*)$", "\n".join(said), re.MULTILINE)
        if code == MISSING_PACKAGE and missing:
            lacking = [f"r-cran-{name}" for name in missing[1].split()]
            raise MissingRError(
                _install(
                    f"R lacks the packages {', '.join(missing[1].split())}", lacking
                )
            )
        if code or not answers.is_file():
            last = "\n".join(f"  {line}" for line in said[-10:])
            raise RecomputingError(f"R ended before it had answered:\n{last}")
        found = read_answers(answers)
        return found | {"software": list(_software(found, listed))}


def read_answers(path: Path) -> dict[str, Any]:
    """Read what R wrote, as `recompute` returns it.

    Raises
    ------
    RecomputingError
        If it cannot be read, or is not what R writes; all that is not so at once.
    """
    try:
        found: dict[str, Any] = load_json(path)
        of_shape(found, Answers, file=path.name, hint="recompute again")
    except (OSError, ValueError) as error:
        raise RecomputingError(f"R's answers cannot be used: {error}") from error
    return found


def _listed(path: Path) -> dict[str, str]:
    """Return the packages of a list, the first name of each line, and their use."""
    lines = (line.partition("#") for line in path.read_text("utf-8").splitlines())
    named = ((names.partition("|")[0].strip(), use.strip()) for names, _, use in lines)
    return {name: use for name, use in named if name}


def _software(found: dict[str, Any], listed: dict[str, str]) -> Iterator[list[str]]:
    """Yield name, version and use of R and each package; Debian's version, if it is."""
    asked = ["dpkg-query", "-W", "-f", "${Package} ${Version}\n", *listed]
    known: dict[str, str] = {}
    if shutil.which(asked[0]):
        done = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False)
        known = dict(line.split(" ") for line in done.stdout.splitlines())
    for name, use in listed.items():
        own = found["packages"].get(name.removeprefix("r-cran-"), found["r"])
        yield [name, known.get(name) or own, use]


def writable(path: Path) -> Path:
    """Make the folder of a file, or say now, not after minutes of R, that it cannot be.

    Raises
    ------
    OSError
        If nothing can be written there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not os.access(path.parent, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), path.parent)
    return path


def _run(command: list[str]) -> tuple[int, list[str]]:
    """Run R; on a terminal show which result it is at. Return its code and words."""
    said: list[str] = []
    shown = sys.stderr.isatty()
    utf8 = os.environ | {"LC_ALL": "C.UTF-8"}
    nowhere, pipe = subprocess.DEVNULL, subprocess.PIPE
    with started(command, stdout=nowhere, stderr=pipe, env=utf8) as running:
        for line in running.stderr or ():
            step = re.match(r"progress (\d+) (\d+) (\S+)", line)
            if not step:
                said.append(line.rstrip())
            elif shown:
                words = f"Recomputing in R: {step[1]} of {step[2]}, {step[3]}"
                print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    return running.returncode, said


def _install(what: str, packages: Sequence[str]) -> str:
    return (
        f"{what}, so nothing was recomputed; install it:\n"
        "sudo apt-get install -y --no-install-recommends "
        f"{' '.join(packages)}"
    )
