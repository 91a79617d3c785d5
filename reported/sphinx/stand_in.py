"""Text that is true of simulated data only: a role and a block.

    {stand-in}``The simulation gave it: {stat}`entry-mood`.``

    :::{stand-in}
    Whole paragraphs.
    :::

A book on simulated data shows it like any other text. A book on other data leaves it
out and reads nothing of it: what it shows, claims and cites counts nowhere. Which data
a book has, it says in its setting `reported_data_kind`.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

SIMULATED = "simulated"
#: What goes with the last of its words.
HOLDERS = (nodes.paragraph, nodes.list_item, nodes.bullet_list, nodes.enumerated_list)


class stand_in(nodes.inline):
    """Words within a paragraph."""


class stand_in_block(nodes.General, nodes.Element):
    """Whole paragraphs."""


def _shown(env: BuildEnvironment) -> bool:
    return bool(env.config.reported_data_kind == SIMULATED)


class StandIn(SphinxRole):
    """Words with markup in them; two backticks let other roles stand inside."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words, or what marks their place where they are left out."""
        found: list[nodes.Node] = []
        said: list[nodes.system_message] = []
        if _shown(self.env):
            text, above = self.text.strip(), self.lineno - 1  # lines count from there
            found, said = self.inliner.parse(text, above, self, self.inliner.parent)
        return [stand_in("", "", *found, classes=["stand-in"])], said


class StandInBlock(SphinxDirective):
    """Paragraphs, tables and figures."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return them, or nothing."""
        if not _shown(self.env):
            return []
        block = stand_in_block(classes=["stand-in"])
        self.state.nested_parse(self.content, self.content_offset, block)
        return [block]


class CloseGaps(SphinxTransform):
    """Leave no space before words that were left out, and nothing empty around them."""

    default_priority = 5

    def apply(self, **_kwargs: Any) -> None:
        """Look at every place whose words were left out."""
        for gap in list(self.document.findall(stand_in)):
            if not gap.children:
                _close(gap)


def _close(gap: nodes.Node) -> None:
    around, at = gap.parent, gap.parent.index(gap)
    around.remove(gap)
    beside = max(at - 1, 0)  # what stands before it, or else after it
    if around.children and isinstance(around[beside], nodes.Text):
        text = str(around[beside])
        kept = text.rstrip() if at else text.lstrip()
        around[beside : beside + 1] = [nodes.Text(kept)] if kept else []
    while isinstance(around, HOLDERS) and not around.children:
        around, empty = around.parent, around
        around.remove(empty)


def _open(writer: Any, node: nodes.Element) -> None:
    tag = "span" if isinstance(node, stand_in) else "div"
    writer.body.append(writer.starttag(node, tag, ""))


def _close_words(writer: Any, _node: nodes.Element) -> None:
    writer.body.append("</span>")


def _close_block(writer: Any, _node: nodes.Element) -> None:
    writer.body.append("</div>\n")


def _nothing(_writer: Any, _node: nodes.Element) -> None:
    pass


def setup(app: Sphinx) -> dict[str, Any]:
    """Make role and block known; pages are read anew when the data are others."""
    app.add_config_value("reported_data_kind", SIMULATED, "env", str)
    app.add_role("stand-in", StandIn())
    app.add_directive("stand-in", StandInBlock)
    app.add_transform(CloseGaps)
    plain = (_nothing, _nothing)
    app.add_node(stand_in, html=(_open, _close_words), latex=plain)
    app.add_node(stand_in_block, html=(_open, _close_block), latex=plain)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
