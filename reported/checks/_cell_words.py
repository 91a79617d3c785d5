"""Find the words for readers that stand in cells of code: captions, notes, labels."""

import ast
import re
from collections.abc import Iterator

CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: Settings of a cell stand before its code, behind colons or between dashes.
SETTINGS = re.compile(r"(?:\s*:[^\n]*\n)+|\s*---\n.*?\n---\n", re.DOTALL)
SHOWN_SETTING = re.compile(r"^\s*:?\s*(?:caption|alt):\s*(.*)$", re.MULTILINE)
#: Arguments whose text is printed: caption, note, alt, title, label ...
SHOWN_ARGUMENT = re.compile(r"(?:\w+_)?(?:caption|note|alt|title|label|description)")
IN_BRACES = re.compile(r"\{[^{}\n]*\}")


def with_words_of_cells(text: str, seen: str) -> str:
    """Put what readers see of the cells of a page into the prose around them.

    Parameters
    ----------
    text : str
        MyST Markdown.
    seen : str
        As long, with the cells blank.
    """
    for cell in CELL.finditer(text):
        for start, end in _shown(cell[1]):
            start, end = start + cell.start(1), end + cell.start(1)
            words = IN_BRACES.sub(lambda found: "\0" * len(found[0]), text[start:end])
            seen = f"{seen[:start]}{words}{seen[end:]}"
    return seen


def calls_in(cell: str) -> list[ast.Call]:
    """Return the calls in a cell; none where its code is not Python, as the build says.

    Lines are counted from below the settings.
    """
    settings = SETTINGS.match(cell)
    try:
        tree = ast.parse(cell[settings.end() if settings else 0 :])
    except SyntaxError:
        return []
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _shown(cell: str) -> Iterator[tuple[int, int]]:
    """Yield the places of captions and alternative texts in a cell."""
    settings = SETTINGS.match(cell)
    below = settings.end() if settings else 0
    for found in SHOWN_SETTING.finditer(cell, 0, below):
        yield found.span(1)
    code = cell[below:]
    starts = [below]
    for line in code.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for argument in (word for call in calls_in(cell) for word in call.keywords):
        if SHOWN_ARGUMENT.fullmatch(argument.arg or ""):
            for node in _texts(argument.value):
                yield _place(code, starts, node)


def _texts(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.JoinedStr):
        yield node
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node
    else:
        for part in ast.iter_child_nodes(node):
            yield from _texts(part)


def _place(code: str, starts: list[int], node: ast.expr) -> tuple[int, int]:
    """Return where a node stands; Python counts its columns in bytes."""
    lines = code.split("\n")
    first, last = node.lineno, node.end_lineno or node.lineno
    before = lines[first - 1].encode()[: node.col_offset].decode()
    upto = lines[last - 1].encode()[: node.end_col_offset].decode()
    return starts[first - 1] + len(before), starts[last - 1] + len(upto)
