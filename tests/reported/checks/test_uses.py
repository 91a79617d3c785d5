"""The register and the built pages agree on where each number is used."""

from example_build import ABSTRACT, ENTRY

from reported.checks.uses import uses
from thesis.places import built_thesis

PAGE = "book/_build/html/{}.html"
LINK = '<a data-reference="entry-mood.n">21</a>'


def loaded(small):
    """Read a small thesis as it is now."""
    small.save()
    return built_thesis(small.root)


def said(built):
    """Return the findings as lines."""
    return [str(finding) for finding in uses(built).findings]


def test_a_sound_thesis_has_no_finding_and_says_what_was_looked_at(small):
    """Every link of its pages is a use."""
    check = uses(loaded(small))
    assert check.findings == ()
    assert check.looked_at == "5 uses, in the text and in 0 tables and figures"


def test_a_use_that_only_one_of_them_has_is_found(small):
    """A number that was taken out of its page, and one that is not registered."""
    small.edit(PAGE.format(ENTRY), 'data-reference="entry-mood-change"', 'data-x="y"')
    small.edit(PAGE.format(ABSTRACT), "</article>", f"<p>{LINK}</p></article>")
    assert said(loaded(small)) == [
        f"{ENTRY}.html: entry-mood-change in the text: the register says so, the page "
        "does not; build the book again",
        f"{ABSTRACT}.html: entry-mood.n in the text: the page has it, the register "
        "does not; build the book again",
    ]


def test_a_use_belongs_to_the_table_or_figure_around_it(small):
    """In a figure a link is part of the picture."""
    for name, before, after in (
        ("entry-tab-mood", "<table id='entry-tab-mood'><tr><td>", "</td></tr></table>"),
        ("entry-fig-mood", "<figure id='entry-fig-mood'><svg>", "</svg></figure>"),
    ):
        small.edit(PAGE.format(ENTRY), "</article>", f"{before}{LINK}{after}</article>")
        use = {"page": ENTRY, "reference": "entry-mood.n", "words": "21"}
        kind = "table" if "tab" in name else "figure"
        small.result("entry-mood")["shown"].append(use | {kind: name})
    assert said(loaded(small)) == []
    small.result("entry-mood")["shown"][-1]["figure"] = "entry-fig-age"
    assert said(loaded(small)) == [
        f"{ENTRY}.html: entry-mood.n in entry-fig-age: the register says so, the page "
        "does not; build the book again",
        f"{ENTRY}.html: entry-mood.n in entry-fig-mood: the page has it, the register "
        "does not; build the book again",
    ]
