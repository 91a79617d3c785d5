"""What a REFI-QDA project knows of its interviews, from sources, cases and sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from exchange.coding._refi_sources import TextSource
from exchange.coding._refi_xml import guid_of
from exchange.coding._several import remarks_of

Attribute = tuple[str, str, str]  # source, name, value

#: Attributes that are no variables: the case of an interview, and its set.
CASE, GROUP = "case", "document_group"


def source_attributes(
    root: Element, sources: Sequence[TextSource]
) -> tuple[list[Attribute], list[str]]:
    """List what is known of each source, or of a case that is linked to it.

    Parameters
    ----------
    root : Element
        The project, as `refi_root` returns it.
    sources : sequence of TextSource
        As `text_sources` found them.

    Returns
    -------
    list of tuple
        Rows of `coded_project.ATTRIBUTES`: values of variables as they stand in the
        file, names of cases, and of sets of sources. A case is that of a source to
        which it refers, by which a passage of it, or which it is coded with.
    list of str
        A remark, if values belong to cases without a source or to no variable.
    """
    names = {guid_of(v): v.get("name", "") for v in root.iterfind("Variables/Variable")}
    rows: list[Attribute] = []
    strange: list[str] = []
    for source in sources:
        for element in source.elements:
            values = _values(element, names, strange)
            rows += [(source.name, *value) for value in values]
    cases_of = _sources_of_cases(root, sources)
    lost = []
    for case in root.iterfind("Cases/Case"):
        linked = cases_of.get(guid_of(case), {})
        values = _values(case, names, strange)
        name = case.get("name", "").strip()
        for source_name in linked:
            rows += [(source_name, CASE, name)] if name else []
            rows += [(source_name, *value) for value in values]
        lost += [f"{variable} of {name or 'a case'}" for variable, _ in values] * (
            not linked
        )
    by_guid = _by_guid(sources)
    for group in root.iterfind("Sets/Set"):
        for member in group.iterfind("MemberSource"):
            for name in by_guid.get(guid_of(member, "targetGUID"), ()):
                rows.append((name, GROUP, group.get("name", "").strip()))
    words = "values of cases that are linked to no interview were left out"
    return rows, [
        *remarks_of(lost, words),
        *remarks_of(strange, "values belong to no variable and were left out"),
    ]


def _values(
    element: Element, names: Mapping[str, str], strange: list[str]
) -> list[tuple[str, str]]:
    found = []
    for value in element.iterfind("VariableValue"):
        variable = guid_of(value.find("VariableRef"), "targetGUID")
        given = [each.text or "" for each in value if each.tag.endswith("Value")]
        if not any(map(str.strip, given)):
            continue
        if variable in names:
            found.append((names[variable], given[0].strip()))
        else:
            strange.append(given[0].strip())
    return found


def _by_guid(sources: Sequence[TextSource]) -> dict[str, list[str]]:
    """Return the names of the texts that each source, or part of one, stands for."""
    found: dict[str, list[str]] = {}
    for source in sources:
        for element in source.elements:
            found.setdefault(guid_of(element), []).append(source.name)
    return found


def _sources_of_cases(
    root: Element, sources: Sequence[TextSource]
) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for case, source in _links(root, sources):
        found.setdefault(case, {})[source] = None
    return found


def _links(root: Element, sources: Sequence[TextSource]) -> Iterator[tuple[str, str]]:
    whole = _by_guid(sources)
    passages = {guid_of(p): s.name for s in sources for p in s.selections}
    for case in root.iterfind("Cases/Case"):
        for reference in case.iterfind("SourceRef"):
            for name in whole.get(guid_of(reference, "targetGUID"), ()):
                yield guid_of(case), name
        for reference in case.iterfind("SelectionRef"):
            target = guid_of(reference, "targetGUID")
            if target in passages:
                yield guid_of(case), passages[target]
    for source in sources:
        codings = (c for p in source.selections for c in p.iterfind("Coding"))
        for coding in (*source.whole, *codings):
            yield guid_of(coding.find("CodeRef"), "targetGUID"), source.name
