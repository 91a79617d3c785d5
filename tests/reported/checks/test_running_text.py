"""What an author wrote is told from code, headings and roles; places stay."""

import re

from hypothesis import given
from hypothesis import strategies as st

from reported.checks._running_text import (
    CITED_IN_BRACKETS,
    CITED_IN_TEXT,
    HIDDEN,
    prose,
    running_text,
    without_stand_ins,
)

PAGE = """\
(mood)=
# Mood of 72 men

It was {ref}`the men` [here](https://example.org/37) {cite:p}`jones2021`.
{claim}`Mood fell <mood-falls>`, as *all* said.

```{note}
:class: small
Nine said so.
```
```python
p = .05
```
| men | 7 |
"""


def test_running_text_keeps_sentences_on_their_lines():
    """No heading, label, table, option, code, address or citation in brackets."""
    lines = [" ".join(line.split()) for line in running_text(PAGE).split("\n")]
    assert [(n, line) for n, line in enumerate(lines, 1) if line] == [
        (4, "It was X [here] ."),
        (5, "Mood fell , as *all* said."),
        (9, "Nine said so."),
    ]


def test_prose_keeps_all_that_is_read_of_a_page():
    """Headings and tables too; roles are signs, and nothing changes its place."""
    read = prose(PAGE)
    for words in ("Mood of 72 men", "It was", "here", "Mood fell", "Nine", "men | 7"):
        assert read.index(words) == PAGE.index(words)
    for words in ("jones", "mood-falls", "(mood)=", "p = .05", "example", "small"):
        assert words not in read
    assert read[PAGE.index("{ref}") : PAGE.index(" [here]")] == HIDDEN * 14
    assert set(read[PAGE.index("{cite:p}") :][:19]) == {CITED_IN_BRACKETS}
    assert set(prose("{cite:t}`a` so")) == {CITED_IN_TEXT, *" so"}


def test_stand_in_text_is_read_like_any_other():
    """In its role and its block, with what stands in it; only the marks are hidden."""
    text = (
        "It fell{stand-in}``, to {stat}`mood` of 72``.\n\n"
        "::::{stand-in}\nNine said so.\n\n:::{note}\nSo did all.\n:::\n::::\n"
    )
    words = ("It fell", ", to", "of 72", "Nine said so.", "So did all.")
    for read in (prose(text), running_text(text)):
        assert all(each in read for each in words)
        assert "stand-in" not in read.splitlines()[0]
        assert "`" not in read


def test_stand_in_text_can_be_left_out_with_all_that_stands_in_it():
    """What is around it keeps its place, code and other blocks with it."""
    text = (
        "It fell{stand-in}``, to {stat}`mood``` of 72.\n"
        "{stand-in}`Two\nlines` stay.\n\n"
        "::::{stand-in}\nNine.\n:::{note}\nSo did all.\n:::\nAll.\n::::\n"
        "Here.\n```{code-cell} ipython3\ncaption='Kept'\n```\n"
    )
    left = without_stand_ins(text)
    assert len(left) == len(text)
    for words in ("It fell", " stay.", "Here.", "caption='Kept'"):
        assert left.index(words) == text.index(words)
    for words in ("mood", "Two", "lines", "Nine", "So did all", "All."):
        assert words not in left


PIECES = [
    "{stand-in}``",
    "``",
    "```",
    "```{note}",
    ":::",
    "# A",
    "*b*",
    "{stat}`c`",
    "{cite}`d\ne`",
    "<br>",
]


@given(st.lists(st.sampled_from([*PIECES, "```{code-cell}", "---", "é 7", "\n", " "])))
def test_every_sign_of_prose_stays_where_it_is(parts):
    """Whatever stands beside what, and however it is closed."""
    text = "\n".join(parts)
    read = prose(text)
    assert len(read) == len(text)
    ends = [found.start() for found in re.finditer("\n", text)]
    assert [found.start() for found in re.finditer("\n", read)] == ends
