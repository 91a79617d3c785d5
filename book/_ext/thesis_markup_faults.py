"""Find in the text of a page what would stand on it raw, or be read in another way.

Markdown takes everything for text that it cannot read: a role without its backtick, a
block without its end, a row of a table with a cell too many, mathematics in a book that
has none. Each is a fault here, with its line. What is wrong is then made plain text, so
that nothing else is said of it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from markdown_it.renderer import RendererHTML
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from myst_parser.parsers.mdit import create_md_parser
from sphinx.application import Sphinx
from sphinx.util import logging
from thesis_failures import give_up

from reported.sources import OPTIONS
from results.near_names import did_you_mean

logger = logging.getLogger(__name__)

NAME = r"[a-z][\w:.+-]*"
#: Roles that authors write; another word in braces may be meant as it stands.
AUTHORS_ROLES = (
    *("stat", "claim", "stand-in", "ref", "numref", "doc", "term", "eq", "abbr"),
    *("download", "cite:p", "cite:t"),
)
ROLES = r"(?:stat|claim|ref|numref|doc|term|eq|abbr|download|stand-in|cite(?::\w+)?)"
TICKS = re.compile(r"\\[^\n]|`+")
ROLE_BEFORE = re.compile(rf"\{{{NAME}\}}$")
#: At the end of what a backtick seems to enclose: the next role, or a gap in a role.
NEXT_ROLE, GAP = re.compile(rf"\{{{NAME}\}}$"), re.compile(r"\s$")
#: In text whose code and roles are hidden: a role that was not taken for one.
HIDDEN, ESCAPED = "\0", "\1"
APART = re.compile(rf"\{{({NAME})\}}\s+(?={HIDDEN})")
BARE = re.compile(rf"\{{({ROLES})\}}(?!\s*{HIDDEN})")
BRACKET = re.compile(
    rf"(?:[\[({{](?P<a>{ROLES})[\])}}]?|\b(?P<b>{ROLES})(?:\s*\}})?)(?={HIDDEN})"
)
#: Between dollars, as Pandoc reads them: no space within the signs, nothing that is a
#: word or a number around them, so that prices ($5 and $6) are none.
MATH = re.compile(r"(?<![\w\\$])\$(?P<between>[^\s$](?:[^$]*[^\s$\\])?)\$(?![\w$])")
DISPLAYED = re.compile(
    rf"(?<!\\)\$\$|\{{math\}}(?={HIDDEN})|^{ESCAPED}{{2}}egin\{{", re.MULTILINE
)
SUM = re.compile(r"[\\^_=+*<>{}]")
RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*|\s*\|\s*:?-+:?\s*\|\s*")
OPEN_COMMENT = re.compile(r"\s*<!--(?!.*-->)", re.DOTALL)
ROW = re.compile(r"\s*\|.*\|\s*")
NOT_PROSE = re.compile(
    r"\{(?:code|raw|math|bibliography|image|literalinclude|include|eval|toctree|csv)"
)
#: What begins a block by backticks cannot hold others, and is a paragraph.
NO_BLOCK = re.compile(r"`{3,}\{.*`.*", re.MULTILINE)
DIRECTIVE = re.compile(r"\{[^}]+\}\s*(.*)", re.DOTALL)
NO_MATH = "the book has no mathematics; write it as text, such as *p* < .05 or n²"
#: A block that begins by too few colons is a paragraph too.
TOO_FEW = re.compile(rf"^::?\{{{NAME}\}}(?!`)", re.MULTILINE)
COLONS = "a block begins and ends by three colons or more; add those that are missing"
ADD, AS_MANY = (
    "; add it",
    ", but others follow; begin and end it by as many, by two around other backticks",
)
FENCED = (
    "a block that begins by ``` cannot have a backtick on its first line; begin and "
    "end it by :::"
)


class Fault(NamedTuple):
    """What is amiss, and the backticks that are to be taken as text."""

    line: int  # from 0
    told: str
    words: str = ""  # in which they stand on that line
    ticks: tuple[int, int] = (0, 0)


class _Block(NamedTuple):
    """A part of a page: its lines, and how many of the page stand before them."""

    lines: list[str]
    before: int


def _tokens(parser: Any, block: _Block) -> Iterator[tuple[Token, _Block]]:
    """Yield what a block consists of, and what the directives in it consist of."""
    for token in parser.parse("\n".join(block.lines) + "\n"):
        yield token, block
        if token.type not in ("fence", "colon_fence") or not token.map:
            continue
        if token.info.strip().startswith("{") and not NOT_PROSE.match(
            token.info.strip()
        ):
            options = OPTIONS.match(token.content)
            skip = options[0].count("\n") if options else 0
            lines = token.content.split("\n")[skip:]
            within = _Block(lines, block.before + token.map[0] + 1 + skip)
            yield from _tokens(parser, within)


def faults_in(parser: Any, text: str) -> tuple[list[Fault], bool]:
    """Find what is amiss in a page.

    Parameters
    ----------
    parser : MarkdownIt
        Reads blocks; what stands within a line is read here.
    text : str
        The page.

    Returns
    -------
    list of Fault, bool
        In the order of lines; and whether a block has no end, by which all below is in
        doubt and is not looked at.
    """
    found: list[Fault] = []
    line, ragged = 0, set()
    for token, block in _tokens(parser, _Block(text.split("\n"), 0)):
        line = block.before + token.map[0] if token.map else line
        if token.type in ("fence", "colon_fence"):
            if not _is_closed(token, block.lines):
                return [_unclosed(token, line)], True
            found += [Fault(line, NO_MATH)] * token.info.strip().startswith("{math}")
            argument = DIRECTIVE.fullmatch(token.info.strip())
            found += _in_words(argument[1], line) if argument else []
        elif token.type == "inline" and NO_BLOCK.match(token.content):
            return [Fault(line, FENCED)], True
        elif token.type == "html_block" and OPEN_COMMENT.match(token.content):
            return [Fault(line, "<!-- starts here and has no end; add -->")], True
        elif token.type == "inline" and line not in ragged:
            found += _in_words(token.content, line)
            found += _headless(token.content, line)
        elif token.type == "table_open":
            rows = list(_ragged(block.lines[slice(*token.map or ())], line))
            ragged |= {fault.line for fault in rows}
            found += rows
    return sorted(found), False


def _is_closed(token: Token, lines: list[str]) -> bool:
    first, end = token.map or (0, 0)
    mark = rf"[\s>]*{re.escape(token.markup[0])}{{{len(token.markup)},}}\s*"
    return end - 1 > first and bool(re.fullmatch(mark, lines[end - 1]))


def _unclosed(token: Token, line: int) -> Fault:
    return Fault(
        line,
        f"the block {token.markup}{token.info.strip()} starts here and has no end; "
        f"close it by {token.markup}, and begin a block around others with more signs",
    )


def _ragged(rows: list[str], first: int) -> Iterator[Fault]:
    """Yield the rows of a table that have not as many cells as its head."""
    head, *others = map(_cells, rows)
    for number, row in enumerate(others[1:], start=first + 2):
        if len(row) != len(head):
            yield Fault(
                number,
                f"this row of a table has {len(row)} cells, and its head has "
                f"{len(head)}; give it as many, and write \\| for a bar within a cell",
            )


def _headless(words: str, first: int) -> Iterator[Fault]:
    """Yield tables that are none: without a rule, or with one of other cells."""
    lines = words.split("\n")
    ruled = any(map(RULE.fullmatch, lines))
    for number, (head, rule) in enumerate(pairwise(lines)):
        if ROW.fullmatch(head) and ROW.fullmatch(rule) and not ruled:
            told = "this table has no line of dashes below its head; add |---|---|"
            yield Fault(first + number, told)
            return
        if "|" in head and RULE.fullmatch(rule):
            yield Fault(
                first + number,
                f"the head of this table has {len(_cells(head))} cells, and the line "
                f"of dashes below it {len(_cells(rule))}; give both as many",
            )


def _cells(row: str) -> list[str]:
    cells = escapedSplit(row.strip(" \t>"))
    return cells[cells[:1] == [""] : len(cells) - (cells[-1:] == [""])]


def _in_words(words: str, first: int) -> Iterator[Fault]:
    """Yield what is amiss in running text, in which code and roles are hidden first."""
    plain, unclosed = _hidden(words)
    for start, end, ended in unclosed:
        role = ROLE_BEFORE.search(words[:start])
        what = f"{role[0]} starts here" if role else "a backtick stands here"
        told = f"{what} without the backtick that closes it{AS_MANY if ended else ADD}"
        before = words.rfind("\n", 0, start) + 1
        line = words[before:].partition("\n")[0]
        ticks = (start - before, end - before)
        yield Fault(_at(words, start, first), told, line, ticks)
    for pattern in (APART, BARE, BRACKET):
        for found in pattern.finditer(plain):
            name = next(filter(None, found.groups()))
            if name not in AUTHORS_ROLES and not did_you_mean(name, AUTHORS_ROLES):
                continue  # a word in braces before code
            told = f"{found[0].strip()} is read as text; write {{{name}}}`...`"
            yield Fault(_at(words, found.start(), first), told)
    for few in TOO_FEW.finditer(plain):
        yield Fault(_at(words, few.start(), first), COLONS)
    for start in _mathematics(plain):
        yield Fault(_at(words, start, first), NO_MATH)


def _hidden(words: str) -> tuple[str, list[tuple[int, int, bool]]]:
    """Hide code and roles, and find the backticks that open something without end.

    Of each is told whether others follow, which were to close it.
    """
    plain, unclosed, at = words, [], 0
    while ticks := TICKS.search(words, at):
        start, at = ticks.start(), ticks.end()
        end, sign = at, ESCAPED
        if ticks[0][0] != "\\":
            sign = HIDDEN
            same = re.compile(rf"(?<!`){ticks[0]}(?!`)").search(words, at)
            role = ROLE_BEFORE.search(words[:start])
            if same and not _swallows(words, at, same.span(), bool(role)):
                end = same.end()
            elif role or not unclosed:
                unclosed.append((start, at, False))
            else:
                unclosed[-1] = (*unclosed[-1][:2], True)
            start = role.start() if role and role[0] != "{math}" else start
        plain = plain[:start] + sign * (end - start) + plain[end:]
        at = end
    return plain, unclosed


def _swallows(words: str, start: int, end: tuple[int, int], role: bool) -> bool:
    """Tell whether a backtick is closed by that with which another role begins."""
    if end[1] - end[0] > 1:  # several enclose single ones
        return False
    within, below = words[start : end[0]], words[end[1] : end[1] + 1]
    next_role = NEXT_ROLE.search(within) and re.match(r"\w", below)
    return bool(next_role or (role and GAP.search(within)))


def _mathematics(plain: str) -> Iterator[int]:
    for found in DISPLAYED.finditer(plain):
        yield found.start()
        return
    for found in MATH.finditer(plain):
        between = found["between"]
        price = between[0].isdigit() and re.search(r"\s", between)
        if not price or SUM.search(between):
            yield found.start()


def _at(words: str, place: int, first: int) -> int:
    return first + words.count("\n", 0, place)


def _look(app: Sphinx, docname: str, source: list[str]) -> None:
    """Report what is amiss in a page, and take it as text."""
    config = app.env.myst_config
    syntax = [*config.disable_syntax, "inline"]
    parser = create_md_parser(replace(config, disable_syntax=syntax), RendererHTML)
    faults, in_doubt = faults_in(parser, source[0])
    if in_doubt:
        place = (docname, faults[0].line + 1)
        source[0] = give_up(app, place, source[0], faults[0].told)
        return
    as_read = source[0].split("\n")
    lines = as_read.copy()
    for line, told, words, ticks in faults:
        logger.warning("%s", told, location=(docname, line + 1))
        before = as_read[line].find(words)
        start, end = (before + tick for tick in ticks)
        lines[line] = lines[line][:start] + "'" * (end - start) + lines[line][end:]
    source[0] = "\n".join(lines)


def setup(app: Sphinx) -> dict[str, Any]:
    """Look at every page as it is read, below its front matter."""
    app.setup_extension("thesis_heads")
    app.connect("source-read", _look, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
