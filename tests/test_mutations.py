"""The tests notice faults: each of a list, put into the code, fails the test it should.

The list is in `mutations`. Everything is tried in a copy of the project.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mutations import BOOKS, BUILDS, CHECKS, MUTATIONS, SCIENCE, Mutation
from small_books import PACKAGES

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[1]
#: Whatever the tests of the list read.
FOLDERS = (*PACKAGES, "book", "data", "tests", "verify")
FILES = ("pyproject.toml", "references.bib", "requirements.lock")
LISTS = ("apt.txt", "apt-verify.txt")
NOT_COPIED = shutil.ignore_patterns("_build", "__pycache__", "private")
#: What a test run leaves to the programs that it starts.
OF_THIS_RUN = ("PYTEST_", "COV", "THESIS_")
#: A test of the copy: what it tries is its own.
OWN_CODE = '''\
"""The code that is tried is that of this folder."""

from pathlib import Path

import thesis_gate

import analysis
import thesis

def test_code_is_that_of_this_folder():
    """The science, the checks and the extensions."""
    for package in (analysis, thesis, thesis_gate):
        assert Path(package.__file__).is_relative_to(Path(__file__).parents[1])
'''


@pytest.fixture(scope="session")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project, and give it a test of whose code it runs."""
    folder = tmp_path_factory.mktemp("mutations") / "thesis"
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=NOT_COPIED)
    for name in (*FILES, *LISTS):
        shutil.copyfile(ROOT / name, folder / name)
    (folder / "tests" / "test_own_code.py").write_text(OWN_CODE, "utf-8")
    return folder


def tried(
    folder: Path, *tests: str, sound: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run tests of the copy, until the first that fails.

    What is compiled is kept of sound code alone, and saves time in all later runs.
    """
    known = {k: v for k, v in os.environ.items() if not k.startswith(OF_THIS_RUN)}
    compiled = {"PYTHONDONTWRITEBYTECODE": "" if sound else "1"}
    apart = f"--basetemp={folder.with_name('temporary')}"
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-x", "-q", "-rf", apart),
            *("-p", "no:cacheprovider"),
            *(f"tests/{test}" for test in tests),
        ],
        cwd=folder,
        env={**known, "PYTHONPATH": str(folder), **compiled},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@contextmanager
def put_into(folder: Path, mutation: Mutation) -> Iterator[None]:
    """Change the file of the copy, and change it back."""
    path = folder / mutation.file
    sound, times = path.read_bytes(), path.stat()
    text = sound.decode()
    assert text.count(mutation.old) == 1, f"{mutation.file} has not once {mutation.old}"
    path.write_bytes(text.replace(mutation.old, mutation.new).encode())
    try:
        yield
    finally:
        path.write_bytes(sound)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def test_the_list_is_long_enough():
    """Thirty at least, of the science, the checks and the builds, each said once."""
    assert len({mutation.what for mutation in MUTATIONS}) == len(MUTATIONS) >= 30
    assert min(len(SCIENCE), len(CHECKS), len(BUILDS) + len(BOOKS)) >= 10
    assert len({(m.file, m.old, m.new) for m in MUTATIONS}) == len(MUTATIONS)


def test_without_a_fault_every_named_test_passes(twin):
    """So whatever fails below fails for the fault; and the copy runs its own code."""
    tests = dict.fromkeys(mutation.test for mutation in MUTATIONS)
    done = tried(twin, "test_own_code.py", *tests, sound=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.what)
def test_a_fault_fails_the_test_that_it_should(twin, mutation):
    """The test fails, and is not only not found or not collected."""
    with put_into(twin, mutation):
        done = tried(twin, mutation.test)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"FAILED tests/{mutation.test}" in done.stdout
