"""Passages of a REFI-QDA project: where they are, their codes, and who coded them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from exchange.coding._refi_cases import Link, case_guids
from exchange.coding._refi_sources import TextSource
from exchange.coding._refi_xml import guid_of
from exchange.coding._text_offsets import Positions, Selection
from exchange.coding.projects import plain_text
from results import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage that was marked."""

    selection: Selection
    #: Path of each code, None for none, and GUID of who gave it.
    codes: tuple[tuple[str | None, str], ...]


@dataclass(slots=True, kw_only=True)
class Coded:
    """All that was coded in a project; grows while its sources are gone through."""

    passages: list[Passage] = field(default_factory=list)
    #: Sources that were coded as a whole, with path of the code and GUID of the coder.
    whole: list[tuple[TextSource, str, str]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)  # codings with a case
    selections: dict[str, str] = field(default_factory=dict)  # GUID to name of source
    unknown: list[str] = field(
        default_factory=list
    )  # GUIDs of codes that are not there
    no_numbers: list[str] = field(default_factory=list)  # positions


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
        A passage that was only coded with a case is none.
    """
    coded = Coded()
    cases = case_guids(root)
    for source in sources:
        for coding in source.whole:
            target = guid_of(coding.find("CodeRef"), "targetGUID")
            if target in paths:
                coder = guid_of(coding, "creatingUser")
                coded.whole.append((source, paths[target], coder))
            elif target in cases:
                coded.links.append((target, source.name))
            else:
                coded.unknown.append(target)
        for element in source.selections:
            _add_passage(coded, source.name, element, paths, cases)
    faults += _faults(coded, where)
    return coded


def _add_passage(
    coded: Coded,
    source: str,
    element: Element,
    paths: Mapping[str, str],
    cases: frozenset[str],
) -> None:
    coded.selections[guid_of(element)] = source
    start, end = element.get("startPosition", ""), element.get("endPosition", "")
    if not all(re.fullmatch(r"\s*[+-]?[0-9]{1,15}\s*", each) for each in (start, end)):
        coded.no_numbers.append(f"{source} {start!r} to {end!r}")
        return
    maker = guid_of(element, "creatingUser") or guid_of(element, "modifyingUser")
    codings = element.findall("Coding")
    codes: list[tuple[str | None, str]] = [] if codings else [(None, maker)]
    for coding in codings:
        target = guid_of(coding.find("CodeRef"), "targetGUID")
        if target in paths:
            codes.append((paths[target], guid_of(coding, "creatingUser") or maker))
        elif target in cases:
            coded.links.append((target, source))
        else:
            coded.unknown.append(target)
    if codes:
        selection = Selection(
            source=source, start=int(start), end=int(end), name=element.get("name", "")
        )
        coded.passages.append(Passage(selection=selection, codes=tuple(codes)))


def _faults(coded: Coded, where: str) -> Iterator[Fault]:
    if coded.unknown:
        strange = sorted(set(coded.unknown))
        yield Fault(
            file=where,
            variable="codings",
            rule=f"{len(coded.unknown)} codings have a code that is not in the project"
            f", got {strange[:5]}",
            hint="export the whole project again",
        )
    if coded.no_numbers:
        yield Fault(
            file=where,
            variable="passages",
            rule=f"{len(coded.no_numbers)} positions are not whole numbers, got "
            f"{coded.no_numbers[:5]}",
            hint="export the project again",
        )


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
    users = {
        guid_of(user): next(
            (n for n in (user.get("name", ""), user.get("id", "")) if n.strip()), ""
        )
        for user in root.iterfind("Users/User")
    }
    times = Counter(users.values())
    guids = [guid for each in coded.passages for _, guid in each.codes]
    guids += [guid for _, _, guid in coded.whole]
    coders = {"": ""}
    for guid in dict.fromkeys(guids):
        name = users.get(guid, "")
        # Two people of one name must not become one coder.
        coders[guid] = f"{name} ({guid[:8]})" if times[name] > 1 else name
        coders[guid] = coders[guid] if name else guid
    remarks = []
    nobody = guids.count("")
    strangers = [guid for guid in coders if guid and not users.get(guid)]
    double = sorted(n for g, n in users.items() if g in coders and n and times[n] > 1)
    if nobody:
        remarks.append(f"{nobody} codings do not say who coded.")
    if strangers:
        remarks.append(
            f"{len(strangers)} coders have no name, and were named by their "
            f"identifiers, got {strangers[:5]}."
        )
    if double:
        remarks.append(
            f"{len(double)} coders share a name, and were told apart by their "
            f"identifiers, got {sorted(set(double))[:5]}."
        )
    return coders, remarks


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
    for passage, (start, end) in zip(coded.passages, positions.places, strict=True):
        source = passage.selection.source
        words = plain[source][start:end]
        rows += [
            (source, start, end, words, code, coders[coder])
            for code, coder in passage.codes
        ]
    for text_source, code, coder in coded.whole:
        words = plain[text_source.name]
        place = (0, len(words)) if words else (None, None)
        rows.append((text_source.name, *place, words, code, coders[coder]))
    return rows
