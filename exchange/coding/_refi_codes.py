"""The tree of codes in a file of REFI-QDA."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from exchange.coding._refi_xml import guid_of
from exchange.coding._several import faults_of, remarks_of, repeated
from exchange.coding.projects import BELOW, MOST_LEVELS, code_path, faults_of_depth
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
        A code that may carry no passages, such as a folder, is not codable. What stands
        too deep is not looked at.
    """
    rows: list[CodeRow] = []
    guids: list[str] = []
    deep: list[str] = []
    waiting = [] if codes is None else [(each, "", 1) for each in _below(codes)]
    while waiting:
        element, parent, level = waiting.pop()
        name = element.get("name", "")
        path = code_path(parent, name)
        codable = element.get("isCodable", "true").strip() in ("true", "1")
        colour = _colour(element.get("color", "").strip())
        description = element.findtext("Description", "")
        rows.append((path, name, parent, description, codable, colour))
        guids.append(guid_of(element))
        below = _below(element)
        if level == MOST_LEVELS:
            deep += [each.get("name", "") for each in below]
        else:
            waiting += [(each, path, level + 1) for each in below]
    faults += faults_of_depth(deep, file=where)
    faults += _faults(rows, guids, where)
    return CodeTree(
        rows=tuple(rows),
        paths=dict(zip(guids, (row[0] for row in rows), strict=True)),
        remarks=tuple(_lost_colours(codes)),
    )


def _below(element: Element) -> list[Element]:
    # The last is taken first from the list of those that wait.
    return element.findall("Code")[::-1]


def _colour(colour: str) -> str:
    if re.fullmatch("#[0-9A-Fa-f]{3}", colour):
        return "#" + "".join(2 * digit for digit in colour[1:])
    return colour if re.fullmatch("#[0-9A-Fa-f]{6}", colour) else ""


def _lost_colours(codes: Element | None) -> list[str]:
    given = [] if codes is None else [c.get("color", "").strip() for c in codes.iter()]
    lost = sorted({colour for colour in given if colour and not _colour(colour)})
    return remarks_of(lost, "colours are not of the form #RRGGBB")


def _faults(rows: list[CodeRow], guids: list[str], where: str) -> list[Fault]:
    nameless = [row[0] for row in rows if not row[1].strip()]
    joined = [row[1] for row in rows if BELOW in row[1]]
    joins = f"hold {BELOW!r}, which joins a code to the one above it"
    twice = "stand twice below the same one"
    alike = "share an identifier with another"
    again = "in the program, and export again"
    found = [
        (nameless, "have no name", f"name them {again}"),
        (joined, joins, f"rename them {again}"),
        (repeated(guids), alike, "export the project again"),
        (repeated(row[0] for row in rows), twice, f"rename all but one {again}"),
    ]
    return [
        replace(fault, file=where, variable="codes")
        for names, rule, hint in found
        for fault in faults_of(names, f"codes {rule}", hint)
    ]
