"""The checks of any book are those that need no list, and the others say so."""

from dataclasses import replace

import pytest
from example_build import bare

from reported.checks.running import check, checks_of_any_book
from reported.project import Book
from results import DataError


def test_a_book_without_lists_is_checked_and_told_which_checks_were_not_run():
    """Nothing is amiss in a book without pages; no check fails for want of a list."""
    plain = replace(bare(thesis={"data": {"statement": ""}}), book=Book(folder="none"))
    found = [run(plain) for run in checks_of_any_book()]
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
