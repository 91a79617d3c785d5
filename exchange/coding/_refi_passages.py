"""Passages of a REFI-QDA project: where they are, their codes, and who coded them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from analysis.data.transcripts import plain_text
from exchange.coding._refi_sources import TextSource
from exchange.coding._refi_xml import guid_of
from exchange.coding._several import faults_of, remarks_of, repeated
from exchange.coding._text_offsets import Positions, Selection
from results import Fault

#: What positions are: whole numbers, also where blanks stand around them.
WHOLE = re.compile(r"\s*[+-]?[0-9]{1,15}\s*")


#: Number of a passage, None for a whole source; name of the source; path of the code,
#: None for none; GUID of the coder.
Row = tuple[int | None, str, str | None, str]


@dataclass(slots=True, kw_only=True)
class Coded:
    """All that was coded in a project; grows while its sources are gone through."""

    selections: list[Selection] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)  # GUIDs of codes not there
    no_numbers: list[str] = field(default_factory=list)  # positions
    empty: list[str] = field(default_factory=list)  # selections of no character


def coded_passages(
    root: Element,
    sources: Sequence[TextSource],
    paths: Mapping[str, str],
    *,
    where: str,
    faults: list[Fault],
) -> Coded:
    """Collect the passages of all sources, with their codes.

    Parameters
    ----------
    root : Element
        The project, as `refi_root` returns it.
    sources : sequence of TextSource
        As `text_sources` found them.
    paths : mapping of str to str
        Path of each code by its GUID.
    where : str
        Name of the file, for messages.
    faults : list of Fault
        Grows by codes that are not there and positions that are no numbers.

    Returns
    -------
    Coded
        A passage that was only coded with a case is none, nor is an empty one.
    """
    coded = Coded()
    # Some programs use cases as codes.
    cases = {guid_of(case): "" for case in root.iterfind("Cases/Case")}
    for source in sources:
        _add_codings(coded, (None, source.name), source.whole, "", cases | {**paths})
        for element in source.selections:
            _add_passage(coded, source.name, element, cases | {**paths})
    rule, hint = "codes are not in the project", "export the whole project again"
    strange = sorted(set(coded.unknown))
    faults += faults_of(strange, rule, hint, file=where, variable="codings")
    rule, hint = "positions are not whole numbers", "export the project again"
    lost = coded.no_numbers
    faults += faults_of(lost, rule, hint, file=where, variable="passages")
    return coded


def _add_passage(
    coded: Coded, source: str, element: Element, known: Mapping[str, str]
) -> None:
    start, end = element.get("startPosition", ""), element.get("endPosition", "")
    if not (WHOLE.fullmatch(start) and WHOLE.fullmatch(end)):
        coded.no_numbers.append(f"{source} {start!r} to {end!r}")
        return
    if int(start) == int(end):
        coded.empty.append(f"{source} {start} to {end}")
        return
    maker = guid_of(element, "creatingUser") or guid_of(element, "modifyingUser")
    codings, before = element.findall("Coding"), len(coded.rows)
    place = (len(coded.selections), source)
    _add_codings(coded, place, codings, maker, known)
    if not codings:
        coded.rows.append((*place, None, maker))
    if len(coded.rows) > before:
        name = element.get("name", "")
        coded.selections.append(
            Selection(source=source, start=int(start), end=int(end), name=name)
        )


def _add_codings(
    coded: Coded,
    place: tuple[int | None, str],
    codings: Iterable[Element],
    maker: str,
    known: Mapping[str, str],
) -> None:
    for coding in codings:
        target = guid_of(coding.find("CodeRef"), "targetGUID")
        if target not in known:
            coded.unknown.append(target)
        elif known[target]:
            coder = guid_of(coding, "creatingUser") or maker
            coded.rows.append((*place, known[target], coder))


def coder_names(root: Element, coded: Coded) -> tuple[dict[str, str], list[str]]:
    """Name everybody who coded, and say whom the file does not name.

    Parameters
    ----------
    root : Element
        The project, as `refi_root` returns it.
    coded : Coded
        As `coded_passages` returns it.

    Returns
    -------
    dict of str to str, list of str
        Name by GUID, the GUID itself where there is none; and remarks.
    """
    users = user_names(root)
    shared = repeated(name for name in users.values() if name)
    guids = [coder for *_, coder in coded.rows]
    coders = {"": ""} | {guid: users.get(guid) or guid for guid in guids}
    strangers = [guid for guid in coders if guid and not users.get(guid)]
    # Two people of one name must not become one coder.
    alike = [guid for guid in coders if users.get(guid) in shared]
    coders |= {guid: f"{users[guid]} ({guid[:8]})" for guid in alike}
    named = "coders have no name, and were named by their identifiers"
    apart = "coders share a name, and were told apart by their identifiers"
    # Who only marked a passage, or wrote a note, did not code.
    at_work = [coder for _, _, code, coder in coded.rows if code is not None]
    nobody = at_work.count("")
    return coders, [
        *([f"{nobody} codings do not say who coded."] if nobody else []),
        *remarks_of((guid for guid in strangers if guid in at_work), named),
        *remarks_of((coders[guid] for guid in alike if guid in at_work), apart),
    ]


def user_names(root: Element) -> dict[str, str]:
    """Name every user of a project by GUID; "" where there is no name."""
    users = {}
    for user in root.iterfind("Users/User"):
        given = [name for name in (user.get("name"), user.get("id")) if name]
        users[guid_of(user)] = next((name for name in given if name.strip()), "")
    return users


def excerpt_rows(
    coded: Coded,
    positions: Positions,
    texts: Mapping[str, str],
    coders: Mapping[str, str],
) -> list[tuple[object, ...]]:
    """List every passage with every code of it, in the columns of EXCERPTS.

    Parameters
    ----------
    coded : Coded
        As `coded_passages` returns it.
    positions : Positions
        Of its passages.
    texts : mapping of str to str
        Text of each source by name, as stored.
    coders : mapping of str to str
        Names of `coder_names`.

    Returns
    -------
    list of tuple
        A source that was coded as a whole is a passage of its whole text.
    """
    rows: list[tuple[object, ...]] = []
    plain = {name: plain_text(text) for name, text in texts.items()}
    for number, source, code, coder in coded.rows:
        whole = (0, len(plain[source]))
        start, end = whole if number is None else positions.places[number]
        place = (start, end) if end else (None, None)
        rows.append((source, *place, plain[source][start:end], code, coders[coder]))
    return rows
