"""The checks of language name every fault with its line, and every idle exception."""

import os
import shutil

import pytest
from example_build import SmallBuild

from reported.checks import language
from results import DataError
from thesis.checking import check

CHAPTER = "book/chapters/06-entry.md"
PAGE = "book/_build/html/chapters/06-entry.html"
SPELLING = "words are spelled as in British English"


@pytest.fixture
def small(tmp_path, monkeypatch):
    """Return a small thesis, built and sound, to be spoilt; no list of names is set."""
    monkeypatch.delenv("THESIS_NAMES", raising=False)
    return SmallBuild(tmp_path)


@pytest.fixture
def speller():
    """Skip where Hunspell is missing, but not in CI."""
    if not shutil.which("hunspell") and not os.environ.get("CI"):
        pytest.skip("Hunspell is not installed here (apt-test.txt); CI runs this")


def faults(small, name):
    """Return the faults of one check as lines."""
    (found,) = (c for c in check(small.root) if c.name == name)
    return [str(finding) for finding in found.findings]


def add(small, sentence):
    """Write a sentence into the chapter, and onto its page."""
    small.edit(CHAPTER, "Its change", f"{sentence}\nIts change")
    small.edit(PAGE, "<p>Its change", f"<p>{sentence}</p><p>Its change")


@pytest.mark.usefixtures("speller")
def test_a_word_that_is_not_british_is_found_with_its_line(small):
    """American spelling is a fault; authors of cited works are known words."""
    add(small, "The color of Jones’s behaviour was not a colour of Qwert’s.")
    assert faults(small, SPELLING) == [
        f"{CHAPTER}:6: the dictionary does not know this word, got '{word}'; correct "
        "it, or add it under spelled: in thesis/word_list.yaml"
        for word in ("color", "Qwert")
    ]


@pytest.mark.usefixtures("speller")
def test_what_is_not_a_word_is_not_spelled(small):
    """Code, results, signs, figures and the entries of cited works."""
    add(small, "<code>xqzt</code> g<sub>xqz</sub> 12xq")
    small.edit(PAGE, "as others found", '<span class="stat">xqzt</span>')
    small.edit(PAGE, "</article>", "<svg><text>xqzt</text></svg></article>")
    assert faults(small, SPELLING) == []


@pytest.mark.usefixtures("speller")
def test_an_entry_of_the_word_list_must_be_needed(small):
    """A word that the dictionary has, or that no page has, needs no entry."""
    small.edit("thesis/word_list.yaml", "spelled: []", "spelled: [mood, xqzt]")
    assert faults(small, SPELLING) == [
        f"thesis/word_list.yaml: spelled: no page needs this entry any more, got "
        f"'{word}'; take it out"
        for word in ("mood", "xqzt")
    ]


def test_without_hunspell_the_check_says_that_it_was_not_run(small, monkeypatch):
    """Neither passed nor failed."""
    monkeypatch.setattr(language.shutil, "which", lambda _: None)
    (found,) = (c for c in check(small.root) if c.name == SPELLING)
    assert found.findings == ()
    assert found.verdict == "NOT RUN"
    told = "Hunspell is missing; install the packages of apt-test.txt"
    assert found.not_run == told


def test_a_dictionary_that_is_missing_is_an_error(small, monkeypatch):
    """It is not taken for a page without a fault."""
    if not shutil.which("hunspell"):
        pytest.skip("Hunspell is not installed here")
    monkeypatch.setattr(language, "DICTIONARY", "xx_XX")
    with pytest.raises(RuntimeError, match="hunspell -d xx_XX: "):
        tuple(check(small.root))


def test_a_doubled_word_is_found_within_a_block_only(small):
    """A heading that ends as its text begins is no fault; capitals do not matter."""
    small.edit(PAGE, "<p>Its change", "<h2>The change</h2><p>Change came.</p><p>Its")
    add_to_both = "That that was so, and the the mood fell."
    small.edit(CHAPTER, "Its change", f"{add_to_both}\nIts change")
    small.edit(PAGE, "<p>Its", f"<p>{add_to_both}</p><p>Its")
    hint = "take one out, or add it under repeated: in thesis/word_list.yaml"
    name = "no word stands twice in a row"
    assert faults(small, name) == [
        f"{CHAPTER}:6: That stands twice in a row, got 'That that was so, and the the "
        f"mood fell'; {hint}",
        f"{CHAPTER}:6: the stands twice in a row, got 'That that was so, and the the "
        f"mood fell.'; {hint}",
    ]
    small.edit("thesis/word_list.yaml", "repeated: []", "repeated: [that that, no no]")
    assert faults(small, name)[1:] == [
        "thesis/word_list.yaml: repeated: no page needs this entry any more, got "
        "'no no'; take it out"
    ]


def test_a_wording_to_avoid_is_found_but_for_proper_names(small):
    """Whole words only, also in claims; a name may hold it."""
    add(small, "The Addicts of the Civil Addict Program were addicted.")
    small.edit("book/front/abstract.md", "Mood was lower", "An addict was lower")
    rule = "this wording is not used in the book"
    assert faults(small, "wordings are those of the house") == [
        f"{CHAPTER}:6: {rule}, got 'Addicts'; write people who use drugs",
        f"book/front/abstract.md:4: {rule}, got 'addict'; write people who use drugs",
    ]


def test_an_abbreviation_is_listed_and_written_out_where_it_first_stands(small):
    """In the order of the chapters; names in capitals are told apart by the list."""
    small.source("book/front/abbreviations.md", "| NHS | Health service |\n")
    add(small, "The NHS and the scale (CES-D, or SDS) of the UK; the NHS again.")
    name = "abbreviations are listed and written out at first use"
    missing = (
        "is not in the list; add it to book/front/abbreviations.md, or to "
        "not_abbreviations in thesis/word_list.yaml"
    )
    assert faults(small, name) == [
        f"{CHAPTER}:6: NHS stands here first and is not in brackets after its long "
        "form; write the long form, with the abbreviation in brackets",
        *(f"{CHAPTER}:6: {short} {missing}" for short in ("CES-D", "SDS", "UK")),
    ]
    small.edit(CHAPTER, "The NHS and", "The National Health Service (NHS) and")
    small.source(
        "book/front/abbreviations.md", "| NHS | x |\n| CES-D | x |\n| SDS | x |\n"
    )
    small.edit(
        "thesis/word_list.yaml", "not_abbreviations: []", "not_abbreviations: [UK]"
    )
    assert [line.partition(" stands")[0] for line in faults(small, name)] == [
        f"{CHAPTER}:6: SDS"
    ]


def test_an_ill_formed_citation_is_found_with_its_line(small):
    """Also what to do."""
    small.edit(
        CHAPTER, "found {cite:p}`jones2021methadone`.", "{cite}`jones2021methadone`"
    )
    assert faults(small, "works are cited in one form") == [
        f"{CHAPTER}:4: a citation does not say whether it stands in brackets, got "
        "'{cite}`jones2021methadone`'; write {cite:p} or {cite:t}"
    ]


def test_a_word_list_of_another_shape_is_an_error(small):
    """With what it needs."""
    small.source("thesis/word_list.yaml", "spelled: []\n")
    with pytest.raises(DataError, match="repeated: is missing"):
        tuple(check(small.root))
