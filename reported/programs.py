"""Programs that a command starts: none of them outlives a command that is stopped."""

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

#: Seconds that a program gets to end by itself.
GRACE = 5.0


@contextmanager
def started(
    command: Sequence[str | os.PathLike[str]], **where: Any
) -> Iterator[subprocess.Popen[str]]:
    """Start a program, and end it with all that it started if its reader fails.

    Ctrl-C on a terminal does not reach it: it is told so here, by whoever was stopped,
    and has `GRACE` seconds to clear up before it is killed.

    Parameters
    ----------
    command : sequence of str
        The program, and what it is given.
    **where
        As for `subprocess.Popen`. What it says is read as UTF-8, whatever the locale.

    Yields
    ------
    subprocess.Popen
        The program, which has ended when the block has.

    Raises
    ------
    OSError
        If it cannot be started.
    """
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        errors="replace",
        process_group=0,
        **where,
    ) as running:
        try:
            yield running
            running.wait()
        except BaseException:
            _end(running)
            raise


def _end(running: subprocess.Popen[str]) -> None:
    """Ask a program to end, then kill what is left of it and of all that it started.

    What it started may have groups of its own, as kernels of notebooks do.
    """
    family = _started_by(running.pid)
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGINT)
    with suppress(subprocess.TimeoutExpired):
        running.communicate(timeout=GRACE)  # a full pipe would hold it up
    running.kill()
    for process in family | _started_by(running.pid):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        running.communicate(timeout=GRACE)


def _started_by(process: int) -> set[int]:
    """Return what a process started, and what that started, where /proc tells."""
    parents: dict[int, int] = {}
    for state in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            words = state.read_text("utf-8", errors="replace").rpartition(")")[2]
            parents[int(state.parent.name)] = int(words.split()[1])
    found = {process}
    while more := {p for p, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {process}
