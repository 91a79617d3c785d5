"""A folder runs its own code on its own data, also when it is a copy or was moved."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: Everything that `make` looks at before a command of the project is run.
LOOKED_AT = (
    "Makefile",
    "requirements.lock",
    "pyproject.toml",
    "scripts/set-up.sh",
    "tests/axe.lock",
)


def folder_with_environment(folder: Path, ready: str) -> Path:
    """Write the Makefile's files into a folder, and an environment that is ready."""
    for name in LOOKED_AT:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    (folder / ".venv").mkdir()
    (folder / ".venv" / ".ready").write_text(f"{ready}\n", "utf-8")
    return folder


def what_make_would_do(folder: Path, target: str = "data") -> list[str]:
    """Return the commands that `make` would run."""
    known = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    asked = ["make", "--dry-run", "--no-print-directory", target]
    done = subprocess.run(
        asked, cwd=folder, env=known, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize("name", ["thesis", "my thesis", "O'Leary's"])
def test_a_folder_that_is_ready_is_not_set_up_again(tmp_path, name):
    """Whatever its path holds."""
    here = tmp_path / name
    folder_with_environment(here, str(here))
    assert what_make_would_do(here) == [".venv/bin/thesis data validate"]


@pytest.mark.parametrize("target", ["data", "check", "lint", "bench"])
@pytest.mark.parametrize("ready", ["/somewhere/else", ""])
def test_a_copied_or_moved_folder_sets_itself_up_again(tmp_path, ready, target):
    """Before any command, which would be that of another folder, or none."""
    folder_with_environment(tmp_path, ready)
    assert what_make_would_do(tmp_path, target)[0] == "scripts/set-up.sh python3"


def test_axe_core_is_fetched_once_and_again_when_its_lock_is_younger(tmp_path):
    """Before the tests, in which it looks at every page."""
    folder_with_environment(tmp_path, str(tmp_path))
    fetch = "scripts/fetch-axe.sh"
    done = what_make_would_do(tmp_path, "test")
    (tests,) = (line for line in done if ".venv/bin/pytest" in line)
    assert done.index(fetch) < done.index(tests)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "axe.min.js").touch()
    assert fetch not in what_make_would_do(tmp_path, "test")
    os.utime(tmp_path / "build" / "axe.min.js", (0, 0))
    assert fetch in what_make_would_do(tmp_path, "test")


def test_set_up_takes_nothing_from_another_folder(tmp_path):
    """An environment that was copied is removed before a new one is made."""
    folder_with_environment(tmp_path, "/somewhere/else")
    old = tmp_path / ".venv" / "bin" / "thesis"
    old.parent.mkdir()
    old.write_text("#!/somewhere/else/.venv/bin/python\n", "utf-8")
    refusing = tmp_path / "python3"  # is of the right version, and makes nothing
    refusing.write_text('#!/bin/sh\ncase "$1" in -c) exit 0;; esac\nexit 1\n', "utf-8")
    refusing.chmod(0o755)
    done = subprocess.run(
        ["bash", "scripts/set-up.sh", str(refusing)],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0
    assert not old.exists()
