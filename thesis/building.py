"""Build the book stage by stage, and keep the last good one when a stage fails."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Any, TextIO

from reported.programs import started
from thesis.places import HTML, LOG, PDF
from thesis.replacing import beside, carry_over, only_build, replace

EXAMINER = "thesis-examiner.pdf"  # double spaced, with numbers of lines, beside it
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
PAGE = re.compile(r"reading sources\.\.\. \[")  # one line per page
CLOSING = re.compile(r"\d+ claims?\b")  # begins what the book says last of itself
MISSING_TEX = 3  # exit code: HTML built, PDF not
OUTPUT = "THESIS_OUTPUT"  # tells the book's extensions where to write
UTF8 = {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}  # whatever the locale


class BuildError(RuntimeError):
    """A stage failed; the message says which, and what to do."""


def build(root: Path, *, html: bool, pdf: bool, examiner: bool = False) -> int:
    """Build HTML, PDF or both from a project folder.

    Parameters
    ----------
    root : Path
        The project's folder.
    html, pdf : bool
        What to build.
    examiner : bool
        Whether to typeset a copy to write on too, after the PDF itself. A PDF without
        one removes an older copy, so that no copy is behind its thesis.

    Returns
    -------
    int
        0, or 3 when TeX is missing: then everything but the PDF has been built.

    Raises
    ------
    DataError
        If the data contradict the codebook, or are confidential and git would commit
        them; nothing is built.
    BuildError
        If the book or its PDF cannot be built; the last good one stays as it was.
    """
    with _stage("Checking the data"):
        _check_data(root)
    needs, said = missing_tex(root) if pdf else [], []
    pages, paper = (beside(root / built) for built in (HTML, PDF))
    with only_build(root) as lock:
        try:
            if html:
                with _stage("Building the HTML"):
                    carry_over(root, pages)
                    said = _jupyter_book(root, pages, lock, "html")
            if pdf and not needs:
                with _stage("Preparing the PDF"):
                    builder = ("custom", "--custom-builder", "latex")
                    said = _jupyter_book(root, paper, lock, *builder)
                with _stage("Typesetting the PDF"):
                    typeset(paper, lock=lock)
                if examiner:
                    with _stage("Typesetting the examiner's copy"):
                        typeset(paper, copy=EXAMINER, lock=lock)
            replace(root, pages if html else None, paper if pdf else None)
        finally:
            for folder in (pages, paper):
                shutil.rmtree(folder, ignore_errors=True)
    _report(root, html=html, pdf=pdf and not needs, examiner=examiner)
    if said:
        print("", *said, sep="\n")
    return _missing(root, needs) if needs else 0


def _report(root: Path, *, html: bool, pdf: bool, examiner: bool) -> None:
    print()
    if html:
        print(f"HTML: {root / HTML}")
    if pdf:
        print(f"PDF:  {root / PDF}")
        if examiner:
            print(f"Copy: {root / PDF.with_name(EXAMINER)}")


def _missing(root: Path, needs: list[str]) -> int:
    """Say what the PDF needs; return the exit code of a build without it."""
    print(
        f"The PDF was not built: it needs {', '.join(needs)}.\n"
        f"Install with: sudo apt-get install -y --no-install-recommends "
        f"{' '.join(needs)}",
        file=sys.stderr,
    )
    if (root / PDF).exists():
        print("The PDF that is there is older than this HTML.", file=sys.stderr)
    return MISSING_TEX


def missing_tex(root: Path) -> list[str]:
    """Return the packages of ``apt.txt`` that are needed when TeX is not there."""
    if shutil.which("xelatex") and shutil.which("latexmk"):
        return []
    lines = (root / "apt.txt").read_text("utf-8").splitlines()
    words = (line.split("#")[0].split("|")[0].split() for line in lines)
    return [package for line in words for package in line]


def typeset(source: Path, *, copy: str = "", lock: int | None = None) -> None:
    """Typeset in a folder of its own; replace the last PDF only when all went well.

    Parameters
    ----------
    source : Path
        The folder in which the LaTeX has been written, and which gets the PDF.
    copy : str
        The name of the examiner's copy; empty for the thesis itself.
    lock : int, optional
        An open file that TeX has to keep open.
    """
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch) / "latex"
        shutil.copytree(source, work, ignore=shutil.ignore_patterns("*.pdf.old"))
        (work / PDF.name).unlink(missing_ok=True)
        command = ["latexmk", "-xelatex", "-interaction=nonstopmode", "-halt-on-error"]
        if copy:
            command.append(r"-usepretex=\PassOptionsToClass{examiner}{thesis}")
        held = () if lock is None else (lock,)
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        with started(
            [*command, "thesis.tex"],
            cwd=work,
            stdout=nowhere,
            stderr=pipe,
            pass_fds=held,
        ) as running:
            said = running.communicate()[1]
        log = work / "thesis.log"
        text = log.read_text("utf-8", errors="replace") if log.exists() else said
        if running.returncode:
            raise BuildError(f"The PDF could not be typeset.\n{_tex_faults(text)}")
        lost = sorted(
            set(re.findall(r"(?:Reference|Citation|Hyper reference) .*undefined", text))
        )
        if lost:
            raise BuildError("The PDF refers to what is not there:\n" + "\n".join(lost))
        if not copy:
            shutil.copyfile(log, source / log.name)
            (source / EXAMINER).unlink(missing_ok=True)
        shutil.copyfile(work / PDF.name, source / "thesis.new")
        (source / "thesis.new").replace(source / (copy or PDF.name))


def _tex_faults(log: str) -> str:
    """Return what TeX complained of, from its log."""
    found = re.findall(r"^(?:!|l\.\d+).*$", log, re.MULTILINE)
    return "\n".join(found[:10]) or log[-1500:]


def _check_data(root: Path) -> None:
    from analysis.data.loading import load_study
    from thesis.confidential import refuse_committable_data

    refuse_committable_data(root)
    load_study()


def _jupyter_book(root: Path, output: Path, lock: int, *builder: str) -> list[str]:
    """Run Jupyter Book; show each page as it is read, and the faults if it fails.

    What the book says of itself at the end is returned (`reported.sphinx.closing`).
    """
    program = Path(sys.executable).parent / "jupyter-book"
    command = [str(program), "build", "book", "--builder", *builder]
    environment = {**os.environ, **UTF8, OUTPUT: output.name}
    code, lines = run_shown(command, PAGE, cwd=root, env=environment, pass_fds=(lock,))
    log = root / LOG
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text("\n".join(lines) + "\n", "utf-8")
    if code:
        raise BuildError(f"{_book_faults(lines)}\n(everything it said: {LOG})")
    return closing(lines)


def closing(lines: list[str]) -> list[str]:
    """Return what the book said last: how many claims there are, and what is amiss."""
    last = [*dropwhile(lambda line: not CLOSING.match(line), lines)]
    return [*last[:1], *takewhile(lambda line: line[:1] == " ", last[1:])]


def run_shown(
    command: list[str], shown: re.Pattern[str], to: TextIO | None = None, **where: Any
) -> tuple[int, list[str]]:
    """Run a program, and show some of what it says while it runs.

    Parameters
    ----------
    command : list of str
        The program, and what it is given.
    shown : pattern
        What a line that is shown begins with.
    to : file, optional
        Where it is shown; standard output if not given.
    **where
        As for `reported.programs.started`.

    Returns
    -------
    (int, list of str)
        The exit code, and every line without its colours.
    """
    lines, out, both = [], subprocess.PIPE, subprocess.STDOUT
    with started(command, stdout=out, stderr=both, **where) as running:
        for line in running.stdout or ():
            lines.append(COLOUR.sub("", line.rstrip()))
            if shown.match(lines[-1].strip()):
                print(f"  {lines[-1].strip()}", file=to, flush=True)
    return running.returncode, lines


def _book_faults(lines: list[str]) -> str:
    """Return what the gate says, or else the last words."""
    for start, line in enumerate(lines):
        if line.startswith("The book was not built"):
            told = takewhile(lambda s: s and s[:9] != "Traceback", lines[start:])
            return "\n".join(told)
    return "\n".join(["The book was not built; it ended so:", *lines[-25:]])


@contextmanager
def _stage(name: str) -> Iterator[None]:
    print(f"{name} …", flush=True)
    start = time.monotonic()
    yield
    print(f"{name}: {time.monotonic() - start:.1f} s", flush=True)
