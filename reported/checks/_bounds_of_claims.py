"""Know which numbers the words of a claim may hold: those that its condition tests."""

import ast
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from reported.checks._cell_words import CELL, calls_in
from reported.checks.number_words import value_of

#: A claim by its id, and the numbers in the words of its condition.
Bounds = Mapping[str, frozenset[Fraction]]

CLAIM = re.compile(r"\{claim\}`[^`]*?<([^<>`]+)>`")
#: The level of a test is no bound of a result.
LEVEL = re.compile(r"\bp(?:-value)?\b[^,;]*?\.05\b")


def bounds_of_claims(sources: Mapping[str, str]) -> dict[str, frozenset[Fraction]]:
    """Read the conditions of all claims from the cells that publish them.

    Parameters
    ----------
    sources : mapping of str to str
        The text of every page, by its path.
    """
    bounds: dict[str, frozenset[Fraction]] = {}
    for text in sources.values():
        for cell in CELL.finditer(text):
            for call in calls_in(cell[1]):
                if isinstance(call.func, ast.Name) and call.func.id == "claim":
                    words = [_words(argument) for argument in call.args[:2]]
                    if len(words) == 2:
                        bounds[words[0]] = frozenset(_numbers(words[1]))
    return bounds


def claims_on(text: str) -> list[tuple[int, int, str]]:
    """Return where the claims of a page begin and end, and their ids."""
    return [(found.start(), found.end(), found[1]) for found in CLAIM.finditer(text)]


def _words(argument: ast.expr) -> str:
    texts = [n for n in ast.walk(argument) if isinstance(n, ast.Constant)]
    return " ".join(str(node.value) for node in texts)


def _numbers(condition: str) -> Iterator[Fraction]:
    for found in re.finditer(r"[^\s;:()]+", LEVEL.sub("", condition)):
        word = found[0].strip(",.") if not found[0].startswith(".") else found[0]
        value = value_of(word.rstrip(",%"))
        if value is not None:
            yield abs(value)
        if word.endswith("%") and value is not None:
            yield abs(value) / 100
