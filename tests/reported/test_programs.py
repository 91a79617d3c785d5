"""Programs that are started: what they say is read, and none is left behind."""

import os
import sys
import time
from pathlib import Path

import pytest

from reported import programs
from reported.programs import started

#: Starts a child in a session of its own, and waits without an end, deaf to Ctrl-C.
DEAF = """
import signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
sleep = [sys.executable, "-c", "import time; time.sleep(600)"]
child = subprocess.Popen(sleep, start_new_session=True)
print(child.pid, flush=True)
time.sleep(600)
"""


def alive(pid):
    """Tell whether a process runs; one that waits to be asked how it ended does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


def test_what_a_program_says_is_read_as_utf_8_whatever_it_is(monkeypatch):
    """Also where the locale has ASCII alone; what is no text at all ends nothing."""
    monkeypatch.setenv("LC_ALL", "POSIX")
    words = "import sys; sys.stdout.buffer.write('\\u2212 é '.encode() + b'\\xff')"
    with started([sys.executable, "-c", words], stdout=-1) as running:
        said = running.stdout.read()
    assert said == "\u2212 é \ufffd"
    assert running.returncode == 0


@pytest.mark.parametrize("stopped_by", [KeyboardInterrupt, ValueError])
def test_a_program_and_what_it_started_end_with_the_command(monkeypatch, stopped_by):
    """Whatever stopped the command, and even if they do not listen."""
    monkeypatch.setattr(programs, "GRACE", 0.2)
    seen = []

    def stopped():
        with started([sys.executable, "-c", DEAF], stdout=-1) as running:
            seen.extend((running, int(running.stdout.readline())))
            assert alive(seen[1])
            raise stopped_by

    with pytest.raises(stopped_by):
        stopped()
    running, child = seen
    assert running.returncode == -9
    for _ in range(100):
        if not alive(child):
            break
        time.sleep(0.05)
    assert not alive(child)


def test_a_program_is_asked_to_end_before_it_is_killed():
    """It can clear up, as it would where Ctrl-C reached it."""
    words = (
        "import time\ntry: print(1, flush=True); time.sleep(600)\n"
        "except KeyboardInterrupt: raise SystemExit(7)"
    )

    def stopped():
        with started([sys.executable, "-c", words], stdout=-1) as running:
            ended.append(running)
            running.stdout.readline()
            raise KeyboardInterrupt

    ended = []
    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert ended[0].returncode == 7


def test_ctrl_c_on_a_terminal_does_not_reach_it():
    """It is in a group of its own, so that only the command decides."""
    with started([sys.executable, "-c", "pass"]) as running:
        assert os.getpgid(running.pid) == running.pid != os.getpgrp()
