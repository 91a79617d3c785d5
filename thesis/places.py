"""Where the book of this thesis is, where a build leaves it, and what checks go by."""

from pathlib import Path

from reported.built import Built, load_built
from reported.project import Book

BOOK = Book(
    pdf="thesis.pdf",
    bibliography="references.bib",
    typed_numbers="thesis/typed_numbers.yaml",
    interpretations="thesis/interpretations.yaml",
    stand_in="thesis/stand_in.yaml",
    word_list="thesis/word_list.yaml",
    abbreviations="front/abbreviations",
    unread=frozenset({"back/references", "back/verification"}),
    lists=frozenset({"back/codebook", "back/software"}),
    quoted=frozenset({"app-help-tab-published"}),
)
#: Where a build leaves its pages, its PDF and what it said.
HTML, PDF, STATISTICS = BOOK.html, BOOK.paper, BOOK.statistics
LOG = Path("book/_build/build.log")
BIBLIOGRAPHY = Path(BOOK.bibliography)


def built_thesis(root: Path) -> Built:
    """Read the built thesis of a project; errors as `reported.built.load_built`."""
    return load_built(root, BOOK)
