"""Lists of numbers that may be typed, and what a page with such a list has amiss."""

from functools import cache
from types import SimpleNamespace

from reported.checks._allowed_numbers import Allowed, allowed_numbers
from reported.checks.prose import typed_numbers
from thesis.design_constants import design_facts
from thesis.places import BOOK

FACTS = cache(design_facts)
NOTHING = Allowed(constants=(), exceptions=(), facts={}, bounds={})


def listed(tmp_path, text):
    """Return what a list of these lines allows."""
    (tmp_path / "thesis").mkdir(exist_ok=True)
    (tmp_path / "thesis/typed_numbers.yaml").write_text(text, "utf-8")
    return allowed_numbers(tmp_path, BOOK.typed_numbers, {}, FACTS)


def checked(tmp_path, text, page):
    """Return the lines of the findings on one page with this list."""
    listed(tmp_path, text)
    pages = {"book/index.md": page}
    built = SimpleNamespace(root=tmp_path, sources=pages, book=BOOK)
    return [str(finding) for finding in typed_numbers(built, FACTS).findings]
