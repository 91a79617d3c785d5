"""The checks of any book are those that need no list, and the others say so."""

from dataclasses import replace

import pytest
from example_build import ENTRY, bare
from example_tables import SMALL, with_tables

from reported.checks import running
from reported.checks.running import check, checks_of_any_book, chosen, run
from reported.project import Book
from results import DataError
from thesis.checking import CHECKS
from thesis.places import built_thesis


def test_a_book_without_lists_is_checked_and_told_which_checks_were_not_run():
    """Nothing is amiss in a book without pages; no check fails for want of a list."""
    plain = replace(bare(thesis={"data": {"statement": ""}}), book=Book(folder="none"))
    found = list(run(checks_of_any_book(), plain))
    assert len({one.name for one in found}) == len(found)
    assert all(one.findings == () for one in found)
    assert [one.not_run.split("`")[1] for one in found if one.not_run] == [
        "stand_in",
        *("bibliography", "word_list", "word_list", "abbreviations", "interpretations"),
    ]


def test_the_bibliography_is_that_of_the_settings_of_the_book(tmp_path):
    """A work that is never cited is found, by its file below the project."""
    book = tmp_path / "plain"
    (book / "_build" / "html").mkdir(parents=True)
    (book / "_config.yml").write_text("bibtex_bibfiles: [../works.bib]\n", "utf-8")
    (tmp_path / "works.bib").write_text("@article{smith2001,\n}\n", "utf-8")
    text = '{"thesis": {"data": {"statement": ""}}, "results": [], "claims": []}'
    (book / "_build" / "html" / "statistics.json").write_text(text, "utf-8")
    faults = [str(finding) for one in check(book) for finding in one.findings]
    assert faults == [
        "works.bib:1: smith2001 is never cited; cite the work, or take the entry out"
    ]


def test_a_folder_without_settings_is_no_book(tmp_path):
    """The message names the file that is not there."""
    with pytest.raises(DataError, match=r"_config\.yml"):
        check(tmp_path)


def test_checks_are_asked_for_by_their_words():
    """In the order in which they are told; words for none are told at once."""
    checks = checks_of_any_book()
    assert list(chosen(checks, ())) == list(checks)
    assert list(chosen(checks, ("ids", "p-values"))) == ["p-values", "ids"]
    with pytest.raises(DataError) as error:
        chosen(checks, ("tables", "ps", "claim"))
    assert str(error.value).startswith("no check is called ps, claim; there are: p-val")


def test_faults_of_one_page_are_told_and_others_counted(small):
    """By any form of its name; other pages' faults are neither lost nor told."""
    small.edit("book/chapters/06-entry.md", "Its change", "Mood: p = .03.\nIts change")
    small.edit("book/front/abstract.md", " at entry", " in 21 men")
    built = built_thesis(small.root)
    checks = chosen(CHECKS, ["typed-numbers", "ids"])
    for asked in ("6", "06", "06-entry", ENTRY, f"book/{ENTRY}.md", f"{ENTRY}.html"):
        numbers, ids = run(checks, built, page=asked)
        (fault,) = numbers.findings
        assert fault.value == "p = .03"
        assert numbers.looked_at.endswith("exceptions; 1 fault elsewhere")
        assert (numbers.word, ids.word) == ("typed-numbers", "ids")
        assert "elsewhere" not in ids.looked_at
    assert len(next(run(checks, built)).findings) == 2
    with pytest.raises(
        DataError, match="zz is no page; there are: back/references, chap"
    ):
        next(run(checks, built, page="zz"))


def test_a_page_is_not_taken_for_one_whose_name_ends_alike(small):
    """The front page, and the index that Sphinx makes."""
    built = built_thesis(small.root)
    places = ("book/index.md:3", "index.html", "genindex.html, a card")
    found = [running._stands_on(place, built, "index") for place in places]
    assert found == [True, True, False]


def test_a_fault_in_the_file_of_a_table_is_one_of_its_page(tmp_path):
    """The file lies beside the pages, and its name is that of the table."""
    sound = with_tables(tmp_path)
    sound.numbers[SMALL] = sound.numbers[SMALL].replace("28.14", "28.15")
    checks = chosen(CHECKS, ["tables"])
    (here,) = run(checks, sound, page="06")
    (there,) = run(checks, sound, page="abstract")
    assert [fault.place for fault in here.findings] == [f"data/{SMALL}.csv"]
    assert (there.findings, there.looked_at[-17:]) == ((), "1 fault elsewhere")


def test_pages_and_paper_are_read_when_a_check_looks_at_them(small, monkeypatch):
    """So that a check of the records alone is quick."""
    built = built_thesis(small.root)
    tuple(run(chosen(CHECKS, ["claims", "ids", "p-values"]), built))
    assert not any("soup" in vars(page) for page in built.pages.values())
    assert "_pages" not in vars(built.printed)
    tuple(run(chosen(CHECKS, ["printed-tests"]), built))
    assert all("soup" in vars(page) for page in built.pages.values())
    assert "_pages" in vars(built.printed)
