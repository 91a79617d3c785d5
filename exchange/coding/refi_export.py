"""Write coded interviews as REFI-QDA, which most coding programs can open.

The same project gives the same bytes: identifiers are made from names, nothing is
compressed, and the date is always the same.

References
----------
REFI-QDA standard 1.5, Rotterdam Exchange Format Initiative, www.qdasoftware.org.
"""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from pathlib import Path
from xml.etree import ElementTree as XML

import pandas as pd

from exchange.coding._refi_faults import refuse_codes, refuse_project
from exchange.coding._refi_xml import OWN_ORIGIN
from exchange.coding.projects import CODES, CodedProject

#: Where all identifiers of this project are made from.
NAMESPACE = uuid.UUID("5b1f5f5e-6c39-5d0e-9a53-2f6d1d3c9a10")

#: No clock, for the same content to be the same file; QualCoder needs some date.
DATE = "1980-01-01T00:00:00Z"
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
MADE = {"creationDateTime": DATE}


def write_refi_project(project: CodedProject, path: Path) -> None:
    """Write a coded project as a REFI-QDA project.

    Parameters
    ----------
    project : CodedProject
        Every source with its text, every excerpt with its positions.
    path : Path
        The ``.qdpx`` file; one that is there is written over.

    Raises
    ------
    DataError
        If the project cannot be read again as it was, as
        `exchange.coding._refi_faults.refuse_project` says; nothing is written then.

    Notes
    -----
    Positions are code points of a text in UTF-8 with LF, as the standard has it. There
    is one selection for a passage and a coder, with one coding for each code, because
    QualCoder takes the coder from the selection. A passage without a code is a
    selection without a coding. `read_refi_project` gives back the same sources, codes
    in the order of their tree, and passages; it counts cases, and remarks are not
    written.
    """
    refuse_project(project)
    root = _root("Project", "project", name="Interviews", origin=OWN_ORIGIN)
    root.set("creationDateTime", DATE)
    _add_users(root, project.excerpts["coder"])
    if len(project.codes):
        codes = XML.SubElement(XML.SubElement(root, "CodeBook"), "Codes")
        _add_codes(codes, project.codes)
    _add_variables(root, project.case_values["variable"])
    _add_cases(root, project)
    _add_sources(root, project)
    files = {"project.qde": _bytes(root)}
    for source, text, _ in project.sources.itertuples(index=False, name=None):
        files[f"sources/{_guid('source', source)}.txt"] = text.encode("utf-8")
    path.write_bytes(_zipped(files))


def write_refi_codebook(project: CodedProject, path: Path) -> None:
    """Write the codes of a project as a REFI-QDA codebook.

    Parameters
    ----------
    project : CodedProject
        Its codes are written alone.
    path : Path
        The ``.qdc`` file; one that is there is written over.

    Raises
    ------
    DataError
        If the codes cannot be read again as they were, as
        `exchange.coding._refi_faults.refuse_codes` says; nothing is written then.
    """
    refuse_codes(project.codes)
    root = _root("CodeBook", "codebook", origin=OWN_ORIGIN)
    _add_codes(XML.SubElement(root, "Codes"), project.codes)
    path.write_bytes(_bytes(root))


def _root(tag: str, kind: str, **attributes: str) -> XML.Element:
    return XML.Element(tag, {"xmlns": f"urn:QDA-XML:{kind}:1.0", **attributes})


def _guid(*names: object) -> str:
    """Make an identifier from a kind and names, the same for the same."""
    return str(uuid.uuid5(NAMESPACE, json.dumps(names)))


def _add_users(root: XML.Element, coders: pd.Series) -> None:
    names = sorted(set(coders) - {""})
    users = XML.SubElement(root, "Users") if names else root
    for name in names:
        XML.SubElement(users, "User", guid=_guid("coder", name), name=name)


def _add_codes(top: XML.Element, codes: pd.DataFrame) -> None:
    elements = {"": top}
    rows = codes[list(CODES)].itertuples(index=False, name=None)
    for path, label, parent, description, codable, colour in rows:
        guid, may = _guid("code", path), "true" if codable else "false"
        code = XML.SubElement(
            elements[parent], "Code", guid=guid, name=label, isCodable=may
        )
        if colour:
            code.set("color", colour)
        if description:
            XML.SubElement(code, "Description").text = description
        elements[path] = code


def _add_variables(root: XML.Element, names: pd.Series) -> None:
    variables = XML.SubElement(root, "Variables") if len(names) else root
    for name in dict.fromkeys(names):
        of = {"guid": _guid("variable", name), "name": name, "typeOfVariable": "Text"}
        XML.SubElement(variables, "Variable", of)


def _add_cases(root: XML.Element, project: CodedProject) -> None:
    values, sources = project.case_values, project.sources
    linked = [case for case in sources["case"] if case]
    names = list(dict.fromkeys([*values["case"], *linked]))
    cases = XML.SubElement(root, "Cases") if names else root
    for name in names:
        case = XML.SubElement(cases, "Case", guid=_guid("case", name), name=name)
        own = values[values["case"] == name]
        for variable, value in zip(own["variable"], own["value"], strict=True):
            element = XML.SubElement(case, "VariableValue")
            target = _guid("variable", variable)
            XML.SubElement(element, "VariableRef", targetGUID=target)
            XML.SubElement(element, "TextValue").text = value
        for source in sources.loc[sources["case"] == name, "source"]:
            XML.SubElement(case, "SourceRef", targetGUID=_guid("source", source))


def _add_sources(root: XML.Element, project: CodedProject) -> None:
    if project.sources.empty:
        return
    sources = XML.SubElement(root, "Sources")
    elements = {}
    for source in project.sources["source"]:
        guid = _guid("source", source)
        of = {"guid": guid, "name": source, "plainTextPath": f"internal://{guid}.txt"}
        elements[source] = XML.SubElement(sources, "TextSource", of | MADE)
    rows = project.excerpts.assign(coded=project.excerpts["code"].notna())
    passage = ["source", "start", "end", "coder", "coded", "text"]
    for (source, start, end, coder, coded, text), own in rows.groupby(
        passage, sort=False
    ):
        place = (source, int(start), int(end), coder)
        made = MADE | ({"creatingUser": _guid("coder", coder)} if coder else {})
        of = {"guid": _guid("selection", *place, bool(coded)), "name": text}
        ends = {"startPosition": str(start), "endPosition": str(end)}
        selection = XML.SubElement(
            elements[source], "PlainTextSelection", {**of, **ends, **made}
        )
        for code in own["code"].dropna():
            guid = _guid("coding", *place, code)
            coding = XML.SubElement(selection, "Coding", {"guid": guid, **made})
            XML.SubElement(coding, "CodeRef", targetGUID=_guid("code", code))


def _bytes(root: XML.Element) -> bytes:
    XML.indent(root, space=" ")
    data: bytes = XML.tostring(root, encoding="utf-8", xml_declaration=True)
    # A bare carriage return would be read as a line feed.
    return data.replace(b"\r", b"&#13;") + b"\n"


def _zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, date_time=ZIP_DATE)
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()
