"""Memos of a REFI-QDA project: notes, descriptions, and what they are attached to.

Programs attach a note to a thing by a reference in it, or by a link beside both; what
was written down as the description of a code stands in the tree of codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TypeVar
from xml.etree.ElementTree import Element

from exchange.coding._refi_passages import WHOLE
from exchange.coding._refi_sources import TextSource
from exchange.coding._refi_xml import guid_of
from exchange.coding._safe_archives import Archive, read_entries
from exchange.coding._several import remarks_of
from exchange.coding._text_offsets import Selection, selection_places

#: What a memo is attached to, as in the first columns of MEMOS.
Owner = tuple[str, str, str, int | None, int | None]
Owned = tuple[Element, Owner]
Of = TypeVar("Of")

PROJECT: Owner = ("project", "", "", None, None)
#: Name of another thing, which is the title of what is written of it.
TITLED = ("Variable", "Set")
#: Passages that stand in the text of their source.
IN_TEXT = ("PlainTextSelection", "TranscriptSelection")


def project_memos(
    root: Element,
    archive: Archive,
    sources: Sequence[TextSource],
    *,
    paths: Mapping[str, str],
    convention: str,
    people: Mapping[str, str],
) -> tuple[list[tuple[object, ...]], list[str]]:
    """List every memo of a project, once for each thing that it is attached to.

    Parameters
    ----------
    root : Element
        The project, as `refi_root` returns it.
    archive : Archive
        Where the texts of notes are.
    sources : sequence of TextSource
        As `text_sources` found them.
    paths : mapping of str to str
        Path of each code by its GUID.
    convention : str
        How positions were counted, one of `text_offsets.CONVENTIONS`.
    people : mapping of str to str
        Name of each user by GUID.

    Returns
    -------
    list of tuple
        Rows of `coded_project.MEMOS`. What is attached to nothing, or to something that
        has no place in a data folder, such as a picture, is attached to the project.
    list of str
        Remarks: notes of which the text is not in the archive or not plain, and codings
        of notes.
    """
    notes = root.findall("Notes/Note")
    texts, remarks = _note_texts(notes, archive)
    owned = list(_owned(root, sources, paths, convention))
    rows = [
        _row(owner, element, people, _title(element), words)
        for element, owner in owned
        if element.tag != "Code" and (words := _described(element))
    ]
    by_guid = {guid_of(note): note for note in notes}
    attached = _attached(root, owned)
    free = by_guid.keys() - {guid for guid, _ in attached}
    attached += [(guid, PROJECT) for guid in by_guid if guid in free]
    for guid, owner in dict.fromkeys(attached):
        note = by_guid[guid]
        title, words = note.get("name", "").strip(), texts[guid]
        if title or words:
            place = _own_place(root, note, owner, sources, convention)
            rows.append(_row(place, note, people, title, words))
    codings = sum(len(note.findall(".//Coding")) for note in notes)
    if codings:
        remarks.append(f"{codings} codings of memos were left out.")
    return rows, remarks


def described_elements(root: Element, elements: Iterable[Element]) -> list[Element]:
    """List each of some elements as often as it, or a part of it, has a memo."""
    parts = [(part, each) for each in elements for part in each.iter()]
    notes = [of for _, of in _attached(root, parts)]
    return [*notes, *(each for part, each in parts if _described(part))]


def take_out(root: Element, elements: Mapping[Element, Element]) -> None:
    """Take elements out of a project, and the notes that are attached to nothing else.

    Parameters
    ----------
    root : Element
        The project, as `refi_root` returns it; it is changed.
    elements : mapping of Element to Element
        What to take out, and what it stands in.
    """
    parts = [(part, None) for each in elements for part in each.iter()]
    gone = {guid for guid, _ in _attached(root, parts)}
    for element, above in elements.items():
        above.remove(element)
    gone -= {guid for guid, _ in _attached(root, [(e, None) for e in root.iter()])}
    for notes in root.iterfind("Notes"):
        for note in notes.findall("Note"):
            if guid_of(note) in gone:
                notes.remove(note)


def _attached(
    root: Element, owned: Sequence[tuple[Element, Of]]
) -> list[tuple[str, Of]]:
    """List the GUIDs of notes with each thing that they are attached to."""
    notes = {guid_of(note) for note in root.iterfind("Notes/Note")}
    found = [*_referred(owned), *_linked(root, owned)]
    return [(guid, of) for guid, of in found if guid in notes]


def _row(
    owner: Owner, made: Element, people: Mapping[str, str], title: str, words: str
) -> tuple[object, ...]:
    by = ("creatingUser", "creatingUserGUID", "modifyingUser", "modifyingUserGUID")
    author = next((guid for name in by if (guid := guid_of(made, name))), "")
    written = made.get("creationDateTime") or made.get("modifiedDateTime") or ""
    by_name = people.get(author) or author
    return (*owner, by_name, written.strip(), title, words)


def _title(element: Element) -> str:
    return element.get("name", "").strip() if element.tag in TITLED else ""


def _described(element: Element) -> str:
    return element.findtext("Description", "").strip()


def _note_texts(
    notes: Sequence[Element], archive: Archive
) -> tuple[dict[str, str], list[str]]:
    """Return the text of every note, and a remark if some have none that is there."""
    entries = {PurePosixPath(n).name.casefold(): n for n in archive.names}
    files = {
        guid_of(note): entries.get(PurePosixPath(path).name.casefold(), "")
        for note in notes
        if (path := note.get("plainTextPath") or note.get("richTextPath"))
        and note.find("PlainTextContent") is None
    }
    plain = {g: name for g, name in files.items() if name.casefold().endswith(".txt")}
    data = read_entries(archive, dict.fromkeys(plain.values()))
    texts, lost = {}, []
    for note in notes:
        guid = guid_of(note)
        words = note.findtext("PlainTextContent") or ""
        if guid in plain:
            words = data[plain[guid]].decode("utf-8-sig", errors="replace")
        elif guid in files:
            lost.append(note.get("name") or guid)
        parts = (_described(note), words.strip())
        texts[guid] = "\n\n".join(part for part in parts if part)
    return texts, remarks_of(lost, "memos have no plain text in the archive")


def _owned(
    root: Element,
    sources: Sequence[TextSource],
    paths: Mapping[str, str],
    convention: str,
) -> Iterator[Owned]:
    """Yield every thing that a memo may be attached to."""
    yield root, PROJECT
    for code in root.iterfind("CodeBook/Codes//Code"):
        yield code, ("code", paths.get(guid_of(code), ""), "", None, None)
    for case in root.iterfind("Cases/Case"):
        yield case, ("case", case.get("name", "").strip(), "", None, None)
    for element in (*root.iterfind("Variables/Variable"), *root.iter("Set")):
        yield element, PROJECT
    passages, places = _places(sources, convention)
    for source in sources:
        whole = ("interview", source.name, source.name, None, None)
        for element in _parts(source):
            if element.tag not in IN_TEXT or guid_of(element) not in passages:
                yield element, whole
        for element in source.selections:
            place = places.get(element) or (None, None)
            owner = ("passage", "", source.name, *place)
            yield from ((each, owner) for each in (element, *element.iter("Coding")))
    known = {each for source in sources for each in source.elements}
    for element in root.iterfind("Sources/*"):
        if element not in known:
            name = element.get("name", "").strip()
            yield from ((e, ("project", name, "", None, None)) for e in element.iter())


def _parts(source: TextSource) -> Iterator[Element]:
    """Yield what stands in the project for a source, but for codings of passages."""
    top, text = source.elements[0], source.elements[-1]
    waiting = [top]
    while waiting:
        element = waiting.pop()
        yield element
        if element.tag not in IN_TEXT:
            others = (e for e in element if e.tag != "Transcript" or e is text)
            waiting += list(others)[::-1]


def _places(
    sources: Sequence[TextSource], convention: str
) -> tuple[set[str], dict[Element, tuple[int, int]]]:
    """Return the GUIDs of all passages, and the place of each that has one."""
    passages = [(source.name, each) for source in sources for each in source.selections]
    found, elements = [], []
    for name, element in passages:
        start, end = element.get("startPosition", ""), element.get("endPosition", "")
        if WHOLE.fullmatch(start) and WHOLE.fullmatch(end):
            found.append(Selection(source=name, start=int(start), end=int(end)))
            elements.append(element)
    texts = {source.name: source.text for source in sources}
    places = selection_places(texts, found, convention)
    placed = zip(elements, places, strict=True)
    return (
        {guid_of(element) for _, element in passages},
        {element: place for element, place in placed if place is not None},
    )


def _referred(owned: Iterable[tuple[Element, Of]]) -> Iterator[tuple[str, Of]]:
    for element, owner in owned:
        for reference in element.iterfind("NoteRef"):
            yield guid_of(reference, "targetGUID"), owner


def _linked(
    root: Element, owned: Iterable[tuple[Element, Of]]
) -> Iterator[tuple[str, Of]]:
    """Yield each end of a link with what the other end is."""
    owners = {guid: of for element, of in owned if (guid := guid_of(element))}
    for link in root.iterfind("Links/Link"):
        ends = [guid_of(link, f"{end}GUID") for end in ("origin", "target")]
        for note, other in (ends, ends[::-1]):
            if other in owners:
                yield note, owners[other]


def _own_place(
    root: Element,
    note: Element,
    owner: Owner,
    sources: Sequence[TextSource],
    convention: str,
) -> Owner:
    """Return the passage that QualCoder writes into the note itself, if it did."""
    passages = note.findall("PlainTextSelection")
    ours = root.get("origin", "").startswith("QualCoder") and owner[0] == "interview"
    if not ours or len(passages) != 1 or passages[0].find("Coding") is not None:
        return owner
    source = next(each for each in sources if each.name == owner[1])
    element = passages[0]
    start, end = element.get("startPosition", ""), element.get("endPosition", "")
    if not (WHOLE.fullmatch(start) and WHOLE.fullmatch(end)):
        return owner
    selection = Selection(source=source.name, start=int(start), end=int(end))
    (place,) = selection_places({source.name: source.text}, [selection], convention)
    return owner if place is None else ("passage", "", source.name, *place)
