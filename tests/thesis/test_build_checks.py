"""A thesis of two builds, or of half a one, never passes."""

import json

import pytest
from example_build import ENTRY, HTML

from thesis.build_checks import whole
from thesis.places import built_thesis

PDF = "book/_build/latex/thesis.pdf"


def told(small):
    """Return what the check says of a thesis."""
    return [str(finding) for finding in whole(built_thesis(small.root)).findings]


def test_one_build_is_whole(small):
    """Pages, statistics and PDF."""
    assert told(small) == []


SPOILT = {
    "a page of another build": (
        lambda root: (root / f"{HTML}/{ENTRY}.html").write_text("<article>", "utf-8"),
        ["html/chapters/06-entry.html: the file is not as it was built"],
    ),
    "a page that is gone": (
        lambda root: (root / f"{HTML}/back/references.html").unlink(),
        ["html/back/references.html: the file of the build is not there"],
    ),
    "a picture of another build": (
        lambda root: (root / f"{HTML}/plot.svg").write_text("<svg/>", "utf-8"),
        ["html/plot.svg: the build has no such file"],
    ),
    "a build that did not end": (
        lambda root: (root / f"{HTML}/.whole.json").unlink(),
        ["html/.whole.json: the build was not finished, or is older than this mark"],
    ),
    "a PDF of another build": (
        lambda root: (root / PDF).write_bytes((root / PDF).read_bytes() + b"\n"),
        [f"{PDF}: the PDF was made with other pages than these"],
    ),
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_another_build_left_is_found(small, how):
    """The place, what is wrong, and what to do."""
    spoil, expected = SPOILT[how]
    spoil(small.root)
    assert told(small) == [f"{line}; run `thesis build`" for line in expected]


def test_pages_that_were_built_alone_have_no_pdf(small):
    """An older PDF beside them is not theirs."""
    from thesis.whole import mark

    mark(small.root / HTML, pdf=None)
    rule = "the PDF was made with no pages that are here"
    assert told(small) == [f"{PDF}: {rule}; run `thesis build`"]
    (small.root / PDF).unlink()
    assert told(small) == []


def test_terms_of_the_search_without_a_page_are_found(small):
    """They are what a page said once; also a term of a title."""
    index = {
        "docnames": ["a", "b"],
        "filenames": ["a.md", "b.md"],
        "titles": ["A", "B"],
        "terms": {"mood": [0, 1], "vrabcek": []},
        "titleterms": {"entri": 0, "kladno": []},
    }
    small.source(f"{HTML}/searchindex.js", f"Search.setIndex({json.dumps(index)})")
    assert told(small) == [
        "html/searchindex.js: the search keeps words of pages that say them no more, "
        "got '2 words'; run `thesis build`"
    ]
    index["terms"].pop("vrabcek")
    index["titleterms"].pop("kladno")
    small.source(f"{HTML}/searchindex.js", f"Search.setIndex({json.dumps(index)})")
    assert told(small) == []
    assert "2 terms of the search" in whole(built_thesis(small.root)).looked_at
