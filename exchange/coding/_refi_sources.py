"""Texts of a REFI-QDA project, found in its archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from exchange.coding._refi_recordings import (
    RECORDINGS,
    TranscriptPassages,
    recordings_left_out,
    transcript_names,
    transcript_passages,
    unknown_points,
)
from exchange.coding._refi_xml import guid_of
from exchange.coding._safe_archives import Archive, read_entries
from exchange.coding._several import faults_of, repeated
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
    selections: tuple[Element, ...]  # PlainTextSelection
    whole: tuple[Element, ...]  # Coding of the whole source
    elements: tuple[Element, ...]  # all that stands in the project for it


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
        program stored it; that of a recording is a transcript, and may be one of
        several.
    """
    entries = {name.casefold(): name for name in archive.names}
    texts = _texts(root)
    wanted = [_entry(text, entries, where, faults) for _, text in texts]
    data = read_entries(archive, dict.fromkeys(name for name in wanted if name))
    names = _names(texts, wanted)
    found, placed = [], TranscriptPassages()
    for (source, text), entry, name in zip(texts, wanted, names, strict=True):
        content = text.findtext("PlainTextContent") or ""
        passages = transcript_passages(text, name, placed)
        found.append(
            TextSource(
                name=name,
                text=_decoded(data[entry], entry, where, faults) if entry else content,
                selections=(*text.findall("PlainTextSelection"), *passages),
                whole=tuple(_whole(source, text)),
                elements=tuple(dict.fromkeys((source, text))),
            )
        )
    faults += unknown_points(placed, where=where)
    twice = repeated(source.name for source in found)
    rule = "names are those of several sources"
    hint = "rename all but one in the program, and export again"
    faults += faults_of(twice, rule, hint, file=where, variable="sources")
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
    other = [s for s in root.iterfind("Sources/*") if not _text_elements(s)]
    if other:
        kinds = Counter(OTHER.get(source.tag, source.tag) for source in other)
        codings = sum(len(source.findall(".//Coding")) for source in other)
        counted = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
        remarks.append(
            f"{len(other)} sources that are not text were left out with {codings} "
            f"codings: {counted}."
        )
    areas = sum(
        len(source.findall("PDFSelection[Coding]"))
        for source in root.iterfind("Sources/PDFSource")
        if source not in other
    )
    if areas:
        remarks.append(f"{areas} coded areas on pages of PDF files were left out.")
    placed = TranscriptPassages()
    for source, text in _texts(root):
        transcript_passages(text, text.get("name") or _own_name(source, ""), placed)
    recordings = Counter(source for source, _ in _texts(root) if _is_recording(source))
    return (*remarks, *recordings_left_out(recordings, placed))


def transcripts_of(
    root: Element, sources: Sequence[TextSource]
) -> dict[str, tuple[str, ...]]:
    """Name every source that is no text itself, and its transcripts, if it has any."""
    found: dict[str, tuple[str, ...]] = {}
    for element in root.iterfind("Sources/*"):
        own = tuple(each.name for each in sources if element in each.elements)
        if _is_recording(element) or not own:
            name = _own_name(element, "")
            found[name] = (*found.get(name, ()), *own)
    return found


def _texts(root: Element) -> list[tuple[Element, Element]]:
    """Return every source with a text, and the text; a source may have several."""
    sources = root.iterfind("Sources/*")
    return [(source, text) for source in sources for text in _text_elements(source)]


def _is_recording(source: Element) -> bool:
    return source.tag in RECORDINGS


def _text_elements(source: Element) -> list[Element]:
    if source.tag == "TextSource":
        return [source]
    texts = source.findall("Representation") if source.tag == "PDFSource" else []
    texts = texts[:1] + (source.findall("Transcript") if _is_recording(source) else [])
    return [text for text in texts if _plain_text_path(text) is not None]


def _plain_text_path(text: Element) -> str | None:
    """Return the path of a text's file; "" if it stands in the project; None if not."""
    inside = None if text.find("PlainTextContent") is None else ""
    return text.get("plainTextPath") or inside


def _whole(source: Element, text: Element) -> list[Element]:
    if len(_text_elements(source)) > 1:
        return []  # of which transcript, nobody knows
    codings = source.findall("Coding")
    return codings if text is source else codings + text.findall("Coding")


def _names(
    texts: Sequence[tuple[Element, Element]], entries: Sequence[str]
) -> list[str]:
    given = [
        (text if _is_recording(source) else source).get("name", "")
        for source, text in texts
    ]
    shared = repeated(given)
    recordings: dict[Element, list[Element]] = {}
    for source, text in texts:
        recordings.setdefault(source, []).append(text)
    names: list[str] = []
    for (source, text), entry in zip(texts, entries, strict=True):
        name = _own_name(source, entry) or guid_of(text)
        if _is_recording(source):
            transcripts = recordings[source]
            of_source = transcript_names(name, transcripts, shared)
            name = of_source[transcripts.index(text)]
        names.append(name)
    return names


def _own_name(source: Element, entry: str) -> str:
    given = source.get("name", "")
    if given.strip():
        return given
    return PurePosixPath(entry).name if entry else guid_of(source)


def _entry(
    text: Element, entries: Mapping[str, str], where: str, faults: list[Fault]
) -> str:
    """Return the name of the file of a text; "" if the text stands in the project."""
    path = _plain_text_path(text)
    if path == "":
        return ""
    rule, hint = "is not in the archive", "with its sources inside"
    if path is None:
        rule, hint = "has no plain text", "with its texts"
    elif not path.startswith(INSIDE) and "://" in path:
        rule = "lies outside of the archive"
    else:
        file = path.removeprefix(INSIDE).lstrip("/").casefold()
        for candidate in (f"sources/{file}", file):
            if candidate in entries:
                return entries[candidate]
    name, hint = text.get("name") or guid_of(text), f"export the project again, {hint}"
    faults.append(Fault(file=where, variable=name, rule=rule, value=path, hint=hint))
    return ""


def _decoded(data: bytes, entry: str, where: str, faults: list[Fault]) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        rule = f"is not text in UTF-8: {error.reason} at byte {error.start}"
        hint = "export the project again"
        faults.append(Fault(file=where, variable=entry, rule=rule, hint=hint))
        return ""
