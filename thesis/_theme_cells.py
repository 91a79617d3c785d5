"""Names of themes in the code of chapters, found without running it.

A name by which a table of themes or a function of `analysis.themes` is asked is one of
a theme for certain. Any other text in a cell that looks at themes may be one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis import themes
from results import CoderAgreement, CoOccurrence, Quotations, ThemeTable
from results.parts import names_of

#: Functions whose results are asked by themes: what they return, and in which field.
KEYED = {
    "theme_table": (ThemeTable, "rows"),
    "coder_agreement": (CoderAgreement, "rows"),
    "co_occurrence": (CoOccurrence, "pairs"),
    "chosen_excerpts": (Quotations, "quotations"),
}
JOINTS = re.compile(" is | or | and ")
KEPT = "[a-z0-9-]+"  # in an id: what is put there when the cell runs


class Said(NamedTuple):
    """A text in a cell that names a theme, or two, or a theme and a group."""

    line: int  # of the cell
    text: str
    certain: bool


@dataclass
class Cells:
    """What the cells of a page publish, and what they call what they make of themes."""

    published: dict[str, str] = field(default_factory=dict)  # pattern of an id: by what
    tables: dict[str, str] = field(default_factory=dict)  # variable: by what
    touched: set[str] = field(default_factory=set)  # variables made of themes otherwise

    def read(self, code: str) -> Iterator[Said]:
        """Read one cell after the other; of one that is no Python nothing is said."""
        try:
            nodes = list(ast.walk(ast.parse(code)))
        except SyntaxError:
            return
        for node in sorted(nodes, key=lambda one: getattr(one, "lineno", 0)):
            self._remember(node)
        for node in nodes:
            yield from (Said(*said, certain=True) for said in self._asked(node))
        if any(map(self._of_themes, nodes)):
            for line, text in _texts(nodes):
                yield from (Said(line, s, certain=False) for s in JOINTS.split(text))

    def _remember(self, node: ast.AST) -> None:
        """Note what a node publishes, and which variables it gives a value."""
        if isinstance(node, ast.Call) and _called(node) == "publish" and _made(node):
            self.published[_pattern(node.args[0])] = _made(node)
        if isinstance(node, ast.Assign):
            stored = [name for target in node.targets for name in ast.walk(target)]
            names = [name.id for name in stored if isinstance(name, ast.Name)]
            if _made(node.value) and not _several(node.value):
                self.tables |= dict.fromkeys(names, _made(node.value))
            elif any(map(self._of_themes, ast.walk(node.value))):
                self.touched.update(names)

    def _of_themes(self, node: ast.AST) -> bool:
        if isinstance(node, ast.Name):
            return node.id in self.tables or node.id in self.touched
        return isinstance(node, ast.Call) and _called(node) in themes.__all__

    def _asked(self, node: ast.AST) -> Iterator[tuple[int, str]]:
        """Yield the texts by which a node asks for a theme, with their lines."""
        match node:
            case ast.Call(keywords=given) if _called(node) in themes.__all__:
                yield from _texts([one.value for one in given if one.arg == "theme"])
            case ast.Call(args=[_, name, *_]) if _called(node) == "excerpts_run":
                yield from _texts([name])
            case ast.Compare(left=ast.Attribute(attr="theme"), comparators=others):
                yield from _texts(others)
            case ast.Subscript(value=ast.Name(id=name), slice=key):
                if name in self.tables:
                    fields = names_of(KEYED[self.tables[name]][0])
                    yield from (one for one in _texts([key]) if one[1] not in fields)


def asked_in_prose(target: str, published: dict[str, str]) -> tuple[str, str]:
    """Return of a reference to a result what may be a key, and the function it is of.

    Parameters
    ----------
    target : str
        Id and path, as in ``{stat}``.
    published : dict of str to str
        As `Cells` has it.

    Returns
    -------
    (str, str)
        All of the path from the key on; nothing where a field is asked for, or a result
        that is of another function.
    """
    name, _, path = target.partition(".")
    made = next((by for ids, by in published.items() if re.fullmatch(ids, name)), "")
    if not path or not made:
        return "", ""
    record, parts = KEYED[made]
    key = path.removeprefix(f"{parts}.")
    is_field = key == path and path.partition(".")[0] in names_of(record)
    return ("", "") if is_field else (key, made)


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _texts(nodes: list[ast.AST] | list[ast.expr]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _several(value: ast.expr) -> bool:
    """Tell whether results stand in a mapping, each under its key."""
    given = value.args if isinstance(value, ast.Call) else []
    return any(isinstance(one, ast.Dict | ast.DictComp) for one in (value, *given))


def _made(value: ast.expr) -> str:
    """Return the function of `KEYED` of which a value, or each of several, comes."""
    match value:
        case ast.Call(args=[_, made, *_]) if _called(value) == "publish":
            return _made(made)
        case ast.Call() if _called(value) in KEYED:
            return _called(value)
        case ast.GeneratorExp(elt=made) | ast.ListComp(elt=made):
            return _made(made)
        case ast.DictComp(value=made) | ast.Dict(values=[made, *_]):
            return _made(made)
    return ""


def _pattern(name: ast.expr) -> str:
    """Return what the ids can be that a call of `publish` gives."""
    parts = name.values if isinstance(name, ast.JoinedStr) else [name]
    texts = ["".join(text for _, text in _texts([part])) for part in parts]
    return "".join(KEPT.join(map(re.escape, t.split("{}"))) or KEPT for t in texts)
