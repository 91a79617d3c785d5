"""Results and claims as objects of the book.

A chapter's `publish` and `claim` leave records beside its page, executed or taken from
the cache. Here they are collected; `{stat}` is put into words by
`reported.words.sentences`, `{claim}` says whether its sentence still holds, and every
page that shows something which changed is written again. As a Sphinx domain, results
stand in ``objects.inv``, so that another book can refer to a result of this one.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from myst_nb.core.config import NbParserConfig
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

logger = logging.getLogger(__name__)
RECORD = "application/vnd.thesis.result+json"
CLAIM = "application/vnd.thesis.claim+json"
UNSUPPORTED = "[not supported by these data]"
CELL = re.compile(
    r"^```\{code-cell\}[^\n]*\n(?P<options>(?::[^\n]*\n|---\n.*?\n---\n)*)(?P<code>.*?)^```",
    re.DOTALL | re.MULTILINE,
)
TABLE = re.compile(r"name=\"(?P<name>[a-z0-9-]+-tab-[a-z0-9-]+)\"")

Reference = tuple[str, str]  # kind ("stat" or "claim") and target


class stat_link(nodes.reference):
    """A number that leads to its entry in the register."""


class claim_text(nodes.inline):
    """A sentence that holds only while results do."""


def _open_link(writer: Any, node: stat_link) -> None:
    href = node["refuri"] if "refuri" in node else f"#{node['refid']}"
    own = {"data-stat": node["stat"], "data-reference": node["shows"]}
    classes = "stat reference internal"
    writer.body.append(writer.starttag(node, "a", "", CLASS=classes, href=href, **own))


def _close_link(writer: Any, _node: stat_link) -> None:
    writer.body.append("</a>")


def _open_claim(writer: Any, node: claim_text) -> None:
    own = {"data-claim": node["claim"]}
    writer.body.append(writer.starttag(node, "span", "", **own))


def _close_claim(writer: Any, _node: claim_text) -> None:
    writer.body.append("</span>")


def _open_printed(writer: Any, node: stat_link) -> None:
    """Link a printed number in its own type; a heading or caption has no link."""
    place = node["refuri"].removeprefix("%").replace("#", ":")
    linked = not _in_title(node)
    writer.body.append(
        rf"\hyperref[{writer.idescape(place)}]{{\thesisstat{{" if linked else "{{"
    )


def _close_printed(writer: Any, _node: stat_link) -> None:
    writer.body.append("}}")


def _in_title(node: nodes.Node | None) -> bool:
    while node is not None:
        if isinstance(node, (nodes.title, nodes.caption)):
            return True
        node = node.parent
    return False


class ResultDomain(Domain):
    """What chapters publish and claim, and the pages that show it."""

    name = "result"
    label = "Result"
    object_types: ClassVar[dict[str, ObjType]] = {
        "stat": ObjType("result", "stat"),
        "claim": ObjType("claim", "claim"),
    }
    roles: ClassVar[dict[str, Any]] = {"stat": XRefRole(), "claim": XRefRole()}
    # results, claims: page -> id -> what was left beside the page, with `line`
    # shown: page -> (kind, target) -> words, in the order of the page
    initial_data: ClassVar[dict[str, Any]] = {
        "results": {},
        "claims": {},
        "shown": {},
        "behind": {},  # page -> id -> everything that its card says
        "register": None,  # the page that lists everything
    }
    data_version = 2

    def clear_doc(self, docname: str) -> None:
        """Forget what a page published and showed."""
        for part in ("results", "claims", "shown", "behind"):
            self.data[part].pop(docname, None)
        if self.data["register"] == docname:
            self.data["register"] = None

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel process collected for its pages."""
        for part in ("results", "claims", "shown"):
            for docname in docnames:
                if docname in otherdata[part]:
                    self.data[part][docname] = otherdata[part][docname]
        if otherdata["register"] in docnames:
            self.data["register"] = otherdata["register"]

    def find(self, kind: str, name: str) -> tuple[str, dict[str, Any]]:
        """Return page and record of an id, or say in a KeyError what to do."""
        for docname, published in self.data[kind].items():
            if name in published:
                return docname, published[name]
        what = {"results": "result is published", "claims": "claim is made"}[kind]
        raise KeyError(
            f"no {what} under the id {name!r}; do so in a chapter, or correct the id"
        )

    def words(self, reference: Reference) -> str:
        """Return what a reference shows: a whole result, one field, or a verdict."""
        from reported.words.sentences import apa, plain
        from results.record_json import from_json

        kind, target = reference
        if kind == "claim":
            return "holds" if self.find("claims", target)[1]["holds"] else "fails"
        name, _, path = target.partition(".")
        result = from_json(self.find("results", name)[1]["result"])
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
            return _claimed(contnode, target, holds=words == "holds")
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


def marked_up(text: str) -> list[nodes.Node]:
    """Turn ``*italic*`` and plain text into nodes."""
    return [
        nodes.emphasis("", part) if i % 2 else nodes.Text(part)
        for i, part in enumerate(text.split("*"))
        if part
    ]


def _claimed(contnode: nodes.Element, target: str, *, holds: bool) -> nodes.Element:
    """Return the words of a claim, marked when the data do not support them."""
    classes = ["claim"] if holds else ["claim", "claim-unsupported"]
    words = marked_up(contnode.astext())
    shown = claim_text("", "", *words, classes=classes, claim=target)
    if not holds:
        shown += [nodes.Text(" "), nodes.strong("", UNSUPPORTED)]
    return shown


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


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    """Read what the page published and claimed, and note what it shows."""
    env, docname = app.env, app.env.docname
    data = env.get_domain("result").data
    for docs in (data["results"], data["claims"]):
        docs.pop(docname, None)
    cells = _cells(Path(env.doc2path(docname)))
    for kind, mime in (("results", RECORD), ("claims", CLAIM)):
        for left in left_beside(app, docname, mime):
            start = cells.get(left["cell"].strip())
            left["line"] = None if start is None else start + left["line"] - 1
            left["tables"] = TABLE.findall(left["cell"])
            data[kind].setdefault(docname, {})[left["id"]] = left
    _name_cells(doctree, data["results"].get(docname, {}))
    references = [
        (node["reftype"], node["reftarget"])
        for node in doctree.findall(pending_xref)
        if node.get("refdomain") == "result"
    ]
    data["shown"][docname] = dict.fromkeys(references, "")


def _name_cells(doctree: nodes.document, results: dict[str, Any]) -> None:
    """Give every result an anchor at the cell that made it, where the page shows it.

    The other cells stand at the foot of the page, with their anchors (`thesis_code`).
    """
    shown = shown_cells(doctree)
    for name, left in results.items():
        left["anchor"] = "" if left["line"] is None else f"made-{name}"
        cell = shown.get(left["cell"].strip())
        if cell is not None:
            cell["ids"].append(left["anchor"])


def shown_cells(doctree: nodes.document) -> dict[str, nodes.container]:
    """Return the cells whose code a reader can see on a page, by their code."""
    return {
        block.astext().strip(): cell
        for cell in doctree.findall(nodes.container)
        if "cell" in cell["classes"]
        for block in cell.findall(nodes.literal_block)
    }


def _cells(path: Path) -> dict[str, int]:
    """Return the line on which the code of each cell of a page starts."""
    text = path.read_text("utf-8")
    return {
        match["code"].strip(): text.count("\n", 0, match.start("code")) + 1
        for match in CELL.finditer(text)
    }


def left_beside(app: Sphinx, docname: str, mime: str) -> Iterator[dict[str, Any]]:
    """Yield what the cells of a page left beside it, of one kind."""
    keys = NbMetadataCollector.get_doc_data(app.env)[docname].get("glue", [])
    config: NbParserConfig = app.env.mystnb_config
    path = Path(config.output_folder) / f"{docname}.glue.json"
    if not keys or not path.exists():
        return
    for key, output in json.loads(path.read_text("utf-8")).items():
        if key in keys and mime in output["data"]:
            yield output["data"][mime]


def _changed_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that show something whose words are not those of last time."""
    domain = env.get_domain("result")
    changed = []
    for docname, shown in domain.data["shown"].items():
        now = {reference: _words_or_empty(domain, reference) for reference in shown}
        behind = {
            target.partition(".")[0]: _behind(domain, target) for _, target in now
        }
        if now != shown or behind != domain.data["behind"].get(docname):
            changed.append(docname)
        domain.data["shown"][docname] = now
        domain.data["behind"][docname] = behind
    return changed


def _fill_headings(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Put words into the contents, which copy a heading before its numbers are known.

    Every page shows the contents, so all are written again when such words change.
    """
    domain = env.get_domain("result")
    changed = False
    for copied in (env.tocs, env.titles, env.longtitles):
        for docname, title in copied.items():
            targets = {target for kind, target in domain.data["shown"].get(docname, ())}
            for node in list(title.findall(nodes.Element)):
                target = node.get("shows") or (
                    node.astext() if isinstance(node, nodes.literal) else ""
                )
                if target in targets:
                    words = _words_or_empty(domain, ("stat", target)).replace("*", "")
                    changed = changed or node.astext() != words
                    filled = nodes.inline("", words, shows=target)
                    node.parent.replace(node, filled)
    return sorted(env.found_docs) if changed else []


def _behind(domain: ResultDomain, target: str) -> str:
    """Return all that a page's card says of a result, so that no card is stale."""
    from reported.words.cards import description, details
    from reported.words.sentences import apa
    from results.record_json import from_json

    try:
        docname, left = domain.find("results", target.partition(".")[0])
    except KeyError:
        return ""
    result = from_json(left["result"])
    card = [description(result), apa(result), details(result)]
    return json.dumps([docname, left["anchor"], left["result"], card])


def _words_or_empty(domain: ResultDomain, reference: Reference) -> str:
    """Return the words of a reference; a bad one is reported where it is resolved."""
    try:
        return domain.words(reference)
    except (KeyError, ValueError):
        return ""


def _consistent(app: Sphinx, env: BuildEnvironment) -> None:
    """Report an id that two pages use, and a claim that rests on nothing published."""
    domain = env.get_domain("result")
    for kind, what in (("results", "result"), ("claims", "claim")):
        seen: dict[str, str] = {}
        for docname, published in sorted(domain.data[kind].items()):
            for name, left in published.items():
                if name in seen:
                    logger.warning(
                        "%s %r stands here and in %s; rename one of them",
                        what,
                        name,
                        env.doc2path(seen[name], base=False),
                        location=(docname, left["line"]),
                        type="stat",
                    )
                seen[name] = docname
    for docname, claims in domain.data["claims"].items():
        for name, left in claims.items():
            for result in left["rests_on"]:
                try:
                    domain.find("results", result)
                except KeyError as error:
                    logger.warning(
                        "claim %r rests on %r: %s",
                        name,
                        result,
                        error.args[0],
                        location=(docname, left["line"]),
                        type="stat",
                    )


class _InResultDomain:
    """A role of the domain under its short name."""

    def __init__(self, role: XRefRole) -> None:
        self.role = role

    def __call__(self, name: str, *args: Any, **options: Any) -> Any:
        return self.role(f"result:{name}", *args, **options)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the domain and its roles, usable without a prefix."""
    app.add_node(
        stat_link,
        html=(_open_link, _close_link),
        latex=(_open_printed, _close_printed),
    )
    app.add_node(
        claim_text,
        html=(_open_claim, _close_claim),
        latex=(lambda _writer, _node: None, lambda _writer, _node: None),
    )
    app.add_domain(ResultDomain)
    for name in ("stat", "claim"):
        app.add_role(name, _InResultDomain(XRefRole()))
    app.connect("doctree-read", _collect)
    app.connect("env-updated", _changed_pages)
    app.connect("env-updated", _fill_headings)
    app.connect("env-check-consistency", _consistent)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "2"}
