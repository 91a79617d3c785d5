"""Numbers and claims as nodes of a page, and how the web and paper write them."""

import html
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

UNSUPPORTED = "[not supported by these data]"


class stat_link(nodes.reference):
    """A number that leads to its entry in the register."""


class claim_text(nodes.inline):
    """A sentence that holds only while results do."""


def marked_up(text: str) -> list[nodes.Node]:
    """Turn ``*italic*`` and plain text into nodes."""
    return [
        nodes.emphasis("", part) if i % 2 else nodes.Text(part)
        for i, part in enumerate(text.split("*"))
        if part
    ]


def as_html(text: str) -> str:
    """Return ``*italic*`` text as HTML."""
    parts = html.escape(text).split("*")
    return "".join(f"<em>{p}</em>" if i % 2 else p for i, p in enumerate(parts))


def claimed(words: str, target: str, *, holds: bool) -> nodes.Element:
    """Return the words of a claim, marked when the data do not support them."""
    classes = ["claim"] if holds else ["claim", "claim-unsupported"]
    shown = claim_text("", "", *marked_up(words), classes=classes, claim=target)
    if not holds:
        shown += [nodes.Text(" "), nodes.strong("", UNSUPPORTED)]
    return shown


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


def _nothing(_writer: Any, _node: nodes.Node) -> None:
    pass


def add_nodes(app: Sphinx) -> None:
    """Tell Sphinx how the nodes are written."""
    app.add_node(
        stat_link,
        html=(_open_link, _close_link),
        latex=(_open_printed, _close_printed),
    )
    app.add_node(
        claim_text,
        html=(_open_claim, _close_claim),
        latex=(_nothing, _nothing),
    )
