"""The length of the thesis: the directive ``{word-counts}`` makes its table."""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reported.checks.word_counts import RULE, lengths
from reported.sphinx.pages import FillTables, empty_table, page_name, table_body

HEADS = ("Chapter", "Title", "Words")
NAME = "app-words-tab-chapters"
CAPTION = "Words of each chapter"


class WordCounts(SphinxDirective):
    """A numbered table of the chapters with their words, and the rule of counting."""

    def run(self) -> list[nodes.Node]:
        """Leave a table without content; it is made again when any chapter changes."""
        book = Path(self.env.srcdir)
        found = lengths(book)
        for length in found:
            self.env.note_dependency(str(book / f"{length.page}.md"))
        self.env.note_dependency(str(book / "_toc.yml"))
        table = empty_table(self, NAME, CAPTION)
        table["word-counts"] = [(length.page, length.words) for length in found]
        return [nodes.paragraph("", RULE), table]


class FillWordCounts(FillTables):
    """Fill the table, when the numbers of the chapters are known."""

    def run(self, **_kwargs: Any) -> None:
        """Give the table a row for each chapter, and their sum."""
        for table in self.document.findall(nodes.table):
            counts = table.get("word-counts")
            if counts:
                rows = [self._row(page, words) for page, words in counts]
                total = sum(words for _, words in counts)
                rows.append([[nodes.Text("All")], [], [nodes.Text(f"{total:,}")]])
                table += table_body(HEADS, rows)

    def _row(self, page: str, words: int) -> list[list[nodes.Node]]:
        name = nodes.inline("", page_name(self.env, page))
        link = self.link(page, "", name)
        title = nodes.Text(self.env.titles[page].astext())
        return [[link], [title], [nodes.Text(f"{words:,}")]]


def setup(app: Sphinx) -> dict[str, Any]:
    """Make the directive known."""
    app.add_directive("word-counts", WordCounts)
    app.add_post_transform(FillWordCounts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
