"""Find what is running text in the MyST Markdown of a page."""

import re
from collections.abc import Iterator, Sequence

__all__ = ["CLAIM", "blank", "outside_code", "running_text", "with_words_of_claims"]

FENCE = re.compile(r"\s*(`{3,}|~{3,}|:{3,})\s*(.*)")
#: Blocks whose content is not prose: code, math, other files.
NOT_PROSE = re.compile(r"\{(?:code|math|raw|bibliography|image|literalinclude|eval)")
# The words of a claim are prose; what other roles hold is an id, a key or code.
CLAIM = re.compile(r"(\{claim\}`)[^`]*?(\s<[^<>`]*>`|`)")
NOT_RUNNING = re.compile(
    r"\A---\n.*?\n---\n"  # front matter
    r"|<!--.*?-->|^%.*?$|^\([\w-]+\)=$"  # comments and labels
    r"|^#+\s.*?$|^\s*\|.*?$"  # headings and tables
    r"|^\s*:[\w-]+:.*?$|^\s*(?:`{3,}|:{3,}).*?$",  # options and fences, with captions
    re.MULTILINE | re.DOTALL,
)
BRACKETED = re.compile(r"\{cite:p\w*\}`[^`]*`")
ONE_WORD = re.compile(r"\{[\w:.+-]+\}`[^`]+`|\$[^$\n]+\$|`[^`\n]+`")
ADDRESS = re.compile(r"\]\([^)\n]*\)")


def running_text(text: str) -> str:
    r"""Keep the sentences of a page; lines stay where they are.

    Parameters
    ----------
    text : str
        MyST Markdown.

    Returns
    -------
    str
        The text without headings, tables, captions, code, labels and citations in
        brackets. What a role shows stands as one word, ``X``; a claim keeps its words.

    Examples
    --------
    >>> running_text("# Mood\nIt was {stat}`mood` {cite:p}`radloff1977`.").split()
    ['It', 'was', 'X', '.']
    """
    text = with_words_of_claims("\n".join(outside_code(text.splitlines())))
    text = NOT_RUNNING.sub(lambda found: blank(found[0]), text)
    text = ONE_WORD.sub("X", BRACKETED.sub("", text))
    return ADDRESS.sub("]", text).replace("\0", " ")


def with_words_of_claims(text: str) -> str:
    """Blank out all of a claim but its words."""
    return CLAIM.sub(_words_of_claim, text)


def _words_of_claim(found: re.Match[str]) -> str:
    first, last = found.groups()
    words = found[0][len(first) : -len(last)]
    return blank(first) + words + blank(last)


def blank(text: str) -> str:
    """Blank out a text, so that lines and columns stay where they are."""
    # Not a space: what stands on both sides of a role is not one statistic.
    return re.sub(r"[^\n]", "\0", text)


def outside_code(lines: Sequence[str]) -> Iterator[str]:
    """Yield every line, those in blocks of code or math blank."""
    fences: list[tuple[str, bool]] = []  # and whether prose stands in them
    for line in lines:
        found = FENCE.fullmatch(line)
        prose = not fences or fences[-1][1]
        if found and fences and not found[2] and found[1].startswith(fences[-1][0]):
            fences.pop()
        elif found and prose:
            mark, words = found.groups()
            prose = mark[0] == ":" or words.startswith("{")
            prose = prose and not NOT_PROSE.match(words)
            fences.append((mark, prose))
        yield line if prose else blank(line)
