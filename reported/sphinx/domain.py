"""Results and claims as a domain of Sphinx: what is known of them, by page.

They stand in ``objects.inv``, so that another book can refer to a result of this one.
"""

import json
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from reported.project import Project, project_named
from reported.sphinx._nodes import claimed, marked_up, stat_link
from reported.words.paths import Pressed, pressed
from results import Result
from results.near_names import did_you_mean
from results.parts import Place, place
from results.record_json import from_json

logger = logging.getLogger(__name__)
#: What is kept by page, and what is the name of a page.
BY_PAGE = ("results", "claims", "shown", "places", "behind")
PAGES = ("register", "verification", "recomputed_with")

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
    # places: page -> target -> where it stands: ("", ""), or "table" or "figure" and
    # its name
    initial_data: dict[str, Any] = {
        "results": {},
        "claims": {},
        "shown": {},
        "places": {},
        "behind": {},  # page -> id -> everything that its card says
        "register": None,  # the page that lists everything
        "verification": None,  # the page that shows what R found
        "recomputed_with": None,  # the page that lists R and its packages
        "last": {},  # what -> how it was in the last build
    }
    data_version = 5
    report: dict[str, Any] | None = None  # on what R found, as this build read it

    def clear_doc(self, docname: str) -> None:
        """Forget what a page published and showed."""
        for part in BY_PAGE:
            self.data[part].pop(docname, None)
        for part in PAGES:
            if self.data[part] == docname:
                self.data[part] = None

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel process collected for its pages."""
        for part in ("results", "claims", "shown", "places"):
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
        meant = did_you_mean(name, chain.from_iterable(self.data[kind].values()))
        raise KeyError(
            f"no {what} under the id {name!r}; "
            f"{meant or 'do so in a chapter, or correct the id'}"
        )

    def result(self, name: str) -> tuple[str, dict[str, Any], Result]:
        """Return page and record of a published result, and the result itself."""
        docname, left = self.find("results", name)
        kept = self._read.get(name)
        if kept is None or kept[0] is not left["result"]:
            kept = self._read[name] = (left["result"], from_json(left["result"]))
        return docname, left, kept[1]

    @cached_property
    def _read(self) -> dict[str, tuple[Any, Result]]:
        """Return the results that were read from JSON already, with what they were."""
        return {}

    def words(self, reference: Reference) -> str:
        """Return what a reference shows: a whole result, one field, or a verdict."""
        kind, target = reference
        if kind == "claim":
            left = self.find("claims", target)[1]
            return left["undecided"] or ("holds" if left["holds"] else "fails")
        return self.pressed(target).printed

    def pressed(self, target: str) -> Pressed:
        """Return all that is said of a number, or of a whole result."""
        name, _, path = target.partition(".")
        return pressed(self.result(name)[2], path)

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
            return claimed(contnode.astext(), target, verdict=words)
        shown = marked_up(words)
        if self.data["register"] is None:
            return nodes.inline("", "", *shown, classes=["stat"])
        link = make_refnode(
            builder, fromdocname, self.data["register"], f"stat-{stem(target)}", []
        )
        found = stat_link("", "", nodes.inline("", "", *shown), **link.attributes)
        found["target"] = target
        found["pressed"] = self.attributes(target)
        found["path"] = self.pressed(target).path
        return found

    def resolve_any_xref(self, *_link: Any) -> list[tuple[str, nodes.Element]]:
        """Leave a link without a role to others: its target is no result."""
        return []

    def place(self, target: str) -> Place:
        """Return where a target leads, an ending that says how to print it aside."""
        name, _, path = target.partition(".")
        result = self.result(name)[2]
        return place(result, pressed(result, path).path)

    def attributes(self, target: str) -> dict[str, str]:
        """Return what a link to a number says of it, for its card to show.

        Parameters
        ----------
        target : str
            Id and path of what was pressed.

        Returns
        -------
        dict
            Attributes of an element of HTML; `data-exact` and `data-rounded` of a
            number only.
        """
        number = self.pressed(target)
        said = {
            "data-stat": stem(target),
            "data-reference": target,
            "data-words": number.words,
            "data-exact": number.exact,
            "data-rounded": number.rounded,
        }
        return {name: value for name, value in said.items() if value}

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield what other books can refer to."""
        register = self.data["register"]
        for kind, role in (("results", "stat"), ("claims", "claim")):
            for docname, published in self.data[kind].items():
                for name in published:
                    page = register or docname
                    anchor = f"{role}-{name}" if register else ""
                    yield name, name, role, page, anchor, 1


def stem(target: str) -> str:
    """Return the id of the result to which a target belongs."""
    return target.partition(".")[0]


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
    return project_named(app.config.reported_project, Path(app.confdir))


class _InResultDomain:
    """A role of the domain under its short name."""

    def __init__(self, role: XRefRole) -> None:
        self.role = role

    def __call__(self, name: str, *args: Any, **options: Any) -> Any:
        return self.role(f"result:{name}", *args, **options)


def add_domain(app: Sphinx) -> None:
    """Make the domain known, and its roles, usable without a prefix."""
    app.add_domain(ResultDomain)
    for name in ("stat", "claim"):
        app.add_role(name, _InResultDomain(XRefRole()))
