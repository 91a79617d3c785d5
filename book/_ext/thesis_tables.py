"""Tables that can be read: numbers kept whole, and columns that fit the page.

A column of numbers is set to the right; a number parts from what stands in brackets
behind a plain space, as its spread or its quartiles, before anything else wraps. An
estimate and its interval are joined by a no-break space, and never part. A table that
cannot fit is reported. On paper a table floats with its note to where there is room,
and a tall one breaks across pages.
On the web the first cell of a row is its head, and every head says of what it is one:
who hears a number then hears its row and its column with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from thesis_columns import COLUMN_GAP, choices, column_spec, shared_widths, text_width

from reported.sphinx.pages import BREAK, BREAKS

logger = logging.getLogger(__name__)

# Tables are measured in widths of one digit of their type.
LINE = 75  # on one line of the page
SMALLER = 1.11  # more of them in the next smaller type
SYLLABLES = 11  # a longer word is hyphenated where it has to be
TYPEWRITER = 1.06  # every sign of a name in code
BOLD = 1.15  # heads of columns are bold
TALLEST = 28  # lines; a taller table may break across pages
PARTS = re.compile(r" (?=[\[(])")  # a number parts from its spread or quartiles
INSIDE = re.compile(r" (?![\[(])")
NO_BREAK = "\u00a0"
SPANS = {"rowspan": "morerows", "colspan": "morecols"}
CLASSES = {"col": "head", "row": "stub"}  # as docutils calls heads


class WholeNumbers(SphinxPostTransform):
    """Let a cell of numbers be broken only before its brackets, in every output."""

    default_priority = 769

    def run(self, **_kwargs: Any) -> None:
        """Join what belongs together by spaces at which no line ends."""
        for entry in self.document.findall(nodes.entry):
            if "text-right" in entry["classes"] and not _is_head(entry):
                for text in list(entry.findall(nodes.Text)):
                    kept = INSIDE.sub(NO_BREAK, text.astext())
                    text.parent.replace(text, nodes.Text(kept))


class TableColumns(SphinxPostTransform):
    """Give each table column widths and alignment, so that it stays on the page."""

    default_priority = 770  # references are text by now
    builders = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Describe the columns of every table that does not bring its own."""
        for table in list(self.document.findall(nodes.table)):
            if "colwidths-given" not in table["classes"] and _is_plain(table):
                self._describe(table)
            for literal in list(table.findall(nodes.literal)):
                _allow_breaks(literal)

    def _describe(self, table: nodes.table) -> None:
        columns = list(zip(*_rows(table), strict=True))
        sides = [_side(column) for column in columns]
        cells = [max(map(_cell_width, column)) for column in columns]
        words = [
            max(_word_width(cell, side) for cell in column)
            for column, side in zip(columns, sides, strict=True)
        ]
        gap = COLUMN_GAP
        line = int(LINE - gap * len(columns))
        smaller = sum(words) > line
        if smaller:
            gap = SMALLER * COLUMN_GAP
            line = int(SMALLER * LINE - gap * len(columns))
        if sum(words) > line:
            _warn_too_wide(table, sum(words), line)
        needs = [sum(map(_cell_width, column)) for column in columns]
        widths = min(
            [*choices(cells, words, sides, line), shared_widths(needs, words, line)],
            key=lambda widths: _height(table, widths),
        )
        tall = _height(table, widths) > TALLEST
        if tall:
            table["classes"].append("longtable")
        else:
            _let_float(table)
        if smaller:
            _set_smaller(table)
        wraps = list(widths) != cells or any(map(_has_blocks, _entries(table)))
        # Capitals let Sphinx's table package narrow a column we measured wrongly.
        narrow = "".join(sides) if tall else "".join(sides).upper()
        spec = column_spec(widths, sides, gap) if wraps else narrow
        parent = table.parent
        parent.insert(parent.index(table), addnodes.tabular_col_spec(spec=spec))


def _entries(table: nodes.table) -> list[nodes.entry]:
    return list(table.findall(nodes.entry))


def _rows(table: nodes.table) -> list[list[nodes.entry]]:
    return [list(row.findall(nodes.entry)) for row in table.findall(nodes.row)]


def _is_plain(table: nodes.table) -> bool:
    """Return whether no cell spans others and all rows are equally long."""
    spans = any(
        entry.get("morecols") or entry.get("morerows") for entry in _entries(table)
    )
    return not spans and len({len(row) for row in _rows(table)}) == 1


def _is_head(entry: nodes.entry) -> bool:
    return isinstance(entry.parent.parent, nodes.thead)


def _has_blocks(entry: nodes.entry) -> bool:
    return len(entry) > 1 or any(
        not isinstance(child, nodes.paragraph) for child in entry
    )


def _is_code(text: nodes.Text) -> bool:
    return isinstance(text.parent, nodes.literal)


def _cell_width(entry: nodes.entry) -> int:
    """Return the width of a cell set on one line, in digits."""
    width = sum(
        len(text) * TYPEWRITER if _is_code(text) else text_width(text.astext())
        for text in entry.findall(nodes.Text)
    )
    return max(1, ceil(width * (BOLD if _is_head(entry) else 1)))


def _word_width(entry: nodes.entry, side: str) -> int:
    """Return the width of what must stay on one line, in digits."""
    if side == "r" and not _is_head(entry):  # a number, apart from its brackets
        return max(ceil(text_width(part)) for part in PARTS.split(entry.astext()))
    widths = [1.0]
    for text in entry.findall(nodes.Text):
        if _is_code(text):
            widths += [len(part) * TYPEWRITER for part in BREAKS.split(text.astext())]
        else:  # longer words are hyphenated
            widths += [min(text_width(word), SYLLABLES) for word in text.split()]
    return ceil(max(widths) * (BOLD if _is_head(entry) else 1))


def _side(column: Sequence[nodes.entry]) -> str:
    """Return l, c or r: how the cells below the head are aligned."""
    classes = [entry["classes"] for entry in column if not _is_head(entry)]
    for name, side in {"text-right": "r", "text-center": "c"}.items():
        if classes and all(name in found for found in classes):
            return side
    return "l"


def _height(table: nodes.table, widths: Sequence[int]) -> int:
    """Return how many lines the table is likely to take."""
    return sum(
        max(
            ceil(_cell_width(cell) / width)
            for cell, width in zip(row, widths, strict=True)
        )
        for row in _rows(table)
    )


def _allow_breaks(literal: nodes.literal) -> None:
    """Let a name such as a variable's be broken after its punctuation."""
    for text in list(literal.findall(nodes.Text)):
        parts = BREAKS.split(text.astext())
        text.parent.replace(text, nodes.Text(BREAK.join(parts)))


def _set_smaller(table: nodes.table) -> None:
    """Set one table in the next smaller type."""
    parent, at = table.parent, table.parent.index(table)
    size = r"\renewcommand\thesistablesize{%s}"
    parent.insert(at + 1, nodes.raw("", size % r"\small", format="latex"))
    parent.insert(at, nodes.raw("", size % r"\footnotesize", format="latex"))


def _let_float(table: nodes.table) -> None:
    """Let a numbered table, with the note right below it, move to where it fits."""
    if not isinstance(table[0], nodes.title):
        return
    parent, at = table.parent, table.parent.index(table)
    after = parent[at + 1 : at + 2]
    if after and _is_note(after[0]):
        at += 1
    parent.insert(at + 1, nodes.raw("", r"\end{table}", format="latex"))
    start = r"\begin{table}[htbp]"
    parent.insert(parent.index(table), nodes.raw("", start, format="latex"))


def _is_note(node: nodes.Node) -> bool:
    """Tell whether a paragraph is the note of the table before it."""
    if not isinstance(node, nodes.paragraph) or not len(node):
        return False
    return isinstance(node[0], nodes.emphasis) and node[0].astext() == "Note."


def _warn_too_wide(table: nodes.table, needed: int, line: int) -> None:
    logger.warning(
        "table too wide for the page: its longest words need the width of %d digits "
        "and a line has %d; shorten them or split the table",
        needed,
        line,
        location=table,
        type="thesis",
        subtype="table",
    )


def _open_cell(writer: Any, entry: nodes.entry) -> None:
    scope = _scope(entry)
    tag = "th" if scope else "td"
    said = {name: entry[more] + 1 for name, more in SPANS.items() if more in entry}
    if scope:
        said |= {"scope": scope, "classes": [CLASSES[scope]]}
    writer.body.append(writer.starttag(entry, tag, "", **said))
    writer.context.append(f"</{tag}>\n")


def _scope(entry: nodes.entry) -> str:
    """Return what a cell is the head of: col, row, or empty for nothing."""
    if _is_head(entry):
        return "col"
    row = entry.parent
    begins_row = row[0] is entry and not _is_reached_into(row)
    return "row" if begins_row and entry.astext().strip() else ""


def _is_reached_into(row: nodes.row) -> bool:
    """Tell whether the first cell of an earlier row spans this one too."""
    above = reversed(row.parent[: row.parent.index(row)])
    return any(each[0].get("morerows", 0) >= n for n, each in enumerate(above, 1))


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the steps for tables, and how their cells are written for the web."""
    app.add_node(nodes.entry, override=True, html=(_open_cell, None))
    app.add_post_transform(WholeNumbers)
    app.add_post_transform(TableColumns)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
