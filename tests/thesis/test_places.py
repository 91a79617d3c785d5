"""What the checks of this thesis go by is there."""

from pathlib import Path

from results.strict_yaml import load_yaml
from thesis.places import BOOK, HTML, PDF, STATISTICS, built_thesis

ROOT = Path(__file__).parents[2]


def test_every_list_and_page_is_there():
    """A wrong name would let a check look at nothing."""
    named = (BOOK.bibliography, BOOK.typed_numbers, BOOK.interpretations)
    for name in (*named, BOOK.word_list):
        assert (ROOT / name).is_file(), name
    for page in (BOOK.abbreviations, *BOOK.unread, *BOOK.lists):
        assert (ROOT / BOOK.folder / f"{page}.md").is_file(), page
    chapters = "".join(p.read_text("utf-8") for p in (ROOT / "book").rglob("*.md"))
    assert all(table in chapters for table in BOOK.quoted)


def test_the_pdf_is_what_the_settings_of_the_book_call_it():
    """The LaTeX builder writes where they say."""
    settings = load_yaml(ROOT / "book" / "_config.yml", hint="mend it")
    paper = Path(settings["latex"]["latex_documents"]["targetname"])
    assert PDF.with_suffix(".tex").name == paper.name
    assert HTML.parent == STATISTICS.parent


def test_the_built_thesis_is_read_with_its_places(small):
    """So that its lists are found, and its PDF is looked at."""
    built = built_thesis(small.root)
    assert built.book is BOOK
    assert len(built.printed) == 3
