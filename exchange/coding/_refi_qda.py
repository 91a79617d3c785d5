"""Projects and codebooks of REFI-QDA, which most coding programs can write.

A project is a ``.qdpx`` archive, a codebook a ``.qdc`` file. Read from files of NVivo,
MAXQDA, ATLAS.ti, QualCoder and Taguette, which keep to the standard in different ways.

References
----------
REFI-QDA standard 1.5, Rotterdam Exchange Format Initiative, www.qdasoftware.org.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

import pandas as pd

from exchange.coding._refi_cases import CaseLinks, case_links
from exchange.coding._refi_codes import code_tree
from exchange.coding._refi_passages import (
    Coded,
    coded_passages,
    coder_names,
    excerpt_rows,
)
from exchange.coding._refi_sources import TextSource, copies, text_sources, without_text
from exchange.coding._refi_xml import OWN_ORIGIN, guid_of, refi_root, words_in
from exchange.coding._safe_archives import (
    LIMITS,
    Archive,
    checked_archive,
    read_entries,
)
from exchange.coding._text_offsets import Positions, plain_positions
from exchange.coding.projects import CodedProject, coded_project, plain_text
from results import DataError, Fault

#: Origin of a file that does not say.
UNNAMED = "REFI-QDA"

PROJECT = "project.qde"


def read_refi_project(path: Path, *, offsets: str | None = None) -> CodedProject:
    """Read a REFI-QDA project.

    Parameters
    ----------
    path : Path
        The ``.qdpx`` file; nothing is unpacked to disk.
    offsets : str, optional
        How the program counted positions, one of `text_offsets.CONVENTIONS`; by default
        found from the passages.

    Returns
    -------
    CodedProject
        One row of excerpts for a passage, code and coder. A coding of a whole source is
        an excerpt of its whole text; a passage that was marked and not coded has no
        code; a coding with a case is no excerpt and links the source to the case. The
        coder is that of the coding, else who made the passage, else who changed it,
        else "". Sets of sources are values of the variable "set". What was left out, as
        sources that are no text, notes and memos, stands in the remarks.

    Raises
    ------
    DataError
        If the archive may do harm, or is not one project of REFI-QDA, if a text is not
        in it, a code or variable is not known, a name stands for two things, or
        positions do not fit their texts or may be read in two ways.
    """
    archive = checked_archive(path)
    where = path.name
    entry = _project_entry(archive)
    data = read_entries(archive, [entry])[entry]
    root = refi_root(data, where=f"{where}, {entry}", root="Project")
    faults: list[Fault] = []
    tree = code_tree(root.find("CodeBook/Codes"), where=where, faults=faults)
    sources = text_sources(root, archive, where=where, faults=faults)
    coded = coded_passages(root, sources, tree.paths, where=where, faults=faults)
    cases, case_remarks = _cases(root, archive, sources, coded, where, faults)
    if faults:
        raise DataError(faults)
    origin = root.get("origin", "").strip() or UNNAMED
    if offsets is None and origin == OWN_ORIGIN:
        offsets = "code points"
    texts = {source.name: source.text for source in sources}
    selections = [passage.selection for passage in coded.passages]
    positions = plain_positions(texts, selections, where=where, offsets=offsets)
    coders, coder_remarks = coder_names(root, coded)
    return coded_project(
        origin=origin,
        sources=[
            (source.name, plain_text(source.text), cases.case_of.get(source.name, ""))
            for source in sources
        ],
        codes=tree.rows,
        excerpts=excerpt_rows(coded, positions, texts, coders),
        case_values=cases.values,
        remarks=[
            *_position_remark(positions),
            *tree.remarks,
            *without_text(root),
            *_left_out(root),
            *coder_remarks,
            *case_remarks,
        ],
    )


def read_refi_codebook(path: Path) -> pd.DataFrame:
    """Read the codes of a REFI-QDA codebook.

    Parameters
    ----------
    path : Path
        The ``.qdc`` file.

    Returns
    -------
    DataFrame, shape (n_codes, 6)
        In the columns `coded_project.CODES`, each code after the one above it. Names
        stay as they are, also those of Taguette, which join levels by full stops.

    Raises
    ------
    DataError
        If the file is missing, too large or not a codebook of REFI-QDA, or a code has
        no name or that of another one.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LIMITS.entry_bytes else b""
    except OSError:
        raise DataError(Fault(file=path.name, rule="is missing")) from None
    if size > LIMITS.entry_bytes:
        rule = f"is larger than {LIMITS.entry_bytes:,} bytes"
        hint = "export the codes alone"
        raise DataError(Fault(file=path.name, rule=rule, hint=hint))
    root = refi_root(data, where=path.name, root="CodeBook")
    faults: list[Fault] = []
    tree = code_tree(root.find("Codes"), where=path.name, faults=faults)
    if faults:
        raise DataError(faults)
    origin = root.get("origin", "").strip() or UNNAMED
    return coded_project(origin=origin, sources=[], codes=tree.rows, excerpts=[]).codes


def _project_entry(archive: Archive) -> str:
    projects = [name for name in archive.names if name.casefold().endswith(".qde")]
    if len(projects) == 1 and projects[0].casefold() == PROJECT:
        return projects[0]
    rule = f"must hold one {PROJECT}, outside of any folder; it holds {len(projects)}"
    raise DataError(
        Fault(
            file=archive.path.name,
            rule=f"{rule}, got {projects[:5]}" if projects else rule,
            hint="export one project as REFI-QDA, and do not pack it again",
        )
    )


def _cases(
    root: Element,
    archive: Archive,
    sources: Sequence[TextSource],
    coded: Coded,
    where: str,
    faults: list[Fault],
) -> tuple[CaseLinks, list[str]]:
    by_guid = {guid: source.name for source in sources for guid in source.guids}
    references = [
        guid_of(each, "targetGUID") for each in root.iterfind("Cases/Case/SourceRef")
    ]
    known = {guid_of(each) for each in root.iterfind("Sources/*")} | set(by_guid)
    astray = [guid for guid in references if guid not in known]
    found = copies(archive, astray, sources)
    links = case_links(
        root,
        sources={**by_guid, **found},
        selections=coded.selections,
        coded=coded.links,
        own_values={source.name: source.values for source in sources},
        where=where,
        faults=faults,
    )
    remarks = list(links.remarks)
    if found:
        remarks.append(
            f"{len(found)} cases are linked to a copy of a source, and were linked to "
            "the source of the same text."
        )
    if len(found) < len(set(astray)):
        lost = len(set(astray)) - len(found)
        remarks.append(f"{lost} cases are linked to sources that are not there.")
    return links, remarks


def _position_remark(positions: Positions) -> list[str]:
    if not positions.places:
        return []
    return [
        f"Positions count {positions.convention}; {positions.fit:.0f}% of "
        f"{len(positions.places)} passages look whole."
    ]


def _left_out(root: Element) -> list[str]:
    notes = len(root.findall("Notes/Note"))
    memos = sum(
        1
        for selection in root.iter("PlainTextSelection")
        if words_in(selection, "Description").strip()
    )
    remarks = []
    if notes:
        remarks.append(f"{notes} notes were left out.")
    if memos:
        remarks.append(f"{memos} memos of passages were left out.")
    return remarks
