"""Find what is running text in the MyST Markdown of a page."""

import re
from collections.abc import Iterator, Sequence

from reported.checks._cell_words import with_words_of_cells
from reported.sources import FRONT_MATTER

#: In prose with its places kept, each sign of a role stands as one of these.
HIDDEN, CITED_IN_TEXT, CITED_IN_BRACKETS = "\0", "\1", "\2"

FENCE = re.compile(r"\s*(`{3,}|~{3,}|:{3,})\s*(.*)")
#: Text that is true of simulated data only: around paragraphs, and within one.
STAND_INS = re.compile(r"\{stand-in\}")
STAND_IN = re.compile(r"\{stand-in\}(`+)(?!`)((?:(?!\n\n).)+?)\1", re.DOTALL)
#: Blocks whose content is not prose: code, math, other files.
NOT_PROSE = re.compile(r"\{(?:code|math|raw|bibliography|image|literalinclude|eval)")
# The words of a claim are prose; what other roles hold is an id, a key or code.
CLAIM = re.compile(r"(\{claim\}`)[^`]*?(\s<[^<>`]*>`|`)")
NOT_RUNNING = re.compile(
    rf"{FRONT_MATTER.pattern}"
    r"|<!--.*?-->|^%.*?$|^\([\w-]+\)=$"  # comments and labels
    r"|^#+\s.*?$|^\s*\|.*?$"  # headings and tables
    r"|^\s*:[\w-]+:.*?$|^\s*(?:`{3,}|:{3,}).*?$",  # options and fences, with captions
    re.MULTILINE | re.DOTALL,
)
BRACKETED = re.compile(r"\{cite:p\w*\}`[^`]*`")
ONE_WORD = re.compile(r"\{[\w:.+-]+\}`[^`]+`|\$[^$\n]+\$|`[^`\n]+`")
ROLE = re.compile(r"\{([\w:.+-]+)\}`([^`]*)`")
#: Roles with words of the author's before an address in angle brackets.
PLACE = re.compile(r"\{\w+\}|%s")  # of a number, in the words of numref
TITLED = re.compile(r"(.*?)\s*<[^<>]*>\s*", re.DOTALL)
NOT_READ = re.compile(
    rf"{FRONT_MATTER.pattern}"
    r"|<!--.*?-->|^%.*?$|^\([\w-]+\)=$"  # comments and labels
    r"|^\s*:(?!alt|caption)[\w-]+:.*?$|^\s*[`:]{3,}\{(?:figure|grid)\}.*?$"  # options
    r"|^\s*[`:~]{3,}|^\s*\|[\s:|-]+\|\s*$"  # fences, rules of tables
    r"|\]\([^)\n]*\)",  # addresses
    re.MULTILINE | re.DOTALL,
)
#: Roles that show something else than their content.
REFERRING = re.compile(r"stat|claim|ref|numref|doc|eq|term|download|any|py:\w+")
HYPHENS = str.maketrans("\u2010\u2011", "--")
#: Emphasis, quotation marks and HTML, which part no words.
MARKUP = re.compile(
    r"[*\\\"“”]|(?<!\w)_|_(?!\w)|</?[a-z][a-z\d]*(?:\s[^<>\n]*)?/?>|&#?\w+;"
)
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
    text = "\n".join(outside_code(text.splitlines()))
    text = with_words_of_claims(STAND_IN.sub(_opened, text))
    text = NOT_RUNNING.sub(lambda found: blank(found[0]), text)
    text = ONE_WORD.sub("X", BRACKETED.sub("", text))
    return ADDRESS.sub("]", text).replace("\0", " ")


def prose(text: str) -> str:
    r"""Keep all that a reader reads of a page as typed; every place stays where it is.

    Parameters
    ----------
    text : str
        MyST Markdown.

    Returns
    -------
    str
        As long as `text`. Headings, tables, lists, captions, alternative texts and the
        words of claims and links stay, also the captions, notes and labels that cells
        of code hold. Each sign of what a role shows is `HIDDEN`, of a citation
        `CITED_IN_TEXT` or `CITED_IN_BRACKETS`; emphasis and quotation marks are spaces.

    Examples
    --------
    >>> prose("It was *37* {stat}`mood`.").replace(HIDDEN, "")
    'It was  37  .'
    """
    seen = "\n".join(outside_code(text.split("\n")))
    seen = STAND_IN.sub(_opened, seen)
    seen = NOT_READ.sub(lambda found: blank(found[0]), seen)
    seen = ROLE.sub(_words_of_role, seen)
    seen = with_words_of_cells(text, seen).translate(HYPHENS)
    return MARKUP.sub(lambda found: " " * len(found[0]), seen)


def without_stand_ins(text: str) -> str:
    """Blank out of MyST Markdown what is true of simulated data only."""
    lines = outside_code(text.split("\n"), STAND_INS)
    return STAND_IN.sub(lambda found: blank(found[0]), "\n".join(lines))


def _opened(found: re.Match[str]) -> str:
    """Put spaces for the marks of a stand-in, which part no words; its words stay."""
    before, after = found.start(2) - found.start(), len(found[1])
    return f"{' ' * before}{found[2]}{' ' * after}"


def _words_of_role(found: re.Match[str]) -> str:
    name, content = found.groups()
    if name.startswith("cite"):
        in_brackets = name == "cite" or name.startswith("cite:p")
        sign = CITED_IN_BRACKETS if in_brackets else CITED_IN_TEXT
        return re.sub(r"[^\n]", sign, found[0])
    titled = TITLED.fullmatch(content)
    words = "" if REFERRING.fullmatch(name) else content
    words = titled[1] if titled else words
    before = len(name) + 3  # braces and the first backtick
    after = blank(found[0][before + len(words) :])
    words = PLACE.sub(lambda place: blank(place[0]), words)
    return blank(found[0][:before]) + words + after


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
    return re.sub(r"[^\n]", HIDDEN, text)


def outside_code(
    lines: Sequence[str], not_prose: re.Pattern[str] = NOT_PROSE
) -> Iterator[str]:
    """Yield every line, those in blocks of code or math, or of another kind, blank."""
    fences: list[tuple[str, bool]] = []  # and whether prose stands in them
    for line in lines:
        found = FENCE.fullmatch(line)
        prose = not fences or fences[-1][1]
        if found and fences and not found[2] and found[1].startswith(fences[-1][0]):
            fences.pop()
        elif found and prose:
            mark, words = found.groups()
            prose = mark[0] == ":" or words.startswith("{")
            prose = prose and not not_prose.match(words)
            fences.append((mark, prose))
        yield line if prose else blank(line)
