"""A copy that git made to the taste of Windows, with CRLF, works as any other does."""

import shutil
import subprocess
from pathlib import Path

import pytest

from analysis.data.loading import load_study

ROOT = Path(__file__).parents[1]


def run(folder, *command):
    """Run a program in a folder and return what it says."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Return a clone by a git that writes CRLF where it may."""
    folder = tmp_path_factory.mktemp("clone") / "thesis"
    setting = ["-c", "core.autocrlf=true", "-c", "core.eol=crlf"]
    run(ROOT, "git", *setting, "clone", "-q", "-c", setting[1], str(ROOT), str(folder))
    return folder


def test_no_line_end_is_changed_by_git(clone):
    """Every file is as it was committed, those of other programs too."""
    for line in run(clone, "git", "ls-files", "--eol").splitlines():
        index, tree, *_, name = line.split()
        assert index.partition("/")[2] == tree.partition("/")[2], name
    assert run(clone, "git", "status", "--porcelain") == ""


def test_what_is_run_can_be_run(clone):
    """Bash finds no carriage return in a script, nor make in its file."""
    assert "make thesis" in run(clone, "make", "help")
    for script in ("set-up.sh", "install-packages.sh", "fetch-axe.sh", "../.ci/run"):
        run(clone, "bash", "-n", f"scripts/{script}")
    run(clone, "scripts/install-packages.sh", "/dev/null")


def test_tables_with_crlf_are_read_as_those_without(tmp_path):
    """As a spreadsheet saves them; of transcripts, whose places count, see there."""
    for path in (ROOT / "data" / "simulated").iterdir():
        if path.is_file():
            text = path.read_bytes().replace(b"\n", b"\r\n")
            (tmp_path / path.name).write_bytes(text)
    shutil.copytree(ROOT / "data/simulated/transcripts", tmp_path / "transcripts")
    ours, theirs = load_study(ROOT / "data" / "simulated"), load_study(tmp_path)
    assert list(ours.tables) == list(theirs.tables)
    for name, table in ours.tables.items():
        assert table.equals(theirs.tables[name]), name
