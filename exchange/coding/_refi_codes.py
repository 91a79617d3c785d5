"""The tree of codes in a file of REFI-QDA."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from exchange.coding._refi_xml import guid_of, words_in
from exchange.coding.projects import BELOW, code_path
from results import Fault

CodeRow = tuple[str, str, str, str, bool, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTree:
    """Codes, as `coded_project` takes them."""

    rows: tuple[CodeRow, ...]  # in the columns of CODES, each after the one above it
    paths: Mapping[str, str]  # by GUID
    remarks: tuple[str, ...]


def code_tree(codes: Element | None, *, where: str, faults: list[Fault]) -> CodeTree:
    """List the codes below an element.

    Parameters
    ----------
    codes : Element or None
        `Codes` of a project or a codebook, as `refi_root` names its parts.
    where : str
        Name of the file, for messages.
    faults : list of Fault
        Grows by what is wrong.

    Returns
    -------
    CodeTree
        A code that may carry no passages, such as a folder, is not codable.
    """
    rows: list[CodeRow] = []
    guids: list[str] = []
    waiting = [] if codes is None else [(each, "") for each in _below(codes)]
    while waiting:
        element, parent = waiting.pop()
        name = element.get("name", "")
        path = code_path(parent, name)
        codable = element.get("isCodable", "true").strip() in ("true", "1")
        colour = _colour(element.get("color", "").strip())
        description = words_in(element, "Description")
        rows.append((path, name, parent, description, codable, colour))
        guids.append(guid_of(element))
        waiting += [(each, path) for each in _below(element)]
    faults += _faults(rows, guids, where)
    return CodeTree(
        rows=tuple(rows),
        paths=dict(zip(guids, (row[0] for row in rows), strict=True)),
        remarks=_lost_colours(codes),
    )


def _below(element: Element) -> list[Element]:
    # The last is taken first from the list of those that wait.
    return element.findall("Code")[::-1]


def _colour(colour: str) -> str:
    if re.fullmatch("#[0-9A-Fa-f]{3}", colour):
        return "#" + "".join(2 * digit for digit in colour[1:])
    return colour if re.fullmatch("#[0-9A-Fa-f]{6}", colour) else ""


def _lost_colours(codes: Element | None) -> tuple[str, ...]:
    given = [] if codes is None else [c.get("color", "").strip() for c in codes.iter()]
    lost = sorted({colour for colour in given if colour and not _colour(colour)})
    if not lost:
        return ()
    return (f"{len(lost)} colours are not of the form #RRGGBB, got {lost[:5]}.",)


def _faults(rows: list[CodeRow], guids: list[str], where: str) -> list[Fault]:
    nameless = [row[0] for row in rows if not row[1].strip()]
    joined = [row[1] for row in rows if BELOW in row[1]]
    double = sorted(guid for guid, n in Counter(guids).items() if n > 1)
    paths = Counter(row[0] for row in rows)
    twice = sorted(path for path, n in paths.items() if n > 1)
    found = [
        (nameless, "have no name", "name them in the program"),
        (
            joined,
            f"hold {BELOW!r}, which joins a code to the one above it",
            "rename them in the program",
        ),
        (double, "share an identifier with another", "export the project again"),
        (twice, "stand twice below the same one", "rename all but one in the program"),
    ]
    return [
        Fault(
            file=where,
            variable="codes",
            rule=f"{len(names)} codes {rule}, got {names[:5]}",
            hint=f"{hint}, and export again" if "export" not in hint else hint,
        )
        for names, rule, hint in found
        if names
    ]
