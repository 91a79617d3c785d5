"""Images, links, citations and works of the pages: whatever leads nowhere is named."""

import pytest
from example_build import ABSTRACT, ENTRY, HTML, faults


@pytest.mark.parametrize(
    ("markup", "got"),
    [
        ('<img src="a.svg">', ""),
        ('<img src="a.svg" alt=" ">', ""),
        ('<img src="a.svg" alt="../_images/a.svg">', ", got '../_images/a.svg'"),
        ('<object data="a.svg"></object>', ""),
    ],
)
def test_check_finds_an_image_without_alternative_text(small, markup, got):
    """None, an empty one, and the name of the file."""
    small.source(f"{HTML}/chapters/a.svg", "<svg/>")
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", f"{markup}</article>")
    assert faults(small.root) == {
        "images have alternative text": [
            f"chapters/06-entry.html: a.svg has no alternative text{got}; write what "
            "it shows under image: alt: in its cell"
        ]
    }


@pytest.mark.parametrize("alt", ["", ' aria-label=" "'])
def test_check_finds_a_drawing_without_alternative_text(small, alt):
    """A figure that is part of its page has its words around it."""
    page = f"{HTML}/{ENTRY}.html"
    drawing = f'<div class="plot" role="group"{alt}><svg><a>x</a></svg></div>'
    small.edit(page, "</article>", f"{drawing}</article>")
    assert faults(small.root) == {
        "images have alternative text": [
            "chapters/06-entry.html: a drawing has no alternative text; write what it "
            "shows under image: alt: in its cell"
        ]
    }
    named = '<div class="plot" role="group" aria-label="A plot"><svg></svg></div>'
    icon = '<svg aria-hidden="true"></svg><svg aria-label="A plot"></svg>'
    small.edit(page, drawing, named + icon)
    assert faults(small.root) == {}


def test_check_finds_broken_links(small):
    """A file that is not there, an anchor that is not there, an image likewise."""
    links = (
        '<a href="07-nothing.html">a</a> <a href="#nowhere">b</a> '
        '<a href="../front/abstract.html#gone">c</a> <a href="#">d</a> '
        '<a href="https://example.org/x#y">e</a> <img src="lost.svg" alt="A plot">'
        '<span id="here"></span><a href="#here">f</a> <a href="../front">g</a>'
        '<svg aria-label="A plot"><a href="#undrawn">h</a></svg>'
    )
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", f"{links}</article>")
    start, hint = (
        "chapters/06-entry.html: the link leads to a",
        ("; correct the link or the label it points to"),
    )
    assert faults(small.root) == {
        "links inside the HTML lead somewhere": [
            f"{start} place that is not on its page, got '#nowhere'{hint}",
            f"{start} place that is not on its page, got '#undrawn'{hint}",
            f"{start} file that is not there, got '../front'{hint}",
            f"{start} place that is not on its page, got "
            f"'../front/abstract.html#gone'{hint}",
            f"{start} file that is not there, got '07-nothing.html'{hint}",
            f"{start} file that is not there, got 'lost.svg'{hint}",
        ]
    }


def test_a_link_to_a_pdf_that_no_reader_sees_may_lead_nowhere(small):
    """As long as its style hides it; once shown, the file has to be there."""
    hidden = '<ul><li class="edition-pdf"><a href="../thesis.pdf">PDF</a></li></ul>'
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", f"{hidden}</article>")
    style = f"{HTML}/_static/edition.css"
    small.source(style, ".edition-pdf { display: none; }\n")
    assert faults(small.root) == {}
    small.source(style, "")
    assert faults(small.root) == {
        "links inside the HTML lead somewhere": [
            "chapters/06-entry.html: the link leads to a file that is not there, got "
            "'../thesis.pdf'; correct the link or the label it points to"
        ]
    }


def test_check_finds_what_came_to_nothing(small):
    """An unresolved citation, an empty one, a role as typed; and in PDF and log."""
    text = (
        "<p>As [?] and () say, {stat}; not <code>f()</code> or g().</p>"
        '<div class="cell_input">print(() or "[?]")</div></article>'
    )
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", text)
    pages = [small.text_of(ABSTRACT), small.text_of(ENTRY).partition("As")[0]]
    reported = "\n".join(r["reported"] for r in small.statistics["results"])
    small.print([*pages, f"{reported}\nSee Table ??."])
    log = 'a.md:3: WARNING: could not find bibtex key "x" [bibtex.key_not_found]\n'
    log += "checking bibtex cache... out of date\n"
    small.source("book/_build/build.log", log)
    hint = "; correct its key or label"
    rule = "a citation or reference came to nothing"
    lines = faults(small.root)["citations and references are resolved"]
    assert [line.partition(", got")[0] for line in lines] == [
        f"chapters/06-entry.html: {rule}",
        f"chapters/06-entry.html: {rule}",
        f"chapters/06-entry.html: {rule}",
        f"thesis.pdf, page 3: {rule}",
        "book/_build/build.log: bibtex complained",
    ]
    assert lines[3].endswith(f"See Table ??. 3 Simulated data'{hint}")
    assert lines[4].endswith(
        'bibtex key "x" [bibtex.key_not_found]\'; '
        "correct the citation or the bibliography"
    )


def test_check_finds_uncited_works_and_citations_without_a_work(small):
    """Each with file and line."""
    small.edit(
        "references.bib",
        "@article{jones2021",
        "@article{smith1999drug,\n}\n@comment{none}\n@article{jones2021",
    )
    small.edit(
        "book/front/abstract.md", "# Abstract", "# Abstract\n\nSo did {cite:t}`wu2020`."
    )
    assert faults(small.root) == {
        "every work is cited, every citation has its work": [
            "book/front/abstract.md:3: a work is cited that references.bib does not "
            "have, got 'wu2020'; correct the key, or add the work",
            "references.bib:1: smith1999drug is never cited; cite the work, or take "
            "the entry out",
        ]
    }


def test_check_counts_a_work_that_only_code_cites(small):
    """A table written by a cell cites too; its link in the page is what counts."""
    small.edit(
        "book/chapters/06-entry.md",
        ", as others found {cite:p}`jones2021methadone`",
        "",
    )
    assert not faults(small.root)
