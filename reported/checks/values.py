"""Check the numbers that a reader sees: HTML and PDF alike."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bs4.element import Tag

from reported.built import Built, bodies, joined, squeezed
from reported.findings import AGAIN, Check, Finding, counted

#: A table of the page that lists the results; they are not used there.
REGISTER = "app-register-tab-results"
#: The page of the web book that paper has its title page for.
FRONT = "index"
#: How a page begins that tables or figures fill.
FLOAT = re.compile(r"\s*(?:Table|Figure)\s*[A-Z\d]")
#: Characters beside a number that tell which sentence of the PDF it stands in.
CONTEXT = 10


def shown_values(built: Built) -> Check:
    """Check that HTML and PDF show the values of the register."""
    known = {entry["id"] for entry in built.results}
    registered: dict[tuple[str, str], set[str]] = {}
    for entry in built.results:
        for use in entry["shown"]:
            if use["words"]:
                place = (use["page"], use["reference"])
                registered.setdefault(place, set()).add(_plain(use["words"]))
    register = built.page_of(REGISTER)
    links = {
        page.name: list(page.article.select("[data-reference]"))
        for page in built.pages.values()
        if page.name != register
    }
    findings = [*_in_records(built), *_in_html(links, registered, known)]
    if built.printed is not None:
        findings += _in_pdf(built, links)
    elif built.book.pdf:
        findings.append(
            Finding(
                place=built.book.paper.as_posix(),
                rule="there is no PDF to compare with",
                hint="build the PDF too",
            )
        )
    shown = sum(map(len, links.values()))
    return Check(
        name="HTML and PDF show the same values",
        looked_at=f"{counted(shown, 'number')}, {counted(len(known), 'result')}",
        findings=tuple(findings),
    )


def _shown(tag: Tag) -> str:
    """Return the number that a link shows; in a figure it is said, and not written."""
    if not tag.find_parent("svg"):
        return _plain(tag.get_text())
    said = str(tag.get("aria-label", ""))
    return _plain(said.removeprefix(f"{tag.get('data-words')}: "))


def _plain(words: str) -> str:
    return " ".join(words.replace("*", "").split())


def _in_records(built: Built) -> Iterator[Finding]:
    """Compare what the register says is shown with the records themselves."""
    for entry in built.results:
        for reference, words in {
            u["reference"]: u["words"] for u in entry["shown"]
        }.items():
            try:
                right = _plain(built.printed_number(reference))
            except (KeyError, ValueError) as error:
                right = str(error.args[0])
            if words and _plain(words) != right:
                yield Finding(
                    place=built.place_of(entry),
                    rule=f"{reference}: the record gives {right}",
                    value=_plain(words),
                    hint=AGAIN,
                )


def _in_html(
    links: dict[str, list[Tag]],
    registered: dict[tuple[str, str], set[str]],
    known: set[str],
) -> Iterator[Finding]:
    """Compare each number of the pages with what the register says is there."""
    left = {place: set(words) for place, words in registered.items()}
    for page, tags in links.items():
        for tag in tags:
            reference, text = str(tag["data-reference"]), _shown(tag)
            expected = registered.get((page, reference), set())
            if text and text in expected:
                left[page, reference].discard(text)
                continue
            yield _other_number(page, reference, text, expected, known)
    for (page, reference), words in left.items():
        for word in sorted(
            words
            - {
                _shown(t)
                for t in links.get(page, [])
                if t["data-reference"] == reference
            }
        ):
            yield Finding(
                place=f"{page}.html",
                rule=f"{reference} is not shown as the register says",
                value=word,
                hint=AGAIN,
            )


def _other_number(
    page: str, reference: str, text: str, expected: set[str], known: set[str]
) -> Finding:
    if reference.partition(".")[0] not in known:
        rule, hint = f"{reference} is not in the register", "publish it"
    elif not text:
        rule, hint = f"{reference} is a hole in its sentence", "refer to a value"
    else:
        says = " or ".join(sorted(expected)) or "nothing"
        rule, hint = f"{reference}: the register says {says}", AGAIN
    return Finding(place=f"{page}.html", rule=rule, value=text, hint=hint)


def _in_pdf(built: Built, links: dict[str, list[Tag]]) -> Iterator[Finding]:
    """Look in the PDF for every result, and for every number in its sentence."""
    statement = built.statistics["thesis"]["data"]["statement"]
    if squeezed(statement) not in squeezed("\n".join(built.printed or ())):
        paper = built.book.paper.as_posix()
        yield _not_printed(paper, "the statement of the data", statement)
    pdf = squeezed(joined(built.printed or ()))
    for entry in built.results:
        if squeezed(_plain(entry["reported"])) not in pdf:
            place, words = built.place_of(entry), _plain(entry["reported"])
            yield _not_printed(place, entry["id"], words)
    pages = list(bodies(built.printed or ()))
    for page, tags in links.items():
        for tag in tags if page != FRONT else ():
            if tag.find_parent("svg"):
                continue  # paper has its picture
            text = _plain(tag.get_text())
            parts = _surroundings(tag, text)
            if text and not any(p in pdf or _runs_over(p, pages) for p in parts):
                reference = str(tag["data-reference"])
                yield _not_printed(f"{page}.html", reference, text)


def _runs_over(part: str, pages: Sequence[Sequence[str]]) -> bool:
    """Tell whether words go on overleaf, below or above what floats there.

    They break at the end of a line of one page and go on at the start of one of the
    next, or of the one after it where tables and figures fill that; a table or a
    figure may stand between.
    """
    cuts = range(1, len(part))
    apart = zip(pages, pages[1:], pages[2:], strict=False)
    over = ((a, c) for a, floats, c in apart if floats and FLOAT.match(floats[0]))
    for here, there in (*pairwise(pages), *over):
        ends = {squeezed("\n".join(here[max(0, n - 5) : n])) for n in _places(here)}
        begun = [cut for cut in cuts if any(e.endswith(part[:cut]) for e in ends)]
        if begun:
            starts = [squeezed("\n".join(there[n - 1 : n + 4])) for n in _places(there)]
            if any(s.startswith(part[cut:]) for cut in begun for s in starts):
                return True
    return False


def _places(lines: Sequence[str]) -> range:
    return range(1, len(lines) + 1)


def _not_printed(place: str, name: str, value: str) -> Finding:
    return Finding(
        place=place,
        rule=f"{name} does not stand so in the PDF, which is older or newer",
        value=value,
        hint=AGAIN,
    )


def _surroundings(tag: Tag, text: str) -> list[str]:
    """Return the number with what stands before it, and with what comes after."""
    value = squeezed(text)
    block = tag.find_parent(["p", "li", "dd", "figcaption", "caption"])
    if block is None or tag.find_parent(["td", "th"]):
        return [value]
    before = squeezed("".join(str(s) for s in _strings(tag, block, before=True)))
    after = squeezed("".join(str(s) for s in _strings(tag, block, before=False)))
    return [before[-CONTEXT:] + value, value + after[:CONTEXT]]


def _strings(tag: Tag, block: Tag, *, before: bool) -> list[str]:
    strings = block.find_all(string=True)
    inside = [n for n, s in enumerate(strings) if any(p is tag for p in s.parents)]
    if not inside:
        return []
    return [*(strings[: inside[0]] if before else strings[inside[-1] + 1 :])]
