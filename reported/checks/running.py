"""Run checks, all or some of them, on a book or a page of it; find where a book is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from reported.built import NUMBERS, Built, load_built
from reported.checks.citation_form import citation_form
from reported.checks.constants import Facts
from reported.checks.interpretations import interpretations
from reported.checks.language import abbreviations, chosen_words, doubled, spelling
from reported.checks.p_values import p_values
from reported.checks.pages import alternative_texts, bibliography, links, resolved
from reported.checks.paper import off_the_page
from reported.checks.printed_p import adjusted_p_values, printed_tests
from reported.checks.prose import typed_numbers
from reported.checks.register import duplicate_ids, unsupported_claims, unused
from reported.checks.stand_in import stand_in
from reported.checks.tables import tables
from reported.checks.uses import uses
from reported.checks.values import shown_values
from reported.findings import Check, counted
from reported.project import project_named
from results import DataError
from results.strict_yaml import load_yaml

#: Checks by the word that asks for them, in the order in which they are told.
Checks = Mapping[str, Callable[[Built], Check]]


def checks_of_any_book(facts_of: Callable[[], Facts] = dict) -> Checks:
    """Return the checks that know nothing of what a book is about.

    Parameters
    ----------
    facts_of : callable
        Reads what the data say of constants that may be typed; a book that lists none
        needs none.
    """
    return {
        "p-values": p_values,
        "printed-tests": printed_tests,
        "adjusted-p": adjusted_p_values,
        "values": shown_values,
        "uses": uses,
        "tables": tables,
        "typed-numbers": partial(typed_numbers, facts_of=facts_of),
        "stand-in": stand_in,
        "unused": unused,
        "pictures": alternative_texts,
        "links": links,
        "resolved": resolved,
        "bibliography": bibliography,
        "paper-margins": off_the_page,
        "citations": citation_form,
        "spelling": spelling,
        "repeats": doubled,
        "wordings": chosen_words,
        "abbreviations": abbreviations,
        "claims": unsupported_claims,
        "interpretations": interpretations,
        "ids": duplicate_ids,
    }


def chosen(checks: Checks, only: Sequence[str]) -> Checks:
    """Return the checks that are asked for; all of them if none is.

    Raises
    ------
    DataError
        If a word asks for none.
    """
    unknown = [word for word in only if word not in checks]
    if unknown:
        raise DataError(
            f"no check is called {', '.join(unknown)}; there are: {', '.join(checks)}"
        )
    return {word: checks[word] for word in checks if not only or word in only}


def run(checks: Checks, built: Built, *, page: str = "") -> Iterator[Check]:
    """Run checks one after the other, each when it is asked for.

    Parameters
    ----------
    checks : mapping of str to callable
        As `chosen` returns them.
    built : Built
        The book.
    page : str
        The only page, or the beginning of its file's name ("07"), of which faults are
        told; how many there are elsewhere is said. All pages if empty.

    Raises
    ------
    DataError
        If no page, or more than one, is called so.
    """
    at = _page(built, page)
    for word, look in checks.items():
        yield replace(_on_page(look(built), built, at), word=word)


def _page(built: Built, asked: str) -> str:
    """Return the name of the page that is asked for, in whichever form."""
    if not asked:
        return ""
    words = asked.removeprefix(f"{built.book.folder}/")
    words = words.removesuffix(".md").removesuffix(".html")
    starts = (words, f"0{words}") if words.isdecimal() else (words,)
    begins = [n for n in built.pages if n.rpartition("/")[2].startswith(starts)]
    found = [name for name in built.pages if name == words] or begins
    if len(found) != 1:
        rule = f"begins the names of {', '.join(found)}" if found else "is no page"
        raise DataError(f"{asked} {rule}; there are: {', '.join(built.pages)}")
    return found[0]


def _on_page(found: Check, built: Built, page: str) -> Check:
    """Keep what was found on one page, and say how much was found elsewhere."""
    if not page:
        return found
    kept, notes = (
        tuple(one for one in some if _stands_on(one.place, built, page))
        for some in (found.findings, found.notes)
    )
    left = len(found.findings) - len(kept)
    said = f"; {counted(left, 'fault')} elsewhere" if left else ""
    looked_at = found.looked_at + said
    return replace(found, findings=kept, notes=notes, looked_at=looked_at)


def _stands_on(place: str, built: Built, page: str) -> bool:
    """Tell whether the place of a finding is on a page, or in the file of its table."""
    folder, _, file = place.rpartition("/")
    if folder.endswith(NUMBERS) and file.endswith(".csv"):
        return built.page_of(file.removesuffix(".csv")) == page
    return f"/{page}." in f"/{place}"


def check(folder: Path, *, only: Sequence[str] = (), page: str = "") -> Iterator[Check]:
    """Check a book that was built, by what makes sense on any book.

    Parameters
    ----------
    folder : Path
        The folder of the book, as it was given to `jupyter-book build`.
    only, page
        As for `chosen` and `run`.

    Raises
    ------
    NothingBuiltError
        If there is no web book with statistics in it.
    DataError
        If the settings or the lists of the book cannot be read, or what is asked for
        is not there.
    """
    checks = chosen(checks_of_any_book(), only)
    folder = folder.resolve()
    settings = load_yaml(folder / "_config.yml", hint="name the folder of a book")
    named = (settings.get("sphinx") or {}).get("config") or {}
    book = project_named(named.get("reported_project", ""), folder).book
    works = settings.get("bibtex_bibfiles") or [""]
    if works[0] and not book.bibliography:
        found = (folder / works[0]).resolve().relative_to(folder.parent)
        book = replace(book, bibliography=found.as_posix())
    built = load_built(folder.parent, replace(book, folder=folder.name))
    return run(checks, built, page=page)
