"""Texts of a REFI-QDA project, found in its archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from exchange.coding._refi_xml import guid_of
from exchange.coding._safe_archives import Archive, read_entries
from exchange.coding.projects import plain_text
from results import Fault

#: Sources that are no text, in words.
OTHER = {
    "PDFSource": "PDF",
    "PictureSource": "picture",
    "AudioSource": "sound",
    "VideoSource": "video",
}

INSIDE = "internal://"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSource:
    """A source that has a text."""

    name: str
    text: str  # as stored, with its own line ends
    guids: frozenset[str]  # of the source, and of the text of a PDF
    selections: tuple[Element, ...]  # PlainTextSelection
    whole: tuple[Element, ...]  # Coding of the whole source
    values: tuple[Element, ...]  # VariableValue


def text_sources(
    root: Element, archive: Archive, *, where: str, faults: list[Fault]
) -> tuple[TextSource, ...]:
    """Find every source that has a text, and read it.

    Parameters
    ----------
    root : Element
        The project, as `refi_root` returns it.
    archive : Archive
        Where its files are.
    where : str
        Name of the file, for messages.
    faults : list of Fault
        Grows by what is wrong.

    Returns
    -------
    tuple of TextSource
        In the order of the project. The text of a PDF file is its source's, if the
        program stored it.
    """
    entries = {name.casefold(): name for name in archive.names}
    elements = [(each, _text_element(each)) for each in root.iterfind("Sources/*")]
    texts = [(source, text) for source, text in elements if text is not None]
    wanted = [_entry(text, entries, where, faults) for _, text in texts]
    data = read_entries(archive, dict.fromkeys(name for name in wanted if name))
    found = []
    for (source, text), entry in zip(texts, wanted, strict=True):
        content = text.findtext("PlainTextContent") or ""
        found.append(
            TextSource(
                name=_name(source, text, entry),
                text=_decoded(data[entry], entry, where, faults) if entry else content,
                guids=frozenset({guid_of(source), guid_of(text)}),
                selections=tuple(text.findall("PlainTextSelection")),
                whole=tuple(_whole(source, text)),
                values=tuple(source.findall("VariableValue")),
            )
        )
    faults += _twice([source.name for source in found], "name", where)
    guids = [guid for source in found for guid in source.guids]
    faults += _twice(guids, "identifier", where)
    return tuple(found)


def without_text(root: Element) -> tuple[str, ...]:
    """Say how many sources and passages are no text, and were left out.

    Parameters
    ----------
    root : Element
        The project, as `refi_root` returns it.

    Returns
    -------
    tuple of str
        A sentence each; none if all is text.
    """
    remarks = []
    other = [s for s in root.iterfind("Sources/*") if _text_element(s) is None]
    if other:
        kinds = Counter(OTHER.get(source.tag, source.tag) for source in other)
        codings = sum(1 for source in other for _ in source.iter("Coding"))
        remarks.append(
            f"{len(other)} sources that are not text were left out with "
            f"{codings} codings: {_counted(kinds)}."
        )
    areas = [
        area
        for source in root.iterfind("Sources/PDFSource")
        if _text_element(source) is not None
        for area in source.iterfind("PDFSelection")
        if area.find("Coding") is not None
    ]
    if areas:
        remarks.append(f"{len(areas)} coded areas on pages of PDF files were left out.")
    return tuple(remarks)


def copies(
    archive: Archive, guids: Sequence[str], sources: Sequence[TextSource]
) -> Mapping[str, str]:
    """Find sources by GUIDs that are those of files, not of sources.

    QualCoder links a case to a second copy of the text, which is no source. A file that
    has the text of one source, and of no other, is taken for it.

    Parameters
    ----------
    archive : Archive
        Where the files are.
    guids : sequence of str
        That no source has.
    sources : sequence of TextSource
        All of them.

    Returns
    -------
    mapping of str to str
        Name of the source by GUID, where there is one.
    """
    stems = {PurePosixPath(name).stem.casefold(): name for name in archive.names}
    wanted = {guid: stems[guid] for guid in guids if guid in stems}
    data = read_entries(archive, dict.fromkeys(wanted.values()))
    times = Counter(plain_text(source.text) for source in sources)
    one = {plain_text(source.text): source.name for source in sources}
    found = {}
    for guid, entry in wanted.items():
        text = plain_text(data[entry].decode("utf-8", errors="replace"))
        if text and times[text] == 1:
            found[guid] = one[text]
    return found


def _text_element(source: Element) -> Element | None:
    if source.tag == "TextSource":
        return source
    if source.tag != "PDFSource":
        return None
    text = source.find("Representation")
    if text is None or not _has_text(text):
        return None
    return text


def _has_text(text: Element) -> bool:
    path = text.get("plainTextPath", "")
    return bool(path) or text.find("PlainTextContent") is not None


def _whole(source: Element, text: Element) -> list[Element]:
    codings = source.findall("Coding")
    return codings if text is source else codings + text.findall("Coding")


def _name(source: Element, text: Element, entry: str) -> str:
    given = source.get("name", "")
    if given.strip():
        return given
    return PurePosixPath(entry).name if entry else guid_of(source) or guid_of(text)


def _entry(
    text: Element, entries: Mapping[str, str], where: str, faults: list[Fault]
) -> str:
    """Return the name of the file of a text; "" if the text stands in the project."""
    path = text.get("plainTextPath", "")
    if not path:
        if text.find("PlainTextContent") is None:
            rule = "has no plain text"
            hint = "export the project again, with its texts"
            faults.append(_fault(where, text, rule, hint))
        return ""
    inside = path.startswith(INSIDE) or "://" not in path
    if not inside:
        rule = "lies outside of the archive"
        hint = "export the project again, with its sources inside"
        faults.append(_fault(where, text, rule, hint, path))
        return ""
    file = path.removeprefix(INSIDE).lstrip("/")
    for candidate in (f"sources/{file}", file):
        if candidate.casefold() in entries:
            return entries[candidate.casefold()]
    rule = "is not in the archive"
    hint = "export the project again, with its sources inside"
    faults.append(_fault(where, text, rule, hint, path))
    return ""


def _decoded(data: bytes, entry: str, where: str, faults: list[Fault]) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        faults.append(
            Fault(
                file=where,
                variable=entry,
                rule=f"is not text in UTF-8: {error.reason} at byte {error.start}",
                hint="export the project again",
            )
        )
        return ""


def _fault(
    where: str, text: Element, rule: str, hint: str, value: str | None = None
) -> Fault:
    name = text.get("name", "") or guid_of(text)
    return Fault(file=where, variable=name, rule=rule, value=value, hint=hint)


def _twice(names: Sequence[str], what: str, where: str) -> list[Fault]:
    twice = sorted(name for name, times in Counter(names).items() if times > 1)
    if not twice:
        return []
    rule = f"{len(twice)} {what}s are those of several sources, got {twice[:5]}"
    hint = "rename all but one in the program, and export again"
    if what == "identifier":
        hint = "export the project again"
    return [Fault(file=where, variable="sources", rule=rule, hint=hint)]


def _counted(kinds: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in kinds.items())
