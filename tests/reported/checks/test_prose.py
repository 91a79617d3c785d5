"""No number passes as typed on any page of the book, and the book itself types none."""

import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from example_typed import FACTS, checked

from reported.checks._allowed_numbers import allowed_numbers
from reported.checks._running_text import (
    HIDDEN,
    prose,
)
from reported.checks.prose import numbers_on, typed_numbers
from thesis.places import BOOK

ROOT = Path(__file__).parents[3]
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "book").rglob("*.md")
    if "_build" not in path.parts
)
KEY = "jones2021methadone"
#: What is typed: a mean, a count, a percentage, and numbers in words.
STATED = {
    "the mean was 6.02 points": "6.02 points",
    "37 of the participants said so": "37 of the participants",
    "41 per cent had been pushed": "41 per cent",
    "41% had been pushed": "41%",
    "thirty-seven of the men said so": "thirty-seven of the men",
    "they were away for nine days": "nine days",
    "24 younger men agreed": "24 younger men",
    "Thirty-seven simulated men agreed": "Thirty-seven simulated men",
    "two thirds of the people left": "two thirds of the people",
    "half of the men left": "half of the men",
    "a quarter of the answers were missing": "a quarter of the answers",
    "a dozen outpatients left": "a dozen outpatients",
    "seven of twelve left": "seven of twelve",
    "twenty per cent left": "twenty per cent",
    "twice as many left": "twice",
    "they had used for eleven long years": "eleven long years",
    "the odds were three times as high": "three times",
    "one in ten left": "one in ten",
    "only one prisoner left": "one prisoner",
    "the median was 17": "17",
    "mood gave *p* = .03": "p = .03",
    "it fell by −2.5": "−2.5",
    "one hundred and twelve people left": "one hundred and twelve people",
}
#: The clauses in which it is typed, most of them beside one with a citation.
FRAMES = (
    "In all, {}.",
    "As {{cite:t}}`KEY` found, pressure is common, and {}.",
    "As {{cite:t}}`KEY` found, {}.",
    "Pressure is common {{cite:p}}`KEY`, and {}.",
    "Pressure is common {{cite:p}}`KEY`; {}.",
    "Pressure is common {{cite:p}}`KEY` and {}.",
    "Pressure is common {{cite:p}}`KEY`: {}.",
    "It was so: {}, and {{cite:t}}`KEY` found 30 per cent.",
    "It was so: {} and {{cite:t}}`KEY` found 30 per cent.",
    "It was so: {}, as {{cite:t}}`KEY` found elsewhere.",
    "It was so: {}, while others {{cite:p}}`KEY` found 30 per cent.",
    "Pressure ({}) is common {{cite:p}}`KEY`.",
    "{{cite:t}}`KEY` found pressure – {} – in many.",
    "{{cite:t}}`KEY` found pressure—{}.",
    "{{cite:t}}`KEY` found pressure, but {}.",
    "{{cite:t}}`KEY` found pressure whereas {}.",
    "{{claim}}`In this, {} <seeded-claim>`.",
    "See [the men, where {}](https://example.org).",
)
SEEDS = [
    (frame.format(words).replace("KEY", KEY), value)
    for frame in FRAMES
    for words, value in STATED.items()
]


@cache
def sources():
    """Return the pages of the book by their paths."""
    return {name: (ROOT / name).read_text("utf-8") for name in PAGES}


@cache
def allowed():
    """Return what may be typed in this book."""
    return allowed_numbers(ROOT, BOOK.typed_numbers, sources(), FACTS)


def found_on(name, text):
    """Return the values of the findings on a page, by line."""
    by_line = {}
    for finding in numbers_on(name, text, allowed()).findings:
        line = int(finding.place.rpartition(":")[2])
        by_line.setdefault(line, []).append(finding.value)
    return by_line


def missed(name, at, wrapped="{}", seeds=SEEDS):
    """Return the seeds that are not found when they stand below a line of a page."""
    lines = sources()[name].split("\n")
    seeded, where = [*lines[:at], ""], []
    for seed, _ in seeds:
        block = wrapped.format(seed).split("\n")
        (line,) = (n for n, text in enumerate(block, 1) if seed in text)
        where.append(len(seeded) + line)
        seeded += [*block, ""]
    found = found_on(name, "\n".join(seeded + lines[at:]))
    return [
        seed
        for (seed, value), line in zip(seeds, where, strict=True)
        if value not in found.get(line, [])
    ]


def test_the_book_types_no_number():
    """The pages as they stand; and the check says how much it looked at."""
    found = typed_numbers(
        SimpleNamespace(root=ROOT, sources=sources(), book=BOOK), FACTS
    )
    assert [str(finding) for finding in found.findings] == []
    assert re.fullmatch(
        r"27 pages, \d,\d{3} clauses, \d{3} numbers, of them \d+ beside a citation, "
        r"\d+ constants held against the data, \d+ exceptions",
        found.looked_at,
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_typed_number_is_found_on_every_page(name):
    """Below the first heading and at the end, in every kind of clause."""
    lines = sources()[name].split("\n")
    heading = next(n for n, line in enumerate(lines, 1) if line.startswith("# "))
    assert not missed(name, heading)
    assert not missed(name, len(lines))


HOLDERS = (
    "- {}",
    "> {}",
    "### {}",
    "| {} | so |",
    "```{{note}}\n{}\n```",
    "It fell. {{stand-in}}``{}``",
    ":::{{stand-in}}\n{}\n:::",
)


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_typed_number_is_found_in_whatever_holds_it(holder):
    """A list, a quotation, a heading, a table, a note and stand-in text."""
    name = "book/chapters/11-conclusion.md"
    assert not missed(name, len(sources()[name].split("\n")), holder)


#: Items of lists, rows of tables, and the heads of notes, cards and tables.
HELD = re.compile(r"\s*[-*+>]\s+\S.*|\|(?![\s:|-]+$).*|:{3,}\{[\w-]+\}.*")


@pytest.mark.parametrize("name", PAGES)
def test_a_typed_number_is_found_in_the_lists_tables_and_notes_of_a_page(name):
    """At the end of every item and row, and below the head of every note."""
    lines = sources()[name].split("\n")
    read = prose(sources()[name]).split("\n")
    for number, line in enumerate(lines):
        if HELD.fullmatch(line) and read[number].strip(f"{HIDDEN} "):
            row = line.startswith("|")
            lines[number] = f"{line[:-1]}; 37 men |" if row else f"{line} ; 37 men"
    held = sum("; 37 men" in line for line in lines)
    found = found_on(name, "\n".join(lines))
    assert [values for values in found.values()] == [["37 men"]] * held


def test_a_constant_is_held_against_the_data(tmp_path):
    """In digits or words; with another number or another noun it is a finding."""
    text = (
        "constants:\n- {words: ['{} men at entry'], data: [study.men]}\n"
        "exceptions: []\n"
    )
    assert not checked(tmp_path, text, "Of 72 men at entry. Seventy-two men at entry.")
    hint = (
        "show it with {stat}, cite its source in this clause, or see "
        "thesis/typed_numbers.yaml"
    )
    assert checked(tmp_path, text, "A.\n\nOf 71 men at entry, 72 people left.") == [
        "book/index.md:3: a constant of the design: the data say 72 (study.men), got "
        "'71 men at entry'; correct the sentence, or the constant in "
        "thesis/typed_numbers.yaml",
        f"book/index.md:3: a number is typed, got '72 people'; {hint}",
    ]
    for other in ("Of 73 men at entry.", "Ninety men at entry."):
        (told,) = checked(tmp_path, text, other)
        assert "a constant of the design: the data say 72 (study.men), got" in told
    assert checked(tmp_path, text, "Nobody.") == [
        "thesis/typed_numbers.yaml: constants: this stands in no sentence that needs "
        "it any more, got '{} men at entry'; take it out"
    ]


def test_an_exception_holds_for_its_phrase_alone(tmp_path):
    """With the number and what it counts; an idle one is a finding."""
    text = "constants: []\nexceptions:\n- {phrase: '%s', reason: a test}\n"
    page = "In 21 men it was so, and in 21 people too."
    whole = checked(tmp_path, text % "in 21 men", page)
    assert [line.partition(", got ")[2][:11] for line in whole] == ["'21 people'"]
    part = checked(tmp_path, text % "It is in 21", "It is in 21 men.")
    assert [line.partition(", got ")[2][:8] for line in part] == [
        "'21 men'",
        "'It is i",
    ]
    longer = checked(tmp_path, text % "in 2 men", "They were in 2 mentions.")
    assert len(longer) == 2
