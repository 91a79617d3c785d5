"""A folder runs its own code on its own data, also when it is a copy or was moved."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from results import DataError
from thesis.cli import refuse_other_project

ROOT = Path(__file__).parents[1]
#: Everything that `make` looks at before a command of the project is run.
LOOKED_AT = ("Makefile", "requirements.lock", "pyproject.toml", "scripts/set-up.sh")


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


def another_project(folder: Path) -> Path:
    """Write what tells a project's folder."""
    for name in ("thesis/cli.py", "book/_config.yml"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text("", "utf-8")
    return folder


@pytest.mark.parametrize("below", [".", "book", "data/private/mine"])
def test_a_command_started_inside_another_project_refuses(tmp_path, below):
    """It would read code and data of its own folder, and not of the one it is in."""
    here = another_project(tmp_path / "copy") / below
    here.mkdir(parents=True, exist_ok=True)
    with pytest.raises(DataError) as error:
        refuse_other_project(here)
    assert str(error.value).startswith(f"{tmp_path}/copy: this is another project")
    assert f"code and data of {ROOT}; run `make data` here once" in str(error.value)


def test_a_command_started_elsewhere_is_that_of_its_own_folder(tmp_path):
    """In its own project, below it, or in a folder of no project at all."""
    for here in (ROOT, ROOT / "book" / "chapters", tmp_path):
        refuse_other_project(here)


def test_the_command_itself_says_so(tmp_path):
    """One sentence and exit code 1, whatever was asked for."""
    here = another_project(tmp_path / "copy")
    for words in (["data", "validate"], ["build"], ["check"], ["words"]):
        done = subprocess.run(
            [sys.executable, "-c", "from thesis.cli import main; exit(main())", *words],
            cwd=here,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert "this is another project" in done.stderr
        assert "Traceback" not in done.stderr
