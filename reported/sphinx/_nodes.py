"""Numbers and claims as nodes of a page, and how the web and paper write them."""

import html
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx

UNSUPPORTED = "[not supported by these data]"
UNDECIDED = "[cannot be judged, because {}]"


class stat_link(nodes.reference):
    """A number that leads to its entry in the register."""


class drawing(nodes.General, nodes.Element):
    """A figure that is part of its page, so that numbers in it can be links.

    It has no words of its own for the search to find, as a picture has none.
    """


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


def claimed(words: str, target: str, *, verdict: str) -> nodes.Element:
    """Return the words of a claim, marked when the data do not support them.

    `verdict` is "holds", "fails", or why the claim cannot be judged.
    """
    holds = verdict == "holds"
    classes = ["claim"] if holds else ["claim", "claim-unsupported"]
    shown = claim_text("", "", *marked_up(words), classes=classes, claim=target)
    if not holds:
        mark = UNSUPPORTED if verdict == "fails" else UNDECIDED.format(verdict)
        shown += [nodes.Text(" "), nodes.strong("", mark)]
    return shown


def register_place(href: str, path: str) -> str:
    """Return an address that leads to a number in its entry of the register.

    Parameters
    ----------
    href : str
        Where the entry is.
    path : str
        Of the number, in full; "" for the result itself. Without a script the entry
        alone is found.

    Examples
    --------
    >>> register_place("../register.html#stat-entry-mood", "groups.prison.mean")
    '../register.html?part=groups.prison.mean#stat-entry-mood'
    """
    page, _, place = href.partition("#")
    return f"{page}?part={quote(path, safe='')}#{place}" if path else href


def _open_link(writer: Any, node: stat_link) -> None:
    href = node["refuri"] if "refuri" in node else f"#{node['refid']}"
    own = node["pressed"]
    href = register_place(href, node["path"])
    classes = "stat reference internal"
    writer.body.append(writer.starttag(node, "a", "", CLASS=classes, href=href, **own))


def _close_link(writer: Any, _node: stat_link) -> None:
    writer.body.append("</a>")


def _open_claim(writer: Any, node: claim_text) -> None:
    own = {"data-claim": node["claim"]}
    writer.body.append(writer.starttag(node, "span", "", **own))


def _close_claim(writer: Any, _node: claim_text) -> None:
    writer.body.append("</span>")


def _open_drawing(writer: Any, node: drawing) -> None:
    writer.body.append(node["svg"])


def _open_printed(writer: Any, node: stat_link) -> None:
    """Link a printed number in its own type; a heading or caption has no link."""
    place = node["refuri"].removeprefix("%").replace("#", ":")
    linked = not _in_title(node)
    link = rf"\hyperref[{writer.idescape(place)}]{{\textcolor{{black}}{{"
    writer.body.append(link if linked else "{{")


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
        stat_link, html=(_open_link, _close_link), latex=(_open_printed, _close_printed)
    )
    app.add_node(drawing, html=(_open_drawing, _nothing))
    app.add_node(
        claim_text, html=(_open_claim, _close_claim), latex=(_nothing, _nothing)
    )
