"""The text of everything that is published: pages, files beside them, PDF, sources."""

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from reported.built import Built
from thesis.places import BIBLIOGRAPHY, HTML, PDF
from thesis.whole import MARK

#: Made by the theme and the same in every book; what the book adds is looked at.
THEME = ("_static", "_sphinx_design_static")
MARKUP = (".html", ".svg", ".xml")
#: Nothing in them is text, or it is text that no reader ever sees.
NO_TEXT = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".woff", ".woff2", ".ttf")
#: Attributes whose value is an address, a label or a name rather than a text.
ADDRESSES = ("href", "src", "data", "id", "name", "xlink:href", "action", "poster")
#: Markup within a line; whatever else begins or ends, so does a run of text.
WITHIN = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|"
    "span|strong|sub|sup|time|tspan|tt|u|var|wbr"
)
#: A parser of HTML reads what is XML as well, but warns of this line.
DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
INDEX = "searchindex.js"
CALL = re.compile(r"\ASearch\.setIndex\((.*)\)\s*;?\s*\Z", re.DOTALL)
ACCENT = re.compile(r"\\[`'^\"~=.][ \t]*\{?\\?([A-Za-z])\}?")  # of LaTeX
HYPHENATION = re.compile(r"\\-|[{}]")
ENTRY = re.compile(r"^[ \t]*@\w+[ \t]*\{", re.MULTILINE)  # of a bibliography
#: Between parts that do not belong together; no name reaches over it.
APART = "\n¦\n"
CELL = " | "  # between the cells of a row


@dataclass(frozen=True)
class Piece:
    """One place and the text that stands there."""

    place: str  # as findings name it
    text: str = ""
    spaced: str = ""  # the same with a blank wherever the markup changes
    lines: bool = False  # findings name the line of the text
    address: str = ""  # links, labels and names of files, often in small letters
    printed: bool = False  # from a PDF, which may have lost blanks
    terms: dict[str, list[str]] = field(default_factory=dict)  # of search: to its pages
    unread: str = ""  # why there is no text: the ending of the file


def pieces(built: Built) -> Iterator[Piece]:
    """Yield the text of everything that is published, and of the book's sources.

    Parameters
    ----------
    built : Built
        A thesis as it was built.

    Yields
    ------
    Piece
        Files of the HTML in the order of their paths, then each page of the PDF and
        what it says of itself, its LaTeX, the pages of the book line by line, and the
        bibliography. Files without text are yielded too, with the reason.
    """
    folder = (built.root / HTML).parent
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        below = path.relative_to(folder)
        if below.as_posix() == MARK:  # nothing but hashes of the other files
            continue
        if below.parts[0] in THEME and not (built.root / "book" / below).is_file():
            yield Piece(place=below.as_posix(), unread="theme")
        else:
            yield from _of_file(built, path, below.as_posix())
    if built.printed is not None:
        yield from _of_pdf(built.root / PDF, PDF.name, built.printed)
    source = (built.root / PDF).with_suffix(".tex")
    if source.is_file():
        text = _latex(_decoded(source) or "")
        yield Piece(place=source.name, text=text, lines=True)
    for name, text in built.sources.items():
        yield Piece(place=name, text=text, address=name, lines=True)
    name, bibliography = BIBLIOGRAPHY.as_posix(), built.root / BIBLIOGRAPHY
    if bibliography.is_file():
        text = _latex(ENTRY.sub("", bibliography.read_text("utf-8")))
        yield Piece(place=name, text=text, lines=True)


def _of_file(built: Built, path: Path, name: str) -> Iterator[Piece]:
    kind = path.suffix.lower()
    if kind == ".pdf":
        yield from _of_pdf(path, name)
    elif kind == ".inv":
        yield Piece(place=name, text=_inventory(path.read_bytes()), address=name)
    elif kind in NO_TEXT:
        yield Piece(place=name, address=name, unread=kind)
    elif (text := _decoded(path)) is None:
        yield Piece(place=name, address=name, unread=kind or "no ending")
    elif kind in MARKUP:
        page = built.page_at(path)
        soup = (
            page.soup if page else BeautifulSoup(DECLARED.sub("", text), "html.parser")
        )
        yield _of_markup(name, soup)
    elif path.name == INDEX and (found := CALL.match(text)):
        yield _of_index(name, json.loads(found[1]))
    elif kind in (".json", ".ipynb", ".map"):
        yield Piece(place=name, text=_json_text(text), address=name)
    else:
        yield Piece(place=name, text=text, address=name, lines=True)


def _decoded(path: Path) -> str | None:
    """Return the text of a file; None if it is none."""
    data = path.read_bytes()
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _of_markup(name: str, soup: BeautifulSoup) -> Piece:
    """Read all text of a page, also comments and code, and every attribute."""
    values: dict[str, dict[str, None]] = {"address": {name: None}, "other": {}}
    for tag in soup.find_all(True):
        for attribute, value in tag.attrs.items():
            words = " ".join(value) if isinstance(value, list) else str(value)
            kind = "address" if attribute in ADDRESSES else "other"
            values[kind][words] = None
    return Piece(
        place=name,
        text=APART.join(["".join(_runs(soup, "")), *values["other"]]),
        spaced="".join(_runs(soup, " ")),
        address=APART.join(values["address"]),
    )


def _runs(part: Tag, within: str) -> Iterator[str]:
    """Yield the text of a tag; `within` goes where markup changes within a line."""
    edge = within if WITHIN.fullmatch(part.name) else "\n"
    yield edge
    for child in part.children:
        if isinstance(child, Tag):
            yield from _runs(child, within)
        elif type(child) is NavigableString:
            yield str(child)
        else:  # a comment or a script
            yield f"\n{child}\n"
    yield edge


def _of_index(name: str, index: dict[str, Any]) -> Piece:
    """Read the index of the search: its titles as text, its terms with their pages."""
    terms = _terms(index)
    files = _strings([index.pop(key, []) for key in ("docnames", "filenames")])
    return Piece(
        place=name,
        text=APART.join(_strings(index)),
        address=APART.join([name, *files]),
        terms=terms,
    )


def _terms(index: dict[str, Any]) -> dict[str, list[str]]:
    """Take the terms out of an index, with the pages on which each is found."""
    pages = index.get("docnames", [])
    terms: dict[str, list[str]] = {}
    for key in ("terms", "titleterms"):
        for term, where in index.pop(key, {}).items():
            numbers = where if isinstance(where, list) else [where]
            terms.setdefault(term, []).extend(pages[n] for n in numbers)
    return terms


def terms_of_search(folder: Path) -> dict[str, list[str]]:
    """Return the terms that the search of a web book knows, with their pages."""
    path = folder / INDEX
    found = CALL.match(path.read_text("utf-8")) if path.is_file() else None
    return _terms(json.loads(found[1])) if found else {}


def _json_text(text: str) -> str:
    try:
        return APART.join(_records([json.loads(text)]))
    except ValueError:
        return text


def _records(value: Any) -> Iterator[str]:
    """Yield what JSON holds, an object or a list a row; what lies in it follows."""
    within = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict):
        pairs = value.items()
        own = [w for key, held in pairs for w in (key, _simple(held)) if w is not None]
    else:
        own = [w for w in map(_simple, value) if w is not None]
    yield CELL.join(own)
    for held in within:
        if isinstance(held, dict | list):
            yield from _records(held)


def _simple(value: Any) -> str | None:
    """Return a text or a whole number; None for all else, which identifies nobody."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def _strings(value: Any) -> Iterator[str]:
    """Yield every key, text and whole number of what JSON holds."""
    if (text := _simple(value)) is not None:
        yield text
    elif isinstance(value, dict):
        for key, held in value.items():
            yield key
            yield from _strings(held)
    elif isinstance(value, list):
        for held in value:
            yield from _strings(held)


def _inventory(data: bytes) -> str:
    """Return the labels that other books can link to; compressed after four lines."""
    *head, packed = data.split(b"\n", 4)
    with suppress(zlib.error):
        packed = zlib.decompress(packed)
    return "\n".join(part.decode(errors="replace") for part in (*head, packed))


def _of_pdf(
    path: Path, name: str, printed: Iterable[str] | None = None
) -> Iterator[Piece]:
    """Yield each page of a PDF, then what the file says of itself."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(path)
    except PyPdfError:
        yield Piece(place=name, address=name, unread="broken .pdf")
        return
    if printed is None:
        printed = (page.extract_text() or "" for page in reader.pages)
    for number, text in enumerate(printed, start=1):
        yield Piece(place=f"{name}, page {number}", text=text, printed=True)
    said = [str(value) for value in (reader.metadata or {}).values()]
    root: Any = reader.trailer["/Root"]
    if "/Metadata" in root:
        said.append(root["/Metadata"].get_object().get_data().decode(errors="replace"))
    for files in reader.attachments.values():
        said += (data.decode(errors="replace") for data in files)
    labels = [*_bookmarks(reader.outline), *reader.named_destinations, *_notes(reader)]
    labels += reader.attachments
    yield Piece(
        place=f"{name}, metadata and links",
        text=APART.join(said),
        address=APART.join(map(str, dict.fromkeys(labels))),
    )


def _bookmarks(outline: Iterable[Any]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _bookmarks(entry)
        else:
            yield str(entry.title)


def _notes(reader: Any) -> Iterator[str]:
    """Yield links to other places, notes and the fields of forms."""
    for page in reader.pages:
        for annotation in page.get("/Annots") or ():
            held = annotation.get_object()
            yield from (str(held[k]) for k in ("/Contents", "/T", "/V") if k in held)
            if "/A" in held and "/URI" in (action := held["/A"].get_object()):
                yield str(action["/URI"])


def _latex(text: str) -> str:
    return HYPHENATION.sub("", ACCENT.sub(r"\1", text)).replace("~", " ")
