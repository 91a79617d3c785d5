"""Citations and the References chapter, in Harvard form."""

import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import thesis_citations as citations
import thesis_harvard as harvard
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string
from pybtex.style.template import FieldIsMissing
from sphinxcontrib.bibtex.style.referencing import format_references
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo

EXTENSIONS = Path(__file__).resolve().parents[2] / "book" / "_ext"

# Works as they stand in the verified bibliography, at least one of each type in it.
BIBLIOGRAPHY = r"""
@article{perron2008legal,
    author = "Perron, Brian E. and Bright, Charlotte L.",
    title = "The influence of legal coercion on dropout from substance abuse
        treatment: Results from a national survey",
    journal = "Drug and Alcohol Dependence",
    volume = "92",
    number = "1--3",
    pages = "123--131",
    year = "2008",
    doi = "10.1016/j.drugalcdep.2007.07.011"
}
@article{klag2005use,
    author = "Klag, Stefanie and O'Callaghan, Frances and Creed, Peter",
    title = "The use of legal coercion in the treatment of substance abusers: An
        overview and critical analysis of thirty years of research",
    journal = "Substance Use \& Misuse",
    volume = "40",
    number = "12",
    pages = "1777--1795",
    year = "2005",
    doi = "10.1080/10826080500260891"
}
@article{burns2016coercion,
    author = "Burns, Tom and Rugk{\aa}sa, Jorun and Yeeles, Ksenija and Catty, Jocelyn",
    title = "Coercion in mental health: A trial of the effectiveness of community
        treatment orders and an investigation of informal coercion in community mental
        health care",
    journal = "Programme Grants for Applied Research",
    volume = "4",
    number = "21",
    pages = "1--354",
    year = "2016",
    doi = "10.3310/pgfar04210"
}
@article{bennett1993inclusion,
    author = "Bennett, N. S. and others",
    title = "Inclusion, motivation, and good faith: The morality of coercion in mental
        hospital admission",
    journal = "Behavioral Sciences \& the Law",
    volume = "11",
    number = "3",
    pages = "295--306",
    year = "1993",
    doi = "10.1002/bsl.2370110307"
}
@article{pruim2017mosaic,
    author = "Pruim, Randall and Kaplan, Daniel T. and Horton, Nicholas J.",
    title = "The mosaic package: Helping students to `think with data' using {R}",
    journal = "The R Journal",
    year = "2017",
    volume = "9",
    number = "1",
    pages = "77--102",
    url = "https://journal.r-project.org/archive/2017/RJ-2017-024/index.html"
}
@article{urbanoski2010coerced,
    author = "Urbanoski, Karen A.",
    title = "Coerced addiction treatment: Client perspectives and the implications of
        their neglect",
    journal = "Harm Reduction Journal",
    volume = "7",
    pages = "13",
    year = "2010",
    doi = "10.1186/1477-7517-7-13"
}
@incollection{anglin1988efficacy,
    author = "Anglin, M. Douglas",
    editor = "Leukefeld, Carl G. and Tims, Frank M.",
    title = "Efficacy of Civil Commitment in Treating Narcotic Addiction",
    booktitle = "Compulsory Treatment of Drug Abuse: Research and Clinical Practice",
    series = "{NIDA} Research Monograph",
    number = "86",
    pages = "8--34",
    publisher = "National Institute on Drug Abuse",
    address = "Rockville, MD",
    year = "1988"
}
@incollection{levene1960,
    author = "Levene, H.",
    editor = "Olkin, I. and others",
    title = "Robust tests for equality of variances",
    booktitle = "Contributions to probability and statistics: Essays in honor of
        {Harold} {Hotelling}",
    year = "1960",
    pages = "278--292",
    publisher = "Stanford University Press"
}
@inproceedings{mckinney2010pandas,
    author = "McKinney, Wes",
    editor = "van der Walt, St{\'e}fan and Millman, Jarrod",
    title = "Data structures for statistical computing in {Python}",
    booktitle = "Proceedings of the 9th {Python} in {Science} {Conference}",
    year = "2010",
    pages = "56--61",
    doi = "10.25080/Majora-92bf1922-00a"
}
@phdthesis{jones2016exploring,
    author = "Jones, Steven Lee",
    title = "Exploring Dimensions of Coercion across Treatment Programmes for Heroin
        Users: A Mixed Method Study",
    school = "Edge Hill University",
    address = "Ormskirk",
    year = "2016"
}
@techreport{nice2007cg51,
    author = "{National Institute for Health and Clinical Excellence}",
    title = "Drug Misuse: Psychosocial Interventions",
    institution = "NICE",
    type = "Clinical guideline",
    number = "51",
    address = "London",
    year = "2007"
}
@techreport{nice2007cg52,
    author = "{National Institute for Health and Clinical Excellence}",
    title = "Drug Misuse: Opioid Detoxification",
    institution = "NICE",
    type = "Clinical guideline",
    number = "52",
    address = "London",
    year = "2007"
}
@techreport{dh2006clinical,
    author = "{Department of Health}",
    title = "Clinical Management of Drug Dependence in the Adult Prison Setting:
        Including Psychosocial Treatment as a Core Part",
    institution = "Department of Health",
    type = "Report",
    address = "London",
    year = "2006"
}
@manual{miller1995drinc,
    author = "Miller, William R. and Tonigan, J. Scott and Longabaugh, Richard",
    title = "The {Drinker} {Inventory} of {Consequences} ({DrInC}): An instrument for
        assessing adverse consequences of alcohol abuse. Test manual",
    organization = "National Institute on Alcohol Abuse and Alcoholism",
    year = "1995",
    address = "Rockville, MD",
    note = "Project MATCH Monograph Series, Vol. 4; NIH Publication No. 95-3911"
}
@manual{rcore2024,
    author = "{R Core Team}",
    title = "{R}: A language and environment for statistical computing",
    organization = "R Foundation for Statistical Computing",
    year = "2024",
    address = "Vienna, Austria",
    url = "https://www.R-project.org/"
}
@book{tashakkori2010handbook,
    editor = "Tashakkori, A. and Teddlie, C.",
    title = "{SAGE} handbook of mixed methods in social \& behavioral research",
    year = "2010",
    edition = "2nd",
    publisher = "SAGE Publications"
}
@book{vanbuuren2012,
    author = "van Buuren, S.",
    title = "Flexible imputation of missing data",
    year = "2012",
    publisher = "Chapman \& Hall/CRC"
}
@misc{ons_ls_threshold,
    author = "{CeLSIUS}",
    title = "Advice from the {Office} for {National} {Statistics} on small cells in
        outputs from the {ONS} {Longitudinal} {Study}",
    year = "n.d.",
    url = "http://celsius.lshtm.ac.uk/onscell.html",
    note = "Undated web page"
}
"""

# In the order of the list; *italics*.
REFERENCES = {
    "anglin1988efficacy": (
        "Anglin, M.D. (1988) ‘Efficacy of Civil Commitment in Treating Narcotic "
        "Addiction’, in Leukefeld, C.G. and Tims, F.M. (eds) *Compulsory Treatment of"
        " Drug Abuse: Research and Clinical Practice*. Rockville, MD: National "
        "Institute on Drug Abuse (NIDA Research Monograph, 86), pp. 8–34."
    ),
    "bennett1993inclusion": (
        "Bennett, N.S. *et al.* (1993) ‘Inclusion, motivation, and good faith: The "
        "morality of coercion in mental hospital admission’, *Behavioral Sciences & "
        "the Law*, 11(3), pp. 295–306. doi:10.1002/bsl.2370110307"
    ),
    "burns2016coercion": (
        "Burns, T., Rugkåsa, J., Yeeles, K. and Catty, J. (2016) ‘Coercion in mental "
        "health: A trial of the effectiveness of community treatment orders and an "
        "investigation of informal coercion in community mental health care’, "
        "*Programme Grants for Applied Research*, 4(21), pp. 1–354. "
        "doi:10.3310/pgfar04210"
    ),
    "ons_ls_threshold": (
        "CeLSIUS (no date) *Advice from the Office for National Statistics on small "
        "cells in outputs from the ONS Longitudinal Study*. Undated web page. "
        "Available at: http://celsius.lshtm.ac.uk/onscell.html"
    ),
    "dh2006clinical": (
        "Department of Health (2006) *Clinical Management of Drug Dependence in the "
        "Adult Prison Setting: Including Psychosocial Treatment as a Core Part*. "
        "London: Department of Health."
    ),
    "jones2016exploring": (
        "Jones, S.L. (2016) *Exploring Dimensions of Coercion across Treatment "
        "Programmes for Heroin Users: A Mixed Method Study*. PhD thesis. Edge Hill "
        "University."
    ),
    "klag2005use": (
        "Klag, S., O’Callaghan, F. and Creed, P. (2005) ‘The use of legal coercion in"
        " the treatment of substance abusers: An overview and critical analysis of "
        "thirty years of research’, *Substance Use & Misuse*, 40(12), pp. 1777–1795. "
        "doi:10.1080/10826080500260891"
    ),
    "levene1960": (
        "Levene, H. (1960) ‘Robust tests for equality of variances’, in Olkin, I. *et"
        " al.* (eds) *Contributions to probability and statistics: Essays in honor of"
        " Harold Hotelling*. Stanford University Press, pp. 278–292."
    ),
    "mckinney2010pandas": (
        "McKinney, W. (2010) ‘Data structures for statistical computing in Python’, "
        "in van der Walt, S. and Millman, J. (eds) *Proceedings of the 9th Python in "
        "Science Conference*, pp. 56–61. doi:10.25080/Majora-92bf1922-00a"
    ),
    "miller1995drinc": (
        "Miller, W.R., Tonigan, J.S. and Longabaugh, R. (1995) *The Drinker Inventory"
        " of Consequences (DrInC): An instrument for assessing adverse consequences "
        "of alcohol abuse. Test manual*. Rockville, MD: National Institute on Alcohol"
        " Abuse and Alcoholism. Project MATCH Monograph Series, Vol. 4; NIH "
        "Publication No. 95-3911."
    ),
    "nice2007cg52": (
        "National Institute for Health and Clinical Excellence (2007a) *Drug Misuse: "
        "Opioid Detoxification*. Clinical guideline 52. London: NICE."
    ),
    "nice2007cg51": (
        "National Institute for Health and Clinical Excellence (2007b) *Drug Misuse: "
        "Psychosocial Interventions*. Clinical guideline 51. London: NICE."
    ),
    "perron2008legal": (
        "Perron, B.E. and Bright, C.L. (2008) ‘The influence of legal coercion on "
        "dropout from substance abuse treatment: Results from a national survey’, "
        "*Drug and Alcohol Dependence*, 92(1–3), pp. 123–131. "
        "doi:10.1016/j.drugalcdep.2007.07.011"
    ),
    "pruim2017mosaic": (
        "Pruim, R., Kaplan, D.T. and Horton, N.J. (2017) ‘The mosaic package: Helping"
        " students to “think with data” using R’, *The R Journal*, 9(1), pp. 77–102. "
        "Available at: "
        "https://journal.r-project.org/archive/2017/RJ-2017-024/index.html"
    ),
    "rcore2024": (
        "R Core Team (2024) *R: A language and environment for statistical "
        "computing*. Vienna, Austria: R Foundation for Statistical Computing. "
        "Available at: https://www.R-project.org/"
    ),
    "tashakkori2010handbook": (
        "Tashakkori, A. and Teddlie, C. (eds) (2010) *SAGE handbook of mixed methods "
        "in social & behavioral research*. 2nd edn. SAGE Publications."
    ),
    "urbanoski2010coerced": (
        "Urbanoski, K.A. (2010) ‘Coerced addiction treatment: Client perspectives and"
        " the implications of their neglect’, *Harm Reduction Journal*, 7, 13. "
        "doi:10.1186/1477-7517-7-13"
    ),
    "vanbuuren2012": (
        "van Buuren, S. (2012) *Flexible imputation of missing data*. Chapman & "
        "Hall/CRC."
    ),
}


def works(text: str = BIBLIOGRAPHY) -> dict[str, Entry]:
    """Return the works of a bibliography, with their years marked."""
    entries: dict[str, Entry] = dict(parse_string(text, "bibtex").entries)
    harvard.mark_years(entries.values())
    return entries


def work(kind: str = "book", **fields: str) -> Entry:
    """Return one invented work from its fields."""
    text = ", ".join(f'{name} = "{value}"' for name, value in fields.items())
    return works(f"@{kind}{{key, {text}}}")["key"]


def shown(text: Any) -> str:
    """Return rich text with italics in asterisks and links as their text."""
    html = re.sub(r"</?em>", "*", text.render_as("html"))
    return unescape(re.sub(r"<a [^>]*>|</a>", "", html))


# ---- references ----------------------------------------------------------------------


@pytest.mark.parametrize("key", REFERENCES)
def test_each_kind_of_work_is_listed_in_harvard_form(key: str) -> None:
    """Every type in the verified bibliography has its exact form."""
    assert shown(harvard.reference(works()[key])) == REFERENCES[key]


def test_the_list_is_alphabetical() -> None:
    """Works stand by author, then year, then title, not as in the file."""
    listed = citations.HarvardStyle().sort(works().values())
    assert [entry.key for entry in listed] == list(REFERENCES)


WORKS = works()


@given(keys=st.permutations(list(REFERENCES)))
def test_order_and_letters_do_not_depend_on_the_file(keys: list[str]) -> None:
    """A reordered bibliography file gives the same list with the same years."""
    shuffled = [WORKS[key] for key in keys]
    harvard.mark_years(shuffled)
    listed = citations.HarvardStyle().sort(shuffled)
    assert [(entry.key, entry.fields["year"]) for entry in listed] == [
        (key, re.search(r"\((no date|\d{4}\w?)\)", text)[1])
        for key, text in REFERENCES.items()
    ]


def test_a_single_author_stands_before_the_same_author_with_others() -> None:
    """Wild alone precedes Wild with Roberts, although the year is later."""
    text = (
        '@book{two, author = "Wild, T. and Roberts, A.", title = "A", year = "2002"}'
        '@book{one, author = "Wild, T.", title = "B", year = "2006"}'
    )
    listed = citations.HarvardStyle().sort(works(text).values())
    assert [entry.key for entry in listed] == ["one", "two"]


def test_sorting_ignores_accents_case_and_apostrophes() -> None:
    """Names stand where a reader looks for them."""
    names = ["Oakley", "O'Callaghan", "Øland", "van Buuren", "Vallat", "Vandenbroucke"]
    text = "".join(
        f'@book{{k{i}, author = "{{{name}}}", title = "T", year = "2000"}}'
        for i, name in enumerate(names)
    )
    listed = citations.HarvardStyle().sort(works(text).values())
    assert [str(harvard.cited_names(entry)) for entry in listed] == [
        "Oakley",
        "O’Callaghan",
        "Øland",
        "Vallat",
        "van Buuren",
        "Vandenbroucke",
    ]


def test_given_names_become_initials() -> None:
    """Hyphens, accents and joined initials are kept apart."""
    entry = work(author="Sartre, Jean-Paul {\\'E}mile and Knuth, D.E.", title="T")
    assert shown(harvard.listed_names(entry, "author")) == (
        "Sartre, J.-P.É. and Knuth, D.E."
    )


def test_a_lineage_follows_the_initials() -> None:
    """Junior stands last."""
    entry = work(author="King, Jr, Martin Luther", title="T")
    assert shown(harvard.listed_names(entry, "author")) == "King, M.L., Jr"


def test_a_title_that_ends_in_a_question_mark_gets_no_full_stop() -> None:
    """No sentence ends twice."""
    entry = work(author="A, B.", title="Why?", year="2000", publisher="P")
    assert shown(harvard.reference(entry)) == "A, B. (2000) *Why?* P."


def test_a_visited_page_carries_its_date() -> None:
    """An address is followed by the day it was seen."""
    entry = work(
        "online",
        author="A, B.",
        title="T",
        year="2000",
        url="https://example.org/a",
        urldate="2 May 2024",
    )
    assert shown(harvard.reference(entry)) == (
        "A, B. (2000) *T*. Available at: https://example.org/a (Accessed: 2 May 2024)."
    )


def test_a_thesis_and_a_book_in_a_series_show_all_their_parts() -> None:
    """Degree, number, edition, place and series have their places."""
    thesis = work(
        "mastersthesis", author="A, B.", title="T", school="S", year="2000", number="7"
    )
    book = work(
        author="A, B.",
        title="T",
        year="2000",
        edition="2nd",
        publisher="P",
        address="London",
        series="S",
        number="7",
    )
    assert shown(harvard.reference(thesis)) == (
        "A, B. (2000) *T*. Master’s thesis (7). S."
    )
    assert shown(harvard.reference(book)) == (
        "A, B. (2000) *T*. 2nd edn. London: P (S, 7)."
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"author": "A, B.", "year": "2000"}, "missing title in key"),
        ({"title": "T", "year": "2000"}, "missing author in key"),
    ],
)
def test_a_work_without_title_or_author_is_a_fault(
    fields: dict[str, str], message: str
) -> None:
    """The build reports what is missing, and where."""
    with pytest.raises(FieldIsMissing) as fault:
        harvard.reference(work(**fields))
    assert str(fault.value) == message


# ---- years ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "sound"),
    [
        ("https://journal.r-project.org/archive/2017/RJ-2017-024/index.html", True),
        ("HTTP://example.org/a_b~c?d=e&f=%20(g)#h", True),
        ("javascript:alert(1)", False),
        (" JavaScript:alert(1)//https://example.org", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("www.example.org", False),
        ("https://example.org/ and more", False),
    ],
)
def test_an_address_that_no_link_can_lead_to_is_named(url: str, sound: bool) -> None:
    """A browser might run it; a work without an address has none to be wrong."""
    works = {"a": Entry("misc", {"url": url}), "b": Entry("misc", {"title": "B"})}
    assert [key for key, _ in citations.other_addresses(works)] == ["a"] * (not sound)


def test_works_with_the_same_citation_get_letters_in_the_order_of_the_list() -> None:
    """The two guidelines of 2007 are told apart by title; others stay bare."""
    years = {key: entry.fields["year"] for key, entry in works().items()}
    assert (years["nice2007cg52"], years["nice2007cg51"]) == ("2007a", "2007b")
    assert (years["perron2008legal"], years["ons_ls_threshold"]) == ("2008", "no date")


def test_undated_works_by_one_author_get_letters() -> None:
    """A letter after words stands apart."""
    text = (
        '@misc{x, author = "A, B.", title = "Second", year = "n.d."}'
        '@misc{y, author = "A, B.", title = "First"}'
    )
    years = {key: entry.fields["year"] for key, entry in works(text).items()}
    assert years == {"x": "no date b", "y": "no date a"}


def test_different_authors_that_read_the_same_when_cut_get_letters() -> None:
    """Two teams led by the same person in one year cannot be confused."""
    team = "Marlowe, D. and Kirby, K. and Glass, D. and "
    text = (
        f'@book{{x, author = "{team} Platt, J.", title = "A", year = "1996"}}'
        f'@book{{y, author = "{team} Dodds, L.", title = "B", year = "1996"}}'
    )
    years = {key: entry.fields["year"] for key, entry in works(text).items()}
    assert years == {"x": "1996b", "y": "1996a"}


def test_marking_years_twice_changes_nothing() -> None:
    """Letters are not added to letters when a saved build is opened again."""
    entries = works()
    before = {key: entry.fields["year"] for key, entry in entries.items()}
    harvard.mark_years(entries.values())
    assert {key: entry.fields["year"] for key, entry in entries.items()} == before


# ---- citations -----------------------------------------------------------------------


def cite(role: str, *keys: str, before: str = "", after: str = "") -> str:
    """Return what the role shows for works of the small bibliography."""
    info = SphinxReferenceInfo(None, "", "", "", None, before, after)  # type: ignore[arg-type]
    entries = works()
    cited = [(entries[key], None, info) for key in keys]
    style = citations.HarvardReferenceStyle()
    return str(format_references(style, role, cited))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "parenthetical", "textual"),
    [
        ("urbanoski2010coerced", "(Urbanoski, 2010)", "Urbanoski (2010)"),
        ("perron2008legal", "(Perron and Bright, 2008)", "Perron and Bright (2008)"),
        (
            "klag2005use",
            "(Klag, O’Callaghan and Creed, 2005)",
            "Klag, O’Callaghan and Creed (2005)",
        ),
        ("burns2016coercion", "(Burns et al., 2016)", "Burns et al. (2016)"),
        ("bennett1993inclusion", "(Bennett et al., 1993)", "Bennett et al. (1993)"),
        ("rcore2024", "(R Core Team, 2024)", "R Core Team (2024)"),
        (
            "tashakkori2010handbook",
            "(Tashakkori and Teddlie, 2010)",
            "Tashakkori and Teddlie (2010)",
        ),
        ("ons_ls_threshold", "(CeLSIUS, no date)", "CeLSIUS (no date)"),
    ],
)
def test_a_citation_names_up_to_three_authors(
    key: str, parenthetical: str, textual: str
) -> None:
    """One, two or three authors are named; four or unnamed others give et al."""
    assert (cite("p", key), cite("t", key)) == (parenthetical, textual)


def test_et_al_is_italic() -> None:
    """The Latin is set apart."""
    assert shown(harvard.cited_names(works()["burns2016coercion"])) == "Burns *et al.*"


def test_all_authors_can_be_asked_for() -> None:
    """The roles ending in s name everybody."""
    assert cite("ps", "burns2016coercion") == (
        "(Burns, Rugkåsa, Yeeles and Catty, 2016)"
    )


def test_several_works_are_separated() -> None:
    """Semicolons within brackets, commas and a last 'and' in a sentence."""
    keys = ("nice2007cg52", "rcore2024", "vanbuuren2012")
    nice = "National Institute for Health and Clinical Excellence"
    assert cite("p", *keys) == (f"({nice}, 2007a; R Core Team, 2024; van Buuren, 2012)")
    assert cite("t", *keys) == (
        f"{nice} (2007a), R Core Team (2024) and van Buuren (2012)"
    )


def test_words_and_pages_stand_around_a_work() -> None:
    """A page is given after the year, a word before the names."""
    assert cite("p", "vanbuuren2012", before="see", after="p. 5") == (
        "(see van Buuren, 2012, p. 5)"
    )
    assert cite("t", "vanbuuren2012", after="p. 5") == "van Buuren (2012, p. 5)"


# ---- a real build --------------------------------------------------------------------

CONF = f"""
import sys
sys.path.append({str(EXTENSIONS)!r})
extensions = ["myst_parser", "sphinxcontrib.bibtex", "thesis_citations"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build"]
bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = bibtex_default_style = "harvard"
bibtex_cite_id = "ref-{{key}}"
latex_engine = "xelatex"
"""
CHAPTER = """# Trial

A claim {cite:p}`klag2005use,nice2007cg51`, and {cite:t}`burns2016coercion`.

:::{table} From {cite:t}`perron2008legal`
| a |
|---|
| {cite:p}`vanbuuren2012` |
:::

```{toctree}
references
appendix
```
"""
LIST = """# References

```{bibliography}
:style: harvard
```
"""


def build(book: Path, builder: str = "html") -> str:
    """Build with Sphinx and return its warnings."""
    command = [sys.executable, "-m", "sphinx", "-b", builder, "-d", "_build/doctrees"]
    done = subprocess.run(
        [*command, "-q", ".", f"_build/{builder}"],
        cwd=book,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.strip()


def page(book: Path, name: str) -> str:
    """Return the text of one built file."""
    return (book / "_build" / name).read_text(encoding="utf-8")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a small book with a page after its references, built as HTML."""
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    (tmp_path / "references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (tmp_path / "index.md").write_text(CHAPTER, encoding="utf-8")
    (tmp_path / "references.md").write_text(LIST, encoding="utf-8")
    (tmp_path / "appendix.md").write_text("# Appendix\n", encoding="utf-8")
    assert build(tmp_path) == ""
    return tmp_path


def test_html_has_one_list_of_cited_works_and_every_link_reaches_it(book: Path) -> None:
    """The list holds the five cited works, unlabelled, under one heading."""
    listed = page(book, "html/references.html")
    (block,) = re.findall(r'<div class="references.*?</div>', listed, flags=re.DOTALL)
    anchors = re.findall(r'<p id="(.*?)">', block)
    links = re.findall(r'references\.html#(ref-.*?)"', page(book, "html/index.html"))
    assert anchors == [
        "ref-burns2016coercion",
        "ref-klag2005use",
        "ref-nice2007cg51",
        "ref-perron2008legal",
        "ref-vanbuuren2012",
    ]
    assert sorted(set(links)) == anchors
    assert "[" not in block
    assert listed.count("<h1>") == 1


def test_latex_keeps_the_list_in_its_chapter_and_every_link_reaches_it(
    book: Path,
) -> None:
    """The PDF has one References chapter, and it is not empty."""
    assert build(book, "latex") == ""
    (path,) = (book / "_build" / "latex").glob("projectnamenotset.tex")
    tex = path.read_text(encoding="utf-8")
    links = re.findall(r"\\hyperlink\{(.*?)\}", tex)
    anchors = re.findall(r"\\hypertarget\{(.*?)\}", tex)
    assert sorted(set(links)) == anchors
    assert len(anchors) == 5
    assert "thebibliography" not in tex
    assert "bibitem" not in tex
    order = [
        tex.index(mark)
        for mark in (
            r"{References}",
            r"\begin{thesisreferences}",
            "Burns, T., Rugkåsa, J.",
            "van Buuren, S. (2012)",
            r"\end{thesisreferences}",
            "{Appendix}",
        )
    ]
    assert order == sorted(order)
    assert tex.count("{References}") == 1


def test_latex_protects_citations_in_captions_and_unlinks_them_in_headings(
    book: Path,
) -> None:
    """Lists of tables and bookmarks hold what LaTeX can carry."""
    text = CHAPTER.replace("# Trial", "# Trial\n\n## After {cite:t}`vanbuuren2012`")
    (book / "index.md").write_text(text, encoding="utf-8")
    assert build(book, "latex") == ""
    tex = page(book, "latex/projectnamenotset.tex")
    link = r"\hyperlink{cite.references:ref-perron2008legal}{2008}"
    assert rf"\sphinxcaption{{From Perron and Bright (\protect{link})}}" in tex
    assert r"{After van Buuren (2012)}" in tex


def test_an_unknown_key_is_reported_by_every_build(book: Path) -> None:
    """The warning names page and line, also when nothing has changed."""
    with (book / "index.md").open("a", encoding="utf-8") as file:
        file.write("\nNobody said so {cite:p}`nobody2000nothing`.\n")
    warning = (
        f'{book}/index.md:16: WARNING: could not find bibtex key "nobody2000nothing"'
    )
    assert build(book).startswith(warning)
    assert build(book).startswith(warning)
    assert build(book, "latex").startswith(warning)


def test_citing_one_more_work_rewrites_the_list(book: Path) -> None:
    """An incremental build shows the new work on the page that was not edited."""
    with (book / "index.md").open("a", encoding="utf-8") as file:
        file.write("\nMore {cite:p}`rcore2024`.\n")
    assert build(book) == ""
    assert 'id="ref-rcore2024"' in page(book, "html/references.html")


def test_a_changed_work_rewrites_the_pages_that_cite_it(book: Path) -> None:
    """A corrected year reaches the citation, with the PDF built in between."""
    text = BIBLIOGRAPHY.replace('year = "2012"', 'year = "2018"')
    (book / "references.bib").write_text(text, encoding="utf-8")
    assert build(book, "latex") == ""
    assert build(book) == ""
    assert "van Buuren, 2018" in page(book, "html/index.html")


def test_an_unchanged_book_is_not_written_again(book: Path) -> None:
    """Nothing is done when nothing has changed."""
    index = book / "_build" / "html" / "index.html"
    before = index.stat().st_mtime_ns
    assert build(book) == ""
    assert index.stat().st_mtime_ns == before
