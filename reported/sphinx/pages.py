"""Pages in the order of the book, their names, and tables that are filled later."""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

#: A place where a line may end on paper, and where names may have one.
BREAK = "\u200b"
BREAKS = re.compile(r"(?<=[_./:-])(?=.)")

Cells = list[list[nodes.Node]]  # of one row


def reading_order(env: BuildEnvironment) -> list[str]:
    """Return all pages in the order of the book."""

    def below(docname: str) -> Iterator[str]:
        yield docname
        for child in env.toctree_includes.get(docname, []):
            yield from below(child)

    return list(dict.fromkeys(below(env.config.root_doc)))


def page_name(env: BuildEnvironment, docname: str) -> str:
    """Name a page as a reader would: by its number, or by its title."""
    number = env.toc_secnumbers.get(docname, {}).get("")
    if not number:
        return str(env.titles[docname].astext())
    what = "Chapter" if isinstance(number[0], int) else "Appendix"
    return f"{what} {number[0]}"


def empty_table(
    directive: SphinxDirective, name: str, caption: str, *classes: str
) -> nodes.table:
    """Return a numbered table that is known under a name and has no content yet."""
    title = nodes.title("", caption)
    table = nodes.table("", title, names=[name], classes=list(classes))
    directive.set_source_info(table)
    directive.state.document.note_explicit_target(table, table)
    return table


class FillTables(SphinxPostTransform):
    """Fill tables of a page when every page has been read."""

    default_priority = 4  # before references and widths of columns are seen to

    @property
    def on_paper(self) -> bool:
        """Whether the page is being written for paper."""
        return bool(self.app.builder.format == "latex")

    def link(self, docname: str, anchor: str, words: nodes.Element) -> nodes.Node:
        """Return words that lead from the page to a place in the book."""
        return make_refnode(self.app.builder, self.env.docname, docname, anchor, words)


def table_body(heads: tuple[str, ...], rows: list[Cells]) -> nodes.tgroup:
    """Return head and rows of a table; a table without rows says that there are none.

    Parameters
    ----------
    heads : tuple of str, length n_columns
        The words above the columns.
    rows : list of lists, each of length n_columns
        The cells, each a list of nodes.
    """
    group = nodes.tgroup("", cols=len(heads))
    group += [nodes.colspec("", colwidth=1) for _ in heads]
    head = [[nodes.Text(words)] for words in heads]
    group += nodes.thead("", _row(head))
    rows = rows or [[[nodes.Text("none")], *([] for _ in heads[1:])]]
    group += nodes.tbody("", *(_row(row) for row in rows))
    return group


def _row(cells: Cells) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *c)) for c in cells))
