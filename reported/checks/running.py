"""Run the checks that make sense on any book, and find out where one is."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from reported.built import Built, load_built
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
from reported.findings import Check
from reported.project import project_named
from results.strict_yaml import load_yaml


def checks_of_any_book(
    facts_of: Callable[[], Facts] = dict,
) -> tuple[Callable[[Built], Check], ...]:
    """Return the checks that know nothing of what a book is about, in order.

    Parameters
    ----------
    facts_of : callable
        Reads what the data say of constants that may be typed; a book that lists none
        needs none.
    """
    return (
        p_values,
        printed_tests,
        adjusted_p_values,
        shown_values,
        uses,
        tables,
        partial(typed_numbers, facts_of=facts_of),
        stand_in,
        unused,
        alternative_texts,
        links,
        resolved,
        bibliography,
        off_the_page,
        citation_form,
        spelling,
        doubled,
        chosen_words,
        abbreviations,
        unsupported_claims,
        interpretations,
        duplicate_ids,
    )


def check(folder: Path) -> tuple[Check, ...]:
    """Run every check that makes sense on any book on one that was built.

    Parameters
    ----------
    folder : Path
        The folder of the book, as it was given to `jupyter-book build`.

    Raises
    ------
    NothingBuiltError
        If there is no web book with statistics in it.
    DataError
        If the settings or the lists of the book cannot be read.
    """
    folder = folder.resolve()
    settings = load_yaml(folder / "_config.yml", hint="name the folder of a book")
    named = (settings.get("sphinx") or {}).get("config") or {}
    book = project_named(named.get("reported_project", ""), folder).book
    works = settings.get("bibtex_bibfiles") or [""]
    if works[0] and not book.bibliography:
        found = (folder / works[0]).resolve().relative_to(folder.parent)
        book = replace(book, bibliography=found.as_posix())
    built = load_built(folder.parent, replace(book, folder=folder.name))
    return tuple(run(built) for run in checks_of_any_book())
