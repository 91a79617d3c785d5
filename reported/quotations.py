"""Chosen excerpts as block quotations in MyST Markdown, printed as they were typed.

Every sign of an excerpt is printed, on the page and on paper, whatever it would mean in
Markdown, HTML or LaTeX, and a line ends where it ended. Two things are those of the
book: typewriter quotation marks and apostrophes take the shape that they have in all
its text, and several blanks in a row look like one, as they do everywhere in it. A line
without any sign parts two paragraphs.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from reported.conditions import Condition
from reported.markdown import Markdown
from reported.parts import Part
from results import DataError, Quotation, Quotations

#: Sphinx makes a dash of two hyphens and an ellipsis of three points, takes away a
#: backslash before some signs, and reads some signs that are written as numbers. It
#: does so within one piece of text, so they are kept apart by a comment, of which
#: neither a browser nor paper shows anything.
APART = re.compile(
    r"""(?<=([-.]))(?=\1)|(?<=\.\x20)(?=\.\x20)|(?<=\\)(?=[-\\'".`])|(?<=&)(?=\#\d\d;)"""
)
COMMENT = "<!-- -->"
#: What stands there while a text is escaped; no text that is printed has it.
GAP = "\0"


def as_typed(text: str) -> Markdown:
    r"""Write text so that MyST prints every sign of it.

    Parameters
    ----------
    text : str
        Without control characters but for line ends and tabs.

    Returns
    -------
    Markdown
        Lines end in a backslash, which keeps the line end; an empty line parts
        paragraphs. Text of one line can stand in the cell of a table too.

    Examples
    --------
    >>> print(as_typed("1. *Why* not?\n- I don't know"))
    1\. \*Why\* not\?\
    \- I don\'t know
    """
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip(" \t"):
            paragraphs[-1].append(_line(line))
        elif paragraphs[-1]:
            paragraphs.append([])
    return Markdown("\n\n".join("\\\n".join(part) for part in paragraphs if part))


def _line(line: str) -> str:
    inner = line.strip()
    start = line.index(inner) if inner else len(line)
    last = start + len(inner)
    body = "".join(map(_sign, APART.sub(GAP, inner)))
    edges = ["".join(map(_number, part)) for part in (line[:start], line[last:])]
    return f"{edges[0]}{body}{edges[1]}"


def _sign(sign: str) -> str:
    if sign == GAP:
        return COMMENT
    if sign in string.punctuation:
        return f"\\{sign}"
    return _number(sign) if sign.isspace() and sign != " " else sign


def _number(sign: str) -> str:
    return f"&#{ord(sign)};"


def quotation_label(quotation: Quotation, *, prefix: str) -> str:
    """Return the label of a printed excerpt, for ``[words](#label)`` or ``{ref}``.

    Parameters
    ----------
    quotation : Quotation
        One of a result.
    prefix : str
        What the labels of the result begin with; unique in the book.

    Examples
    --------
    >>> from dataclasses import replace
    >>> parts = dict.fromkeys(("label", "code", "code_label", "why", "interview"), "")
    >>> parts |= dict.fromkeys(("pseudonym", "group", "group_label", "text"), "")
    >>> one = Quotation(name="a_b-prison", theme="a_b", start=0, end=1, **parts)
    >>> quotation_label(one, prefix="qualitative-excerpt")
    'qualitative-excerpt-a-b-prison'
    """
    return re.sub(r"[^a-z0-9]+", "-", f"{prefix}-{quotation.name}".lower()).strip("-")


def excerpts_run(chosen: Part, name: str, *runs: str) -> Condition:
    """Say whether excerpts still begin and end with the words that a reading rests on.

    Parameters
    ----------
    chosen : Part
        Published excerpts.
    name : str
        Of a theme, for its excerpts in their order; or of one excerpt.
    *runs : str
        For each of them its first and last words, with an ellipsis between them.

    Returns
    -------
    Condition
        It holds where there are as many excerpts as runs, and each runs so.
    """
    found = [one for one in chosen.quotations if name in (one.theme, one.key)]
    ends = [run.partition("…") for run in runs]
    holds = len(found) == len(ends) and all(
        one.text.startswith(first.strip()) and one.text.endswith(last.strip())
        for one, (first, _, last) in zip(found, ends, strict=True)
    )
    targets = tuple(f"{one.target}.text" for one in found) or (chosen.target,)
    about = name.replace("_", " ").replace("-", ", ")
    return Condition(holds, f"The excerpts of {about} run: {'; '.join(runs)}", targets)


def block_quotations(result: Quotations, *, prefix: str, statement: str) -> str:
    """Write chosen excerpts as block quotations, theme by theme.

    Parameters
    ----------
    result : Quotations
        The excerpts, in their order.
    prefix : str
        What the label of each excerpt begins with; see `quotation_label`.
    statement : str
        What the data are; stands below, after the rule of choice.

    Returns
    -------
    str
        MyST Markdown. Each excerpt has a label, and ends with who said it: pseudonym
        and group, and that it is simulated if it is.

    Raises
    ------
    DataError
        If an excerpt has a control character, which cannot be printed, or two have
        one label; all such faults at once.
    """
    faults = [*_unprintable(result), *_labelled_twice(result, prefix)]
    if faults:
        raise DataError("\n".join(faults))
    simulated = result.data.source.partition("/")[0] == "simulated"
    blocks = []
    for _, held in groupby(result.quotations, key=lambda one: one.theme):
        alike = list(held)
        blocks.append(f"**{as_typed(alike[0].label)}**")
        blocks += [_block(one, prefix, simulated=simulated) for one in alike]
    about = result.method if blocks else f"No excerpt: {result.undefined}"
    about = f"{about}. {statement.removesuffix('.')}."
    blocks.append(f"*Note.* {as_typed(about)}")
    return "\n\n".join(blocks) + "\n"


def _block(one: Quotation, prefix: str, *, simulated: bool) -> str:
    parts = [one.pseudonym, one.group_label, *(["simulated"] if simulated else [])]
    text = f"{as_typed(one.text)}\n\n— {as_typed(', '.join(parts))}"
    quoted = "\n".join(f"> {line}".rstrip(" ") for line in text.split("\n"))
    return f"({quotation_label(one, prefix=prefix)})=\n{quoted}"


def _unprintable(result: Quotations) -> Iterator[str]:
    names = [
        one.name
        for one in result.quotations
        if any(
            unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t"
            for sign in (*one.text, *one.pseudonym, *one.label, *one.group_label)
        )
    ]
    if names:
        yield (
            f"{result.data.source}: {len(names)} excerpts have control characters, "
            f"which cannot be printed, got {names[:5]}; correct the transcripts, and "
            "import them again"
        )


def _labelled_twice(result: Quotations, prefix: str) -> Iterator[str]:
    times = Counter(quotation_label(one, prefix=prefix) for one in result.quotations)
    twice = [label for label, count in times.items() if count > 1]
    if twice:
        yield (
            f"{result.data.source}: {len(twice)} labels would stand twice, got "
            f"{twice[:5]}; give themes and groups names that differ in letters"
        )
