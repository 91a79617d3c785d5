"""Count the words of a book, chapter by chapter."""

import re
from dataclasses import dataclass
from pathlib import Path

from reported.checks._running_text import running_text
from reported.findings import aligned
from results.strict_yaml import load_yaml

RULE = (
    "Counted are the words of the sentences. A word is what stands between two spaces "
    "and has a letter or a digit. A number, a reference to another part, and an author "
    "named in the sentence count as one word each, however many they show. Headings, "
    "captions, tables, code, quoted excerpts that the analysis selects, citations in "
    "brackets, and the list of references are not counted."
)
WORD = re.compile(r"\S*\w\S*")
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """One page of the book and how many words it has."""

    page: str  # path below the folder of the book, without .md
    title: str
    words: int


def count_words(text: str) -> int:
    r"""Count the words of a page's running text, by the rule in `RULE`.

    Examples
    --------
    >>> count_words("# Mood\n\nIt fell by {stat}`mood` {cite:p}`radloff1977`.")
    4
    """
    return len(WORD.findall(running_text(text)))


def chapters(book: Path) -> list[str]:
    """Return the pages of the part "Chapters" of the contents, in their order."""
    contents = load_yaml(book / "_toc.yml", hint="mend the contents")
    return [
        entry["file"]
        for part in contents.get("parts", [])
        if part.get("caption") == "Chapters"
        for entry in part["chapters"]
    ]


def lengths(book: Path) -> list[Length]:
    """Count the words of every chapter.

    Parameters
    ----------
    book : Path
        The folder of the book's sources.

    Returns
    -------
    list of Length
        In the order of the contents.
    """
    found = []
    for page in chapters(book):
        text = (book / f"{page}.md").read_text("utf-8")
        title = TITLE.search(text)
        found.append(
            Length(
                page=page, title=title[1] if title else page, words=count_words(text)
            )
        )
    return found


def as_text(found: list[Length]) -> str:
    """Write the lengths as a table, with their sum and the rule of counting."""
    total = sum(length.words for length in found)
    rows = [(length.page, f"{length.words:,}", length.title) for length in found]
    rows = [("Chapter", "Words", "Title"), *rows, ("all chapters", f"{total:,}", "")]
    return "\n".join([*aligned(rows), "", RULE])
