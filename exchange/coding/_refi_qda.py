"""Projects of REFI-QDA, ``.qdpx`` archives, which most coding programs can write.

Read from files of NVivo, MAXQDA, ATLAS.ti, QualCoder and Taguette, which keep to the
standard in different ways.

References
----------
REFI-QDA standard 1.5, Rotterdam Exchange Format Initiative, www.qdasoftware.org.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

from analysis.data.transcripts import plain_text
from exchange.coding._left_out import NOTHING, LeftOut
from exchange.coding._refi_attributes import source_attributes
from exchange.coding._refi_codes import code_tree
from exchange.coding._refi_groups import code_groups
from exchange.coding._refi_memos import described_elements, project_memos, take_out
from exchange.coding._refi_passages import (
    coded_passages,
    coder_names,
    excerpt_rows,
    user_names,
)
from exchange.coding._refi_sources import text_sources, transcripts_of, without_text
from exchange.coding._refi_xml import OWN_ORIGIN, guid_of, refi_root
from exchange.coding._safe_archives import Archive, checked_archive, read_entries
from exchange.coding._several import composed, refuse
from exchange.coding._text_offsets import Positions, plain_positions
from exchange.coding.projects import (
    CodedProject,
    coded_project,
    empty_left_out,
)
from results import DataError, Fault

#: Origin of a file that does not say.
UNNAMED = "REFI-QDA"

#: Ends the name of the project in its archive.
QDE = ".qde"


def read_refi_project(
    path: Path, *, offsets: str | None = None, left_out: LeftOut = NOTHING
) -> CodedProject:
    """Read a REFI-QDA project.

    Parameters
    ----------
    path : Path
        The ``.qdpx`` file; nothing is unpacked to disk.
    offsets : str, optional
        How the program counted positions, one of `text_offsets.CONVENTIONS`; by default
        found from the passages.
    left_out : LeftOut, optional
        Sources to leave out, of whatever kind, and the count of what goes with them.

    Returns
    -------
    CodedProject
        One row of excerpts for a passage, code and coder. A coding of a whole source is
        an excerpt of its whole text; a passage that was marked and not coded has no
        code; a coding with a case is no excerpt. The coder is that of the coding, else
        who made the passage, else who changed it, else "". What was left out, as
        sources that are no text and values of cases without a source, stands in the
        remarks. Of a recording, the transcripts are the texts.

    Raises
    ------
    DataError
        If the archive may do harm, or is not one project of REFI-QDA, if a text is not
        in it, a code or variable is not known, a name stands for two things, or
        positions do not fit their texts or may be read in two ways.
    """
    archive = checked_archive(path)
    entry = _project_entry(archive)
    data = read_entries(archive, [entry])[entry]
    root = refi_root(data, where=f"{path.name}, {entry}")
    _leave_out(root, left_out)
    return _project(root, archive, offsets)


def _project(root: Element, archive: Archive, offsets: str | None) -> CodedProject:
    where = archive.path.name
    faults: list[Fault] = []
    tree = code_tree(root.find("CodeBook/Codes"), where=where, faults=faults)
    sources = text_sources(root, archive, where=where, faults=faults)
    coded = coded_passages(root, sources, tree.paths, where=where, faults=faults)
    refuse(faults)
    origin = root.get("origin", "").strip() or UNNAMED
    if offsets is None and origin == OWN_ORIGIN:
        offsets = "code points"
    texts = {source.name: source.text for source in sources}
    positions = plain_positions(texts, coded.selections, where=where, offsets=offsets)
    coders, coder_remarks = coder_names(root, coded)
    groups, group_remarks = code_groups(root, tree.paths)
    convention, people = positions.convention, user_names(root) | coders
    memos, memo_remarks = project_memos(
        root, archive, sources, paths=tree.paths, convention=convention, people=people
    )
    attributes, attribute_remarks = source_attributes(root, sources)
    beside = [*group_remarks, *memo_remarks, *attribute_remarks]
    return coded_project(
        origin=origin,
        sources=[(source.name, plain_text(source.text), "") for source in sources],
        codes=tree.rows,
        excerpts=excerpt_rows(coded, positions, texts, coders),
        remarks=[
            *_position_remark(positions),
            *tree.remarks,
            *without_text(root),
            *coder_remarks,
            *empty_left_out(coded.empty),
            *beside,
        ],
        groups=groups,
        memos=memos,
        attributes=attributes,
        transcripts=transcripts_of(root, sources),
    )


def _project_entry(archive: Archive) -> str:
    """Name the one project at the root; programs call it as they like."""
    projects = [n for n in archive.names if PurePosixPath(n).suffix.casefold() == QDE]
    at_root = [name for name in projects if len(PurePosixPath(name).parts) == 1]
    if len(at_root) == 1:
        return at_root[0]
    rule = f"must hold one {QDE} file outside of any folder; it holds {len(at_root)}"
    there = at_root or projects
    rule += f", got {there[:5]}" if there else ""
    hint = "export one project as REFI-QDA, and do not pack it again"
    raise DataError(Fault(file=archive.path.name, rule=rule, hint=hint))


def _leave_out(root: Element, left_out: LeftOut) -> None:
    """Take sources out of the project, with their notes, and transcripts of recordings.

    A recording may be an interview by its own name or by that of a transcript.
    """
    names, above = {}, {}
    for sources in root.iterfind("Sources"):
        for source in sources:
            own, inner = _own_name(source), source.findall("Transcript")
            named = [each for each in inner if _own_name(each) in left_out.names]
            listed = any(_own_name(each) in left_out.interviews for each in inner)
            if own in left_out.names or not (named or listed):
                names[source], above[source] = own, sources
            else:
                names |= {each: _own_name(each) for each in named}
                above |= dict.fromkeys(named, source)
    coded = (each for each in names for _ in each.iter("Coding"))
    left = left_out.among(names, coded, described_elements(root, names))
    take_out(root, {each: above[each] for each in left})


def _own_name(source: Element) -> str:
    path = source.get("plainTextPath") or source.get("path") or guid_of(source)
    name = source.get("name", "")
    return composed(name if name.strip() else PurePosixPath(path).name)


def _position_remark(positions: Positions) -> list[str]:
    passages = f"{positions.fit:.0f}% of {len(positions.places)} passages look whole"
    known = f"Positions count {positions.convention}; {passages}."
    return [known] if positions.places else []
