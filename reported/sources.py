"""The source of a page: its front matter, and its cells with their options and code.

Both are read in each form that MyST-NB reads, so that a page builds alike whoever saved
it: an author's editor, JupyterLab, or Jupytext, which lay them out in their own ways.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

FRONT_MATTER = re.compile(
    r"\A(?P<mark>-{3,})[ \t]*\n(?P<keys>(?:[^\n]*\n)*?)"
    r"(?:(?P=mark)-*|\.{3})[ \t]*(?:\n|\Z)"
)
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*(.*?)[ \t]*")
#: Options stand before the code, between dashes or behind colons.
OPTIONS = re.compile(
    r"---.*\n(?P<block>(?:.*\n)*?)---.*(?:\n|\Z)"
    r"|(?P<lines>(?:[ \t]*:(?!::).*(?:\n|\Z))+)"
)
BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of code; places are counted in signs from the beginning of its page."""

    start: int  # of the fence
    end: int  # of what stands before the closing fence
    settings: str  # its options as YAML, each sign at its place below `settings_at`
    settings_at: int
    code: str  # from its first line that is not blank
    code_at: int
    line: int  # of `code_at`, from 1

    def options(self) -> dict[str, Any]:
        """Return its options; none where they are no YAML, as the build says."""
        try:
            found = yaml.safe_load(self.settings)
        except yaml.YAMLError:
            return {}
        return found if isinstance(found, dict) else {}


def cells(text: str) -> Iterator[Cell]:
    """Yield the cells of a page of MyST Markdown, in their order."""
    opened: tuple[str, str, int, int] | None = None  # fence, words, where, below it
    place = 0
    for line in text.split("\n"):
        below = place + len(line) + 1
        fence = FENCE.fullmatch(line)
        if fence and opened is None and "`" not in fence[2]:
            opened = (fence[1], fence[2], place, below)
        elif fence and opened and not fence[2] and fence[1].startswith(opened[0]):
            if opened[1].startswith("{code-cell}"):
                yield _cell(text, *opened[2:], place)
            opened = None
        place = below


def _cell(text: str, start: int, below: int, end: int) -> Cell:
    options, settings, settings_at = OPTIONS.match(text, below, end), "", below
    if options:
        kind = "lines" if options["block"] is None else "block"
        settings, settings_at = options[kind], options.start(kind)
        if kind == "lines":
            settings = re.sub(r"^([ \t]*):", r"\1 ", settings, flags=re.MULTILINE)
        below = options.end()
    blank = BLANK_LINES.match(text, below, end)
    at = blank.end() if blank else below
    return Cell(
        start=start,
        end=end,
        settings=settings,
        settings_at=settings_at,
        code=text[at:end].rstrip(),
        code_at=at,
        line=text.count("\n", 0, at) + 1,
    )
