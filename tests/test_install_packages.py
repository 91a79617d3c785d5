"""Debian's packages are installed by the names that apt offers in each release.

What apt answers is told by stand-ins for its programs. Debian 12 offers every name of
the lists, as seen there; what the two others lack is what their pages of packages said
(packages.debian.org and packages.ubuntu.com), and was not tried on them.
"""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LISTS = ("apt.txt", "apt-test.txt", "apt-verify.txt")
JAVA = "default-jre-headless | openjdk-21-jre-headless | openjdk-17-jre-headless"
#: What each release does not offer of the names that are listed, alternatives apart.
LACKING = {
    "Debian 12": "openjdk-21-jre-headless",
    "Debian 13": "openjdk-17-jre-headless r-cran-effectsize",
    "Ubuntu 24.04": "chromium",  # a virtual package there, for the snap
}
#: apt-cache answers as of what is there, of what is virtual, and of the unknown.
PROGRAMS = {
    "dpkg-query": 'case " $INSTALLED " in *" $4 "*) echo "install ok";; esac',
    "apt-cache": """case " $LACKING " in *" $2 "*) [ "$2" != chromium ] ||
printf '%s:\\n  Installed: (none)\\n  Candidate: (none)\\n' "$2"; exit;; esac
printf '%s:\\n  Installed: (none)\\n  Candidate: 1.0-1\\n' "$2" """,
    "apt-get": """echo "$@" >>asked
[ "$1" != "$FAILING" ] || { echo "E: no"; exit 100; }""",
    "id": "echo $USER_ID",
    "sudo": """[ "$SUDO" = yes ] && shift && exec "$@" """,
}


@pytest.fixture
def apt(tmp_path):
    """Return a folder with the script and stand-ins for the programs of apt."""
    (tmp_path / "scripts").mkdir()
    script = ROOT / "scripts" / "install-packages.sh"
    (tmp_path / "scripts" / script.name).write_bytes(script.read_bytes())
    (tmp_path / "bin").mkdir()
    for name, text in PROGRAMS.items():
        program = tmp_path / "bin" / name
        program.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        program.chmod(0o755)
    return tmp_path


def install(folder, lines, **given):
    """Run the script for a list; return what apt-get was asked, and what is said."""
    (folder / "list.txt").write_text(lines, "utf-8")
    answers = {"INSTALLED": "", "LACKING": "", "USER_ID": "0", "FAILING": "", **given}
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "scripts/install-packages.sh", "list.txt"],
        cwd=folder,
        env={**os.environ, "SUDO": "no", **answers, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    asked = folder / "asked"
    called = asked.read_text("utf-8").splitlines() if asked.exists() else []
    return [call.split("--no-install-recommends ")[-1] for call in called], done.stderr


def names_of(lines):
    """Return the first name of every line of a list."""
    cut = (line.split("#")[0].split("|")[0].strip() for line in lines.splitlines())
    return [name for name in cut if name]


@pytest.mark.parametrize("release", LACKING)
def test_every_release_gets_what_its_apt_offers(apt, release):
    """All three lists; of what is not offered one line says what it is for."""
    lines = "".join((ROOT / name).read_text("utf-8") for name in LISTS)
    (updated, asked), said = install(apt, lines, LACKING=LACKING[release])
    assert updated == "update"
    lacking = LACKING[release].split()
    assert asked.split() == [name for name in names_of(lines) if name not in lacking]
    assert said == (
        "apt offers no chromium here; what it is for will not work: opens the built "
        "pages as a reader does\n"
        if release == "Ubuntu 24.04"
        else ""
    )


@pytest.mark.parametrize(
    ("lacking", "chosen"),
    [
        ("", "default-jre-headless"),
        ("default-jre-headless", "openjdk-21-jre-headless"),
        ("default-jre-headless openjdk-21-jre-headless", "openjdk-17-jre-headless"),
    ],
)
def test_the_first_name_that_apt_offers_is_taken(apt, lacking, chosen):
    """A line names alternatives, best first."""
    assert install(apt, f"{JAVA}  # Java\n", LACKING=lacking) == (
        ["update", chosen],
        "",
    )


def test_none_of_several_names_is_one_line(apt):
    """With all the names, and nothing is installed."""
    asked, said = install(apt, "a | b#for c\n# a | b\n\n", LACKING="a b")
    assert asked == ["update"]
    assert said == "apt offers no a or b here; what it is for will not work:for c\n"


@pytest.mark.parametrize("installed", ["x.y-z1+ openjdk-17-jre-headless"])
def test_what_is_there_by_any_of_its_names_is_left_alone(apt, installed):
    """Apt is not even asked; comments and blank lines are no packages."""
    lines = f"# nothing\n\nx.y-z1+\n{JAVA}\n"
    assert install(apt, lines, INSTALLED=installed) == ([], "")


def test_who_may_not_install_is_told_nothing(apt):
    """What needs the packages says so; with sudo and no password they are installed."""
    assert install(apt, "make\n", USER_ID="1000") == ([], "")
    asked, said = install(apt, "make\n", USER_ID="1000", SUDO="yes")
    assert (asked, said) == (["update", "make"], "")


@pytest.mark.parametrize("failing", ["update", "install"])
def test_what_apt_says_when_it_fails_is_shown(apt, failing):
    """And the command that asked for the packages goes on."""
    _, said = install(apt, "make\n", FAILING=failing)
    assert said == (
        "The packages could not be installed; the last lines of apt-get were:\nE: no\n"
    )
