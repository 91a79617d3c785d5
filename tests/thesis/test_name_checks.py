"""The leak test: what of a list of names is published, and what is said of it."""

import json

import pytest
from example_build import ENTRY, HTML
from example_leaks import LIST, lines, list_path, with_list

from thesis import cli
from thesis.checking import CHECKS
from thesis.name_checks import names
from thesis.places import built_thesis


@pytest.fixture
def small(sound, tmp_path, monkeypatch):
    """Return a small thesis to be spoilt, and a list of names outside of it."""
    return with_list(sound, tmp_path, monkeypatch)


def test_the_check_passes_where_nothing_stands(small):
    """And says how much it looked at, for how many names."""
    small.source(f"{HTML}/_images/a.png", "")
    small.source(f"{HTML}/notes.docx", "PK\0")
    small.source(f"{HTML}/_static/theme.js", "Heledd wrote this")
    result = names(built_thesis(small.root))
    assert (result.name, result.looked_at, result.findings) == (
        "no names or identifying numbers",
        "8 files, 3 pages of PDF for 4 names and numbers; not read: .docx 1, .png 1, "
        "theme 1",
        (),
    )


def test_a_picture_may_be_called_by_a_number_and_not_by_a_name(small):
    """As cameras and hashes call it; also where a page shows it."""
    picture = "_images/01632960001.png"
    small.source(f"{HTML}/{picture}", "")
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", f'<img src="../{picture}"/>')
    assert names(built_thesis(small.root)).findings == ()
    small.source(f"{HTML}/_images/heledd.png", "")
    assert len(names(built_thesis(small.root)).findings) == 1


def test_keys_and_code_of_the_sources_are_no_handles(small):
    """An @ of a person is one."""
    small.edit("references.bib", "@", "% a\n@")
    code = "```python\n@cache\ndef f(): ...\n```\n"
    small.edit("book/front/abstract.md", "# Abstract", f"# Abstract\n\n{code}")
    assert names(built_thesis(small.root)).findings == ()
    small.edit("book/front/abstract.md", "# Abstract", "# Abstract\n\nby @kev_92\n")
    (told,) = lines(small.root)
    assert told.startswith(
        "book/front/abstract.md:3: a name with an @ stands here, got"
    )


def test_without_a_list_the_check_says_so_and_looks_for_numbers(small, monkeypatch):
    """An e-mail address may be allowed by a list."""
    monkeypatch.delenv("THESIS_NAMES")
    small.edit(
        f"{HTML}/{ENTRY}.html", "</article>", "Heledd, help@example.org, 1 B1 1AA"
    )
    result = names(built_thesis(small.root))
    assert result.looked_at == (
        "8 files, 3 pages of PDF for numbers alone, no list of names is set "
        "(THESIS_NAMES)"
    )
    hint = (
        "take it out where it comes from and build again, or allow it in a list of "
        "names (THESIS_NAMES)"
    )
    assert [str(finding) for finding in result.findings] == [
        f"{ENTRY}.html: an e-mail address stands here, got '-1.18, 95% CI [-1.72, "
        f"-0.62]. Heledd, [e-mail], 1 [postcode] ¦ stat ¦ entry-mood'; {hint}",
        f"{ENTRY}.html: a postcode stands here, got 'CI [-1.72, -0.62]. Heledd, "
        f"[e-mail], 1 [postcode] ¦ stat ¦ entry-mood ¦'; {hint}",
    ]


def test_the_check_tells_text_and_links_apart(small):
    """In small letters it is found in a link alone."""
    body = '<b>Heledd</b><a id="heledd" href="/Heledd">x</a></article>'
    small.edit(f"{HTML}/back/references.html", "</article>", body)
    place = "back/references.html: a name of the list stands here"
    assert lines(small.root) == [
        f"{place} 2 times (line 3, as written), got 'Jones (2021) [name] x'",
        f"{place} (line 3, in another form), got '¦ "
        "ref-jones2021methadone ¦ [name] ¦ /[name]'",
    ]


def test_the_check_says_how_often_a_name_stands_on_a_page(small):
    """One finding with the first of them, so that a list stays short."""
    body = "<p>Heledd said.</p><p>Heledd left.</p><p>HELEDD and SA1 4QB</p></article>"
    small.edit(f"{HTML}/back/references.html", "</article>", body)
    assert lines(small.root) == [
        "back/references.html: a name of the list stands here 3 times (line 3, as "
        "written), got 'Jones (2021) [name] said. [name] left. [name] and'",
        "back/references.html: a postcode stands here, got '[name] said. [name] "
        "left. [name] and [postcode]'",
    ]


def index(**terms):
    """Return an index of the search over two pages, as Sphinx writes it."""
    held = {
        "docnames": [ENTRY, "back/references"],
        "filenames": [f"{ENTRY}.md", "back/references.md"],
        "alltitles": {"At treatment entry": [[0, "entry"]]},
        "titles": ["At treatment entry", "References"],
        "terms": terms,
        "titleterms": {"entri": 0},
    }
    return f"Search.setIndex({json.dumps(held)})"


def test_the_check_finds_a_name_that_only_the_search_still_knows(small):
    """The stems of all its words, on one page; what the page explains is no leak."""
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", "<p>I was hoping</p></article>")
    list_path(small).write_text(f"{LIST}Hope\n", "utf-8")
    path = f"{HTML}/searchindex.js"
    small.source(path, index(heledd=0, hope=0, sian=[0, 1], gwernog=1, dreen=1))
    told = "searchindex.js: the search finds a name of the list"
    hint = "the page does not say it, so the index is older: build again"
    assert [str(f) for f in names(built_thesis(small.root)).findings] == [
        f"{told} (line 1, in another form), got 'back/references'; {hint}",
        f"{told} (line 3, in another form), got '{ENTRY}'; {hint}",
        f"{told} (line 4, in another form), got 'back/references'; {hint}",
    ]
    small.source(path, index(hope=[0, 1], gwernog=1))
    assert [f.value for f in names(built_thesis(small.root)).findings] == [
        "back/references"
    ]
    small.source(path, index(hope=0).replace("References", "Heledd"))
    assert lines(small.root) == [
        "searchindex.js: a name of the list stands here (line 3, as written), got "
        "'entry ¦ titles ¦ At treatment entry ¦ [name]'"
    ]


def test_the_search_is_read_by_the_stems_it_has(small):
    """Names that end in s, y or e have lost them there, unless by an accent."""
    names_in = "Emrys Glynys\nMary\nZoë\nAndre\nNoëlle\n"
    list_path(small).write_text(names_in, "utf-8")
    terms = {"emri": 0, "glyni": 0, "mari": 1, "zoë": 1, "andré": 0, "noell": 0}
    small.source(f"{HTML}/searchindex.js", index(**terms))
    assert [f.rule for f in names(built_thesis(small.root)).findings] == [
        f"the search finds a name of the list (line {n}, in another form)"
        for n in range(1, 6)
    ]


def test_the_command_reports_leaks_as_any_other_fault(small, monkeypatch, capsys):
    """In JSON as in the table, and a list with a fault ends it."""
    monkeypatch.setattr(cli, "ROOT", small.root)
    small.edit("book/front/abstract.md", "# Abstract", "# Abstract\n\nHeledd")
    assert cli.main(["check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], len(told["checks"])) == (1, len(CHECKS))
    assert told["checks"][-1] == {
        "name": "no names or identifying numbers",
        "looked_at": "8 files, 3 pages of PDF for 4 names and numbers",
        "ok": False,
        "not_run": "",
        "findings": [
            {
                "place": "book/front/abstract.md:3",
                "rule": "a name of the list stands here (line 3, as written)",
                "value": "# Abstract [name] The mean of mood in prison was",
                "hint": "take it out where it comes from and build again, or allow it "
                "in the list of names",
            }
        ],
        "notes": [],
        "word": "names",
    }
    list_path(small).write_text("X\n", "utf-8")
    assert cli.main(["check"]) == 1
    assert capsys.readouterr().err == (
        "\npeople.txt, row 1: a name needs two letters or more, this one has 1; one "
        "name a line, then a tab or -> and a mark in square brackets if wanted\n"
    )
