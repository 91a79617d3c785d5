"""Cases of a REFI-QDA project: which sources are theirs, and what is known of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from exchange.coding._refi_xml import guid_of
from results import Fault

#: Variable that says in which set, or group of documents, a source is.
SET = "set"

Link = tuple[str, str]  # GUID of a case, name of a source
Value = tuple[str, str, str]  # case, variable, value


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLinks:
    """Cases, as `coded_project` takes them."""

    case_of: Mapping[str, str]  # name of a source to that of its one case
    values: tuple[Value, ...]
    remarks: tuple[str, ...]


def case_guids(root: Element) -> frozenset[str]:
    """Return the GUIDs of all cases, for some programs use them as codes."""
    return frozenset(guid_of(case) for case in root.iterfind("Cases/Case"))


def case_links(
    root: Element,
    *,
    sources: Mapping[str, str],
    selections: Mapping[str, str],
    coded: Iterable[Link],
    own_values: Mapping[str, Sequence[Element]],
    where: str,
    faults: list[Fault],
) -> CaseLinks:
    """Link cases to sources, and collect what is known of them.

    Parameters
    ----------
    root : Element
        The project, as `refi_root` returns it.
    sources : mapping of str to str
        GUID of each source to its name.
    selections : mapping of str to str
        GUID of each passage to the name of its source.
    coded : iterable of (str, str)
        Cases that a passage of a source, or all of it, was coded with.
    own_values : mapping of str to sequence of Element
        `VariableValue` that stand in a source itself, by its name.
    where : str
        Name of the file, for messages.
    faults : list of Fault
        Grows by what is wrong.

    Returns
    -------
    CaseLinks
        A case without a name takes that of its one source. A source that has values or
        a set of its own and no case becomes a case. A source of several cases is linked
        to none, and a variable that has two values in a case has none: both are
        remarked, for which one was meant is not to be guessed.
    """
    variables = {
        guid_of(v): v.get("name", "") for v in root.iterfind("Variables/Variable")
    }
    cases = root.findall("Cases/Case")
    links = _links(cases, sources, selections, coded)
    names = _case_names(cases, links, where, faults)
    case_of, remarks = _one_case_each(links, names)
    known: list[Value] = []
    for case in cases:
        name = names.get(guid_of(case), "")
        found = _values(case.findall("VariableValue"), variables, where, faults)
        known += [(name, *each) for each in found if name]
    taken = set(names.values())
    of_sources = [
        (source, *each)
        for source, elements in own_values.items()
        for each in _values(elements, variables, where, faults)
    ] + _sets(root, sources)
    for source, variable, value in of_sources:
        if source not in case_of:
            # A case of this name that is not linked is not known to be this source's.
            free = source if source not in taken else f"{source} (source)"
            case_of[source] = free
        known.append((case_of[source], variable, value))
    values, contradictions = _agreed(known, list(names.values()))
    return CaseLinks(
        case_of=case_of,
        values=values,
        remarks=(*remarks, *contradictions),
    )


def _links(
    cases: Iterable[Element],
    sources: Mapping[str, str],
    selections: Mapping[str, str],
    coded: Iterable[Link],
) -> list[Link]:
    links = []
    for case in cases:
        for name, owners in (("SourceRef", sources), ("SelectionRef", selections)):
            for reference in case.iterfind(name):
                target = guid_of(reference, "targetGUID")
                if target in owners:
                    links.append((guid_of(case), owners[target]))
    return list(dict.fromkeys([*links, *coded]))


def _case_names(
    cases: Sequence[Element], links: Sequence[Link], where: str, faults: list[Fault]
) -> dict[str, str]:
    names: dict[str, str] = {}
    given = []
    guids = Counter(guid_of(case) for case in cases)
    if any(times > 1 for times in guids.values()):
        rule = "share an identifier with another"
        hint = "export the project again"
        faults.append(Fault(file=where, variable="cases", rule=rule, hint=hint))
    for number, case in enumerate(cases, start=1):
        guid = guid_of(case)
        name = case.get("name", "")
        if name.strip():
            given.append(name)
        else:
            own = [source for owner, source in links if owner == guid]
            name = own[0] if len(own) == 1 else f"case {number}"
        names[guid] = name
    twice = sorted(name for name, times in Counter(given).items() if times > 1)
    if twice:
        faults.append(
            Fault(
                file=where,
                variable="cases",
                rule=f"{len(twice)} names are those of several cases, got {twice[:5]}",
                hint="rename all but one in the program, and export again",
            )
        )
    return names


def _one_case_each(
    links: Sequence[Link], names: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    cases_of: dict[str, dict[str, None]] = {}
    for guid, source in links:
        cases_of.setdefault(source, {})[names[guid]] = None
    case_of = {source: next(iter(c)) for source, c in cases_of.items() if len(c) == 1}
    several = sorted(source for source, c in cases_of.items() if len(c) > 1)
    if not several:
        return case_of, []
    return case_of, [
        f"{len(several)} sources belong to several cases and were linked to none, got "
        f"{several[:5]}."
    ]


def _values(
    elements: Iterable[Element],
    variables: Mapping[str, str],
    where: str,
    faults: list[Fault],
) -> list[tuple[str, str]]:
    found = []
    for element in elements:
        target = guid_of(element.find("VariableRef"), "targetGUID")
        given = [each for each in element if each.tag.endswith("Value")]
        if target not in variables:
            faults.append(
                Fault(
                    file=where,
                    variable="cases",
                    rule="a value belongs to no variable of the project",
                    value=target,
                    hint="export the project again",
                )
            )
        elif given:
            found.append((variables[target], given[0].text or ""))
    return found


def _sets(root: Element, sources: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [
        (sources[target], SET, each.get("name", ""))
        for each in root.iterfind("Sets/Set")
        for member in each.iterfind("MemberSource")
        if (target := guid_of(member, "targetGUID")) in sources
    ]


def _agreed(
    known: Iterable[Value], order: Sequence[str]
) -> tuple[tuple[Value, ...], list[str]]:
    found: dict[str, dict[str, set[str]]] = {case: {} for case in order}
    for case, variable, value in known:
        found.setdefault(case, {}).setdefault(variable, set()).add(value)
    agreed = tuple(
        (case, variable, next(iter(values)))
        for case, variables in found.items()
        for variable, values in variables.items()
        if len(values) == 1
    )
    double = [
        f"{variable} of {case}"
        for case, variables in found.items()
        for variable, values in variables.items()
        if len(values) > 1
    ]
    if not double:
        return agreed, []
    return agreed, [
        f"{len(double)} values contradict each other and were left out, got "
        f"{double[:5]}."
    ]
