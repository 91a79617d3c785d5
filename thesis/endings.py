"""How a command ends, whatever happens: with an exit code and a sentence at most."""

import errno
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reported.findings import NothingBuiltError
from results import DataError
from thesis.building import BuildError

FAILED = 1
NOTHING_BUILT = 2  # there is nothing to check or to compare
STOPPED = 130  # by Ctrl-C, as shells say it
UNREAD = 141  # whoever read what was printed has closed it, as shells say it
LONGEST = 100  # letters of a file's name in a message
OWN = "make it readable and writable for you, or name another place"
HINTS = {
    errno.EACCES: OWN,
    errno.EPERM: OWN,
    errno.EROFS: "name a place that is not read-only",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.ENOSPC: "make room",
}


def never_fail_to_print() -> None:
    """Let letters that a terminal does not have be printed by their number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def ended(run: Callable[[], int | None]) -> int:
    """Run a command and return its exit code; faults are printed, not raised.

    Parameters
    ----------
    run : callable
        The command; it returns its exit code, or None for 0.

    Returns
    -------
    int
        Its exit code; 1 for a fault of the data, the build or the disk, 2 where nothing
        is built, 130 where Ctrl-C stopped it.
    """
    try:
        with _stopped_once():
            return run() or 0
    except (BuildError, DataError, NothingBuiltError) as error:
        print(f"\n{error}", file=sys.stderr)
        return NOTHING_BUILT if isinstance(error, NothingBuiltError) else FAILED
    except KeyboardInterrupt:
        said = "Stopped; what was built and written before stands as it was."
        print(f"\n{said}", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREAD
    except UnicodeEncodeError as error:
        letters = f"{error.object!a} cannot be written in {error.encoding}, which this "
        hint = "set LC_ALL=C.UTF-8 and run the command again"
        print(f"\n{letters}terminal is set to; {hint}", file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"\n{_refusal(error)}", file=sys.stderr)
        return FAILED


@contextmanager
def _stopped_once() -> Iterator[None]:
    """Let the first Ctrl-C stop the command, and no other disturb what it clears up."""

    def stop(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _refusal(error: OSError) -> str:
    """Say in one sentence which file could not be used, why, and what to do."""
    name = str(error.filename or "a file or program")
    shown = name if len(name) <= LONGEST else f"{name[:LONGEST]}… ({len(name)} letters)"
    hint = HINTS.get(error.errno or 0, "see to it, and run the command again")
    return f"{shown}: {error.strerror or error}; {hint}"
