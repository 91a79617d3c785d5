"""How commands end when they are stopped, or the machine does not let them."""

import errno
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from thesis import cli, endings
from thesis.endings import ended

ROOT = Path(__file__).parents[2]
#: Root may write anywhere; without these rights it is held to those of files.
AS_ANYBODY = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
BARE = AS_ANYBODY if os.geteuid() == 0 else []
#: Runs commands on a folder, one after the other, as if the code were installed there.
ELSEWHERE = """
import json, sys
from pathlib import Path
from thesis import cli
cli.ROOT = Path(sys.argv[1])
for words in json.loads(sys.argv[2]):
    try:
        code = cli.main(words)
    except SystemExit as error:
        code = error.code
    print(flush=True)
    print("\\nexit code", code, flush=True, file=sys.stderr)
"""
STOPPED = "\nStopped; what was built and written before stands as it was.\n"


def thesis(*commands, root=ROOT, before=(), **environment):
    """Run commands in a process; return the exit code and the complaint of each."""
    known = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    asked = json.dumps([list(map(str, words)) for words in commands])
    done = subprocess.run(
        [*before, sys.executable, "-c", ELSEWHERE, str(root), asked],
        cwd=root,
        env={k: v for k, v in known.items() if v is not None},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    told = re.split(r"exit code (\S+)\n", done.stderr)[:-1]
    assert len(told) == 2 * len(commands)
    complaints = (text.strip() for text in told[::2])
    return list(zip(map(int, told[1::2]), complaints, strict=True))


def raising(error):
    """Return a command that fails so."""

    def run():
        raise error

    return run


@pytest.mark.parametrize("code", [None, 0, 3])
def test_a_command_that_ends_well_has_its_own_exit_code(code):
    """None is as good as 0."""
    assert ended(lambda: code) == (code or 0)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            PermissionError(errno.EACCES, "Permission denied", "/a/b"),
            f"/a/b: Permission denied; {endings.OWN}",
        ),
        (
            OSError(errno.EROFS, "Read-only file system", "/a"),
            "/a: Read-only file system; name a place that is not read-only",
        ),
        (
            OSError(errno.ENAMETOOLONG, "File name too long", "x" * 300),
            f"{'x' * 100}… (300 letters): File name too long; give it a shorter name",
        ),
        (OSError(errno.ENOSPC, "No space left", None), "a file or program: No space"),
        (IsADirectoryError(errno.EISDIR, "Is a directory", "/a"), "/a: Is a directory"),
        (OSError("strange"), "a file or program: strange; see to it, and run the com"),
    ],
)
def test_what_the_machine_refuses_is_one_sentence(error, said, capsys):
    """Which file, why, and what to do; never a traceback."""
    assert ended(raising(error)) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"\n{said}")
    assert told.count("\n") == 2


def test_a_reader_that_has_gone_is_no_fault(tmp_path, monkeypatch, capsys):
    """As in `thesis words | head -1`: nothing is said, and nothing at exit either."""
    with (tmp_path / "pipe").open("w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert ended(raising(BrokenPipeError())) == 141
        assert Path(f"/proc/self/fd/{pipe.fileno()}").readlink() == Path(os.devnull)
    assert capsys.readouterr().err == ""


def test_ctrl_c_is_one_line_and_code_130(capsys):
    """And Ctrl-C works afterwards as it did before."""
    assert ended(raising(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == STOPPED
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_ctrl_c_does_not_disturb_the_clearing_up(capsys):
    """People press it more than once."""
    cleared = []

    def run():
        try:
            signal.raise_signal(signal.SIGINT)
        finally:
            signal.raise_signal(signal.SIGINT)
            cleared.append(True)

    assert ended(run) == 130
    assert cleared == [True]


def project(folder):
    """Return a project with data, of which a build is slow enough to be stopped."""
    shutil.copytree(ROOT / "data", folder / "data")
    (folder / "apt.txt").write_text("", "utf-8")
    return folder


#: Stands for Jupyter Book: says that it reads, with a child, and does not end.
BOOK = """#!{python}
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("reading sources... [", child.pid, flush=True)
try: time.sleep(600)
except KeyboardInterrupt: print("There was an error in building your book")
"""


def runs(process):
    """Tell whether a process runs; what was killed may wait to be noticed."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state.rpartition(")")[2].split()[0] not in "ZX"


def test_a_build_that_is_stopped_leaves_no_child_and_the_last_build(tmp_path):
    """Whether the terminal's Ctrl-C reaches the command alone or all of its group."""
    root = project(tmp_path / "thesis")
    last = root / "book" / "_build" / "html" / "index.html"
    last.parent.mkdir(parents=True)
    last.write_text("the last good one", "utf-8")
    book = tmp_path / "bin" / "jupyter-book"
    book.parent.mkdir()
    book.write_text(BOOK.format(python=sys.executable), "utf-8")
    book.chmod(0o755)
    script = ELSEWHERE.replace("cli.ROOT", f"sys.executable = {str(book)!r}\ncli.ROOT")
    asked = json.dumps([["build", "--html"]])
    command = [sys.executable, "-c", script, str(root), asked]
    with subprocess.Popen(
        command,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            line = next(line for line in running.stdout if "reading" in line)
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=60)
        finally:
            running.kill()  # not to wait for what does not stop
    assert err == f"{STOPPED}\nexit code 130\n"
    assert "error" not in out
    assert not runs(line.split()[-1])
    assert last.read_text("utf-8") == "the last good one"
    assert not last.parent.with_name("html.new").exists()


#: A terminal, and names of files, in ASCII alone.
ASCII = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "LANG": None}
ASCII |= {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def test_output_in_ascii_is_no_fault():
    """Letters that a terminal does not have stand by their number."""
    told = thesis(["--help"], ["words"], ["data", "validate"], ["diff", "−é"], **ASCII)
    assert [code for code, _ in told] == [0, 0, 0, 1]
    assert told[-1][1].startswith("'\\u2212\\xe9")
    assert told[-1][1].endswith(
        "cannot be written in ascii, which this terminal is set to; set LC_ALL=C.UTF-8 "
        "and run the command again"
    )


def test_json_stays_json_in_ascii(monkeypatch):
    """Also for letters between, which a number of two digits would spoil."""
    assert json.loads(cli._json({"a": "é−"})) == {"a": "é−"}
    ascii_only = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", ascii_only)
    assert cli._json({"a": "é−"}).isascii()
    assert json.loads(cli._json({"a": "é−"})) == {"a": "é−"}


def test_without_git_commands_work_or_say_what_is_not_known(tmp_path):
    """Which is what git alone knows; nothing else is missed."""
    told = thesis(["data", "validate"], ["words"], ["diff", "HEAD"], PATH=str(tmp_path))
    assert told == [
        (0, ""),
        (0, ""),
        (
            2,
            "HEAD: neither a file nor a folder, and git, which might know it as a "
            "revision, is not installed; install git, or compare with a file of "
            "statistics kept from then",
        ),
    ]


def test_what_cannot_be_written_is_one_sentence(tmp_path):
    """A build says so before anything is computed; what only reads, works."""
    if BARE and not shutil.which("setpriv"):
        pytest.skip("root can write everywhere, and setpriv is not installed")
    root = project(tmp_path / "thesis")
    (root / "book").mkdir()
    out, longest = root / "book" / "out", tmp_path / ("e" * 255)
    long_name = f"{tmp_path}/{'é' * 150}"
    exports = [["data", "export", to] for to in (out, long_name, longest)]
    (root / "book").chmod(0o555)
    build, check, *exported = thesis(
        ["build", "--html"], ["data", "validate"], *exports, root=root, before=BARE
    )
    (root / "book").chmod(0o755)
    assert build == (1, f"{root}/book/_build: Permission denied; {endings.OWN}")
    assert check == (0, "")
    whole = "nothing was: give another folder, or make room"
    assert exported == [
        (1, f"{out}: could not be written (Permission denied); {whole}"),
        (
            1,
            f"{long_name[:100]}… ({len(long_name)} letters): File name too long; give "
            "it a shorter name",
        ),
        (0, ""),
    ]
    assert not list((root / "book").iterdir())
    assert (longest / "project.qdpx").exists()
