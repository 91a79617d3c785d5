"""Kill builds at random moments, and see that no half of one is ever left.

    .venv/bin/python scripts/kill_builds.py --times 3 --seed 1

works on a copy of this project; with `--folder` on a folder that holds a built project
of its own (it is changed). Every kill prints its seed, so that it can be repeated.
After each kill the last build has to be there whole, or, where pages are written in
place (`--plain`), the check has to see that they are not. In the end a build goes
through undisturbed, and is compared with one that was made from nothing.
"""

import argparse
import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from thesis.places import HTML, PDF
from thesis.replacing import beside
from thesis.whole import MARK, amiss, digest, read_mark

ROOT = Path(__file__).parents[1]
LEFT_OUT = (".venv", ".git", "__pycache__", "pictures", "private", "*.egg-info")
PLAIN = [str(Path(sys.executable).parent / "jupyter-book"), "build", "book"]
OURS = [sys.executable, "-m", "thesis.cli", "build"]

Tree = dict[str, str]


def main() -> int:
    """Kill as many builds as asked for; return 1 if one of them left a half."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=20)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--folder", type=Path, help="a built project, to be changed")
    asked.add_argument("--page", default="book/front/declaration.md")
    asked.add_argument("--plain", action="store_true", help="write pages in place")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder
        if folder is None:
            folder = Path(scratch) / "thesis"
            ignored = shutil.ignore_patterns(*LEFT_OUT)
            shutil.copytree(ROOT, folder, ignore=ignored)
        killing = Killing(folder, folder / given.page, plain=given.plain)
        killing.edit(0)
        killing.build()
        faults: list[str] = []
        for seed in itertools.count(given.seed):
            if len(faults) == given.times:
                break
            fault = killing.kill(seed)
            if fault is not None:
                faults.append(fault)
        faults.append(killing.finish(Path(scratch) / "anew"))
    print(f"{given.times} kills, {sum(map(bool, faults))} faults")
    return int(any(faults))


class Killing:
    """A project whose builds are killed."""

    def __init__(self, folder: Path, page: Path, *, plain: bool) -> None:
        """Take a project, and the page of it that every build shall find changed."""
        self.folder, self.page, self.plain = folder, page, plain
        self.text = page.read_text("utf-8")
        self.lasts = 1.0  # seconds from the first written page to the end

    def edit(self, number: int) -> None:
        """Change the page, so that there is something to write."""
        self.page.write_text(f"{self.text}\nThis is draft {number}.\n", "utf-8")

    def start(self) -> subprocess.Popen[bytes]:
        """Start a build in a session of its own."""
        return subprocess.Popen(
            PLAIN if self.plain else OURS,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def build(self) -> None:
        """Build undisturbed, and note how long it writes."""
        running = self.start()
        self.await_writing(running)
        began = time.monotonic()
        if running.wait():
            raise SystemExit("the build failed without being killed")
        self.lasts = time.monotonic() - began

    def await_writing(self, running: subprocess.Popen[bytes]) -> None:
        """Wait until pages are being written, or the build has ended."""
        web = self.folder / HTML
        pages = web.parent if self.plain else beside(web)
        while running.poll() is None:
            if pages.is_dir() and not (pages / MARK).exists():
                return
            time.sleep(0.002)

    def kill(self, seed: int) -> str | None:
        """Kill one build; return what is amiss after it, or None if it had ended."""
        drawn = random.Random(seed)
        before = self.published()
        self.edit(seed)
        running = self.start()
        self.await_writing(running)
        after = drawn.uniform(0, self.lasts)
        began = time.monotonic()
        while running.poll() is None and time.monotonic() - began < after:
            time.sleep(0.002)
        if running.poll() is not None:
            self.lasts = time.monotonic() - began  # less than it was
            print(f"seed {seed}: the build had ended", flush=True)
            return None
        group = drawn.random() < 0.5  # else its helpers outlive it
        (kill_session if group else os.kill)(running.pid, signal.SIGKILL)
        running.wait()
        fault = self.fault(before)
        what = "all" if group else "the command alone"
        good = "the check knows" if self.plain else "the last build is whole"
        moment = f"{after:.2f} of {self.lasts:.2f} s into writing"
        print(f"seed {seed}: killed {what} {moment}: {fault or good}", flush=True)
        return fault

    def fault(self, before: Tree) -> str:
        """Return what a kill left that it must not."""
        web = (self.folder / HTML).parent
        whole = not amiss(web) and read_mark(web).get("pdf") in (None, self.printed())
        if self.published() == before:
            return "" if whole or self.plain else "the last build has lost its mark"
        if not whole:
            return "" if self.plain else "the last build is not whole"
        # All was written before the kill, or the mark does not say the truth.
        there = tree(web, content)
        self.build()
        return "" if tree(web, content) == there else "half a build has a mark"

    def printed(self) -> str:
        """Return the hash of the PDF."""
        path = self.folder / PDF
        return digest(path) if path.exists() else ""

    def published(self) -> Tree:
        """Return the hash of every file that readers get."""
        found = tree((self.folder / HTML).parent, digest)
        return {**found, PDF.name: self.printed()}

    def finish(self, anew: Path) -> str:
        """Build to the end, and again from nothing; return how the two differ."""
        self.build()
        shutil.copytree(
            self.folder, anew, ignore=shutil.ignore_patterns("_build", *LEFT_OUT)
        )
        there = Killing(anew, anew / self.page.relative_to(self.folder), plain=True)
        if subprocess.run(PLAIN, cwd=anew, capture_output=True, check=False).returncode:
            return "the book could not be built from nothing"
        one, other = (tree((k.folder / HTML).parent, content) for k in (self, there))
        for made in (one, other):  # what says which edition it is, and its PDF
            for name in (PDF.name, "edition.js", "_static/edition.css"):
                made.pop(name, None)
        apart = sorted(k for k in {*one, *other} if one.get(k) != other.get(k))
        said = f"other than a build from nothing: {', '.join(apart)}" if apart else ""
        print(f"the next build: {said or 'as one from nothing'}, {len(one)} files")
        return said


def kill_session(leader: int, kind: signal.Signals) -> None:
    """Kill a program and all that was started in its session, in whatever group."""
    for state in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            if state.read_text("utf-8").rpartition(")")[2].split()[3] == str(leader):
                os.kill(int(state.parent.name), kind)


def tree(folder: Path, read: Callable[[Path], str]) -> Tree:
    """Return something of every file below a folder, by its name."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): read(path)
        for path in sorted(files)
        if path.name != MARK
    }


def content(path: Path) -> str:
    """Return the hash of a file; of statistics without the circumstances of a build."""
    if path.name != "statistics.json":
        return digest(path)
    found = json.loads(path.read_text("utf-8"))
    found["thesis"] = {k: found["thesis"][k] for k in ("title", "data")}
    for entry in found["results"]:
        entry.pop("provenance")
    return json.dumps(found, sort_keys=True)


if __name__ == "__main__":
    sys.exit(main())
