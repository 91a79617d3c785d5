"""Where the book names a theme or code that the coding frame in use does not have.

The chapters speak of the themes of one coding frame, at first of that of the simulated
interviews. With another frame these places have to be gone through; here all of them
are found at once, before anything runs. Words that are not certain to name a theme are
taken for one where the frame of the simulated interviews has them; they are listed
beside the others, and end no build by themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path

from analysis.data.codebook import Codebook, load_codebook
from analysis.data.coding_frame import Node, frame_nodes, load_coding_frame, meant
from analysis.data.loading import Study, data_folder, read_declaration
from reported import sources
from reported.checks.stand_in import as_read
from results import DataError, Fault
from thesis._theme_cells import Cells, asked_in_prose

FRAME = "coding_frame.yaml"
GUIDE = "docs/own-coding-frame.md"
#: What stands in the key of an excerpt where it is not of a group.
RULES = ("typical", "deviant")
PAGE = re.compile(r"^[\s-]*(?:root|file):\s*(\S+)", re.MULTILINE)
STAT = re.compile(r"\{stat\}`(?:[^`<]*<)?([^`<>]+)>?`")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A name that the frame lacks, on a page and line."""

    page: str  # path below the project
    line: int
    name: str
    certain: bool = True

    def __str__(self) -> str:
        """Where, as editors open it."""
        return f"{self.page}:{self.line}"


@dataclass(frozen=True)
class Names:
    """The names that a frame has, and those that stand beside them in keys."""

    nodes: tuple[Node, ...]
    simulated: frozenset[str]  # names of the frame of the simulated interviews
    beside: frozenset[str]  # groups, and what else is no theme

    @cached_property
    def there(self) -> frozenset[str]:
        """Return every name that is no fault."""
        return self.beside.union(node.name for node in self.nodes)

    def lacking(self, key: str) -> list[str]:
        """Return what is no name in the key of a theme, of two, of theme and group."""
        if key in self.there:
            return []
        for at, sign in enumerate(key):
            left = [x for x in (key[:at], key[at + 1 :]) if x not in self.there]
            if sign == "-" and (len(left) < 2 or self.simulated.intersection(left)):
                return left
        return [key]

    def lacking_in_path(self, path: str, function: str) -> list[str]:
        """Return the same of the key with which a path begins."""
        names = [node.name for node in self.nodes]
        keys = [*names, *self.beside]
        if function == "co_occurrence":
            keys += map("-".join, combinations(names, 2))
        elif function == "chosen_excerpts":
            keys += [f"{name}-{part}" for name in names for part in self.beside]
        known = any(f"{path}.".startswith(f"{key}.") for key in keys)
        return [] if known else self.lacking(path.partition(".")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """All places of a book that name what its coding frame lacks."""

    places: tuple[Place, ...] = ()
    nodes: tuple[Node, ...] = ()
    frame: str = ""  # its file

    @property
    def heading(self) -> str:
        """How many places and names there are, and what the frame has instead."""
        names = len({place.name for place in self.places})
        themes = [node.name for node in self.nodes if node.level == "theme"]
        return (
            f"{_many(len(self.places), 'place')} in the book "
            f"{'names' if len(self.places) == 1 else 'name'} "
            f"{_many(names, 'theme or code', 'themes or codes')} that {self.frame} "
            f"does not have; its themes are {', '.join(themes)} (what to do: {GUIDE})"
        )

    def lines(self) -> list[str]:
        """Every place with its name, and with what might be meant."""
        near = {place.name: meant(place.name, self.nodes) for place in self.places}
        return [f"{at}: {at.name!r}{near[at.name]}" for at in self.places]

    def explains(self, place: str, fault: str) -> bool:
        """Tell whether a fault of a page is that one of these names leads nowhere."""
        names = (re.escape(at.name) for at in self.places if at.page in place)
        lost = "|".join(dict.fromkeys(names))
        return bool(lost and re.search(rf"['\"-](?:{lost})['\"-]", fault))


def unknown_themes(root: Path) -> Unknown:
    """Find every place of a project's book that names what the frame in use lacks.

    Parameters
    ----------
    root : Path
        The folder of the project.

    Returns
    -------
    Unknown
        Places by page in the order of the contents, and by line. Nothing, where there
        is no frame, or one that cannot be read, or no book.
    """
    try:
        folder = data_folder(root)
        nodes = tuple(frame_nodes(load_coding_frame(folder)))
        names = Names(nodes, _simulated(root), _beside(load_codebook()))
        kind = read_declaration(folder).kind
    except DataError:
        return Unknown()
    contents = root / "book" / "_toc.yml"
    named = PAGE.findall(contents.read_text("utf-8")) if contents.is_file() else ()
    pages = [root / "book" / f"{name}.md" for name in named]
    texts = {
        page.relative_to(root).as_posix(): as_read(page.read_text("utf-8"), kind)
        for page in pages
        if page.is_file()
    }
    frame = str(folder / FRAME).removeprefix(f"{root}/")
    return Unknown(places=tuple(_places(texts, names)), nodes=nodes, frame=frame)


def refuse_unknown_codes(study: Study) -> None:
    """Hold a study's coding against its frame.

    Raises
    ------
    DataError
        If the frame cannot be read, or lacks codes that were given; all of these.
    """
    given = Counter(study.table("coding")["code"].dropna().astype("str"))
    if not given and not (study.folder / FRAME).is_file():
        return
    nodes = frame_nodes(load_coding_frame(study.folder))
    known = [node for node in nodes if node.level == "code"]
    lacking = given.keys() - {node.name for node in known}
    faults = [
        Fault(
            file=study.codebook.table("coding").file,
            variable="code",
            value=code,
            rule=f"{FRAME} has no such code, in {_many(given[code], 'row')}",
            hint=meant(code, known).removeprefix("; ") or "add it to the frame",
        )
        for code in sorted(lacking)
    ]
    if faults:
        raise DataError(faults)


def _simulated(root: Path) -> frozenset[str]:
    with suppress(DataError):
        frame = load_coding_frame(root / "data" / "simulated")
        return frozenset(node.name for node in frame_nodes(frame))
    return frozenset()


def _beside(codebook: Codebook) -> frozenset[str]:
    """Return what else parts of results are called: groups, and rules of choice."""
    tables = codebook.tables.values()
    levels = (one.levels for table in tables for one in table.variables.values())
    return frozenset(RULES).union(*levels)


def _places(texts: dict[str, str], names: Names) -> Iterator[Place]:
    """Yield the places of every page, each name once on a line."""
    published: dict[str, str] = {}
    found: dict[str, list[Place]] = {}
    for page, text in texts.items():
        cells = Cells(published)
        found[page] = [
            Place(page=page, line=line, name=name, certain=certain)
            for line, name, certain in _in_cells(text, cells, names)
        ]
    for page, text in texts.items():
        for at in STAT.finditer(text):
            key, function = asked_in_prose(at[1], published)
            line = text.count("\n", 0, at.start()) + 1
            lacking = names.lacking_in_path(key, function) if key else ()
            found[page] += [Place(page=page, line=line, name=name) for name in lacking]
        kept = {(at.line, at.name): at for at in sorted(found[page])}
        yield from kept.values()


def _in_cells(text: str, cells: Cells, names: Names) -> Iterator[tuple[int, str, bool]]:
    for cell in sources.cells(text):
        for line, said, certain in cells.read(cell.code):
            lacking = names.lacking(said)
            if certain or names.simulated.issuperset(lacking):
                yield from ((cell.line - 1 + line, name, certain) for name in lacking)


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or one + 's'}"
