"""A folder runs its own code on its own data, also when it is a copy or was moved."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
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
    # Nothing of the make that runs the tests, nor a Python that it was given.
    known = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith("MAKE") and k != "PYTHON"
    }
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
    assert what_make_would_do(tmp_path, target)[0] == "scripts/set-up.sh "


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


def set_up(folder, *asked, **pythons):
    """Run set-up where these are all the Pythons; return how it ended."""
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    for name in ("bash", "dirname", "cat", "rm", "mkdir", "awk"):
        (programs / name).symlink_to(shutil.which(name))
    for name, version in pythons.items():
        python = programs / name.replace("_", ".")
        python.write_text(STAND_IN.format(version=version), "utf-8")
        python.chmod(0o755)
    return subprocess.run(
        ["bash", "scripts/set-up.sh", *asked],
        cwd=folder,
        env={"PATH": str(programs), "REAL": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )


#: A Python that says which one it is, judges by that, and makes no environment.
STAND_IN = """#!/bin/sh
case "$1" in
  -V) echo Python {version}.0;;
  -c) exec "$REAL" -c "import sys; sys.version_info = tuple(
int(part) for part in '{version}.0'.split('.')); $2";;
  *) exit 1;;
esac
"""


@pytest.mark.parametrize(
    ("pythons", "taken"),
    [
        ({"python3": "3.11"}, "3.11"),
        ({"python3": "3.12", "python3_13": "3.13"}, "3.12"),
        ({"python3": "3.13", "python3_11": "3.11"}, "3.13"),
        ({"python3": "3.14", "python3_11": "3.11", "python3_12": "3.12"}, "3.12"),
        ({"python3": "3.9", "python3_13": "3.13"}, "3.13"),
        ({"python3_11": "3.11"}, "3.11"),
    ],
)
def test_set_up_finds_a_python_by_itself(tmp_path, pythons, taken):
    """The ordinary one if it will do, else the newest of those that will."""
    done = set_up(folder_with_environment(tmp_path, "/elsewhere"), **pythons)
    assert f"Setting up .venv with Python {taken}.0 " in done.stdout
    assert "has neither venv nor pip; install one of them" in done.stderr


@pytest.mark.parametrize(
    ("asked", "pythons", "said"),
    [
        ([], {"python3": "3.10"}, "but python3 is Python 3.10.0."),
        ([], {"python3": "3.14", "python3_12": "3.9"}, "but python3 is Python 3.14.0."),
        ([], {}, "but python3 is not there or does not run."),
        (["python3"], {"python3": "3.9", "python3_12": "3.12"}, "is Python 3.9.0."),
        (["/no/python"], {"python3": "3.12"}, "but /no/python is not there or does"),
    ],
)
def test_set_up_without_a_python_says_which_will_do(tmp_path, asked, pythons, said):
    """And how to get one; one that was named is never exchanged for another."""
    done = set_up(folder_with_environment(tmp_path, "/elsewhere"), *asked, **pythons)
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11, 3.12 or 3.13 is needed, but ")
    assert said in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr
    assert (tmp_path / ".venv").exists()


def test_set_up_takes_the_versions_that_the_project_is_made_for():
    """The bounds in the script are those of pyproject.toml."""
    script = (ROOT / "scripts" / "set-up.sh").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "(3, 11) <= sys.version_info[:2] < (3, 14)" in script
    assert project["requires-python"] == ">=3.11,<3.14"


def test_uv_is_installed_by_the_hashes_of_the_lock(tmp_path):
    """As all else is: what pip is given holds uv, its version and every hash."""
    folder_with_environment(tmp_path, "/elsewhere")
    pip = tmp_path / "pip"
    pip.write_text(
        '#!/bin/sh\n[ "$2" != venv ] || exit 1\necho "$@" >>asked\n', "utf-8"
    )
    pip.chmod(0o755)
    command = ["bash", "scripts/set-up.sh", str(pip)]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()[-1].split()
    assert asked[:3] == ["-m", "pip", "install"]
    assert {"--require-hashes", "--no-deps", "build/uv.lock"} <= set(asked)
    given = (tmp_path / "build" / "uv.lock").read_text("utf-8")
    assert given in (ROOT / "requirements.lock").read_text("utf-8")
    pinned = [line for line in given.splitlines() if "==" in line]
    assert [line.split("==")[0] for line in pinned] == ["uv"]
    assert given.count("--hash=sha256:") >= 10


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


def test_jupyterlab_is_installed_once_with_the_kernel_of_the_book(tmp_path):
    """Anew when its lock has changed; the kernel is named at every start."""
    bin_, said = tmp_path / ".venv" / "bin", tmp_path / "said"
    told = f'#!/bin/sh\necho "$(basename "$0") $*" >>"{said}"\n'
    made = '[ "$1" != venv ] || { mkdir -p .lab/bin && cp "$0" .lab/bin/python; }\n'
    for path, text in {
        bin_ / "uv": told + made,
        bin_ / "python": told,
        tmp_path / "scripts" / "lab.sh": (ROOT / "scripts/lab.sh").read_text("utf-8"),
        tmp_path / "lab.lock": "a==1\n",
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        path.chmod(0o755)
    kernel = "python -m ipykernel install --prefix .lab --name python3"
    for installs in (True, False):
        said.unlink(missing_ok=True)
        start = [tmp_path / "scripts" / "lab.sh", "--no-browser"]
        subprocess.run(start, check=True, capture_output=True)
        lines = said.read_text("utf-8").splitlines()
        assert ["uv pip sync" in " ".join(lines), len(lines)] == (
            [True, 4] if installs else [False, 2]
        )
        assert lines[-2].startswith(kernel)
        assert lines[-1] == "python -m jupyterlab book --no-browser"


def test_the_page_on_jupyterlab_names_what_there_is():
    """Targets of make, and what the build says."""
    page = (ROOT / "docs" / "jupyterlab.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^make (\S+)$", page, re.MULTILINE)
    assert targets == ["lab", "html", "check"]
    assert all(re.search(rf"^{each}: .*## ", makefile, re.M) for each in targets)
    sources = [ROOT / "book" / "_ext" / f"thesis_{n}.py" for n in ("heads", "failures")]
    said = " ".join(re.sub(r'"\n\s+f?"', "", p.read_text("utf-8")) for p in sources)
    for told in re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE):
        assert told.replace("'markdown'", "{form!r}") in said
