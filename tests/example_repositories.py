"""Working copies of git with a study in them, and what is said of it."""

import os
import subprocess

import pytest

from results import DataError
from thesis.confidential import refuse_committable_data

DATASET = "kind: study\ntitle: A study\nstatement: Confidential study data\n"
FILES = {
    "dataset.yaml": DATASET,
    "participants.csv": "participant\nS001\n",
    "transcripts/I01.txt": "Adam: Yes.\n",
    "transcripts/.notes": "hidden\n",
}
KEEP = "keep it outside of any working copy of git, or below data/private"
NEVER = "keep it outside of any working copy of git"
PRIVATE = "thesis/data/private/study"
INDEX = f"take it out of git's index (git rm -r --cached), and {KEEP}"


def git(folder, *words):
    """Run git in a folder, whatever is set here, and return what it says."""
    who = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    files = ["-c", "protocol.file.allow=always"]
    known = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    command = ["git", *who, *files, *words]
    done = subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, env=known
    )
    return done.stdout.strip()


def repository(folder, ignored="/data/private/*\n!/data/private/.gitignore\n"):
    """Make a working copy that ignores its private data."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet")
    (folder / ".gitignore").write_text(ignored, "utf-8")
    git(folder, "add", ".gitignore")
    git(folder, "commit", "--quiet", "-m", "First")
    return folder


def held(folder):
    """Put a study's own data into a folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def in_use(root, folder):
    """Ask the rule for a folder as the data in use; return what it says, or nothing."""
    settings = root / "data" / "settings.yaml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(f"folder: {folder}\n", "utf-8")
    try:
        refuse_committable_data(root)
    except DataError as error:
        return str(error).replace(f"{root.parent}/", "")
    return ""


def without_data(folder, monkeypatch):
    """Return a working copy of a project, with settings but without data."""
    monkeypatch.delenv("THESIS_DATA", raising=False)
    monkeypatch.delenv("THESIS_NAMES", raising=False)
    return repository(folder)


def refused(call):
    """Return what a call refuses with."""
    with pytest.raises(DataError) as error:
        call()
    return str(error.value)
