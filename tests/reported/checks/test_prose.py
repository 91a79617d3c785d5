"""No number passes as typed on any page of the book, and the book itself types none."""

import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from reported.checks._allowed_numbers import Allowed, allowed_numbers
from reported.checks._bounds_of_claims import bounds_of_claims
from reported.checks._clauses import clauses_of
from reported.checks._running_text import (
    CITED_IN_BRACKETS,
    CITED_IN_TEXT,
    HIDDEN,
    prose,
)
from reported.checks.constants import places_of
from reported.checks.prose import numbers_on, typed_numbers
from results import DataError
from thesis.design_constants import design_facts

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


FACTS = cache(design_facts)


@cache
def sources():
    """Return the pages of the book by their paths."""
    return {name: (ROOT / name).read_text("utf-8") for name in PAGES}


@cache
def allowed():
    """Return what may be typed in this book."""
    return allowed_numbers(ROOT, sources(), FACTS)


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
    found = typed_numbers(SimpleNamespace(root=ROOT, sources=sources()), FACTS)
    assert [str(finding) for finding in found.findings] == []
    assert re.fullmatch(
        r"27 pages, \d,\d{3} clauses, \d{3} numbers, of them \d+ beside a citation, "
        r"\d+ constants held against the data, \d+ exceptions",
        found.looked_at,
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_typed_number_is_found_on_every_page(name):
    """Below the first heading and at the end, in every kind of clause."""
    lines = sources()[name].split("\n")
    heading = next(n for n, line in enumerate(lines, 1) if line.startswith("# "))
    assert not missed(name, heading)
    assert not missed(name, len(lines))


HOLDERS = ("- {}", "> {}", "### {}", "| {} | so |", "```{{note}}\n{}\n```")


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_typed_number_is_found_in_whatever_holds_it(holder):
    """A list, a quotation, a heading, a table and a note."""
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


FORMS = {
    "The test gave *p* = .03.": ["p = .03"],
    "The test gave p<.001.": ["p<.001"],
    "It was *t*(12) = 2.1 there.": ["t (12) = 2.1"],
    "The mean (*M* = 3.2) rose.": ["M = 3.2"],
    "Here SD = 1.2 was found.": ["SD = 1.2"],
    "- ω² = .16 is large": ["ω² = .16"],
    "Of all, 67 per cent were seen.": ["67 per cent"],
    "It ran over 95% CI here.": ["95%"],
    "In all, 48 of 72 were seen.": ["48 of 72", "72"],
    "The rule is $p = .05$ and `p = .06`.": ["p = .05", "p = .06"],
    ":::{table} Seen again, 67%\n:::": ["67%"],
    "```{note}\nOf all, 67% were seen.\n```": ["67%"],
    "```python\np = .05\n```\nOf all, 67% were seen.": ["67%"],
    "```{figure} of.svg\n:alt: Nine days\n37 men.\n```": ["Nine days", "37 men"],
    "{sup}`37` and {ref}`nine men <app>`": ["37", "nine men"],
    "Five&nbsp;of the *men*; <b>six</b> people": ["Five of the men", "six people"],
    "Thirty‑seven left, 16 of 20; one of the men": [
        "Thirty-seven",
        "16 of 20",
        "20",
        "one of the men",
    ],
    "Nine\nmen, a nine-day stay, threefold, and half said so": [
        "Nine men",
        "nine-day",
        "threefold",
        "half",
    ],
    "Nine tall young unmarried men came.": ["Nine tall young unmarried men"],
    "It was thirteen, not twelve.": ["thirteen"],
    "| 1 | so |\n| 2 | so |\n| 7 | so |": ["7"],
    "In 2016, but the mean was 2016; Table 2 had 3.": ["2016", "3"],
    "{cite:t}`a` found it common and here 37 did so.": ["37"],
    "{cite:t}`a` found it in simulated men, 37 of them.": ["37 of them"],
    "37 left, whatever {cite:t}`a` found of others.": ["37"],
    "After 5 years, {cite:t}`a` found, people change.": ["5 years"],
}
PASSES = (
    "It was {stat}`mood.p_value` of {stat}`mood.n`, {numref}`Part {number} <a2>`.",
    "```{code-cell} ipython3\nprint(p == .05)\n```",
    "```{math}\np = .05\n```",
    "```python\np = .05\n```\nIt was so.",
    "---\ntitle: p = .05\n---\n# Title",
    "% p = .05 is to be checked",
    "(label-37)=",
    "```{figure} of 20%.svg\n:width: 80%\nA map.\n```",
    "See {claim}`Outpatients benefited least <p-20>`.",
    "SOCRATES-8D and CC0; Chapter 4, Table 2; in May 2016, between 1997 and 2005.",
    "The second of three readings; one man; two reasons; at first; one of them.",
    "Nine tall young unmarried Welsh men came; it was twelve.",
    "{cite:t}`a` found 30 per cent, 40 per cent and 12 men.",
    "Of all, 81% of inpatients and 17% of outpatients left {cite:p}`a`.",
)
NOTHING = Allowed(constants=(), exceptions=(), facts={}, bounds={})


@pytest.mark.parametrize("text", FORMS)
def test_every_form_of_a_number_is_found(text):
    """What a reader reads, wherever it stands."""
    found = numbers_on("page", text, NOTHING).findings
    assert [finding.value for finding in found] == FORMS[text]


@pytest.mark.parametrize("text", PASSES)
def test_what_is_no_typed_number_passes(text):
    """Roles, code, options, comments, names, years, references, cited clauses."""
    assert not numbers_on("page", text, NOTHING).findings


def test_captions_and_notes_in_cells_are_read():
    """In the settings and in the code; keys and numbers for Python are not."""
    cell = (
        "```{code-cell} ipython3\n:mystnb:\n:  figure:\n:    caption: Of 37 men\n"
        "show(table(x, [1, 2], name='tab-3', caption=f'The {7 + 1} men, 9 ' 'days',\n"
        "           note='Half of the men'))\n```\n"
    )
    found = numbers_on("page", cell, NOTHING).findings
    assert [(each.place, each.value) for each in found] == [
        ("page:4", "37 men"),
        ("page:5", "9"),
        ("page:6", "Half of the men"),
    ]


CLAUSES = {
    "As T found, it is so, and he left.": ["As T found", "it is so", "and he left"],
    "It is so B, and he left B.": ["It is so B", "and he left B"],
    "A, b and c left; T said no: it (or d) is.": [
        "A , b and c left",
        "T said no",
        "it",
        "or d",
        "is",
    ],
    "It is 7–35 – or 5 – but not so.": ["It is 7 – 35", "or 5", "but not so"],
    "T found 3, 4 and 5 and T none.": ["T found 3 , 4 and 5", "and T none"],
    "It fell, as T has it.\n- one\n\ntwo": ["It fell", "as T has it", "one", "two"],
}


@pytest.mark.parametrize("text", CLAUSES)
def test_clauses(text):
    """T stands for a citation in the text, B for one in brackets."""
    signs = {r"\bT\b": CITED_IN_TEXT, r"\bB\b": CITED_IN_BRACKETS}
    seen = text
    for sign, role in signs.items():
        seen = re.sub(sign, role, seen)
    names = {CITED_IN_TEXT: "T", CITED_IN_BRACKETS: "B"}
    found = [
        " ".join(names.get(token.text, token.text) for token in clause.tokens)
        for clause in clauses_of(seen)
    ]
    assert [clause.removeprefix("- ") for clause in found] == CLAUSES[text]


def listed(tmp_path, text):
    """Return what a list of these lines allows."""
    (tmp_path / "thesis").mkdir(exist_ok=True)
    (tmp_path / "thesis/typed_numbers.yaml").write_text(text, "utf-8")
    return allowed_numbers(tmp_path, {}, FACTS)


def checked(tmp_path, text, page):
    """Return the lines of the findings on one page with this list."""
    listed(tmp_path, text)
    built = SimpleNamespace(root=tmp_path, sources={"book/index.md": page})
    return [str(finding) for finding in typed_numbers(built, FACTS).findings]


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


def test_facts_are_read_from_the_data():
    """Of the study, the codebook, the scoring keys and the defaults of the tests."""
    facts = design_facts()
    known = {
        "study.men": [72],
        "study.men_in_each_setting": [24],
        "study.men_seen_again": [48],
        "study.settings": [3],
        "study.months": [6],
        "study.days_asked_about": [30],
        "study.coders": [2],
        "scale.mood.reversed": [4, 8, 12, 16],
        "scale.recognition.highest": [35],
        "instrument.socrates.items": [19],
        "analysis.confidence": [Fraction(95, 100)],
        "analysis.significance_per_cent": [5],
    }
    assert {name: list(facts[name]) for name in known} == known


def test_a_wording_matches_across_lines_and_in_any_capitals():
    """As a whole: no part of a longer number or word."""
    found = list(
        places_of("at {} months", "At\nsix months; at 16 months; at 6 monthss")
    )
    assert [stand.values for stand in found] == [(6,), (16,)]
    assert not list(places_of("{} men", "many men, wo7 men"))


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


FAULTY = {
    "- {phrase: a, text: b}": "exceptions[0].reason: is missing",
    "- {file: a, phrase: a b c, reason: d}": "exceptions[0].file: is not a key",
    "- {phrase: 37 men, reason: a}": "has 2 words; name a phrase of 3 to 12 words",
    f"- {{phrase: '{'a ' * 13}', reason: a}}": "has 13 words; name a phrase of 3 to 12",
    "- {phrase: a b c, reason: ' '}": "exceptions[0].reason: is empty; say why",
    "- {phrase: a b c, reason: d}\n- {phrase: A b  c, reason: d}": "stands twice",
    "\n".join(f"- {{phrase: a b c{n}, reason: d}}" for n in range(61)): "more than 60",
}


@pytest.mark.parametrize("entries", FAULTY)
def test_a_faulty_exception_is_refused(tmp_path, entries):
    """No reason, too short, too long, twice, for a file, or too many."""
    with pytest.raises(DataError) as caught:
        listed(tmp_path, f"constants: []\nexceptions:\n{entries}\n")
    assert FAULTY[entries] in str(caught.value)


FAULTY_CONSTANTS = {
    "{words: ['{} men'], data: [study.women]}": "is no fact that is read; one of",
    "{words: [the men], data: [study.men]}": "has 0 places {} for 1 value",
    "{words: ['{}'], data: [study.men]}": "names nothing beside the number",
    "{words: ['{} a', '{} a'], data: [study.men]}": "stands twice; take one out",
}


@pytest.mark.parametrize("entry", FAULTY_CONSTANTS)
def test_a_faulty_constant_is_refused(tmp_path, entry):
    """No such fact, no place for the number, no noun, twice."""
    with pytest.raises(DataError) as caught:
        listed(tmp_path, f"constants:\n- {entry}\nexceptions: []\n")
    assert FAULTY_CONSTANTS[entry] in str(caught.value)


def test_a_claim_may_say_the_bound_that_its_condition_tests():
    """In digits, words, as a share or in per cent; no other number."""
    cell = (
        "```{code-cell} ipython3\nclaim('few-stay', 'p below .05, fewer than 50% of '\n"
        "      'the 24 men stay', holds=True, rests_on=[])\n```\n"
    )
    said = "{claim}`Fewer than half of the men stayed, %s <few-stay>`."
    sources = {"book/index.md": cell + said}
    allowed = Allowed(
        constants=(), exceptions=(), facts={}, bounds=bounds_of_claims(sources)
    )
    assert allowed.bounds == {"few-stay": {24, 50, Fraction(1, 2)}}
    for words, values in {
        "not fifty per cent": [],
        "twenty-four people": [],
        "five per cent": ["five per cent"],
        "37 men": ["37 men"],
        "2,400 people": ["2,400 people"],
    }.items():
        found = numbers_on("page", said % words, allowed).findings
        assert [finding.value for finding in found] == values
    elsewhere = numbers_on("page", "Fewer than half of the men stayed.", allowed)
    assert len(elsewhere.findings) == 1
