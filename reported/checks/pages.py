"""Check the pages: images, links, citations, and the works that are cited."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from bs4.element import Tag

from reported.built import STYLE, Built, Page
from reported.findings import Check, Finding, counted, no_list

CITED = re.compile(r"\{cite(?::\w+)*\}`([^`]+)`")
ENTRY = re.compile(r"^@(?!comment|string|preamble)\w+\{\s*([^,\s]+)", re.I | re.M)
IMAGE_NAME = re.compile(r"\.(svg|png|jpe?g|gif|pdf)$", re.I)
PICTURES = 'img, object, svg:not([aria-hidden="true"])'
DRAWING = "a drawing"  # has no file that could be named
#: What is left of a citation, a reference or a role that came to nothing.
LEFT = re.compile(
    r"\[\?\]|\?\?|(?<!\w)\(\s*\)|\{(?:stat|claim|cite|ref|numref)(?::\w+)*\}"
)
#: A link from another page to an entry of the reference list.
WORK = re.compile(r"^[^#]+#ref-(.+)$")


def alternative_texts(built: Built) -> Check:
    """Find images that say nothing to somebody who cannot see them."""
    findings, images = [], 0
    for page in built.pages.values():
        for image in page.article.select(PICTURES):
            images += 1
            name = str(image.get("src") or image.get("data") or DRAWING)
            text = _said(image)
            if not text or IMAGE_NAME.search(text):
                findings.append(
                    Finding(
                        place=f"{page.name}.html",
                        rule=f"{name} has no alternative text",
                        value=text,
                        hint="write what it shows under image: alt: in its cell",
                    )
                )
    return Check(
        name="images have alternative text",
        looked_at=counted(images, "image"),
        findings=tuple(findings),
    )


def _said(image: Tag) -> str:
    """Return the words for those who do not see a picture; of a drawing, its name."""
    if image.name == "svg":
        group = image.find_parent(attrs={"role": "group"})
        words = image.get("aria-label") or (group and group.get("aria-label"))
    else:
        words = image.get("alt") or image.get("aria-label") or image.get_text()
    return str(words or "").strip()


def links(built: Built) -> Check:
    """Follow every link inside the HTML to its file and its anchor."""
    findings, followed = [], 0
    for page in built.pages.values():
        for address in sorted(set(_addresses(page, built))):
            followed += 1
            rule = _broken(page, address, built)
            if rule:
                findings.append(
                    Finding(
                        place=f"{page.name}.html",
                        rule=rule,
                        value=address,
                        hint="correct the link or the label it points to",
                    )
                )
    return Check(
        name="links inside the HTML lead somewhere",
        looked_at=counted(followed, "link"),
        findings=tuple(findings),
    )


def _addresses(page: Page, built: Built) -> Iterator[str]:
    style = (built.root / built.book.html).parent / STYLE
    hidden = style.is_file() and bool(style.read_text("utf-8"))
    named = [("a", "href"), ("link", "href"), ("img", "src"), ("script", "src")]
    for tag, attribute in [*named, ("object", "data")]:
        for found in page.soup.find_all(tag, attrs={attribute: True}):
            address = str(found[attribute])
            parts = urlsplit(address)
            if hidden and found.find_parent(class_="edition-pdf"):
                continue  # pages without a PDF of their own do not show its link
            if not parts.scheme and not parts.netloc and address != "#":
                yield address


def _broken(page: Page, address: str, built: Built) -> str:
    if not address:
        return "the link leads nowhere"
    parts = urlsplit(address)
    target = page.path
    if parts.path:
        target = (page.path.parent / unquote(parts.path)).resolve()
    if target.is_dir():
        target /= "index.html"
    if not target.exists():
        return "the link leads to a file that is not there"
    other = built.page_at(target)
    if other and parts.fragment and unquote(parts.fragment) not in other.anchors:
        return "the link leads to a place that is not on its page"
    return ""


def resolved(built: Built) -> Check:
    """Find citations, references and roles that came to nothing in HTML or PDF."""
    findings = []
    for page in built.pages.values():
        for code in page.article.select("code"):
            code.string = "code"
        text = " ".join(page.article.get_text().split())
        for found in LEFT.finditer(text):
            findings.append(_unresolved(f"{page.name}.html", text, found))
        for problem in page.soup.select(".problematic, .system-message"):
            findings.append(
                Finding(
                    place=f"{page.name}.html",
                    rule="markup that was not understood",
                    value=problem.get_text(" ", strip=True),
                    hint="correct it",
                )
            )
    for number, text in enumerate(built.printed or (), start=1):
        for found in LEFT.finditer(text):
            findings.append(
                _unresolved(f"{built.book.pdf}, page {number}", text, found)
            )
    log = built.root / built.book.log
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    findings += [
        Finding(
            place=built.book.log.as_posix(),
            rule="bibtex complained",
            value=line,
            hint="correct the citation or the bibliography",
        )
        for line in lines
        if "bibtex" in line.casefold() and "WARNING" in line
    ]
    return Check(
        name="citations and references are resolved",
        looked_at=f"{counted(len(built.pages), 'page')} of HTML, "
        f"{len(built.printed or ())} of PDF",
        findings=tuple(findings),
    )


def _unresolved(place: str, text: str, found: re.Match[str]) -> Finding:
    around = " ".join(text[max(0, found.start() - 30) : found.end() + 20].split())
    return Finding(
        place=place,
        rule="a citation or reference came to nothing",
        value=around,
        hint="correct its key or label",
    )


def bibliography(built: Built) -> Check:
    """Compare the works of the bibliography with those that are cited."""
    name = "every work is cited, every citation has its work"
    works = built.book.bibliography
    if not works:
        return no_list(name, "bibliography")
    text = (built.root / works).read_text("utf-8")
    entries = {
        found[1]: text.count("\n", 0, found.start()) + 1
        for found in ENTRY.finditer(text)
    }
    cited = dict(_citations(built))
    findings = [
        Finding(
            place=place,
            rule=f"a work is cited that {works} does not have",
            value=key,
            hint="correct the key, or add the work",
        )
        for key, place in cited.items()
        if key not in entries
    ]
    used = set(cited) | _linked(built)
    findings += [
        Finding(
            place=f"{works}:{line}",
            rule=f"{key} is never cited",
            hint="cite the work, or take the entry out",
        )
        for key, line in entries.items()
        if key not in used
    ]
    return Check(
        name=name,
        looked_at=f"{counted(len(entries), 'work')}, {len(used)} cited",
        findings=tuple(findings),
    )


def _citations(built: Built) -> Iterator[tuple[str, str]]:
    """Yield every key that a page cites, with the place of the citation."""
    for name, text in built.sources.items():
        for found in CITED.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            for key in found[1].split(","):
                yield key.strip(), f"{name}:{line}"


def _linked(built: Built) -> set[str]:
    """Return the keys of works that pages link to; also those that code cites."""
    return {
        found[1]
        for page in built.pages.values()
        for link in page.soup.find_all("a", href=True)
        if (found := WORK.match(str(link["href"])))
    }
