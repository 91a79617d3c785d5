"""Find the words for readers that stand in cells of code: captions, notes, labels."""

import ast
import re
from collections.abc import Iterator
from contextlib import suppress

import yaml

from reported.sources import Cell, cells

SHOWN_SETTINGS = ("caption", "alt")
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
    for cell in cells(text):
        for start, end in _shown(cell):
            words = IN_BRACES.sub(lambda found: "\0" * len(found[0]), text[start:end])
            seen = f"{seen[:start]}{words}{seen[end:]}"
    return seen


def calls_in(cell: Cell) -> list[ast.Call]:
    """Return the calls in a cell; none where its code is not Python, as the build says.

    Lines are counted from the first one of the code.
    """
    try:
        tree = ast.parse(cell.code)
    except SyntaxError:
        return []
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _shown(cell: Cell) -> Iterator[tuple[int, int]]:
    """Yield the places of captions and alternative texts in a cell."""
    with suppress(yaml.YAMLError):  # as the build says
        for value in _settings(yaml.compose(cell.settings)):
            marks = value.start_mark, value.end_mark
            start, end = (cell.settings_at + mark.index for mark in marks)
            yield start, end
    code, starts = cell.code, [cell.code_at]
    for line in code.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for argument in (word for call in calls_in(cell) for word in call.keywords):
        if SHOWN_ARGUMENT.fullmatch(argument.arg or ""):
            for node in _texts(argument.value):
                yield _place(code, starts, node)


def _settings(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Yield the options that readers see, however deep they stand."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(value, yaml.ScalarNode):
                if key.value in SHOWN_SETTINGS:
                    yield value
            else:
                yield from _settings(value)


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
