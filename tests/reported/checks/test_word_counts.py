"""The words of the thesis are counted by one stated rule."""

import pytest

from reported.checks.word_counts import RULE, Length, as_text, count_words, lengths
from thesis import cli

PAGE = """\
---
file_format: mystnb
---

(entry)=
# A heading of five words

Mood fell by {stat}`entry-mood.groups.prison.mean` points {cite:p}`jones2021methadone`.
{claim}`It fell in prison <mood-falls>`, as {cite:t}`joe1998effects` [found](a.html).
% a comment

```{code-cell} ipython3
print("three more words")
```

:::{table} A caption of the table
:name: entry-tab

| Head | Another |
|:---|:---|
| a cell | b cell |
:::

:::{note}
A remark is text.
:::
"""


def test_words_of_stand_in_text_count_and_its_markup_does_not():
    """They are read like any others."""
    text = "Mood fell{stand-in}``, as the design {cite:p}`a` has it``.\n"
    assert count_words(text) == 7
    assert count_words(f":::{{stand-in}}\n{text}:::\n") == 7


def test_words_are_those_of_sentences():
    """6 with a number, 8 with a claim and an author, 4 in a remark; nothing else."""
    assert count_words(PAGE) == 5 + 8 - 1 + 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Self-efficacy rose -- a little.", 4),
        ("Of 72 men, 48 came.", 5),
        ("(1) one", 2),
        ("$x + y$ and `code here`", 3),
        ("| a | b |", 0),
        ("## Heading", 0),
        ("See {numref}`Chapter {number} <entry>`.", 2),
        ("{cite:p}`a,b`", 0),
    ],
)
def test_a_word_has_a_letter_or_a_digit(text, words):
    """Dashes are none; what a role shows is one."""
    assert count_words(text) == words


def test_only_chapters_are_counted_in_the_order_of_the_contents(tmp_path):
    """Front and back matter do not count; a page is named by its heading."""
    (tmp_path / "_toc.yml").write_text(
        "root: index\nparts:\n"
        "- {caption: Front, chapters: [{file: front}]}\n"
        "- {caption: Chapters, chapters: [{file: b}, {file: a}]}\n",
        "utf-8",
    )
    for name, text in {"a": "# One\n\ntwo words", "b": "none", "front": "x"}.items():
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    assert lengths(tmp_path) == [
        Length(page="b", title="b", words=1),
        Length(page="a", title="One", words=2),
    ]


def test_the_listing_ends_with_the_sum_and_the_rule():
    """A thousand is parted by a comma."""
    found = [Length(page="a", title="One", words=1200)]
    assert as_text(found).splitlines() == [
        "Chapter       Words  Title",
        "a             1,200  One",
        "all chapters  1,200",
        "",
        RULE,
    ]


def test_the_command_counts_the_eleven_chapters(capsys):
    """They hold 25,000 to 35,000 words, and none has fewer than 2,000."""
    assert cli.main(["words"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:12]]
    words = [int(row[1].replace(",", "")) for row in rows]
    assert [row[0][:11] for row in rows] == [f"chapters/{n:02}" for n in range(1, 12)]
    assert 25_000 <= sum(words) <= 35_000
    assert min(words) >= 2_000
