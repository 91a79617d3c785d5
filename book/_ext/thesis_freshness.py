"""Never a stale number: chapters run again when anything they rest on has changed.

Two caches would otherwise keep old numbers. The notebook cache looks only at the text
of the cells, so a fingerprint of code, data and lock file is written into each
notebook's `kernelspec`, which is part of that cache's key (`thesis_heads`). Sphinx does
not read an unchanged page again, so the notebook pages are reported as outdated when
the fingerprint moved.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

#: What can make a number or show it.
PACKAGES = ("results", "analysis", "reported", "thesis")


def watched_files(root: Path, data: Path) -> Iterator[Path]:
    """Yield every file that a chapter's numbers can depend on, in a fixed order."""
    for package in PACKAGES:
        for ending in ("*.py", "*.yaml"):
            yield from sorted((root / package).rglob(ending))
    yield from sorted(p for p in (root / "data").glob("*.yaml"))
    yield from sorted(p for p in data.rglob("*") if p.is_file())
    yield root / "requirements.lock"


def fingerprint(root: Path, data: Path) -> str:
    """Return one hash over the watched files and the software that is installed."""
    total = hashlib.sha256(sys.version.encode())
    for name, version in sorted({(d.name, d.version) for d in distributions()}):
        total.update(f"{name}=={version}\0".encode())
    for path in watched_files(root, data):
        name = os.path.relpath(path, root)
        content = path.read_bytes() if path.exists() else b""
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()[:16]


def _take_fingerprint(app: Sphinx) -> None:
    from analysis.data.loading import data_folder

    root = Path(app.confdir).resolve().parent
    app.thesis_fingerprint = fingerprint(root, data_folder())


def _outdated(app: Sphinx, env: BuildEnvironment, *_: Any) -> list[str]:
    """Report the notebook pages when the fingerprint is not that of the last build."""
    last = getattr(env, "thesis_fingerprint", None)
    env.thesis_fingerprint = app.thesis_fingerprint
    if last == app.thesis_fingerprint:
        return []
    return sorted(getattr(env, "thesis_notebooks", set()) & env.found_docs)


def _purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    getattr(env, "thesis_notebooks", set()).discard(docname)


def _merge(
    app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment
) -> None:
    notebooks = env.__dict__.setdefault("thesis_notebooks", set())
    notebooks |= getattr(other, "thesis_notebooks", set())


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the handlers; `thesis_declaration` has made `analysis` importable."""
    app.setup_extension("thesis_declaration")
    app.setup_extension("thesis_heads")
    app.connect("builder-inited", _take_fingerprint)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
