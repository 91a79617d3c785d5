"""Results as objects of the book: published by a chapter, referred to from any page.

A chapter's `publish` leaves each record beside its page, executed or taken from the
cache. Here the records are collected, `{stat}` is resolved into words by
`analysis.reporting`, and every page that shows a result which changed is written again.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from myst_nb.core.config import NbParserConfig
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging

logger = logging.getLogger(__name__)
MIME = "application/vnd.thesis.result+json"


class ResultDomain(Domain):
    """The results that chapters publish, and the pages that show them."""

    name = "result"
    label = "Result"
    roles: ClassVar[dict[str, Any]] = {"stat": XRefRole(warn_dangling=True)}
    # records: page -> id -> record as JSON; shown: page -> reference -> words
    initial_data: ClassVar[dict[str, Any]] = {"records": {}, "shown": {}}
    data_version = 1

    def clear_doc(self, docname: str) -> None:
        """Forget what a page published and showed."""
        self.data["records"].pop(docname, None)
        self.data["shown"].pop(docname, None)

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel process collected for its pages."""
        for part in ("records", "shown"):
            for docname in docnames:
                if docname in otherdata[part]:
                    self.data[part][docname] = otherdata[part][docname]

    def record(self, name: str) -> Any:
        """Return the record published under an id; KeyError if there is none."""
        for published in self.data["records"].values():
            if name in published:
                return published[name]
        raise KeyError(
            f"no result is published under the id {name!r}; publish it in a chapter, "
            "or correct the id"
        )

    def words(self, reference: str) -> str:
        """Return what a reference shows: a whole result, or one field of it."""
        from analysis.record_json import from_json
        from analysis.reporting import apa, plain

        name, _, path = reference.partition(".")
        result = from_json(self.record(name))
        return plain(result, path) if path else apa(result)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element:
        """Turn a reference into words, or warn with page and line."""
        try:
            text = self.words(target)
        except (KeyError, ValueError) as error:
            place = (fromdocname, _line(env, fromdocname, node, target))
            logger.warning("%s: %s", target, error.args[0], location=place, type="stat")
            text = f"[{target}]"
        shown = nodes.inline("", "", classes=["stat"])
        shown += marked_up(text)
        return shown


def _line(
    env: BuildEnvironment, docname: str, node: pending_xref, target: str
) -> int | None:
    """Return the line of a reference; the parser knows only where its block starts."""
    block = node.line or getattr(node.parent, "line", None) or 1
    lines = Path(env.doc2path(docname)).read_text("utf-8").splitlines()
    for number, text in enumerate(lines[block - 1 :], start=block):
        if f"`{target}`" in text:
            return number
    return block


def marked_up(text: str) -> list[nodes.Node]:
    """Turn ``*italic*`` and plain text into nodes."""
    parts = text.split("*")
    return [
        nodes.emphasis("", part) if odd else nodes.Text(part)
        for odd, part in ((i % 2, part) for i, part in enumerate(parts))
        if part
    ]


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    """Read what the page published, and note which results it shows."""
    env, docname = app.env, app.env.docname
    domain = env.get_domain("result")
    domain.data["records"][docname] = dict(_published(app, docname))
    references = [
        node["reftarget"]
        for node in doctree.findall(pending_xref)
        if node.get("refdomain") == "result"
    ]
    domain.data["shown"][docname] = dict.fromkeys(references, "")


def _published(app: Sphinx, docname: str) -> Iterator[tuple[str, Any]]:
    keys = NbMetadataCollector.get_doc_data(app.env)[docname].get("glue", [])
    config: NbParserConfig = app.env.mystnb_config
    path = Path(config.output_folder) / f"{docname}.glue.json"
    if not keys or not path.exists():
        return
    for key, output in json.loads(path.read_text("utf-8")).items():
        if key in keys and MIME in output["data"]:
            yield key, output["data"][MIME]["result"]


def _changed_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that show a result whose words are not those of last time."""
    domain = env.get_domain("result")
    changed = []
    for docname, shown in domain.data["shown"].items():
        now = {reference: _words_or_empty(domain, reference) for reference in shown}
        if now != shown:
            changed.append(docname)
            domain.data["shown"][docname] = now
    return changed


def _words_or_empty(domain: ResultDomain, reference: str) -> str:
    """Return the words of a reference; a bad one is reported where it is resolved."""
    try:
        return domain.words(reference)
    except (KeyError, ValueError):
        return ""


def _unique(app: Sphinx, env: BuildEnvironment) -> None:
    """Report an id that two pages publish."""
    seen: dict[str, str] = {}
    for docname, published in sorted(env.get_domain("result").data["records"].items()):
        for name in published:
            if name in seen:
                logger.warning(
                    "result %r is published here and in %s; rename one of them",
                    name,
                    env.doc2path(seen[name], base=False),
                    location=docname,
                    type="stat",
                )
            seen[name] = docname


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the domain and its role, usable without a prefix."""
    app.add_domain(ResultDomain)
    role = XRefRole(warn_dangling=True)
    app.add_role("stat", _InResultDomain(role))
    app.connect("doctree-read", _collect)
    app.connect("env-updated", _changed_pages)
    app.connect("env-check-consistency", _unique)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}


class _InResultDomain:
    """The domain's role under its short name."""

    def __init__(self, role: XRefRole) -> None:
        self.role = role

    def __call__(self, name: str, *args: Any, **options: Any) -> Any:
        return self.role(f"result:{name}", *args, **options)
