"""Programs that a command starts: none of them outlives a command that is stopped."""

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
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
    """Ask a program and what it started to end; kill what is left of them."""
    for kind in (signal.SIGINT, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(running.pid, kind)
        with suppress(subprocess.TimeoutExpired):
            running.communicate(timeout=GRACE)  # a full pipe would hold it up
