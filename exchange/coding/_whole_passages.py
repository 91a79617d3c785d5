"""Whether a passage looks whole, as one does that a person has chosen."""

import unicodedata

from analysis.data.transcripts import plain_text


def repeats(quotation: str, name: str) -> bool:
    """Tell whether a passage is what a program wrote down of it."""
    # An attribute of XML holds a line end or a tab as a blank.
    blanks = str.maketrans("\n\t", "  ")
    return bool(name) and quotation.translate(blanks) == plain_text(name).translate(
        blanks
    )


def whole_ends(text: str, start: int, end: int) -> float:
    """Return the share, of its two ends, at which a passage cuts no word."""
    starts = not text[start].isspace() and not _inside_word(text, start)
    # Passages of whole paragraphs may take the line end with them.
    last = text[end - 1]
    ends = (last == "\n" or not last.isspace()) and not _inside_word(text, end)
    return (starts + ends) / 2


def _inside_word(text: str, position: int) -> bool:
    around = text[max(position - 1, 0) : position + 1]
    return 0 < position < len(text) and all(_of_word(each) for each in around)


def _of_word(character: str) -> bool:
    # A combining accent is part of the letter before it.
    return character.isalnum() or unicodedata.category(character).startswith("M")
