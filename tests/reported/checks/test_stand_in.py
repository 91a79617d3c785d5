"""A sentence that speaks of the simulation is found wherever it is not marked so."""

from dataclasses import replace
from pathlib import Path

import pytest
from example_build import bare

from reported.checks._listed_words import listed_words
from reported.checks._running_text import prose, without_stand_ins
from reported.checks.stand_in import as_read, sentences_outside, stand_in

ROOT = Path(__file__).parents[3]
CHAPTER = "book/chapters/06-entry.md"
BOOK = bare()
RULES = BOOK.book.stand_in
CELL = """\
```{code-cell} ipython3
show(tables.table(found, caption="Mood of simulated men"))
```
"""


def places(small):
    """Return the lines of the chapter with a finding, and what was found."""
    built = replace(BOOK, root=small.root)
    found = stand_in(built).findings
    assert all(finding.place.startswith(f"{CHAPTER}:") for finding in found)
    return {int(f.place.rpartition(":")[2]): f.rule.partition("(")[2] for f in found}


@pytest.mark.parametrize(
    "text",
    [
        "In the simulated data it fell.",
        "It fell {cite:p}`jones2021methadone`; in the stand-in it did not.",
        "{claim}`The simulated men <mood-falls>` fell.",
        "# What the simulated men say",
        "- Simulated men fell.",
        "| simulated |",
        ":::{table} Mood of simulated men",
        "{stand-in}`It was so.` In the simulated data it fell.",
        ":::{stand-in}\n:::\nIn the simulated data it fell.",
        CELL,
    ],
)
def test_it_is_found_with_its_line(small, text):
    """In sentences, claims, headings, lists, tables and the captions of cells."""
    small.edit(CHAPTER, "Its change", f"{text}\n\nIts change")
    ((line, words),) = places(small).items()
    source = (small.root / CHAPTER).read_text("utf-8").splitlines()[line - 1]
    assert words.removesuffix(")") in source.lower()


@pytest.mark.parametrize(
    "text", ["It {stand-in}``was simulated` only.", "{stand-in} `It` fell."]
)
def test_one_that_is_not_closed_is_found(small, text):
    """It would stand raw in both editions."""
    small.edit(CHAPTER, "Its change", f"{text}\n\nIts change")
    rules = [f.rule for f in stand_in(replace(BOOK, root=small.root)).findings]
    assert "stand-in text that is not closed, or begins a list item" in rules


def test_it_says_what_to_do(small):
    """With the sentence as it is written."""
    small.edit(CHAPTER, "Its change", "In the simulated data its change")
    built = replace(BOOK, root=small.root)
    (told,) = map(str, stand_in(built).findings)
    assert told == (
        f"{CHAPTER}:6: speaks of the simulation outside of stand-in text (simulated), "
        "got 'In the simulated data its change was {stat}`entry-mood-change`.'; put it "
        "into {stand-in}, or word it so that it is true of any data"
    )


@pytest.mark.parametrize(
    "text",
    [
        "{stand-in}`In the simulated data it fell.`",
        "It fell{stand-in}``, as simulated for {stat}`entry-mood` ``.",
        "{stand-in}`It was\nsimulated.`",
        "::::{stand-in}\n:::{note}\nThe simulated men.\n:::\nSimulated.\n::::",
        "## What the {stand-in}`simulated` men say",
        "```python\nsimulated = 1\n```",
    ],
)
def test_what_is_marked_passes_and_so_does_code(small, text):
    """In a role, over two lines, in a block with others in it."""
    small.edit(CHAPTER, "Its change", f"{text}\n\nIts change")
    assert places(small) == {}


def test_an_exception_holds_for_its_phrase_and_is_a_finding_when_idle(small):
    """Of power by simulation, say."""
    small.edit(CHAPTER, "Its change", "Power by simulation.\n\nIts change")
    rule = "exceptions: [{phrase: power by simulation, reason: a method}]"
    small.edit(RULES, "exceptions: []", rule)
    assert places(small) == {}
    small.edit(CHAPTER, "Power by simulation.", "Power.")
    built = replace(BOOK, root=small.root)
    assert [str(finding) for finding in stand_in(built).findings] == [
        f"{RULES}: exceptions: no sentence needs this exception any more, got "
        "'power by simulation'; take it out"
    ]


def test_the_book_marks_all_that_is_true_of_simulated_data_only():
    """So that what is left can be read by itself."""
    found = stand_in(BOOK)
    assert list(map(str, found.findings)) == []
    assert sum(text.count("{stand-in}") for text in BOOK.sources.values()) > 100


@pytest.mark.parametrize("name", sorted(BOOK.sources))
def test_such_a_sentence_is_found_on_every_page_of_the_book(name):
    """Before its first heading of a section, or at its end."""
    words = listed_words(ROOT / RULES)
    text = BOOK.sources[name]
    at = text.find("\n## ") if "\n## " in text else len(text)
    for seeded in (
        f"{text}\nThe simulated men.",
        f"{text[:at]}\nA stand-in.{text[at:]}",
    ):
        seen = prose(without_stand_ins(seeded)).splitlines()
        assert [w for line in seen for w in words.outside_exceptions(line)]


def test_other_data_have_a_page_without_what_is_true_of_simulated_data():
    """Every place stays where it is; simulated data have the page as it is."""
    text = "All men.{stand-in}` Simulated ones.` Here."
    assert as_read(text, "simulated") == text
    read = as_read(text, "study")
    assert len(read) == len(text)
    assert read.replace("\0", "") == "All men. Here."


def test_sentences_are_counted_and_not_lines():
    """Two on a line, one within stand-in text, one in a caption, one that is fine."""
    pages = [
        "The simulated men fell. Nobody else did. It was made up.\n",
        "{stand-in}`It was simulated.` It fell.\n\n" + CELL,
    ]
    assert sentences_outside(pages, ROOT / RULES) == 3
    assert sentences_outside(["It fell.\n"], ROOT / RULES) == 0
