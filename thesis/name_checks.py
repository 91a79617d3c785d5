"""Check that no name of a list, and no number that identifies, is published."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from sphinx.search.en import SearchEnglish

from disclosure.folding import folded_text
from disclosure.names import Name, NameList
from disclosure.searching import Leak, leaks, masked
from reported.built import Built
from reported.findings import Check, Finding, counted
from thesis.confidential import NAMES, list_of_names
from thesis.published import Piece, pieces

STANDS = {
    "e-mail": "an e-mail address",
    "NHS number": "an NHS number",
    "National Insurance number": "a National Insurance number",
    "phone": "a phone number",
    "postcode": "a postcode",
    "profile link": "a link to a profile",
    "handle": "a name with an @",
    "prison number": "a prison number",
    "police number": "a number of the police",
    "sort code": "a sort code",
    "account number": "an account number",
}
TAKE_OUT = "take it out where it comes from and build again, or"
LANGUAGE = SearchEnglish({})


def names(built: Built) -> Check:
    """Look for listed names and for identifying numbers in all that is published.

    The list is that of the environment variable THESIS_NAMES; without one, numbers and
    addresses are looked for alone. No finding says what was found.

    Raises
    ------
    DataError
        If the list cannot be read, or git would commit it.
    """
    given = list_of_names(built.root)
    listed = given or NameList(())
    read: list[Piece] = []
    unread: Counter[str] = Counter()
    findings: list[Finding] = []
    for piece in pieces(built):
        if piece.unread:
            unread[piece.unread] += 1
        else:
            read.append(piece)
        findings += _findings(piece, listed, given)
    findings += _search_terms(read, listed)
    return Check(
        name="no names or identifying numbers",
        looked_at=_looked_at(read, unread, given),
        findings=tuple(findings),
    )


def _looked_at(read: list[Piece], unread: Counter[str], given: NameList | None) -> str:
    pages = sum(piece.printed for piece in read)
    files = len({piece.place.partition(",")[0] for piece in read})
    where = f"{counted(files, 'file')}, {counted(pages, 'page')} of PDF"
    what = (
        f"{counted(len(given.names), 'name')} and numbers"
        if given
        else f"numbers alone, no list of names is set ({NAMES})"
    )
    without = "".join(f", {kind} {number}" for kind, number in sorted(unread.items()))
    left = f"; not read: {without[2:]}" if without else ""
    return f"{where} for {what}{left}"


def _findings(
    piece: Piece, listed: NameList, given: NameList | None
) -> Iterator[Finding]:
    """Yield one finding for what stands in a place, with how often and its first."""
    counts: dict[tuple[str, int | None, str, int], list[Leak]] = {}
    for leak in _leaks(piece, listed):
        line = leak.text_line if piece.lines else 0
        counts.setdefault((leak.kind, leak.line, leak.match, line), []).append(leak)
    place = masked(piece.place, listed) if counts else ""
    allow = "the list of names" if given else f"a list of names ({NAMES})"
    for (kind, number, match, line), found in counts.items():
        times = f" {len(found)} times" if len(found) > 1 else ""
        if kind == "name":
            rule = f"a name of the list stands here{times} (line {number}, {match})"
        else:
            rule = f"{STANDS[kind]} stands here{times}"
        yield Finding(
            place=f"{place}:{line}" if line else place,
            rule=rule,
            value=found[0].context,
            hint=f"{TAKE_OUT} allow it in {allow}",
        )


def _leaks(piece: Piece, listed: NameList) -> Iterator[Leak]:
    """Yield what stands in the text of a piece and then in its addresses.

    Where the markup changes within a line, text is read without and with a blank; the
    second reading adds only what the first did not find at all.
    """
    found = leaks(piece.text, listed, printed=piece.printed)
    yield from found
    known = {(leak.kind, leak.line) for leak in found}
    for leak in leaks(piece.spaced, listed):
        if (leak.kind, leak.line) not in known:
            yield leak
    yield from leaks(piece.address, listed, address=True)


def _search_terms(read: list[Piece], listed: NameList) -> Iterator[Finding]:
    """Find names in the index of the search that the page itself does not explain.

    The index has no capitals and only the stems of words, so Hope and hoping are one
    term. What stands on the page has been looked at there, with its capitals; what does
    not is left from an older page.
    """
    pages = {piece.place.removesuffix(".html"): piece for piece in read}
    for index in (piece for piece in read if piece.terms):
        where: dict[str, set[str]] = {}
        for term, places in index.terms.items():
            for form in {folded_text(term), *_stem(term)}:
                where.setdefault(form, set()).update(places)
        for name in listed.names:
            for page in sorted(_pages_with(name, where)):
                if page in pages and _explains(pages[page], name):
                    continue
                yield Finding(
                    place=masked(index.place, listed),
                    rule=f"the search finds a name of the list (line {name.line}, in "
                    "another form)",
                    value=masked(page, listed),
                    hint="the page does not say it, so the index is older: build again",
                )


def _pages_with(name: Name, where: dict[str, set[str]]) -> set[str]:
    held = [set().union(*(where.get(s, ()) for s in stems)) for stems in _stems(name)]
    return set.intersection(*held) if held else set()


def _explains(page: Piece, name: Name) -> bool:
    words = set(re.findall(r"\w+", f"{page.text} {page.spaced}"))
    there = {stem for word in words for stem in _stem(word)}
    return all(stems & there for stems in _stems(name))


def _stems(name: Name) -> list[frozenset[str]]:
    words = re.findall(r"\w+", name.text)
    return [_stem(word) for word in words if _searchable(word)]


def _searchable(word: str) -> bool:
    return len(word) > 1 and word.lower() not in LANGUAGE.stopwords


@cache
def _stem(word: str) -> frozenset[str]:
    """Return the term of a word, with its diacritics taken off before or after."""
    before = LANGUAGE.stem(folded_text(word).lower())
    return frozenset({before, folded_text(LANGUAGE.stem(word.lower()))})
