"""Whatever of a table is not on paper as on the web is found."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from example_build import SmallBuild
from example_tables import LONG, PARTED, PEOPLE_ROWS, ROWS, said, tabulate, with_tables

from thesis.places import built_thesis


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Return a small thesis with two tables, built once and never changed."""
    return with_tables(tmp_path_factory.mktemp("sound"))


PAPER = {
    "another caption": ("Mood at treatment", "Mood at later treatment", "caption"),
    "no caption": ("Table 6.1: ", "Table: ", "Table 6.1 (entry-tab-mood)"),
    "another number": ("Table 6.1: ", "Table 6.7: ", "Table 6.7 is not in the web"),
    "a note": ("Prison 7,", "Prison 8,", "note: the web page says"),
    "no note": ("Note. n", "Remark. n", "note: the web page says"),
    "a number behind": ("What follows", "44 What follows", "is followed by what"),
    "a head overleaf": ("page\nParticipant", "page\nPerson", "heads"),
    "what parts it": ("continues on", "goes on", "has something that the web"),
}


@pytest.mark.parametrize("kind", PAPER)
def test_what_is_around_a_table_on_paper_is_compared(sound, kind):
    """Its number, caption and note, what repeats overleaf, and what comes behind."""
    old, new, told = PAPER[kind]
    text = "\f".join(sound.printed)
    text = text.replace("previous page", "previous page", 1)
    assert old in text
    lines = said(replace(sound, printed=tuple(text.replace(old, new).split("\f"))))
    assert lines
    assert any(told in line for line in lines), lines


def test_words_in_a_figure_of_the_web_do_not_vouch_for_those_behind_a_table(sound):
    """Paper has its picture, of which no words are read."""
    old, new, told = PAPER["a number behind"]
    paper = tuple(text.replace(old, new) for text in sound.printed)
    pages = {}
    for name, page in sound.pages.items():
        soup = BeautifulSoup(str(page.soup), "html.parser")
        picture = f"<svg><text>{new}</text></svg>"
        soup.article.append(BeautifulSoup(picture, "html.parser"))
        pages[name] = replace(page, html=str(soup))
    (line,) = said(replace(sound, printed=paper, pages=pages))
    assert told in line


def test_a_table_twice_on_paper_is_found(sound):
    """One of them is older."""
    first, second = said(replace(sound, printed=(*sound.printed, sound.printed[2])))
    assert "Table 6.1 (entry-tab-mood) begins 2 times" in first
    assert "Table 6.2 (entry-tab-people) begins 2 times" in second


def test_a_note_may_go_on_overleaf(sound):
    """Below the head of the next page; every sign of it is compared."""
    first, second, third, *rest = sound.printed
    at = third.index("that of")
    halves = (f"{third[:at]}\n2\nSimulated data", f"A head\nof a page\n{third[at:]}")
    assert said(replace(sound, printed=(first, second, *halves, *rest))) == []
    halves = (halves[0], halves[1].replace("rating", "rating 3"))
    (line,) = said(replace(sound, printed=(first, second, *halves, *rest)))
    assert "note: the web page says" in line


def test_rows_that_only_the_next_page_of_paper_has_are_found(tmp_path):
    """The table ends on the web where it goes on overleaf on paper."""
    short = ROWS | {LONG: PEOPLE_ROWS[:PARTED]}
    small = SmallBuild(tmp_path)
    tabulate(small, web=short, files=short)
    (line,) = said(built_thesis(tmp_path))
    assert line == (
        "PDF, page 4: Table 6.2 (entry-tab-people) is followed by what the web "
        "page has not, got 'R05 Prison, remand 25 26 R06 Prison, remand 26 25'; build "
        "the book again"
    )
