"""Text and tables in MyST Markdown, which HTML and paper both show as their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


class Markdown(str):
    """Cell text that is MyST Markdown already; any other text is escaped."""

    __slots__ = ()


#: Characters that MyST or LaTeX would take for markup.
MARKUP = re.compile(r"([\\`*_{}\[\]<>$&#^~|@%])")


def escaped(text: str) -> str:
    r"""Escape what MyST or LaTeX would take for markup, unless it is `Markdown`.

    Examples
    --------
    >>> print(escaped("50% a|b"), escaped(Markdown("*M* | 2")))
    50\% a\|b *M* \| 2
    """
    if isinstance(text, Markdown):
        text = re.sub(r"(?<!\\)\|", r"\\|", text)
    else:
        text = MARKUP.sub(r"\\\1", text)
    return " ".join(text.split(None)) if "\n" in text else text


def markdown_table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    caption: str,
    name: str,
    align: str | None = None,
    note: str = "",
) -> str:
    """Write a numbered table with caption, label and note in MyST Markdown.

    Parameters
    ----------
    header : sequence of str
        One cell for a column.
    rows : sequence of sequences of str
        As many cells as the header in each; text, or `Markdown`.
    caption, note : str
        MyST Markdown; one paragraph each. The note stands below the table.
    name : str
        Label for references.
    align : str, optional
        A letter for a column, ``l``, ``c`` or ``r``; else the first to the left and
        the others to the right.

    Returns
    -------
    str
        A table directive fenced with colons, which stays a table when it is the
        output of a code cell.

    Raises
    ------
    ValueError
        If there is no row, a row or `align` has another length than the header, or
        the caption has more than one line.
    """
    align = align or "l" + "r" * (len(header) - 1)
    wrong = [i for i, row in enumerate(rows, 1) if len(row) != len(header)]
    if wrong or not rows or len(align) != len(header):
        raise ValueError(
            f"{name}: {len(header)} columns, but align is {align!r} and "
            f"{len(wrong)} of {len(rows)} rows differ, at rows {wrong[:5]}; "
            "give every row a cell for each column"
        )
    if "\n" in caption or not caption:
        raise ValueError(f"{name}: a caption is one line, got {caption!r}; shorten it")
    rule = {"l": ":--", "c": ":-:", "r": "--:"}
    lines = [
        f":::{{table}} {caption}",
        f":name: {name}",
        "",
        _line(escaped(cell) for cell in header),
        _line(rule[letter] for letter in align),
        *(_line(escaped(cell) for cell in row) for row in rows),
        ":::",
    ]
    return "\n".join([*lines, "", f"*Note.* {note}", ""] if note else [*lines, ""])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
