"""Results and claims as a domain of Sphinx: what is known of them, by page.

They stand in ``objects.inv``, so that another book can refer to a result of this one.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from reported.project import Project
from reported.sphinx._nodes import claimed, marked_up, stat_link
from reported.words.sentences import apa, plain
from results import Result
from results.record_json import from_json

logger = logging.getLogger(__name__)
#: The event by which the book's own extension is asked for its `Project`.
PROJECT = "reported-project"
#: What is kept by page, and what is the name of a page.
BY_PAGE = ("results", "claims", "shown", "behind")
PAGES = ("register", "verification")

Reference = tuple[str, str]  # kind ("stat" or "claim") and target


class ResultDomain(Domain):
    """What chapters publish and claim, and the pages that show it."""

    name = "result"
    label = "Result"
    object_types: dict[str, ObjType] = {
        "stat": ObjType("result", "stat"),
        "claim": ObjType("claim", "claim"),
    }
    roles: dict[str, Any] = {"stat": XRefRole(), "claim": XRefRole()}
    # results, claims: page -> id -> what was left beside the page, with `line`
    # shown: page -> (kind, target) -> words, in the order of the page
    initial_data: dict[str, Any] = {
        "results": {},
        "claims": {},
        "shown": {},
        "behind": {},  # page -> id -> everything that its card says
        "register": None,  # the page that lists everything
        "verification": None,  # the page that shows what R found
        "last": {},  # what -> how it was in the last build
    }
    data_version = 3
    report: dict[str, Any] | None = None  # of `thesis verify`, as this build read it

    def clear_doc(self, docname: str) -> None:
        """Forget what a page published and showed."""
        for part in BY_PAGE:
            self.data[part].pop(docname, None)
        for part in PAGES:
            if self.data[part] == docname:
                self.data[part] = None

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel process collected for its pages."""
        for part in ("results", "claims", "shown"):
            for docname in docnames:
                if docname in otherdata[part]:
                    self.data[part][docname] = otherdata[part][docname]
        for part in PAGES:
            if otherdata[part] in docnames:
                self.data[part] = otherdata[part]

    def moved(self, what: str, now: Any) -> bool:
        """Tell whether something is not as it was when this was asked the last time."""
        text = json.dumps(now, sort_keys=True)
        last: str | None = self.data["last"].get(what)
        self.data["last"][what] = text
        return text != last

    def find(self, kind: str, name: str) -> tuple[str, dict[str, Any]]:
        """Return page and record of an id, or say in a KeyError what to do."""
        for docname, published in self.data[kind].items():
            if name in published:
                return docname, published[name]
        what = {"results": "result is published", "claims": "claim is made"}[kind]
        raise KeyError(
            f"no {what} under the id {name!r}; do so in a chapter, or correct the id"
        )

    def result(self, name: str) -> tuple[str, dict[str, Any], Result]:
        """Return page and record of a published result, and the result itself."""
        docname, left = self.find("results", name)
        return docname, left, from_json(left["result"])

    def words(self, reference: Reference) -> str:
        """Return what a reference shows: a whole result, one field, or a verdict."""
        kind, target = reference
        if kind == "claim":
            return "holds" if self.find("claims", target)[1]["holds"] else "fails"
        name, _, path = target.partition(".")
        result = self.result(name)[2]
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
            words = self.words((typ, target))
        except (KeyError, ValueError) as error:
            place = (fromdocname, _line(env, fromdocname, node, target))
            logger.warning("%s: %s", target, error.args[0], location=place, type="stat")
            return nodes.inline("", f"[{target}]")
        if typ == "claim":
            return claimed(contnode.astext(), target, holds=words == "holds")
        return self._linked(builder, fromdocname, target, marked_up(words))

    def _linked(
        self, builder: Builder, fromdocname: str, target: str, words: list[nodes.Node]
    ) -> nodes.Element:
        """Link a number to its entry in the register, if the book has one."""
        register, name = self.data["register"], target.partition(".")[0]
        if register is None:
            return nodes.inline("", "", *words, classes=["stat"])
        shown = nodes.inline("", "", *words)
        link = make_refnode(builder, fromdocname, register, f"stat-{name}", shown)
        return stat_link(
            "", "", *link.children, **link.attributes, stat=name, shows=target
        )

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield what other books can refer to."""
        register = self.data["register"]
        for kind, role in (("results", "stat"), ("claims", "claim")):
            for docname, published in self.data[kind].items():
                for name in published:
                    page = register or docname
                    anchor = f"{role}-{name}" if register else ""
                    yield name, name, role, page, anchor, 1


def _line(
    env: BuildEnvironment, docname: str, node: pending_xref, target: str
) -> int | None:
    """Return the line of a reference; the parser knows only where its block starts."""
    block = node.line or getattr(node.parent, "line", None) or 1
    lines = Path(env.doc2path(docname)).read_text("utf-8").splitlines()
    sought = re.compile(rf"[`<]{re.escape(target)}[`>]")
    for number, text in enumerate(lines[block - 1 :], start=block):
        if sought.search(text):
            return number
    return block


def of_book(env: BuildEnvironment) -> ResultDomain:
    """Return the domain of a book."""
    return cast(ResultDomain, env.get_domain("result"))


def project_of(app: Sphinx) -> Project:
    """Return what the book tells of its data; faults in them are raised here."""
    project = app.emit_firstresult(PROJECT)
    if project is None:
        raise ExtensionError(f"no extension of this book answers {PROJECT!r}")
    return cast(Project, project)


class _InResultDomain:
    """A role of the domain under its short name."""

    def __init__(self, role: XRefRole) -> None:
        self.role = role

    def __call__(self, name: str, *args: Any, **options: Any) -> Any:
        return self.role(f"result:{name}", *args, **options)


def add_domain(app: Sphinx) -> None:
    """Make the domain known, and its roles, usable without a prefix."""
    app.add_event(PROJECT)
    app.add_domain(ResultDomain)
    for name in ("stat", "claim"):
        app.add_role(name, _InResultDomain(XRefRole()))
