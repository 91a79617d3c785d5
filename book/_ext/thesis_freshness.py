"""Never a stale number: chapters run again when anything they rest on has changed.

Two caches would otherwise keep old numbers. The notebook cache looks only at the text
of the cells, so a fingerprint of code, data and lock file is written into each
notebook's `kernelspec`, which is part of that cache's key. Sphinx does not read an
unchanged page again, so the notebook pages are reported as outdated when the
fingerprint moved.
"""

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

#: What can make a number or show it.
PACKAGES = ("results", "analysis", "reported", "thesis")

logger = logging.getLogger(__name__)

KERNEL = re.compile(r"^kernelspec: \{(?P<keys>[^}\n]*)\}$", re.MULTILINE)
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


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


def _mark_kernel(app: Sphinx, docname: str, source: list[str]) -> None:
    """Write the fingerprint into a notebook's kernelspec, on the same line."""
    head = FRONT_MATTER.match(source[0])
    if not head or not KERNEL.search(head[0]):
        if head and re.search(r"^kernelspec:", head[0], re.MULTILINE):
            logger.warning(
                "write kernelspec on one line, kernelspec: {name: python3, "
                "display_name: Python 3}; otherwise old numbers could stay",
                location=(docname, 1),
            )
        return
    marked = KERNEL.sub(
        rf"kernelspec: {{\g<keys>, fingerprint: {app.thesis_fingerprint}}}", head[0]
    )
    source[0] = marked + source[0][head.end() :]
    notebooks = app.env.__dict__.setdefault("thesis_notebooks", set())
    notebooks.add(docname)


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
    app.connect("builder-inited", _take_fingerprint)
    app.connect("source-read", _mark_kernel)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
