"""Sentences that interpret results are listed, unless a claim holds them."""

import json
import re
from pathlib import Path

import pytest
from example_build import SmallBuild, bare

from reported.checks import interpretations
from reported.checks._listed_words import listed_words
from reported.checks.interpretations import sentences_on
from reported.findings import Check, Finding, as_json, tell
from reported.statistics_file import read_statistics
from results import DataError
from thesis import cli
from thesis.checking import check
from thesis.places import STATISTICS

ROOT = Path(__file__).parents[3]
NAME = "sentences that interpret results are counted"
CHAPTER = "book/chapters/06-entry.md"


def read(text, **options):
    """Return the sentences of a text that speak of results; * marks those in claims."""
    return [
        "*" * s.claimed + s.text for s in sentences_on(text, **options) if s.results
    ]


STAT, CLAIM = "{stat}`entry-mood`", "{claim}`Mood fell <mood-falls>`"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Mood gave {STAT}.", ["Mood gave X."]),
        ("Mood was lower.", []),
        (f"{CLAIM}.", ["*Mood fell."]),
        (f"So {CLAIM}, by much.", ["*So Mood fell, by much."]),
        (f"{{stand-in}}``So {CLAIM}.``\nAll fell.", ["*So Mood fell.", "All fell."]),
        (f"It gave {STAT}{{stand-in}}`, made so`.", ["It gave X , made so ."]),
        (f":::{{stand-in}}\nIt gave {STAT}.\n:::\n", ["It gave X."]),
        (f"It gave {STAT}. All fell.", ["It gave X.", "All fell."]),
        (f"It gave {STAT}.\nAll fell.", ["It gave X.", "All fell."]),
        (f"{CLAIM}. All fell.", ["*Mood fell.", "All fell."]),
        (f"All fell. It gave {STAT}.", ["It gave X."]),
        (f"It gave {STAT}.\n\nAll fell.", ["It gave X."]),
        (f"It gave {STAT}.\n\n## Mood fell\n\nAll fell.", ["It gave X."]),
        (f"# It gave {STAT}\nAll fell.", []),
        (f"| It gave {STAT} |\n|---|\n| fell |\n", []),
        (f"```python\n# {STAT}\n```\nAll fell.", []),
        (f"```{{note}}\nIt gave {STAT}.\n```\n", ["It gave X."]),
        (f"```{{figure}} a.svg\n:alt: It gave {STAT}\n```\n", []),
        (f"It gave {STAT}. Did it fall? All fell.", ["It gave X.", "All fell."]),
        (f"It gave {STAT}. (Did it?) All fell.", ["It gave X.", "All fell."]),
        (f"Was it {STAT}?", ["Was it X?"]),
        (f"It gave {STAT}. There it fell {{cite:p}}`a2020`.", ["It gave X."]),
        (f"It gave {STAT}. {{cite:t}}`a2020` saw it fall.", ["It gave X."]),
        (f"As {{cite:t}}`a2020` it gave {STAT}.", ["As X it gave X."]),
        (
            f"It gave {STAT}. Here it fell {{cite:p}}`a2020`.",
            ["It gave X.", "Here it fell ."],
        ),
        (
            f"It gave {STAT}. Unlike {{cite:t}}`a2020` the simulated men fell.",
            ["It gave X.", "Unlike X the simulated men fell."],
        ),
        (
            "{claim}`Mood fell. Confidence\nrose too <both>`. All fell.",
            ["*Mood fell.", "*Confidence rose too.", "All fell."],
        ),
        (
            f"It gave {STAT}, p. 3 vs. 4, e.g. here.\nAll fell.",
            ["It gave X, p. 3 vs. 4, e.g. here.", "All fell."],
        ),
        (f"**It** gave {STAT}. **All** fell.", ["**It** gave X.", "**All** fell."]),
        (f"It gave {STAT}. “All fell.” So it was.", None),
        (
            f"- It gave {STAT}\n- all fell\n  and rose\n1. {CLAIM}",
            ["It gave X", "all fell and rose", "*Mood fell"],
        ),
    ],
)
def test_which_sentences_speak_of_results(text, found):
    """Those with a number or claim, and what follows in the paragraph."""
    said = ["It gave X.", "“All fell.”", "So it was."]
    assert read(text) == (said if found is None else found)


def test_on_a_page_of_results_every_sentence_speaks_of_them():
    """But no question, and nothing that a work is cited for."""
    text = "All fell.\n\nDid they? Others rose {cite:p}`a2020`. Mine rose."
    assert read(text) == []
    assert read(text, of_results=True) == ["All fell.", "Mine rose."]


def test_a_sentence_knows_its_line():
    """That of its first word, whatever stands before it."""
    text = f"---\na: b\n---\n\n# Mood\n\nIt gave\n{STAT}.\n  All fell.\nAll rose."
    assert [(s.line, s.text) for s in sentences_on(text)] == [
        (7, "It gave X."),
        (9, "All fell."),
        (10, "All rose."),
    ]


@pytest.fixture
def small(tmp_path, monkeypatch):
    """Return a small thesis, built and sound; no list of names is set."""
    monkeypatch.delenv("THESIS_NAMES", raising=False)
    return SmallBuild(tmp_path)


def asked(small):
    """Return the check."""
    (found,) = (c for c in check(small.root) if c.name == NAME)
    return found


def add(small, sentence):
    """Write a sentence into the chapter."""
    small.edit(CHAPTER, "Its change", f"{sentence}\nIts change")


def test_what_interprets_outside_of_a_claim_is_listed_and_is_no_fault(small):
    """With its line and its words, each once; what a claim holds is not."""
    add(small, "Lower was lower than higher.")
    add(small, "{claim}`It was lower <mood-falls>`.")
    found = asked(small)
    assert found.findings == ()
    assert found.verdict == "ok"
    assert [str(note) for note in found.notes] == [
        f"{CHAPTER}:6: interprets results outside of a claim (lower), got 'Lower was "
        "lower than higher.'"
    ]
    assert found.looked_at == (
        "7 sentences with results, 3 interpret: 2 in claims, 0 excepted, 1 listed"
    )


def test_a_page_without_results_is_read_for_what_it_shows_alone(small):
    """Its other sentences are not about results."""
    small.source(
        "book/chapters/03-methodology.md",
        "Tests are lower than others.\n\nIt gave {stat}`entry-mood`, no difference.\n",
    )
    (note,) = asked(small).notes
    assert note.place == "book/chapters/03-methodology.md:3"
    assert note.rule.endswith("(no difference)")


def test_pages_that_publish_a_result_or_show_a_claim_are_of_results(small):
    """Every sentence of theirs is read, whatever stands around it."""
    for page in ("chapters/06-entry", "front/abstract", "chapters/03-methodology"):
        path = small.root / f"book/{page}.md"
        text = path.read_text("utf-8") if path.exists() else "# Methods\n"
        path.write_text(f"{text}\n\nTests are lower than others.\n", "utf-8")
    assert [note.place for note in asked(small).notes] == [
        f"{CHAPTER}:9",
        "book/front/abstract.md:7",
    ]


EXCEPTION = "exceptions: [{{phrase: {}, reason: method}}]"


def test_an_exception_takes_a_sentence_off_the_list(small):
    """It covers its own words only, also over the end of a line."""
    add(small, "Tests are\nlower here.")
    rules = "thesis/interpretations.yaml"
    small.edit(rules, "exceptions: []", EXCEPTION.format("tests are LOWER"))
    found = asked(small)
    assert (found.notes, found.findings) == ((), ())
    assert "2 interpret: 1 in claims, 1 excepted, 0 listed" in found.looked_at
    small.edit(CHAPTER, "lower here", "lower here, with no difference")
    (note,) = asked(small).notes
    assert note.rule.endswith("(no difference)")


@pytest.mark.parametrize("phrase", ["Tests", "nowhere", "Mood was lower six"])
def test_an_exception_that_excepts_nothing_is_a_fault(small, phrase):
    """Where no such phrase, none of the words, or only a claim stands."""
    add(small, "Tests are lower here.")
    rules = "thesis/interpretations.yaml"
    small.edit(rules, "exceptions: []", EXCEPTION.format(phrase))
    assert [str(finding) for finding in asked(small).findings] == [
        "thesis/interpretations.yaml: exceptions: no sentence outside of claims needs "
        f"this exception any more, got '{phrase}'; take it out"
    ]


def test_rules_that_cannot_be_read_are_refused(small):
    """No reason, no pattern, no file."""
    rules = "thesis/interpretations.yaml"
    small.edit(rules, "exceptions: []", "exceptions: [{phrase: lower}]")
    with pytest.raises(DataError, match=r"exceptions\[0\]\.reason: is missing"):
        tuple(check(small.root))
    small.source(rules, "words: ['(lower']\nexceptions: []\n")
    with pytest.raises(
        DataError, match=r"words: .*'\(lower' is no pattern: missing \)"
    ):
        tuple(check(small.root))
    (small.root / rules).unlink()
    with pytest.raises(DataError, match=r"interpretations\.yaml: is missing"):
        tuple(check(small.root))


def test_the_command_lists_the_first_notes_or_all(small, monkeypatch, capsys):
    """The exit code is 0 with notes; JSON holds all of them."""
    monkeypatch.setattr(cli, "ROOT", small.root)
    for number in range(5):
        add(small, f"Group {chr(65 + number)} was lower.")
    assert cli.main(["check"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-5] == f"{NAME}: 5 notes to look at, none of them a fault"
    assert [line[:26] for line in told[-4:-1]] == [f"  {CHAPTER[:24]}"] * 3
    assert told[-1] == "  and 2 more; --notes lists all"
    assert cli.main(["check", "--notes"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.startswith("  book/") for line in told[-6:]] == [False] + [True] * 5
    assert cli.main(["check", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (notes,) = (c["notes"] for c in found["checks"] if c["name"] == NAME)
    assert found["ok"]
    assert [note["place"] for note in notes] == [f"{CHAPTER}:{n}" for n in range(6, 11)]


def test_notes_stand_after_faults_and_do_not_fail(capsys):
    """Below the list, under the name of their check."""
    note = Finding(place="a.md:1", rule="interprets")
    fault = Finding(place="b.md:2", rule="is wrong")
    checks = [
        Check(name="first", looked_at="1 page", findings=(), notes=(note,)),
        Check(name="second", looked_at="1 page", findings=(fault,)),
    ]
    assert tell(["one", "two"], iter(checks)) == tuple(checks)
    assert capsys.readouterr().out.splitlines()[2:] == [
        "",
        "second:",
        "  b.md:2: is wrong",
        "",
        "first: 1 note to look at, none of them a fault",
        "  a.md:1: interprets",
    ]
    assert as_json(checks[:1])["ok"]


def real():
    """Return the sources of the book, with pages of results told by what is in them."""
    for path in sorted((ROOT / "book").rglob("*.md")):
        if "_build" not in path.parts:
            text = path.read_text("utf-8")
            yield path, text, "{claim}" in text or "\npublish(" in text


def test_every_claim_and_number_of_the_book_stands_in_a_sentence_with_results():
    """None but those in tables is lost, and no sign of ours is left in the text."""
    claims = 0
    for path, text, of_results in real():
        sentences = list(sentences_on(text, of_results=of_results))
        lines = text.splitlines()
        for sentence in sentences:
            assert not re.search(
                "[\ue000-\ue003]|\\{(?:stat|claim|cite)", sentence.text
            )
            first = re.match(r"[^\W\d_]{3,}", sentence.text)
            assert not first or first[0] in lines[sentence.line - 1], path
        claimed = sum(s.claimed for s in sentences)
        claims += claimed
        assert claimed == 0 or "{claim}`" in text
        in_text = sum("{claim}`" in line and line[0] != "|" for line in lines)
        assert claimed >= in_text, path
    assert claims >= 150


def test_every_word_of_the_list_can_stand_in_the_book():
    """Each pattern is one; a comparative, a change, an association are all found."""
    word = listed_words(ROOT / bare().book.interpretations).pattern
    for text in (
        "higher",
        "most",
        "surer than",
        "no difference",
        "undetected",
        "predicted",
        "increased",
        "fell",
        "rose",
        "alike",
        "improved",
        "fewer",
        "differed",
        "associated",
    ):
        assert word.search(f"it was {text} there"), text
    for text in (
        "at least two",
        "at most two",
        "prison less inpatients",
        "more than one",
    ):
        assert not word.search(text), text


def test_the_list_of_the_real_thesis_is_one_to_work_from(built):
    """Each note names a line of the source in which its first word stands."""
    statistics = read_statistics(ROOT / STATISTICS, "")
    thesis = bare(**statistics)
    found = interpretations.interpretations(thesis)
    assert found.findings == ()
    sentences, interpret, claims, excepted, listed = map(
        int, re.findall(r"\d+", found.looked_at)
    )
    assert sentences > interpret == claims + excepted + listed
    assert listed == len(found.notes)
    assert claims >= 100
    rules = listed_words(ROOT / bare().book.interpretations)
    assert excepted >= len(rules.exceptions)
    for note in found.notes:
        name, line = note.place.split(":")
        first = note.value.split()[0].strip("*(,")
        assert first == "X" or first in thesis.sources[name].splitlines()[int(line) - 1]
