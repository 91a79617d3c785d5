"""One build of the thesis among several: where its statistics are, and what it is."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thesis.built import STATISTICS, read_statistics
from thesis.revisions import revision_statistics

__all__ = ["Edition", "read_edition"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One build of the thesis: what it calls itself, and what it reports."""

    name: str  # as it was asked for
    title: str
    commit: str  # and whether files had changed since; "" if not known
    data: str  # the statement that its pages carry
    fingerprint: str  # of the data
    results: dict[str, dict[str, Any]]
    claims: dict[str, dict[str, Any]]


def read_edition(root: Path, name: str | None) -> Edition:
    """Read the statistics of a build.

    Parameters
    ----------
    root : Path
        The project.
    name : str, optional
        A file of statistics, a folder that holds one or a build, or a git revision,
        which is built if it has not been before; the project's own build if not given.

    Raises
    ------
    NothingBuiltError
        If there are no such statistics, or the revision cannot be built.
    """
    if name is None:
        found = read_statistics(root / STATISTICS, STATISTICS.as_posix())
    elif Path(name).exists():
        found = read_statistics(_file(Path(name)), name)
    else:
        found = revision_statistics(root, name)
    thesis = found["thesis"]
    commit = thesis.get("commit") or ""
    if commit and thesis.get("clean") is False:
        commit += ", with changes that were not committed"
    return Edition(
        name=name or "this build",
        title=thesis.get("title", ""),
        commit=commit,
        data=thesis.get("data", {}).get("statement", ""),
        fingerprint=thesis.get("data", {}).get("fingerprint", ""),
        results={entry["id"]: entry for entry in found["results"]},
        claims={entry["id"]: entry for entry in found["claims"]},
    )


def _file(path: Path) -> Path:
    inside = (
        path / STATISTICS.name,
        path / "html" / STATISTICS.name,
        path / STATISTICS,
    )
    return next((file for file in inside if file.is_file()), path)
