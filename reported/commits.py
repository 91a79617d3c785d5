"""What git says of the folder of a book."""

import subprocess
from pathlib import Path


def ask_git(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git in a folder, and return how it ended and what it said."""
    return subprocess.run(
        ["git", *words],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def git(root: Path, *words: str) -> str | None:
    """Return what git says of a folder; None if it does not know it, or is missing."""
    try:
        done = ask_git(root, *words)
    except OSError:
        return None
    return None if done.returncode else done.stdout.strip()


def clean(root: Path) -> bool | None:
    """Tell whether all files of a folder are as they were committed, if git knows."""
    state = git(root, "status", "--porcelain")
    return None if state is None else not state
