"""Know which numbers the words of a claim may hold: those that its condition tests."""

import ast
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from reported.checks._cell_words import calls_in
from reported.sources import cells

#: A claim by its id, and the numbers in its condition.
Bounds = Mapping[str, frozenset[Fraction]]

CLAIM = re.compile(r"\{claim\}`[^`]*?<([^<>`]+)>`")
#: The level of a test is no bound of a result.
LEVEL = Fraction(1, 20)


def bounds_of_claims(sources: Mapping[str, str]) -> dict[str, frozenset[Fraction]]:
    """Read the conditions of all claims from the cells that publish them.

    Parameters
    ----------
    sources : mapping of str to str
        The text of every page, by its path.
    """
    bounds: dict[str, frozenset[Fraction]] = {}
    for text in sources.values():
        for cell in cells(text):
            for call in calls_in(cell):
                named = isinstance(call.func, ast.Name) and call.func.id == "claim"
                if named and len(call.args) == 2:
                    name, condition = call.args
                    bounds[_words(name)] = frozenset(_numbers(condition))
    return bounds


def claims_on(text: str) -> list[tuple[int, int, str]]:
    """Return where the claims of a page begin and end, and their ids."""
    return [(found.start(), found.end(), found[1]) for found in CLAIM.finditer(text)]


def _words(argument: ast.expr) -> str:
    texts = [n for n in ast.walk(argument) if isinstance(n, ast.Constant)]
    return " ".join(str(node.value) for node in texts)


def _numbers(condition: ast.expr) -> Iterator[Fraction]:
    """Yield the numbers of a condition, and those that it divides, such as 1 / 3."""
    levels = {
        id(limit)
        for node in ast.walk(condition)
        if isinstance(node, ast.Compare) and _is_p(node.left)
        for limit in node.comparators
        if _value(limit) == LEVEL
    }
    for node in ast.walk(condition):
        value = _value(node)
        if value is not None and id(node) not in levels:
            yield value


def _is_p(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr.partition("_")[0] == "p"


def _value(node: ast.AST) -> Fraction | None:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return Fraction(str(node.value))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        above, below = _value(node.left), _value(node.right)
        return above / below if above is not None and below else None
    return None
