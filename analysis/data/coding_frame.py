"""The coding frame of the interviews: themes, and the codes below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from pydantic import Field

from results import DataError, Fault
from results.strict_yaml import Entry, read_yaml

REPAIR = "list themes with their codes, as data/simulated/coding_frame.yaml does"


class Code(Entry):
    """A code: its name in the data, its words, and when it is used."""

    code: str
    label: str
    description: str


class Theme(Entry):
    """A theme, or a sub-theme, with what stands under it."""

    theme: str
    label: str
    description: str
    themes: list[Theme] = Field(default_factory=list)
    codes: list[Code] = Field(default_factory=list)


class CodingFrame(Entry):
    """The whole frame: themes in the order in which they are reported."""

    themes: list[Theme]


Frame = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Node:
    """One theme, sub-theme or code of a frame."""

    name: str
    label: str
    description: str
    parent: str  # name of the theme above it; "" at the top
    level: str  # theme, sub-theme or code
    depth: int  # 0 at the top
    codes: frozenset[str]  # the codes at or below it


def load_coding_frame(folder: Path) -> list[dict[str, Any]]:
    """Read the coding frame of a data folder.

    Parameters
    ----------
    folder : Path
        With a file ``coding_frame.yaml``.

    Returns
    -------
    list of dict
        Themes in order, each with ``theme``, ``label``, ``description``, its
        sub-themes ``themes``, which are of the same form, and its ``codes``: dicts of
        ``code``, ``label`` and ``description``.

    Raises
    ------
    DataError
        If the file is missing or has another form, a name is used twice, or a theme
        has nothing below it; all such faults at once.
    """
    path = folder / "coding_frame.yaml"
    frame = read_yaml(path, CodingFrame, hint=REPAIR)
    themes = [theme.model_dump() for theme in frame.themes]
    nodes = frame_nodes(themes)
    times = Counter(node.name for node in nodes)
    apart = "names two things", "give every theme and code a name of its own"
    empty = "has no code below it", "add its codes, or leave the theme out"
    wrong = [(name, *apart) for name, count in times.items() if count > 1]
    wrong += [(node.name, *empty) for node in nodes if not node.codes]
    if wrong:
        raise DataError(
            Fault(file=path.name, value=value, rule=rule, hint=hint)
            for value, rule, hint in wrong
        )
    return themes


def frame_nodes(frame: Frame) -> list[Node]:
    """List every theme, sub-theme and code of a frame, each before what it contains.

    Parameters
    ----------
    frame : sequence of mappings
        As `load_coding_frame` returns it; labels and descriptions may be left out, and
        a label is then the name.

    Returns
    -------
    list of Node
        Sub-themes stand before the codes of the same theme.
    """
    return [node for theme in frame for node in _nodes(theme, "", 0)]


def _nodes(theme: Mapping[str, Any], parent: str, depth: int) -> Iterator[Node]:
    name = theme["theme"]
    below = [
        node
        for inner in theme.get("themes", ())
        for node in _nodes(inner, name, depth + 1)
    ]
    below += [
        Node(
            name=code["code"],
            label=str(code.get("label", code["code"])),
            description=str(code.get("description", "")),
            parent=name,
            level="code",
            depth=depth + 1,
            codes=frozenset({code["code"]}),
        )
        for code in theme.get("codes", ())
    ]
    yield Node(
        name=name,
        label=str(theme.get("label", name)),
        description=str(theme.get("description", "")),
        parent=parent,
        level="sub-theme" if parent else "theme",
        depth=depth,
        codes=frozenset(node.name for node in below if node.level == "code"),
    )
    yield from below


def meant(name: str, nodes: Iterable[Node]) -> str:
    """Say which parts of a frame are called nearly so, by their names or labels.

    Examples
    --------
    >>> frame = [{"theme": "law", "label": "Formal coercion (law)", "codes": []}]
    >>> meant("formal_coercion", frame_nodes(frame)), meant("mood", frame_nodes(frame))
    ("; did you mean 'law'?", '')
    """
    called = ((text, node.name) for node in nodes for text in (node.label, node.name))
    words = {_letters(text): known for text, known in called}
    near = get_close_matches(_letters(name), words, n=3)
    found = dict.fromkeys(words[word] for word in near)
    return f"; did you mean {' or '.join(map(repr, found))}?" if found else ""


def _letters(text: str) -> str:
    """Return a text in small letters without accents, with blanks for ``_``."""
    plain = normalize("NFKD", text.replace("_", " ").casefold())
    return "".join(sign for sign in plain if not combining(sign))


def theme_of_codes(frame: Frame) -> dict[str, str]:
    """Return the theme at the top of the tree for every code."""
    return {
        code: node.name
        for node in frame_nodes(frame)
        if node.level == "theme"
        for code in node.codes
    }


def code_rows(frame: Frame) -> list[list[str]]:
    """List every code: label of its theme, of its sub-theme or "", its own, its use."""
    nodes = {node.name: node for node in frame_nodes(frame)}
    themes = theme_of_codes(frame)
    return [
        [
            nodes[themes[node.name]].label,
            "" if nodes[node.parent].level == "theme" else nodes[node.parent].label,
            node.label,
            node.description,
        ]
        for node in nodes.values()
        if node.level == "code"
    ]
